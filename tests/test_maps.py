"""Maps: places lie where their coordinates say, and nothing contested is drawn."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.drawing import drawn
from support.maps import DrawnPlaces, build_places
from support.page import Page

from kg.api.figures import figures_of, find_around
from kg.api.graph import ClaimGraph
from kg.disputes import Dispute
from kg.model import Knowledge, Stance
from kg.report.map import write_map
from kg.report.places import Places, find_places
from kg.report.projection import DEGREE, fit
from kg.report.selection import PageLimits
from kg.report.svg import NARROW, WIDE
from kg.words import languages

ASSERTS, DENIES = Stance.ASSERTS, Stance.DENIES


def places_in(knowledge: Knowledge) -> Places:
    return find_places(knowledge.claims, knowledge)


def find_all(knowledge: Knowledge) -> Dispute:
    """Return all claims as if they were one dispute."""
    return Dispute((knowledge.positions,), ())


def draw(places: Places, width: int = WIDE, language: str = "en") -> DrawnPlaces:
    linked = len(places.rows)
    return DrawnPlaces(write_map(places.rows, "m", width=width, linked=linked, languages=(language,)).svg)


degrees = st.tuples(
    st.floats(-90, 90).map(lambda number: round(number, 2)),
    st.floats(-180, 180).map(lambda number: round(number, 2)),
)


@settings(max_examples=drawn(60), deadline=None)
@given(st.lists(degrees, min_size=1, max_size=8, unique=True), st.sampled_from([WIDE, NARROW]))
def test_north_is_up_and_longitudes_grow_to_the_right_over_the_shortest_way(
    at: list[tuple[float, float]], width: int
) -> None:
    names = {f"p{number}": place for number, place in enumerate(at)}
    places = places_in(build_places(names, [(name, ASSERTS) for name in names]))
    picture = draw(places, width)
    single = {row.number: row for row in places.rows if row.number in picture.marks}
    assert len(picture.marks) <= len(at) and (picture.joined or len(picture.marks) == len(at))
    for x, y in (*picture.marks.values(), *picture.grid):
        assert 0 <= x <= picture.width and 0 <= y <= picture.height
    frame = fit(at, 900, 300, 460)
    assert (
        frame.across <= 360 + 1e-6
        and -91 - 12 / frame.scale < frame.south < frame.north < 91 + 12 / frame.scale
    )
    if picture.joined:
        return
    for one, other in itertools.permutations(single, 2):
        (x, y), (other_x, other_y) = picture.marks[one], picture.marks[other]
        if single[one].latitude > single[other].latitude:
            assert y <= other_y
        # As seen on the map, from its western edge.
        west = (single[one].longitude - frame.west) % 360 - (single[other].longitude - frame.west) % 360
        if west < 0:
            assert x <= other_x + 0.1


@pytest.mark.parametrize(
    "at",
    [
        [(0.0, 0.0)],
        [(-18.1, 178.4), (-13.8, -171.8)],
        [(90.0, 0.0), (82.5, -62.3), (78.2, 15.6)],
        [(90.0, 0.0), (-90.0, 0.0), (-36.8, 174.8), (-12.0, -77.0), (28.6, 77.2)],
    ],
    ids=["one", "dateline", "pole", "world"],
)
def test_a_scale_bar_is_as_long_as_it_says(at: list[tuple[float, float]]) -> None:
    frame = fit(at, 900, 300, 460)
    length, pixels = frame.bar(160)
    assert pixels <= 160 and pixels / frame.scale * DEGREE == pytest.approx(length, rel=0.01)
    assert list(frame.parallels()) and list(frame.meridians())
    assert all(-90 <= latitude <= 90 for latitude, _ in frame.parallels())
    assert all(-180 <= longitude <= 180 for longitude, _ in frame.meridians())


def test_places_across_the_180th_meridian_lie_side_by_side() -> None:
    names = {"suva": (-18.1, 178.4), "apia": (-13.8, -171.8)}
    places = places_in(build_places(names, [("suva", ASSERTS), ("apia", DENIES)]))
    picture = draw(places)
    number = {row.name: row.number for row in places.rows}
    assert picture.marks[number["suva"]][0] < picture.marks[number["apia"]][0]
    assert "180°" in picture.text and "175° W" in picture.text and "15° S" in picture.text


@pytest.mark.parametrize("longitudes", [(-5, 5), (175, -175), (355, 5), (0, 0), (-120, -110)])
def test_a_map_shows_no_more_of_the_world_than_it_must(longitudes: tuple[float, float]) -> None:
    frame = fit([(0.0, longitude) for longitude in longitudes], 900, 300, 460)
    assert frame.across < 30
    assert 0 < frame.x(longitudes[0]) <= frame.x(longitudes[1]) < frame.width


def test_what_lies_in_a_place_by_the_register_stands_there_and_what_is_contested_is_only_told() -> None:
    knowledge = build_places(
        {"ganja": (40.68, 46.36), "stepanakert": (39.82, 46.75), "karabakh": None, "az": (40.4, 49.9)},
        [("market", ASSERTS), ("ganja", DENIES), ("stepanakert", ASSERTS), ("karabakh", ASSERTS)],
        within={"ganja": "az", "stepanakert": "karabakh"},
        contested=[("karabakh", "az")],
        things={"market": "ganja"},
    )
    places = places_in(knowledge)
    rows = {row.name: row for row in places.rows}
    assert rows.keys() == {"ganja", "stepanakert"}
    assert rows["ganja"].kind == "both" and [said.claim for said in rows["ganja"].claims] == ["a/c0", "a/c1"]
    assert [words["en"] for words in rows["ganja"].lies] == [
        "“the market” lies in “Ganja”",
        "“Ganja” lies in “Az”",
    ]
    [told] = [words["en"] for words in rows["stepanakert"].contested]
    assert told == "“Karabakh” lies in “Az”; contested: the northern view, held by the army"
    assert not rows["ganja"].contested
    # What only one standpoint places in a country is not drawn in that country.
    [missing] = [words["en"] for words in places.unplaced]
    assert missing == f"Karabakh; {told}"
    assert "Karabakh" not in draw(places).text


def test_equal_places_are_one_mark_with_their_number_and_both_names() -> None:
    names = {"a": (31.5, 34.4), "b": (31.5, 34.4), "c": (32.5, 35.0)}
    places = places_in(build_places(names, [("a", ASSERTS), ("b", DENIES), ("c", ASSERTS)]))
    drawn_map = write_map(places.rows, "m", linked=3, languages=("en",))
    picture = DrawnPlaces(drawn_map.svg)
    [several] = (a.attrib["aria-label"] for a in picture.root.iter("a") if a.find("g/text") is not None)
    assert several.startswith("2: A (31.5° N, 34.4° E)")  # what is seen of a link begins its name
    assert picture.joined == [2] and len(picture.marks) == 2 and "A, B" in picture.text
    [note] = drawn_map.notes
    assert "one circle with their number" in note["en"]


def test_five_hundred_places_are_all_on_the_map_and_named_in_the_table() -> None:
    names = {f"p{at}": (round(at * 37 % 90 / 2.0, 2), round(at * 53 % 360 / 2.0, 2)) for at in range(500)}
    knowledge = build_places(names, [(name, ASSERTS) for name in names])
    places = places_in(knowledge)
    picture = draw(places)
    single = len(picture.marks) - len(picture.joined)
    assert single + sum(picture.joined) == 500 and len(picture.joined) > 10
    [figure] = figures_of(ClaimGraph(knowledge), find_all(knowledge), "en")
    page = Page(figure)
    rows = ["details" in around for tag, _, around in page.elements if tag == "tr" and "tbody" in around]
    assert rows.count(False) == PageLimits().listed and len(rows) == 500
    assert "400 more" in figure


@pytest.mark.parametrize("language", languages())
def test_a_map_has_a_table_and_words_in_every_language(language: str) -> None:
    knowledge = build_places(
        {"ganja": (40.68, 46.36), "tartar": (40.34, 46.93)},
        [("ganja", ASSERTS), ("ganja", DENIES), ("base", ASSERTS)],
        within={"tartar": "ganja"},
        things={"base": "tartar"},
        labels={"ganja": "</title><script>alert(1)</script>\u202e"},
    )
    graph = ClaimGraph(knowledge)
    # The page of a place shows what lies in it, too.
    assert [row.name for row in find_around(graph, "ganja").rows] == ["ganja", "tartar"]
    [figure] = figures_of(graph, "ganja", language, target=lambda kind, name: f"/{kind}/{name}")
    page = Page(figure)
    links = {a["href"] for tag, a, around in page.elements if tag == "a" and "table" in around}
    assert links == {"/entry/ganja", "/entry/tartar", "/claim/a/c0", "/claim/a/c1", "/claim/a/c2"}
    rows = {a["href"] for tag, a, around in page.elements if tag == "a" and "svg" in around}
    assert rows == {"#map-place-1", "#map-place-2"} <= {f"#{name}" for name in page.attributes("id")}
    assert "<script" not in figure and "\u202e" not in figure
    assert ('direction="rtl"' in figure) == (language in ("fa", "ar"))
    [plain] = figures_of(graph, "ganja", language)
    assert 'role="img"' in plain and "<a " not in plain


def test_without_coordinates_there_is_no_map() -> None:
    knowledge = build_places({"ganja": None}, [("ganja", ASSERTS)])
    assert figures_of(ClaimGraph(knowledge), "ganja", "en") == []
    assert figures_of(ClaimGraph(knowledge), "army", "en") == []


def test_a_dispute_gives_its_map_as_a_file() -> None:
    knowledge = build_places({"ganja": (40.68, 46.36)}, [("ganja", ASSERTS), ("ganja", DENIES)])
    [dispute] = ClaimGraph(knowledge).disputes()
    picture = dispute.map()
    assert picture is not None and ">Ganja<" in picture.svg and "var(" not in picture.svg
    assert '<svg class="map wide"' in dispute.to_html("en")
