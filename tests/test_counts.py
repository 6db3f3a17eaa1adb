"""How numbers grow, and what the report says of it: timelines, their picture, the lines that begin a page."""

from __future__ import annotations

import itertools
import re

import pytest
from support.page import Page
from support.tolls import build_tolls

from kg.disputes import find_disputes, find_timelines
from kg.model import Knowledge, RelationType
from kg.relations import find_relations
from kg.report.disputes import disputes_json, disputes_text
from kg.report.html import write_report
from kg.report.selection import PageLimits

TOLLS = build_tolls()
RELATIONS = find_relations(TOLLS)
SMALL = build_tolls(3)
SMALL_RELATIONS = find_relations(SMALL)


def test_a_timeline_holds_every_count_by_when_it_was_taken() -> None:
    killed, wounded = find_timelines(RELATIONS, TOLLS)
    assert (killed.event, killed.measure, wounded.measure) == ("market-strike", "killed", "wounded")
    assert len(killed.tallies) == 33 and len(wounded.tallies) == 11
    starts = [tally.as_of.start for tally in killed.tallies if tally.as_of is not None]
    assert len(starts) == 33 and all(
        one <= other for one, other in itertools.pairwise(starts) if one and other
    )
    of_ministry = [tally.count.low for tally in killed.tallies if tally.sources == ("ministry",)]
    assert of_ministry == sorted(of_ministry) and len(of_ministry) == 11


def test_links_of_a_timeline_are_what_the_engine_found_between_its_counts() -> None:
    killed, _ = find_timelines(SMALL_RELATIONS, SMALL)
    found = {
        (link.relation.value, *sorted((link.first, link.second), reverse=link.relation != "contradicts"))
        for link in killed.links
    }
    steps = [(f"day-0{later}", f"day-0{later - 1}") for later in (2, 3)]
    assert found == {
        # The ministry's 12, 19, 23 and the agency's 10, 21, 24, each replaced by its own next one.
        *(("supersedes", f"{later}/c1", f"{earlier}/c1") for later, earlier in steps),
        *(("supersedes", f"{later}/c2", f"{earlier}/c2") for later, earlier in steps),
        # At least 140, then twice at least 150.
        ("supersedes", "day-02/c3", "day-01/c3"),
        # Two hours later the agency has one more than the ministry; the council's number agrees with neither.
        ("updates", "day-03/c2", "day-03/c1"),
        ("contradicts", "day-03/c1", "day-03/c3"),
        ("contradicts", "day-03/c2", "day-03/c3"),
    }


def test_rising_tolls_are_in_no_dispute_and_the_rival_toll_is() -> None:
    contradictions = [relation for relation in RELATIONS if relation.relation is RelationType.CONTRADICTS]
    assert len(contradictions) == 3
    quantity = [relation for relation in contradictions if relation.rule == "quantity"]
    voices = [{pair.first.sources, pair.second.sources} for r in quantity for pair in r.pairs]
    assert sorted(map(sorted, voices)) == [[("agency",), ("council",)], [("council",), ("ministry",)]]


@pytest.mark.parametrize("languages", [("en",), ("fa",)], ids="+".join)
def test_the_page_of_eleven_articles_is_short_and_in_one_language(languages: tuple[str, ...]) -> None:
    text = write_report(TOLLS, RELATIONS, languages=languages)
    assert len(text.encode()) < 1_000_000
    page = Page(text)
    shown = "".join(data for data, _ in page.text)
    if languages == ("en",):
        assert not re.search("[؀-ۿ]", shown)
    else:
        assert not re.search(r"Disputes|It hangs on|The question that|All claims", shown)
    assert [a["lang"] for tag, a, _ in page.elements if tag == "html"] == list(languages)
    assert 'name="language"' not in text and len({*page.attributes("id")}) == len(page.attributes("id"))


def test_the_page_begins_with_at_most_ten_lines_of_what_matters() -> None:
    page = Page(write_report(TOLLS, RELATIONS))
    lines = [tag for tag, _, around in page.elements if tag == "li" and "header" in around]
    assert 3 < len(lines) <= 10
    brief = " ".join(page.text_in(class_="brief").split())
    assert brief.startswith(
        "In short 2 disputes with 3 contradictions. Dispute 1: the relief agency and the "
    )
    assert "the health ministry (67, 68) against the town council (at least 170) – the strike on" in brief
    assert "It hangs on the figure Ask: " in brief and brief.endswith("?")
    assert "Dispute 2: the town council against the army" in brief
    many = Page(write_report(TOLLS, RELATIONS, limits=PageLimits.none()))
    assert " ".join(many.text_in(class_="brief").split()) == brief
    nothing = Page(write_report(TOLLS, []))
    assert "Nothing is in dispute" in nothing.text_in(class_="brief")


def test_the_page_and_the_terminal_number_disputes_alike() -> None:
    disputes = find_disputes(RELATIONS)
    page = Page(write_report(TOLLS, RELATIONS))
    titles = [
        a["id"] for tag, a, _ in page.elements if tag == "h3" and (a.get("id") or "").startswith("dispute:")
    ]
    assert titles == [f"dispute:{dispute.id}" for dispute in disputes]
    text = disputes_text(RELATIONS, TOLLS)
    written = disputes_json(RELATIONS, TOLLS)
    for number, dispute in enumerate(disputes, 1):
        assert f"Dispute {number} {dispute.id[:8]} (" in text
        assert written["disputes"][number - 1]["id"] == dispute.id
    last = Page(write_report(TOLLS, RELATIONS, about=disputes[1], number=2))
    assert "Dispute 2" in "".join(data for data, _ in last.text)


def test_counts_stand_in_the_json_and_in_the_text_of_disputes() -> None:
    [killed, wounded] = disputes_json(SMALL_RELATIONS, SMALL)["counts"]
    assert (killed["event"], killed["measure"], len(killed["counts"])) == ("market-strike", "killed", 9)
    assert {link["relation"] for link in killed["links"]} == {"updates", "supersedes", "contradicts"}
    assert killed["counts"][0] == {
        "claim": "day-01/c1",
        "sources": ["ministry"],
        "stance": "asserts",
        "count": {
            "measure": "killed",
            "of": "people",
            "min": 12,
            "max": 12,
            "as_of": "2024-05-01T16:00:00+00:00",
        },
        "as_of": "2024-05-01T16:00:00+00:00",
    }
    text = disputes_text(SMALL_RELATIONS, SMALL)
    assert "the strike on the market: killed (people) (9 counts, 1 update, 2 contradictions)" in text
    assert re.search(r"\n  1 .*the health ministry +12 +left for 4 +day-01/c1\n", text)
    assert wounded["links"] and all(link["relation"] == "supersedes" for link in wounded["links"])


def test_a_single_count_has_no_timeline() -> None:
    assert find_timelines((), build_tolls(1)) != []  # three voices count the dead
    alone = Knowledge(SMALL.register, tuple(bundle for bundle in SMALL.bundles[:0]))
    assert find_timelines((), alone) == []
    [killed] = find_timelines((), build_tolls(1))
    assert killed.measure == "killed" and killed.links == ()


def test_numbers_that_lie_close_together_fill_thelinear_scale() -> None:
    from decimal import Decimal

    from kg.model import Count
    from kg.report.axes import linear_scale

    shares = [Count("share", Decimal(low), Decimal(low)) for low in ("52.97", "54.24", "53.93")]
    start, end, step = linear_scale(shares, 5)
    assert 52 < start <= 52.97 and 54.24 <= end < 55 and step > 0
    assert linear_scale([Count("killed", 0, 0)], 5)[0] == 0
