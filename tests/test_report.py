"""The report: complete in both languages, verbatim, harmless, and fit to be read."""

from __future__ import annotations

import html
import itertools
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.synthetic import build_knowledge
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from support.drawing import drawn
from support.maps import build_places
from support.page import Page
from support.reported import (
    ARTICLE_ID,
    CLAIMS,
    CONDITIONAL,
    DENIAL,
    EQUAL,
    IDS,
    KNOWLEDGE,
    RELATIONS,
    SEEDS,
    SHELLING,
    TENSION,
    TEXT,
    TOLL_RELATIONS,
    TOLLS,
)

from kg.characters import visible
from kg.disputes import find_disputes
from kg.errors import InputError
from kg.explain import LANGUAGES, build_card, find_named_dispute, find_question, sorted_relations
from kg.model import (
    Article,
    Bridge,
    Bundle,
    Claim,
    Entry,
    Knowledge,
    Location,
    Proposition,
    Quotation,
    Register,
    Relation,
    RelationType,
    Stance,
    Standpoint,
)
from kg.relations import find_relations
from kg.report.html import write_card, write_explanation, write_report
from kg.report.markdown import write_markdown
from kg.report.segments import find_segments
from kg.report.selection import PageLimits
from kg.report.svg import anchor
from kg.report.text import write_cards

# --- the page -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def report() -> str:
    return write_report(KNOWLEDGE, RELATIONS, languages=LANGUAGES)


@pytest.fixture(scope="module")
def page(report: str) -> Page:
    return Page(report)


def test_page_is_well_formed(report: str, page: Page) -> None:
    assert report.startswith("<!DOCTYPE html>\n")
    assert report.endswith("</html>\n")
    repeated = [name for name, times in Counter(page.attributes("id")).items() if times > 1]
    assert repeated == []
    assert len([tag for tag, _, _ in page.elements if tag == "main"]) == 1
    assert len([tag for tag, _, _ in page.elements if tag == "h1"]) == 1
    levels = [int(tag[1]) for tag, _, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert all(deeper - level <= 1 for level, deeper in itertools.pairwise(levels))


def test_page_loads_and_runs_nothing(report: str, page: Page) -> None:
    tags = {tag for tag, _, _ in page.elements}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "image", "use"}
    for name in ("href", "src", "action", "xlink:href", "srcset", "poster"):
        assert all(value.startswith("#") for value in page.attributes(name))
    assert not [n for _, attributes, _ in page.elements for n in attributes if n.startswith("on")]
    assert "http://" not in report and "https://" not in report and "url(" not in report
    assert "@import" not in report
    [policy] = [a["content"] for _, a, _ in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None and policy.startswith("default-src 'none'")


def test_links_of_the_page_lead_somewhere(page: Page) -> None:
    targets = set(page.attributes("id"))
    assert {link[1:] for link in page.attributes("href")} <= targets


def test_page_says_its_languages_and_directions(page: Page) -> None:
    for tag, attributes, _ in page.elements:
        classes = (attributes.get("class") or "").split()
        if "fa" in classes:
            assert attributes.get("lang") == "fa", (tag, attributes)
        if tag == "blockquote":
            assert attributes == {"lang": "fa", "dir": "auto"}
        if tag == "th":
            assert attributes.get("scope") in ("col", "row"), attributes
        if tag == "svg":
            assert attributes.get("aria-labelledby"), attributes
    [text] = [a for _, a, _ in page.elements if a.get("class") == "article-text"]
    assert (text["lang"], text["dir"]) == ("fa", "rtl")


def test_page_holds_the_article_verbatim(page: Page) -> None:
    assert page.text_in(class_="seg") == TEXT
    for claim in CLAIMS:
        name = anchor("claim", f"{ARTICLE_ID}/{claim.id}")
        assert f"#{name}" in page.attributes("href")


def test_each_quoted_word_links_to_a_claim_that_quotes_it(page: Page) -> None:
    claims = {anchor("claim", f"{ARTICLE_ID}/{claim.id}"): claim for claim in CLAIMS}
    at = 0
    for data, around in page.text:
        segment = next((a for _, a in around if "seg" in (a.get("class") or "").split()), None)
        if segment is None:
            continue
        covering = [
            claim
            for claim in CLAIMS
            if any(q.start <= at and at + len(data) <= q.end for q in claim.quotations)
        ]
        if covering:
            assert claims[str(segment["href"])[1:]] in covering
        else:
            assert "href" not in segment
        at += len(data)
    assert at == len(TEXT)


def test_every_claim_stands_in_the_table(page: Page) -> None:
    for claim in CLAIMS:
        name = anchor("claim", f"{ARTICLE_ID}/{claim.id}")
        row = "".join(data for data, around in page.text if any(a.get("id") == name for _, a in around))
        assert claim.id in row
        assert KNOWLEDGE.label(claim.source) in row and KNOWLEDGE.label(claim.source, "fa") in row
        for quotation in claim.quotations:
            assert quotation.exact in row
            assert f"{quotation.start}–{quotation.end}" in row
        for gloss in claim.gloss.values():
            assert gloss in row and "translation" in row
        for via in claim.via:
            assert KNOWLEDGE.label(via) in row


def test_every_relation_has_its_card(page: Page) -> None:
    names = [a["id"] for t, a, _ in page.elements if (a.get("id") or "").startswith("relation:")]
    assert set(names) == {anchor("relation", r.id) for r in RELATIONS}
    assert len(names) == len({r.id for r in RELATIONS})


def test_the_unconditional_contradiction_stands_before_the_conditional_one() -> None:
    page = Page(write_report(KNOWLEDGE, [TENSION, CONDITIONAL, DENIAL]))
    names = [a["id"] for t, a, _ in page.elements if (a.get("id") or "").startswith("relation:")]
    assert names == [anchor("relation", r.id) for r in (DENIAL, CONDITIONAL, TENSION)]


def test_same_input_same_bytes(report: str) -> None:
    assert write_report(KNOWLEDGE, RELATIONS, languages=LANGUAGES) == report
    assert write_report(KNOWLEDGE, list(reversed(RELATIONS)), languages=LANGUAGES) == report


def test_view_keeps_what_holds_for_it() -> None:
    def names(view: list[str] | None) -> set[str]:
        page = Page(write_report(KNOWLEDGE, [DENIAL, CONDITIONAL, TENSION], view=view))
        return {a["id"] or "" for _, a, _ in page.elements if (a.get("id") or "").startswith("relation:")}

    always, under_baku, unless = (anchor("relation", r.id) for r in (DENIAL, CONDITIONAL, TENSION))
    assert names(None) == {always, under_baku, unless}
    assert names([]) == {always, unless}
    assert names(["baku"]) == {always, under_baku}
    assert names(["yerevan"]) == {always}


def test_report_without_anything_is_still_a_page() -> None:
    page = Page(write_report(Knowledge(Register()), []))
    assert "No contradictions" in "".join(data for data, _ in page.text)


# --- what a page of many disputes shows ---------------------------------------------------------------


def spread(knowledge: Knowledge) -> Knowledge:
    """Return the same claims in articles of ten each."""
    [bundle] = knowledge.bundles
    parts = [bundle.claims[at : at + 10] for at in range(0, len(bundle.claims), 10)]
    bundles = [Bundle(replace(bundle.article, id=f"a{n}"), part) for n, part in enumerate(parts)]
    return replace(knowledge, bundles=tuple(bundles))


MANY = spread(build_knowledge(60))
MANY_RELATIONS = find_relations(MANY)


FEW = PageLimits(disputes=2, contradictions=3, strongest=2, others=2, claims=10, articles=4, drawn=3)


def relations_of(page: Page) -> set[str]:
    return {(a["id"] or "")[9:] for _, a, _ in page.elements if (a.get("id") or "").startswith("relation:")}


def test_a_page_shows_what_matters_most_and_says_what_it_leaves_out() -> None:
    page = Page(write_report(MANY, MANY_RELATIONS, limits=FEW))
    text = "".join(data for data, _ in page.text)
    ranked = sorted_relations(MANY_RELATIONS, MANY)
    by_type = {type: [r.id for r in ranked if r.relation is type] for type in RelationType}
    contradictions = by_type.pop(RelationType.CONTRADICTS)
    disputes = find_disputes(MANY_RELATIONS)
    # Of the largest dispute the strongest contradictions, then those of the next, until there is no room.
    of_each = [[r for r in contradictions if r in {found.id for found in d.relations}] for d in disputes[:2]]
    expected = [r for found in of_each for r in found[:2]][:3]
    left_out = {len(of_each[0]) - 2, *(len(found) - 2 for found in by_type.values() if len(found) > 2)}
    assert relations_of(page) == {*expected, *(r for found in by_type.values() for r in found[:2])}
    left_out |= {len(disputes) - 2, len(MANY.claims) - 10, len(MANY.bundles) - 4}
    for number in left_out:
        assert f"… {number:,} more are left out" in text
    assert len([a for _, a, _ in page.elements if a.get("class") == "dispute"]) == 2
    assert len([a for _, a, _ in page.elements if a.get("class") == "article-text"]) == 4
    # Nothing leads to what is not there, and nothing is there twice.
    targets = page.attributes("id")
    assert {link[1:] for link in page.attributes("href")} <= set(targets)
    assert len(targets) == len(set(targets))
    # The numbers at the head are of all that there is.
    assert str(len(MANY.claims)) in page.text_in(class_="summary")
    whole = write_report(MANY, MANY_RELATIONS, limits=PageLimits.none())
    assert set(re.findall(' id="relation:([0-9a-f]+)"', whole)) == {r.id for r in MANY_RELATIONS}
    assert "more are left out" not in whole


def test_a_dispute_of_too_many_positions_is_not_drawn() -> None:
    [largest, *_] = find_disputes(MANY_RELATIONS)
    page = Page(write_report(MANY, MANY_RELATIONS, about=largest, limits=FEW))
    assert len(largest.positions) > FEW.drawn
    assert "svg" not in {tag for tag, _, _ in page.elements}
    assert "Too many to be drawn." in "".join(data for data, _ in page.text)


def test_the_page_of_one_dispute_holds_what_belongs_to_it() -> None:
    disputes = find_disputes(MANY_RELATIONS)
    about = disputes[1]
    page = Page(write_report(MANY, MANY_RELATIONS, about=about, limits=PageLimits.none()))
    names = {position.id for position in about.positions}
    concerned = [r for r in MANY_RELATIONS if names & {position.id for position in r.positions}]
    assert {r.id for r in about.relations} <= relations_of(page) == {r.id for r in concerned}
    claims = {name for r in concerned for position in r.positions for name in position.claims}
    shown = {a["id"] for _, a, _ in page.elements if (a.get("id") or "").startswith("claim:")}
    assert shown == {anchor("claim", name) for name in claims}
    assert {link[1:] for link in page.attributes("href")} <= set(page.attributes("id"))
    assert about.id in "".join(data for data, _ in page.text)


def test_a_text_too_long_for_the_page_is_stood_for_by_its_quotations() -> None:
    page = Page(write_report(KNOWLEDGE, [DENIAL], limits=replace(PageLimits(), text=100)))
    text = page.text_in(class_="article-text")
    assert TEXT[:200] not in text
    for claim in CLAIMS:
        for quotation in claim.quotations:
            assert quotation.exact in text
    assert "too long for this page" in "".join(data for data, _ in page.text)


def test_a_dispute_is_named_by_a_claim_or_by_digits() -> None:
    disputes = find_disputes(MANY_RELATIONS)
    about = disputes[1]
    names = (about.id, about.id[:12], about.relations[0].id, about.positions[0].claims[0])
    for name in names:
        assert find_named_dispute(name, disputes) is about
    for name, problem in (("zzzz", "unknown-dispute"), (about.id[:3], "unknown-dispute")):
        with pytest.raises(InputError, match=problem):
            find_named_dispute(name, disputes)
    twice = [about, replace(about)]
    with pytest.raises(InputError, match="ambiguous-dispute"):
        find_named_dispute(about.id, twice)


@pytest.mark.parametrize("languages", [LANGUAGES, ("en",), ("fa",)])
def test_explanation_is_a_page_of_its_own(languages: tuple[str, ...]) -> None:
    text = write_explanation([build_card(found, KNOWLEDGE) for found in RELATIONS], languages=languages)
    page = Page(text)
    assert text.startswith("<!DOCTYPE html>\n") and text.endswith("</html>\n")
    repeated = [name for name, times in Counter(page.attributes("id")).items() if times > 1]
    assert repeated == []
    levels = [int(tag[1]) for tag, _, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in itertools.pairwise(levels))
    assert page.attributes("href") == []
    assert "http://" not in text and "https://" not in text and "url(" not in text
    [attributes] = [a for tag, a, _ in page.elements if tag == "html"]
    assert (attributes["lang"], attributes["dir"]) == (
        ("fa", "rtl") if languages == ("fa",) else ("en", "ltr")
    )
    checked = [a["id"] for tag, a, _ in page.elements if tag == "input" and "checked" in a]
    assert checked == (["kg-show-both"] if languages == LANGUAGES else [])
    for tag, attributes, _ in page.elements:
        if "fa" in (attributes.get("class") or "").split():
            assert attributes.get("lang") == "fa", (tag, attributes)


def test_explanation_of_nothing_says_so() -> None:
    assert "compatible as it stands" in write_explanation([])
    assert "سازگارند" in write_markdown([], language="fa")


@pytest.mark.parametrize("found", RELATIONS, ids=IDS)
def test_single_card_as_html(found: Relation) -> None:
    page = Page(write_card(build_card(found, KNOWLEDGE)))
    text = "".join(data for data, _ in page.text)
    assert find_question(found, KNOWLEDGE)["fa"] in text
    assert found.input_hash in text
    # In a notebook or on another page there is nothing that a card could link to.
    assert page.attributes("href") == []


# --- quotes in the article ----------------------------------------------------------------------------


@given(
    text=st.text(alphabet="ab ‌ش\n", min_size=1, max_size=40),
    spans=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6),
)
@settings(max_examples=drawn(150), deadline=None)
def test_segments_put_together_are_the_article(text: str, spans: list[tuple[int, int]]) -> None:
    article = Article("a", text, "fa", "outlet")
    claims = {}
    for number, (one, other) in enumerate(spans):
        start, end = sorted((one % (len(text) + 1), other % (len(text) + 1)))
        if start < end:
            span = Quotation(text[start:end], start, end)
            claims[f"a/c{number}"] = Claim(f"c{number}", "outlet", Stance.ASSERTS, SHELLING, (span,))
    lines = find_segments(article, claims)
    assert "".join(segment.text for line in lines for segment in line) == text
    at = 0
    begun: Counter[str] = Counter()
    ended: Counter[str] = Counter()
    for segment in itertools.chain.from_iterable(lines):
        for name, claim in claims.items():
            [span] = claim.quotations
            inside = span.start <= at and at + len(segment.text) <= span.end
            assert (name in segment.claims) == inside
            assert inside or not max(span.start, at) < min(span.end, at + len(segment.text))
        begun.update(segment.starts)
        ended.update(segment.ends)
        at += len(segment.text)
    assert begun == ended == Counter(dict.fromkeys(claims, 1))


# --- hostile content ----------------------------------------------------------------------------------


NASTY = (
    "<script>alert(1)</script>\"' onload=x [bold]b[/] {{ 7*7 }} \u202etxt\u2066 \x1b[31mred\x1b[0m\x00 &amp;"
)


@pytest.fixture(scope="module")
def hostile() -> tuple[Knowledge, Relation]:
    text = f"{NASTY}\nsecond line\r\n{NASTY}"
    first = Proposition(NASTY, agent=NASTY, target=NASTY, place=NASTY, event=NASTY)
    entries = {NASTY: Entry(NASTY, "sources", {"en": NASTY, "fa": NASTY})}
    claims = tuple(
        Claim(
            # A slash parts the bundle from the claim; no other character means anything in a name.
            f"{NASTY.replace('/', '|')}{number}",
            NASTY,
            stance,
            first,
            (Quotation(text[:end], 0, end),),
            {"en": NASTY, NASTY: NASTY},
            via=(NASTY,),
            bases={first.id: NASTY},
        )
        for number, (stance, end) in enumerate([(Stance.ASSERTS, 90), (Stance.DENIES, 40)])
    )
    held = Standpoint(NASTY, {"en": NASTY}, (NASTY,), (Bridge(NASTY, "part_of", NASTY, NASTY),), (NASTY,))
    knowledge = Knowledge(
        Register(entries, standpoints={NASTY: held}),
        (Bundle(Article(NASTY, text, NASTY, NASTY), claims),),
        {NASTY: Location(NASTY, 1)},
    )
    positions = sorted(knowledge.positions, key=lambda position: position.stance.value)
    found = Relation(
        RelationType.CONTRADICTS,
        NASTY,
        NASTY,
        tuple(positions),
        {"kind": EQUAL},
        bridges=held.holds,
        holds_if=(frozenset({NASTY}),),
        modifiers=(NASTY,),
    )
    return knowledge, found


def test_hostile_content_is_shown_and_does_nothing(hostile: tuple[Knowledge, Relation]) -> None:
    knowledge, found = hostile
    report = write_report(knowledge, [found])
    page = Page(report)
    assert not {tag for tag, _, _ in page.elements} & {"script", "iframe"}
    assert not [n for _, attributes, _ in page.elements for n in attributes if n.startswith("on")]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", report)
    assert "{{ 7*7 }}" in "".join(data for data, _ in page.text)
    assert "⟦U+202E⟧" in report
    targets = set(page.attributes("id"))
    assert {link[1:] for link in page.attributes("href")} <= targets
    # What the article holds can still be read off the page, control characters by their number.
    shown = page.text_in(class_="seg")
    assert shown == "".join(
        f"U+{ord(c):04X}" if visible(c) != c else c for c in knowledge.bundles[0].article.text or ""
    )


def test_hostile_content_in_an_explanation_does_nothing(hostile: tuple[Knowledge, Relation]) -> None:
    knowledge, found = hostile
    card = build_card(found, knowledge)
    text = write_explanation([card])
    page = Page(text)
    assert not {tag for tag, _, _ in page.elements} & {"script", "iframe", "link", "img", "a"}
    assert not [n for _, attributes, _ in page.elements for n in attributes if n.startswith("on")]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)
    markdown = write_markdown([card])
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", markdown)
    shown = Page(MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown))
    assert not {tag for tag, _, _ in shown.elements} & {"script", "iframe", "img", "a"}
    assert not [n for _, attributes, _ in shown.elements for n in attributes if n.startswith("on")]
    assert [tag for tag, _, _ in shown.elements].count("table") == 1
    words = "".join(data for data, _ in shown.text)
    assert "[bold]b[/] {{ 7*7 }} ⟦U+202E⟧txt" in words


def test_hostile_content_cannot_drive_the_terminal(hostile: tuple[Knowledge, Relation]) -> None:
    knowledge, found = hostile
    text = write_cards([found], knowledge, width=200)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)
    assert "[bold]b[/]" in text and "⟦U+001B⟧[31mred" in text


def test_harmless_format_characters_stay() -> None:
    assert visible("می‌رود\u200f\u00ad") == "می‌رود\u200f\u00ad"
    assert visible("a\u2029b\ud800") == "a⟦U+2029⟧b⟦U+D800⟧"


@given(st.text(max_size=8), st.text(max_size=8))
def test_different_names_have_different_anchors(one: str, other: str) -> None:
    assert (anchor("claim", one) == anchor("claim", other)) == (one == other)
    assert re.fullmatch(r"claim:[A-Za-z0-9._:~-]*", anchor("claim", one))


# --- in a browser -------------------------------------------------------------------------------------

#: The army says that it shelled two towns, and denies it.
PLACES = build_places(
    {"ganja": (40.68, 46.36), "suva": (-18.1, 178.4)},
    [(town, stance) for town in ("ganja", "suva") for stance in (Stance.ASSERTS, Stance.DENIES)],
    labels={"suva": "a town with a very long name that is hardly ever written out in full"},
)
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
#: Of a phone, and of a screen.
WIDTHS = (390, 1280)

MEASURE = """
<script>
const measure = (page) => {
  const out = {};
  for (const details of page.querySelectorAll("details")) details.open = true;
  out.width = page.documentElement.scrollWidth;
  const right = page.documentElement.clientWidth + 1;
  out.beyond = [...page.querySelectorAll("body *")]
    .filter((e) => !e.closest(".scroll") && !e.closest(".skip"))
    .filter((e) => e.getBoundingClientRect().right > right || e.getBoundingClientRect().left < -1)
    .map((e) => e.tagName + "." + e.getAttribute("class"));
  out.spilt = [];
  for (const svg of page.querySelectorAll("svg")) {
    if (getComputedStyle(svg).display === "none") continue;
    for (const text of svg.querySelectorAll("text")) {
      const frame = svg.matches(".timeline, .map") ? svg : text.parentElement.querySelector("rect");
      const words = text.getBBox();
      const box = frame === svg ? svg.viewBox.baseVal : frame.getBBox();
      if (words.x < box.x - 1 || words.x + words.width > box.x + box.width + 1
          || words.y < box.y - 2 || words.y + words.height > box.y + box.height + 2) {
        out.spilt.push(text.textContent);
      }
    }
  }
  return out;
};
window.onload = () => {
  const found = {};
  for (const frame of document.querySelectorAll("iframe")) {
    found[frame.id] = measure(frame.contentDocument);
    frame.remove();
  }
  const pre = document.createElement("pre");
  pre.textContent = JSON.stringify(found);
  document.body.append(pre);
};
</script>
"""


def faces() -> Iterator[tuple[str, str]]:
    """Yield every page to be laid out, under its name."""
    cards = [build_card(found, KNOWLEDGE) for found in RELATIONS]
    for languages in (LANGUAGES, ("fa",)):
        yield f"explanation {languages}", write_explanation(cards, languages=languages)
    yield "report", write_report(KNOWLEDGE, RELATIONS, languages=LANGUAGES)
    contested = SEEDS.relations(["other-side-armenia"])
    yield "article", write_report(SEEDS.knowledge, contested, languages=("fa",))
    for language in LANGUAGES:
        yield f"tolls {language}", write_report(TOLLS, TOLL_RELATIONS, languages=(language,))
        yield f"places {language}", write_report(PLACES, find_relations(PLACES), languages=(language,))


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here to lay the page out")
def test_pages_fit_their_windows(tmp_path: Path) -> None:
    """In one browser, because to start it takes longer than to lay out a page."""
    # A window cannot be made as narrow as a phone, but a frame in it can.
    frames = [
        f'<iframe id="{name} {width}" style="width: {width}px; height: 800px; border: 0" '
        f'srcdoc="{html.escape(page)}"></iframe>'
        for name, page in faces()
        for width in WIDTHS
    ]
    frame = tmp_path / "frame.html"
    frame.write_text(f'<!DOCTYPE html><meta charset="utf-8">{"".join(frames)}{MEASURE}', encoding="utf-8")
    assert BROWSER is not None
    flags = [
        *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
        *(
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
        ),
        *(f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=60000", "--dump-dom"),
    ]
    done = subprocess.run(
        [BROWSER, *flags, frame.as_uri()], capture_output=True, text=True, encoding="utf-8", timeout=120
    )
    [measured] = re.findall(r"<pre>(.*?)</pre>", done.stdout, re.DOTALL)
    found = json.loads(html.unescape(measured))
    assert len(found) == len(frames)
    assert found == {
        name: {"width": int(name.rpartition(" ")[2]), "beyond": [], "spilt": []} for name in found
    }
