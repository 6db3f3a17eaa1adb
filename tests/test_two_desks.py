"""Two desks exchange what they found, as ``two-desks.sh`` plays it: what is printed, and what stores hold."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import ROOT, SEEDS

from kg.api import ClaimGraph, load
from kg.model import Rating, partner_of
from kg.partners.ledger import Status, Subject
from kg.partners.statements import read_statements

pytestmark = pytest.mark.skipif(shutil.which("sh") is None, reason="it is a shell script")

SCRIPT = ROOT / "tests" / "two-desks.sh"
ARTICLE = "karabakh-2020-10-04"


class Played(NamedTuple):
    """What is there after the script has run."""

    folder: Path
    told: str
    sections: dict[str, str]
    north: ClaimGraph
    south: ClaimGraph


#: The script starts the command some thirty times; the notebook tells the same story within the usual tests.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder = tmp_path_factory.mktemp("desks")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KG")}
    done = subprocess.run(
        ["sh", str(SCRIPT)],
        cwd=folder,
        env={**kept, "KG": f"{sys.executable} -m kg", "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    parts = re.split(r"^== (.*)\n", done.stdout, flags=re.M)[1:]
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    north, south = (load(store=folder / name / "store") for name in ("north-desk", "south-desk"))
    return Played(folder, done.stdout, sections, north, south)


def section(played: Played, words: str) -> str:
    """Return what was printed under the only heading with these words."""
    [found] = [text for heading, text in played.sections.items() if words in heading]
    return found


def contradictions(graph: ClaimGraph) -> set[tuple[tuple[str, ...], ...]]:
    """Return the claims of each contradiction that holds for whoever holds no standpoint."""
    found = graph.relations(standpoints=[]).of("contradicts")
    return {tuple(position.claims for position in relation.positions) for relation in found}


def test_each_step_says_what_it_should(played: Played) -> None:
    assert section(played, "another folder and time zone").endswith("the same\n\n")
    came = section(played, "check what came by post")
    assert "signature: valid, by the key you named" in came
    assert "65 quotations could be held against the text, which is not in the bundle" in came
    names = section(played, "which of North's names")
    assert "north-desk:armenian-forces is our armenian-army" in names
    assert "rejected: north-desk:other-side is our other-side\n" in names
    assert "accepted: north-desk:azerbaijan is our azerbaijan\n" in names
    assert "Ministry of Defence of Azerbaijan" in section(played, "across the two desks")
    judged = section(played, "judge a claim of North's")
    assert '"@type": "ClaimReview"' in judged and '"alternateName": "Unproven"' in judged
    back = section(played, "take in what South sends back")
    assert "7 of 7 quotations held against the text" in back
    assert f"is about {ARTICLE}/d1\n" in back and "because: it names the claim\n" in back
    explained = " ".join(section(played, "South's verdict as South's").split())
    assert "Verdict: unproven, Sam of the South desk (made up), sent by south-desk," in explained
    assert "south-desk:made-up-ganja/o1 an observer (made up), in the article's words" in explained


def test_a_second_version_says_what_changed_and_takes_the_place_of_the_first(played: Played) -> None:
    told = section(played, "what the second version changes")
    assert "Claims: 1 withdrawn, 1 changed\n  - made-up-ganja/h1" in told
    assert "      - time: 4 October 2020\n      + time: 3 October 2020\n" in told
    assert "Contradictions: 2 dissolved\n" in told
    assert "because claim made-up-ganja/r1 changed (time: 4 October 2020 → 3 October 2020)" in told
    first, second = played.north.exchange.imports
    assert (first.id, first.status) == ("south-desk/1", Status.SUPERSEDED)
    assert (first.when, first.invalidated) == ("2026-11-21T09:00:00Z", "2026-11-22T09:00:00Z")
    assert (second.id, second.status, second.revises) == ("south-desk/2", Status.IN_FORCE, (first.id,))
    assert first.key == second.key is not None
    then, now = (read_statements(played.north.exchange.graphs[one.id]).claims for one in (first, second))
    assert then.keys() - now.keys() == {"made-up-ganja/h1"} and now.keys() <= then.keys()
    days = [claims["made-up-ganja/r1"].proposition for claims in (then, now)]
    assert [day and day.time and day.time.start for day in days] == [date(2020, 10, 4), date(2020, 10, 3)]


def test_what_was_tampered_with_is_refused(played: Played) -> None:
    flipped = section(played, "one byte of it flipped")
    assert "wrong-hash" in flipped or "archive-changed" in flipped
    assert "another-key" in section(played, "signed by somebody else")
    # Neither left anything in the store.
    assert [one.file for one in played.north.exchange.imports] == ["south-1.zip", "south-2.zip"]


def test_the_north_desk_ends_with_souths_claims_and_verdict_as_souths(played: Played) -> None:
    north = played.north
    assert north.own == load(SEEDS).own
    assert north.problems == ()
    theirs = {name for name in north.knowledge.claims if partner_of(name) is not None}
    assert theirs == {f"south-desk:made-up-ganja/{name}" for name in ("o1", "r1", "w1")}
    [verdict] = north.knowledge.verdicts
    assert (verdict.claim, verdict.partner) == (f"{ARTICLE}/d1", "south-desk")
    assert (verdict.rating, verdict.date) == (Rating.UNPROVEN, date(2026, 11, 20))
    assert verdict.reviewer == "Sam of the South desk (made up)"
    assert verdict.explanation.keys() == {"en", "fa"}
    # The text may be passed on, and came with the claims.
    assert north.knowledge.articles["south-desk:made-up-ganja"].text == (
        played.folder / "south-desk" / "made-up-ganja" / "article.en.txt"
    ).read_text(encoding="utf-8")
    together = ((f"{ARTICLE}/m1", "south-desk:made-up-ganja/o1"), (f"{ARTICLE}/d1",))
    assert contradictions(north) - contradictions(load(SEEDS)) == {together}
    assert {decision.by for decision in north.exchange.decisions} == {"Noor"}
    page = (played.folder / "north-desk" / "report.html").read_text(encoding="utf-8")
    assert "Sam of the South desk (made up)" in page


def test_the_south_desk_ends_with_norths_claims_apart_from_its_own(played: Played) -> None:
    south = played.south
    assert south.own.bundles == load(played.folder / "south-desk").own.bundles
    assert set(south.own.register.entries) & {"aliyev", "reuters"} == set()
    assert len([name for name in south.knowledge.claims if partner_of(name) == "north-desk"]) == 36
    assert south.knowledge.articles[f"north-desk:{ARTICLE}"].text is None
    [verdict] = south.own.verdicts
    assert (verdict.claim, verdict.partner) == (f"north-desk:{ARTICLE}/d1", None)
    made = {decision.theirs: decision for decision in south.exchange.decisions}
    assert {decision.by for decision in made.values()} == {"Sam"}
    assert {name for name, decision in made.items() if not decision.accepted} == {"north-desk:other-side"}
    assert made["north-desk:armenian-forces"].ours == "armenian-army"
    assert made["north-desk:armenian-forces"].subject is Subject.NAME
    # Two that are called alike stay two.
    claims = south.knowledge.claims
    one, other = claims["made-up-ganja/w1"], claims[f"north-desk:{ARTICLE}/m0"]
    assert one.proposition is not None and other.proposition is not None
    assert (one.proposition.agent, other.proposition.agent) == ("other-side", "north-desk:other-side")
    both = ("made-up-ganja/o1", f"north-desk:{ARTICLE}/m1")
    assert (both, (f"north-desk:{ARTICLE}/d1",)) in contradictions(south)


def test_no_secret_key_leaves_its_desk(played: Played) -> None:
    secrets = [path.read_bytes() for path in played.folder.rglob("*.key")]
    assert len(secrets) == 3
    for path in (played.folder / "post").iterdir():
        held = [path.read_bytes()]
        if path.suffix == ".zip" and path.name != "flipped.zip":
            with zipfile.ZipFile(path) as archive:
                held += [archive.read(name) for name in archive.namelist()]
        assert not [secret for secret in secrets for data in held if secret.strip() in data]


def test_it_runs_in_an_empty_folder_only(tmp_path: Path) -> None:
    (tmp_path / "something").touch()
    done = subprocess.run(["sh", str(SCRIPT)], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "not empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["something"]
