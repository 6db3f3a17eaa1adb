"""What was checked of a bundle before is not checked again, and anything else is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.handed import KEY, manifest_of, resealed, tiny
from support.partners import WHEN

from kg.bundle import contents
from kg.bundle.archive import write_zip
from kg.bundle.build import build_bundle
from kg.bundle.licences import CC_BY
from kg.bundle.verify import check_bundle
from kg.intake.limits import Limits
from kg.model import (
    Article,
    Bundle,
    Claim,
    Entry,
    Knowledge,
    Proposition,
    Quotation,
    Register,
    Stance,
)
from kg.partners.importing import add_import
from kg.partners.ledger import Exchange, Status
from kg.partners.receive import receive_file


class Checked(Exception):
    """That something is checked."""


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, bytes]:
    """Give a bundle that was found to be whole; to check it, or another one, is an error."""
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    files = dict(tiny(KEY))
    assert check_bundle(files).ok

    def refuse(*_: Any) -> Any:
        raise Checked

    monkeypatch.setattr(contents.Contents, "_check", refuse)
    return files


def test_a_bundle_is_not_checked_again(whole: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    again = check_bundle(whole, key=KEY.public)
    monkeypatch.undo()
    fresh = check_bundle(whole, key=KEY.public)
    assert again == fresh and again.claims and again.triples and again.verdicts


def test_another_bundle_is_checked_and_so_is_this_one_by_other_means(
    whole: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    article = next(path for path in whole if path.startswith("articles/"))
    with pytest.raises(Checked):
        check_bundle(resealed(whole, KEY, **{article: whole[article] + b"\n"}))
    with pytest.raises(Checked):
        check_bundle(whole, limits=replace(Limits(), max_claims=17))
    (listed, *_) = manifest_of(whole)["articles"]
    with pytest.raises(Checked):
        check_bundle(whole, texts={listed["sha256"]: "something else"})
    monkeypatch.setattr(contents, "program_hash", lambda *_: "that of a later version")
    with pytest.raises(Checked):
        check_bundle(whole)


def test_what_is_damaged_is_not_taken_for_what_was_checked(whole: dict[str, bytes]) -> None:
    article = next(path for path in whole if path.startswith("articles/"))
    found = check_bundle({**whole, article: whole[article] + b"\n"})
    assert not found.ok and not found.opened


def test_what_is_wrong_is_found_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    files = dict(tiny())
    article = next(path for path in files if path.startswith("articles/"))
    wrong = resealed(files, **{article: files[article] + b"<urn:a> <urn:b> <urn:c> .\n"})
    first = check_bundle(wrong)
    assert first.failures and check_bundle(wrong) == first


def test_what_was_checked_before_is_received_as_what_is_checked_now(
    whole: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "b.zip").write_bytes(write_zip(whole))
    again = receive_file(tmp_path / "b.zip")
    monkeypatch.undo()
    fresh = receive_file(tmp_path / "b.zip")
    assert sorted(again.statements) == sorted(fresh.statements) and len(fresh.statements)
    assert replace(again, statements=fresh.statements) == fresh


def test_what_was_imported_is_verified_whether_each_article_is_understood_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An import makes out all articles together; whoever verifies a bundle wants to know of each."""
    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    links = {"raid": (("broader", "attack"), ("distinct_from", "attack")), "attack": ()}
    labels = {"raid": {"en": "raid", "fa": "یورش"}, "attack": {"en": "attack", "fa": "حمله"}}
    kinds = {name: Entry(name, "kinds", labels[name], links=links[name]) for name in links}
    desk = {"desk": Entry("desk", "sources", {"en": "desk", "fa": "میز"}, "outlet")}
    claim = Claim("c", "desk", Stance.ASSERTS, Proposition("raid"), (Quotation("A raid.", 0, 7),))
    article = Article("told", "A raid.", "en", "desk", shareable=True, licence=CC_BY)
    knowledge = Knowledge(Register({**kinds, **desk}), (Bundle(article, (claim,)),))
    files = build_bundle(knowledge, producer="desk")
    (tmp_path / "b.zip").write_bytes(write_zip(files))
    received = receive_file(tmp_path / "b.zip")
    assert received.conforms
    [problem] = check_bundle(files).failures
    assert problem.id == contents.NOT_CONFORMANT and "incoherent" in problem.message
    _, added = add_import(Exchange(), Knowledge(Register()), received, when=WHEN[0])
    assert added.status is Status.QUARANTINED and "incoherent" in added.problems[0]
