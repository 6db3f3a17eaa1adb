"""What things show of themselves in a notebook: in one language, in its direction, and never as code."""

from __future__ import annotations

import html.parser
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from conftest import SEEDS

import kg
from kg.bundle.verify import Verification
from kg.model import Knowledge

GRAPH = kg.load(SEEDS)
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\u202e{{7*7}}</style></svg></iframe>"
#: Everything that shows itself, of a graph.
SHOWN: dict[str, Callable[[kg.ClaimGraph], Any]] = {
    "graph": lambda graph: graph,
    "claim": lambda graph: graph.claims["d1"],
    "article": lambda graph: graph.articles[0],
    "source": lambda graph: graph.sources["armenia"],
    "kind": lambda graph: graph.entries["shelling"],
    "event": lambda graph: graph.events[0],
    "standpoint": lambda graph: graph.standpoints["baku"],
    "relation": lambda graph: graph.relations["m1+d1"],
    "explanation": lambda graph: graph.relations["m1+d1"].explain(),
    "dispute": lambda graph: graph.disputes()[0],
    "why not": lambda graph: graph.why_not("k1", "d1"),
    "claims": lambda graph: graph.claims,
    "articles": lambda graph: graph.articles,
    "sources": lambda graph: graph.sources,
    "events": lambda graph: graph.events,
    "standpoints": lambda graph: graph.standpoints,
    "relations": lambda graph: graph.relations(),
    "disputes": lambda graph: graph.disputes(),
    "rows": lambda graph: graph.query("who-denies-what"),
    "yes or no": lambda graph: graph.query("ASK { ?claim a cv:Claim }"),
    "a graph made": lambda graph: graph.query("CONSTRUCT WHERE { ?claim cv:gloss ?gloss }"),
    "findings": lambda graph: graph.validate(),
    "difference": lambda graph: kg.load(SEEDS / "register").diff(graph),
    "comparison": lambda graph: graph.compare("baku", "yerevan"),
    "bundle check": lambda graph: kg.BundleCheck(Verification(producer="desk", producer_name=HOSTILE)),
    "report": lambda graph: graph.report(dispute="m1"),
}
EACH = pytest.mark.parametrize("name", SHOWN)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    kg.language("en")
    yield
    kg.language("en")


@pytest.fixture(scope="module")
def graph() -> kg.ClaimGraph:
    """The first article, and an event."""
    return changed(lambda text: text)


@pytest.fixture(scope="module")
def hostile() -> kg.ClaimGraph:
    """The same, in which all that strangers may write is hostile."""
    return changed(lambda text: f"{text} {HOSTILE}")


def changed(write: Callable[[str], str]) -> kg.ClaimGraph:
    """Return the first article with an event, and with labels, glosses and texts written otherwise."""
    known = kg.load(SEEDS).knowledge
    entries = {
        name: replace(entry, label={n: write(text) for n, text in entry.label.items()})
        for name, entry in known.register.entries.items()
    }
    standpoints = {
        name: replace(one, label={n: write(text) for n, text in one.label.items()})
        for name, one in known.register.standpoints.items()
    }
    (bundle,) = known.bundles
    article = replace(bundle.article, title=write("Ganja"), text=write(bundle.article.text or ""))
    claims = tuple(
        replace(
            claim,
            gloss={n: write(text) for n, text in claim.gloss.items()},
            quotations=tuple(replace(q, exact=write(q.exact)) for q in claim.quotations),
        )
        for claim in bundle.claims
    )
    register = replace(known.register, entries=entries, standpoints=standpoints)
    graph = kg.ClaimGraph(Knowledge(register, (replace(bundle, article=article, claims=claims),)))
    strike = {"label": {"en": write("strike")}, "kind": "shelling", "target": "ganja", "time": "2020-10-04"}
    graph.add_article("other", write("Text"), language="fa", publisher="reuters", events={"strike": strike})
    return graph


class Seen(html.parser.HTMLParser):
    """Elements and attributes of a piece of HTML, and whether its elements are closed in order."""

    VOID = ("br", "hr", "img", "input", "meta", "link")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, tag


@EACH
@pytest.mark.parametrize("language", ["en", "fa"])
def test_it_shows_itself_in_one_language_and_its_direction(
    name: str, language: str, graph: kg.ClaimGraph
) -> None:
    thing = SHOWN[name](graph)
    kg.language(language)
    page = thing._repr_html_()
    seen = Seen(page)
    assert seen.open == []
    assert f'lang="{language}" dir="{"rtl" if language == "fa" else "ltr"}"' in page
    assert page.count('class="kg nb') == 1 and "color-scheme: light dark" in page
    assert 0 < len(repr(thing)) < (6000 if name != "difference" else 10_000)


@EACH
def test_nothing_that_a_stranger_wrote_is_run(name: str, hostile: kg.ClaimGraph) -> None:
    page = SHOWN[name](hostile).to_html("en")
    seen = Seen(page)
    assert seen.open == []
    assert not {"script", "img", "object", "embed", "link", "meta", "form"} & set(seen.tags)
    assert not [attribute for attribute, _ in seen.attributes if attribute.startswith("on")]
    assert not [value for _, value in seen.attributes if value.strip().lower().startswith("javascript:")]
    assert "\u202e" not in page and "<script" not in page
    if name not in ("why not", "yes or no", "findings"):
        assert "&lt;script&gt;" in page or "&amp;lt;script" in page, "the test sees nothing hostile"
    for attribute, value in seen.attributes:
        if attribute == "srcdoc":
            assert ("sandbox", "") in seen.attributes
            assert "script" not in set(Seen(value.replace("<!DOCTYPE html>", "")).tags)


def test_pictures_are_svg(graph: kg.ClaimGraph, hostile: kg.ClaimGraph) -> None:
    picture = graph.disputes()[0].picture()
    assert picture._repr_svg_().startswith("<svg xmlns=") and "Armenia" in picture.svg
    kg.language("fa")
    assert "ارمنستان" in graph.disputes()[0].picture().svg
    shown = hostile.disputes()[0].picture().svg
    assert not {"script", "img"} & set(Seen(shown).tags) and "\u202e" not in shown


def test_networks_carry_nothing_that_runs_where_they_are_drawn(hostile: kg.ClaimGraph) -> None:
    network = hostile.network()
    carried = [
        *(data for _, data in network.nodes(data=True)),
        *(data for *_, data in network.edges(data=True)),
    ]
    texts = [value for data in carried for value in data.values() if isinstance(value, str)]
    assert any("script" in text for text in texts)
    assert not [text for text in texts if "<" in text or "\u202e" in text or "\n" in text]
    gravis = pytest.importorskip("gravis", reason="gravis is not installed")
    assert "alert(1)</script>" not in gravis.d3(network).to_html()


def test_words_are_those_of_the_language(graph: kg.ClaimGraph) -> None:
    for language, told in (("fa", "تکذیب می‌کند"), ("ru", "отрицает"), ("ar", "النفي")):
        assert kg.language(language) == language == kg.language()
        assert told in graph.claims["d1"]._repr_html_()
    kg.language("fa")
    assert graph.sources["armenia"].text == "ارمنستان"
    assert graph.sources.to_dicts()[1]["label"] == "ارمنستان"
    assert "ارمنستان" in graph.relations["m1+d1"].headline and "ارمنستان" in str(
        graph.relations["m1+d1"].explain()
    )
    assert graph.standpoints["baku"].text != "baku" and graph.claims["d1"].statement != ""
    with pytest.raises(kg.InputError, match="there is no language 'xx'"):
        kg.language("xx")


def test_quotes_keep_their_own_language(graph: kg.ClaimGraph) -> None:
    page = graph.claims.to_html("en")
    assert '<span class="quote" lang="fa" dir="auto">آتشباری به سوی آذربایجان</span>' in page
    assert '<blockquote lang="fa" dir="auto">' in graph.claims["d1"].to_html("en")


def test_colours_are_those_of_the_notebook() -> None:
    style = GRAPH.to_html("en")
    for name in ("--jp-content-font-color1", "--jp-layout-color0", "--jp-border-color2"):
        assert re.search(rf"var\({name}, [^)]", style), "without a fallback it is only seen in JupyterLab"
    assert '[data-jp-theme-light="false"] .kg.nb' in style and "color-scheme: dark" in style


def test_of_a_long_sequence_the_beginning_is_shown() -> None:
    page = GRAPH.claims.to_html("en")
    assert page.count("<tr>") == 31 and "… and 6 more" in page
    assert "Nothing." in GRAPH.claims[:0].to_html("en")


def test_what_is_wrong_is_a_table() -> None:
    graph = kg.load(SEEDS)
    graph.add_article("gazette", "Nobody said so.", language="en", publisher="reuters")
    graph.add_claim(
        "gazette", "x", source="armenia", stance="denies", quote="Nobody said so", says={"kind": "firing"}
    )
    found = graph.validate()
    assert len(found) and all(row["rule"] for row in found.to_dicts()) and found[0].rule in found.names
    assert "gazette" in str(found) and "<table>" in found.to_html("en") and found.ok in (True, False)
