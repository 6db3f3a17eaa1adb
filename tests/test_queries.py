"""The named queries: their heads, their exact answers, and that they tell the same as the API.

The answers for the first article stand in ``queries/*.csv``; they were worked out from ``claims.yaml`` and
are no output to be renewed.
"""

from __future__ import annotations

import csv
import dataclasses
import os
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from conftest import SEEDS
from hypothesis import given, settings
from rdflib.plugins.sparql import prepareQuery
from rdflib.query import Result
from support import strategies
from support.drawing import drawn
from support.made_up import harbour, press

from kg import load
from kg.api import ClaimGraph
from kg.errors import InputError
from kg.model import (
    Article,
    Bridge,
    Bundle,
    Claim,
    Comparison,
    Count,
    Interval,
    Knowledge,
    Proposition,
    Quotation,
    Relation,
    RelationType,
    Stance,
    Standpoint,
)
from kg.queries import Query, check_query, queries, read_query
from kg.rdf.dataset import build_quads
from kg.rdf.mapping import CONFLICTS
from kg.rdf.store import build_store
from kg.rdf.vocabulary import PREFIXES, local_name

ANSWERS = Path(__file__).parent / "queries"
ARTICLE = "karabakh-2020-10-04"
GRAPH = load(SEEDS)
EVERY = pytest.mark.parametrize("query", queries().values(), ids=list(queries()))

_DECLARED = re.compile(r"^PREFIX (\w+): <([^>]*)>$", re.M)


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask as on a system without ``fork``: what the answer is does not depend on the process that asks."""
    monkeypatch.delattr(os, "fork", raising=False)


def answer(result: Result) -> list[dict[str, str]]:
    """Return the rows as text, an unbound variable as the empty string."""
    assert result.vars is not None
    found = []
    for row in result.bindings:
        values = [row.get(name) for name in result.vars]
        found.append({str(n): "" if v is None else str(v) for n, v in zip(result.vars, values, strict=True)})
    return found


def edited(name: str, written: str, instead: str) -> str:
    """Return a query whose VALUES somebody has edited."""
    text = read_query(name)
    assert text.count(written) == 1
    return text.replace(written, instead)


@cache
def asked(text: str, graph: ClaimGraph = GRAPH) -> list[dict[str, str]]:
    """Ask once what several tests ask."""
    return answer(graph.query(text))


PRESS, HARBOUR = press(GRAPH), harbour()
#: The queries whose answer would say little, or nothing, on the first article alone.
ON_PRESS = ("promises-and-deeds", "who-is-said-to-have-said")
ON_HARBOUR = ("counts-over-time", "what-was-corrected", "joint-statements")


def about(query: Query) -> ClaimGraph:
    """Return the graph on which a query's answer was written down."""
    return PRESS if query.name in ON_PRESS else HARBOUR if query.name in ON_HARBOUR else GRAPH


@cache
def _unlabelled(graph: ClaimGraph) -> ClaimGraph:
    """Return a graph in which nothing has a label and no claim a gloss."""
    knowledge = graph.knowledge
    bare = dataclasses.replace(
        knowledge.register,
        entries={n: dataclasses.replace(e, label={}) for n, e in knowledge.register.entries.items()},
        standpoints={n: dataclasses.replace(s, label={}) for n, s in knowledge.register.standpoints.items()},
    )
    bundles = tuple(
        dataclasses.replace(b, claims=tuple(dataclasses.replace(claim, gloss={}) for claim in b.claims))
        for b in knowledge.bundles
    )
    return ClaimGraph(dataclasses.replace(knowledge, register=bare, bundles=bundles))


@cache
def _both(graph: ClaimGraph) -> ClaimGraph:
    """Return a graph that holds every claim twice, in two articles; so both share all propositions."""
    bundles = graph.knowledge.bundles
    copies = [
        dataclasses.replace(bundle, article=dataclasses.replace(bundle.article, id=f"a{number}-another"))
        for number, bundle in enumerate(bundles)
    ]
    return ClaimGraph(dataclasses.replace(graph.knowledge, bundles=(*copies, *bundles)))


# -- the files ----------------------------------------------------------------------------------------


def test_there_is_an_answer_for_every_query_and_no_other() -> None:
    assert {path.stem for path in ANSWERS.iterdir()} == set(queries())
    assert len(queries()) >= 14


@EVERY
def test_the_head_is_complete(query: Query) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", query.name)
    lines = query.text.splitlines()
    head = lines[: lines.index("")]
    fields = [line.split(":")[0] for line in head if not line.startswith("#   ")]
    given = ["# Parameters"] if query.parameters else []
    assert fields == ["# Question", *given, "# Returns", "# Example"]
    assert "?" in query.question
    assert query.returns.endswith(".")
    assert all(line == line.rstrip() and len(line) <= 110 for line in lines)


@EVERY
def test_of_each_row_no_more_is_asked_than_whether_a_triple_is_there(query: Query) -> None:
    """To follow several from each row takes minutes where there are thousands; all can be asked at once."""
    for asked in re.findall(r"BIND \((?:xsd:boolean\()?EXISTS \{([^}]*)", query.text):
        assert re.fullmatch(r"\s*\S+ [^\s/|]+ \S+\s*", asked), asked


@EVERY
def test_the_file_declares_the_prefixes_it_uses_and_no_others(query: Query) -> None:
    declared = dict(_DECLARED.findall(query.text))
    code = re.sub(r'"[^"]*"|<[^>\s]*>|#[^\n]*|PREFIX \w+:', "", query.text)
    assert set(declared) == set(re.findall(r"\b(\w+):\w", code))
    assert declared == {name: PREFIXES[name] for name in declared}


@EVERY
def test_another_engine_reads_it_too(query: Query) -> None:
    prepared = prepareQuery(query.text)
    assert [str(name) for name in prepared.algebra.PV] == list(asked(query.name, about(query))[0])


@EVERY
def test_the_rows_are_ordered(query: Query) -> None:
    assert re.search(r"^ORDER BY ", query.text, re.M)


def test_a_query_may_stand_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("ASK { }", encoding="utf-8")
    assert read_query(str(path)) == "ASK { }"
    with pytest.raises(InputError, match="did you mean 'who-denies-what'"):
        read_query("who-denys-what")


# -- the answers --------------------------------------------------------------------------------------


@EVERY
def test_the_answer_is_exactly_this(query: Query) -> None:
    with (ANSWERS / f"{query.name}.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file, strict=True))
    assert asked(query.name, about(query)) == expected


@EVERY
def test_the_example_is_one_of_the_rows(query: Query) -> None:
    example = dict(field.split("=", 1) for field in re.split(r" \|(?: |$)", query.example))
    assert any(example.items() <= row.items() for row in asked(query.name, about(query))), example


@EVERY
def test_the_same_words_in_a_second_article_give_more_rows_but_none_twice(query: Query) -> None:
    before, after = asked(query.name, about(query)), asked(query.name, _both(about(query)))
    assert len({tuple(row.values()) for row in after}) == len(after)
    if "claims" in before[0]:
        assert [int(row["claims"]) for row in after] == [2 * int(row["claims"]) for row in before]
    else:
        assert [row for row in after if "another/" not in " ".join(row.values())] == before


@EVERY
def test_a_missing_label_or_gloss_loses_no_row(query: Query) -> None:
    def without(row: dict[str, str]) -> dict[str, str]:
        return {name: "" if re.search("label$|gloss$", name, re.I) else value for name, value in row.items()}

    graph = about(query)
    assert asked(query.name, _unlabelled(graph)) == [without(row) for row in asked(query.name, graph)]


def test_claims_are_counted_once_each() -> None:
    counted = sum(int(row["claims"]) for row in asked("sources-and-their-stances"))
    assert counted == len(GRAPH.knowledge.claims)


@pytest.mark.parametrize(
    "source", sorted({c.source for c in GRAPH.knowledge.claims.values()} | {"minsk-group"})
)
def test_the_words_of_any_source_can_be_asked_for(source: str) -> None:
    rows = asked(edited("words-of-one-source", "{ reg:azerbaijan-mod }", f"{{ reg:{source} }}"))
    spans = [
        (words.start, name, words, str(claim.direct).lower())
        for name, claim in GRAPH.knowledge.claims.items()
        for words in claim.quotations
        if claim.source == source
    ]
    spans.sort(key=lambda span: span[:2])
    assert [(row["claim"], row["quote"], row["start"], row["end"], row["direct"]) for row in rows] == [
        (name, words.exact, str(words.start), str(words.end), direct) for _, name, words, direct in spans
    ]


@pytest.mark.parametrize("name", GRAPH.knowledge.claims)
def test_the_chain_of_any_claim_leads_to_its_source(name: str) -> None:
    claim = GRAPH.knowledge.claims[name]
    rows = asked(edited("chain-of-a-claim", '"m1"', f'"{claim.id}"'))
    assert [row["speaker"] for row in rows] == [*claim.via, claim.source]
    assert [row["step"] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    assert {row["passedOn"] for row in rows} == {"quoted" if claim.direct else "paraphrased"}


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("horadiz", {("m2a", "itself", "says"), ("d1", "around", "says")}),
        # In which state the district lies is contested.
        ("fuzuli-district", {("m2a", "within", "says")}),
        ("south-caucasus", {("n2c", "itself", "says"), ("n2d", "itself", "says")}),
        (
            # In which state it lies is contested, so the denial of fire at Azerbaijan is not said of it.
            "karabakh",
            {
                *(
                    (name, "itself", "says")
                    for name in ("a1", "a1b", "a1c", "a3b", "a3c", "a3d", "a3e", "c1")
                ),
                *((name, "itself", "says") for name in ("i1", "i1b", "i1c", "n3", "n3b")),
                ("a1", "itself", "presupposes"),
                ("a1b", "itself", "condition"),
                ("a1c", "itself", "condition"),
                ("r0", "within", "says"),
            },
        ),
    ],
)
def test_what_is_said_of_other_places(place: str, expected: set[tuple[str, str, str]]) -> None:
    rows = asked(edited("said-of-a-place", "{ reg:ganja }", f"{{ reg:{place} }}"))
    assert {(row["claim"].removeprefix(f"{ARTICLE}/"), row["reach"], row["role"]) for row in rows} == expected


@pytest.mark.parametrize("against", ["m1", "m0", "m2a", "k1"])
def test_the_bridges_of_any_contradiction_can_be_asked_for(against: str) -> None:
    (relation,) = GRAPH.relations().between(against, "d1").of("contradicts")
    rows = asked(edited("bridges-of-a-contradiction", '"k1"', f'"{against}"'))
    names = {"partOf": "part_of", "commandedBy": "commanded_by", "identicalWith": "same_as"}
    assert [
        (
            row["subject"],
            names.get(row["relation"], row["relation"]),
            row["object"],
            row["standpoint"] or None,
        )
        for row in rows
    ] == [(b.subject, b.relation, b.object, b.standpoint) for b in relation.bridges]


# -- queries and API agree ----------------------------------------------------------------------------


@pytest.mark.parametrize("standpoint", GRAPH.knowledge.register.standpoints)
def test_a_standpoint_changes_what_the_api_says_it_changes(standpoint: str) -> None:
    rows = asked(edited("what-a-standpoint-changes", '"baku"', f'"{standpoint}"'))
    expected = {
        ("gained" if relation.holds_for({standpoint}) else "lost", relation.relation.value, first, second)
        for relation in GRAPH.relations()
        if relation.holds_for({standpoint}) != relation.holds_for(())
        for first in relation.positions[0].claims
        for other in relation.positions[1:]
        for second in other.claims
    }
    assert {(row["change"], row["relation"], row["claim"], row["against"]) for row in rows} == expected


def between(relation: Relation) -> set[tuple[str, str]]:
    """Return the claims between which a relation holds: those of its voices, or of all its positions."""
    if relation.pairs:
        return {(a, b) for pair in relation.pairs for a in pair.first.claims for b in pair.second.claims}
    whole, *parts = relation.positions
    return {(a, b) for a in whole.claims for part in parts for b in part.claims}


@settings(max_examples=drawn(12))
@given(strategies.bodies())
def test_contradictions_are_those_of_the_api(knowledge: Knowledge) -> None:
    graph = ClaimGraph(knowledge)
    rows = asked("contradictions", graph)
    expected = {
        (" and ".join(sorted(view)) or "always", first, second)
        for relation in graph.relations().of("contradicts")
        for view in relation.holds_if
        for first, second in between(relation)
    }
    assert {(row["condition"], row["claim"], row["against"]) for row in rows} == expected

    conditional = {
        (row["claim"], row["against"], row["standpoint"])
        for row in asked("conditional-contradictions", graph)
    }
    assert conditional == {
        (first, second, standpoint)
        for condition, first, second in expected
        if condition != "always"
        for standpoint in condition.split(" and ")
    }


@settings(max_examples=drawn(12))
@given(strategies.bodies())
def test_open_questions_are_the_tensions_of_the_api(knowledge: Knowledge) -> None:
    graph = ClaimGraph(knowledge)
    assert {
        (row["claim"], row["against"], row["slot"], row["settledBy"])
        for row in asked("open-questions", graph)
    } == {
        (first, second, local_name(CONFLICTS[slot]), " and ".join(sorted(view)))
        for relation in graph.relations().of("tension")
        for view in (relation.unless or (frozenset(),))
        for slot in (*relation.unknown, *relation.conflict)
        for pair in relation.pairs
        for first in pair.first.claims
        for second in pair.second.claims
    }


def test_a_total_is_set_against_its_parts_and_no_part_against_another() -> None:
    toll = Proposition("combat", place="karabakh", count=Count("killed", 100, 100, "people"))
    counted = {
        "whole": toll,
        "north": dataclasses.replace(toll, place="ganja", count=Count("killed", 60, None, "people")),
        "south": dataclasses.replace(toll, place="horadiz", count=Count("killed", 70, None, "people")),
    }
    text = ". ".join(counted)

    def quoted(name: str) -> tuple[Quotation, ...]:
        return (Quotation(name, text.index(name), text.index(name) + len(name)),)

    drafts = tuple(Claim(n, "reuters", Stance.ASSERTS, p, quoted(n)) for n, p in counted.items())
    day = Interval(date(2020, 10, 6), date(2020, 10, 6))
    bundle = Bundle(Article("made-up", text, "en", "reuters", day, "made up"), drafts)
    knowledge = dataclasses.replace(GRAPH.knowledge, bundles=(bundle,))
    positions = {p.claims[0].partition("/")[2]: p for p in knowledge.positions}
    whole = positions.pop("whole")
    parts = sorted(positions.values(), key=lambda position: position.id)
    relation = Relation(
        RelationType.CONTRADICTS, "quantity-parts", "1", (whole, *parts), {"count": Comparison.DISJOINT}
    )
    dataset = build_store(build_quads(knowledge, (relation,)))

    def rows(name: str) -> list[dict[str, str]]:
        return answer(dataset.query(read_query(name)))

    assert [(row["claim"], row["against"], row["together"]) for row in rows("contradictions")] == [
        ("made-up/whole", "made-up/north", "2"),
        ("made-up/whole", "made-up/south", "2"),
    ]
    assert [(row["claim"], row["always"]) for row in rows("most-contradicted-claims")] == [
        ("made-up/north", "1"),
        ("made-up/south", "1"),
        ("made-up/whole", "1"),
    ]


def test_a_condition_may_need_two_standpoints() -> None:
    register = GRAPH.knowledge.register
    forces = dataclasses.replace(register.entries["armenian-forces"], links=())
    bridge = Bridge("armenian-forces", "part_of", "armenia", "command")
    contested = dataclasses.replace(
        register,
        entries={**register.entries, forces.name: forces},
        standpoints={**register.standpoints, "command": Standpoint("command", holds=(bridge,))},
    )
    graph = ClaimGraph(dataclasses.replace(GRAPH.knowledge, register=contested))
    assert [
        (row["condition"], row["claim"].removeprefix(f"{ARTICLE}/")) for row in asked("contradictions", graph)
    ] == [
        ("baku and command", "k1"),
        ("baku and command", "m0"),
        ("command", "m1"),
        ("command", "m2a"),
        ("command", "m2b"),
        ("command and other-side-armenia", "m0"),
    ]
    assert [
        (row["condition"], row["standpoint"], row["heldBy"])
        for row in asked("conditional-contradictions", graph)
        if row["claim"] == f"{ARTICLE}/m0"
    ] == [
        ("1", "baku", "azerbaijan"),
        ("1", "command", ""),
        ("2", "command", ""),
        ("2", "other-side-armenia", "azerbaijan"),
    ]
    assert {
        row["settledBy"]
        for row in asked("open-questions", graph)
        if (row["claim"], row["against"]) == (f"{ARTICLE}/m0", f"{ARTICLE}/d1")
    } == {
        "baku and command",
        "command and other-side-armenia",
        "stepanakert",
    }
    held = [row for row in asked("contested-facts", graph) if row["standpoint"] == "command"]
    assert [(row["heldBy"], row["subject"], row["relation"], row["object"]) for row in held] == [
        ("", "armenian-forces", "partOf", "armenia")
    ]


# -- queries stay on this machine ---------------------------------------------------------------------

REMOTE = "<http://127.0.0.1/sparql> { ?a ?b ?c }"


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ SERVICE {REMOTE} }}",
        f"select*{{service{REMOTE}}}",
        f"SELECT * {{ SeRvIcE SILENT {REMOTE} }}",
        f"SELECT * {{ SERVICESILENT{REMOTE} }}",
        "SELECT * { VALUES ?g { <http://127.0.0.1/sparql> } SERVICE?g{ ?a ?b ?c } }",
        "SELECT * { VALUES ?g { <http://127.0.0.1/sparql> } SERVICE$g{ ?a ?b ?c } }",
        "PREFIX : <http://127.0.0.1/> SELECT * { SERVICE:sparql{ ?a ?b ?c } }",
        # right behind another token
        f"SELECT * {{ ?s ?p ?o.SERVICE {REMOTE} }}",
        f"SELECT * {{ ?s ?p 5SERVICE {REMOTE} }}",
        f"SELECT * {{ ?s ?p trueSERVICE {REMOTE} }}",
        f"SELECT * {{ ?s ?p 'x'@en.SERVICE {REMOTE} }}",
        f"PREFIX : <urn:x:> SELECT * {{ ?s ?p :.SERVICE {REMOTE} }}",
        # behind comments and their ends
        f"SELECT * {{ # SERVICE\n SERVICE {REMOTE} }}",
        f"SELECT * {{ # comment\rSERVICE {REMOTE}\n}}",
        f"SELECT * {{ SERVICE # comment\n {REMOTE} }}",
        # behind what looks like a string, a comment or an IRI
        f'SELECT * {{ ?s ?p "\\"" SERVICE {REMOTE} FILTER("") }}',
        f"SELECT * {{ ?s ?p '''a'b''' SERVICE {REMOTE} FILTER('') }}",
        f"PREFIX e: <urn:x:> SELECT * {{ ?s ?p e:it\\'s SERVICE {REMOTE} OPTIONAL {{ ?s ?p e:it\\'s }} }}",
        f"SELECT * {{ ?s ?p <urn:it's> SERVICE {REMOTE} OPTIONAL {{ ?s ?p <urn:it's> }} }}",
        f"SELECT * {{ ?s ?p <http://x.org/'> SERVICE {REMOTE} OPTIONAL {{ ?s ?p <http://x.org/'> }} }}",
        f"BASE <http://x.example/> SELECT * {{ ?s ?p <#x> SERVICE {REMOTE} }}",
        f"SELECT * {{ FILTER(5<6)SERVICE#>\n{REMOTE} }}",
        f"SELECT * {{ FILTER(5<6&&''='>')SERVICE{REMOTE}FILTER('') }}",
        f"SELECT * {{ FILTER(5<6#>'''\n)SERVICE{REMOTE} #'''\n}}",
        # in disguise
        f"SELECT * {{ S\\u0045RVICE {REMOTE} }}",
        f"SELECT * {{ \\U00000053ervice {REMOTE} }}",
        # deep inside
        f"SELECT * {{ {{ SELECT * {{ OPTIONAL {{ GRAPH ?g {{ SERVICE {REMOTE} }} }} }} }} }}",
        f"ASK {{ FILTER NOT EXISTS {{ SERVICE {REMOTE} }} }}",
        f"CONSTRUCT {{ ?a ?b ?c }} {{ SERVICE {REMOTE} }}",
    ],
)
def test_service_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="SERVICE is not accepted"):
        check_query(text)
    with pytest.raises(InputError, match="SERVICE is not accepted"):
        GRAPH.query(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?service ?p $SERVICE }",
        "SELECT ?services { ?services ?myservice ?service_1 }",
        "SELECT * { ?s ?p 'SERVICE' }",
        f'SELECT * {{ ?s ?p "SERVICE {REMOTE}" }}',
        f'SELECT * {{ ?s ?p """SERVICE\n{REMOTE}""" }}',
        "SELECT * { ?s ?p 'it\\'s a SERVICE' }",
        f"SELECT * {{ ?s ?p ?o }} # SERVICE {REMOTE}",
        "# SERVICE\nSELECT * { ?s ?p ?o }",
        "SELECT * { ?s <http://x.example/service#SERVICE> ?o }",
        "SELECT * { ?s <http://x.example/its_service's> ?o }",
        "SELECT * { ?s <urn:x:service> ?o }",
        "PREFIX e: <http://x.example/> SELECT * { ?s e:service e:the-SERVICE }",
        "SELECT * { ?s ?p ?o FILTER(?o < 5 || ?o > 3) }",
        *(query.text for query in queries().values()),
    ],
)
def test_the_word_is_no_crime(text: str) -> None:
    check_query(text)
    assert GRAPH.query(text).type == "SELECT"


def test_a_broken_query_is_the_askers_mistake() -> None:
    with pytest.raises(InputError, match="bad-query"):
        GRAPH.query("SELECT * { ?s ?p }")
