"""Write the result of verifying a bundle for people and programs."""

from __future__ import annotations

from typing import Any

from kg.bundle.verify import SignatureState, Verification
from kg.characters import visible_line
from kg.words import Argument, Joined, Words, family

FORMAT_VERSION = 1

#: The things that are counted, in this order.
_COUNTED = family("", ("files", "triples", "claims", "relations", "verdicts"), "count")
_TEXTS = {
    **family("verify", ("whole", "producer", "signature", "articles", "checked", "other-shapes")),
    **family("verify", ("failed", "edition", "bytes"), "count"),
    **family("verify", ("quotations", "no-text"), "compared", "count"),
}
#: What each state of a signature means for the receiver of the bundle.
SIGNATURE_WORDS = {
    SignatureState[name.upper()]: words
    for name, words in family("signature", ("none", "named", "unnamed", "invalid", "other")).items()
}


def verification_json(found: Verification) -> dict[str, Any]:
    """Return what ``kg verify --format json`` gives."""
    return {
        "version": FORMAT_VERSION,
        "ok": found.ok,
        "producer": {"id": found.producer, "name": found.producer_name},
        "edition": found.edition,
        "software": found.software,
        "ontology": found.ontology,
        "same_shapes": found.same_shapes,
        "signature": {"state": found.signature.value, "fingerprint": found.fingerprint},
        "articles": list(found.articles),
        "opened": found.opened,
        "files": found.files,
        "triples": found.triples,
        "claims": found.claims,
        "relations": found.relations,
        "verdicts": found.verdicts,
        "quotations": {"found": found.quotations, "compared": found.compared},
        "failures": [
            {
                "id": problem.id,
                "file": problem.location.file if problem.location else None,
                "line": problem.location.line if problem.location else None,
                "claim": problem.claim,
                "message": problem.message,
                "advice": problem.advice,
            }
            for problem in found.failures
        ],
    }


def write_verification(found: Verification, language: str = "en") -> str:
    """Return the text of ``kg verify``; harmful characters from strangers are shown by their numbers.

    >>> write_verification(Verification()).splitlines()[0]
    'The bundle is whole.'
    """
    n = language

    def said(text: str, **told: Argument) -> str:
        return _TEXTS[text].told(**told)[n]

    def counted(*values: int) -> Words:
        return Joined(
            words.told(count=value) for value, words in zip(values, _COUNTED.values(), strict=False)
        )

    lines = []
    if found.ok:
        lines.append(said("whole"))
    else:
        lines.append(said("failed", count=len(found.failures)))
        lines.extend(f"  {problem.told(n)}" for problem in found.failures)
    lines.append("")
    name = f"{found.producer_name} ({found.producer})" if found.producer_name else found.producer
    edition = said("edition", count=found.edition) if found.edition > 1 else ""
    if name:  # without a manifest nothing is known of it
        lines.append(f"{said('producer')}: {visible_line(name)}{edition}")
    lines.append(f"{said('signature')}: {SIGNATURE_WORDS[found.signature][n]}")
    if found.fingerprint is not None:
        lines.append(f"  {found.fingerprint}")
    if found.articles:
        lines.append(f"{said('articles')}: {visible_line(', '.join(found.articles))}")
    if found.opened:
        counts = (found.files, found.triples, found.claims, found.relations, found.verdicts)
        lines.append(f"{said('checked')}: {counted(*counts)[n]}")
        if found.quotations:
            text = "quotations" if found.compared else "no-text"
            lines.append(f"  {said(text, compared=found.compared, count=found.quotations)}")
        if not found.same_shapes:
            lines.append(f"  {said('other-shapes')}")
    else:
        lines.append(f"{said('checked')}: {said('bytes', count=counted(found.files))}")
    return "\n".join(lines) + "\n"
