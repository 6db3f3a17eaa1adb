"""What a partner is believed, and what not before a person says so."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.api import ClaimGraph, load
from kg.bundle import verify
from kg.bundle.build import build_bundle
from kg.bundle.disk import next_edition, read_bundle, write_bundle
from kg.bundle.keys import find_key_cautions, read_private_key, write_key_pair
from kg.bundle.manifest import canonical_json, manifest_digest, seal_bundle
from kg.bundle.verify import check_bundle
from kg.cli import run
from kg.disputes import find_conflicts, find_origins, find_reviews, find_voices
from kg.errors import InputError
from kg.explain.card import build_card
from kg.formats.claimreview import PartnerReview
from kg.formats.opening import open_source
from kg.model import (
    Article,
    Bridge,
    Bundle,
    Claim,
    Count,
    Entry,
    EventFrame,
    Interval,
    Knowledge,
    Proposition,
    Quotation,
    Rating,
    Register,
    Stance,
    Verdict,
)
from kg.partners.deciding import decide
from kg.partners.importing import add_import, retract
from kg.partners.ledger import Exchange, Received, Status, find_lost
from kg.partners.match import Match
from kg.partners.proposals import find_matches
from kg.partners.receive import find_cautions, receive_file
from kg.partners.statements import sorted_triples
from kg.rdf.dataset import build_quads, merge_graphs
from kg.rdf.statements import Statements
from kg.report.exchange import write_import
from kg.report.text import write_cards

WHEN = ("2026-11-22T10:00:00Z", "2026-11-22T11:00:00Z", "2026-11-22T12:00:00Z")
TEXT = "The bridge of Alm was bombed."


def entry(name: str, section: str, type: str | None = None, **more: Any) -> Entry:
    return Entry(name, section, {"en": name.title(), "fa": name}, type, **more)


REGISTER = Register(
    {
        found.name: found
        for found in (
            entry("paper", "sources", "outlet"),
            entry("mayor", "sources", "person"),
            entry("north", "sources", "state"),
            entry("alm", "places", "city"),
            entry("bombing", "kinds"),
            entry("shelling", "kinds"),
        )
    }
)
BOMBED = Proposition("bombing", agent="north", place="alm")


def claim(
    name: str = "c1", source: str = "mayor", stance: Stance = Stance.ASSERTS, what: Proposition = BOMBED
) -> Claim:
    return Claim(name, source, stance, what, (Quotation(TEXT, 0, len(TEXT)),), {"en": TEXT})


def page(*claims: Claim, article: str = "page", register: Register = REGISTER) -> Knowledge:
    said = Article(article, TEXT, "en", "paper", licence="https://example.org/free", shareable=True)
    return Knowledge(register, (Bundle(said, claims or (claim(),)),))


# -- read once ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["sent", "sent.zip"])
def test_what_is_imported_is_what_was_verified(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody puts another bundle in its place after it was read and before it is used."""
    honest, other = (build_bundle(page(claim(n)), producer="desk") for n in ("honest", "forged"))
    write_bundle(honest, tmp_path / name)
    expected = receive_file(tmp_path / name)
    swapped = []

    def swap(*given: Any) -> Any:
        swapped.append(write_bundle(other, tmp_path / name))
        return check(*given)

    check = verify._check_signed
    monkeypatch.setattr(verify, "_check_signed", swap)
    found = receive_file(tmp_path / name)
    assert swapped
    assert sorted_triples(found.statements) == sorted_triples(expected.statements)
    assert found.sha256 == expected.sha256
    assert receive_file(tmp_path / name).sha256 != expected.sha256


# -- whose voice, whose verdict -----------------------------------------------------------------------------


def received(knowledge: Knowledge, partner: str = "desk", name: str = "first", **more: Any) -> Received:
    statements = Statements(merge_graphs(build_quads(knowledge)))
    sha256 = (f"{partner}/{name}".encode().hex() * 64)[:64]
    return Received(partner, f"{name}.ttl", sha256, statements, (), f"{partner.title()} desk", **more)


def accept(exchange: Exchange, own: Knowledge, *names: str, everything: bool = False) -> Exchange:
    return decide(exchange, own, names, accepted=True, by="Sara", when=WHEN[2], everything=everything)[0]


def taken_in(own: Knowledge, *sent: Received) -> Exchange:
    exchange = Exchange()
    for one in sent:
        exchange, added = add_import(exchange, own, one, when=WHEN[0])
        assert added.status is Status.IN_FORCE, added.problems
    return exchange


def test_a_partners_verdict_on_its_own_claim_judges_nothing_until_a_person_accepts_it() -> None:
    own = page(claim(source="north", stance=Stance.DENIES))
    verdict = Verdict("theirs/c1", Rating.FALSE, {"en": "No."}, (), "Our desk")
    sent = replace(page(article="theirs"), verdicts=(verdict,))
    exchange = accept(taken_in(own, received(sent)), own, everything=True)
    graph = ClaimGraph(own, exchange)
    reviews = find_reviews(graph.relations(), graph.knowledge)
    [review] = reviews.reviews
    assert review.verdict.partner == "desk"
    assert review.positions == () and reviews.propagation.settled == ()
    [relation] = graph.relations().of("contradicts")
    assert "nobody here has accepted it" in " ".join(write_cards([relation], graph.knowledge).split())
    [proposal] = [match for match in find_matches(exchange, own) if match.section == "verdicts"]
    assert proposal.accepted is None
    graph = ClaimGraph(own, accept(exchange, own, proposal.id))
    reviews = find_reviews(graph.relations(), graph.knowledge)
    judged = {s.position.stance: s.verdict for s in reviews.propagation.settled}
    assert judged == {Stance.ASSERTS: False, Stance.DENIES: True}
    shown = " ".join(write_cards(graph.relations().of("contradicts"), graph.knowledge).split())
    assert "Our desk (desk)" in shown


def test_an_accepted_verdict_falls_when_the_claim_that_it_is_on_says_something_else() -> None:
    verdict = Verdict("theirs/c1", Rating.TRUE, {"en": "Yes."}, (), "Their desk")
    own = page(claim(source="north", stance=Stance.DENIES))

    def version(name: str, said: Claim) -> Received:
        return received(replace(page(said, article="theirs"), verdicts=(verdict,)), name=name)

    def judged(exchange: Exchange) -> list[bool]:
        graph = ClaimGraph(own, exchange)
        settled = find_reviews(graph.relations(), graph.knowledge).propagation.settled
        return [one.verdict for one in settled if one.position.stance is Stance.DENIES]

    exchange = accept(taken_in(own, version("first", claim())), own, everything=True)
    [proposal] = [match for match in find_matches(exchange, own) if match.section == "verdicts"]
    exchange = accept(exchange, own, proposal.id)
    assert judged(exchange) == [False]
    moved = replace(claim(), quotations=(Quotation(TEXT[:10], 0, 10), Quotation(TEXT[10:], 10, len(TEXT))))
    for number, said in enumerate(
        (claim(stance=Stance.DENIES), claim(source="north"), claim(what=replace(BOMBED, agent=None)), moved)
    ):
        sent = version(str(number), said)
        after, added = add_import(exchange, own, sent, when=WHEN[1])
        assert added.status is Status.IN_FORCE
        assert judged(after) == [] and after.accepted.verdicts == frozenset()
        [match] = [match for match in find_matches(after, own) if match.section == "verdicts"]
        assert match.accepted is None and "was decided before" in match.flags[-1]
        shown = write_import(added, sent, ClaimGraph(own, after), find_lost(exchange, after))
        assert "the accepted verdict falls away that desk:theirs/c1 is true, by Their desk" in shown
        assert accept(after, own, match.id).accepted.verdicts == {match.theirs}
    both = replace(page(claim(), claim("c2"), article="theirs"), verdicts=(verdict,))
    after, _ = add_import(exchange, own, received(both, name="more"), when=WHEN[1])
    assert judged(after) == [False] and find_lost(exchange, after) == []


def test_an_accepted_review_falls_when_the_partners_claim_that_it_is_on_says_something_else() -> None:
    own = page(claim(source="north", stance=Stance.DENIES))
    review = PartnerReview("{}", reviewer="Checkers", reviewed=TEXT, rating=Rating.TRUE)
    sent = Received("checkers", "r.json", "0" * 64, Statements(), (review,), "Checkers")
    exchange = taken_in(own, received(page(article="theirs")), sent)
    [match] = [match for match in find_matches(exchange, own) if match.ours == "desk:theirs/c1"]
    exchange = accept(exchange, own, match.id)
    assert [verdict.claim for verdict in exchange.accepted_reviews().values()] == ["desk:theirs/c1"]
    changed = received(page(claim(stance=Stance.DENIES), article="theirs"), name="second")
    after, _ = add_import(exchange, own, changed, when=WHEN[1])
    assert after.accepted_reviews() == {}
    assert [verdict.claim for verdict in find_lost(exchange, after)] == ["desk:theirs/c1"]


def many_sources(count: int) -> Knowledge:
    """Return an article in which as many invented sources as one likes say the same."""
    names = [f"witness-{n:02}" for n in range(count)]
    entries = {**REGISTER.entries, **{name: entry(name, "sources", "person") for name in names}}
    claims = [claim(f"c{n:02}", name) for n, name in enumerate(names)]
    return page(*claims, article="a", register=replace(REGISTER, entries=entries))


def test_a_partners_invented_sources_are_one_voice_and_stand_after_ours() -> None:
    own = page(claim(), claim("c2", "north", Stance.DENIES))
    exchange = accept(taken_in(own, received(many_sources(40), "a")), own, "a:bombing", "a:north", "a:alm")
    knowledge = exchange.merge(own).knowledge
    [position] = [p for p in knowledge.positions if p.stance is Stance.ASSERTS]
    assert len(position.claims) == 41
    assert list(find_origins(position, knowledge)) == ["a:_self", "mayor"]
    voices = find_voices(position, knowledge)
    assert (len(voices.origins), len(voices.chains)) == (2, 2)
    [relation] = ClaimGraph(own, exchange).relations().of("contradicts")
    card = build_card(relation, knowledge)
    [said] = [p for p in card.positions if p.stance == "asserts"]
    assert said.claims[0].id == "page/c1"
    assert [origin["en"] for origin in said.origins] == ["Mayor", "A desk"]
    assert "2 independent origins" in said.numbers["en"]


def test_a_source_that_a_person_took_in_is_a_voice_of_its_own() -> None:
    own = page()
    exchange = accept(taken_in(own, received(many_sources(3), "a")), own, "a:bombing", "a:north", "a:alm")
    knowledge = accept(exchange, own, "a:witness-00").merge(own).knowledge
    [position] = knowledge.positions
    assert list(find_origins(position, knowledge)) == ["a:_self", "a:witness-00", "mayor"]


# -- events -------------------------------------------------------------------------------------------------


def event(place: str, day: int, agent: str = "north", source: str = "mayor", **more: Any) -> Knowledge:
    """Return an article on a night's bombing, and the entry of that night."""
    time = Interval(date(2020, 10, day), date(2020, 10, day))
    what = Proposition("bombing", agent=agent, place=place, time=time, event="night")
    night = entry("night", "events", frame=EventFrame("bombing", None, place, time))
    register = replace(REGISTER, entries={**REGISTER.entries, "night": night})
    return page(claim(what=what, source=source, **more), article=f"{place}-{day}", register=register)


def proposed(exchange: Exchange, own: Knowledge) -> Match:
    [match] = [match for match in find_matches(exchange, own) if match.section == "events"]
    return match


def test_an_event_of_the_same_name_is_not_merged_where_what_is_said_of_it_differs() -> None:
    own = event("alm", 4)
    exchange = accept(taken_in(own, received(event("alm", 9, "mayor"))), own, everything=True)
    match = proposed(exchange, own)
    assert match.accepted is None
    assert [flag.partition(":")[0] for flag in match.flags] == ["another agent", "another time"]
    alike = accept(taken_in(own, received(event("alm", 4))), own, everything=True)
    match = proposed(alike, own)
    assert match.accepted and not match.flags
    assert match.reasons[-1] == "the same kind of event at the same place or target, at times that meet"


def test_an_event_is_not_merged_where_one_thing_said_of_it_fits_and_another_does_not() -> None:
    own = event("alm", 4)
    decoy, other = (event("alm", 4, agent).bundles[0].claims[0] for agent in ("north", "mayor"))
    theirs = page(decoy, replace(other, id="c2"), article="theirs", register=own.register)
    match = proposed(accept(taken_in(own, received(theirs)), own, everything=True), own)
    assert match.accepted is None
    assert match.flags == ("another agent: theirs mayor, ours north",)
    ours = event("alm", 4)
    entries = {**ours.register.entries, "night": replace(ours.register.entries["night"], frame=None)}
    own = Knowledge(replace(ours.register, entries=entries))
    match = proposed(accept(taken_in(own, received(ours)), own, everything=True), own)
    assert match.accepted is None and all(flag.endswith("ours none") for flag in match.flags[:2])


def test_an_event_is_proposed_by_what_is_declared_of_it_whatever_it_is_called() -> None:
    own = event("alm", 4)
    theirs = event("alm", 4)
    entries = {n: e for n, e in theirs.register.entries.items() if n != "night"}
    entries["alm-raid"] = replace(theirs.register.entries["night"], name="alm-raid", label={"en": "A raid"})
    [bundle] = theirs.bundles
    [said] = bundle.claims
    assert said.proposition is not None
    renamed = replace(said, proposition=replace(said.proposition, event="alm-raid"))
    sent = Knowledge(Register(entries), (replace(bundle, claims=(renamed,)),))
    exchange = accept(taken_in(own, received(sent)), own, "desk:bombing", "desk:alm")
    match = proposed(exchange, own)
    assert (match.theirs, match.ours) == ("desk:alm-raid", "night")
    assert match.reasons == ("the same kind of event at the same place or target, at times that meet",)
    assert "another label (en)" in match.flags


def test_an_event_that_was_accepted_falls_when_the_partner_says_something_else_of_it() -> None:
    own = event("alm", 4)
    exchange = accept(taken_in(own, received(event("alm", 4))), own, everything=True)
    assert exchange.accepted.events == {"desk:night": "night"}
    again, _ = add_import(exchange, own, received(event("alm", 9), name="second"), when=WHEN[1])
    assert again.accepted.events == {}
    match = proposed(again, own)
    assert match.accepted is None
    assert "was decided before" in match.flags[-1]
    assert "desk:_events" not in again.merge(own).knowledge.register.standpoints
    other = event("alm", 4)
    night = other.register.entries["night"]
    assert night.frame is not None
    wider = replace(night, frame=replace(night.frame, time=Interval(date(2020, 10, 1), date(2020, 10, 9))))
    other = replace(
        other, register=replace(other.register, entries={**other.register.entries, "night": wider})
    )
    again, added = add_import(exchange, own, received(other, name="third"), when=WHEN[1])
    assert added.status is Status.IN_FORCE and again.accepted.events == {}


def test_an_accepted_event_is_ours_for_who_shares_the_standpoint_that_it_is() -> None:
    own = event("alm", 4)
    said = event("alm", 4, agent="south", source="reporter")
    entries = {**said.register.entries, **{n: entry(n, "sources", "state") for n in ("south", "reporter")}}
    functional = replace(entries["bombing"], functional=("agent",))
    said = replace(said, register=Register({**entries, "bombing": functional}))
    own = replace(own, register=Register({**own.register.entries, "bombing": functional}))
    exchange = accept(taken_in(own, received(said)), own, everything=True)
    match = proposed(exchange, own)
    assert match.accepted is None and match.flags == ("another agent: theirs desk:south, ours north",)
    graph = ClaimGraph(own, exchange)
    assert not graph.relations().of("contradicts")
    exchange = accept(exchange, own, match.id)
    graph = ClaimGraph(own, exchange)
    [relation] = graph.relations().of("contradicts")
    assert relation.rule == "responsibility"
    assert relation.holds_if == (frozenset({"desk:_events"}),)
    assert Bridge("desk:night", "same_as", "night", "desk:_events") in relation.bridges
    assert not graph.relations(standpoints=[]).of("contradicts")
    [conflict] = find_conflicts(graph.relations(), graph.knowledge)
    assert [bridge.relation for bridge in conflict.bridges] == ["same_as"]
    rejected = decide(exchange, own, [match.id], accepted=False, by="Sara", when=WHEN[2])[0]
    assert "desk:_events" not in rejected.merge(own).knowledge.register.standpoints


# -- who it seems to be, and in which order -----------------------------------------------------------------


def cautions(exchange: Exchange, sent: Received) -> list[str]:
    exchange, added = add_import(exchange, page(), sent, when=WHEN[1])
    return list(find_cautions(exchange, added, sent, page()))


def test_a_look_alike_a_new_key_and_what_was_retracted_are_cautions() -> None:
    exchange = taken_in(page(), received(page(article="a"), "tehran-desk", key="00"))
    [alike] = cautions(exchange, received(page(article="a"), "tehran_desk"))
    assert alike == "the partner 'tehran_desk' looks like 'tehran-desk', and is another"
    [new] = cautions(exchange, received(page(article="a"), "other", key="11"))
    assert "was not seen before" in new
    assert cautions(exchange, received(page(article="a"), "other", key="11", named=True)) == []
    assert cautions(exchange, received(page(article="b"), "tehran-desk", "second", key="00")) == []
    again = received(page(article="a"), "tehran-desk", key="00")
    exchange, second = add_import(exchange, page(), replace(again, sha256="2" * 64, edition=2), when=WHEN[1])
    assert second.revises == ("tehran-desk/1",)
    # What is superseded comes again: its key was seen with what took its place.
    assert cautions(exchange, again) == []
    exchange = taken_in(page(), again)
    exchange, _ = retract(exchange, "tehran-desk", when=WHEN[1])
    [caution] = cautions(exchange, received(page(article="a"), "tehran-desk", key="00"))
    assert caution == f"the same came as tehran-desk/1, which was retracted at {WHEN[1]}"


@pytest.mark.parametrize("name", ["evd3sk", "evdesks", "evdesk1", "eevdesk", "ev-desk", "vedesk", "evdask"])
def test_a_partner_whose_name_is_almost_anothers_is_a_caution(name: str) -> None:
    exchange = taken_in(page(), received(page(article="a"), "evdesk"))
    [alike] = cautions(exchange, replace(received(page(article="a"), name), label="B"))
    assert alike == f"the partner {name!r} looks like 'evdesk', and is another"


@pytest.mark.parametrize(
    ("name", "other"),
    [("bbc", "abc"), ("ap", "afp"), ("irna", "isna"), ("desk", "disk"), ("far-desk", "desk")],
)
def test_names_that_are_plainly_others_are_no_caution(name: str, other: str) -> None:
    exchange = taken_in(page(), replace(received(page(article="a"), name), label="One"))
    assert cautions(exchange, received(page(article="a"), other)) == []


def test_a_partner_that_calls_itself_like_a_source_of_ours_or_another_partner_is_a_caution() -> None:
    exchange = taken_in(page(), replace(received(page(article="a"), "evdesk"), label="Evidence Desk"))

    def told(label: str, partner: str = "other") -> list[str]:
        return cautions(exchange, replace(received(page(article="a"), partner), label=label))

    assert told("Evidence Dessk") == [
        "calls itself 'Evidence Dessk', as the partner 'evdesk' does, and is another"
    ]
    assert len(told("Еvidence desk")) == len(told("EvDesk")) == 1
    assert told("Evident Risk") == told("") == told("Evidence Desk", "evdesk") == []
    source = "calls itself 'mаyor', like our source 'mayor'; nothing says that it is that"
    assert told("mаyor") == [source]
    assert told("", "mayor") == [source.replace("mаyor", "mayor", 1)]


def test_which_of_two_of_one_edition_is_newer_is_said_to_be_unknown() -> None:
    exchange = taken_in(page(), received(page(article="a"), edition=1))

    def told(edition: int | None, *claims: Claim, article: str = "a") -> list[str]:
        sent = received(page(*claims, article=article), name="second", edition=edition)
        return cautions(exchange, sent)

    [caution] = told(1, claim("c2"))
    assert caution.startswith("is edition 1, like desk/1: which of them is newer is not known; 'kg export")
    assert told(None, claim("c2"))[0].startswith("is of no edition, and desk/1 edition 1: which")
    assert told(2, claim("c2")) == told(1, claim("c2"), article="b") == []


def test_two_bundles_written_apart_are_of_one_edition_and_a_file_that_is_in_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    private, _ = write_key_pair("desk", tmp_path)
    for name in ("v1", "v2"):
        key = read_private_key(private)
        write_bundle(
            build_bundle(page(claim(name)), producer="desk", sign_with=key), tmp_path / f"{name}.zip"
        )

    def take(name: str) -> str:
        assert run(["import", str(tmp_path / f"{name}.zip"), "--store", str(tmp_path / "store")]) == 0
        return " ".join(capsys.readouterr().out.split())

    assert "was not seen before" in take("v1")
    second = take("v2")
    assert "CAUTION: is edition 1, like desk/1" in second and "nothing has changed" not in second
    for name, number in (("v1", 1), ("v2", 2)):
        again = take(name)
        assert f"it was in already, as desk/{number}: nothing has changed" in again
        assert "seen before" not in again


def test_a_key_file_that_others_can_write_is_a_caution(tmp_path: Path) -> None:
    _, public = write_key_pair("desk", tmp_path)
    assert find_key_cautions(public) == []
    public.chmod(0o666)
    assert find_key_cautions(public) == [f"{public} can be written by its group and everybody"]
    public.chmod(0o644)
    public.parent.chmod(0o775)
    assert find_key_cautions(public) == [f"{public.parent.resolve()} can be written by its group"]
    public.parent.chmod(0o1777)
    assert find_key_cautions(public) == []


def test_an_older_edition_after_a_newer_one_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    private, public = write_key_pair("desk", tmp_path)
    store, key = str(tmp_path / "store"), read_private_key(private)
    for number in (1, 2):
        files = build_bundle(page(claim(f"c{number}")), producer="desk", sign_with=key, edition=number)
        write_bundle(files, tmp_path / f"{number}.zip")
        assert check_bundle(files, key=key.public).ok
        assert check_bundle(files).edition == number

    def take(number: int) -> int:
        arguments = ["import", str(tmp_path / f"{number}.zip"), "--key", str(public), "--store", store]
        return run(arguments)

    assert take(2) == 0
    capsys.readouterr()
    assert take(1) == 2
    assert "older-edition" in capsys.readouterr().err
    assert [one.edition for one in load(store=store).exchange.imports] == [2]
    assert run(["retract", "desk/1", "--store", store]) == 0
    assert take(1) == 0
    forged = json.loads(read_bundle(tmp_path / "1.zip")["manifest.json"])
    assert "edition" not in forged


def test_a_bundle_that_replaces_another_is_its_next_edition(tmp_path: Path) -> None:
    first, second = (build_bundle(page(claim(name)), producer="desk") for name in ("c1", "c2"))
    assert next_edition(first, tmp_path / "b.zip") == 1
    write_bundle(first, tmp_path / "b.zip")
    assert next_edition(first, tmp_path / "b.zip") == 1
    assert next_edition(second, tmp_path / "b.zip") == 2
    write_bundle(seal_bundle(second, 2, None), tmp_path / "b.zip")
    assert check_bundle(tmp_path / "b.zip").failures == ()
    assert next_edition(second, tmp_path / "b.zip") == 2
    assert next_edition(first, tmp_path / "b.zip") == 3
    assert next_edition(build_bundle(page(), producer="other"), tmp_path / "b.zip") == 1


@pytest.mark.parametrize("edition", [0, -1, "2", 2.0, None, True])
def test_an_edition_is_a_number_from_one_on(edition: Any) -> None:
    files = build_bundle(page(), producer="desk", edition=7)
    manifest = {**json.loads(files["manifest.json"]), "edition": edition}
    sealed = canonical_json({**manifest, "digest": manifest_digest(manifest)})
    found = check_bundle({**files, "manifest.json": sealed}, contents=False)
    assert {problem.id for problem in found.failures} == {"bad-manifest"}


# -- limits -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("low", [2**63, 10**12 + 1, -1, 10**40])
def test_a_count_that_nobody_could_have_written_is_refused_in_rdf_too(low: int) -> None:
    counted = Proposition("bombing", place="alm", count=Count("shelling", low))
    _, added = add_import(
        Exchange(), page(), received(page(claim(what=counted)), conforms=True), when=WHEN[0]
    )
    assert added.status is Status.QUARANTINED
    assert "is not a number from 0 to 1,000,000,000,000 with at most 6 decimals" in added.problems[0]


@pytest.mark.parametrize("part", ["label", "gloss", "reviewer", "explanation"])
def test_what_is_longer_than_people_may_write_is_refused_in_rdf_too(part: str) -> None:
    said, long = page(), "a" * 20_001
    if part == "label":
        alm = replace(REGISTER.entries["alm"], label={"en": long[:1_001]})
        said = page(register=replace(REGISTER, entries={**REGISTER.entries, "alm": alm}))
    elif part == "gloss":
        said = page(replace(claim(), gloss={"en": long}))
    else:
        told = {"reviewer": long} if part == "reviewer" else {"reviewer": "x", "explanation": {"en": long}}
        said = replace(said, verdicts=(Verdict("page/c1", Rating.FALSE, **told),))
    _, added = add_import(Exchange(), page(), received(said, conforms=True), when=WHEN[0])
    assert added.status is Status.QUARANTINED
    assert [problem for problem in added.problems if "too-long" in problem]


def test_the_claims_of_a_bundle_are_counted_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [page(article=f"page-{n}").bundles[0] for n in range(3)]
    write_bundle(build_bundle(Knowledge(REGISTER, tuple(pages)), producer="desk"), tmp_path / "b")
    assert check_bundle(tmp_path / "b").ok
    monkeypatch.setenv("KG_MAX_CLAIMS", "2")
    assert {problem.id for problem in check_bundle(tmp_path / "b").failures} == {"too-many-claims"}
    with pytest.raises(InputError, match="too-many-claims"):
        open_source(tmp_path / "b")
    (tmp_path / "b.ttl").write_bytes(ClaimGraph(Knowledge(REGISTER, tuple(pages))).export("turtle"))
    assert run(["validate", str(tmp_path / "b.ttl")]) == 2
