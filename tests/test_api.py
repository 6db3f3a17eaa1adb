"""One object for notebooks and programs: its parts by position and name, as tables, as graphs, as files."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from conftest import SEEDS

import kg
from kg.errors import InputError
from kg.model import Article, Claim, Entry, Relation

# Whatever the locale of the machine.
kg.language("en")
GRAPH = kg.load(SEEDS)
SEQUENCES: dict[str, Callable[[kg.ClaimGraph], Any]] = {
    "claims": lambda graph: graph.claims,
    "articles": lambda graph: graph.articles,
    "sources": lambda graph: graph.sources,
    "events": lambda graph: graph.events,
    "entries": lambda graph: graph.entries,
    "standpoints": lambda graph: graph.standpoints,
    "disputes": lambda graph: graph.disputes(),
    "relations": lambda graph: graph.relations(),
    "all relations": lambda graph: graph.relations,
}
EACH = pytest.mark.parametrize("name", SEQUENCES)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> kg.ClaimGraph:
    folder = tmp_path_factory.mktemp("store") / "graph.db"
    GRAPH.save(str(folder))
    return kg.load(store=str(folder))


# -- sequences --


@EACH
def test_a_part_of_a_sequence_is_a_sequence_of_the_same_type(name: str) -> None:
    whole = SEQUENCES[name](GRAPH)
    assert type(whole[:2]) is type(whole) is type(whole.where(lambda _: True))
    assert whole[:2] == list(whole)[:2]
    assert whole.where(lambda _: False) == []
    assert len(whole.names) == len(set(whole.names)) == len(whole)


@EACH
def test_each_is_found_by_position_and_by_name(name: str) -> None:
    whole = SEQUENCES[name](GRAPH)
    for at, called in enumerate(whole.names[:40]):
        assert whole[called] == whole[at]
        assert called in whole and whole[at] in whole
    assert "nonsense" not in whole
    with pytest.raises(InputError):
        whole["nonsense"]


@EACH
def test_rows_are_plain_and_have_the_same_columns(name: str) -> None:
    rows = SEQUENCES[name](GRAPH).to_dicts()
    assert json.loads(json.dumps(rows)) == rows
    assert len({tuple(row) for row in rows}) <= 1


@EACH
def test_a_sequence_is_a_frame_where_there_is_pandas(name: str) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    whole = SEQUENCES[name](GRAPH)
    frame = whole.to_frame()
    assert len(frame) == len(whole)
    if len(whole):
        assert list(frame.columns) == list(whole.to_dicts()[0])


def test_without_pandas_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(InputError, match=r"pandas is not installed\n.*to_dicts"):
        GRAPH.claims.to_frame()


def test_what_is_kept_has_these_values_in_these_columns() -> None:
    kept = GRAPH.claims.where(source="azerbaijan-mod", stance="asserts")
    assert {claim.source for claim in kept} == {"azerbaijan-mod"} and "m1" in kept
    with pytest.raises(InputError, match=r"no column 'stanse'\n.*'stance'"):
        GRAPH.claims.where(stanse="asserts")


def test_a_store_gives_the_same_as_its_files(stored: kg.ClaimGraph) -> None:
    for name, sequence in SEQUENCES.items():
        if name not in ("disputes", "all relations", "relations"):
            assert sequence(stored).to_dicts() == sequence(GRAPH).to_dicts(), name
    rows = sorted(stored.relations().to_dicts(), key=lambda row: str(row["id"]))
    assert rows == sorted(GRAPH.relations().to_dicts(), key=lambda row: str(row["id"]))
    assert stored["m1+d1"].id == GRAPH["m1+d1"].id  # type: ignore[union-attr]


def test_of_a_store_only_what_is_looked_at_is_read(tmp_path: Path) -> None:
    GRAPH.save(tmp_path / "other.db")
    fresh = kg.load(store=tmp_path / "other.db")
    assert fresh.relations["m1+d1"].relation.value == "contradicts"
    assert fresh.claims["d1"].name == "karabakh-2020-10-04/d1"
    assert "_relations" not in vars(fresh) and "_items" not in vars(fresh.claims)


# -- names --


@pytest.mark.parametrize(
    ("name", "type"),
    [
        ("d1", Claim),
        ("karabakh-2020-10-04/d1", Claim),
        ("karabakh-2020-10-04", Article),
        ("armenia", Entry),
        ("m1+d1", Relation),
        ("baku", kg.GraphStandpoint),
        (GRAPH.relations["m1+d1"].id[:8], Relation),
    ],
)
def test_a_graph_is_asked_by_name(name: str, type: type) -> None:
    assert isinstance(GRAPH[name], type)


def test_a_name_that_nothing_has_is_told_with_the_nearest() -> None:
    with pytest.raises(InputError, match=r"unknown-name: there is no 'armenai'.*\n.*'armenia'"):
        GRAPH["armenai"]
    with pytest.raises(InputError, match="there is no claim 'zz9'"):
        GRAPH["m1+zz9"]
    with pytest.raises(InputError, match=r"unknown-relation: nothing relates 'a1.d1'"):
        GRAPH.relations["a1+d1"]


def test_two_claims_that_several_relations_are_between_are_told_apart() -> None:
    pairs: dict[tuple[str, ...], list[Relation]] = {}
    for relation in GRAPH.relations():
        ends = tuple(sorted(position.claims[0].rpartition("/")[2] for position in relation.positions))
        pairs.setdefault(ends, []).append(relation)
    several = [ends for ends, found in pairs.items() if len(found) > 1 and len(ends) == 2]
    for one, other in several:
        with pytest.raises(InputError, match="ambiguous-relation"):
            GRAPH.relations[f"{one}+{other}"]


def test_completion_knows_the_names() -> None:
    assert {"d1", "karabakh-2020-10-04", "armenia", "baku"} <= set(GRAPH._ipython_key_completions_())
    assert GRAPH.sources._ipython_key_completions_() == GRAPH.sources.names


def test_the_package_lists_what_it_offers_and_nothing_else() -> None:
    assert {"load", "language", "verify", "ClaimGraph", "Relations", "Claims", "InputError"} <= set(dir(kg))
    assert all(getattr(kg, name) is not None for name in dir(kg))
    assert "annotations" not in dir(kg)


def test_things_of_a_graph_are_those_of_the_model() -> None:
    for name, claim in GRAPH.knowledge.claims.items():
        assert GRAPH.claims[name] == claim and claim == GRAPH.claims[name]
        assert {GRAPH.claims[name]: 1}[GRAPH.claims[name]] == 1
    assert GRAPH["d1"] != GRAPH["m1"]
    assert len(repr(GRAPH["m1+d1"])) < 100 > len(repr(GRAPH["d1"]))


def test_things_lead_to_one_another() -> None:
    claim = GRAPH.claims["d1"]
    assert claim.article.id == "karabakh-2020-10-04" and claim in claim.article.claims
    assert claim.relations.of("contradicts") == GRAPH.relations.of("contradicts")
    assert claim in GRAPH.sources["armenia"].claims
    assert GRAPH.relations["m1+d1"].claims.names == ["karabakh-2020-10-04/m1", "karabakh-2020-10-04/d1"]
    assert {r.relation.value for r in GRAPH.standpoints["baku"].relations} >= {"contradicts"}
    assert GRAPH.disputes()[0].claims["k1"].source == "karabakh-head"
    assert GRAPH.disputes()["m1"] is not None


# -- graphs --


def test_a_network_is_written_and_drawn_by_other_tools(tmp_path: Path) -> None:
    network = GRAPH.disputes()[0].graph()
    nx.write_graphml(network, tmp_path / "dispute.graphml")
    again = nx.read_graphml(tmp_path / "dispute.graphml", force_multigraph=True)
    assert {n: d["label"] for n, d in again.nodes(data=True)} == {
        n: d["label"] for n, d in network.nodes(data=True)
    }
    told = json.loads(json.dumps(nx.node_link_data(network)))
    assert nx.utils.graphs_equal(nx.node_link_graph(told), network)
    data = next(data for *_, data in network.edges(data=True) if not data["unconditional"])
    assert set(data) == {"label", "relation", "rule", "unconditional", "holds_if", "unless"}
    whole = GRAPH.network()
    assert len(whole) == len(GRAPH.knowledge.positions)
    assert whole.number_of_edges() == len(GRAPH.relations())
    assert not nx.is_frozen(whole)


def test_a_network_carries_the_objects_on_request() -> None:
    network = GRAPH.disputes()[0].graph(objects=True)
    assert all(data["position"].id == name for name, data in network.nodes(data=True))
    assert all(data["found"].id == key for *_, key, data in network.edges(keys=True, data=True))


def test_pyvis_draws_a_dispute() -> None:
    pyvis = pytest.importorskip("pyvis.network", reason="pyvis is not installed")
    drawn = pyvis.Network(directed=True, notebook=True, cdn_resources="in_line")
    drawn.from_nx(GRAPH.disputes()[0].graph())
    assert {node["label"] for node in drawn.nodes} == {
        data["label"] for _, data in GRAPH.disputes()[0].graph().nodes(data=True)
    }
    assert "Armenia denies" in drawn.generate_html(notebook=True)


def test_gravis_draws_a_dispute() -> None:
    gravis = pytest.importorskip("gravis", reason="gravis is not installed")
    html = gravis.d3(GRAPH.disputes()[0].graph(), edge_label_data_source="label").to_html()
    assert "Armenia denies" in html and "contradicts" in html


def test_networkx_draws_a_dispute(tmp_path: Path) -> None:
    matplotlib = pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    matplotlib.use("agg")
    from matplotlib import pyplot

    network = GRAPH.disputes()[0].graph()
    nx.draw(
        network, labels={n: d["label"] for n, d in network.nodes(data=True)}, pos=nx.circular_layout(network)
    )
    pyplot.savefig(tmp_path / "dispute.png")
    pyplot.close()
    assert (tmp_path / "dispute.png").read_bytes().startswith(b"\x89PNG")


# -- what is asked for by a method --


def test_a_relation_explains_itself() -> None:
    told = GRAPH.relations["m1+d1"].explain()
    assert "آتشباری به سوی آذربایجان" in str(told)
    assert told.cards[0].headline["fa"] != told.cards[0].headline["en"]
    assert told.to_dicts()[0]["rule"] == "denial"


def test_why_not_names_what_keeps_each_rule() -> None:
    told = GRAPH.why_not("k1", "d1")
    assert told.first.endswith("/k1") and "k1" in str(told) and "d1" in repr(told)


def test_what_two_standpoints_see_is_compared() -> None:
    seen = GRAPH.compare("none", "baku")
    assert {r.relation.value for r in seen.only_second} >= {"contradicts"}
    assert "baku" in str(seen)
    assert str(GRAPH.compare([], ["baku"])) == str(seen)


def test_a_graph_is_checked() -> None:
    found = GRAPH.validate()
    assert found.ok and found.to_dicts() == [] and str(found) == ""


def test_two_graphs_differ(tmp_path: Path) -> None:
    assert GRAPH.diff(str(SEEDS)).empty
    (tmp_path / "register.yaml").write_text("sources: {}\n", encoding="utf-8")
    other = GRAPH.diff(tmp_path)
    assert not other.empty and "karabakh-2020-10-04" in str(other) and other.to_dict()["articles"]


def test_a_report_is_a_page(tmp_path: Path) -> None:
    page = GRAPH.report(dispute="m1", standpoints=["baku"])
    page.save(str(tmp_path / "page.html"))
    assert (tmp_path / "page.html").read_text("utf-8") == str(page)
    assert str(page).startswith("<!DOCTYPE html>")
    with pytest.raises(InputError, match="unknown-dispute"):
        GRAPH.report(dispute="a1")


def test_a_bundle_is_made_written_and_verified(tmp_path: Path) -> None:
    place = str(tmp_path / "ours.zip")
    files = GRAPH.bundle(place, producer="our-desk")
    assert "articles/karabakh-2020-10-04.ttl" in files
    check = kg.verify(place)
    assert check and check.ok and check.to_dict()["producer"]["id"] == "our-desk"
    assert "our-desk" in str(check)
    assert GRAPH.bundle(producer="our-desk") == files
    with pytest.raises(InputError, match="is not a valid name for a producer"):
        GRAPH.bundle(producer="Our Desk")


@pytest.mark.parametrize(
    "format", ["turtle", "trig", "nquads", "jsonld", "csv", "annotations", "claimreview", "nanopub"]
)
def test_every_format_of_the_command_line_is_exported(format: str) -> None:
    assert GRAPH.export(format)


def test_a_format_that_is_none_is_told_with_those_there_are() -> None:
    with pytest.raises(InputError) as error:
        GRAPH.export("turtel")
    assert "did you mean 'turtle'?" in str(error.value) and "nanopub" in str(error.value)
    with pytest.raises(InputError, match=r"no table 'x'\n.*contradictions"):
        GRAPH.export("csv", table="x")
    with pytest.raises(InputError, match="no profile of csv"):
        GRAPH.export("csv", interop=True)
