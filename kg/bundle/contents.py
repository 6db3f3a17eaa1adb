"""Check the contents of a bundle whose files are undamaged: graphs, quotations, rules and agreement of parts.

Every graph is read within limits and compared with the manifest. Every quotation is compared with the text,
if that is there. Every article is checked by the rules on its own. Findings must be about claims that are
there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property, partial
from pathlib import PurePosixPath
from typing import Any

import pyoxigraph as ox
from rdflib import URIRef
from rdflib.namespace import DCAT
from rdflib.term import Node

from kg.bundle.build import TEXT, TURTLE
from kg.bundle.catalogue import catalog_iri, read_catalog
from kg.bundle.definitions import check_terms, read_versions
from kg.bundle.failures import NOT_CONFORMANT as NOT_CONFORMANT
from kg.bundle.failures import as_failures, as_listed
from kg.bundle.keys import MANIFEST
from kg.bundle.manifest import CATALOG, FINDINGS, base_of_manifest
from kg.bundle.quotations import find_misquoted
from kg.collection import set_aside, without_collection
from kg.errors import InputError, Problem
from kg.intake.limits import Limits, check_claims
from kg.intake.reading import GraphRead, read_graphs
from kg.model import Location, Stance, Verdict
from kg.rdf.bases import take_reviewed, under
from kg.rdf.mapping import RELATION_CLASSES
from kg.rdf.read import read_merged, read_verdict_graph
from kg.rdf.statements import Statements
from kg.rdf.vocabulary import (
    CV,
    DCTERMS,
    FINDINGS_GRAPH,
    PROV,
    RDF,
    SCHEMA,
    article_iri,
    bundle_iri,
    claim_key,
    key_of,
    verdicts_iri,
)
from kg.resources import ontology_file, program_hash, resource_dir
from kg.validation import Engine, EngineError, Finding, check_alone, check_found, check_quads, limited_engine
from kg.validation.cache import open_cache, part_key
from kg.words import Sentence, coded, each, family, quoted, tell

#: Rules whose breach is reported here as a wrong text or wrong words.
_TEXT_RULES = frozenset(("article-hash", "quotation-verbatim"))
#: What a catalog says about a bundle or a file.
_PARTS = family(
    "catalog",
    (
        *("producer", "software", "ontology", "shapes", "bytes", "sha256", "media_type", "licence"),
        *("triples", "graph", "quotations"),
    ),
)


@dataclass(slots=True)
class Counted:
    """The counts of a bundle; ``compared`` counts the quotations that were compared with a text."""

    triples: int = 0
    claims: int = 0
    quotations: int = 0
    compared: int = 0
    relations: int = 0
    verdicts: int = 0


@dataclass
class Contents:
    """The contents of a bundle whose files are undamaged, and its counts.

    With ``together`` the articles are not read one by one, since the caller will read all of them.
    """

    files: Mapping[str, bytes]
    manifest: Mapping[str, Any]
    texts: Mapping[str, str]
    limits: Limits
    together: bool = False
    graphs: dict[str, Statements] = field(default_factory=dict)
    #: Each claim of the articles, with the graph that describes it.
    claims: dict[str, Statements] = field(default_factory=dict)
    counted: Counted = field(default_factory=Counted)
    #: The articles as N-Triples.
    _written: dict[str, bytes] = field(default_factory=dict, init=False, repr=False)
    _judged: dict[str, list[Verdict]] = field(default_factory=dict, init=False, repr=False)
    _engine: Engine | None = field(default=None, init=False, repr=False)

    def check(self) -> list[Problem]:
        """Return problems, graph by graph; a result without problems is taken from the cache."""
        keys = [self._key(together) for together in sorted({False, self.together})]
        with open_cache() as cache:
            for key in keys:
                if (cached := cache.get(key)) is not None:
                    self.counted = Counted(*cached[0])
                    return []
        with limited_engine(self.limits.check_seconds) as self._engine:
            problems = self._check()
        self.counted.triples = sum(map(len, self.graphs.values()))
        self.counted.claims = len(self.claims)
        if not problems:
            with open_cache() as cache:
                cache.put(keys[-1], [tuple(asdict(self.counted).values())])
        return problems

    def _key(self, together: bool) -> str:
        """Return a key of everything that the result depends on; the manifest has the hash of each file."""
        about = (f"{together=}", program_hash(""), ox.__version__, read_versions().shapes)
        data = (ontology_file().read_bytes(), self.files[MANIFEST])
        hashes = (hashlib.sha256(each).hexdigest() for each in data)
        return part_key("bundle", *about, *hashes, repr(sorted(self.texts.items())), repr(self.limits))

    def told(self) -> Iterator[tuple[PurePosixPath, Statements]]:
        """Yield the graphs of the articles and verdicts, in the order of their files.

        Raises:
            InputError: if the check was taken from the cache, and reading takes longer than allowed.
        """
        named = sorted(file["path"] for file in self.manifest["files"] if file["path"].endswith(".ttl"))
        paths = [path for path in named if path.startswith(("articles/", "verdicts/"))]
        missing = {path: self.files[path] for path in paths if path not in self.graphs}
        with without_collection():
            for path, read in read_graphs(missing, self.limits, self.base):
                if isinstance(read, InputError):
                    raise read
                self.graphs[path] = read.statements
        for path in paths:
            yield PurePosixPath(path), self.graphs[path]

    def _check(self) -> list[Problem]:
        problems: list[Problem] = []
        paths = [file["path"] for file in self.manifest["files"] if file["path"].endswith(".ttl")]
        data = {path: self.files[path] for path in paths}
        # The catalog names things as their owners do.
        catalog = {path: data.pop(path) for path in (CATALOG,) if path in data}
        with without_collection():
            read = {
                **dict(read_graphs(catalog, self.limits)),
                **dict(read_graphs(data, self.limits, self.base)),
            }
        for file in self.manifest["files"]:
            problems += self._parsed(file, read.pop(file["path"], None))
        claims = sum(1 for graph in self.graphs.values() for _ in graph.subjects(RDF.type, CV.Claim))
        try:
            check_claims(claims, MANIFEST, self.limits)
        except InputError as error:
            return [*problems, *error.problems]
        with set_aside():
            return [*problems, *self._understood()]

    def _understood(self) -> list[Problem]:
        """Return the problems in what the graphs say."""
        problems: list[Problem] = []
        problems += self._catalog()
        used: set[str] = set()
        for article in self.manifest["articles"]:
            problems += self._article(article, used)
        for sha256 in sorted(self.texts.keys() - used):
            message = tell("bundle-other-text", sha256=sha256[:64])
            problems.append(Problem("other-text", message, Location(MANIFEST)))
        if FINDINGS in self.graphs:
            problems += self._findings(self.graphs[FINDINGS])
        for path in self.graphs:
            if path.startswith("verdicts/"):
                problems += self._verdicts(path)
        return problems

    def _parsed(self, file: Mapping[str, Any], read: GraphRead | InputError | None) -> Iterator[Problem]:
        """Yield differences between one graph and what the manifest says about it."""
        path = file["path"]
        where = Location(path)
        if file["media_type"] != (TURTLE if path.endswith(".ttl") else TEXT):
            message = tell("bundle-media-type", path=quoted(path))
            yield Problem("bad-manifest", message, Location(MANIFEST))
        if read is None:
            return
        if isinstance(read, InputError):
            yield from read.problems
            return
        if read.blank:
            yield Problem("blank-node", tell("bundle-blank-nodes"), where)
        graph = self.graphs[path] = read.statements
        if path.startswith("articles/") and read.written is not None:
            self._written[path] = read.written
        if len(graph) != file["triples"]:
            yield Problem("wrong-count", tell("bundle-wrong-count", count=len(graph)), where)
        if read.rdfc10 != file["rdfc10"]:
            yield Problem("wrong-graph-hash", tell("bundle-wrong-graph-hash"), where)
        yield from check_terms(path, graph, self.manifest["ontology"]["iri"])

    @cached_property
    def base(self) -> str:
        """The base of the producer's IRIs."""
        return base_of_manifest(self.manifest)

    # Catalog ------------------------------------------------------------------------------------------

    def _catalog(self) -> Iterator[Problem]:
        graph = self.graphs.get(CATALOG)
        if graph is None:
            return
        where = Location(CATALOG)
        told, manifest = read_catalog(graph), self.manifest
        shapes = manifest["shapes"]["sha256"]
        same = {
            "producer": (told.producer, manifest["producer"]["id"]),
            "software": (told.software, manifest["software"]["version"]),
            "ontology": (manifest["ontology"]["iri"] in told.standards, True),
            "shapes": (any(standard.endswith(f"/{shapes}") for standard in told.standards), True),
        }
        for name, (here, there) in same.items():
            if here != there:
                message = tell("catalog-names-another", part=coded(name, _PARTS[name]))
                yield Problem("catalog-differs", message, where)
        rights = {article["path"]: article["licence"]["quotations"] for article in manifest["articles"]}
        listed = {file["path"]: file for file in manifest["files"] if file["path"] != CATALOG}
        for path in sorted(listed.keys() ^ told.files.keys()):
            form = "catalog-only-manifest" if path in listed else "catalog-only-it"
            yield Problem("catalog-differs", tell(form, path=quoted(path[:80])), where)
        for path in sorted(listed.keys() & told.files.keys()):
            for name, here in told.files[path].items():
                there = rights.get(path) if name == "quotations" else listed[path][name]
                if here != (None if there is None else str(there)):
                    part = coded(name.replace("_", " "), _PARTS[name])
                    message = tell("catalog-says-another", part=part, path=quoted(path))
                    yield Problem("catalog-differs", message, where)
        for file in manifest["files"]:
            graph_iri = self._graph_iri(file["path"], graph)
            if graph_iri is not None and file["graph"] != str(under(graph_iri, self.base)):
                message = tell("bundle-other-graph", path=quoted(file["path"]), graph=graph_iri)
                yield Problem("bad-manifest", message, Location(MANIFEST))

    def _graph_iri(self, path: str, catalog: Statements) -> str | None:
        """Return the IRI of the graph in a file, ``None`` if it has none."""
        folder, _, name = path.removesuffix(".ttl").partition("/")
        if path == CATALOG:
            told = [i for c in catalog.subjects(RDF.type, DCAT.Catalog) for i in _texts(catalog, c, _ID)]
            return str(catalog_iri(told[0])) if len(told) == 1 else ""
        if path == FINDINGS:
            return str(FINDINGS_GRAPH)
        if folder == "articles":
            return str(bundle_iri(name))
        if folder == "verdicts":
            return str(verdicts_iri(name.rpartition("/")[2]))
        return None

    # Articles -----------------------------------------------------------------------------------------

    def _article(self, listed: Mapping[str, Any], used: set[str]) -> Iterator[Problem]:
        path, name = listed["path"], listed["id"]
        graph = self.graphs.get(path)
        if graph is None:
            return
        where = Location(path)
        text_node = article_iri(name)
        bundles = sorted(str(node) for node in graph.subjects(RDF.type, CV.Bundle))
        if bundles != [str(bundle_iri(name))] or _texts(graph, bundle_iri(name), DCTERMS.identifier) != [
            name
        ]:
            yield Problem("wrong-article", tell("bundle-not-alone", name=quoted(name)), where)
            return
        for property, there in ((CV.sha256, listed["sha256"]), (DCTERMS.license, listed["licence"]["text"])):
            if _texts(graph, text_node, property) != ([] if there is None else [there]):
                form = "article-other-text" if property == CV.sha256 else "article-other-licence"
                yield Problem("wrong-article", tell(form), where)
        yield from self._text(listed, graph)
        typed = set(graph.subjects(RDF.type, CV.Claim))
        for claim in sorted(typed | set(graph.subjects(CV.inArticle)), key=str):
            self.claims[claim_key(str(claim))] = graph
            if claim not in typed or (claim, CV.inArticle, text_node) not in graph:
                # The rules check only nodes of the type claim, and would not see this one.
                message = tell("bundle-no-claim", claim=f"<{claim}>")
                yield Problem(NOT_CONFORMANT, message, where, claim_key(str(claim)))
        yield from self._quotations(listed, graph, used)
        yield from self._conformance(graph, path)

    def _text(self, listed: Mapping[str, Any], graph: Statements) -> Iterator[Problem]:
        """Yield problems of a text, which must be both a file and in the graph, or neither."""
        where = Location(listed["path"])
        bodies = [str(body) for body in graph.objects(None, SCHEMA.articleBody)]
        shareable = _texts(graph, article_iri(listed["id"]), CV.shareable) == ["true"]
        if listed["text"] is None:
            if bodies:
                yield Problem("text-not-named", tell("bundle-text-withheld"), where)
            return
        data = self.files[listed["text"]]
        if hashlib.sha256(data).hexdigest() != listed["sha256"]:
            yield Problem("wrong-text", tell("bundle-no-text-of-article"), Location(listed["text"]))
        if not shareable:
            yield Problem("text-not-named", tell("bundle-text-not-shareable"), where)
        if [body.encode("utf-8") for body in bodies] != [data]:
            yield Problem("wrong-text", tell("bundle-holds-other-text", file=quoted(listed["text"])), where)

    def _quotations(self, listed: Mapping[str, Any], graph: Statements, used: set[str]) -> Iterator[Problem]:
        """Yield quotations that differ from the text, which is in the bundle or was given."""
        where = Location(listed["path"])
        sha256 = listed["sha256"]
        text: str | None = None
        if sha256 in self.texts:
            used.add(sha256)
            text = self.texts[sha256]
            if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != sha256:
                yield Problem("other-text", tell("bundle-given-text"), where)
                text = None
        if text is None and listed["text"] is not None:
            text = self.files[listed["text"]].decode("utf-8", "replace")
        quotations = set(graph.subjects(RDF.type, CV.Quotation))
        for property in (CV.quotation, CV.cue):
            quotations.update(graph.objects(None, property))
        for node in sorted(quotations, key=str):
            self.counted.quotations += 1
            if text is None:
                continue
            self.counted.compared += 1
            wrong = find_misquoted(graph, node, text)
            if wrong is not None:
                yield Problem("wrong-quotation", wrong, where, key_of(str(node)))

    def _conformance(self, graph: Statements, path: str) -> Iterator[Problem]:
        """Yield the rules that an article breaks on its own, or why it cannot be read."""
        written = self._written.pop(path, None)
        check: Callable[..., list[Finding]] = (
            partial(check_quads, ((*triple, None) for triple in graph))
            if written is None
            else partial(check_alone, graph, written.decode())
        )
        broken = list(self._check_rules(check, path))
        yield from broken
        if self.together:
            return
        try:
            read_merged(graph)
        except InputError as error:
            if not broken:
                yield from as_failures(error, path)

    # Findings and verdicts ----------------------------------------------------------------------------

    def _findings(self, graph: Statements) -> Iterator[Problem]:
        """Yield findings whose positions are missing or are not those of the claims they name."""
        where = Location(FINDINGS)
        with without_collection():
            yield from self._positions(graph, where)
            yield from self._relations(graph, where)
        for later, earlier in sorted(graph.subject_objects(CV.repeats), key=str):
            for claim in (later, earlier):
                if claim_key(str(claim)) not in self.claims:
                    message = tell("finding-repeats", later=f"<{later}>", earlier=f"<{earlier}>")
                    yield Problem("wrong-finding", message, where)
        yield from self._conformance_of_findings(graph)

    def _positions(self, graph: Statements, where: Location) -> Iterator[Problem]:
        for position in sorted(graph.subjects(RDF.type, CV.Position), key=str):
            claims = sorted(graph.objects(position, CV.claim), key=str)
            if not claims:
                message = tell("finding-no-claim", position=f"<{position}>")
                yield Problem("wrong-finding", message, where)
            for claim in claims:
                wrong = self._wrong_position(graph, position, claim)
                if wrong is not None:
                    yield Problem("wrong-finding", wrong, where, claim_key(str(claim)))

    def _relations(self, graph: Statements, where: Location) -> Iterator[Problem]:
        for relation in sorted(
            {s for c in RELATION_CLASSES.values() for s in graph.subjects(RDF.type, c)}, key=str
        ):
            self.counted.relations += 1
            positions = set(graph.objects(relation, CV.position))
            related = {claim for position in positions for claim in graph.objects(position, CV.claim)}
            ends = {*graph.objects(relation, CV.firstPosition), *graph.objects(relation, CV.secondPosition)}
            if not positions or not ends <= positions:
                message = tell("finding-not-between", relation=f"<{relation}>")
                yield Problem("wrong-finding", message, where)
            for position in sorted(positions, key=str):
                if (position, RDF.type, CV.Position) not in graph:
                    message = tell("finding-no-position", relation=f"<{relation}>", position=f"<{position}>")
                    yield Problem("wrong-finding", message, where)
            if set(graph.objects(relation, PROV.wasDerivedFrom)) != related:
                message = tell("finding-other-claims", relation=f"<{relation}>")
                yield Problem("wrong-finding", message, where)
            for property, end in ((CV.firstVoice, CV.firstPosition), (CV.secondVoice, CV.secondPosition)):
                held = {c for p in graph.objects(relation, end) for c in graph.objects(p, CV.claim)}
                for pair in graph.objects(relation, CV.pair):
                    for voice in graph.objects(pair, property):
                        if self._is_wrong_voice(graph, voice, held):
                            message = tell("finding-wrong-voice", pair=f"<{pair}>", voice=f"<{voice}>")
                            yield Problem("wrong-finding", message, where)

    def _is_wrong_voice(self, findings: Statements, voice: Node, held: set[Node]) -> bool:
        """Return whether a voice names claims of another position, or speakers other than theirs."""
        spoken, speakers = (set(findings.objects(voice, p)) for p in (CV.spokenIn, CV.speaker))
        if not spoken or not spoken <= held:
            return True
        told = (self.claims.get(claim_key(str(claim)), Statements()) for claim in spoken)
        sources = (set(graph.objects(c, PROV.wasAttributedTo)) for c, graph in zip(spoken, told, strict=True))
        return any(named != speakers for named in sources)

    def _wrong_position(self, findings: Statements, position: Node, claim: Node) -> str | None:
        """Return why a claim does not take a position, or ``None``."""
        told = {"position": f"<{position}>", "claim": f"<{claim}>"}
        graph = self.claims.get(claim_key(str(claim)))
        if graph is None:
            return tell("finding-claim-missing", **told)
        stances = set(findings.objects(position, CV.stance))
        asked = stances == {CV[Stance.ASKS.value]}
        takes = CV.presupposes if asked else CV.proposition
        content = set(findings.objects(position, CV.proposition))
        if stances != set(graph.objects(claim, CV.stance)) or len(content) != 1:
            return tell("finding-other-stance", **told)
        if not content <= set(graph.objects(claim, takes)):
            return tell("finding-other-proposition", **told)
        return None

    def _conformance_of_findings(self, findings: Statements) -> Iterator[Problem]:
        """Yield the rules that findings break; they need the claims, which were checked already."""
        # The rules need only the claims that repeat or are repeated.
        repeating = sorted(
            {claim for pair in findings.subject_objects(CV.repeats) for claim in pair}, key=str
        )
        told = [
            (claim, property, value)
            for claim in repeating
            for property, value in self.claims.get(claim_key(str(claim)), Statements()).about(claim)
        ]
        told = [triple for triple in told if triple not in findings]
        yield from self._check_rules(partial(check_found, (*findings, *told)), FINDINGS)

    def _check_rules(self, check: Callable[..., list[Finding]], path: str) -> Iterator[Problem]:
        where = Location(path)
        try:
            findings = check(shapes=resource_dir("shapes") / "must", engine=self._engine)
        except EngineError as error:
            message = tell("bundle-not-applied", why=str(error).splitlines()[0])
            yield Problem(NOT_CONFORMANT, message, where)
            return
        grave = (f for f in findings if f.severity == "violation" and f.rule not in _TEXT_RULES)
        yield from as_listed(
            Problem(
                NOT_CONFORMANT,
                tell(
                    "bundle-broken-rule",
                    rule=finding.rule,
                    message=each(partial(finding.told, "message")),
                    focus=f"<{finding.focus}>",
                ),
                where,
                finding.claim,
                Sentence(each(partial(finding.told, "advice"))),
            )
            for finding in grave
        )

    def judged(self, path: str) -> list[Verdict]:
        """Return the verdicts in a file.

        Raises:
            InputError: as :func:`read_verdict_graph`.
        """
        if path not in self._judged:
            graph = self.graphs[path]
            # A partner's claims have that partner's base.
            told = Statements(take_reviewed(graph)) if path.count("/") == 2 else graph
            self._judged[path] = read_verdict_graph(told)
        return self._judged[path]

    def _verdicts(self, path: str) -> Iterator[Problem]:
        where = Location(path)
        article = path.removesuffix(".ttl").rpartition("/")[2]
        own = path == f"verdicts/{article}.ttl"
        try:
            verdicts = self.judged(path)
        except InputError as error:
            yield from as_failures(error, path)
            return
        self.counted.verdicts += len(verdicts)
        for verdict in verdicts:
            if verdict.claim.rpartition("/")[0] != article or (own and verdict.claim not in self.claims):
                yield Problem("wrong-verdict", tell("bundle-no-claim-judged"), where, verdict.claim)


_ID = DCTERMS.identifier


def _texts(graph: Statements, node: Node, property: URIRef) -> list[str]:
    return sorted(str(value) for value in graph.objects(node, property))
