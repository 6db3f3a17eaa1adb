"""Engines of others: Virtuoso and Oxigraph's server, started on the loopback address, and Jena.

Debian has Virtuoso (``virtuoso-opensource-7-bin``) and Jena (``libapache-jena-java``, with a JDK). The server
of Oxigraph comes with the packages for tests.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.queries.asking import Answer, read_answer
from kg.rdf.parsing import parse_quads

_N_QUADS = ox.RdfFormat.N_QUADS

_JAVA = Path("/usr/share/java")
#: What Jena needs of Debian's folder, which has two bindings of SLF4J that exclude each other.
_JARS = (
    *("arq", "base", "cmds", "core", "dboe-base", "dboe-storage", "dboe-transaction", "iri", "shacl", "tdb"),
)
_LIBRARIES = (
    *("commons-cli", "commons-codec", "commons-compress", "commons-csv", "commons-io", "commons-lang3"),
    *("dexx.collection", "gson", "guava", "failureaccess", "httpclient", "httpcore", "jackson-annotations"),
    *("jackson-core", "jackson-databind", "jcl-over-slf4j", "jsonld-java", "protobuf", "thrift"),
    *("slf4j-api", "slf4j-nop", "titanium-json-ld"),
)
_SETTINGS = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CheckpointInterval = 0
DirsAllowed = .
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 5
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = {most}
MaxQueryExecutionTime = 60
"""


def needs(*programs: str, package: str) -> None:
    """Skip a test if one of the programs is not there."""
    missing = [program for program in programs if _find(program) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} is not installed: it comes with {package}")


def _find(program: str) -> str | None:
    """Return the path of a program, beside this Python or anywhere."""
    return shutil.which(program, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


@contextmanager
def _running(command: list[str], folder: Path, ready: str) -> Iterator[None]:
    """Run a server in ``folder`` as long as it is needed; it is ready when it prints ``ready``."""
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as server:
        try:
            assert server.stdout is not None
            said: list[str] = []
            for line in server.stdout:
                said.append(line)
                if ready in line:
                    break
            assert said and ready in said[-1], f"{command[0]} does not start: {''.join(said)}"
            yield
        finally:
            server.kill()


class Triplestore:
    """A store of others: the address for queries, and how it is filled."""

    url: str

    def fill(self, data: bytes, form: str) -> None:
        """Replace what it holds by N-Quads, or by Turtle in its default graph."""
        raise NotImplementedError


class _Virtuoso(Triplestore):
    def __init__(self, folder: Path, sql: int, http: int):
        self.folder, self.sql = folder, sql
        self.url = f"http://127.0.0.1:{http}/sparql"
        self.graphs: set[str] = set()

    def fill(self, data: bytes, form: str) -> None:
        """Load the data; Turtle goes into a named graph, since Virtuoso has no other."""
        (self.folder / "data").write_bytes(data)
        quads = form == "nquads"
        emptied = "".join(f"SPARQL CLEAR GRAPH <{graph}>;\n" for graph in sorted(self.graphs))
        loaded = f"DB.DBA.TTLP_MT (file_open ('data'), '', 'urn:all', {512 if quads else 0});\n"
        address = f"127.0.0.1:{self.sql}"
        done = subprocess.run(
            ["isql-vt", address, "dba", "dba", "VERBOSE=OFF", "ERRORS=STDOUT"],
            input=emptied + loaded,
            cwd=self.folder,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )
        assert "Error" not in done.stdout, done.stdout
        names = {str(graph) for *_, graph in parse_quads(data, _N_QUADS)} if quads else {"urn:all"}
        self.graphs = names


class _Oxigraph(Triplestore):
    def __init__(self, port: int):
        self.root = f"http://127.0.0.1:{port}"
        self.url = f"{self.root}/query"

    def fill(self, data: bytes, form: str) -> None:
        """Load the data."""
        quads = form == "nquads"
        address = f"{self.root}/store{'' if quads else '?default'}"
        kind = "application/n-quads" if quads else "text/turtle"
        for method, where, content in (("DELETE", f"{self.root}/store", None), ("POST", address, data)):
            headers = {"Content-Type": kind} if content else {}
            with urllib.request.urlopen(
                urllib.request.Request(where, content, headers, method=method), timeout=60
            ) as response:
                assert response.status < 300


@contextmanager
def virtuoso(folder: Path, most: int = 10_000) -> Iterator[Triplestore]:
    """Run Virtuoso with its files in ``folder``; it gives at most so many rows."""
    needs("virtuoso-t", "isql-vt", package="Debian's virtuoso-opensource-7-bin")
    sql, http = _free_port(), _free_port()
    (folder / "virtuoso.ini").write_text(_SETTINGS.format(sql=sql, http=http, most=most), encoding="utf-8")
    command = ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"]
    with _running(command, folder, "Server online at"):
        yield _Virtuoso(folder, sql, http)


@contextmanager
def oxigraph(folder: Path) -> Iterator[Triplestore]:
    """Run the server of Oxigraph, which keeps its data in memory."""
    needs("oxigraph", package="the Python package oxigraph")
    port = _free_port()
    command = [str(_find("oxigraph")), "serve", "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    with _running(command, folder, "Listening"):
        yield _Oxigraph(port)


def ask_jena(folder: Path, data: bytes, form: str, queries: Mapping[str, str]) -> dict[str, Answer]:
    """Return the answers of Jena; the default graph of N-Quads is the union of all their graphs."""
    if not (_JAVA / "jena-arq.jar").exists():
        pytest.skip("Jena is not installed: it comes with Debian's libapache-jena-java")
    needs("java", "javac", package="Debian's default-jdk-headless")
    file = folder / ("data.nq" if form == "nquads" else "data.ttl")
    file.write_bytes(data)
    for name, text in queries.items():
        (folder / f"{name}.rq").write_text(text, encoding="utf-8")
    jars = [_JAVA / f"{name}.jar" for name in (*(f"jena-{part}" for part in _JARS), *_LIBRARIES)]
    # Debian moved the classes of Xerces in Jena, and forgot their messages, without which none of them loads.
    with zipfile.ZipFile(_JAVA / "jena-core.jar") as packed:
        for name in packed.namelist():
            if name.startswith(moved := "org/apache/jena/ext/") and name.endswith(".properties"):
                place = folder / "messages" / name.removeprefix(moved)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(packed.read(name))
    path = os.pathsep.join(map(str, (folder / "messages", *(jar for jar in jars if jar.exists()))))
    program = Path(__file__).with_name("JenaAnswers.java")
    done = subprocess.run(
        ["java", "-cp", path, str(program), str(file), str(folder)],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return {name: read_answer((folder / f"{name}.json").read_bytes()) for name in queries}
