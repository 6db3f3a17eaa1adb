"""Write tables of claims and of contradictions, for people to view in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.disputes.dispute import find_origins
from kg.explain import find_question
from kg.formats.csv_tables import Cell, write_csv
from kg.model import (
    FRAME,
    NAMED,
    SLOTS,
    Claim,
    Interval,
    Knowledge,
    Number,
    Position,
    Proposition,
    Relation,
    RelationType,
    Several,
    Value,
)

_FIRST, _LAST = (
    [slot for slot in NAMED if (SLOTS.index(slot) < SLOTS.index("time")) is before]
    for before in (True, False)
)


def write_claims_table(knowledge: Knowledge) -> bytes:
    """Return one row per claim, as CSV for spreadsheets.

    Days are written as 2020-10-04, an open end of a time or a count as an empty cell. Each quote is on its
    own line; their offsets (in code points, half-open) are joined by ``|``, and so are joint speakers.
    Several values of a slot are joined by ``+``, alternatives by ``|``. Presuppositions and the condition of
    a claim are written as by :func:`write_proposition`.
    """
    claims = list(knowledge.claims.items())
    labels = sorted_languages(
        knowledge.register.entries[source].label
        for _, claim in claims
        for source in claim.sources
        if source in knowledge.register.entries
    )
    glosses = sorted_languages(claim.gloss for _, claim in claims)
    rows: list[list[Cell]] = [
        [
            *("article", "claim", "source", *(f"source_label_{language}" for language in labels)),
            *("stance", "certainty", "said_from", "said_to", "said_basis", "via", "origin", "direct"),
            *(*_FIRST, "time_from", "time_to", "time_basis"),
            *("measure", "of", "min", "max", "soft", "final", "as_of_from", "as_of_to"),
            *(*_LAST, "only", "proposition"),
            *(f"gloss_{language}" for language in glosses),
            *("quote", "start", "end", "cue", "presupposes", "condition", "condition_form", "corrects"),
            *("title", "publisher", "published_from", "published_to", "url", "licence"),
        ]
    ]
    rows += [_claim_row(name, claim, knowledge, labels, glosses) for name, claim in claims]
    return write_csv(rows, shown=True)


def _claim_row(
    name: str, claim: Claim, knowledge: Knowledge, labels: Sequence[str], glosses: Sequence[str]
) -> list[Cell]:
    article = knowledge.article_of(name)
    entries = [knowledge.register.entries.get(source) for source in claim.sources]
    sources = "|".join(claim.sources)
    p = claim.proposition
    count = None if p is None else p.count
    basis = None if p is None else claim.bases.get(p.id)
    return [
        *(article.id, claim.id, sources),
        *("|".join(entry.label.get(language, "") for entry in entries if entry) for language in labels),
        *(claim.stance.value, claim.certainty.value, *_ends(claim.said), claim.bases.get("said")),
        *(" ".join(claim.via), sources, claim.direct),
        *(None if p is None else write_value(p.slot(slot)) for slot in _FIRST),
        *(*_ends(None if p is None else p.time), basis),
        *((None,) * 8 if count is None else (count.measure, count.population)),
        *(() if count is None else (*map(_number, (count.low, count.high)), count.soft, count.final)),
        *(() if count is None else _ends(count.as_of)),
        *(None if p is None else write_value(p.slot(slot)) for slot in _LAST),
        *((None, None) if p is None else (" ".join(p.only), p.id)),
        *(claim.gloss.get(language) for language in glosses),
        "\n".join(quotation.exact for quotation in claim.quotations),
        *(_joined(getattr(quotation, end) for quotation in claim.quotations) for end in ("start", "end")),
        None if claim.cue is None else claim.cue.exact,
        "\n".join(write_proposition(presupposed) for presupposed in claim.presupposes),
        None if claim.condition is None else write_proposition(claim.condition),
        *(None if claim.condition is None else claim.condition_form, " ".join(claim.corrects)),
        *(article.title, article.publisher, *_ends(article.published), article.url, article.licence),
    ]


def write_proposition(proposition: Proposition) -> str:
    """Return a proposition on one line: its kind and its filled slots.

    >>> from kg.model import Count
    >>> write_proposition(Proposition("firing", agent="armenia", count=Count("killed", 41)))
    'firing(agent=armenia, count=41.. killed)'
    """
    parts = []
    for slot in FRAME[1:]:
        value = getattr(proposition, slot)
        if isinstance(value, Interval):
            parts.append(f"time={write_time(value)}")
        elif slot == "count" and value is not None:
            of = f" of {value.population}" if value.population is not None else ""
            high = "" if value.high is None else value.high
            told = f"{'about ' if value.soft else ''}{value.low}..{high} {value.measure}{of}"
            final, as_of = (" in all" if value.final else ""), value.as_of
            parts.append(f"count={told}{final}{f' as of {write_time(as_of)}' if as_of else ''}")
        elif value is not None:
            parts.append(f"{slot}={write_value(value)}{' only' if slot in proposition.only else ''}")
    return f"{proposition.kind}({', '.join(parts)})" if parts else proposition.kind


def write_value(value: Value | None) -> str | None:
    """Return the value of a slot: several names joined by ``+``, alternatives by ``|``.

    >>> write_value(Several(("a", "b"))), write_value(Several(("a", "b"), any_of=True))
    ('a+b', 'a|b')
    """
    return ("|" if value.any_of else "+").join(value.names) if isinstance(value, Several) else value


def write_time(interval: Interval) -> str:
    """Return an interval in ISO 8601: a day or a clock time, or two ends with a slash between.

    >>> from datetime import date
    >>> write_time(Interval(date(2020, 10, 4), None))
    '2020-10-04/..'
    """
    start, end = (".." if day is None else day.isoformat() for day in (interval.start, interval.end))
    return start if start == end else f"{start}/{end}"


def write_contradictions_table(relations: Iterable[Relation], knowledge: Knowledge) -> bytes:
    """Return one row per contradiction among ``relations``, as CSV for spreadsheets.

    Values of several claims of one position are joined by ``|``; each quote is on its own line. If more than
    two positions contradict each other, the second columns hold all except the first.
    """
    sides = ("claims", "stance", "proposition", "sources", "source_labels", "origins", "quotes")
    rows: list[list[Cell]] = [
        [
            *("id", "rule", "rule_version", "modifiers"),
            *(f"{side}_{column}" for side in ("first", "second") for column in sides),
            *("slots", "conflict", "unknown", "holds_if", "unless", "bridges"),
            *("question_en", "question_fa", "input_hash"),
        ]
    ]
    for relation in relations:
        if relation.relation is not RelationType.CONTRADICTS:
            continue
        first, *others = relation.positions
        question = find_question(relation, knowledge)
        rows.append(
            [
                *(relation.id, relation.rule, relation.version, " ".join(relation.modifiers)),
                *_side([first], knowledge),
                *_side(others, knowledge),
                " ".join(f"{slot}:{comparison.value}" for slot, comparison in relation.slots.items()),
                *(" ".join(relation.conflict), " ".join(relation.unknown)),
                *(write_views(views) for views in (relation.holds_if, relation.unless)),
                "\n".join(
                    " ".join(part for part in bridge.as_json().values() if part is not None)
                    for bridge in relation.bridges
                ),
                *(question.get("en"), question.get("fa"), relation.input_hash),
            ]
        )
    return write_csv(rows, shown=True)


def write_views(views: Iterable[Iterable[str]]) -> str:
    """Return sets of standpoints in one cell.

    >>> write_views([frozenset({"b", "a"}), frozenset()])
    'a+b|always'
    """
    return "|".join("+".join(sorted(view)) or "always" for view in views)


def _side(positions: Sequence[Position], knowledge: Knowledge) -> list[Cell]:
    claims = [name for position in positions for name in position.claims]
    sources = list(dict.fromkeys(source for name in claims for source in knowledge.claims[name].sources))
    origins = dict.fromkeys(origin for position in positions for origin in find_origins(position, knowledge))
    return [
        "|".join(claims),
        "|".join(position.stance.value for position in positions),
        "\n".join(write_proposition(position.proposition) for position in positions),
        "|".join(sources),
        "|".join(knowledge.label(source) for source in sources),
        "|".join(origins),
        "\n".join(quotation.exact for name in claims for quotation in knowledge.claims[name].quotations),
    ]


def sorted_languages(texts: Iterable[Mapping[str, str]]) -> list[str]:
    """Return the languages of some texts, English first, then sorted.

    >>> sorted_languages([{"fa": "گنجه", "az": "Gəncə"}, {"en": "Ganja"}])
    ['en', 'az', 'fa']
    """
    return sorted({language for labels in texts for language in labels}, key=lambda tag: (tag != "en", tag))


def _ends(interval: Interval | None) -> tuple[Cell, Cell]:
    return (None, None) if interval is None else (interval.start, interval.end)


def _number(value: Number | None) -> Cell:
    return value if value is None or isinstance(value, int) else f"{value:f}"


def _joined(numbers: Iterable[int]) -> Cell:
    values = list(numbers)
    return values[0] if len(values) == 1 else "|".join(map(str, values))
