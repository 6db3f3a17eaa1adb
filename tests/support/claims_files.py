"""Everything that ``claims.yaml`` can say, drawn at random; and the claims files that are there."""

from __future__ import annotations

import functools
import re
from datetime import date
from pathlib import Path

from conftest import ROOT
from hypothesis import strategies as st

from kg.authoring.document import parse_yaml
from kg.authoring.files import find_files
from kg.authoring.formats import ClaimsFile
from kg.authoring.read import read_knowledge
from kg.model import SEVERAL, Bundle, Knowledge, Stance

SEEDS = ROOT / "seeds"
BUNDLES = ROOT / "tests" / "bundles"


#: Pages of the tests and the first article.
FOLDERS = [SEEDS, *sorted(folder for folder in BUNDLES.iterdir() if folder.is_dir())]
CLAIMS_FILES = [file.resolve() for file in find_files(FOLDERS)[1]]


def text_of(file: Path) -> str:
    """Return the name of the article's text beside a claims file."""
    name: str = parse_yaml(file.read_text(encoding="utf-8"), "claims.yaml").value["article"]["text"]
    return name


@functools.cache
def known(file: Path) -> tuple[Knowledge, Bundle]:
    """Return what is known where a claims file is read, and its bundle."""
    (folder,) = [folder for folder in FOLDERS if file.is_relative_to(folder)]
    knowledge = read_knowledge([folder])
    name = parse_yaml(file.read_text(encoding="utf-8"), "claims.yaml").value["article"]["id"]
    return knowledge, next(bundle for bundle in knowledge.bundles if bundle.id == name)


CELLS = st.text(
    st.sampled_from("'\"=+-@＝;,|\t\r\n a1\u200b\u202e«") | st.characters(codec="utf-8"), max_size=12
)
WITHOUT_CONTROL = CELLS.map(lambda text: re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]", "", text))


# Everything that claims.yaml can say, drawn at random.
NAMES = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,8}", fullmatch=True) | st.sampled_from(
    ["true", "null", "no", "1", "007", "1e5", "10-4", "2020-10-04", "oct-4", "may5", "1.0"]
)
TEXTS = WITHOUT_CONTROL.filter(bool) | st.sampled_from(
    [
        *(
            "=1+1",
            "'quoted'",
            "a: b",
            "a #b",
            "- a",
            "true",
            "2020-10-04",
            "41",
            "#REF!",
            "#NAME?",
            " x ",
            "\n",
        ),
        *(
            "خبر داد",
            "قره\u200cباغ",
            "\u202eevil",
            "«زیر آتش»",
            "a\\b",
            'say "no"',
            "x:",
            "x ",
            "a\tb",
            "{a}",
            "[b",
        ),
        *("ends in quote'", "# no comment", "%x", "`", "|", ">", "? a", "\x85", "\u2028", "\ufeff", "🜁"),
    ]
)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat)
CLOCKS = st.builds(
    "{}T{}{}".format, DAYS, st.sampled_from(["09:00", "23:59:07"]), st.sampled_from(["", "Z", "-03:30"])
)


@st.composite
def times(draw: st.DrawFn, basis: bool = True) -> dict[str, str]:
    first, last = sorted(
        draw(st.tuples(DAYS, DAYS) | st.tuples(CLOCKS, DAYS) | CLOCKS.map(lambda at: (at, at)))
    )
    which = draw(st.sampled_from(["day", "both", "from", "to"]))
    found = {"day": {"from": first, "to": first}, "both": {"from": first, "to": last}}.get(which)
    found = found or {which: first}
    if basis and draw(st.booleans()):
        found["basis"] = draw(TEXTS)
    return found


def listed(names: st.SearchStrategy[str], least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(names, min_size=least, max_size=3, unique=True)


VALUES = NAMES | listed(NAMES, 1) | st.fixed_dictionaries({"any_of": listed(NAMES, 2)})


@st.composite
def counts(draw: st.DrawFn) -> dict[str, object]:
    found: dict[str, object] = {"measure": draw(NAMES)}
    if draw(st.booleans()):
        found["of"] = draw(NAMES)
    low, high = sorted((draw(st.integers(0, 10**12)), draw(st.integers(0, 10**12))))
    short = draw(st.sampled_from([f"{low}", f"{low}.125", f">{low}", f"<={low}", f"{low}-{high}", f"~{low}"]))
    ends: list[dict[str, object]] = [{"min": low}, {"max": high}, {"min": low, "max": high}, {"about": low}]
    found |= draw(st.sampled_from([*ends, {"min": "0.5"}, {"number": short}]))
    if draw(st.booleans()):
        found |= {"unit": draw(TEXTS), "as_of": draw(times(basis=False))}
    return found | {"soft": draw(st.booleans()), "final": draw(st.booleans())}


PROPOSITIONS = st.fixed_dictionaries(
    {"kind": NAMES},
    optional={
        **dict.fromkeys(SEVERAL, VALUES),
        **dict.fromkeys(("event", "said_by"), NAMES),
        "time": times(),
        "count": counts(),
        "only": listed(st.sampled_from(["target", "place", "time"])),
    },
)
CONDITIONS = PROPOSITIONS | st.builds(
    lambda form, condition: {form: condition}, st.sampled_from(["until", "unless"]), PROPOSITIONS
)
EVENTS = st.fixed_dictionaries(
    {},
    optional={
        "label": st.dictionaries(st.sampled_from(["en", "fa"]), TEXTS),
        "kind": NAMES,
        "target": VALUES,
        "place": VALUES,
        "time": times(),
        "part_of": listed(NAMES),
        "distinct_from": listed(NAMES),
        "same_as": listed(st.sampled_from(["https://example.org/?a=1,2", "https://example.org/;b"])),
    },
)
QUOTES = st.fixed_dictionaries({"text": TEXTS}, optional={"occurrence": st.integers(1, 10**6)})


@st.composite
def claims_files(draw: st.DrawFn) -> ClaimsFile:
    """Draw a claims file that says anything that the format allows, as nobody would."""
    ids = draw(st.lists(NAMES, max_size=4, unique=True))
    claims = []
    for name in ids:
        stance = draw(st.sampled_from(sorted(Stance)))
        claim = {
            "id": name,
            "source": draw(NAMES | listed(NAMES, 1)),
            "stance": stance.value,
            "quote": draw(st.lists(QUOTES, min_size=1, max_size=3)),
            **draw(
                st.fixed_dictionaries(
                    {},
                    optional={
                        "via": st.lists(NAMES, max_size=3),
                        "certainty": st.sampled_from(["certain", "unspecified", "hearsay"]),
                        "cue": TEXTS,
                        "gloss": st.dictionaries(st.sampled_from(["en", "fa", "az", "zh-hant"]), TEXTS),
                        "said": times(),
                        "corrects": listed(NAMES | st.builds("{}/{}".format, NAMES, NAMES)),
                        "presupposes": st.lists(PROPOSITIONS, max_size=3),
                        "condition": CONDITIONS,
                    },
                )
            ),
        }
        if stance != Stance.ASKS:
            claim["says"] = draw(PROPOSITIONS)
        claims.append(claim)
    article = {
        "id": draw(NAMES),
        "text": draw(TEXTS),
        "language": "fa",
        "publisher": draw(NAMES),
        **draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "sha256": st.just("0" * 63 + "e"),
                    "published": times(),
                    "title": TEXTS,
                    "timezone": st.sampled_from(["Asia/Baku", "UTC", "Etc/GMT+4"]),
                    "url": st.just("https://example.org/?a=1&b=خبر"),
                    "licence": st.fixed_dictionaries(
                        {"iri": st.just("https://example.org/licence")}, optional={"shareable": st.booleans()}
                    ),
                },
            )
        ),
    }
    events = draw(st.dictionaries(NAMES, EVENTS, max_size=2))
    return ClaimsFile.model_validate({"article": article, "claims": claims, "events": events})
