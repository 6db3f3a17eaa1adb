"""What a store holds is read as it was written, no more of it than is shown, and its findings are used."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import SEEDS
from hypothesis import given, settings
from support.drawing import drawn
from support.partners import WHEN, only, received
from support.strategies import bodies

import kg
from kg import load, resources
from kg.api import ClaimGraph, StoredGraph, loading
from kg.api.graph import DISPUTING
from kg.cli import run
from kg.errors import InputError
from kg.explain import sorted_relations
from kg.findings import made_with
from kg.model import (
    Article,
    Bundle,
    Certainty,
    Claim,
    Count,
    Entry,
    Knowledge,
    Proposition,
    Quotation,
    Rating,
    Register,
    Stance,
    Verdict,
)
from kg.partners.deciding import decide
from kg.partners.importing import add_import
from kg.partners.ledger import Exchange
from kg.partners.proposals import find_matches
from kg.rdf import stored
from kg.rdf.columns import ColumnReader
from kg.rdf.serialize import Format
from kg.rdf.store_files import MARK
from kg.web.things import Things


def store(graph: ClaimGraph, folder: Path) -> StoredGraph:
    graph.save(folder)
    found = load(store=folder)
    assert isinstance(found, StoredGraph)
    return found


def check_same(found: ClaimGraph, expected: ClaimGraph) -> None:
    """Compare everything, also what equality leaves out: the claims of positions, what was accepted."""
    assert list(found.relations()) == list(expected.relations())
    assert [r.input_hash for r in found.relations()] == [r.input_hash for r in expected.relations()]
    assert found.repeats == expected.repeats
    assert found.knowledge.positions == expected.knowledge.positions
    claims = [p.claims for p in expected.knowledge.positions]
    assert [p.claims for p in found.knowledge.positions] == claims
    assert list(found.knowledge.claims) == list(expected.knowledge.claims)
    assert found.knowledge == expected.knowledge
    assert found.knowledge.register.adopted == expected.knowledge.register.adopted
    assert [v.accepted for v in found.knowledge.verdicts] == [v.accepted for v in expected.knowledge.verdicts]


@given(bodies())
@settings(max_examples=drawn(12))
def test_what_was_found_is_read_back_as_it_would_be_computed(body: Knowledge) -> None:
    expected = ClaimGraph(body)
    with TemporaryDirectory() as folder:
        found = store(expected, Path(folder, "graph.db"))
        for relation in expected.relations()[:3]:
            assert found.named(relation.id) == [relation] == expected.named(relation.id)
        tensions = list(expected.relations(types=["tension"]))
        assert list(found.relations(types=["tension"])) == tensions
        for view in (None, [], sorted(body.register.standpoints)[:1]):
            for types in (None, ["contradicts", "refines"]):
                names = expected.listed(view, types)
                assert found.listed(view, types) == names
                shown = sorted_relations(found.some(names[:3]), found.knowledge)
                assert [relation.id for relation in shown] == names[:3]
        for dispute in expected.relations().disputes():
            assert list(found.touching(dispute.positions)) == list(expected.touching(dispute.positions))
        for name in [*body.claims][:2]:
            assert list(found.claims[name].relations) == list(expected.claims[name].relations)
        assert (found.mentions, found.spoken) == (expected.mentions, expected.spoken)
        assert found.knowledge.corrected_by == expected.knowledge.corrected_by
        assert found.titles() == expected.titles()
        assert sorted(found.texts()) == sorted(expected.texts())
        some = [*body.claims][::2]
        fresh = load(store=Path(folder, "graph.db"))
        fresh.knowledge.read_claims(some)
        assert [fresh.knowledge.claims[name] for name in some] == [body.claims[name] for name in some]
        check_same(found, expected)


def test_of_a_large_article_only_the_claims_that_are_shown_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    read = ColumnReader.some_claims

    def counted(reader: ColumnReader, names: Collection[str]) -> dict[str, Claim]:
        asked.append(len(names))
        return read(reader, names)

    monkeypatch.setattr(ColumnReader, "some_claims", counted)
    monkeypatch.setattr(stored, "MOST_NAMED", 12)
    expected = load(SEEDS)
    found = store(expected, tmp_path / "graph.db")
    assert len(found.claims) == len(expected.claims) > 20
    assert (list(found.claims[3:9]), list(found.claims[-1:])) == (
        list(expected.claims[3:9]),
        list(expected.claims[-1:]),
    )
    assert (asked, found.claims.names) == ([6, 1], expected.claims.names)
    assert (found.claims[5], found.claims["d1"]) == (expected.claims[5], expected.claims["d1"])
    for name in found.knowledge.claims:
        assert found.knowledge.claims[name] == expected.knowledge.claims[name]
    # Whoever goes through all of them reads the rest at once.
    assert asked == [6, 1, *([1] * (len(expected.claims) // 8 - 2))]
    assert list(found.claims) == list(expected.claims)


def test_what_disputes_are_made_of_is_read_part_by_part_and_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = load(SEEDS)
    found = store(expected, tmp_path / "graph.db")
    monkeypatch.setattr(loading, "AT_ONCE", 2)
    number = len(expected.listed(types=DISPUTING))
    assert [len([*found.prepare()]), len([*found.prepare()])] == [-(-number // 2), 0]
    monkeypatch.setattr(found, "_findings", None)
    assert list(found.disputing()) == list(expected.disputing())


def test_others_use_a_graph_while_its_disputes_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    graph, happened = load(SEEDS), list[str]()

    def prepare() -> Iterator[None]:
        for number in range(3):
            happened.append(f"part {number}")
            yield

    async def use() -> None:
        things = Things(graph)
        first, second = (asyncio.create_task(things.prepare()) for _ in range(2))
        await asyncio.sleep(0)
        await things.do(lambda: happened.append("something else"))
        await asyncio.gather(first, second)
        await things.prepare()

    monkeypatch.setattr(graph, "prepare", prepare)
    asyncio.run(use())
    assert [one for one in happened if one != "something else"] == ["part 0", "part 1", "part 2"]
    assert happened.index("something else") < 3


def test_what_is_said_of_a_sum_comes_back_in_its_order(tmp_path: Path) -> None:
    """A sum is soft and only probable: what is said of the voices stands before what is said of all."""
    names = ("fighting", "killed", "all", "men", "women")
    inside = {"men": (("broader", "all"), ("distinct_from", "women")), "women": (("broader", "all"),)}
    sections = ("kinds", "kinds", "populations", "populations", "populations")
    entries = {
        name: Entry(name, section, links=inside.get(name, ()))
        for name, section in zip(names, sections, strict=True)
    }
    counts = (
        Count("killed", 3, 3, "all"),
        Count("killed", 2, 2, "men", soft=True),
        Count("killed", 2, 2, "women"),
    )
    claims = tuple(
        Claim(
            f"c{n}",
            f"s{n}",
            Stance.ASSERTS,
            Proposition("fighting", count=count),
            (Quotation("x", 0, 1),),
            certainty=Certainty.PROBABLE,
        )
        for n, count in enumerate(counts)
    )
    sources = {f"s{n}": Entry(f"s{n}", "sources") for n in range(3)}
    told = Knowledge(Register(entries | sources), (Bundle(Article("told", "x", "en", "s0"), claims),))
    [relation] = ClaimGraph(told).relations(types=["contradicts"])
    assert relation.modifiers == ("probable", "soft")
    assert list(store(ClaimGraph(told), tmp_path / "graph.db").relations(types=["contradicts"])) == [relation]


def test_a_repeat_of_several_who_speak_jointly_is_read_back_once(tmp_path: Path) -> None:
    own = load(SEEDS).own
    [bundle] = own.bundles
    said = bundle.claims[0]
    joint = replace(said, jointly=("reuters",) if said.source < "reuters" else ("twitter",))
    again = replace(bundle, claims=(joint, replace(joint, id="again")))
    graph = ClaimGraph(replace(own, bundles=(again,)))
    assert [repeat.later for repeat in graph.repeats] == [f"{bundle.article.id}/again"]
    assert store(graph, tmp_path / "graph.db").repeats == graph.repeats


@given(bodies(), bodies())
@settings(max_examples=drawn(6))
def test_what_partners_sent_is_read_back_beside_what_is_ours(ours: Knowledge, theirs: Knowledge) -> None:
    exchange, _ = add_import(Exchange(), ours, received(theirs), when=WHEN[0])
    expected = ClaimGraph(ours, exchange)
    with TemporaryDirectory() as folder:
        found = store(expected, Path(folder, "graph.db"))
        check_same(found, expected)
        assert found.own == ours
        assert found.exchange.imports == exchange.imports


@pytest.mark.parametrize("accepted", [True, False])
def test_what_was_accepted_of_a_partners_is_read_back(accepted: bool, tmp_path: Path) -> None:
    own, said = Knowledge(Register()), only(load(SEEDS).own, "d1")
    verdict = Verdict("karabakh-2020-10-04/d1", Rating.FALSE, {"en": "No."}, (), "Desk")
    exchange, _ = add_import(Exchange(), own, received(replace(said, verdicts=(verdict,))), when=WHEN[0])
    [proposal] = [match for match in find_matches(exchange, own) if match.section == "verdicts"]
    names = [proposal.id, "desk:armenia"]
    exchange, _ = decide(exchange, own, names, accepted=accepted, by="Sara", when=WHEN[1])
    found = store(ClaimGraph(own, exchange), tmp_path / "graph.db")
    check_same(found, ClaimGraph(own, exchange))
    assert found.knowledge.register.adopted == ({"desk:armenia"} if accepted else set())
    assert [judged.accepted for judged in found.knowledge.verdicts] == [accepted]


def test_verdicts_texts_and_glosses_of_the_seeds_are_read_back(tmp_path: Path) -> None:
    check_same(store(load(SEEDS), tmp_path / "graph.db"), load(SEEDS))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["explain", "second/yes+second/no"], "They did not fire."),
        (["report", "--dispute", "second/yes"], "They did not fire."),
        (["relations", "--limit", "1"], "They did not fire."),
        (["relations", "--limit", "1", "--summary"], "first/yes × first/no"),
    ],
)
def test_only_the_articles_of_what_is_shown_are_read(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    copies = []
    for name in ("first", "second", "third"):
        folder = tmp_path / "in" / name
        folder.mkdir(parents=True)
        (folder / "article.en.txt").write_text("They fired. They did not fire.", encoding="utf-8")
        (folder / "claims.yaml").write_text(CLAIMS.format(name=name, place=name), encoding="utf-8")
        copies.append(folder)
    (tmp_path / "in" / "register.yaml").write_text(REGISTER, encoding="utf-8")
    assert run(["build", str(tmp_path / "in"), "--store", str(tmp_path / "graph.db")]) == 0
    asked: list[str | None] = []
    read = ColumnReader.claims

    def claims(reader: ColumnReader, article: str | None) -> dict[str, Claim]:
        asked.append(article)
        return read(reader, article)

    monkeypatch.setattr(ColumnReader, "claims", claims)
    capsys.readouterr()
    assert run([*arguments, "--store", str(tmp_path / "graph.db")]) == 0
    assert said in capsys.readouterr().out
    assert asked == (["first"] if "--limit" in arguments else ["second"])


REGISTER = """
sources:
  army: {type: organization}
  paper: {type: outlet}
places:
  first: {}
  second: {}
  third: {}
kinds:
  firing: {}
"""
CLAIMS = """
article: {{id: {name}, text: article.en.txt, language: en, publisher: paper, published: 2020-10-04}}
claims:
  - id: "yes"
    source: paper
    stance: asserts
    quote: They fired.
    says: {{kind: firing, agent: army, place: {place}, time: 2020-10-04}}
  - id: "no"
    source: army
    stance: denies
    quote: They did not fire.
    says: {{kind: firing, agent: army, place: {place}, time: 2020-10-04}}
"""


def test_findings_of_other_rules_are_computed_anew_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "graph.db"
    load(SEEDS).save(folder)
    arguments = ["relations", "--format", "json", "--store", str(folder)]
    with monkeypatch.context() as patch:
        for module in ("kg.api.graph", "kg.partners.merge"):
            patch.setattr(f"{module}.find_relations", lambda *_, **__: pytest.fail("they are computed anew"))
        assert run(arguments) == 0
    stored = capsys.readouterr()
    record = json.loads((folder / MARK).read_text(encoding="utf-8"))
    assert record["findings"] == made_with()
    (folder / MARK).write_text(json.dumps({**record, "findings": "others"}), encoding="utf-8")
    assert not isinstance(load(store=folder), StoredGraph)
    assert run(arguments) == 0
    computed = capsys.readouterr()
    assert computed.out == stored.out
    assert "computed anew" in computed.err
    assert "computed anew" not in stored.err


def test_a_program_that_changed_has_another_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    (tmp_path / "rules").mkdir()
    seen = []
    for name, text in (("rules/a.sql", "1"), ("rules/a.sql", "2"), ("b.py", "1"), ("rules/a.pyc", "1")):
        (tmp_path / "b.py").touch()
        (tmp_path / name).write_text(text, encoding="utf-8")
        seen.append(resources.program_hash.__wrapped__("b.py", "rules"))
    assert len(set(seen)) == 3 and seen[-1] == seen[-2]


@pytest.mark.parametrize(
    ("format", "ending"), [("turtle", "ttl"), ("trig", "trig"), ("nquads", "nq"), ("jsonld", "jsonld")]
)
def test_an_export_of_ours_is_opened_where_authors_files_are(
    format: Format, ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graph = load(SEEDS)
    file = tmp_path / f"claims.{ending}"
    file.write_bytes(graph.export(format))
    assert load(file).knowledge == graph.knowledge
    assert run(["relations", "--format", "json", str(file)]) == 0
    written = capsys.readouterr()
    assert run(["relations", "--format", "json", str(SEEDS)]) == 0
    assert written.out == capsys.readouterr().out
    assert "kg validate" in written.err


@pytest.mark.parametrize("name", ["bundle", "bundle.zip"])
def test_a_bundle_of_ours_is_opened_where_authors_files_are(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = str(tmp_path / name)
    assert run(["export", str(SEEDS), "--bundle", bundle, "--producer", "our-desk"]) == 0
    assert run(["explain", "m1+d1", bundle]) == 0
    assert "Armenia" in capsys.readouterr().out


def test_a_store_is_opened_as_a_path_and_nothing_foreign_beside_others(tmp_path: Path) -> None:
    folder = tmp_path / "graph.db"
    load(SEEDS).save(folder)
    assert isinstance(load(folder), StoredGraph)
    with pytest.raises(InputError, match="one at a time"):
        load(folder, SEEDS)


def test_a_format_that_is_none_is_named_with_those_there_are() -> None:
    with pytest.raises(InputError, match="there is no format 'nonsense'") as error:
        load(SEEDS).export("nonsense")
    assert "turtle" in str(error.value)


def test_what_the_package_offers_is_listed() -> None:
    assert {"load", "ClaimGraph", "Relations"} <= set(dir(kg))
