"""Figures: a picture of counts shows every one where it belongs, and every contradiction that was found."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import GOLDEN, SEEDS
from hypothesis import given, settings
from hypothesis import strategies as st
from support.charts import EVENT, Drawn, build_counts
from support.drawing import drawn
from support.maps import build_places
from support.page import Page
from support.pages import Pages
from support.tolls import EVENT as TOLLS
from support.tolls import build_tolls

from kg import load
from kg.api.figures import figures_of, find_counts
from kg.api.graph import ClaimGraph
from kg.disputes import find_timelines
from kg.model import Count, Interval, Knowledge, Relation, RelationType, Stance
from kg.relations import find_relations
from kg.report.counts import build_timeline_row
from kg.report.figures import write_figures
from kg.report.marks import MOST
from kg.report.places import Places, find_places
from kg.report.standalone import write_map_picture
from kg.report.svg import NARROW, WIDE
from kg.report.timeline import MOST_LINES, write_timeline
from kg.words import languages

DAY = date(2024, 5, 1)


def day(number: int) -> Interval:
    return Interval(DAY + timedelta(number), DAY + timedelta(number))


def plainly(kind: str, name: str) -> str:
    return name if kind == "claim" else f"{kind}s/{name}"


def draw(
    knowledge: Knowledge, relations: Iterable[Relation] = (), width: int = WIDE, language: str = "en"
) -> Drawn:
    row = build_timeline_row(find_timelines(relations, knowledge)[0], knowledge)
    found = write_timeline(row, "t", width=width, target=plainly, languages=(language,))
    return Drawn(found.svg)


def exact(number: int, at: Interval | None, **more: object) -> Count:
    return Count("killed", number, number, "people", as_of=at, **more)  # type: ignore[arg-type]


def times() -> st.SearchStrategy[Interval | None]:
    days = st.integers(0, 40).map(lambda n: DAY + timedelta(n))
    hours = st.integers(0, 900).map(lambda n: datetime(2024, 5, 1, tzinfo=UTC) + timedelta(hours=n))
    return st.one_of(
        st.none(),
        days.map(lambda at: Interval(at, at)),
        hours.map(lambda at: Interval(at, at)),
        st.tuples(days, days).map(lambda ends: Interval(min(ends), max(ends))),
        days.map(lambda at: Interval(at, None)),
        days.map(lambda at: Interval(None, at)),
    )


def counts() -> st.SearchStrategy[Count]:
    def build(low: int, more: int | None, population: str, final: bool, at: Interval | None) -> Count:
        high = None if more is None else low + more
        return Count("killed", low, high, population, soft=more == 3, final=final, as_of=at)

    numbers = st.one_of(st.integers(0, 30), st.sampled_from([0, 7, 900, 120_000]))
    more = st.sampled_from([0, 0, 0, 3, 50, None])
    populations = st.sampled_from(["people", "guests"])
    return st.builds(build, numbers, more, populations, st.booleans(), times())


def stories() -> st.SearchStrategy[Knowledge]:
    stances = st.sampled_from([Stance.ASSERTS] * 6 + [Stance.DENIES, Stance.ASSESSES])
    said = st.tuples(st.sampled_from(["a", "b", "c"]), stances, counts())
    return st.lists(said, min_size=2, max_size=9).map(build_counts)


@settings(max_examples=drawn(40), deadline=None)
@given(stories(), st.sampled_from([WIDE, NARROW]))
def test_a_timeline_shows_every_count_in_its_order_and_exactly_what_contradicts(
    knowledge: Knowledge, width: int
) -> None:
    relations = find_relations(knowledge)
    picture = draw(knowledge, relations, width)
    tallies = {tally.claim: tally for tally in find_timelines(relations, knowledge)[0].tallies}
    # Every count is a mark of its own, or is counted by the mark that stands for several.
    assert len(picture.marks) + sum(number for _, _, number in picture.joined) == len(tallies)
    assert picture.marks.keys() <= tallies.keys()
    for x, y in (*picture.marks.values(), *((x, y) for x, y, _ in picture.joined)):
        assert 0 < x < picture.width and 0 < y < picture.height
    for one, other in itertools.permutations(picture.marks, 2):
        (x, y), (other_x, other_y) = picture.marks[one], picture.marks[other]
        early, late = tallies[one], tallies[other]
        if early.as_of and late.as_of and early.as_of.precedes(late.as_of):
            assert x <= other_x
        if early.count.high is not None and late.count.low > early.count.high:
            assert y >= other_y
    assert_contradictions(picture, relations, tallies)


def assert_contradictions(picture: Drawn, relations: Iterable[Relation], tallies: Iterable[str]) -> None:
    """Check that each pair of marks has a line exactly if the engine says that their claims contradict."""
    found: dict[frozenset[tuple[float, float]], bool] = {}
    for relation in relations:
        if relation.relation is not RelationType.CONTRADICTS:
            continue
        for pair in relation.pairs:
            for ends in itertools.product(pair.first.claims, pair.second.claims):
                if set(ends) <= picture.marks.keys():
                    key = frozenset(picture.marks[claim] for claim in ends)
                    found[key] = found.get(key, False) or relation.unconditional
    single = set(picture.marks.values())
    lines = {
        line.ends: line.kind == "against"
        for line in sorted(picture.lines, key=lambda line: line.kind == "against")
        if line.ends <= single
    }
    assert lines == found


def test_a_conditional_contradiction_is_dashed_and_links_to_its_relation() -> None:
    guests = Count("killed", 90, 90, "guests", as_of=day(1))
    people = Count("killed", 10, 10, "people", final=True, as_of=day(2))
    knowledge = build_counts([("a", Stance.ASSERTS, guests), ("b", Stance.ASSERTS, people)])
    relations = find_relations(knowledge)
    picture = draw(knowledge, relations)
    [line] = picture.lines
    assert line.kind == "against conditional"
    assert line.relation in {relation.id for relation in relations}
    assert "only from some standpoint" in picture.text


def test_a_contradiction_that_holds_from_every_standpoint_is_shown_rather_than_one_that_does_not() -> None:
    said = [("a", Stance.ASSERTS, exact(9, day(1))), ("b", Stance.ASSERTS, exact(5, day(2), final=True))]
    knowledge = build_counts(said)
    [always] = (one for one in find_relations(knowledge) if one.relation is RelationType.CONTRADICTS)
    sometimes = replace(always, rule="other", holds_if=(frozenset({"all-in"}),))
    for relations in ((always, sometimes), (sometimes, always)):
        [line] = draw(knowledge, relations).lines
        assert (line.kind, line.relation) == ("against", always.id)


def test_counts_of_one_voice_are_joined_by_a_line_and_others_updates_are_dotted() -> None:
    story = [("a", 10, 1), ("a", 12, 2), ("b", 15, 3)]
    knowledge = build_counts([(who, Stance.ASSERTS, exact(n, day(at))) for who, n, at in story])
    picture = draw(knowledge, find_relations(knowledge))
    paths = [path.attrib for path in picture.root.iter("path")]
    [own] = [path for path in paths if path["class"].startswith("replaced")]
    [of_other] = [path for path in paths if path["class"] == "update"]
    assert "stroke-dasharray" not in own and "stroke-dasharray" in of_other
    (x, y), (later_x, later_y) = (picture.marks[f"a/c{at}"] for at in (0, 1))
    assert own["d"] == f"M{x:g} {y:g}L{later_x:g} {later_y:g}"


@pytest.mark.parametrize("number", [2, 50, 1000])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_however_many_counts_there_are_none_is_lost(number: int, width: int) -> None:
    said = [(f"v{at % 11}", Stance.ASSERTS, exact(at * 7 % 999, day(at * 13 % 400))) for at in range(number)]
    picture = draw(build_counts(said), width=width)
    assert len(picture.marks) + sum(several for _, _, several in picture.joined) == number
    assert len(picture.marks) + len(picture.joined) <= max(number, MOST) and picture.height < 900


def test_a_table_of_many_counts_has_all_of_them_the_first_hundred_at_once() -> None:
    said = [(f"v{at % 7}", Stance.ASSERTS, exact(at, day(at))) for at in range(130)]
    [figure] = write_figures(
        find_timelines([], knowledge := build_counts(said)), Places((), ()), knowledge, "en", target=plainly
    )
    page = Page(figure)
    links = [
        (a["href"], "details" in around) for tag, a, around in page.elements if tag == "a" and "td" in around
    ]
    assert [place for place, _ in links] == [f"a/c{at}" for at in range(130)]
    assert [folded for _, folded in links].index(True) == 100


def test_equal_dates_and_equal_values_are_seen_side_by_side() -> None:
    said = [(who, Stance.ASSERTS, exact(5, day(1))) for who in "abc"]
    picture = draw(build_counts(said))
    assert (
        len({x for x, _ in picture.marks.values()}) == 3 and len({y for _, y in picture.marks.values()}) == 1
    )
    shapes = [group[0].tag for group in picture.root.iter("g") if group.attrib.get("class") == "mark v1"]
    assert shapes == ["rect", "rect"]  # its mark and the legend: not the colour alone


def test_many_contradictions_are_rings_and_the_figure_says_so() -> None:
    said = [(f"v{at}", Stance.ASSERTS, exact(10 * at, day(1), final=True)) for at in range(1, 12)]
    knowledge = build_counts(said)
    relations = find_relations(knowledge)
    assert sum(relation.relation is RelationType.CONTRADICTS for relation in relations) > MOST_LINES
    picture = draw(knowledge, relations)
    rings = [c for c in picture.root.iter("circle") if c.attrib.get("class") == "against ring"]
    assert not picture.lines and len(rings) == 11
    [figure] = figures_of(ClaimGraph(knowledge), EVENT, "en")
    assert "55 contradictions are too many for lines" in figure


def test_numbers_of_many_orders_lie_on_a_logarithmic_axis_that_says_so() -> None:
    numbers = [0, 3, 40, 500, 6_000, 120_000]
    said = [("a", Stance.ASSERTS, exact(number, day(at))) for at, number in enumerate(numbers)]
    knowledge = build_counts(said)
    picture = draw(knowledge)
    heights = [picture.marks[f"a/c{at}"][1] for at in range(6)]
    assert heights == sorted(heights, reverse=True)
    assert all(one - other > 15 for one, other in itertools.pairwise(heights))
    [figure] = figures_of(ClaimGraph(knowledge), EVENT, "en")
    assert "logarithmic" in figure
    [near] = figures_of(ClaimGraph(build_counts(said[3:5])), EVENT, "en")
    assert "logarithmic" not in near


def test_a_count_without_its_own_time_says_from_where_it_is_and_one_without_any_stands_apart() -> None:
    said = [("a", Stance.ASSERTS, exact(5, None)), ("b", Stance.ASSERTS, exact(6, day(0)))]
    [figure] = figures_of(ClaimGraph(build_counts(said)), EVENT, "en")
    assert '20 May 2024<p class="stack muted">when the article appeared' in figure
    assert "1 May 2024</td>" in figure and "1 count gives no time of its own" in figure
    unknown = build_counts(said, published=None)
    picture = draw(unknown)
    assert picture.marks["a/c0"][0] > picture.marks["a/c1"][0] and "time not known" in picture.text


HOSTILE = '</title><script>alert(1)</script>"&\u202e\x00' + "x" * 150


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_hostile_and_long_labels_stay_text(width: int) -> None:
    said: Sequence[tuple[str, Stance, Count]] = [
        ("a", Stance.ASSERTS, exact(5, day(1))),
        ("b", Stance.DENIES, exact(7, day(2))),
    ]
    labels = {"a": HOSTILE, "killed": HOSTILE, EVENT: HOSTILE}
    knowledge = build_counts(said, labels=labels)
    picture = draw(knowledge, width=width)
    assert "script" not in {element.tag for element in picture.root.iter()}
    assert "alert(1)" in picture.text and "\u202e" not in picture.text
    for figure in figures_of(ClaimGraph(knowledge), EVENT, "en"):
        Page(figure)
        assert "<script" not in figure


@pytest.mark.parametrize("language", languages())
def test_a_figure_has_the_same_in_a_table_and_in_words(language: str) -> None:
    graph = ClaimGraph(build_tolls(3))
    dispute = next(one for one in graph.disputes() if one.positions[0].proposition.count)
    [figure, *_] = figures_of(graph, dispute, language, target=lambda kind, name: f"/{name}")
    page = Page(f"<main>{figure}</main>")
    in_table = {a["href"] for tag, a, around in page.elements if tag == "a" and "table" in around}
    in_picture = {a["href"] for tag, a, around in page.elements if tag == "a" and "svg" in around}
    assert in_table == {f"/day-0{day}/c{number}" for day in (1, 2, 3) for number in (1, 2, 3)} <= in_picture
    assert {a["role"] for tag, a, _ in page.elements if tag == "svg"} == {"group"}
    named = [a["aria-labelledby"] or "" for tag, a, _ in page.elements if tag == "svg"]
    assert {name for names in named for name in names.split()} <= set(page.attributes("id"))
    assert all(a.get("aria-label") for tag, a, around in page.elements if tag == "a" and "svg" in around)
    if language in ("fa", "ar"):
        assert 'direction="rtl"' in figure
    [plain, *_] = figures_of(graph, dispute, language)
    assert 'role="img"' in plain and "<a " not in plain


def test_a_long_list_of_relations_in_a_table_is_cut() -> None:
    said = [(f"v{at}", Stance.ASSERTS, exact(10 * at, day(1), final=True)) for at in range(1, 30)]
    [figure] = figures_of(ClaimGraph(build_counts(said)), EVENT, "en")
    assert "… and 8 more" in figure


def test_a_dispute_gives_its_charts_as_files_with_their_own_colours(tmp_path: Path) -> None:
    graph = ClaimGraph(build_tolls(3))
    dispute = next(one for one in graph.disputes() if one.positions[0].proposition.count)
    [chart] = dispute.timelines()
    chart.save(tmp_path / "chart.svg")
    root = ElementTree.parse(tmp_path / "chart.svg").getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg" and root.attrib["role"] == "img"
    assert "var(" not in chart.svg and "<a " not in chart.svg
    # What the pages in the notebook show, too.
    assert '<svg class="timeline wide"' in dispute.to_html("fa") and dispute.map() is None


def test_standpoints_that_are_held_decide_which_contradictions_a_chart_shows() -> None:
    guests = Count("killed", 90, 90, "guests", as_of=day(1))
    people = Count("killed", 10, 10, "people", final=True, as_of=day(2))
    graph = ClaimGraph(build_counts([("a", Stance.ASSERTS, guests), ("b", Stance.ASSERTS, people)]))
    links = {
        view: [link.relation.value for link in find_counts(graph, EVENT, view)[0].links]
        for view in (frozenset({"all-in"}), frozenset(), None)
    }
    assert [("contradicts" in found) for found in links.values()] == [True, False, True]


def test_the_pages_of_a_dispute_and_of_an_event_show_their_figures_and_link_on() -> None:
    pages = Pages(ClaimGraph(build_tolls(3)))
    [dispute] = (one for one in pages.things.graph.disputes() if one.positions[0].proposition.count)
    for place, charts in ((f"/disputes/{dispute.id}", 1), (f"/events/{TOLLS}", 2)):
        page = Page(pages.get(place, language="fa").text)
        shown = [a for tag, a, _ in page.elements if tag == "svg" and "timeline" in (a["class"] or "")]
        assert len(shown) == 2 * charts  # for a page and for a phone
        links = {a["href"] for tag, a, around in page.elements if tag == "a" and "svg" in around}
        assert {link for link in links if link and link.startswith("/claims/day-02/")}
        for link in filter(None, links):
            assert link[1:] in page.attributes("id") or pages.get(link).status == 200
    told = json.loads(pages.get(f"/disputes/{dispute.id}", format="json").text)[0]
    assert len(told["counts"][0]["counts"]) == 9 and told["places"] == []


def test_an_article_without_counts_and_coordinates_has_no_figures() -> None:
    graph = load(SEEDS)
    assert [figures_of(graph, dispute, "en") for dispute in graph.disputes()] == [[]]


def test_a_chart_and_a_map_look_as_they_did(request: pytest.FixtureRequest) -> None:
    graph = ClaimGraph(build_tolls(3))
    dispute = next(one for one in graph.disputes() if one.positions[0].proposition.count)
    places = {"suva": (-18.1, 178.4), "apia": (-13.8, -171.8)}
    said = [
        ("suva", Stance.ASSERTS),
        ("suva", Stance.DENIES),
        ("apia", Stance.DENIES),
        ("apia", Stance.ASSERTS),
    ]
    shelled = ClaimGraph(build_places(places, said))
    drawn_map = write_map_picture(find_places(shelled.knowledge.claims, shelled.knowledge).rows, ("fa",))
    for name, svg in (("chart.svg", dispute.timelines()[0].svg), ("map.svg", drawn_map)):
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.write_text(svg, encoding="utf-8")
        assert svg == path.read_text(encoding="utf-8"), name
