"""The page of an article of many claims or of a long text: bounded, and what it leaves out is a link away."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from functools import cache
from html import unescape
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlencode

import pytest
from support.contested import says, write_desk
from support.page import Page
from support.pages import Pages
from support.served import Reply

import kg
from kg.api import ClaimGraph
from kg.model import Bundle, Claim, Quotation
from kg.rdf.columns import ColumnReader
from kg.report.segments import AROUND, FEWEST, WHOLE, WHOLE_QUOTE, choose_parts, find_parts
from kg.web.articles import MOST_BESIDE, PART
from kg.web.layout import PER_PAGE

WORDS = "and then it rained on the town again, "
LONG = 250_000
PLACE = "/articles/page"


@cache
def graph() -> ClaimGraph:
    claims = [says("c0", "army", "asserts", kind="flood", target="town-0")]
    desk = write_desk(Path(mkdtemp()) / "desk", {"page": claims}, sources={"army": "the army"})
    return kg.load(desk)


@cache
def pages(number: int, size: int, *, quote: int = 20, withheld: bool = False) -> Pages:
    """Return the pages about an article with so many claims, whose quotes stand evenly in its text."""
    [bundle] = graph().own.bundles
    text = (WORDS * (size // len(WORDS) + 1))[:size]
    starts = [at * (size - quote) // number + len(WORDS) // 2 for at in range(number)]
    quoted = [Quotation(text[start : start + quote], start, start + quote) for start in starts]
    claims = tuple(replace(bundle.claims[0], id=f"c{at}", quotations=(one,)) for at, one in enumerate(quoted))
    article = replace(bundle.article, text=text)
    if withheld:
        article = replace(article, text=None, hash=article.sha256)
    return Pages(ClaimGraph(replace(graph().own, bundles=(Bundle(article, claims),))))


def text_of(reply: Reply) -> str:
    """Return the words of an article that a page shows."""
    article = re.search(r'<article class="article-text".*?</article>', reply.text, re.S)
    assert article is not None
    inside = re.sub(r'<p class="gap".*?</p>|<sup.*?</sup>', "", article[0], flags=re.S)
    return unescape(re.sub(r"<[^>]*>", "", inside)).replace("\n", "")


def links(reply: Reply, pattern: str) -> list[str]:
    return [unescape(link) for link in re.findall(pattern, reply.text)]


GAP = r'<p class="gap"[^>]*><a href="([^"]*)"'
NEXT = r'href="([^"]*)" rel="next"'


def claims_on(reply: Reply) -> list[str]:
    return [name for name in Page(reply.text).attributes("id") if name.startswith("claim:")]


@pytest.mark.parametrize(("number", "size"), [(1, 5_000), (MOST_BESIDE, 30_000), (3, 190_000)])
def test_a_page_of_ordinary_size_has_all_claims_and_the_whole_text(number: int, size: int) -> None:
    reply = pages(number, size).get(PLACE)
    assert len(claims_on(reply)) == number
    assert len(text_of(reply)) == size
    assert (links(reply, GAP), links(reply, NEXT), "characters" in reply.text) == ([], [], False)


@pytest.mark.parametrize(("number", "size"), [(3_000, LONG), (3_000, 2 * LONG), (12_000, 4 * LONG)])
def test_a_page_does_not_grow_with_its_article(number: int, size: int) -> None:
    small = len(pages(MOST_BESIDE + 50, LONG).get(PLACE).body)
    assert len(pages(number, size).get(PLACE).body) < 1.1 * small < 200_000


def test_of_a_long_text_what_is_quoted_is_shown_with_words_around_it() -> None:
    reply = pages(3, LONG).get(PLACE)
    page = Page(reply.text)
    assert claims_on(reply) == ["claim:page:c0", "claim:page:c1", "claim:page:c2"]
    assert {"#quote:page:c0", "#quote:page:c1", "#quote:page:c2"} <= set(page.attributes("href"))
    assert {"quote:page:c0", "quote:page:c1", "quote:page:c2"} <= set(page.attributes("id"))
    assert 3 * AROUND < len(text_of(reply)) < 3 * (2 * AROUND + 20 + len(WORDS))
    assert f"The text has {LONG:,} characters." in reply.text
    gaps = links(reply, GAP)
    left_out = [
        int(size.replace(",", "")) for size in re.findall(r"… ([\d,]+) characters left out …", reply.text)
    ]
    assert sum(left_out) + len(text_of(reply)) == LONG
    assert (len(gaps), min(left_out) >= FEWEST) == (3, True)


def test_what_is_left_out_is_read_from_there_on() -> None:
    own = pages(3, LONG)
    [first, *_] = links(own.get(PLACE), GAP)
    reply = own.get(first)
    start = int(first.partition("from=")[2])
    whole = (WORDS * (LONG // len(WORDS) + 1))[:LONG]
    shown = text_of(reply)
    assert whole[start : start + len(shown)] == shown
    assert (0.9 * PART < len(shown) <= PART, shown[-1]) == (True, ",") or whole[start + len(shown)].isspace()
    assert "No claim quotes this part." in reply.text
    assert f"Characters {start + 1:,} to {start + len(shown):,} of {LONG:,}" in reply.text
    assert f'href="{PLACE}"' in reply.text


def test_a_text_is_read_from_the_beginning_to_the_end_and_every_claim_is_met() -> None:
    own, read, met = pages(300, LONG), "", set[str]()
    place: str | None = f"{PLACE}?from=0"
    while place is not None:
        reply = own.get(place)
        read += text_of(reply)
        met |= {*claims_on(reply)}
        assert {f"#{name.replace('claim', 'quote')}" for name in claims_on(reply)} <= set(
            Page(reply.text).attributes("href")
        )
        after = links(reply, NEXT)
        place = after[0] if after else None
    assert (read, len(met)) == ((WORDS * (LONG // len(WORDS) + 1))[:LONG], 300)


def test_from_a_store_only_the_claims_of_the_page_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = pages(300, LONG)
    own.things.graph.save(tmp_path / "store")
    stored = Pages(kg.load(store=tmp_path / "store"))
    assert stored.things.graph.knowledge.spans("page") == own.things.graph.knowledge.spans("page")
    read: list[int] = []
    some_claims = ColumnReader.some_claims

    def counted(self: ColumnReader, names: Collection[str]) -> dict[str, Claim]:
        read.append(len(names))
        return some_claims(self, names)

    monkeypatch.setattr("kg.rdf.stored.MOST_NAMED", 10)
    monkeypatch.setattr(ColumnReader, "some_claims", counted)
    monkeypatch.setattr(ColumnReader, "claims", lambda *_: pytest.fail("all claims were read"))
    for place in (PLACE, f"{PLACE}?page=4", f"{PLACE}?from=100000", f"{PLACE}?claim=c299"):
        assert stored.get(place).body == own.get(place).body
    assert 0 < sum(read) <= 4 * PER_PAGE


def test_of_many_claims_a_page_at_a_time_is_marked_in_the_text() -> None:
    own = pages(MOST_BESIDE + 50, 15_000)
    reply = own.get(PLACE)
    assert (len(claims_on(reply)), len(text_of(reply))) == (PER_PAGE, 15_000)
    assert (links(reply, GAP), links(reply, NEXT)) == ([], [f"{PLACE}?page=2"])
    quotes = {name for name in Page(reply.text).attributes("id") if name.startswith("quote:")}
    assert quotes == {name.replace("claim", "quote") for name in claims_on(reply)}


@pytest.mark.parametrize("number", [0, 77, MOST_BESIDE + 49])
def test_a_claim_leads_to_its_words_on_whichever_page_they_are(number: int) -> None:
    own = pages(MOST_BESIDE + 50, LONG)
    [link] = set(links(own.get(f"/claims/page/c{number}"), r'href="(/articles/[^"]*#quote[^"]*)"'))
    place, _, anchor = link.partition("#")
    reply = own.get(place)
    assert anchor in Page(reply.text).attributes("id")
    if number == 77:
        turned = [unescape(turn) for turn in re.findall(r'href="([^"]*)" rel="(?:prev|next)"', reply.text)]
        assert [("claim=" in turn, "page=" in turn) for turn in turned] == [(False, True)] * 2
    few = pages(3, LONG).get("/claims/page/c1")
    assert "?claim=" not in few.text


@pytest.mark.parametrize("given", ["-1", "x", "250000", "9" * 12, "", "²"])
def test_a_place_that_there_is_not_is_no_place(given: str) -> None:
    assert pages(3, LONG).get(f"{PLACE}?{urlencode({'from': given})}").text.count('class="gap"') == 3


def test_a_text_that_is_withheld_has_the_quotes_of_the_claims_beside_it() -> None:
    reply = pages(MOST_BESIDE + 50, LONG, withheld=True).get(f"{PLACE}?from=5")
    assert len(claims_on(reply)) == PER_PAGE
    assert len(text_of(reply)) == PER_PAGE * 20


def test_of_a_long_quote_the_ends_are_shown() -> None:
    reply = pages(2, LONG, quote=50_000).get(PLACE)
    assert len(text_of(reply)) < 2 * (WHOLE_QUOTE + 4 * AROUND + 4 * len(WORDS))
    assert len(reply.body) < 80_000
    assert len(Page(pages(2, LONG, quote=50_000).get("/claims").text).text_in(class_="claim")) < 10_000


def test_a_text_that_quotes_take_all_of_is_bounded_too() -> None:
    text = "a" * 500_000
    quotes = [(at * 2_000, at * 2_000 + 1_900) for at in range(250)]
    claims = {
        f"page/c{number}": replace(claim(), id=f"c{number}", quotations=(Quotation(text[s:e], s, e),))
        for number, (s, e) in enumerate(quotes)
    }
    parts = choose_parts(text, claims, 200_000)
    assert 150_000 < sum(end - start for start, end in parts) <= 200_000
    assert all(after[0] - before[1] >= FEWEST for before, after in pairwise(parts))
    assert choose_parts(text[:WHOLE], claims, 10) == [(0, WHOLE)]
    assert choose_parts(text, {}, 200_000) == []


def claim() -> Claim:
    return graph().own.bundles[0].claims[0]


def test_parts_of_a_text_are_cut_as_the_whole_text_is() -> None:
    text = "one two\nthree four\nfive six\n"
    held = {
        "page/c0": replace(claim(), id="c0", quotations=(Quotation("two\nthree", 4, 13),)),
        "page/c1": replace(
            claim(), id="c1", quotations=(Quotation("four", 14, 18), Quotation("six", 24, 27))
        ),
    }
    [whole] = find_parts(text, held, [(0, len(text))])
    assert ["".join(segment.text for segment in line) for line in whole] == text.splitlines(keepends=True)
    first, second = find_parts(text, held, [(8, 16), (20, 27)])
    told = [[(s.text, s.claims, s.starts, s.ends) for s in line] for line in (*first, *second)]
    assert told == [
        [
            ("three", ("page/c0",), ("page/c0",), ("page/c0",)),
            (" ", (), (), ()),
            ("fo", ("page/c1",), ("page/c1",), ()),
        ],
        [("ive ", (), (), ()), ("six", ("page/c1",), (), ("page/c1",))],
    ]
