"""The forms of the second contract in what partners send: several values, corrections, counts and events."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from rdflib import XSD, Graph, Literal

from kg.api import ClaimGraph
from kg.bundle.subset import build_part
from kg.cli import run
from kg.disputes import find_agreements, find_disputes, find_origins, find_voices
from kg.errors import InputError
from kg.model import (
    Article,
    Bundle,
    Claim,
    Count,
    Entry,
    EventFrame,
    Interval,
    Knowledge,
    Proposition,
    Quotation,
    Register,
    RelationType,
    Several,
    Stance,
    value_of,
)
from kg.partners.deciding import decide
from kg.partners.importing import add_import
from kg.partners.ledger import Exchange, Import, Received, Status
from kg.partners.proposals import find_matches
from kg.rdf.dataset import build_quads, merge_graphs
from kg.rdf.statements import Statements
from kg.rdf.vocabulary import CV
from kg.relations import voices as voices_module
from kg.report.disputes import disputes_text

WHEN = "2026-11-22T10:00:00Z"
TEXT = "The bridge of Alm was bombed."
DAY = Interval(date(2024, 3, 22), date(2024, 3, 22))


def entry(name: str, section: str, type: str | None = None, **more: Any) -> Entry:
    return Entry(name, section, {"en": name.title(), "fa": name}, type, **more)


NIGHT = entry("night", "events", frame=EventFrame("attack", None, "alm", DAY))
REGISTER = Register(
    {
        found.name: found
        for found in (
            *(entry(name, "sources", "organization") for name in ("paper", "ministry", "army", "militia")),
            *(entry(name, "places", "city") for name in ("alm", "bor")),
            entry("attack", "kinds", functional=("agent",)),
            entry("killed", "kinds", changes="grows"),
            NIGHT,
        )
    }
)
ATTACKED = Proposition("attack", agent="army", place="alm", time=DAY)


def claim(name: str, what: Proposition = ATTACKED, source: str = "ministry", **more: Any) -> Claim:
    stance = more.pop("stance", Stance.ASSERTS)
    return Claim(name, source, stance, what, (Quotation(TEXT, 0, len(TEXT)),), {"en": TEXT}, **more)


def page(*claims: Claim, article: str = "page", register: Register = REGISTER) -> Knowledge:
    said = Article(article, TEXT, "en", "paper", licence="https://example.org/free", shareable=True)
    return Knowledge(register, (Bundle(said, claims),))


def killed(low: int, day: int) -> dict[str, Any]:
    """Return that so many had been killed by a day, as a claim has it."""
    said = Interval(date(2024, 3, day), date(2024, 3, day))
    return {"what": replace(ATTACKED, agent=None, count=Count("killed", low, low)), "said": said}


def taken(
    sent: Knowledge | Graph, own: Knowledge, exchange: Exchange | None = None
) -> tuple[Exchange, Import]:
    statements = Statements(merge_graphs(build_quads(sent)) if isinstance(sent, Knowledge) else sent)
    received = Received("desk", "sent.ttl", "0" * 64, statements, (), "A desk")
    return add_import(exchange or Exchange(), own, received, when=WHEN)


def accepted(exchange: Exchange, own: Knowledge, *names: str) -> Exchange:
    return decide(exchange, own, names, accepted=True, by="Sara", when=WHEN)[0]


def contradictions(graph: ClaimGraph) -> set[tuple[str, ...]]:
    found = graph.relations().of("contradicts")
    return {tuple(sorted(c for p in r.positions for c in p.claims)) for r in found}


# -- nothing of theirs silences ours ------------------------------------------------------------------------


OURS = page(claim("a"), claim("d", source="army", stance=Stance.DENIES))


@pytest.mark.parametrize("corrected", ["page/a", "page/d"])
def test_a_partner_takes_back_nothing_that_we_have(corrected: str) -> None:
    """Neither by our name of a claim nor by an article that is called as ours."""
    sent = page(claim("a"), claim("back", source="army", corrects=(corrected,)))
    exchange, added = taken(sent, OURS)
    assert added.status is Status.IN_FORCE, added.problems
    names = ("attack", "army", "alm", "ministry")
    exchange = accepted(exchange, OURS, *(f"desk:{name}" for name in names))
    graph = ClaimGraph(OURS, exchange)
    [relation] = graph.relations().of("contradicts")
    held = {name for pair in relation.pairs for voice in (pair.first, pair.second) for name in voice.claims}
    assert held >= {"page/a", "page/d"}
    corrects = {c for claim in graph.knowledge.claims.values() for c in claim.corrects}
    assert corrects <= {"desk:page/a", "desk:page/d"}


def test_a_later_count_of_a_partners_source_leaves_ours_until_the_source_is_accepted() -> None:
    first, rival = killed(93, 23), killed(40, 25)
    own = page(claim("a", **first), claim("b", source="army", **rival))
    exchange, added = taken(page(claim("later", **killed(133, 26))), own)
    assert added.status is Status.IN_FORCE, added.problems
    kept = {("page/a", "page/b")}
    exchange = accepted(exchange, own, *(f"desk:{name}" for name in ("attack", "killed", "alm")))
    assert contradictions(ClaimGraph(own, exchange)) >= kept
    # The source that is accepted as our ministry speaks in a claim that still is the partner's.
    exchange = accepted(exchange, own, "desk:ministry")
    assert contradictions(ClaimGraph(own, exchange)) >= kept


# -- what nobody means --------------------------------------------------------------------------------------


def test_more_names_than_anybody_means_are_refused_before_they_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = tuple(f"t{number:06}" for number in range(20_000))
    for value in (Several(names), Several(names, any_of=True)):
        _, added = taken(page(claim("c", replace(ATTACKED, target=value))), OURS)
        assert added.status is Status.QUARANTINED
        assert "names 20,000 as target" in added.problems[0] and "limit is 100" in added.problems[0]
    many = replace(claim("c"), corrects=tuple(f"page/c{number}" for number in range(101)))
    assert "names 101 as corrects" in taken(page(many), OURS)[1].problems[0]
    crowd = replace(claim("c"), jointly=tuple(f"w{number:03}" for number in range(100)))
    assert "names 101 as wasAttributedTo" in taken(page(crowd), OURS)[1].problems[0]
    monkeypatch.setenv("KG_MAX_EVENTS", "1")
    events = {f"e{number}": entry(f"e{number}", "events") for number in range(2)}
    register = Register({**REGISTER.entries, **events})
    assert "3 events; the limit is 1" in taken(page(claim("c"), register=register), OURS)[1].problems[0]


def test_corrections_in_a_circle_are_refused_and_those_of_what_is_elsewhere_are_not() -> None:
    circle = page(claim("a", corrects=("page/b",)), claim("b", source="army", corrects=("page/a",)))
    _, added = taken(circle, OURS)
    assert added.status is Status.QUARANTINED and "correction-acyclic" in added.problems[0]
    exchange, added = taken(page(claim("a", corrects=("another/c9",))), OURS)
    assert added.status is Status.IN_FORCE
    assert exchange.merge(OURS).knowledge.claims["desk:page/a"].corrects == ("desk:another/c9",)


def test_an_event_that_excludes_what_is_said_of_it_is_refused() -> None:
    elsewhen = replace(ATTACKED, event="night", time=Interval(date(2022, 1, 1), date(2022, 1, 1)))
    _, added = taken(page(claim("c", elsewhen)), OURS)
    assert added.status is Status.QUARANTINED and "event-agrees" in added.problems[0]


def test_an_event_inside_itself_is_refused() -> None:
    inner, outer = (replace(NIGHT, name=n, links=(("part_of", o),)) for n, o in (("i", "o"), ("o", "i")))
    register = Register({**REGISTER.entries, "i": inner, "o": outer})
    _, added = taken(page(claim("c"), register=register), OURS)
    assert added.status is Status.QUARANTINED


def written_otherwise(knowledge: Knowledge, property: str, value: Literal) -> Graph:
    """Return what is said as RDF, with another value of one property."""
    graph = Graph()
    for triple in merge_graphs(build_quads(knowledge)):
        graph.add(triple)
    [(subject, predicate, old)] = graph.triples((None, CV[property], None))
    graph.remove((subject, predicate, old))
    graph.add((subject, predicate, value))
    return graph


@pytest.mark.parametrize(
    "written",
    [
        "2024-03-23T09:00:00+99:00",
        "2024-03-23T09:00:00+14:01",
        "2024-03-23T09:00:00",
        "99999-03-23T09:00:00Z",
        "2024-03-23T25:00:00Z",
        "2024-03-23T09:00:00." + "9" * 100_000 + "Z",
    ],
)
def test_a_clock_time_that_is_none_is_refused(written: str) -> None:
    counted = claim("c", **killed(93, 23))
    assert counted.proposition is not None and counted.proposition.count is not None
    day = Interval(date(2024, 3, 23), date(2024, 3, 23))
    count = replace(counted.proposition.count, as_of=day)
    sent = page(replace(counted, proposition=replace(counted.proposition, count=count)))
    value = Literal(written, datatype=XSD.dateTime, normalize=False)
    _, added = taken(written_otherwise(sent, "asOfFrom", value), OURS)
    assert added.status is Status.QUARANTINED
    assert all(len(problem) < 1_000 for problem in added.problems)


@pytest.mark.parametrize("written", ["1." + "3" * 1_000_000, "9" * 1_000_000, "1e999999999", "NaN", "-0.5"])
def test_a_number_that_is_none_is_refused(written: str) -> None:
    sent = page(claim("c", **killed(93, 23)))
    for property in ("countLow", "countHigh"):
        value = Literal(written, datatype=XSD.decimal, normalize=False)
        _, added = taken(written_otherwise(sent, property, value), OURS)
        assert added.status is Status.QUARANTINED
        assert all(len(problem) < 1_000 for problem in added.problems)


def test_thousands_of_voices_on_either_side_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices_module, "MAX_PAIRS", 1_000)
    names = [f"w{number}" for number in range(60)]
    entries = {name: entry(name, "sources", "person") for name in names}
    register = Register({**REGISTER.entries, **entries})
    said = [claim(f"{stance}{n}", source=n, stance=stance) for stance in ("asserts", "denies") for n in names]
    said = [replace(one, stance=Stance(one.stance)) for one in said]
    _, added = taken(page(*said, register=register), OURS)
    assert added.status is Status.QUARANTINED and "too-many-findings" in added.problems[0]


def test_one_voice_that_counts_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices_module, "MAX_COUNTS", 20)
    day = date(2024, 1, 1)
    days = (Interval(day + timedelta(n), day + timedelta(n)) for n in range(21))
    what = killed(1, 1)["what"]
    said = [claim(f"c{n}", what, said=when) for n, when in enumerate(days)]
    _, added = taken(page(*said), OURS)
    assert added.status is Status.QUARANTINED and "one voice counts the same 21 times" in added.problems[0]


# -- units, several at once, joint sources ------------------------------------------------------------------


def test_a_measure_in_another_unit_is_not_taken_for_ours() -> None:
    lengths = [
        Register({**REGISTER.entries, "length": entry("length", "kinds", unit=unit)})
        for unit in ("km", "mile")
    ]
    own = page(claim("a"), register=lengths[0])
    exchange, _ = taken(page(claim("a"), register=lengths[1]), own)
    [match] = [match for match in find_matches(exchange, own) if match.theirs == "desk:length"]
    assert match.flags == ("counted in another unit: theirs mile, ours km",)
    with pytest.raises(InputError, match="desk:length is counted in mile, our length in km"):
        accepted(exchange, own, match.id)


def test_several_values_and_joint_sources_stand_in_the_names_that_were_accepted() -> None:
    both = replace(
        ATTACKED, agent=value_of(["militia", "army"]), target=value_of(["alm", "bor"], any_of=True)
    )
    sent = page(claim("c", both, source="army", jointly=("militia",)))
    exchange, added = taken(sent, OURS)
    assert added.status is Status.IN_FORCE, added.problems
    exchange = accepted(exchange, OURS, "desk:militia", "desk:bor")
    said = exchange.merge(OURS).knowledge.claims["desk:page/c"]
    assert said.sources == ("desk:army", "militia")
    assert said.proposition is not None
    assert said.proposition.agent == Several(("desk:army", "militia"))
    assert said.proposition.target == Several(("bor", "desk:alm"), any_of=True)


def test_who_speak_jointly_are_one_voice_and_each_agrees_and_contradicts() -> None:
    own = page(
        claim("a", source="army", jointly=("militia",)),
        claim("d", source="ministry", stance=Stance.DENIES),
    )
    graph = ClaimGraph(own)
    [asserted] = [p for p in own.positions if p.stance is Stance.ASSERTS]
    assert find_origins(asserted, own) == {"army+militia": ("page/a",)}
    assert find_voices(asserted, own).origins == ("army+militia",)
    rows = {(row.source, row.other) for row in find_agreements(graph.relations(), own)}
    assert rows == {("army", "ministry"), ("militia", "ministry")}


def test_who_shares_a_source_or_is_not_identified_is_not_independent() -> None:
    entries = {**REGISTER.entries, "gunmen": entry("gunmen", "sources", "group", unidentified=True)}
    register = Register({**entries, **{name: entry(name, "sources", "outlet") for name in ("wire", "daily")}})

    def voices(*said: Claim) -> tuple[tuple[str, ...], int, tuple[str, ...]]:
        pages = [page(one, article=f"p{n}", register=register).bundles[0] for n, one in enumerate(said)]
        outlets = ("wire", "daily", "paper")
        bundles = (
            replace(b, article=replace(b.article, publisher=outlet))
            for b, outlet in zip(pages, outlets, strict=False)
        )
        knowledge = Knowledge(register, tuple(bundles))
        [position] = knowledge.positions
        found = find_voices(position, knowledge)
        return found.origins, len(found.chains), found.unidentified

    joint = claim("a", source="army", jointly=("militia",))
    alone, ally = claim("b", source="army"), claim("c", source="militia")
    assert voices(joint) == (("army+militia",), 1, ())
    assert voices(joint, alone) == (("army", "army+militia"), 1, ())
    assert voices(joint, alone, ally) == (("army", "army+militia", "militia"), 2, ())
    shared = claim("d", source="militia", jointly=("ministry",))
    assert voices(joint, shared) == (("army+militia", "militia+ministry"), 1, ())
    unknown = claim("e", source="gunmen")
    assert voices(alone, unknown) == (("army",), 1, ("gunmen",))
    assert voices(unknown) == ((), 0, ("gunmen",))


def test_a_part_holds_the_frame_of_an_event_and_drops_what_it_is_held_distinct_from() -> None:
    dawn = replace(NIGHT, name="dawn", links=(("distinct_from", "night"), ("part_of", "war")))
    war = entry("war", "events")
    register = Register({**REGISTER.entries, "dawn": dawn, "war": war})
    what = replace(ATTACKED, place=None, event="dawn")
    part = build_part(page(claim("c", what), register=register), "page").register
    assert {"dawn", "war", "alm", "attack"} <= part.entries.keys() and "night" not in part.entries
    assert part.entries["dawn"].links == (("part_of", "war"),)


# -- what was taken back ------------------------------------------------------------------------------------


def test_what_remains_of_a_dispute_says_who_took_back_what() -> None:
    own = page(
        claim("a"),
        claim("d", source="army", stance=Stance.DENIES),
        claim("e", source="militia", stance=Stance.DENIES),
        claim("back", replace(ATTACKED, agent=None), source="army", corrects=("page/d",)),
    )
    graph = ClaimGraph(own)
    [dispute] = find_disputes(graph.relations())
    [relation] = [r for r in dispute.relations if {c for p in r.positions for c in p.claims} >= {"page/a"}]
    assert [pair.second.sources for pair in relation.pairs] == [("militia",)]
    assert [one.as_json() for one in dispute.left] == [
        {"claim": "page/d", "by": "page/back", "rule": "corrects"}
    ]
    [denied] = [p for p in dispute.positions if p.stance is Stance.DENIES]
    assert denied.claims == ("page/d", "page/e") and dispute.held(denied).claims == ("page/e",)
    text = disputes_text(graph.relations(), own)
    assert "  page/back takes back page/d\n" in text
    assert "denies: page/e (1 independent origin)" in text
    alone = page(*(c for c in own.bundles[0].claims if c.id != "e"))
    found = ClaimGraph(alone).relations()
    assert find_disputes(found) == []
    assert [r.rule for r in found if r.relation is RelationType.SUPERSEDES] == ["corrects"]


def test_those_who_speak_jointly_are_one_voice_of_a_side() -> None:
    both = claim("a", source="army", jointly=("militia",), stance=Stance.DENIES)
    own = page(claim("d"), both)
    text = disputes_text(ClaimGraph(own).relations(), own)
    assert "Army and Militia: " in text and "origins)" not in text


# -- two desks ----------------------------------------------------------------------------------------------


_REGISTER = """
sources:
  paper: {label: {en: Paper}, type: outlet}
  ministry: {label: {en: Ministry}, type: organization}
  army: {label: {en: Army}, type: organization}
  militia: {label: {en: Militia}, type: organization}
places:
  alm: {label: {en: Alm}, type: city}
kinds:
  attack: {label: {en: attack}, functional: agent}
events:
  NAME: {label: {en: the night of Alm}, kind: attack, place: alm, time: 2024-03-22}
"""
_CLAIMS = """
article: {id: ARTICLE, text: a.txt, language: en, publisher: paper, published: 2024-03-23}
claims:
  - id: c
    source: ministry
    stance: asserts
    quote: The bridge of Alm was bombed.
    says: {agent: AGENT, event: NAME}
"""


def write_desk(folder: Path, article: str, event: str, agent: str) -> Path:
    (folder / article).mkdir(parents=True)
    (folder / "register.yaml").write_text(_REGISTER.replace("NAME", event), encoding="utf-8")
    (folder / article / "a.txt").write_text(TEXT, encoding="utf-8")
    claims = _CLAIMS.replace("ARTICLE", article).replace("NAME", event).replace("AGENT", agent)
    (folder / article / "claims.yaml").write_text(claims, encoding="utf-8")
    return folder


def test_two_desks_find_that_they_speak_of_one_event(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    north = write_desk(tmp_path / "north", "north-page", "night", "army")
    south = write_desk(tmp_path / "south", "south-page", "raid", "militia")
    assert run(["build", str(north), "--store", "store"]) == 0
    assert run(["export", str(south), "--bundle", "sent.zip", "--producer", "south"]) == 0
    assert run(["import", "sent.zip", "--store", "store", "--from", "south"]) == 0
    capsys.readouterr()
    assert run(["matches", "--store", "store", "--format", "json"]) == 0
    [event] = [m for m in json.loads(capsys.readouterr().out)["matches"] if m["section"] == "events"]
    assert (event["theirs"], event["ours"]) == ("south:raid", "night")
    assert run(["accept", "--store", "store", "--all", "--by", "Sara"]) == 0
    capsys.readouterr()
    assert run(["matches", "--store", "store", "--format", "json"]) == 0
    [event] = [m for m in json.loads(capsys.readouterr().out)["matches"] if m["section"] == "events"]
    assert event["accepted"] is None and event["flags"] == ["another agent: theirs militia, ours army"]

    def found(*more: str) -> list[dict[str, Any]]:
        capsys.readouterr()
        asked = ["relations", "--store", "store", "--relation", "contradicts", "--format", "json", *more]
        assert run(asked) == 0
        return list(json.loads(capsys.readouterr().out)["relations"])

    assert found() == []
    assert run(["accept", event["id"], "--store", "store", "--by", "Sara"]) == 0
    [relation] = found()
    assert (relation["rule"], relation["holds_if"]) == ("responsibility", [["south:_events"]])
    assert [b["relation"] for b in relation["bridges"]] == ["same_as"]
    assert found("--standpoint", "south:_events")
    # That they are the same is held by those who decided it, and is not passed on as if it were ours.
    assert run(["validate", "--store", "store", "--fail-on", "violation"]) == 0
    assert run(["export", "--store", "store", "--bundle", "ours.zip", "--producer", "north"]) == 0
    assert run(["verify", "ours.zip"]) == 0
    assert run(["import", "ours.zip", "--store", "third", "--from", "north"]) == 0
    capsys.readouterr()
    assert run(["imports", "--store", "third"]) == 0
    assert "in force" in capsys.readouterr().out
