"""Whatever a partner sends, what is ours stays as it was, and every command of ours goes on working."""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import re
import shutil
import stat
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import SEEDS
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rdflib import SKOS, Graph
from support.damage import RDF_XML, damaged
from support.drawing import drawn, some_of
from support.partners import essence, only, received, statements

from kg.api import ClaimGraph, load
from kg.authoring.read import read_knowledge
from kg.bundle.archive import write_zip
from kg.bundle.build import build_bundle
from kg.bundle.manifest import canonical_json, manifest_digest
from kg.bundle.subset import build_part
from kg.cli import run
from kg.errors import InputError, Problem
from kg.model import (
    BASE,
    Bridge,
    Bundle,
    Entry,
    EventFrame,
    Knowledge,
    Quotation,
    Rating,
    Register,
    Stance,
    Standpoint,
    Verdict,
    partner_of,
)
from kg.partners.deciding import decide
from kg.partners.importing import add_import
from kg.partners.ledger import Exchange, Status
from kg.partners.proposals import find_matches
from kg.partners.receive import receive_file
from kg.rdf.store_files import open_read_only
from kg.rdf.vocabulary import FINDINGS_GRAPH, RECORDS_GRAPH, REG, is_of_partner
from kg.report.exchange import write_import
from kg.transaction import restore

WHEN = "2026-11-22T10:00:00Z"
#: How many damaged files are received; many more by hand than in every run.
EXAMPLES = int(os.environ.get("KG_FUZZ_EXAMPLES") or drawn(20))
ARTICLE = "karabakh-2020-10-04"


# -- two desks ----------------------------------------------------------------------------------------------


@cache
def ours() -> Knowledge:
    """Return two claims of ours that contradict each other, with all of our register."""
    seeds = read_knowledge([SEEDS])
    return replace(build_part(only(seeds, "d1", "m1"), ARTICLE), register=seeds.register)


@cache
def theirs() -> Knowledge:
    """Return what an honest partner sends: one of the same claims."""
    return build_part(only(ours(), "m1"), ARTICLE)


@cache
def honest() -> bytes:
    """Return it as Turtle."""
    return ClaimGraph(theirs()).export("turtle", findings=False)


@cache
def bundle() -> dict[str, bytes]:
    return dict(build_bundle(theirs(), producer="desk"))


@cache
def packed() -> bytes:
    return write_zip(bundle())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("ours") / "store"
    restore(ours(), place)
    return place


@pytest.fixture
def place(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a store of ours in a folder of its own, which is the one that is worked in."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(built, tmp_path / "store")
    return Path("store")


def quads_of(place: Path) -> list[tuple[str, str]]:
    """Return the quads of a store as they are written, each after the graph that it is in, if any."""
    return [(getattr(quad.graph_name, "value", ""), str(quad)) for quad in open_read_only(place)]


def hashed(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def state(place: Path) -> str:
    """Return the hash of all that a store holds."""
    return hashed(line for _, line in quads_of(place))


def own_state(place: Path) -> str:
    """Return the hash of the graphs of a store that are ours."""
    mixed = ("", str(RECORDS_GRAPH), str(FINDINGS_GRAPH))
    return hashed(line for graph, line in quads_of(place) if graph not in mixed and not is_of_partner(graph))


def own_relations(graph: ClaimGraph) -> set[object]:
    """Return what relates positions that we hold, whoever else holds them."""
    return {
        essence(relation)
        for relation in graph.relations()
        if all(any(partner_of(claim) is None for claim in position.claims) for position in relation.positions)
    }


def send(file: Path, place: Path, *more: str) -> int:
    return run(["import", str(file), "--store", str(place), "--from", "desk", "--when", WHEN, *more])


def quiet(err: str) -> bool:
    """Return whether a command told what is wrong without failing itself."""
    return "Traceback" not in err and "defect" not in err


# -- files that are refused ---------------------------------------------------------------------------------

TAIL = b"\n<urn:x:a> <urn:x:b> "
JSON = b'{"@context": {"a": "urn:x:"}, "@id": "urn:x:a", "a:b": 1, %s}'
LONG = b"x" * 3_000


def reviewed(**fields: object) -> bytes:
    """Return a ClaimReview with some fields as they should not be."""
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": "Ganja was shelled",
        "author": {"@type": "Organization", "name": "Their desk"},
        "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "worstRating": 1},
        **fields,
    }
    return json.dumps(review).encode()


#: name: file, what is in it, the problem
REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "nothing but noise": ("a.ttl", lambda: b"\x00\xff\xfe" * 99, "bad-rdf"),
    "cut off": ("a.ttl", lambda: honest()[:-40], "bad-rdf"),
    "nested": ("a.ttl", lambda: honest() + TAIL + b"[<urn:x:b> " * 60 + b"1" + b"]" * 60 + b".", "too-deep"),
    "nested many times": ("a.ttl", lambda: honest() + TAIL + b"(" * 40_000, "too-deep"),
    "nested graphs": ("a.trig", lambda: honest() + b"{" * 99, "too-deep"),
    "nested arrays": ("a.jsonld", lambda: b"[" * 99 + b"]" * 99, "too-deep"),
    "nested elements": ("a.rdf", lambda: RDF_XML % (b"<a>" * 99 + b"</a>" * 99), "too-deep"),
    "nested reviews": ("a.json", lambda: b'{"a":' * 9_000 + b"1" + b"}" * 9_000, "too-deep"),
    "a large literal": ("a.ttl", lambda: honest() + TAIL + b'"' + LONG + b'" .', "literal-too-long"),
    "a large literal in XML": (
        "a.rdf",
        lambda: RDF_XML % (b'<a p:b="' + LONG + b'"/>'),
        "literal-too-long",
    ),
    "a large IRI": ("a.nq", lambda: b"<urn:x:" + LONG + b"> <urn:x:b> <urn:x:c> .", "literal-too-long"),
    "a large file": ("a.ttl", lambda: honest() + b"#" * 70_000, "too-large"),
    "a large feed": ("a.json", lambda: reviewed(text="x" * 70_000), "too-large"),
    "blank nodes": ("a.ttl", lambda: honest() + TAIL + b"[]," * 60 + b"[] .", "too-many-blank-nodes"),
    "a clique of blank nodes": (
        "a.nq",
        lambda: b"".join(b"_:b%d <urn:x:p> _:b%d .\n" % (n, m) for n in range(52) for m in range(52)),
        "too-many-blank-nodes",
    ),
    "many triples": (
        "a.ttl",
        lambda: honest() + TAIL + b",".join(b"%d" % n for n in range(4_000)) + b" .",
        "too-many-triples",
    ),
    "a control character in an IRI": ("a.ttl", lambda: honest() + b"\n<urn:x:\x07> a <urn:x:b> .", "bad-iri"),
    "an escaped one": ("a.nq", lambda: b"<urn:x:\\u0007> <urn:x:b> <urn:x:c> .", "bad-iri"),
    "an override in an IRI": (
        "a.ttl",
        lambda: honest() + "\n<urn:x:\u202e> a <urn:x:b> .".encode(),
        "bad-iri",
    ),
    "an escape sequence in a label": ("a.ttl", lambda: honest() + TAIL + b'"\x1b[2J" .', "control-character"),
    "a NUL in a label": ("a.trig", lambda: honest() + TAIL + b'"a\\u0000" .', "control-character"),
    "a relative IRI": ("a.jsonld", lambda: JSON % b'"a:c": {"@id": "x"}', "bad-iri"),
    "a remote context": ("a.jsonld", lambda: b'{"@context": "http://127.0.0.1:9/c"}', "remote-context"),
    "an imported context": ("a.jsonld", lambda: JSON % b'"@context": {"@import": "c"}', "remote-context"),
    "entities": (
        "a.rdf",
        lambda: b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + RDF_XML % b'<a p:b="&b;"/>',
        "doctype",
    ),
    "an external DTD": (
        "a.xml",
        lambda: b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">' + RDF_XML % b"",
        "doctype",
    ),
    "a statement about one": ("a.ttl", lambda: honest() + TAIL + b"<<( <urn:a> <urn:b> 1 )>> .", "bad-rdf"),
    "UTF-16": ("a.ttl", lambda: honest().decode().encode("utf-16"), "bad-rdf"),
    "not a number": ("a.json", lambda: reviewed(x=float("nan")), "bad-number"),
    "a JSON that is no review": ("a.json", lambda: b'{"a": 1}', "nothing-found"),
    "an unknown ending": ("a.exe", lambda: b"MZ", "unknown-format"),
    "a zip of noise": ("a.zip", lambda: b"PK\x03\x04" + b"x" * 99, "bad-archive"),
    "a zip with a tail": ("a.zip", lambda: packed() + b"x", "bad-archive"),
    "a zip bomb": ("a.zip", lambda: deflated({**bundle(), "x.ttl": b" " * 60_000}), "too-large"),
    "a zip of many files": (
        "a.zip",
        lambda: deflated({f"x{n}": b"" for n in range(60)}),
        "too-many-files",
    ),
    "a zip that is large unpacked": (
        "a.zip",
        lambda: write_zip({**bundle(), **{f"x{n}": bytes(60_000) for n in range(9)}}),
        "too-large",
    ),
    "a way out of a zip": ("a.zip", lambda: deflated({**bundle(), "../../x.ttl": b""}), "bad-path"),
    "an absolute path": ("a.zip", lambda: deflated({**bundle(), "/etc/x": b""}), "bad-path"),
    "a path of another system": ("a.zip", lambda: deflated({**bundle(), "..\\x": b""}), "bad-path"),
    "two names that are one": ("a.zip", lambda: deflated({**bundle(), "CATALOG.ttl": b""}), "duplicate-name"),
    "a link in a zip": (
        "a.zip",
        lambda: deflated({**bundle(), "x": b"/etc/passwd"}, links=("x",)),
        "not-a-file",
    ),
    "another file in a zip": ("a.zip", lambda: write_zip({**bundle(), "x.ttl": b""}), "additional-file"),
    "a bundle with another text": (
        "a.zip",
        lambda: write_zip({**bundle(), f"articles/{ARTICLE}.ttl": honest() + b"# \n"}),
        "wrong-size",
    ),
    "a bundle without a manifest": (
        "a.zip",
        lambda: write_zip({n: d for n, d in bundle().items() if n != "manifest.json"}),
        "missing-file",
    ),
}


def deflated(files: dict[str, bytes], links: tuple[str, ...] = ()) -> bytes:
    """Pack an archive as an attacker might, with names that our own writer would refuse."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (stat.S_IFLNK | 0o777 if name in links else stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, data)
    return written.getvalue()


LIMITS = {
    "KG_MAX_BYTES": "65536",
    "KG_MAX_ARCHIVE_BYTES": "300000",
    "KG_MAX_RATIO": "100",
    "KG_MAX_ENTRIES": "50",
    "KG_MAX_TRIPLES": "3000",
    "KG_MAX_DEPTH": "50",
    "KG_MAX_LITERAL": "2500",
    "KG_MAX_BLANK_NODES": "50",
}


@pytest.mark.parametrize("case", some_of(zip(REFUSED), each=3))
def test_a_file_that_is_refused_leaves_the_store_as_it_was(
    case: str, place: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    name, build, problem = REFUSED[case]
    for limit, value in LIMITS.items():
        monkeypatch.setenv(limit, value)
    Path(name).write_bytes(build())
    before, around = state(place), sorted(Path().rglob("*"))
    assert send(Path(name), place) == 2
    out, err = capfd.readouterr()
    assert problem in err and quiet(err) and not out
    assert state(place) == before
    assert sorted(Path().rglob("*")) == around


def test_the_honest_file_is_within_these_limits(
    place: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nothing above is refused for what it has in common with this."""
    for limit, value in LIMITS.items():
        monkeypatch.setenv(limit, value)
    for name, data in {"a.ttl": honest(), "a.trig": honest(), "a.zip": packed()}.items():
        Path(name).write_bytes(data)
        assert send(Path(name), place) == 0, capfd.readouterr().err
    assert {one.file for one in load(store=place).exchange.imports} == {"a.ttl", "a.zip"}


def test_a_folder_with_a_link_or_a_pipe_is_refused(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for name, data in bundle().items():
        path = Path("sent") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    before = state(place)
    ways: dict[str, Callable[[Path], None]] = {
        "not-a-file": lambda path: path.symlink_to("/etc/passwd"),
        "is a link": lambda path: path.symlink_to("/etc"),
        "a device": os.mkfifo,
        "additional-file": Path.touch,
    }
    for said, make in ways.items():
        make(Path("sent/x"))
        assert send(Path("sent"), place) == 2
        err = capfd.readouterr().err
        assert said in err and quiet(err)
        Path("sent/x").unlink()
    article = Path(f"sent/articles/{ARTICLE}.ttl")
    article.rename("elsewhere.ttl")
    article.symlink_to(Path("elsewhere.ttl").resolve())
    assert send(Path("sent"), place) == 2
    assert "not-a-file" in capfd.readouterr().err
    assert state(place) == before


def test_what_is_no_file_is_refused(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("a.ttl")
    os.mkfifo("a.zip")
    Path("loop.ttl").symlink_to("loop.ttl")
    before = state(place)
    for name in ("a.ttl", "a.zip", "loop.ttl", "nothing.ttl", "nothing.zip", "n" * 300 + ".ttl", "/dev/full"):
        assert send(Path(name), place) == 2, name
        assert quiet(capfd.readouterr().err)
    assert state(place) == before


# -- files that are kept apart ------------------------------------------------------------------------------


def written(knowledge: Knowledge) -> bytes:
    return ClaimGraph(knowledge).export("turtle", findings=False)


def renamed(old: str, new: str) -> bytes:
    """Return the honest file with another name for one thing in it."""
    data = honest().decode()
    return data.replace(f'identifier "{old}"', f'identifier "{new}"').encode()


def with_register(**changed: object) -> Knowledge:
    return replace(theirs(), register=replace(theirs().register, **changed))  # type: ignore[arg-type]


def within(name: str, *wholes: str) -> Knowledge:
    entries = dict(theirs().register.entries)
    relation = {"kinds": "broader", "places": "within"}[entries[name].section]
    entries[name] = replace(entries[name], links=tuple((relation, whole) for whole in wholes))
    return with_register(entries=entries)


QUARANTINED: dict[str, Callable[[], bytes]] = {
    "a kind broader than itself": lambda: honest() + b"reg:shelling skos:broader reg:shelling .",
    "a circle of kinds": lambda: honest() + b"reg:attack skos:broader reg:shelling .",
    "a circle through a standpoint": lambda: written(
        with_register(
            standpoints={
                "s": Standpoint(
                    "s", {"en": "s"}, ("armenia",), (Bridge("military-action", "broader", "shelling", "s"),)
                )
            }
        )
    ),
    "a name with a colon": lambda: renamed("ganja", "desk:ganja"),
    "a name with a stroke": lambda: renamed("ganja", "a/ganja"),
    "a name in capitals": lambda: renamed("m1", "M1"),
    "a name that leads out": lambda: renamed("ganja", ".."),
    "an article with a colon": lambda: renamed(ARTICLE, f"desk:{ARTICLE}"),
    "a name with two identifiers": lambda: renamed("ganja", 'ganja" , "baku'),
    "a foreign IRI for a place": lambda: honest().replace(b"reg:ganja", b"<https://example.org/ganja>"),
    "a stance of their own": lambda: honest().replace(b"cv:asserts", b"cv:shouts"),
    "a second stance": lambda: honest().replace(b"cv:stance cv:asserts", b"cv:stance cv:asserts , cv:denies"),
    "their own word for our term": lambda: (
        honest() + b"cv:asserts cv:stance cv:denies . cv:Claim a cv:Claim ."
    ),
    "another text than the hash": lambda: honest().replace("گنجه".encode(), "باکو".encode()),
    "a date that is none": lambda: honest().replace(b'"2020-10-04"^^xsd:date', b'"2020-02-30"^^xsd:date'),
    "an offset beyond all numbers": lambda: honest().replace(b'"1456"', b'"' + b"9" * 5_000 + b'"'),
    "an offset below zero": lambda: honest().replace(b'oa:start "1381"', b'oa:start "-1381"'),
    "a second article for the bundle": lambda: (
        honest() + f"<{BASE}bundle/{ARTICLE}> cv:article <{BASE}bundle/other/article> .".encode()
    ),
}


@pytest.mark.parametrize("case", some_of(zip(QUARANTINED), each=3))
def test_what_cannot_be_used_is_kept_apart(case: str, place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("a.ttl").write_bytes(QUARANTINED[case]())
    assert Path("a.ttl").read_bytes() != honest()
    before, relations = own_state(place), own_relations(load(store=place))
    assert send(Path("a.ttl"), place) == 1
    out, err = capfd.readouterr()
    assert "in quarantine" in out and quiet(err)
    assert own_state(place) == before
    graph = load(store=place)
    (one,) = graph.exchange.imports
    assert one.status is Status.QUARANTINED and one.problems
    assert graph.knowledge == ours() and own_relations(graph) == relations
    added = {graph for graph, _ in quads_of(place)} - {str(quad[3]) for quad in ClaimGraph(ours()).quads()}
    assert added <= {str(RECORDS_GRAPH), f"{BASE}import/desk/1", ""}
    # What was wrong is mended: the next file is taken in.
    Path("a.ttl").write_bytes(honest())
    assert send(Path("a.ttl"), place) == 0
    assert own_state(place) == before


# -- files that speak of what is ours -----------------------------------------------------------------------

OF_OURS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "imports": (
        "a.ttl",
        lambda: (
            honest()
            + b"<urn:x:o> a owl:Ontology ; owl:imports <http://127.0.0.1:9/> , <file:///etc/passwd> ."
        ),
    ),
    "our ontology": (
        "a.ttl",
        lambda: (
            honest()
            + b"""cv:Claim rdfs:subClassOf owl:Nothing ; owl:disjointWith cv:Claim ; rdfs:label "lie" .
        cv:contradicts a owl:TransitiveProperty ; owl:sameAs cv:supports . cv:denies owl:sameAs cv:asserts .
        """
        ),
    ),
    "our graphs": (
        "a.trig",
        lambda: (
            honest()
            + f"""
        <{BASE}register> {{ reg:ganja rdfs:label "Gəncə" . reg:baku cv:within reg:armenia }}
        <{BASE}standpoint/baku> {{ reg:karabakh cv:within reg:ganja . <{BASE}standpoint/baku> a <urn:x> }}
        <{BASE}bundle/{ARTICLE}> {{ <{BASE}bundle/{ARTICLE}/claim/d1> cv:stance cv:asserts , cv:denies }}
        <{BASE}findings> {{ <urn:x:r> a cv:Relation }}
        <{BASE}imports> {{ <{BASE}import/other/1> a cv:Import ; cv:fromPartner "other" }}
        <{BASE}decision/x> {{ <{BASE}decision/x> a cv:Decision ; cv:accepted true }}
        <{BASE}import/desk/1> {{ <urn:x:a> <urn:x:b> 1 }}
        <{BASE}partner/desk/register> {{ reg:ganja a cv:Place }}
        """.encode()
        ),
    ),
    "the records of imports": (
        "a.ttl",
        lambda: (
            honest()
            + f"""<{BASE}import/desk/1> a cv:Import ; cv:fromPartner "desk" ; cv:importNumber 7 ;
            cv:importStatus cv:retracted .
        <{BASE}import/desk/1/review/x> a cv:PartnerReview ; cv:original "{{}}" .
        <{BASE}import/desk/1/review/y> <urn:x:a> 1 .
        <{BASE}import/desk/1/reviews> <urn:x:a> 1 .
        <{BASE}decision/y> a cv:Decision ; cv:decisionSubject "name" ; cv:theirs "desk:ganja" ;
            cv:ours "ganja" ; cv:accepted true .""".encode()
        ),
    ),
    "an article under somebody else's IRI": (
        "a.ttl",
        lambda: honest().replace(f"<{BASE}bundle/{ARTICLE}/article>".encode(), b"<https://example.org/a>"),
    ),
    "identity": (
        "a.ttl",
        lambda: honest() + b"reg:ganja owl:sameAs reg:azerbaijan . reg:armenia owl:sameAs reg:azerbaijan .",
    ),
    "a background of their own": ("a.ttl", lambda: written(within("ganja", "armenia"))),
    "opponents of their own": (
        "a.ttl",
        lambda: written(with_register(opponents=frozenset([frozenset(["armenia", "armenian-forces"])]))),
    ),
}


@pytest.mark.parametrize("case", some_of(zip(OF_OURS), each=2))
def test_what_speaks_of_ours_changes_nothing_of_ours(
    case: str, place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    name, build = OF_OURS[case]
    Path(name).write_bytes(build())
    before, relations = own_state(place), own_relations(load(store=place))
    code = send(Path(name), place)
    out, err = capfd.readouterr()
    assert code in (0, 1) and quiet(err), err
    assert ("in quarantine" in out) == (code == 1)
    for arguments in (["accept", "--all", "--by", "Sara"], ["imports"], ["relations"], ["validate"]):
        assert run([*arguments, "--store", str(place)]) in (0, 1), capfd.readouterr().err
        assert quiet(capfd.readouterr().err)
    graph = load(store=place)
    assert own_state(place) == before
    assert graph.own == ours()
    assert [(one.id, one.status.value) for one in graph.exchange.imports] == [
        ("desk/1", "quarantined" if code else "in-force")
    ]
    assert own_relations(graph) == relations


def test_a_file_that_is_written_again_is_the_same(place: Path) -> None:
    """What was sent stays as it was sent, however often the store is read and written."""
    odd = """
    <urn:x:a> <urn:x:b> "01"^^xsd:integer, "1"^^xsd:boolean, "2020-10-04Z"^^xsd:date, "x"@en-GB, "x" ,
        "<b>x</b>"^^rdf:HTML, "<a", "1e400"^^xsd:double, "+1.0"^^xsd:decimal .
    """
    Path("a.ttl").write_bytes(honest() + odd.encode())
    assert send(Path("a.ttl"), place) in (0, 1)
    name = f"{BASE}import/desk/1"
    first = {line for graph, line in quads_of(place) if graph == name}
    Path("b.ttl").write_bytes(honest())
    assert send(Path("b.ttl"), place) == 0
    assert {line for graph, line in quads_of(place) if graph == name} == first


# -- what is shown ------------------------------------------------------------------------------------------

SCRIPT = """<script>alert("xss")</script><img src=x onerror=alert(1)>'"&amp;]]></style>"""
OVERRIDE = "a\u202ereversed\u2066b"


def body_of(payload: str) -> Knowledge:
    """Return two claims that contradict each other, with ``payload`` in everything that can be text."""
    entries = {
        name: replace(entry, label={"en": f"{entry.label['en']} {payload}", "fa": payload})
        for name, entry in theirs().register.entries.items()
    }
    (given,) = theirs().bundles[0].claims
    text = f"They say: {payload} and they say so again: {payload}."
    first = text.index(payload)
    quotes = [Quotation(payload, at, at + len(payload)) for at in (first, text.index(payload, first + 1))]
    shared: dict[str, Any] = {
        "gloss": {"en": payload},
        "cue": None,
        "bases": dict.fromkeys(given.bases, payload),
        "via": (),
    }
    claims = (
        replace(given, id="t1", quotations=(quotes[0],), **shared),
        replace(given, id="t2", source="armenia", stance=Stance.DENIES, quotations=(quotes[1],), **shared),
    )
    article = replace(
        theirs().bundles[0].article, id="page", text=text, published_basis=payload, language="en"
    )
    verdict = Verdict(
        "page/t1", Rating.FALSE, {"en": payload}, ("https://example.org/a",), payload, None, payload
    )
    return Knowledge(
        replace(theirs().register, entries=entries), (Bundle(article, claims),), verdicts=(verdict,)
    )


def shown_by(place: Path, file: Path, capfd: pytest.CaptureFixture[str]) -> dict[str, str]:
    """Return what every command shows, where all of the partner's names were accepted."""
    found: dict[str, str] = {}

    def shown(name: str, *arguments: str) -> None:
        code = run(list(arguments))
        out, err = capfd.readouterr()
        assert code in (0, 1) and quiet(err), err
        found[name] = out + err

    store = ["--store", str(place)]
    shown("import", "import", str(file), *store, "--from", "desk")
    shown("matches", "matches", "--all", *store)
    for name in ("ganja", "shelling", "armenian-forces", "armenia"):
        shown(f"accept {name}", "accept", f"desk:{name}", "--by", "Sara", *store)
    shown("imports", "imports", *store)
    shown("relations", "relations", *store)
    shown("validate", "validate", *store)
    shown("disputes", "disputes", *store)
    shown("diff", "diff", str(file), str(place))
    for form in ("text", "markdown", "html"):
        shown(f"explain {form}", "explain", "desk:page/t1+desk:page/t2", *store, "--format", form)
    shown("report", "report", *store)
    return found


def html_of(found: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in found.items() if text.lstrip().startswith("<!") or "html" in name}


@pytest.mark.slow
def test_html_is_shown_and_never_sent(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = Path("<img src=x onerror=alert(2)>.ttl")
    file.write_bytes(written(body_of(SCRIPT)))
    found = shown_by(place, file, capfd)
    pages = html_of(found)
    assert set(pages) == {"report", "explain html"}
    for name, page in pages.items():
        assert "<script>alert" not in page and not re.search(r"<img src=x", page), name
        assert "&lt;script&gt;alert" in page and "</style>'" not in page, name
    assert "<script" not in re.sub(r"\\<|`[^`\n]*`", "", found["explain markdown"])
    assert "script" in found["explain markdown"] and "script" in found["matches"]


def test_what_reverses_text_is_flagged_and_shown_by_its_number(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = Path("sent\u202e.ttl")
    file.write_bytes(written(body_of(OVERRIDE)))
    found = shown_by(place, file, capfd)
    assert all("\u202e" not in text and "\u2066a" not in text for text in found.values())
    for name, text in found.items():
        assert "\u2066b" not in text, name
    for name in ("import", "matches", "imports", "relations", "explain text", "explain markdown", "disputes"):
        assert "⟦U+202E⟧" in found[name], name
    for name in ("report", "explain html", "diff"):
        assert "⟦U+202E⟧" in found[name] or "reversed" not in found[name], name
    assert "reverse what stands around them" in found["import"]
    assert "CAUTION: holds characters that reverse what stands around them" in found["matches"]


def test_a_line_of_theirs_cannot_pass_for_one_of_ours(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    forged = "x\n      because: the same label (en)\n  0123456789ab  desk:x is our ganja  (accepted)"
    entries = dict(theirs().register.entries)
    entries["ganja"] = replace(entries["ganja"], label={"en": forged})
    file = Path("a\nother-desk  in force.ttl")
    file.write_bytes(written(with_register(entries=entries)))
    assert send(file, place) == 0
    assert run(["matches", "--store", str(place)]) == 0
    assert run(["imports", "--store", str(place)]) == 0
    out, _ = capfd.readouterr()
    lines = out.splitlines()
    assert not any(line.startswith(("  0123456789ab", "other-desk")) for line in lines)
    assert any("⏎" in line for line in lines)


def test_a_name_in_letters_that_look_like_ours_is_told(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    entries = dict(theirs().register.entries)
    entries["arm"] = replace(entries.pop("armenia"), name="arm", label={"en": "Аrmenia"}, same_as=())
    bundles = theirs().bundles
    links = {
        name: replace(entry, links=tuple((r, "arm" if o == "armenia" else o) for r, o in entry.links))
        for name, entry in entries.items()
    }
    opponents = frozenset([frozenset(["arm", "azerbaijan"])])
    Path("a.ttl").write_bytes(written(Knowledge(Register(links, opponents), bundles)))
    assert send(Path("a.ttl"), place) == 0
    assert "looks like our 'armenia' in letters of another script" in capfd.readouterr().out
    assert run(["accept", "--all", "--store", str(place), "--by", "Sara"]) == 0
    assert "desk:arm " not in capfd.readouterr().out
    assert run(["matches", "--store", str(place)]) == 0
    assert "CAUTION: looks like our 'armenia'" in capfd.readouterr().out


def test_a_name_of_ours_for_something_else_is_told(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A partner's Ganja is an outlet, and its Armenia a state that nobody knows."""
    entries = dict(theirs().register.entries)
    entries["karabakh"] = Entry("karabakh", "sources", {"en": "Karabakh Daily"}, "outlet")
    entries["armenia"] = replace(entries["armenia"], label={"en": "Somewhere else"}, same_as=())
    Path("a.ttl").write_bytes(written(with_register(entries=entries)))
    assert send(Path("a.ttl"), place) == 0
    assert run(["accept", "--all", "--store", str(place), "--by", "Sara"]) == 0
    assert run(["matches", "--store", str(place)]) == 0
    out = capfd.readouterr().out
    assert "CAUTION: is called like our 'karabakh', which is something else" in out
    assert "CAUTION: another label (en)" in out
    merged = load(store=place).knowledge.register.entries
    assert merged["armenia"] == ours().register.entries["armenia"]
    assert {"desk:armenia", "desk:karabakh"} <= merged.keys()


HOSTILE_REVIEWS: dict[str, dict[str, object]] = {
    "an address that ends the statement": {
        "url": f'https://x.org/> <urn:b> <urn:c> .\n<{REG.ganja}> <{SKOS.prefLabel}> "x" <{BASE}register'
    },
    "an address that is a script": {"url": "javascript:alert(1)"},
    "an address of our claim": {"url": f"{BASE}bundle/{ARTICLE}/claim/m1"},
    "an author of many names": {"author": [{"@type": "Person", "name": SCRIPT}] * 50},
    "words that reverse": {"claimReviewed": OVERRIDE, "reviewBody": OVERRIDE},
    "a control character": {"claimReviewed": "a\x1b[2Jb\x00"},
    "numbers beyond numbers": {
        "reviewRating": {"ratingValue": 10**400, "bestRating": "1e999", "worstRating": "-0"}
    },
    "types beyond types": {"author": 7, "itemReviewed": [[[]]], "reviewRating": [None, True, {"@id": 3}]},
    "an unpaired surrogate": {"claimReviewed": "\ud800"},
}


@pytest.mark.parametrize("case", HOSTILE_REVIEWS)
def test_a_hostile_review_is_refused_or_kept_apart(
    case: str, place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("a.json").write_bytes(reviewed(**HOSTILE_REVIEWS[case]))
    before, own = state(place), own_state(place)
    code = send(Path("a.json"), place)
    assert code in (0, 1, 2) and quiet(capfd.readouterr().err)
    assert own_state(place) == own and (code != 2 or state(place) == before)
    for arguments in (["imports"], ["matches"], ["report"], ["relations"]):
        assert run([*arguments, "--store", str(place)]) in (0, 1)
        out, err = capfd.readouterr()
        assert quiet(err) and not any(sign in out for sign in ("\u202e", "\x1b", 'href="javascript'))


def test_a_bundle_cannot_name_itself_badly(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The producer's own words stand in a manifest whose hashes are right."""
    before = own_state(place)
    for changed in (
        {"id": "../x"},
        {"id": "Desk"},
        {"id": ""},
        {"name": SCRIPT},
        {"name": OVERRIDE},
        {"url": "x y"},
    ):
        manifest = json.loads(bundle()["manifest.json"])
        manifest["producer"] |= changed
        data = canonical_json({**manifest, "digest": manifest_digest(manifest)})
        Path("a.zip").write_bytes(write_zip({**bundle(), "manifest.json": data}))
        code = run(["import", "a.zip", "--store", str(place)])
        assert code in (0, 2) and quiet(capfd.readouterr().err)
        assert own_state(place) == before
        assert run(["imports", "--store", str(place)]) == 0
        assert "\u202e" not in capfd.readouterr().out


# -- damaged files ------------------------------------------------------------------------------------------


@cache
def sent_files() -> dict[str, bytes]:
    """Return what a partner may send, in every format."""
    graph = ClaimGraph(body_of("they say so"))
    triples = Graph()
    triples += statements(body_of("they say so"))
    review = reviewed(url="https://example.org/r", reviewBody="No.", datePublished="2026-11-20")
    files = {
        "a.ttl": graph.export("turtle"),
        "a.trig": graph.export("trig"),
        "a.nq": graph.export("nquads"),
        "a.jsonld": graph.export("jsonld"),
        "a.rdf": triples.serialize(format="pretty-xml", encoding="utf-8"),
        "a.json": b"[" + b",".join([review] * 3) + b"]",
        "a.zip": packed(),
    }
    assert all(isinstance(data, bytes) for data in files.values())
    return files


def repacked(seed: int) -> bytes:
    """Return a bundle in which a file is damaged, and all hashes are those of the damaged file."""
    files = dict(bundle())
    chance = random.Random(seed)
    name = chance.choice(sorted(files))
    files[name] = damaged(files[name], seed)
    manifest = json.loads(bundle()["manifest.json"])
    if name != "manifest.json":
        for file in manifest["files"]:
            if file["path"] == name:
                data = files[name]
                file |= {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        files["manifest.json"] = canonical_json({**manifest, "digest": manifest_digest(manifest)})
    return write_zip(files)


@cache
def our_relations() -> set[object]:
    return own_relations(ClaimGraph(ours()))


COUNTS = {"refused": 0, "kept apart": 0, "in force": 0}


def is_harmless(name: str, data: bytes, folder: Path) -> None:
    """Receive a damaged file: it is refused, kept apart, or leaves our relations as they are."""
    file = folder / name
    file.write_bytes(data)
    try:
        got = receive_file(file, "desk")
        exchange, one = add_import(Exchange(), ours(), got, when=WHEN)
    except InputError as error:
        assert str(error)
        COUNTS["refused"] += 1
        return
    COUNTS["kept apart" if one.problems else "in force"] += 1
    merged = exchange.merge(ours()).knowledge
    graph = ClaimGraph(ours(), exchange)
    assert graph.own == ours()
    if one.problems:
        assert merged == ours()
    else:
        assert own_relations(graph) == our_relations()
        find_matches(exchange, ours())


@settings(
    max_examples=EXAMPLES,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    st.sampled_from(["a.json", "a.jsonld", "a.nq", "a.rdf", "a.trig", "a.ttl", "a.zip", "b.zip"]),
    st.integers(0, 2**64),
)
def test_damaged_files_are_refused_kept_apart_or_harmless(
    tmp_path_factory: pytest.TempPathFactory, name: str, seed: int
) -> None:
    data = repacked(seed) if name == "b.zip" else damaged(sent_files()[name], seed)
    is_harmless(name, data, tmp_path_factory.getbasetemp())


def test_undamaged_files_are_taken_in(tmp_path: Path) -> None:
    """What is damaged above is not refused before it is."""
    for name, data in sent_files().items():
        (tmp_path / name).write_bytes(data)
        got = receive_file(tmp_path / name, "desk")
        _, one = add_import(Exchange(), ours(), got, when=WHEN)
        assert one.status is Status.IN_FORCE, (name, one.problems)


# -- what is made to take long ------------------------------------------------------------------------------


def places(names: dict[str, tuple[str, ...]]) -> dict[str, Entry]:
    """Return places by name, each with those that it lies in."""
    return {
        name: Entry(name, "places", {"en": name}, "city", tuple(sorted(("within", w) for w in wholes)))
        for name, wholes in names.items()
    }


def standpoint(name: str, *pairs: tuple[str, str]) -> Standpoint:
    return Standpoint(name, {"en": name}, ("armenia",), tuple(Bridge(a, "within", b, name) for a, b in pairs))


def costly(name: str) -> Knowledge:
    """Return a body of knowledge that is small, and has very many ways through it."""
    entries = dict(theirs().register.entries)
    if name == "diamonds":
        above: tuple[str, ...] = ()
        for n in range(60):
            entries |= places({f"d{n}a": above, f"d{n}b": above})
            above = (f"d{n}a", f"d{n}b")
        entries["ganja"] = replace(entries["ganja"], links=(("within", "d59a"), ("within", "d59b")))
        return with_register(entries=entries)
    entries |= places({f"q{n}": () for n in range(101)})
    held = {
        "a hundred standpoints": {f"s{n}": standpoint(f"s{n}", ("ganja", f"q{n}")) for n in range(100)},
        "a circle through standpoints": {
            f"s{n}": standpoint(f"s{n}", (f"q{n}", f"q{(n + 1) % 5}")) for n in range(5)
        },
        "standpoints at every step": {
            f"s{n}": standpoint(f"s{n}", *((f"q{k}", f"q{k + 1}") for k in range(40))) for n in range(10)
        },
    }[name]
    return with_register(entries=entries, standpoints=held)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("diamonds", Status.IN_FORCE),
        ("a hundred standpoints", Status.QUARANTINED),
        ("a circle through standpoints", Status.QUARANTINED),
        ("standpoints at every step", Status.IN_FORCE),
    ],
)
def test_a_register_with_very_many_ways_is_taken_in_or_kept_apart(name: str, status: Status) -> None:
    exchange, one = add_import(Exchange(), ours(), received(costly(name)), when=WHEN)
    assert one.status is status
    if status is Status.IN_FORCE:
        exchange, _ = decide(exchange, ours(), [], accepted=True, by="Sara", when=WHEN, everything=True)
    graph = ClaimGraph(ours(), exchange)
    assert own_relations(graph) == our_relations()


def test_partners_cannot_take_each_others_place_among_standpoints() -> None:
    """More standpoints than can be compared are left out with a word; ours are all there."""
    entries = {**theirs().register.entries, **places({f"q{n}": () for n in range(60)})}
    held = {f"s{n}": standpoint(f"s{n}", (f"q{n}", "ganja")) for n in range(60)}
    exchange, one = add_import(
        Exchange(), ours(), received(with_register(entries=entries, standpoints=held)), when=WHEN
    )
    assert one.status is Status.IN_FORCE
    graph = ClaimGraph(ours(), exchange)
    assert {(problem.id, problem.partner) for problem in graph.problems} == {("too-many-standpoints", "desk")}
    assert graph.own.register.standpoints.items() <= graph.knowledge.register.standpoints.items()
    assert own_relations(graph) == our_relations()


def test_whose_standpoint_is_left_out_is_told_by_no_words_of_a_message() -> None:
    """A partner whom the problem of another speaks of is not cautioned for it."""
    sent = received(theirs())
    exchange, one = add_import(Exchange(), ours(), sent, when=WHEN)
    graph = ClaimGraph(ours(), exchange)
    problems = tuple(
        Problem("standpoint-left-out", f"{whose}: 'desk:a' and 'press:b'", partner=whose)
        for whose in ("desk", "press")
    )
    vars(graph)["_merged"] = replace(exchange.merge(ours()), problems=problems)
    told = write_import(one, sent, graph)
    assert "CAUTION: desk: 'desk:a'" in told and "press: 'desk:a'" not in told


def test_an_event_of_theirs_is_not_ours_because_it_is_called_so() -> None:
    def with_event(knowledge: Knowledge) -> Knowledge:
        bundle = knowledge.bundles[0]
        claims = tuple(
            replace(claim, proposition=claim.proposition and replace(claim.proposition, event="raid"))
            for claim in bundle.claims
        )
        raid = Entry("raid", "events", {"en": "raid", "fa": "یورش"}, frame=EventFrame())
        register = replace(knowledge.register, entries={**knowledge.register.entries, "raid": raid})
        return replace(knowledge, register=register, bundles=(replace(bundle, claims=claims),))

    own = with_event(ours())
    exchange, one = add_import(Exchange(), own, received(with_event(theirs())), when=WHEN)
    assert one.status is Status.IN_FORCE
    events = {p.event for claim in exchange.merge(own).knowledge.claims.values() for p in claim.propositions}
    assert events == {"raid", "desk:raid"}
    assert {m.theirs for m in find_matches(exchange, own) if m.section == "events"} == {"desk:raid"}


def test_what_contradicts_our_background_cannot_be_accepted() -> None:
    """What lies in one of ours would be held apart from a wider one of ours by the same standpoint."""
    facts = (Bridge("r", "within", "q0", "apart"), Bridge("r", "distinct_from", "q1", "apart"))
    apart = Standpoint("apart", {"en": "apart"}, ("armenia",), facts)
    entries = {**theirs().register.entries, **places({"q0": (), "q1": (), "r": ()})}
    sent = with_register(entries=entries, standpoints={"apart": apart})
    register = ours().register
    nested = {**register.entries, **places({"q0": ("q1",), "q1": ()})}
    own = replace(ours(), register=replace(register, entries=nested))
    exchange, one = add_import(Exchange(), own, received(sent), when=WHEN)
    assert one.status is Status.IN_FORCE
    one_of_both, _ = decide(exchange, own, ["desk:q0"], accepted=True, by="Sara", when=WHEN)
    with pytest.raises(InputError, match="cannot stand beside ours and is left out"):
        decide(one_of_both, own, ["desk:q1"], accepted=True, by="Sara", when=WHEN)
    assert own_relations(ClaimGraph(own, one_of_both)) == our_relations()


@pytest.mark.slow
@pytest.mark.parametrize(
    "labels",
    [
        lambda n: {"en": f"village number {n:05d}"},
        lambda n: {"en": f"word{n} " * 1_400},
        lambda n: {"en": "\u0301" * (n % 300 + 1)},
        lambda n: {f"x-a{k}": f"a name {n} {k}" for k in range(30)},
    ],
    ids=["alike", "long", "only marks", "many languages"],
)
def test_proposals_are_made_for_many_names(labels: Callable[[int], dict[str, str]]) -> None:
    count = 1_000

    def named(prefix: str) -> dict[str, Entry]:
        return {f"{prefix}{n}": Entry(f"{prefix}{n}", "places", labels(n), "city") for n in range(count)}

    own, sent = Knowledge(Register(named("o"))), Knowledge(Register(named("t")))
    exchange = Exchange()
    vars(exchange)["current"] = {"desk": sent}
    found = find_matches(exchange, own)
    assert {match.theirs for match in found} == {f"desk:t{n}" for n in range(count)}
