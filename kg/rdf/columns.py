"""Read what a store holds by columns: one query for one property of all things is faster than a join."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyoxigraph as ox
from rdflib import URIRef
from rdflib.term import Node

from kg.errors import InputError, Problem
from kg.model import (
    BASE,
    NAMED,
    SEVERAL,
    Article,
    Certainty,
    Claim,
    Count,
    Interval,
    Position,
    Proposition,
    Quotation,
    Register,
    Repeat,
    Stance,
    Standpoint,
    Verdict,
    number_of,
    value_of,
)
from kg.rdf.bases import find_store_base, under, without_base, write_query
from kg.rdf.description import read_moment
from kg.rdf.mapping import CONFLICTS
from kg.rdf.merged import merged_graphs
from kg.rdf.parsing import triple_builder
from kg.rdf.read import (
    read_article,
    read_events,
    read_register,
    read_standpoint_graph,
    read_verdict_graph,
    with_events,
)
from kg.rdf.statements import Statements
from kg.rdf.vocabulary import (
    FINDINGS_GRAPH,
    PREFIXES,
    STANDPOINTS,
    any_of_iri,
    article_iri,
    bundle_iri,
    claim_iri,
    claim_key,
    entry_name,
    local_name,
    proposition_iri,
    slot_iri,
)

#: Up to so many articles are read one by one; whoever reads more will probably read most of them.
ONE_BY_ONE = 40
#: Up to so many claims are read by their names; for more, all are read.
MOST_NAMED = 2_000
#: The slots that one triple of a proposition fills, by the local name of their terms.
_NAMED = {local_name(str(slot_iri(slot))): slot for slot in NAMED}
#: The slots that several may fill, of which one is meant, by the local name of their terms.
_AMONG = {local_name(str(any_of_iri(slot))): slot for slot in SEVERAL}
#: The properties of a proposition whose values are entries, by their local names.
_MENTIONING = (*_NAMED, *_AMONG, "measure", "population")
_ONLY = {str(term): slot for slot, term in CONFLICTS.items()}
_PRESUPPOSED = "SELECT ?claim ?proposition { ?claim cv:presupposes ?proposition }"
_GLOSSES = "SELECT ?claim (LANG(?gloss) AS ?language) ?gloss { ?claim cv:gloss ?gloss }"
_CHAINS = "SELECT ?utterance ?who { ?utterance a cv:Utterance ; prov:wasAttributedTo ?who }"
#: From the named claims to what else is read of them.
_SELECTOR = "?quotation oa:hasSelector ?thing ."
_TO_UTTERANCE = "?claim (prov:wasQuotedFrom|prov:wasDerivedFrom)+ ?utterance ."
_BASES = "SELECT ?claim ?basis ?reason { ?basis cv:ofClaim ?claim ; rdfs:comment ?reason }"
_PROPOSITIONS = "SELECT ?proposition ?slot ?value { ?proposition a cv:Proposition ; ?slot ?value }"
_EVENTS = "SELECT ?event { ?event a cv:Event }"
_SOURCES = "SELECT ?claim ?who { ?claim a cv:Claim ; prov:wasAttributedTo ?who }"
_CORRECTED = "SELECT ?claim ?corrected { ?claim cv:corrects ?corrected }"
_ARTICLES = "SELECT ?name { ?bundle a cv:Bundle ; dcterms:identifier ?name }"
_STANCES = """SELECT ?claim ?stance ?proposition {
 ?claim a cv:Claim ; cv:stance ?stance ; cv:proposition ?proposition }"""
_ASKED = """SELECT ?claim ?proposition { ?claim a cv:Claim ; cv:stance cv:asks ; cv:presupposes ?proposition .
 FILTER NOT EXISTS { ?claim cv:proposition ?own } }"""
_COUNTED = "SELECT (COUNT(?claim) AS ?n) { ?claim a cv:Claim }"
#: The imports that count most come last, as in kg.partners.ledger.RANKS.
_BASES_OF_PARTNERS = """SELECT ?name ?base {
 VALUES (?status ?rank) { (cv:quarantined 0) (cv:retracted 1) (cv:superseded 2) (cv:in-force 3) }
 ?import cv:fromPartner ?name ; cv:importNumber ?number ; cv:importStatus ?status .
 OPTIONAL { ?import <http://rdfs.org/ns/void#uriSpace> ?base } } ORDER BY ?rank ?number"""
_VERDICTS = "SELECT ?verdict { ?verdict a cv:Verdict }"
_REPEATS = """SELECT ?later ?earlier ?origin {
 ?later cv:repeats ?earlier ; prov:wasAttributedTo ?origin }"""
#: Columns and properties of texts, in which nothing is an IRI.
_TEXTS = {"language", "gloss", "reason", "name", "base", "schema:headline", "cv:saidBasis"}
_TEXTS |= {"oa:exact", "oa:prefix", "oa:suffix"}
_SELECTED = re.compile(r"\?(\w+)\b(?!\) AS)")
_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
# The words of a quotation may be as many as those of an article.
csv.field_size_limit(sys.maxsize)


class ColumnReader:
    """Reads columns from one of our stores and builds objects from them."""

    def __init__(self, store: ox.Store):
        self.store = store
        self.base = find_store_base(store)
        self._merged = merged_graphs(store)
        self._propositions: dict[str, Proposition] = {}
        self._read: set[URIRef | None] = set()
        self._build = triple_builder(self.base)
        self._iris: dict[str, str] = {}

    def rows(self, query: str, graph: URIRef | None = None) -> Iterator[list[str]]:
        """Yield the rows that a query finds in one graph, or in all merged graphs; IRIs are given as text."""
        selected = _SELECTED.findall(query.partition("{")[0])
        return self._rows(query, graph, [name not in _TEXTS for name in selected])

    def _rows(self, query: str, graph: URIRef | None, is_iri: Sequence[bool]) -> Iterator[list[str]]:
        if graph is not None:
            head, brace, pattern = query.partition("{")
            end = pattern.rindex("}") + 1
            query = f"{head}{{ GRAPH <{graph}> {brace}{pattern[:end]} }}{pattern[end:]}"
        try:
            written = write_query(query, self.base)
            result: Any = self.store.query(_PREFIXES + written, default_graph=self._merged)
            data = result.serialize(format=ox.QueryResultsFormat.CSV)
        except (OSError, RuntimeError) as error:
            advice = "'kg store check' tells what is wrong with it"
            raise InputError(Problem("bad-store", f"the store is damaged: {error}", advice=advice)) from error
        rows = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
        next(rows)
        return rows if self.base == BASE else self._as_here(rows, is_iri)

    def _as_here(self, rows: Iterable[list[str]], is_iri: Sequence[bool]) -> Iterator[list[str]]:
        """Yield rows with the IRIs that they have inside the program."""
        base, iris = self.base, self._iris

        def as_here(field: str) -> str:
            return iris.get(field) or iris.setdefault(field, str(without_base(field, base)))

        for row in rows:
            yield [as_here(field) if iri else field for field, iri in zip(row, is_iri, strict=True)]

    def column(self, property: str, graph: URIRef | None = None, which: str = "") -> dict[str, str]:
        """Return the one value that each thing has of a property; several columns are faster than a join.

        ``which`` is a pattern that says which things are meant.
        """
        query = f"SELECT ?thing ?value {{ {which} ?thing {property} ?value }}"
        return dict(map(_pair, self._rows(query, graph, (True, property not in _TEXTS))))

    def said(self, graph: URIRef | None, subject: URIRef | None = None) -> Iterator[tuple[Node, Node, Node]]:
        """Yield the triples of one graph, or of the default graph, about everything or one subject.

        Findings are left out.
        """
        about = None if subject is None else ox.NamedNode(under(subject, self.base))
        home = ox.DefaultGraph() if graph is None else ox.NamedNode(under(graph, self.base))
        yield from map(self._build, self.store.quads_for_pattern(about, None, None, home))

    # -- propositions and positions -----------------------------------------------------------------------

    def proposition(self, identifier: str, graph: URIRef | None) -> Proposition:
        """Return a proposition that ``graph``, or any merged graph, describes."""
        if identifier not in self._propositions:
            self.read_propositions(graph)
        return self._propositions[identifier]

    def read_propositions(self, graph: URIRef | None) -> None:
        """Read all propositions that ``graph``, or any merged graph, describes."""
        if graph in self._read or None in self._read:
            return
        self._read.add(graph)
        self._keep(self.rows(_PROPOSITIONS, graph))

    def _keep(self, rows: Iterable[list[str]]) -> None:
        slots: dict[str, dict[str, list[str]]] = {}
        for node, property, value in rows:
            slots.setdefault(local_name(node), {}).setdefault(local_name(property), []).append(value)
        for identifier, slot_values in slots.items():
            if identifier not in self._propositions:
                self._propositions[identifier] = _proposition(slot_values)

    def positions(self) -> tuple[Position, ...]:
        """Return every position, by identifier."""
        self.read_propositions(None)
        taken: dict[tuple[str, str], list[str]] = {}
        for claim, stance, proposition in self.rows(_STANCES):
            taken.setdefault((local_name(stance), local_name(proposition)), []).append(claim_key(claim))
        for claim, proposition in self.rows(_ASKED):
            taken.setdefault(("asks", local_name(proposition)), []).append(claim_key(claim))
        unsorted = (
            Position(Stance(stance), self._propositions[identifier], tuple(sorted(names)))
            for (stance, identifier), names in taken.items()
        )
        return tuple(sorted(unsorted, key=lambda position: position.id))

    def read_some(self, identifiers: Collection[str]) -> None:
        """Read some propositions, wherever they are described."""
        nodes = (proposition_iri(one) for one in sorted(set(identifiers) - self._propositions.keys()))
        homes = (None, FINDINGS_GRAPH)
        said = dict.fromkeys(triple for node in nodes for home in homes for triple in self.said(home, node))
        self._keep([str(node), str(property), str(value)] for node, property, value in said)

    # -- claims and articles ------------------------------------------------------------------------------

    def articles(self) -> list[str]:
        """Return the identifiers of all articles, sorted."""
        return sorted(name for (name,) in self.rows(_ARTICLES))

    def order(self) -> list[str]:
        """Return the names of all claims in the order of their articles."""
        starts: dict[str, int] = {}
        for node, start in self.column("oa:start").items():
            claim, is_quotation, _ = node.partition("/quotation/")
            if is_quotation:
                starts[claim] = min(int(start), starts.get(claim, int(start)))
        return sorted(map(claim_key, starts), key=lambda name: _place(name, starts[str(claim_iri(name))]))

    def article(self, name: str) -> Article:
        """Return one article."""
        node, home = bundle_iri(name), bundle_iri(name)
        said = (*self.said(home, node), *self.said(home, article_iri(name)))
        return read_article(Statements(said, distinct=True), node)

    def claims(self, article: str | None) -> dict[str, Claim]:
        """Return the claims of one article, or all, by their names."""
        graph = None if article is None else bundle_iri(article)
        self.read_propositions(graph)
        parts = _Parts(self, graph)
        return {claim_key(node): parts.claim(node) for node in parts.direct}

    def some_claims(self, names: Collection[str]) -> dict[str, Claim]:
        """Return those of some claims that there are, by their names."""
        parts = _Parts(self, None, [claim_iri(name) for name in names])
        return {claim_key(node): parts.claim(node) for node in parts.direct}

    def count_claims(self, article: str) -> int:
        """Return the number of claims in one article."""
        [(number,)] = self.rows(_COUNTED, bundle_iri(article))
        return int(number)

    def spoken(self) -> dict[str, tuple[str, ...]]:
        """Return the claims of each source."""
        named: dict[str, list[str]] = {}
        for node, who in self.rows("SELECT ?node ?who { ?node prov:wasAttributedTo ?who }"):
            if "/claim/" in node and "/utterance/" not in node:
                named.setdefault(entry_name(who), []).append(node)
        return self._in_order(named)

    def _in_order(self, named: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
        """Return the names of claims by entry, in the order of claims, from their IRIs."""
        place = {name: number for number, name in enumerate(self.order())}
        return {
            entry: tuple(sorted(map(claim_key, claims), key=place.__getitem__))
            for entry, claims in named.items()
        }

    def mentions(self) -> dict[str, tuple[str, ...]]:
        """Return the claims that name each entry: as source, in the report chain, or in what they say."""
        named: dict[str, dict[str, None]] = {}

        def add(claim: str, entries: Iterable[str]) -> None:
            for entry in entries:
                named.setdefault(entry, {})[claim] = None

        for node, who in self.rows("SELECT ?node ?who { ?node prov:wasAttributedTo ?who }"):
            if "/claim/" in node:
                add(node.partition("/utterance/")[0], (entry_name(who),))
        boxes: dict[str, list[str]] = {}
        for property in ("cv:proposition", "cv:presupposes", "cv:condition"):
            for node, box in self.rows(f"SELECT ?claim ?box {{ ?claim {property} ?box }}"):
                if "/claim/" in node:  # positions have propositions, too
                    boxes.setdefault(box, []).append(node)
        for slot in _MENTIONING:
            for box, value in self.rows(f"SELECT ?box ?value {{ ?box cv:{slot} ?value }}"):
                for claim in boxes.get(box, ()):
                    add(claim, (entry_name(value),))
        return self._in_order(named)

    def corrected_by(self) -> dict[str, list[str]]:
        """Return the claims that correct each corrected claim, in the order of claims."""
        found: dict[str, list[str]] = {}
        for claim, corrected in self.rows(_CORRECTED):
            found.setdefault(claim_key(corrected), []).append(claim_key(claim))
        place = {name: number for number, name in enumerate(self.order())} if found else {}
        return {name: sorted(claims, key=place.__getitem__) for name, claims in found.items()}

    def titles(self) -> dict[str, str | None]:
        """Return the title of each article, by its name."""
        titles = self.column("schema:headline")
        return {name: titles.get(str(article_iri(name))) for name in self.articles()}

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield the quotations and the glosses of claims, each with the name of its claim."""
        for node, text in self.column("oa:exact").items():
            claim, is_quotation, _ = node.partition("/quotation/")
            if is_quotation:
                yield claim_key(claim), text
        for claim, _, text in self.rows(_GLOSSES):
            yield claim_key(claim), text

    # -- what else there is -------------------------------------------------------------------------------

    def register(self) -> Register:
        """Return the register with all standpoints and what partners declare."""
        names = [
            without_base(name.value, self.base)
            for name in self.store.named_graphs()
            if isinstance(name, ox.NamedNode)
        ]
        merged: list[tuple[Node, Node, Node]] = []
        standpoints: dict[str, Standpoint] = {}
        for name in sorted(names):
            if str(name).startswith(STANDPOINTS):
                standpoint = read_standpoint_graph(Statements(self.said(name), distinct=True), name)
                standpoints[standpoint.name] = standpoint
            elif local_name(str(name)) == "register":
                merged.extend(self.said(name))
        events = (node for (node,) in self.rows(_EVENTS) if "/" in entry_name(node))
        local = Statements(triple for node in events for triple in self.said(None, URIRef(node)))
        return with_events(read_register(Statements(merged), standpoints), read_events(local))

    def verdicts(self) -> tuple[Verdict, ...]:
        """Return our verdicts and those of partners."""
        nodes = [URIRef(node) for (node,) in self.rows(_VERDICTS)]
        return tuple(
            read_verdict_graph(Statements(triple for node in nodes for triple in self.said(None, node)))
        )

    def bases(self) -> dict[str, str]:
        """Return the bases of the partners that have one of their own, by their last import in force."""
        last = dict(map(_pair, self.rows(_BASES_OF_PARTNERS)))
        return {partner: base for partner, base in last.items() if base}

    def repeats(self) -> list[Repeat]:
        """Return which claims repeat which, as the findings say."""
        # Of several joint speakers only the first by name is kept.
        first: dict[tuple[str, str], str] = {}
        for later, earlier, origin in self.rows(_REPEATS):
            pair, name = (claim_key(later), claim_key(earlier)), local_name(origin)
            first[pair] = min(name, first.get(pair, name))
        return [Repeat(*pair, origin) for pair, origin in sorted(first.items())]


class _Parts:
    """The parts of claims, by the IRIs of the claims: of all in a graph, or of the ``named`` ones."""

    def __init__(self, reader: ColumnReader, graph: URIRef | None, named: Sequence[URIRef] = ()):
        self.reader, self.graph = reader, graph
        nodes = " ".join(f"<{node}>" for node in named)
        self._claims = f"VALUES ?claim {{ {nodes} }}" if named else ""
        self._read_quotations(f"{self._claims} ?claim cv:quotation|cv:cue ?quotation . {_SELECTOR}")
        which = f"VALUES ?thing {{ {nodes} }}"
        self.direct, self.stances, self.certainties, self.contents, self.conditions, self.forms = (
            reader.column(property, graph, which if named else "")
            for property in (
                *("cv:direct", "cv:stance", "cv:certainty"),
                *("cv:proposition", "cv:condition", "cv:conditionForm"),
            )
        )
        self.since, self.until, self.reasons = (
            reader.column(property, graph, which if named else "")
            for property in ("cv:saidFrom", "cv:saidTo", "cv:saidBasis")
        )
        self.sources: dict[str, list[str]] = {}
        for claim, who in self._rows(_SOURCES):
            self.sources.setdefault(claim, []).append(entry_name(who))
        self.corrected: dict[str, list[str]] = {}
        for claim, corrected in self._rows(_CORRECTED):
            self.corrected.setdefault(claim, []).append(claim_key(corrected))
        self.chains: dict[str, dict[int, str]] = {}
        for node, who in self._rows(_CHAINS, _TO_UTTERANCE):
            claim, _, number = node.rpartition("/utterance/")
            self.chains.setdefault(claim, {})[int(number)] = entry_name(who)
        presupposed = list(self._rows(_PRESUPPOSED))
        if named:
            used = (*self.contents.values(), *self.conditions.values(), *(iri for _, iri in presupposed))
            reader.read_some({local_name(iri) for iri in used})
        self.presupposed: dict[str, list[Proposition]] = {}
        for claim, iri in presupposed:
            proposition = reader.proposition(local_name(iri), graph)
            self.presupposed.setdefault(claim, []).append(proposition)
        self.glosses: dict[str, dict[str, str]] = {}
        for claim, language, gloss in sorted(self._rows(_GLOSSES)):
            self.glosses.setdefault(claim, {})[language] = gloss
        self.bases: dict[str, dict[str, str]] = {}
        for claim, basis, reason in self._rows(_BASES):
            self.bases.setdefault(claim, {})[local_name(basis)] = reason

    def _rows(self, query: str, way: str = "") -> Iterator[list[str]]:
        """Yield the rows of a query about claims; ``way`` leads from the named ones to what it is about."""
        which = f"{self._claims} {way}" if self._claims else ""
        return self.reader.rows(query.replace("{", f"{{ {which}", 1), self.graph)

    def _read_quotations(self, which: str) -> None:
        self.quotations: dict[str, list[tuple[int, Quotation]]] = {}
        self.cues: dict[str, Quotation] = {}
        exact, prefix, suffix, start, end = (
            self.reader.column(f"oa:{name}", self.graph, which if self._claims else "")
            for name in ("exact", "prefix", "suffix", "start", "end")
        )
        for words in exact:
            node = words.removesuffix("/text")
            place = f"{node}/position"
            span = int(start[place]), int(end[place])
            quotation = Quotation(exact[words], *span, prefix[words], suffix[words])
            claim, _, number = node.rpartition("/")
            if number == "cue":
                self.cues[claim] = quotation
            else:
                self.quotations.setdefault(claim.rpartition("/")[0], []).append((int(number), quotation))

    def _proposition(self, iri: str | None) -> Proposition | None:
        return None if iri is None else self.reader.proposition(local_name(iri), self.graph)

    def claim(self, node: str) -> Claim:
        """Return one claim with all its parts."""
        bases = self.bases.get(node, {})
        source, *jointly = sorted(self.sources[node])
        chain = self.chains.get(node, {})
        basis = self.reasons.get(node)
        return Claim(
            node.rpartition("/")[2],
            source,
            Stance(local_name(self.stances[node])),
            self._proposition(self.contents.get(node)),
            tuple(quotation for _, quotation in sorted(self.quotations.get(node, ()), key=_first)),
            self.glosses.get(node, {}),
            tuple(chain[number] for number in sorted(chain)[:-1]),
            Certainty(local_name(self.certainties[node])),
            self.cues.get(node),
            tuple(sorted(self.presupposed.get(node, ()), key=lambda proposition: proposition.id)),
            self._proposition(self.conditions.get(node)),
            _interval(self.since.get(node), self.until.get(node)),
            self.direct[node] == "true",
            bases if basis is None else {**bases, "said": basis},
            tuple(jointly),
            tuple(sorted(self.corrected.get(node, ()))),
            self.forms.get(node, "if"),
        )


def _pair(row: list[str]) -> tuple[str, str]:
    thing, value = row
    return thing, value


def _first(numbered: tuple[int, Quotation]) -> int:
    return numbered[0]


def _place(name: str, start: int) -> tuple[str, int, str]:
    article, _, claim = name.rpartition("/")
    return article, start, claim


def _interval(first: str | None, last: str | None) -> Interval | None:
    return Interval(read_moment(first), read_moment(last)) if first or last else None


def _proposition(slot_values: Mapping[str, list[str]]) -> Proposition:
    first_values = {name: values[0] for name, values in slot_values.items()}
    count = None
    if "measure" in first_values and "countLow" in first_values:
        high, population = first_values.get("countHigh"), first_values.get("population")
        count = Count(
            entry_name(first_values["measure"]),
            number_of(first_values["countLow"]),
            None if high is None else number_of(high),
            None if population is None else entry_name(population),
            "countSoft" in first_values,
            "countFinal" in first_values,
            _interval(first_values.get("asOfFrom"), first_values.get("asOfTo")),
        )
    slots: dict[str, Any] = {}
    for name, values in slot_values.items():
        if name in _NAMED:
            slots[_NAMED[name]] = value_of(map(entry_name, values))
        elif name in _AMONG:
            slots[_AMONG[name]] = value_of(map(entry_name, values), any_of=True)
    return Proposition(
        **slots,
        time=_interval(first_values.get("from"), first_values.get("to")),
        count=count,
        only=tuple(sorted(_ONLY[term] for term in slot_values.get("onlySlot", ()))),
    )
