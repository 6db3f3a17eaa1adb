"""Articles and claims built in code: the checks of the files people write, and back to such files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import SEEDS

import kg
from kg.authoring.read import read_knowledge

TEXT = "Yerevan. Armenia said that Ganja was never shelled. Baku denied it. Six people were killed."
FIRING = {"kind": "firing", "agent": "azerbaijan", "target": "tartar", "time": date(2020, 10, 4)}


@pytest.fixture
def graph() -> kg.ClaimGraph:
    graph = kg.load(SEEDS)
    graph.add_article(
        "gazette", TEXT, language="en", publisher="unnamed-outlet", published=date(2020, 10, 5), title="Quiet"
    )
    return graph


def add(graph: kg.ClaimGraph, id: str = "x1", **changed: Any) -> kg.GraphClaim:
    given = {"source": "azerbaijan", "stance": "denies", "quote": "Baku denied it", "says": FIRING, **changed}
    return graph.add_claim("gazette", id, **given)


def test_what_is_added_is_there_at_once(graph: kg.ClaimGraph) -> None:
    assert graph.articles["gazette"].title == "Quiet" and len(graph.articles) == 2
    claim = add(graph, source=graph.sources["armenia"], stance="asserts", gloss={"en": "They fired"})
    assert claim.name == "gazette/x1" and claim.quote == "Baku denied it" and claim.quotations[0].start == 52
    assert graph["x1"] == claim and claim.article.claims == [claim]
    other = add(graph, "x2", target=None, quote="Baku denied it")
    assert {r.relation.value for r in graph.relations.between("x1", "x2")} == {"contradicts"}
    assert len(graph.disputes()) == 2 and other in graph.disputes()["x2"].claims
    assert graph.query("ASK { ?claim dcterms:identifier 'x1' }").truth is True


def test_it_is_written_back_and_read_the_same(graph: kg.ClaimGraph, tmp_path: Path) -> None:
    add(graph, via=["reuters"], cue="denied", said={"from": "2020-10-05", "to": "2020-10-05", "basis": "x"})
    count = {"measure": "killed", "number": 6, "of": "people"}
    add(
        graph,
        "x2",
        stance="asserts",
        quote="Six people were killed",
        says={"kind": "fighting", "count": count},
    )
    assert graph.write(str(tmp_path)) == tmp_path
    again = read_knowledge([SEEDS / "register", tmp_path])
    assert again.claims == graph.knowledge.claims and again.articles == graph.knowledge.articles
    assert (tmp_path / "gazette" / "claims.yaml").read_text("utf-8") == graph.articles["gazette"].to_yaml()
    with pytest.raises(kg.InputError, match="there are claims already"):
        graph.articles["gazette"].write(tmp_path / "gazette")
    graph.articles["gazette"].write(str(tmp_path / "gazette"), overwrite=True)
    (tmp_path / "file").touch()
    with pytest.raises(kg.InputError, match="cannot be written"):
        graph.articles["gazette"].write(tmp_path / "file")


def test_events_are_declared_with_their_article(tmp_path: Path) -> None:
    graph = kg.load(SEEDS)
    strike = {"label": {"en": "strike on Ganja"}, "kind": "shelling", "target": "ganja"}
    graph.add_article("gazette", TEXT, language="en", publisher="reuters", events={"strike": strike})
    claim = add(graph, says={"kind": "shelling", "event": "strike"})
    assert graph.events["gazette/strike"].claims == [claim]
    graph.write(tmp_path)
    assert read_knowledge([SEEDS / "register", tmp_path]).claims == graph.knowledge.claims


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"source": "azerbaijam"}, ["source: unknown-name", "did you mean 'azerbaijan'?"]),
        ({"stance": "denis"}, ["stance: unknown-word", "did you mean 'denies'?"]),
        ({"quote": "Baku confirmed it"}, ["quote-not-found"]),
        (
            {"says": {**FIRING, "target": "gnja", "kind": "x"}},
            ["says.target: unknown-name", "says.kind: unknown-name"],
        ),
        ({"says": {**FIRING, "when": 3}}, ["says.when: unknown-key"]),
        ({"says": None}, ["Field 'says' required"]),
        ({"sourse": "armenia"}, ["unknown-key", "did you mean 'source'?"]),
        ({"corrects": "nothing"}, ["unknown-claim: there is no claim 'gazette/nothing' to correct"]),
    ],
)
def test_the_checks_are_those_of_files(
    graph: kg.ClaimGraph, changed: dict[str, Any], told: list[str]
) -> None:
    before = graph.knowledge
    with pytest.raises(kg.InputError) as error:
        add(graph, **changed)
    assert all(part in str(error.value) for part in told), str(error.value)
    assert "claim gazette/x1" in str(error.value)
    assert graph.knowledge is before


def test_names_are_given_once(graph: kg.ClaimGraph) -> None:
    add(graph)
    with pytest.raises(kg.InputError, match="duplicate-claim"):
        add(graph)
    with pytest.raises(kg.InputError, match="article gazette: id: duplicate-name"):
        graph.add_article("gazette", TEXT, language="en", publisher="reuters")
    with pytest.raises(kg.InputError, match="unknown-article: there is no article 'gazete'"):
        graph.add_claim("gazete", "x", source="armenia", stance="asserts", quote="x")
    with pytest.raises(kg.InputError, match="article b: publisher: unknown-name"):
        graph.add_article("b", TEXT, language="en", publisher="gazete")
    with pytest.raises(kg.InputError, match=r"published\.from: bad-date"):
        graph.add_article("b", TEXT, language="en", publisher="reuters", published="yesterday")


def test_what_corrects_an_earlier_claim_takes_it_back(graph: kg.ClaimGraph) -> None:
    earlier = add(graph, source="armenia", stance="asserts", said="2020-10-04")
    add(graph, "x2", source="armenia", said="2020-10-05", corrects=earlier)
    assert graph.claims["x2"].corrects == ("gazette/x1",)
    with pytest.raises(kg.InputError, match="was said later"):
        add(graph, "x3", source="armenia", said="2020-10-03", corrects=["x2"])


def test_a_store_and_a_withheld_text_are_not_added_to(graph: kg.ClaimGraph, tmp_path: Path) -> None:
    graph.save(tmp_path / "graph.db")
    with pytest.raises(kg.InputError, match="built in a store"):
        add(kg.load(store=tmp_path / "graph.db"))
    graph.bundle(tmp_path / "bundle.zip")
    sent = kg.load(tmp_path / "bundle.zip")
    with pytest.raises(kg.InputError, match="is withheld"):
        add(sent)


@pytest.mark.parametrize(
    ("text", "id"),
    [("a\ud800b", "not-utf8"), ("a\x00b", "control-character"), ("é" * 2**23 + "e", "too-large")],
)
def test_what_is_wrong_with_a_text_is_said_of_the_text_that_was_given(
    text: str, id: str, graph: kg.ClaimGraph
) -> None:
    with pytest.raises(kg.InputError) as error:
        graph.add_article("gazette-2", text, language="en", publisher="reuters")
    assert [(problem.id, str(problem.location)) for problem in error.value.problems] == [
        (id, "article gazette-2: text")
    ]
