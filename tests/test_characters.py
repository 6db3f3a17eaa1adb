"""Which characters are accepted, by whom, and how the others are shown."""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.drawing import drawn

from kg.authoring.read import read_knowledge
from kg.characters import HARMFUL, visible, visible_json, visible_line
from kg.errors import InputError
from kg.formats.opening import open_source
from kg.rdf.dataset import build_quads
from kg.rdf.serialize import serialize

#: What belongs to ordinary text and changes nothing beyond its neighbours.
ORDINARY = set("\n\t\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
#: Characters that somebody refuses, and some that nobody does.
STRANGE = (
    "\x00\x07\t\n\r\x1b\x7f\x85\x9b\xa0\u00ad\u0600\u200b\u200c\u200e"
    "\u2028\u202e\u2066\ufeff\ufffe\U000e0041\"'\\{}<>|^`%=@#é"
)


def test_every_character_that_could_disturb_is_known() -> None:
    harmful = {
        character
        for character in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    } - ORDINARY
    shown = set(HARMFUL.findall("".join(map(chr, range(sys.maxunicode + 1)))))
    assert harmful <= shown
    # A later version of Unicode may know more than the one that tests this.
    assert {unicodedata.category(character) for character in shown - harmful} <= {"Cn"}


def test_a_line_stays_one_and_a_text_keeps_its_lines() -> None:
    assert visible("می‌رود\n\tb\x1b\u202e") == "می‌رود\n\tb⟦U+001B⟧⟦U+202E⟧"
    assert visible_line("a\nb\tc\r\x85\u2028") == "a⏎b c⟦U+000D⟧⟦U+0085⟧⟦U+2028⟧"


@given(st.text())
def test_json_says_the_same_without_a_harmful_character(text: str) -> None:
    written = visible_json(text)
    assert not HARMFUL.search(written) and json.loads(written) == text


def _written(folder: Path, text: str, address: str) -> Path:
    """Write a register and an article with a text and an address wherever one may stand."""
    words, page = json.dumps(text), json.dumps(address)
    (folder / "register").mkdir(parents=True, exist_ok=True)
    (folder / "one").mkdir(exist_ok=True)
    (folder / "register" / "all.yaml").write_text(
        f"sources:\n  us: {{label: {{en: {words}}}, type: outlet, same_as: [{page}]}}\n"
        f"places:\n  town: {{label: {{en: town}}, type: {words}}}\n"
        f"kinds:\n  firing: {{label: {{en: {words}}}}}\n"
        f"standpoints:\n  ours: {{label: {{fa: {words}}}, held_by: us}}\n"
    )
    (folder / "one" / "article.txt").write_text("They fired.")
    (folder / "one" / "claims.yaml").write_text(
        "article:\n  id: one\n  text: article.txt\n  language: en\n  publisher: us\n"
        f"  published: {{from: 2020-10-04, basis: {words}}}\n  url: {page}\n  licence: {page}\n"
        "claims:\n  - id: c1\n    source: us\n    stance: asserts\n    quote: They fired\n"
        f"    gloss: {{fr: {words}}}\n    said: {{from: 2020-10-04, basis: {words}}}\n"
        f"    says: {{kind: firing, time: {{from: 2020-10-04, basis: {words}}}}}\n"
    )
    (folder / "one" / "verdicts.yaml").write_text(
        f"verdicts:\n  - claim: c1\n    rating: false\n    date: 2020-10-05\n    reviewer: {words}\n"
        f"    explanation: {{en: {words}}}\n    evidence: {page}\n    url: {page}\n"
    )
    return folder


@settings(max_examples=drawn(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.sampled_from(STRANGE) | st.characters(), min_size=1, max_size=5),
    st.sampled_from(["", "x"]) | st.text(st.sampled_from(STRANGE) | st.characters(), max_size=2),
)
def test_what_is_accepted_can_be_exported_and_read_again(tmp_path: Path, text: str, end: str) -> None:
    folder = _written(tmp_path / "written", text, f"https://example.org/{end}")
    try:
        knowledge = read_knowledge([folder])
    except InputError as error:
        assert all(problem.location is not None and problem.location.line for problem in error.problems)
        return
    file = tmp_path / "export.trig"
    file.write_bytes(serialize(build_quads(knowledge), "trig"))
    again = open_source(file)
    assert (again.register, again.bundles, again.verdicts) == (
        knowledge.register,
        knowledge.bundles,
        knowledge.verdicts,
    )


def test_ordinary_text_is_accepted(tmp_path: Path) -> None:
    knowledge = read_knowledge([_written(tmp_path, "می‌رود: «é»\n\t\u200e=1", "https://example.org/é?a=%20")])
    assert len(knowledge.verdicts) == 1
