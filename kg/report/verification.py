"""What was found out about a bundle, for people and for programs."""

from __future__ import annotations

from typing import Any

from kg.bundle.verify import SignatureState, Verification
from kg.characters import visible_line
from kg.plurals import several
from kg.report.pairs import persian_number
from kg.words import Words

FORMAT_VERSION = 1

#: What is counted, in this order.
_COUNTED = (
    ("file", "پرونده"),
    ("triple", "سه‌تایی"),
    ("claim", "ادعا"),
    ("relation", "نسبت"),
    ("verdict", "داوری"),
)
_TEXTS: dict[str, Words] = {
    "whole": {"en": "The bundle is whole.", "fa": "بسته کامل و دست‌نخورده است."},
    "failed": {"en": "{} things are wrong:", "fa": "{} چیز نادرست است:"},
    "failed once": {"en": "One thing is wrong:", "fa": "یک چیز نادرست است:"},
    "producer": {"en": "made by", "fa": "سازنده"},
    "edition": {"en": ", edition {}", "fa": "، ویرایش {}"},
    "signature": {"en": "signature", "fa": "امضا"},
    "articles": {"en": "articles", "fa": "مقاله‌ها"},
    "checked": {"en": "checked", "fa": "بررسی‌شده"},
    "bytes": {
        "en": "{} by their bytes; what they say was not looked at",
        "fa": "{}، بایت‌به‌بایت؛ به محتوایشان نگاه نشد",
    },
    "quotations": {
        "en": "{} of {} quotations held against the text",
        "fa": "از {1} نقل‌قول {0} تا با متن سنجیده شد",
    },
    "no text": {
        "en": "none of {1} quotations could be held against the text, which is not in the bundle; "
        "--text FILE gives it",
        "fa": "هیچ‌یک از {1} نقل‌قول با متن سنجیده نشد، چون متن در بسته نیست؛ آن را با --text بدهید",
    },
    "other shapes": {
        "en": "judged by the rules of this version, which are not those the producer had",
        "fa": "با قاعده‌های همین نسخه سنجیده شد، که همان قاعده‌های سازنده نیست",
    },
}

#: What each state of a signature means for whoever received the bundle.
SIGNATURE_WORDS: dict[SignatureState, Words] = {
    SignatureState.NONE: {
        "en": "none: nothing shows from whom the bundle is",
        "fa": "ندارد: هیچ‌چیز نشان نمی‌دهد که بسته از کیست",
    },
    SignatureState.NAMED: {"en": "valid, by the key you named", "fa": "معتبر، با کلیدی که نام بردید"},
    SignatureState.UNNAMED: {
        "en": "valid, by a key you did not name; compare its fingerprint with the producer's",
        "fa": "معتبر، با کلیدی که نام نبردید؛ اثر انگشت آن را با اثر انگشتِ کلیدِ سازنده بسنجید",
    },
    SignatureState.INVALID: {"en": "invalid", "fa": "نامعتبر"},
    SignatureState.OTHER: {
        "en": "valid, but by another key than the one you named",
        "fa": "معتبر است، اما با کلیدی جز آنکه نام بردید",
    },
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
    """Return what ``kg verify`` says, every harmful character of a stranger's shown by its number.

    >>> write_verification(Verification()).splitlines()[0]
    'The bundle is whole.'
    """
    n = language if language in ("en", "fa") else "en"

    def number(value: int) -> str:
        return persian_number(value) if n == "fa" else f"{value:,}"

    def said(text: str, *values: int) -> str:
        return _TEXTS[text][n].format(*map(number, values))

    def counted(*values: int) -> str:
        if n == "fa":
            return "، ".join(
                f"{number(value)} {fa}" for value, (_, fa) in zip(values, _COUNTED, strict=False)
            )
        return ", ".join(several(value, en) for value, (en, _) in zip(values, _COUNTED, strict=False))

    lines = []
    if found.ok:
        lines.append(said("whole"))
    else:
        lines.append(said("failed" if len(found.failures) > 1 else "failed once", len(found.failures)))
        lines.extend(f"  {problem}" for problem in found.failures)
    lines.append("")
    name = f"{found.producer_name} ({found.producer})" if found.producer_name else found.producer
    edition = said("edition", found.edition) if found.edition > 1 else ""
    lines.append(f"{said('producer')}: {visible_line(name)}{edition}")
    lines.append(f"{said('signature')}: {SIGNATURE_WORDS[found.signature][n]}")
    if found.fingerprint is not None:
        lines.append(f"  {found.fingerprint}")
    lines.append(f"{said('articles')}: {visible_line(', '.join(found.articles))}")
    if found.opened:
        counts = (found.files, found.triples, found.claims, found.relations, found.verdicts)
        lines.append(f"{said('checked')}: {counted(*counts)}")
        if found.quotations:
            text = "quotations" if found.compared else "no text"
            lines.append(f"  {said(text, found.compared, found.quotations)}")
        if not found.same_shapes:
            lines.append(f"  {said('other shapes')}")
    else:
        lines.append(f"{said('checked')}: {_TEXTS['bytes'][n].format(counted(found.files))}")
    return "\n".join(lines) + "\n"
