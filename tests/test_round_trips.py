"""What is handed on comes back as it was: written, read into an empty store and written again.

"As it was" is to the byte, findings included, and so is what the other formats make of it.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, SEEDS
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from support import strategies
from support.drawing import drawn, some_of
from support.reviews import read_claim_reviews

from kg.api import ClaimGraph, load
from kg.authoring.read import read_knowledge
from kg.background import Background
from kg.bundle.build import build_bundle
from kg.bundle.disk import read_bundle, write_bundle
from kg.bundle.keys import PrivateKey, read_private_key, write_key_pair
from kg.bundle.subset import build_part
from kg.cli import run
from kg.formats.claimreview import Publisher, write_claim_reviews, write_partner_reviews
from kg.formats.drafts import write_draft
from kg.formats.kinds import Kind, open_file
from kg.formats.nanopublications import find_claims, write_nanopublications
from kg.formats.opening import open_source, tell_statements
from kg.formats.sheet import write_template
from kg.formats.tables import write_claims_table, write_contradictions_table
from kg.formats.webannotation import read_annotations, write_annotations
from kg.intake.reading import read_quads
from kg.model import (
    SEVERAL,
    SLOT_SECTIONS,
    Article,
    Bridge,
    Bundle,
    Claim,
    Entry,
    EventFrame,
    Interval,
    Knowledge,
    Proposition,
    Quotation,
    Rating,
    Register,
    Several,
    Stance,
    Standpoint,
    Verdict,
    names_of,
)
from kg.partners.ledger import Received, Status
from kg.partners.receive import receive_file
from kg.rdf.dataset import build_quads
from kg.rdf.serialize import Format, write_nquads
from kg.rdf.store import open_store
from kg.rdf.vocabulary import claim_iri
from kg.transaction import changing, restore

ARTICLE = "karabakh-2020-10-04"
BUNDLES = sorted(folder.name for folder in (ROOT / "tests" / "bundles").iterdir() if folder.is_dir())
WHEN = "2026-11-22T10:00:00Z"
LATER = "2026-11-22T11:00:00Z"
#: What writes into a store what a file holds, and opens the store.
Back = Callable[[Path, Path], ClaimGraph]
#: The formats of RDF, each with the ending of its files.
ENDINGS: Mapping[Format, str] = {"turtle": "ttl", "trig": "trig", "nquads": "nq", "jsonld": "jsonld"}
# To make a body of knowledge smaller takes minutes and teaches little.
FEW = settings(
    max_examples=drawn(4),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
        HealthCheck.function_scoped_fixture,
        HealthCheck.data_too_large,
    ],
)


# What is drawn ----------------------------------------------------------------------------------------------

#: What is easily lost between formats: line ends, quotation marks, escapes, joiners, marks, pairs of
#: surrogates, what looks like markup, a term or a prefix.
PIECES = (
    "\n",
    "\r\n",
    "\t",
    " ",
    "\u00a0",
    "\u2028",
    "\u0085",
    '"',
    '"""',
    "'''",
    "\\",
    "\\n",
    "\\u0041",
    "می\u200cگوید ",
    "\u200fשלום\u200e ",
    "e\u0301",
    "é",
    "𝕏🏳️‍🌈",
    "\ufeff",
    "<b>&amp;</b>",
    "@en .",
    "^^xsd:date",
    "cv:Claim ",
    "#",
    "{}",
    "=1+1",
    "٤ اکتبر",
)
LANGUAGES = ("az", "en", "fa", "hy", "zh-hant")
CC_BY = "https://creativecommons.org/licenses/by/4.0/"


def drawn_text(choose: random.Random) -> str:
    """Choose a text that is easily damaged, without blanks around it; people's files have one line end."""
    return drawn_words(choose).replace("\r", "")


def drawn_words(choose: random.Random) -> str:
    """Choose words of an article, which has the line ends that it has."""
    text = "".join(choose.choice(PIECES) for _ in range(choose.randrange(1, 6)))
    return f"«{text}»"


def written_anew(bundle: Bundle, choose: random.Random) -> Bundle:
    """Give an article another text, and its claims words of it, among them more quotes, cues and glosses."""
    text = ""
    claims = []

    def say(words: str) -> tuple[int, int]:
        nonlocal text
        text += drawn_words(choose)
        start = len(text)
        text += words
        return start, len(text)

    spans: list[list[tuple[int, int]]] = []
    cues: list[tuple[int, int] | None] = []
    for claim in bundle.claims:
        spans.append([say(f"{claim.id} {drawn_words(choose)}") for _ in range(choose.choice((1, 1, 2, 3)))])
        cues.append(say(f"said {claim.id}") if choose.random() < 0.5 else None)
    text += drawn_words(choose)

    def quotation(span: tuple[int, int]) -> Quotation:
        start, end = span
        return Quotation(text[start:end], start, end, text[max(0, start - 9) : start], text[end : end + 9])

    for claim, places, cue in zip(bundle.claims, spans, cues, strict=True):
        languages = choose.sample(LANGUAGES, choose.randrange(1, 4))
        bases = {
            p.id: drawn_text(choose)
            for p in claim.propositions
            if p.time is not None and choose.random() < 0.5
        }
        if claim.said is not None:
            bases["said"] = drawn_text(choose)
        claims.append(
            replace(
                claim,
                quotations=tuple(map(quotation, places)),
                cue=None if cue is None else quotation(cue),
                gloss={language: drawn_text(choose) for language in languages},
                bases=bases,
            )
        )
    url, licence = choose.choice(
        (
            (None, None),
            ("https://example.org/1?a=b&c=%20", CC_BY),
            ("https://مثال.example/۳", "https://l.example/"),
        )
    )
    article = replace(
        bundle.article,
        text=text,
        url=url,
        licence=licence,
        shareable=licence is not None and choose.random() < 0.6,
    )
    if choose.random() < 0.25:
        article = replace(article.without_text(), shareable=False)
    return Bundle(article, tuple(sorted(claims, key=lambda claim: claim.order)))


def fitting(claim: Claim, published: Interval | None) -> Claim:
    """Return a claim without what the shapes refuse: who reports himself, or is quoted before he speaks."""
    presupposes = tuple(p for p in claim.presupposes if p != claim.proposition)
    condition = None if claim.condition == claim.proposition else claim.condition
    said = claim.said
    if published is not None and published.end is not None and said is not None:
        begun = Interval(said.start, said.start)
        late = said.start is None or published.precedes(begun)
        said = Interval(published.end, published.end) if late else begun
    return replace(
        claim,
        via=tuple(name for name in claim.via if name not in claim.sources),
        presupposes=presupposes,
        condition=condition,
        condition_form="if" if condition is None else claim.condition_form,
        said=said,
    )


def agrees(p: Proposition, frame: EventFrame, every: Background) -> bool:
    """Return whether kind and time of a proposition are those that its event may have."""
    kinds = frame.kind is None or every.wholes("kind", p.kind) & every.wholes("kind", frame.kind)
    return bool(kinds) and (frame.time is None or p.time is None or p.time.meets(frame.time))


def is_sayable(claim: Claim, register: Register) -> bool:
    """Return whether the slots of a claim hold what the shapes let them hold, and all that they demand."""
    every = Background(register)
    for p in claim.propositions:
        for slot, sections in SLOT_SECTIONS.items():
            for entry in (register.entries[name] for name in names_of(p.slot(slot))):
                if entry.section not in sections:
                    return False
                if slot == "place" and entry.section == "sources" and entry.type != "state":
                    return False
        frame = register.entries[p.event].frame if p.event is not None else None
        if frame is not None and not agrees(p, frame, every):
            return False
    said = claim.proposition
    if said is not None and claim.stance in (Stance.DENIES, Stance.REFUSES, Stance.DOUBTS):
        lists = (value for slot in SEVERAL if isinstance(value := said.slot(slot), Several))
        if said.only or not all(value.any_of for value in lists):
            return False
    if said is None or claim.stance not in (Stance.ASSERTS, Stance.DENIES):
        return True
    functional = every.functional(said.kind)
    needed = functional if every.is_state(said.kind) else functional & {"value"}
    return all(said.slot(slot) is not None for slot in needed)


def drawn_verdicts(claims: Mapping[str, Claim], choose: random.Random) -> Iterable[Verdict]:
    """Choose verdicts of ours on some claims."""
    for name, claim in sorted(claims.items()):
        if choose.random() < 0.4:
            allowed = [
                rating
                for rating in Rating
                if rating.truth is None or claim.stance in (Stance.ASSERTS, Stance.DENIES)
            ]
            pages = ("https://example.org/1", "http://example.org/2?a=b", "https://مثال.example/۳")
            yield Verdict(
                name,
                choose.choice(allowed),
                {language: drawn_text(choose) for language in choose.sample(LANGUAGES, choose.randrange(3))},
                tuple(sorted(choose.sample(pages, choose.randrange(3)))),
                choose.choice(("Desk", "میز", "<b>Desk</b>")),
                choose.choice((None, date(2020, 10, 6) + timedelta(days=choose.randrange(3)))),
                choose.choice((None, drawn_text(choose))),
                choose.choice((None, *pages)),
            )


def enriched(body: Knowledge, seed: int) -> Knowledge:
    """Return a body of knowledge with all that the model has and the shapes allow."""
    choose = random.Random(seed)
    bundles = []
    for bundle in body.bundles:
        claims = [fitting(claim, bundle.article.published) for claim in bundle.claims]
        kept = tuple(claim for claim in claims if is_sayable(claim, body.register))
        if kept:
            bundles.append(replace(bundle, claims=kept))
    found = corrected(replace(body, bundles=tuple(written_anew(bundle, choose) for bundle in bundles)))
    entries = {
        name: replace(
            entry,
            label={language: drawn_text(choose) for language in choose.sample(LANGUAGES, 2)}
            | dict(entry.label),
            same_as=tuple(
                sorted(choose.sample(("http://www.wikidata.org/entity/Q1", "https://a.example/ب"), 1))
            ),
        )
        for name, entry in body.register.entries.items()
    }
    verdicts = sorted(drawn_verdicts(found.claims, choose), key=lambda verdict: verdict.order)
    return replace(found, register=replace(body.register, entries=entries), verdicts=tuple(verdicts))


def corrected(body: Knowledge) -> Knowledge:
    """Keep of what claims correct what is there and was not said later, and no circle."""

    def earlier(name: str, other: str) -> bool:
        if other not in body.claims or other >= name:
            return False
        said, before = body.said(name), body.said(other)
        return said is None or before is None or not said.precedes(before)

    def kept(bundle: Bundle, claim: Claim) -> Claim:
        name = f"{bundle.id}/{claim.id}"
        return replace(claim, corrects=tuple(other for other in claim.corrects if earlier(name, other)))

    bundles = (replace(b, claims=tuple(kept(b, claim) for claim in b.claims)) for b in body.bundles)
    return replace(body, bundles=tuple(bundles))


def rich_bodies() -> st.SearchStrategy[Knowledge]:
    """Draw bodies of knowledge with all that is easily lost."""
    drawn = st.builds(enriched, strategies.bodies(), st.integers(0, 2**32))
    return drawn.filter(lambda knowledge: bool(knowledge.claims))


@pytest.fixture(scope="module")
def seeds() -> Knowledge:
    """The article, with verdicts."""
    knowledge = read_knowledge([SEEDS])
    verdicts = drawn_verdicts(knowledge.claims, random.Random(7))
    return replace(knowledge, verdicts=tuple(sorted(verdicts, key=lambda verdict: verdict.order)))


def only(knowledge: Knowledge, *claims: str) -> Knowledge:
    """Return knowledge with no other claims, nor verdicts on others."""
    bundles = tuple(
        replace(bundle, claims=tuple(claim for claim in bundle.claims if claim.id in claims))
        for bundle in knowledge.bundles
    )
    verdicts = tuple(v for v in knowledge.verdicts if v.claim.rpartition("/")[2] in claims)
    return replace(knowledge, bundles=bundles, verdicts=verdicts)


def page(name: str) -> Knowledge:
    """Return one of the bundles, with verdicts."""
    knowledge = read_knowledge([ROOT / "tests" / "bundles" / name])
    verdicts = drawn_verdicts(knowledge.claims, random.Random(name))
    return replace(knowledge, verdicts=tuple(sorted(verdicts, key=lambda verdict: verdict.order)))


# There and back ---------------------------------------------------------------------------------------------


def everything(graph: ClaimGraph, format: Format) -> dict[str, bytes]:
    """Return what ``kg export`` writes in a format of RDF, and in all that are not RDF."""
    known = graph.knowledge
    found: dict[str, bytes] = {format: graph.export(format)}
    found["claims"] = write_claims_table(known)
    found["contradictions"] = write_contradictions_table(graph.relations(), known)
    found["nanopub"] = write_nanopublications(known)
    found["annotations"] = write_annotations(known)
    found["claimreview"] = write_claim_reviews(known, publisher=Publisher("Desk"))
    return found


def fresh(folder: Path) -> Path:
    """Return a folder that is not there yet."""
    return folder / f"{len([*folder.iterdir()])}.db"


def restored(source: Path, folder: Path) -> ClaimGraph:
    """Do what ``kg import FILE --own`` does, and open the store."""
    store = fresh(folder)
    restore(open_source(source), store)
    return load(store=store)


def imported(source: Path, folder: Path, partner: str | None = "desk") -> ClaimGraph:
    """Do what ``kg import FILE --from desk`` does in an empty store, and open what the partner says now."""
    store = fresh(folder)
    with changing(store, create=True) as change:
        added = change.add(receive_file(source, partner), WHEN)
    assert added.status is Status.IN_FORCE, added.problems
    return ClaimGraph(load(store=store).exchange.said_by("desk"))


def contents(folder: Path) -> str:
    """Return the hash of all that a store holds."""
    quads = open_store(folder).quads()
    return hashlib.sha256(write_nquads(quads)).hexdigest()  # type: ignore[arg-type]


def differing(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[str]:
    """Return the names of what is not the same to the byte."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def check_rdf(knowledge: Knowledge, folder: Path, format: Format, back: Back) -> None:
    """Write, read back into an empty store and write again."""
    before = everything(ClaimGraph(knowledge), format)
    file = folder / f"{format}.{ENDINGS[format]}"
    file.write_bytes(before[format])
    again = back(file, folder)
    assert again.own == again.knowledge == knowledge
    assert differing(before, everything(again, format)) == []


# Formats of RDF ---------------------------------------------------------------------------------------------


@FEW
@given(rich_bodies(), st.sampled_from(tuple(ENDINGS)))
def test_drawn_knowledge_is_restored_from_every_format(
    tmp_path: Path, knowledge: Knowledge, format: Format
) -> None:
    check_rdf(knowledge, tmp_path, format, restored)


@FEW
@given(rich_bodies(), st.sampled_from(tuple(ENDINGS)))
def test_drawn_knowledge_of_a_partner_is_passed_on_as_it_came(
    tmp_path: Path, knowledge: Knowledge, format: Format
) -> None:
    check_rdf(knowledge, tmp_path, format, imported)


@pytest.mark.slow
@settings(FEW, max_examples=drawn(4))
@given(rich_bodies())
def test_every_format_says_the_same(tmp_path: Path, knowledge: Knowledge) -> None:
    """What is read of drawn knowledge does not depend on the format, nor on whether it is ours."""
    graph = ClaimGraph(knowledge)
    told = []
    for format, ending in ENDINGS.items():
        file = tmp_path / f"all.{ending}"
        file.write_bytes(graph.export(format, findings=False))
        assert open_source(file) == knowledge
        told.append(set(receive_file(file, "desk").statements))
    assert all(statements == told[0] for statements in told)


@pytest.mark.parametrize("name", some_of(zip(BUNDLES), each=3))
def test_the_bundles_come_back_from_every_format(tmp_path: Path, name: str) -> None:
    knowledge = page(name)
    for format, ending in ENDINGS.items():
        file = tmp_path / f"all.{ending}"
        file.write_bytes(ClaimGraph(knowledge).export(format, findings=False))
        found = open_source(file)
        assert found == knowledge
        assert ClaimGraph(found).export(format, findings=False) == file.read_bytes()


@pytest.mark.parametrize(("number", "name"), some_of(enumerate(BUNDLES), each=3))
def test_the_bundles_come_back_through_a_store(tmp_path: Path, number: int, name: str) -> None:
    """One as ours and the next as a partner's; a third of them are enough for each format, both ways."""
    check_rdf(page(name), tmp_path, tuple(ENDINGS)[number // 2 % 4], (restored, imported)[number % 2])


def test_verdicts_on_claims_of_partners_come_back(seeds: Knowledge, tmp_path: Path) -> None:
    theirs = Verdict("other:page/c1", Rating.FALSE, {"fa": "«نه»"}, reviewer="Desk", date=date(2020, 10, 7))
    part = only(seeds, "m1", "d1")
    verdicts = tuple(sorted((*part.verdicts, theirs), key=lambda verdict: verdict.order))
    part = replace(part, verdicts=verdicts)
    for format in ENDINGS:
        check_rdf(part, tmp_path, format, restored)
    write_bundle(build_bundle(part, producer="desk"), tmp_path / "b.zip")
    assert restored(tmp_path / "b.zip", tmp_path).own.verdicts == verdicts


# Bundles ----------------------------------------------------------------------------------------------------


def packed(graph: ClaimGraph, producer: str, key: PrivateKey | None = None) -> dict[str, bytes]:
    """Return the files of a bundle of all that a graph holds."""
    known = graph.knowledge
    return dict(build_bundle(known, graph.relations(), graph.repeats, producer=producer, sign_with=key))


def handed_over(knowledge: Knowledge) -> Knowledge:
    """Return what a bundle holds: the background that the articles need, and texts that may be passed on."""
    part = build_part(knowledge, *(bundle.id for bundle in knowledge.bundles))
    bundles = (
        bundle if bundle.article.shareable else replace(bundle, article=bundle.article.without_text())
        for bundle in part.bundles
    )
    return replace(part, bundles=tuple(bundles))


def check_bundle_files(knowledge: Knowledge, folder: Path, name: str, key: PrivateKey | None = None) -> None:
    files = packed(ClaimGraph(knowledge), "desk", key)
    write_bundle(files, folder / name)
    assert read_bundle(folder / name) == files
    ours = restored(folder / name, folder)
    assert ours.own == ours.knowledge == handed_over(knowledge)
    assert differing(files, packed(ours, "desk", key)) == []
    theirs = imported(folder / name, folder, None)
    assert theirs.own == handed_over(knowledge)
    again = packed(theirs, "desk")
    if key is None:
        assert differing(files, again) == []
    else:
        # Nobody else can sign it; the manifest says who did.
        assert differing(files, again) == ["manifest.json", "signature.json"]
        changed = {"signature": None, "digest": json.loads(again["manifest.json"])["digest"]}
        assert json.loads(again["manifest.json"]) == json.loads(files["manifest.json"]) | changed


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> PrivateKey:
    private, _ = write_key_pair("desk", tmp_path_factory.mktemp("keys"))
    return read_private_key(private)


@settings(FEW, max_examples=drawn(3))
@given(rich_bodies(), st.sampled_from(["bundle", "bundle.zip"]), st.booleans())
def test_bundles_of_drawn_knowledge_come_back(
    tmp_path_factory: pytest.TempPathFactory, key: PrivateKey, knowledge: Knowledge, name: str, signed: bool
) -> None:
    check_bundle_files(knowledge, tmp_path_factory.mktemp("drawn"), name, key if signed else None)


@pytest.mark.parametrize(("number", "name"), some_of(enumerate(BUNDLES[::3]), each=3))
def test_bundles_of_the_bundles_come_back(tmp_path: Path, key: PrivateKey, number: int, name: str) -> None:
    target = ("bundle", "bundle.zip")[number % 2]
    check_bundle_files(page(name), tmp_path, target, key if number // 2 % 2 == 0 else None)


# Nanopublications and annotations ---------------------------------------------------------------------------


def check_nanopublications(knowledge: Knowledge, folder: Path) -> None:
    """The claims of a partner's come with the register that they use, and without texts and verdicts."""
    data = write_nanopublications(knowledge)
    background = build_quads(replace(knowledge, bundles=(), verdicts=()))
    statements = tell_statements([*background, *find_claims(read_quads(data, "claims.trig"), "claims.trig")])
    received = Received("desk", "claims.trig", hashlib.sha256(data).hexdigest(), statements)
    store = fresh(folder)
    with changing(store, create=True) as change:
        assert change.add(received, WHEN).status is Status.IN_FORCE
    said = load(store=store).exchange.said_by("desk")
    assert said == replace(
        knowledge,
        bundles=tuple(
            replace(bundle, article=replace(bundle.article.without_text()))
            for bundle in knowledge.bundles
            if bundle.claims
        ),
        verdicts=(),
    )
    assert write_nanopublications(said) == data


@settings(FEW, max_examples=drawn(2))
@given(rich_bodies())
def test_nanopublications_of_drawn_claims_come_back(tmp_path: Path, knowledge: Knowledge) -> None:
    check_nanopublications(knowledge, tmp_path)


@pytest.mark.parametrize("name", BUNDLES[1::6])
def test_nanopublications_of_the_bundles_come_back(tmp_path: Path, name: str) -> None:
    check_nanopublications(page(name), tmp_path)


def check_annotations(knowledge: Knowledge) -> None:
    """What a draft has of a claim: its words and where they stand, its cue, source, stance and glosses."""
    data = write_annotations(knowledge)
    back = []
    for bundle in knowledge.bundles:
        if bundle.article.text is None:
            back.append(bundle)
            continue
        drafts = {draft.id: draft for draft in read_annotations(data, "a.json", bundle.article)}
        assert drafts.keys() == {claim.id for claim in bundle.claims}
        claims = []
        for claim in bundle.claims:
            draft = drafts[claim.id]
            spans = [(q.exact, q.start, q.end) for q in draft.quotations]
            assert spans == [(q.exact, q.start, q.end) for q in claim.quotations]
            assert draft.source is not None and draft.stance is not None
            beside = zip(draft.quotations, claim.quotations, strict=True)
            # How much of the text is given beside a quotation is for whoever writes to choose.
            kept = tuple(replace(new, prefix=old.prefix, suffix=old.suffix) for new, old in beside)
            cue = (
                draft.cue
                and claim.cue
                and replace(draft.cue, prefix=claim.cue.prefix, suffix=claim.cue.suffix)
            )
            found = replace(claim, source=draft.source, stance=draft.stance, quotations=kept, cue=cue)
            claims.append(replace(found, gloss=draft.gloss))
        back.append(replace(bundle, claims=tuple(claims)))
    assert tuple(back) == knowledge.bundles
    assert write_annotations(replace(knowledge, bundles=tuple(back))) == data


@settings(FEW, max_examples=drawn(10))
@given(rich_bodies())
def test_annotations_of_drawn_quotations_come_back(knowledge: Knowledge) -> None:
    check_annotations(knowledge)


@pytest.mark.parametrize("name", BUNDLES)
def test_annotations_of_the_bundles_come_back(name: str) -> None:
    check_annotations(page(name))


# Verdicts ---------------------------------------------------------------------------------------------------


def check_reviews(knowledge: Knowledge, folder: Path) -> None:
    """A partner's verdicts on our claims are kept as they came, and accepted they are what was sent."""
    data = write_claim_reviews(knowledge, publisher=Publisher("Desk"))
    (folder / "reviews.json").write_bytes(data)
    ours = replace(knowledge, verdicts=())
    store = fresh(folder)
    restore(ours, store)
    received = receive_file(folder / "reviews.json", "desk")
    with changing(store) as change:
        assert change.add(received, WHEN).status is Status.IN_FORCE
    kept = load(store=store).exchange.reviews["desk/1"]
    assert sorted(kept, key=lambda review: review.id) == sorted(received.reviews, key=lambda r: r.id)
    feed = write_partner_reviews(received.reviews, publisher=Publisher("Desk"))
    assert read_claim_reviews(feed, "feed.json") == list(received.reviews)
    ids = {f"desk:{review.id}": str(review.claim) for review in received.reviews}
    with changing(store) as change:
        done = change.decide(sorted(ids), accepted=True, by="Sara", when=LATER)
    assert {(match.theirs, str(claim_iri(match.ours))) for match in done} == set(ids.items())
    accepted = tuple(replace(verdict, partner=None) for verdict in load(store=store).knowledge.verdicts)
    assert sorted(accepted, key=lambda verdict: verdict.order) == list(knowledge.verdicts)
    again = replace(ours, verdicts=knowledge.verdicts)
    assert write_claim_reviews(again, publisher=Publisher("Desk")) == data


@settings(FEW, max_examples=drawn(3))
@given(rich_bodies().filter(lambda knowledge: knowledge.verdicts))
def test_drawn_verdicts_come_back_as_reviews(tmp_path: Path, knowledge: Knowledge) -> None:
    check_reviews(knowledge, tmp_path)


@pytest.mark.parametrize("name", BUNDLES[::6])
def test_verdicts_on_the_bundles_come_back_as_reviews(tmp_path: Path, name: str) -> None:
    knowledge = page(name)
    verdicts = knowledge.verdicts or drawn_verdicts(knowledge.claims, random.Random(4))
    in_order = tuple(sorted(verdicts, key=lambda verdict: verdict.order))
    assert in_order
    check_reviews(replace(knowledge, verdicts=in_order), tmp_path)


# Sheets -----------------------------------------------------------------------------------------------------


def check_sheet(folder: Path, source: Path, register: Path) -> None:
    """A sheet with the claims in it becomes the claims.yaml of the same model, and the same sheet."""
    knowledge = read_knowledge([source / "claims.yaml", register])
    (bundle,) = knowledge.bundles
    (text,) = source.glob("article*.txt")
    shutil.copy(text, folder)
    sheet = write_template(knowledge, bundle, text=text.name)
    (folder / "sheet.csv").write_bytes(sheet)
    opened = open_file(folder / "sheet.csv")
    assert opened.kind is Kind.SHEET
    written = write_draft(opened, [register])
    (folder / "claims.yaml").write_text(written, encoding="utf-8")
    again = read_knowledge([folder / "claims.yaml", register])
    assert again.bundles == (bundle,)
    assert write_template(again, again.bundles[0], text=text.name) == sheet


@pytest.mark.parametrize("name", BUNDLES)
def test_sheets_of_the_bundles_come_back(tmp_path: Path, name: str) -> None:
    folder = ROOT / "tests" / "bundles" / name
    for number, file in enumerate(sorted(folder.rglob("claims.yaml"))):
        target = tmp_path / str(number)
        target.mkdir()
        check_sheet(target, file.parent, folder / "register.yaml")


# The store --------------------------------------------------------------------------------------------------


@pytest.mark.slow
@settings(FEW, max_examples=drawn(2))
@given(rich_bodies(), rich_bodies())
def test_whoever_comes_first_the_store_holds_the_same(
    tmp_path: Path, one: Knowledge, other: Knowledge
) -> None:
    sent = {}
    for partner, knowledge in (("desk", one), ("wire", other)):
        file = tmp_path / f"{partner}.trig"
        file.write_bytes(ClaimGraph(knowledge).export("trig"))
        sent[partner] = receive_file(file, partner)
    found = []
    for order in (("desk", "wire"), ("wire", "desk")):
        store = fresh(tmp_path)
        restore(one, store)
        with changing(store) as change:
            for partner in order:
                assert change.add(sent[partner], WHEN).status is Status.IN_FORCE
        graph = load(store=store)
        assert graph.own == one
        found.append((contents(store), graph.knowledge))
        before = contents(store)
        with changing(store) as change:
            for partner in order:
                change.add(sent[partner], LATER)
        assert contents(store) == before
        # Read and put back, it is the same store.
        load(store=store).save(store)
        assert contents(store) == before
    assert found[0] == found[1]


# The commands -----------------------------------------------------------------------------------------------


def kg(*arguments: object) -> None:
    assert run([str(argument) for argument in arguments]) == 0


@pytest.mark.parametrize("format", ["turtle", "jsonld"])
def test_the_commands_give_the_article_back(tmp_path: Path, seeds: Knowledge, format: Format) -> None:
    kg("build", SEEDS, "--store", tmp_path / "first.db")
    first = tmp_path / f"first.{ENDINGS[format]}"
    kg("export", "--store", tmp_path / "first.db", "--format", format, "-o", first)
    kg("import", first, "--own", "--store", tmp_path / "second.db")
    again = tmp_path / f"second.{ENDINGS[format]}"
    kg("export", "--store", tmp_path / "second.db", "--format", format, "-o", again)
    assert again.read_bytes() == first.read_bytes()
    assert contents(tmp_path / "second.db") == contents(tmp_path / "first.db")
    if format != "turtle":
        return  # The other formats of a partner are tested above, without the commands.
    kg("import", first, "--from", "desk", "--when", WHEN, "--store", tmp_path / "third.db")
    kg("export", "--store", tmp_path / "third.db", "--from", "desk", "--format", format, "-o", again)
    assert again.read_bytes() == first.read_bytes()
    before = contents(tmp_path / "third.db")
    kg("import", first, "--from", "desk", "--when", LATER, "--store", tmp_path / "third.db")
    assert contents(tmp_path / "third.db") == before


@pytest.mark.parametrize(("name", "signed"), [("bundle.zip", True)])
def test_the_commands_give_bundles_of_the_article_back(tmp_path: Path, name: str, signed: bool) -> None:
    first, second, third = (tmp_path / number / name for number in ("1", "2", "3"))
    by = ["--producer", "desk", "--producer-title", "میزِ ما", "--producer-url", "https://desk.example/"]
    sign: list[object] = []
    known: list[object] = []
    if signed:
        kg("keys", "new", "desk", "--folder", tmp_path)
        sign, known = ["--sign", tmp_path / "desk.key"], ["--key", tmp_path / "desk.pub"]
    kg("export", SEEDS, "--bundle", first, *by, *sign)
    kg("import", first, "--own", "--store", tmp_path / "own.db")
    kg("export", "--store", tmp_path / "own.db", "--bundle", second, *by, *sign)
    assert read_bundle(second) == read_bundle(first)
    if name.endswith(".zip"):
        assert second.read_bytes() == first.read_bytes()
    kg("import", first, *known, "--store", tmp_path / "theirs.db", "--when", WHEN)
    kg("export", "--store", tmp_path / "theirs.db", "--from", "desk", "--bundle", third, *by, *sign)
    assert read_bundle(third) == read_bundle(first)
    kg("verify", third, *known)


@pytest.mark.slow
def test_the_commands_write_the_same_of_what_came_back(tmp_path: Path, seeds: Knowledge) -> None:
    """In the formats that are not RDF, too, whose knowledge it is does not show, but in nanopublications."""
    restore(seeds, tmp_path / "first.db")
    (tmp_path / "all.nq").write_bytes(load(store=tmp_path / "first.db").export("nquads"))
    kg("import", tmp_path / "all.nq", "--own", "--store", tmp_path / "second.db")
    kg("import", tmp_path / "all.nq", "--from", "desk", "--store", tmp_path / "third.db")
    for format in ("csv", "nanopub", "annotations", "claimreview"):
        written = []
        for place in (["first.db"], ["second.db"], ["third.db", "--from", "desk"]):
            store = ["--store", tmp_path / place[0], *place[1:]]
            kg("export", *store, "--format", format, "-o", tmp_path / "out")
            written.append((tmp_path / "out").read_bytes())
        assert written[0] and written[1] == written[0], format
        if format == "nanopub":
            # What a partner sent is the partner's work, and under the licence that the partner gave it.
            assert b"dcterms:creator" in written[2] and b"dcterms:license" not in written[2]
        else:
            assert written[2] == written[0], format


def test_the_commands_give_the_sheet_of_the_article_back(tmp_path: Path) -> None:
    (text,) = (SEEDS / ARTICLE).glob("article*.txt")
    shutil.copy(text, tmp_path)
    kg("template", SEEDS, "--article", ARTICLE, "-o", tmp_path / "sheet.csv")
    kg("import", tmp_path / "sheet.csv", SEEDS / "register", "-o", tmp_path / "claims.yaml")
    first, again = read_knowledge([SEEDS]), read_knowledge([tmp_path / "claims.yaml", SEEDS / "register"])
    assert again == first
    kg(
        "template",
        tmp_path / "claims.yaml",
        SEEDS / "register",
        "--article",
        ARTICLE,
        "-o",
        tmp_path / "again.csv",
    )
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "sheet.csv").read_bytes()


def test_the_commands_give_the_quotations_of_the_article_back(tmp_path: Path) -> None:
    kg("export", SEEDS, "--format", "annotations", "-o", tmp_path / "a.json")
    kg("import", tmp_path / "a.json", SEEDS, "-o", tmp_path / "claims.yaml")
    (text,) = (SEEDS / ARTICLE).glob("article*.txt")
    shutil.copy(text, tmp_path)
    drafts = (tmp_path / "claims.yaml").read_text(encoding="utf-8")
    filled = drafts.replace("says: {}", "says: {kind: attack}")
    (tmp_path / "claims.yaml").write_text(filled, encoding="utf-8")
    again = read_knowledge([tmp_path / "claims.yaml", SEEDS / "register"])
    first = read_knowledge([SEEDS])
    assert again.claims.keys() == first.claims.keys()
    for name, claim in again.claims.items():
        assert claim.quotations == first.claims[name].quotations
    (tmp_path / "b.json").write_bytes(write_annotations(again))
    assert (tmp_path / "b.json").read_bytes() == (tmp_path / "a.json").read_bytes()


def test_the_commands_give_verdicts_back(tmp_path: Path, seeds: Knowledge) -> None:
    """What a desk finds of our claims comes home as a file of reviews and is accepted by a person."""
    restore(seeds, tmp_path / "desk.db")
    kg("export", "--store", tmp_path / "desk.db", "--format", "claimreview", "-o", tmp_path / "r.json")
    kg("build", SEEDS, "--store", tmp_path / "ours.db")
    kg("import", tmp_path / "r.json", "--from", "desk", "--when", WHEN, "--store", tmp_path / "ours.db")
    ids = [f"desk:{review.id}" for review in receive_file(tmp_path / "r.json", "desk").reviews]
    kg("accept", *ids, "--by", "Sara", "--when", LATER, "--store", tmp_path / "ours.db")
    found = load(store=tmp_path / "ours.db").knowledge.verdicts
    ours = sorted((replace(verdict, partner=None) for verdict in found), key=lambda verdict: verdict.order)
    assert tuple(ours) == seeds.verdicts


def test_what_opposes_or_tells_apart_names_of_two_articles_is_not_lost(tmp_path: Path) -> None:
    """Each of two opponents speaks in one article only, and so do those who name values told apart."""

    def entry(name: str, section: str, type: str | None = None, **rest: Any) -> Entry:
        return Entry(name, section, {"en": name}, type, **rest)

    entries = (
        entry("north", "sources", "state"),
        entry("south", "sources", "state"),
        entry("paper", "sources", "outlet"),
        entry("these", "sources", "group"),
        entry("those", "sources", "group"),
        entry("state", "kinds"),
        entry("control", "kinds", links=(("broader", "state"),), functional=("value",)),
        entry("base", "things"),
    )
    apart = Bridge("these", "distinct_from", "those", "east")
    register = Register(
        {entry.name: entry for entry in entries},
        frozenset([frozenset(["north", "south"])]),
        {"east": Standpoint("east", {"en": "east"}, ("paper",), (apart,))},
    )

    def bundle(name: str, source: str, value: str) -> Bundle:
        text = f"{source}: {value}"
        day = Interval(date(2020, 1, 1), date(2020, 1, 1))
        content = Proposition("control", target="base", time=day, value=value)
        claim = Claim(
            "c", source, Stance.ASSERTS, content, (Quotation(text, 0, len(text)),), {"en": text}, said=day
        )
        return Bundle(Article(name, text, "en", "paper", licence=CC_BY, shareable=True), (claim,))

    knowledge = Knowledge(register, (bundle("a", "north", "these"), bundle("b", "south", "those")))
    graph = ClaimGraph(knowledge)
    assert any("adversarial" in relation.modifiers for relation in graph.relations())
    files = build_bundle(knowledge, graph.relations(), graph.repeats, producer="desk")
    write_bundle(files, tmp_path / "both.zip")
    again = open_source(tmp_path / "both.zip")
    assert again == knowledge
