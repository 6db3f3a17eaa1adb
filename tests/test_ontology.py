"""The ontology against everything that uses it: terms, prefixes, documentation, and OWL 2 DL."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import owlready2
import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, XSD, BNode, Dataset, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, SH, SKOS, VANN
from rdflib.term import Node

from kg.api import load
from kg.cli import run
from kg.model import BASE, SEVERAL, SLOTS, Certainty, RelationType, Stance
from kg.rdf.mapping import RELATION_CLASSES
from kg.rdf.vocabulary import CV, PREFIXES, any_of_iri, slot_iri
from kg.rdf.write import build_article, build_register
from kg.reasoning import NoJavaError, check_consistency, hermit
from kg.reasoning.ontology import load_ontology, ontology_graph
from kg.resources import ontology_file, resource_dir

ROOT = Path(__file__).parents[1]
ONTOLOGY = URIRef(BASE + "ontology")
STATUS = URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")
PARTS = sorted(resource_dir("ontology").glob("parts/*.ttl"))
NAME = r"[A-Za-z](?:[\w-]*\w)?"
KINDS_OF_TERM = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual}

try:
    hermit.find_java()
except NoJavaError as error:
    WITHOUT_JAVA = str(error)
else:
    WITHOUT_JAVA = ""

needs_java = pytest.mark.skipif(bool(WITHOUT_JAVA), reason=WITHOUT_JAVA)


@cache
def ontology() -> Graph:
    return ontology_graph()


@cache
def declared() -> frozenset[str]:
    return frozenset(
        str(term).removeprefix(str(CV))
        for term in ontology().subjects(RDFS.isDefinedBy, ONTOLOGY)
        if str(term).startswith(str(CV))
    )


@cache
def prefixes() -> dict[str, str]:
    """The vocabularies that the project uses, listed in prefixes.ttl and nowhere else."""
    graph = ontology()
    return {
        str(graph.value(node, SH.prefix)): str(graph.value(node, SH.namespace))
        for node in graph.objects(ONTOLOGY, SH.declare)
    }


def files(*patterns: str) -> list[Path]:
    return sorted(path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file())


def terms_in_text(text: str) -> set[str]:
    """Names written ``cv:name``, as a whole IRI, or in Python as ``CV.name`` or ``CV["name"]``."""
    found = set(re.findall(rf"\bcv:({NAME})", text))
    found |= set(re.findall(rf"{re.escape(str(CV))}({NAME})", text))
    found |= set(re.findall(rf"\bCV\.({NAME})", text))
    found |= set(re.findall(rf"""\bCV\[f?["']({NAME})["']\]""", text))
    return found


def terms_in_turtle(path: Path) -> set[str]:
    """Names in the statements of a file, whatever prefix it gives them, and in the queries inside it."""
    found: set[str] = set()
    for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        for term in (triple.subject, triple.predicate, triple.object):
            if isinstance(term, ox.NamedNode) and term.value.startswith(str(CV)):
                found.add(term.value.removeprefix(str(CV)))
            elif isinstance(term, ox.Literal):
                found |= terms_in_text(term.value)
    return found


def terms_in(path: Path) -> set[str]:
    if path.suffix == ".ttl":
        return terms_in_turtle(path)
    return terms_in_text(path.read_text(encoding="utf-8"))


# ---- (a) what is used is declared ---------------------------------------------------------------------

USES = files(
    "ontology/**/*.ttl", "shapes/**/*.ttl", "kg/**/*.py", "kg/**/*.rq", "seeds/**/*.yaml", "tests/**/*.ttl"
)


def test_every_folder_is_looked_at() -> None:
    seen = {path.relative_to(ROOT).parts[0] for path in USES}
    assert {"kg", "ontology", "shapes", "seeds"} <= seen
    assert {path.suffix for path in USES} == {".ttl", ".py", ".rq", ".yaml"}
    assert set(MEANT) <= {path.relative_to(ROOT).as_posix() for path in USES}


#: Examples of what a shape rejects because there is no such term.
MEANT = {
    "tests/shapes/background-declared/invalid-relation.ttl": {"near"},
    "tests/shapes/one-certainty/invalid-unknown.ttl": {"sure"},
    "tests/shapes/one-stance/invalid-unknown.ttl": {"insists"},
}


@pytest.mark.parametrize("path", USES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_term_used_is_declared(path: Path) -> None:
    assert terms_in(path) - declared() == MEANT.get(path.relative_to(ROOT).as_posix(), set())


def test_undeclared_terms_would_be_noticed(tmp_path: Path) -> None:
    """The search itself: each way of writing a term is found."""
    path = tmp_path / "odd.ttl"
    path.write_text(f"@prefix x: <{CV}> . x:one x:two 'select ?s where {{ ?s cv:three <{CV}four> }}' .")
    assert terms_in(path) == {"one", "two", "three", "four"}
    assert terms_in_text("CV.one | CV['two'] | CV[\"neither-so\"] | CV[name]") == {"one", "two", "neither-so"}


def test_no_term_is_written_as_a_method_of_strings() -> None:
    """A ``Namespace`` is a string: after a dot, ``count`` is a method of it, not a term."""
    methods = "|".join(name for name in dir(str) if not name.startswith("_"))
    for path in files("kg/**/*.py", "tests/**/*.py"):
        assert re.findall(rf"\bCV\.({methods})\b(?!\()", path.read_text(encoding="utf-8")) == [], path


def test_everything_written_is_declared() -> None:
    """Whatever the example becomes in RDF, findings included, uses declared or listed terms only."""
    told = list(load(resource_dir("seeds")).dataset.quads())
    used = {p for _, p, _, _ in told} | {o for _, p, o, _ in told if p == RDF.type}
    used |= {o for _, _, o, _ in told if str(o).startswith(str(CV))}
    assert {CV.Claim, CV.Contradiction, CV.stance, CV.denies} <= used
    unknown = {term for term in used if not str(term).startswith(tuple(prefixes().values()))}
    assert unknown == set()
    assert {str(term).removeprefix(str(CV)) for term in used if str(term).startswith(str(CV))} <= declared()
    classes = set(ontology().subjects(RDF.type, OWL.Class))
    assert {o for _, p, o, _ in told if p == RDF.type} <= classes


# ---- (b) what is declared is used ---------------------------------------------------------------------


def used_terms() -> set[str]:
    """Terms that code, shapes and queries name, or write by the values of the model's enumerations."""
    found = {term for path in files("kg/**/*.py", "kg/**/*.rq", "shapes/**/*.ttl") for term in terms_in(path)}
    for names in (Stance, Certainty, RelationType):
        found |= {name.value for name in names}
    filled = {*map(slot_iri, SLOTS), *map(any_of_iri, SEVERAL)}
    return found | {str(term).removeprefix(str(CV)) for term in filled}


def test_every_declared_term_is_used_or_says_why_not() -> None:
    """Superclasses, schemes and what is said of a used concept are used with it; the rest needs a note."""
    graph = ontology()
    used: set[Node] = {CV[name] for name in used_terms()}
    for follow in (RDFS.subClassOf, str(CV), SKOS.inScheme):
        for s, p, o in graph:
            if s in used and str(p).startswith(follow):
                used |= {p, o}
    noted = set(graph.subjects(SKOS.scopeNote))
    unused = {CV[name] for name in declared()} - used - noted
    assert sorted(str(term).removeprefix(str(CV)) for term in unused) == []


# ---- (c) documentation of each term -------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(declared()))
def test_a_term_is_documented(name: str) -> None:
    graph, term = ontology(), CV[name]
    labels = [label for label in graph.objects(term, RDFS.label) if isinstance(label, Literal)]
    assert sorted(label.language or "" for label in labels) == ["en", "fa"]
    assert all(label.strip() for label in labels)
    in_persian = next(str(label) for label in labels if label.language == "fa")
    assert re.search(r"[\u0600-\u06ff]", in_persian)
    assert not re.search(r"[\u0643\u064a]", in_persian), "Arabic kaf or yeh in a Persian label"
    (definition,) = graph.objects(term, SKOS.definition)
    assert isinstance(definition, Literal)
    assert definition.language == "en"
    assert definition.endswith(".")
    assert list(graph.objects(term, SKOS.example))
    assert list(graph.objects(term, RDFS.isDefinedBy)) == [ONTOLOGY]
    (status,) = graph.objects(term, STATUS)
    assert str(status) in {"stable", "testing", "unstable", "archaic"}
    assert set(graph.objects(term, RDF.type)) & KINDS_OF_TERM


def test_no_term_is_described_but_not_declared() -> None:
    subjects = {str(s) for s in ontology().subjects() if str(s).startswith(str(CV))}
    assert {s.removeprefix(str(CV)) for s in subjects} == declared()


def test_names_follow_their_kind() -> None:
    """Classes and schemes begin with a capital, everything else does not."""
    graph = ontology()
    for name in declared():
        types = set(graph.objects(CV[name], RDF.type))
        assert name[0].isupper() == bool(types & {OWL.Class, SKOS.ConceptScheme}), name


def test_the_ontology_describes_itself() -> None:
    graph = ontology()
    (version,) = graph.objects(ONTOLOGY, OWL.versionIRI)
    assert re.fullmatch(re.escape(str(ONTOLOGY)) + r"/\d{4}-\d{2}-\d{2}", str(version))
    assert list(graph.objects(ONTOLOGY, DCTERMS.license)) == [
        URIRef("https://www.apache.org/licenses/LICENSE-2.0")
    ]
    assert list(graph.objects(ONTOLOGY, VANN.preferredNamespacePrefix)) == [Literal("cv")]
    assert list(graph.objects(ONTOLOGY, VANN.preferredNamespaceUri)) == [
        Literal(str(CV), datatype=XSD.anyURI)
    ]
    for needed in (DCTERMS.title, DCTERMS.description, DCTERMS.created, DCTERMS.modified, DCTERMS.creator):
        assert list(graph.objects(ONTOLOGY, needed)), needed
    (creator,) = graph.objects(ONTOLOGY, DCTERMS.creator)
    assert list(graph.objects(creator, RDFS.label))
    for day in (DCTERMS.created, DCTERMS.modified):
        (told,) = graph.objects(ONTOLOGY, day)
        assert isinstance(told, Literal) and told.datatype == XSD.date
    assert (str(version).rpartition("/")[2]) == str(graph.value(ONTOLOGY, DCTERMS.modified))


def check_concepts(graph: Graph, schemes: Graph) -> None:
    """Each concept has a name in both languages and a scheme; each scheme of them one to begin with."""
    concepts = {s for kind in (SKOS.Concept, CV.Kind, CV.Population) for s in graph.subjects(RDF.type, kind)}
    assert concepts
    for concept in concepts:
        labels = [label for label in graph.objects(concept, SKOS.prefLabel) if isinstance(label, Literal)]
        assert sorted(label.language or "" for label in labels) == ["en", "fa"], concept
        (scheme,) = graph.objects(concept, SKOS.inScheme)
        assert (scheme, RDF.type, SKOS.ConceptScheme) in schemes
        top = (concept, SKOS.topConceptOf, scheme) in graph or (scheme, SKOS.hasTopConcept, concept) in graph
        assert top == (next(graph.objects(concept, SKOS.broader), None) is None), concept
    for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme):
        assert len(list(graph.objects(scheme, SKOS.prefLabel))) == 2


def test_concepts_are_found_from_their_schemes_down() -> None:
    check_concepts(ontology(), ontology())


def test_the_kinds_and_populations_of_the_register_are_concepts_too() -> None:
    register = Graph()
    for triple in build_register(load(resource_dir("seeds")).own.register):
        register.add(triple)
    check_concepts(register, ontology())


def test_properties_that_are_used_in_both_directions_are_inverses() -> None:
    told = {(s, p, o) for s, p, o, _ in load(resource_dir("seeds")).dataset.quads()} | set(ontology())
    pairs: dict[tuple[Node, Node], Node] = {(s, o): p for s, p, o in told if isinstance(o, URIRef)}
    both = {frozenset((p, pairs[o, s])) for (s, o), p in pairs.items() if (o, s) in pairs}
    stated = {frozenset(pair) for pair in ontology().subject_objects(OWL.inverseOf)}
    stated |= {frozenset((p,)) for p in ontology().subjects(RDF.type, OWL.SymmetricProperty)}
    #: Two that SKOS relates otherwise: the one is the inverse of a narrower property than the other.
    stated.add(frozenset((SKOS.hasTopConcept, SKOS.inScheme)))
    assert both - stated == set()
    assert {frozenset((CV.opponentOf,)), frozenset((SKOS.hasTopConcept, SKOS.topConceptOf))} <= stated


def test_the_schemes_hold_what_the_model_has() -> None:
    graph = ontology()

    def concepts(scheme: URIRef) -> set[str]:
        return {str(s).removeprefix(str(CV)) for s in graph.subjects(SKOS.inScheme, scheme)}

    assert concepts(CV.Stances) == {stance.value for stance in Stance}
    assert concepts(CV.Certainties) == {certainty.value for certainty in Certainty}
    assert concepts(CV.Slots) == {str(slot_iri(slot)).removeprefix(str(CV)) for slot in SLOTS}
    assert concepts(CV.RelationTypes) == {relation.value for relation in RelationType}
    for stance in Stance:
        assert len(list(graph.objects(CV[stance.value], CV.force))) == 1
        assert len(list(graph.objects(CV[stance.value], CV.polarity))) == 1
    for restricted in (
        *(CV.equalSlot, CV.narrowerSlot, CV.broaderSlot, CV.overlappingSlot, CV.disjointSlot, CV.unknownSlot),
        *(CV.conflictSlot, CV.droppedSlot, CV.functionalSlot),
    ):
        members = graph.value(graph.value(restricted, RDFS.range), OWL.oneOf)
        assert members is not None
        beside = {CV.asOf} if restricted == CV.conflictSlot else set()
        assert set(Collection(graph, members)) == {slot_iri(slot) for slot in SLOTS} | beside


def test_every_type_of_relation_has_a_class_that_says_the_same() -> None:
    graph = ontology()
    assert set(RELATION_CLASSES) == set(RelationType)
    for type, class_ in RELATION_CLASSES.items():
        assert (class_, RDFS.subClassOf, CV.Relation) in graph
        same = graph.value(class_, OWL.equivalentClass)
        assert graph.value(same, OWL.hasValue) == CV[type.value]


def test_rules_and_modifiers_are_listed_where_they_are_defined() -> None:
    """Who meets a value in the data finds in the ontology what it may be."""
    rules = {path.stem for path in files("kg/relations/rules/*.sql")} - {"repeats"}
    rules |= {"corrects", "nature", "exclusivity"}
    told = str(ontology().value(CV.rule, SKOS.definition))
    assert set(re.split(r", | or ", told.partition(": ")[2].rstrip("."))) == rules
    modifiers = {"adversarial", "affiliated", "in-part", "self-contradiction", "soft", "conditional"}
    modifiers |= {"hedged", "probable", "unidentified"}
    told = str(ontology().value(CV.modifier, SKOS.definition))
    assert set(re.findall(r"([a-z-]+): ", told)) == modifiers


# ---- (d) and (e) form ---------------------------------------------------------------------------------


def test_blank_nodes_stand_in_axioms_only() -> None:
    graph = ontology()
    expressions = {OWL.Restriction, OWL.Class, RDFS.Datatype}
    expressions |= {OWL.AllDisjointClasses, OWL.AllDisjointProperties}
    blank = {term for triple in graph for term in triple if isinstance(term, BNode)}
    assert blank
    for node in blank:
        types = set(graph.objects(node, RDF.type))
        assert types <= expressions
        assert types or list(graph.objects(node, RDF.first)), "neither a class expression nor a list"


@pytest.mark.slow
@pytest.mark.parametrize("path", [ontology_file(), *PARTS], ids=lambda path: path.name)
def test_both_parsers_read_the_same(path: Path) -> None:
    by_rdflib = Graph().parse(path, format="turtle")
    by_oxigraph = Graph()
    triples = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    data = ox.serialize(
        (ox.Triple(t.subject, t.predicate, t.object) for t in triples), format=ox.RdfFormat.N_TRIPLES
    )
    assert data is not None
    by_oxigraph.parse(data=data.decode("utf-8"), format="nt")
    assert len(by_rdflib) == len(by_oxigraph) > 0
    assert isomorphic(by_rdflib, by_oxigraph)


def joined() -> str:
    """The parts as one file: each prefix once, then what each part says, that with the header first."""
    first = sorted(PARTS, key=lambda path: path.stem != "claim")
    texts = [path.read_text(encoding="utf-8") for path in first]
    prefixes = sorted({line for text in texts for line in text.splitlines() if line.startswith("@prefix")})
    bodies = [re.sub(r"\n{4,}", "\n\n\n", re.sub(r"(?m)^@prefix .*\n", "", text)).strip() for text in texts]
    head = "# The ontology in one file, made of those in the folder parts: change them, not this one."
    return "\n\n\n".join((head, "\n".join(prefixes), *bodies)) + "\n"


def test_the_one_file_says_what_its_parts_say(request: pytest.FixtureRequest) -> None:
    """After a change of the parts: ``pytest tests/test_ontology.py --update-golden``."""
    if request.config.getoption("--update-golden"):
        ontology_file().write_text(joined(), encoding="utf-8")
    assert ontology_file().read_text(encoding="utf-8") == joined()
    parts = sum(len(Graph().parse(path, format="turtle")) for path in PARTS)
    assert len(Graph().parse(ontology_file(), format="turtle")) == parts, "a statement stands in two parts"


def test_the_ontology_is_exported_as_it_is(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["export", "--ontology"]) == 0
    assert capfdbinary.readouterr().out == ontology_file().read_bytes()
    for more in (["seeds"], ["--bundle", "a.zip"], ["--edition", "2"]):
        assert run(["export", "--ontology", *more]) == 2
        assert capfdbinary.readouterr().out == b""


def test_whoever_loads_the_folder_loads_each_statement_once() -> None:
    assert [path.name for path in sorted(resource_dir("ontology").iterdir())] == [
        "claim-kg.ttl",
        "context.jsonld",
        "parts",
    ]


def test_owlready2_loads_every_term(tmp_path: Path) -> None:
    """Through N-Triples: given Turtle, owlready2 loads garbage without an error."""
    path = tmp_path / "ontology.nt"
    ontology().serialize(path, format="nt", encoding="utf-8")
    world = owlready2.World()
    try:
        with path.open("rb") as file:
            world.get_ontology("urn:test#").load(fileobj=file)
        graph = world.as_rdflib_graph()
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
            expected = {s for s in ontology().subjects(RDF.type, kind) if isinstance(s, URIRef)}
            assert {s for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef)} == expected
    finally:
        world.close()


@needs_java
def test_hermit_accepts_the_ontology_and_finds_no_empty_class() -> None:
    """HermiT refuses what is not OWL 2 DL; an empty class would be inferred equivalent to nothing."""
    found = check_consistency([])
    assert found.consistent
    assert [fact for fact in found.inferred if str(OWL.Nothing) in fact] == []


PROFILE = """
import java.io.File;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.*;

class Profile {
    public static void main(String[] arguments) throws Exception {
        OWLOntology read = OWLManager.createOWLOntologyManager()
            .loadOntologyFromOntologyDocument(new File(arguments[0]));
        OWLProfileReport report = new OWL2DLProfile().checkOntology(read);
        for (OWLProfileViolation violation : report.getViolations()) System.out.println(violation);
        System.out.println("axioms: " + read.getAxiomCount());
    }
}
"""


def profile_violations(graph: Graph, folder: Path) -> list[str]:
    """What the OWL API, as it comes with HermiT, finds in a graph against OWL 2 DL."""
    source, data = folder / "Profile.java", folder / "ontology.rdf"
    source.write_text(PROFILE, encoding="utf-8")
    graph.serialize(data, format="xml", encoding="utf-8")
    jar = Path(owlready2.__file__).parent / "hermit" / "HermiT.jar"
    java = shutil.which("java")
    assert java
    command = [java, "-Dfile.encoding=UTF-8", "-cp", str(jar), str(source), str(data)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    *violations, axioms = done.stdout.splitlines()
    assert int(axioms.removeprefix("axioms: ")) > 500
    return violations


@pytest.mark.skipif(not shutil.which("javac"), reason="needs a JDK on the PATH: the check is Java source")
def test_the_ontology_is_owl_2_dl(tmp_path: Path) -> None:
    assert profile_violations(ontology(), tmp_path) == []
    broken = ontology_graph()
    broken.add((CV.withinTransitive, RDF.type, OWL.AsymmetricProperty))
    (violation,) = profile_violations(broken, tmp_path)
    assert "Use of non-simple property in AsymmetricObjectProperty axiom" in violation


#: What PROV-O, SKOS and the Web Annotation vocabulary say of the terms that the data use.
OTHERS = """
@prefix cv: <https://w3id.org/claim-kg/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

prov:Activity owl:disjointWith prov:Entity .
prov:Collection rdfs:subClassOf prov:Entity .
prov:Bundle rdfs:subClassOf prov:Entity .
prov:Person rdfs:subClassOf prov:Agent .
prov:Organization rdfs:subClassOf prov:Agent .
prov:SoftwareAgent rdfs:subClassOf prov:Agent .
prov:wasQuotedFrom rdfs:subPropertyOf prov:wasDerivedFrom .
prov:hadPrimarySource rdfs:subPropertyOf prov:wasDerivedFrom .
prov:wasDerivedFrom rdfs:domain prov:Entity ; rdfs:range prov:Entity .
prov:wasAttributedTo rdfs:domain prov:Entity ; rdfs:range prov:Agent .
prov:wasGeneratedBy rdfs:domain prov:Entity ; rdfs:range prov:Activity .
prov:wasAssociatedWith rdfs:domain prov:Activity ; rdfs:range prov:Agent .
prov:used rdfs:domain prov:Activity ; rdfs:range prov:Entity .
prov:hadMember rdfs:domain prov:Collection ; rdfs:range prov:Entity .

skos:Concept owl:disjointWith skos:ConceptScheme .
skos:broaderTransitive a owl:ObjectProperty, owl:TransitiveProperty ;
    rdfs:subPropertyOf skos:semanticRelation .
skos:semanticRelation a owl:ObjectProperty ; rdfs:domain skos:Concept ; rdfs:range skos:Concept .
skos:broader rdfs:subPropertyOf skos:broaderTransitive .
skos:exactMatch rdfs:subPropertyOf skos:semanticRelation .
skos:inScheme rdfs:range skos:ConceptScheme .

oa:ResourceSelection a owl:Class .
oa:SpecificResource rdfs:subClassOf oa:ResourceSelection .
oa:hasSource rdfs:domain oa:ResourceSelection .
oa:hasSelector rdfs:domain oa:ResourceSelection .
"""


@needs_java
@pytest.mark.parametrize("mistake", ["", "cv:Claim rdfs:subClassOf prov:Activity ."])
def test_alignments_leave_the_example_consistent(
    mistake: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also under what the other vocabularies say themselves; a wrong alignment would be noticed."""
    whole = tmp_path / "whole.ttl"
    whole.write_text(ontology_file().read_text(encoding="utf-8") + OTHERS + mistake, encoding="utf-8")
    quads = [
        quad
        for quad in load(resource_dir("seeds")).dataset.quads()
        if not str(quad[3]).startswith(BASE + "standpoint/")
    ]
    monkeypatch.setattr("kg.reasoning.ontology.ontology_file", lambda: whole)
    load_ontology.cache_clear()
    try:
        found = check_consistency(quads, classify=False, most=0)
    finally:
        load_ontology.cache_clear()
    assert found.consistent is not bool(mistake)


# ---- (f) vocabularies and prefixes --------------------------------------------------------------------


def test_only_listed_vocabularies_are_used() -> None:
    known = (*prefixes().values(), BASE)
    for path in files("ontology/**/*.ttl", "shapes/**/*.ttl"):
        for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            for term in (triple.subject, triple.predicate, triple.object):
                if isinstance(term, ox.NamedNode) and triple.predicate.value != str(DCTERMS.license):
                    assert term.value.startswith(known), f"{path.name}: {term}"


def declared_prefixes(path: Path) -> Iterator[tuple[str, str]]:
    text = path.read_text(encoding="utf-8")
    yield from re.findall(r"(?im)^\s*@?prefix\s+([\w-]*):\s*<([^>]*)>", text)


@pytest.mark.parametrize(
    "path",
    files("ontology/**/*.ttl", "shapes/**/*.ttl", "kg/**/*.rq", "tests/**/*.ttl"),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_prefix_means_one_thing_everywhere(path: Path) -> None:
    for prefix, namespace in declared_prefixes(path):
        if not namespace.startswith(BASE) or prefix in prefixes():
            assert prefixes().get(prefix) == namespace, f"{prefix}: <{namespace}>"
        else:
            assert namespace not in prefixes().values(), f"{namespace} under another prefix, {prefix}:"


def test_the_code_has_the_same_prefixes() -> None:
    assert PREFIXES.items() <= prefixes().items()


# ---- The JSON-LD context ------------------------------------------------------------------------------


def context() -> dict[str, object]:
    text = (resource_dir("ontology") / "context.jsonld").read_text(encoding="utf-8")
    found = json.loads(text)["@context"]
    assert isinstance(found, dict)
    return found


def expansions() -> dict[str, str]:
    """Each term of the context with the IRI it stands for."""
    found: dict[str, str] = {}
    for key, value in context().items():
        iri = value["@id"] if isinstance(value, dict) else value
        if isinstance(iri, str) and not key.startswith("@") and not iri.startswith("@"):
            prefix, _, local = iri.partition(":")
            found[key] = prefixes()[prefix] + local if prefix in prefixes() else iri
    return found


def test_the_context_has_every_term_under_its_own_name() -> None:
    found = expansions()
    own = {key: iri for key, iri in found.items() if iri.startswith(str(CV)) and iri != str(CV)}
    assert own == {name: str(CV[name]) for name in declared()}
    for key, iri in found.items():
        assert iri.startswith(tuple(prefixes().values())), key
        if iri in prefixes().values():
            assert prefixes()[key] == iri


def test_the_context_coerces_values_as_the_ontology_has_them() -> None:
    graph = ontology()
    for key, value in context().items():
        if key not in declared():
            continue
        types = set(graph.objects(CV[key], RDF.type))
        coercion = value.get("@type") if isinstance(value, dict) else None
        if OWL.ObjectProperty in types:
            assert coercion in ("@id", "@vocab"), key
            range_ = graph.value(CV[key], RDFS.range)
            named = isinstance(range_, BNode) and graph.value(range_, OWL.oneOf) is not None
            assert (coercion == "@vocab") == named, key
        elif OWL.DatatypeProperty in types:
            days = {
                str(iri).rpartition("#")[2]
                for iri in graph.objects(CV[key], URIRef("https://schema.org/rangeIncludes"))
            }
            assert (coercion == "xsd:date") == ("date" in days), key


def test_a_bundle_survives_json_ld() -> None:
    knowledge = load(resource_dir("seeds")).knowledge
    graph = Graph()
    for triple in build_article(knowledge.bundles[0]):
        graph.add(triple)
    written = graph.serialize(format="json-ld", context=context(), auto_compact=False)
    claim = next(node for node in json.loads(written)["@graph"] if node.get("type") == "Claim")
    assert claim["stance"] in {stance.value for stance in Stance}
    assert claim["attributedTo"].startswith("reg:")
    assert claim["direct"] in (True, False)
    again = Graph().parse(data=written, format="json-ld")
    assert isomorphic(graph, again)
    dataset = Dataset()
    statements = ox.parse(written.encode("utf-8"), format=ox.RdfFormat.JSON_LD)
    data = ox.serialize(statements, format=ox.RdfFormat.N_QUADS)
    assert data is not None
    dataset.parse(data=data.decode("utf-8"), format="nquads")
    assert {quad[:3] for quad in dataset.quads()} == set(graph)
