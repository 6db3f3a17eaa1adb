"""Quotations as Web Annotations, and the annotations of other tools as drafts of claims.

What is written is one ``AnnotationCollection`` of the W3C's Web Annotation Data Model
(https://www.w3.org/TR/annotation-model/) with its only page in it: an annotation for every quotation and for
every cue. What is read is that and what annotation tools make of the model: single annotations, arrays,
pages, collections, and the JSON of Hypothes.is. A context is never fetched; the keys are taken for what the
standard's own context makes of them.

An annotation is not a claim: it rarely says who speaks, and never what exactly is said. So it becomes a
:class:`Draft`, and drafts become a ``claims.yaml`` in which a person fills in the rest. Nothing of a file is
lost: what has no place in a claim stands beside it as a comment.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter, ValidationError

from kg.authoring.document import shorten
from kg.authoring.formats import LanguageTag, Name, Text
from kg.authoring.write import write_claims_yaml
from kg.characters import visible_json
from kg.errors import InputError, Problem
from kg.intake.limits import Limits
from kg.intake.strict_json import parse_json
from kg.model import BASE, Article, Bundle, Claim, Knowledge, Location, Quotation, Stance, digest
from kg.text import (
    AmbiguousQuoteError,
    CutWordError,
    FoldedText,
    QuotationError,
    find_quotation,
    find_spans,
)

#: The context that the standard demands, never fetched.
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
#: No more annotations than this are read from one file.
MAX_ANNOTATIONS = 10_000
#: More problems than this are only counted.
MAX_PROBLEMS = 100

_REGISTER = f"{BASE}register/"
_CUE = f"{BASE}ontology#cue"
#: How many characters of the article stand beside a quotation.
_BESIDE = 32
#: How much more of the article than a prefix or suffix is long may be what is left of it when folded.
_AROUND = 64
#: Of more places than this that say the same, those that are further on are not told apart by their context.
_MANY = 1000
#: Who hands the annotations over in a list: the standard, JSON-LD, the two forms of Hypothes.is.
_LISTS = ("items", "@graph", "rows", "annotations")
#: What a collection or a page says of itself that is no longer true of a draft.
_COUNTED = ("@context", "id", "type", "total", "startIndex", "last", "prev", "partOf", *_LISTS)
_TEXT_SELECTORS = {"TextQuoteSelector", "TextPositionSelector"}
_SELECTING = {"type", "exact", "prefix", "suffix", "start", "end", "refinedBy"}
#: What belongs to the spelling of some languages though nobody sees it.
_JOINERS = "\u200c\u200d"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_NOT_FETCHED = "nothing is fetched: export the annotations themselves"

_name = TypeAdapter(Name)
_language = TypeAdapter(LanguageTag)
_text = TypeAdapter(Text)


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim as far as annotations say it.

    ``id`` is a proposal, and so are ``source`` and ``stance`` where they are given. ``notes`` is what else
    the annotations say, each as ``key: value`` with the value in JSON. ``jointly`` are those who say it
    together with ``source``.
    """

    id: str
    quotations: tuple[Quotation, ...] = ()
    gloss: Mapping[str, str] = field(default_factory=dict)
    cue: Quotation | None = None
    source: str | None = None
    stance: Stance | None = None
    notes: tuple[str, ...] = ()
    jointly: tuple[str, ...] = ()


# -- writing ------------------------------------------------------------------------------------------------


def write_annotations(knowledge: Knowledge) -> bytes:
    """Return every quotation and every cue as a Web Annotation, in one collection of one page.

    The target is the page where the article was published, or else the article's own IRI. Offsets count code
    points of the article's text, as the standard has it.
    """
    items = [
        annotation
        for bundle in knowledge.bundles
        for claim in bundle.claims
        for annotation in _annotate(knowledge, bundle, claim)
    ]
    articles = [bundle.id for bundle in knowledge.bundles]
    node = f"{BASE}annotations/{digest(articles)}"
    collection: dict[str, Any] = {
        "@context": CONTEXT,
        "id": node,
        "type": "AnnotationCollection",
        "label": f"Quotations of the claims of {', '.join(articles)}" if articles else "No quotations",
        "total": len(items),
    }
    if items:
        page = f"{node}/1"
        collection["first"] = {
            "id": page,
            "type": "AnnotationPage",
            "partOf": node,
            "startIndex": 0,
            "items": items,
        }
        collection["last"] = page
    return visible_json(collection).encode("utf-8")


def _annotate(knowledge: Knowledge, bundle: Bundle, claim: Claim) -> Iterator[dict[str, Any]]:
    """Yield the annotations of one claim, those of its quotations first."""
    node = f"{BASE}bundle/{bundle.id}/claim/{claim.id}"
    identified = {"type": "SpecificResource", "purpose": "identifying", "source": node}
    glosses = [_said(text, language, "describing") for language, text in sorted(claim.gloss.items())]
    tags = [_said(claim.stance.value, "en", "tagging")]
    for source in claim.sources:
        entry = knowledge.register.entries.get(source)
        labels = {} if entry is None else dict(entry.label)
        language = "en" if "en" in labels else min(labels, default=None)
        tags.append({"type": "SpecificResource", "purpose": "tagging", "source": f"{_REGISTER}{source}"})
        if language is not None:
            tags.append(_said(labels[language], language, "tagging"))
    for number, quotation in enumerate(claim.quotations, 1):
        yield {
            "id": f"{node}/quotation/{number}/annotation",
            "type": "Annotation",
            "motivation": "describing",
            "body": [identified, *glosses, *tags],
            "target": _target(bundle.article, quotation),
        }
    if claim.cue is not None:
        reporting = {"type": "SpecificResource", "purpose": "classifying", "source": _CUE}
        yield {
            "id": f"{node}/cue/annotation",
            "type": "Annotation",
            "motivation": "classifying",
            "body": [identified, reporting],
            "target": _target(bundle.article, claim.cue),
        }


def _said(text: str, language: str, purpose: str) -> dict[str, str]:
    return {
        "type": "TextualBody",
        "purpose": purpose,
        "value": text,
        "language": language,
        "format": "text/plain",
    }


def _target(article: Article, quotation: Quotation) -> dict[str, Any]:
    words = {"exact": quotation.exact, "prefix": quotation.prefix, "suffix": quotation.suffix}
    return {
        "source": article.url or _article_iri(article),
        "selector": [
            {"type": "TextQuoteSelector", **{key: part for key, part in words.items() if part}},
            {"type": "TextPositionSelector", "start": quotation.start, "end": quotation.end},
        ],
    }


def _article_iri(article: Article) -> str:
    return f"{BASE}bundle/{article.id}/article"


# -- reading ------------------------------------------------------------------------------------------------


def read_annotations(
    data: bytes | Sequence[Any], name: str, article: Article, limits: Limits | None = None
) -> list[Draft]:
    """Return what a file of Web Annotations says of ``article``, in the order of its text.

    Annotations that name one claim of ours, as those we write do, make one draft together; any other makes
    one of its own. Annotations of other pages are left out: those whose target is neither the article nor
    the page where it was published, and whose words it does not have. ``name`` is what errors call the file,
    ``data`` its bytes or the JSON values in it.

    Raises:
        InputError: for a file that is no JSON or holds no annotations, for an article whose text is withheld,
            and for every annotation whose words the article does not have or has more than once.
    """
    if article.text is None:
        message = f"the text of {article.id!r} is withheld, and no quote can be found in it"
        raise InputError(Problem("text-withheld", message, Location(name)))
    reader = _Reader(name, article, article.text)
    for value in [parse_json(data, name, limits)] if isinstance(data, bytes) else data:
        reader.read(value)
    return reader.drafts()


def has_annotations(values: Sequence[Any]) -> bool:
    """Return whether JSON values are annotations, pages of them, or what holds such in a list.

    An annotation says so by its type; those of Hypothes.is, which have none, by their target and address. Its
    search answers with rows and their number, though there be none.
    """
    for value in values:
        for found in value if isinstance(value, list) else [value]:
            if not isinstance(found, dict):
                continue
            plain = _plain(found)
            if _is_annotation(plain) or ("total" in plain and isinstance(plain.get("rows"), list)):
                return True
            held = [item for key in _LISTS for item in _listed(plain.get(key)) if isinstance(item, dict)]
            if any(_is_annotation(_plain(item)) for item in held):
                return True
    return False


def _is_annotation(plain: Mapping[str, Any]) -> bool:
    known = {"Annotation", "AnnotationPage", "AnnotationCollection"}
    return bool(_types(plain) & known) or {"uri", "target"} <= plain.keys()


class _Malformed(Exception):
    """Why one annotation cannot be read."""

    def __init__(self, id: str, message: str, advice: str = ""):
        self.id, self.message, self.advice = id, message, advice


@dataclass
class _Found:
    """What the annotations of one draft say, while they are read."""

    id: str | None
    quotations: list[Quotation] = field(default_factory=list)
    gloss: dict[str, str] = field(default_factory=dict)
    cue: Quotation | None = None
    sources: list[str] = field(default_factory=list)
    #: Who speaks by each of the annotations of a claim of ours.
    voices: set[tuple[str, ...]] = field(default_factory=set)
    stances: list[Stance] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_cue: bool = False

    def note(self, key: str, value: Any) -> None:
        """Keep what has no place in a claim."""
        self.notes.append(f"{key}: {json.dumps(value, ensure_ascii=False)}")


class _Reader:
    """Turns annotations into drafts and collects what is wrong with them."""

    def __init__(self, name: str, article: Article, text: str):
        self.name = name
        self.article = article
        self.folded = FoldedText(text)
        self.problems: list[Problem] = []
        self.found: dict[str, _Found] = {}
        self._known: dict[str, list[tuple[int, int]]] = {}
        self._wide = [at + n for n, at in enumerate(at for at, char in enumerate(text) if char > "\uffff")]
        self._about: list[tuple[str, Any]] = []
        self._count = 0
        self._own = _bare(article.url) if article.url else None

    def drafts(self) -> list[Draft]:
        """Return what was read.

        Raises:
            InputError: for what was wrong, or where nothing was read.
        """
        if self.problems:
            more = len(self.problems) - MAX_PROBLEMS
            if more > 0:
                last = Problem("more-problems", f"… and {more:,} more", Location(self.name))
                self.problems[MAX_PROBLEMS:] = [last]
            raise InputError(self.problems)
        if self._count and not self.found:
            message = f"none of the {self._count:,} annotations is one of {self.article.id!r}"
            advice = "give the article that was annotated, and say with 'url' where it was published"
            raise InputError(Problem("other-article", message, Location(self.name), advice=advice))
        taken = {found.id for found in self.found.values()}
        names = (f"a{number}" for number in range(1, 2 * len(self.found) + 1) if f"a{number}" not in taken)
        end = len(self.folded.text)
        ordered = sorted(self.found.values(), key=lambda found: min(_starts(found), default=end))
        if ordered:
            ordered[0].notes[:0] = [
                f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in self._about
            ]
        return [_draft(found, found.id or next(names)) for found in ordered]

    # -- collections ----------------------------------------------------------------------------------------

    def read(self, value: Any) -> None:
        """Read an annotation, or whatever holds annotations."""
        pages = [(value, "")]
        while pages:
            value, what = pages.pop(0)
            if isinstance(value, list):
                for item in value:
                    self._item(item)
                continue
            if not isinstance(value, dict):
                message = f"{shorten(value)} is no annotation, and no page of them"
                self._refuse("not-an-annotation", message, _NOT_FETCHED)
                continue
            value = _plain(value)
            types = _types(value)
            if "AnnotationCollection" in types or "first" in value:
                pages.append((value.pop("first", []), "page"))
                what = "collection"
            elif not any(isinstance(value.get(key), list) for key in _LISTS) or "Annotation" in types:
                if what:
                    self._refuse("not-an-annotation", f"a page needs 'items': {shorten(value)}")
                else:
                    self._item(value)
                continue
            if isinstance(value.get("next"), dict):
                pages.append((value.pop("next"), "page"))
            for key in _LISTS:
                if isinstance(value.get(key), list):
                    pages.insert(0, (value[key], "items"))
            for key, told in value.items():
                if key not in _COUNTED and key != "label":
                    self._about.append((f"{what or 'page'}.{key}", told))

    def _item(self, value: Any) -> None:
        self._count += 1
        if self._count > MAX_ANNOTATIONS:
            message = f"holds more than {MAX_ANNOTATIONS:,} annotations"
            advice = "export those of one page"
            raise InputError(Problem("too-large", message, Location(self.name), advice=advice))
        if len(self.problems) > MAX_PROBLEMS:
            return
        if not isinstance(value, dict):
            message = f"annotation {self._count} is {shorten(value)}"
            self._refuse("not-an-annotation", message, _NOT_FETCHED)
            return
        annotation = _plain(value)
        try:
            self._annotation(annotation)
        except _Malformed as error:
            label = annotation.get("id")
            which = f"annotation {self._count}" + (f" ({shorten(label)})" if isinstance(label, str) else "")
            self._refuse(error.id, f"{which}: {error.message}", error.advice)

    def _refuse(self, id: str, message: str, advice: str = "") -> None:
        self.problems.append(Problem(id, message, Location(self.name), advice=advice))

    # -- one annotation -------------------------------------------------------------------------------------

    def _annotation(self, annotation: dict[str, Any]) -> None:
        found = _Found(None)
        if "target" not in annotation and "uri" not in annotation:
            raise _Malformed("not-an-annotation", "it has no target", "is the file one of Web Annotations?")
        if annotation.pop("@context", CONTEXT) != CONTEXT:
            found.note("@context", "another than the standard's")
        if _types(annotation) <= {"Annotation"}:
            annotation.pop("type", None)
        page = annotation.get("uri")
        targets = _listed(annotation.pop("target", None))
        motivation = annotation.get("motivation")
        claim = self._bodies(annotation, found, motivation if isinstance(motivation, str) else None)
        if claim is not None and claim[0] != self.article.id:
            return
        node = annotation.pop("id", None)
        if claim is None or not str(node).startswith(f"{BASE}bundle/{claim[0]}/claim/{claim[1]}/"):
            found.notes[:0] = [] if node is None else [f"annotation: {json.dumps(node, ensure_ascii=False)}"]
        else:
            annotation.pop("motivation", None)
        for key, value in annotation.items():
            found.note(key, value)
        taken = [self._read_target(target, page, found) for target in targets or [page]]
        if not any(taken):
            return
        if claim is None:
            self.found[f"annotation {self._count}"] = found
            return
        found.id = claim[1]
        merged = self.found.setdefault(f"claim {claim[1]}", _Found(claim[1]))
        if found.is_cue:
            merged.cue = merged.cue or next(iter(found.quotations), None)
        else:
            merged.quotations += found.quotations
        merged.gloss = found.gloss | merged.gloss
        merged.sources += found.sources
        if found.sources:
            merged.voices.add(tuple(sorted(set(found.sources))))
        merged.stances += found.stances
        merged.notes += found.notes

    def _bodies(
        self, annotation: dict[str, Any], found: _Found, motivation: str | None
    ) -> tuple[str, str] | None:
        """Read what an annotation says; return the article and the claim of ours that it names, if any."""
        claim = None
        bodies = _listed(annotation.pop("body", None))
        for key, purpose in (("bodyValue", motivation), ("text", "commenting")):
            if isinstance(annotation.get(key), str):
                value = annotation.pop(key)
                bodies += [{"value": value, **({"purpose": purpose} if purpose else {})}] if value else []
        if isinstance(annotation.get("tags"), list):
            bodies += [{"value": tag, "purpose": "tagging"} for tag in annotation.pop("tags")]
        for written in bodies:
            body = _plain(written) if isinstance(written, dict) else {"source": written}
            purpose = body.get("purpose", motivation)
            if not isinstance(purpose, str | None):
                found.note("body", body)
                continue
            node, value = body.get("source", body.get("id")), body.get("value")
            named = _claim_named(node)
            if named is not None and purpose in ("identifying", "linking", None) and claim in (None, named):
                claim = named
            elif node == _CUE:
                found.is_cue = True
            elif purpose == "tagging" and isinstance(value, str) and value.strip() in set(Stance):
                found.stances.append(Stance(value.strip()))
            elif purpose == "tagging" and _source_named(node):
                found.sources.append(str(node).removeprefix(_REGISTER))
            elif not self._gloss(body, purpose, found):
                self._comment(body, purpose, found)
        return claim

    def _gloss(self, body: dict[str, Any], purpose: str | None, found: _Found) -> bool:
        """Take a description in a language that is given for what the words mean."""
        value, languages = body.get("value"), _listed(body.get("language"))
        if purpose != "describing" or body.get("format", "text/plain") != "text/plain":
            return False
        if len(languages) != 1 or not isinstance(value, str) or _CONTROL.search(value):
            return False
        try:
            language = _language.validate_python(str(languages[0]).lower())
            _text.validate_python(value)
        except ValidationError:
            return False
        if found.gloss.setdefault(language, value) != value:
            return False
        for key in sorted(body.keys() - {"value", "language", "purpose", "type", "format"}):
            found.note(f"gloss.{key}", body[key])
        return True

    def _comment(self, body: dict[str, Any], purpose: str | None, found: _Found) -> None:
        word = {"tagging": "tag", "commenting": "comment"}.get(purpose or "", purpose)
        usual = {"type": ("TextualBody", "SpecificResource"), "format": ("text/plain",)}
        kept = {
            key: value
            for key, value in body.items()
            if key not in ("purpose", "language") and value not in usual.get(key, ())
        }
        language = body.get("language")
        short = len(kept) == 1 and isinstance(next(iter(kept.values())), str)
        if short and isinstance(language, str | None) and kept.keys() <= {"value", "source", "id"}:
            found.note(" ".join(filter(None, (word or "body", language))), next(iter(kept.values())))
        else:
            found.note("body", body)

    # -- targets --------------------------------------------------------------------------------------------

    def _read_target(self, written: Any, page: Any, found: _Found) -> bool:
        """Find the words that a target selects; return whether it is one of the article."""
        target = _plain(written) if isinstance(written, dict) else {"source": written}
        source = target.pop("source", target.pop("id", page))
        source = source[0] if isinstance(source, list) and len(source) == 1 else source
        if isinstance(source, dict):
            described = _plain(source)
            source = described.pop("id", None)
            for key, value in described.items():
                found.note(f"target.source.{key}", value)
        ours = self._is_article(source)
        if ours is False:
            return False
        selectors = _listed(target.pop("selector", None))
        if target.get("type") == "SpecificResource":
            target.pop("type")
        for key, value in target.items():
            found.note(f"target.{key}", value)
        if source is not None and source not in (self.article.url, _article_iri(self.article)):
            found.note("page", source)
        try:
            quotation = self._select(selectors, found)
        except _Malformed:
            if ours is None and self._own is not None:
                return False
            raise
        if quotation is None:
            return bool(ours) or self._own is None
        found.quotations.append(quotation)
        return True

    def _is_article(self, source: Any) -> bool | None:
        """Return whether a target is the article, ``None`` where that cannot be said."""
        if not isinstance(source, str) or source == "":
            return None
        if source.startswith(f"{BASE}bundle/"):
            return source == _article_iri(self.article)
        return True if _bare(source) == self._own else None

    def _select(self, selectors: Sequence[Any], found: _Found) -> Quotation | None:
        """Return the words that the selectors of one target select together."""
        exact: str | None = None
        prefix = suffix = ""
        position: tuple[int, int] | None = None
        queue = [(selector, False) for selector in selectors]
        for written, refining in queue:
            selector = _plain(written) if isinstance(written, dict) else {}
            types = _types(selector)
            if "TextQuoteSelector" in types and isinstance(selector.get("exact"), str):
                if exact is None or refining:
                    exact = selector["exact"]
                    prefix, suffix = (
                        part if isinstance(part := selector.get(key), str) else ""
                        for key in ("prefix", "suffix")
                    )
                elif selector["exact"] != exact:
                    found.note("selector", written)
            elif "TextPositionSelector" in types and position is None and not refining:
                position = self._position(selector)
                if position is None:
                    found.note("selector", written)
            else:
                found.note("selector", {k: v for k, v in selector.items() if k != "refinedBy"} or written)
            for key in sorted(selector.keys() - _SELECTING) if types & _TEXT_SELECTORS else ():
                found.note(f"selector.{key}", selector[key])
            if "refinedBy" in selector:
                queue += [(inner, True) for inner in _listed(selector["refinedBy"])]
        if exact is None and position is not None:
            exact = self.folded.text[slice(*position)]
        if exact is not None:
            return self._anchor(exact, prefix, suffix, position, found)
        if selectors:
            kinds = sorted({kind for s in selectors if isinstance(s, dict) for kind in _types(_plain(s))})
            message = f"it has no selector of text that can be read here, only {', '.join(kinds) or 'others'}"
            advice = "a TextQuoteSelector needs 'exact', a TextPositionSelector 'start' and 'end' in the text"
            raise _Malformed("no-text-selector", message, advice)
        return None

    def _position(self, selector: Mapping[str, Any]) -> tuple[int, int] | None:
        start, end = selector.get("start"), selector.get("end")
        whole = type(start) is int and type(end) is int
        if not whole or not 0 <= start < end <= len(self.folded.text) + len(self._wide):  # type: ignore[operator]
            return None
        return start, end  # type: ignore[return-value]

    def _anchor(
        self, exact: str, prefix: str, suffix: str, position: tuple[int, int] | None, found: _Found
    ) -> Quotation:
        """Return the one place of the article that an annotation means.

        The words decide. Where they occur more than once, or begin inside a word, the offsets must lead to
        them, counted in code points or, as browsers do, in UTF-16; or what stands before and after must.
        """
        spans = self._spans(exact)
        if position is not None:
            for start, end in dict.fromkeys((position, self._code_points(position))):
                at = bisect_left(spans, (start, start))
                if at < len(spans) and spans[at][0] < end and self._says(exact, start, end):
                    return self._place(exact, spans, at, found)
        try:
            return find_quotation(self.folded, exact, context=_BESIDE)
        except AmbiguousQuoteError as error:
            fitting = self._fitting(spans, prefix, suffix)
            if len(fitting) == 1:
                return self._place(exact, spans, fitting[0], found)
            advice = "an annotation needs a prefix and a suffix, or offsets in this text, that tell which"
            raise _Malformed(error.id, error.message, advice) from None
        except QuotationError as error:
            raise _Malformed(error.id, error.message, error.advice) from None

    def _spans(self, exact: str) -> list[tuple[int, int]]:
        """Return where the article says ``exact``, looked up once however often it is asked for."""
        words = FoldedText(exact).folded
        if words not in self._known:
            self._known[words] = find_spans(self.folded, exact) if words else []
        return self._known[words]

    def _says(self, exact: str, start: int, end: int) -> bool:
        return FoldedText(self.folded.text[start:end]).folded == FoldedText(exact).folded

    def _place(self, exact: str, spans: Sequence[tuple[int, int]], at: int, found: _Found) -> Quotation:
        """Return the quotation at one of several places, or at the only one though it cuts a word."""
        if len(spans) == 1:
            try:
                find_quotation(self.folded, exact)
            except CutWordError as error:
                found.note("begins inside a word", error.passages[0].exact)
        text, (start, end) = self.folded.text, spans[at]
        before, after = text[max(start - _BESIDE, 0) : start], text[end : end + _BESIDE]
        return Quotation(text[start:end], start, end, before, after)

    def _code_points(self, position: tuple[int, int]) -> tuple[int, int]:
        """Return offsets that were counted in UTF-16 code units."""
        start, end = (at - bisect_left(self._wide, at) for at in position)
        return start, end

    def _fitting(self, spans: Sequence[tuple[int, int]], prefix: str, suffix: str) -> list[int]:
        """Return at which of several places most of what should stand beside it stands."""
        before, after = FoldedText(prefix).folded, FoldedText(suffix).folded
        text, ranked = self.folded.text, defaultdict[int, list[int]](list)
        for at, (start, end) in enumerate(spans[:_MANY]):
            ahead = FoldedText(text[max(start - 2 * len(prefix) - _AROUND, 0) : start]).folded
            behind = FoldedText(text[end : end + 2 * len(suffix) + _AROUND]).folded
            fits = bool(before and ahead.endswith(before)) + bool(after and behind.startswith(after))
            ranked[fits].append(at)
        best = max(ranked)
        return ranked[best] if best else []


def _draft(found: _Found, id: str) -> Draft:
    """Return a draft; a source or stance of which there are several stays open.

    Sources that every annotation of a claim of ours names speak jointly.
    """
    sources, stances = dict.fromkeys(found.sources), dict.fromkeys(found.stances)
    notes = list(found.notes)
    voice = next(iter(found.voices)) if len(found.voices) == 1 else tuple(sources)[: len(sources) == 1]
    for key, proposed in (("source", () if voice else sources), ("stance", stances)):
        if len(proposed) > 1:
            notes.append(f"{key}: {json.dumps(list(proposed), ensure_ascii=False)}")
    return Draft(
        id,
        tuple(found.quotations),
        found.gloss,
        found.cue,
        voice[0] if voice else None,
        next(iter(stances)) if len(stances) == 1 else None,
        tuple(dict.fromkeys(notes)),
        voice[1:],
    )


def _starts(found: _Found) -> list[int]:
    spans = found.quotations or ([found.cue] if found.cue else [])
    return [quotation.start for quotation in spans]


def _plain(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object under the keys of the standard's context, however JSON-LD writes them."""
    plain: dict[str, Any] = {}
    for key, inner in value.items():
        short = key.removeprefix("oa:")
        short = {"@id": "id", "@type": "type", "hasBody": "body", "hasTarget": "target"}.get(short, short)
        plain[key if short in plain or (short != key and short in value) else short] = inner
    return plain


def _types(value: Mapping[str, Any]) -> set[str]:
    written = [word for word in _listed(value.get("type")) if isinstance(word, str)]
    return {re.split("[:#/]", word)[-1] for word in written}


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _claim_named(node: Any) -> tuple[str, str] | None:
    """Return the article and the identifier of the claim of ours that an IRI names."""
    match node.removeprefix(BASE).split("/") if isinstance(node, str) and node.startswith(BASE) else []:
        case ["bundle", article, "claim", claim] if _is_name(claim):
            return article, claim
    return None


def _source_named(node: Any) -> bool:
    return isinstance(node, str) and node.startswith(_REGISTER) and _is_name(node.removeprefix(_REGISTER))


def _is_name(text: str) -> bool:
    try:
        _name.validate_python(text)
    except ValidationError:
        return False
    return True


def _bare(address: str) -> str:
    """Return an address without what does not make it another page."""
    return re.sub("^https?://(www[.])?", "", address.partition("#")[0], flags=re.IGNORECASE).rstrip("/")


# -- drafts as claims.yaml ----------------------------------------------------------------------------------


def write_drafts(drafts: Iterable[Draft], article: Article, text: str | None = None) -> str:
    """Return a ``claims.yaml`` with drafts of claims, in which what is missing is marked.

    What is marked is left out, so that whoever checks the file unfilled is told of each thing by its name.
    ``text`` is the name of the article's file.
    """
    head = write_claims_yaml(Bundle(article, ()), text=text)
    drafts = list(drafts)
    if not drafts:
        return head
    occurrence = _occurrences(article)
    lines = [head.removesuffix("claims: []\n") + "claims:"]
    for draft in drafts:
        lines += _draft_lines(draft, occurrence)
        lines.append("")
    lines.pop()
    return "".join(f"{line}\n" for line in lines)


def _draft_lines(draft: Draft, occurrence: Callable[[Quotation], int | None]) -> Iterator[str]:
    yield f"  - id: {_quoted(draft.id)}"
    for note in draft.notes:
        yield f"    # {_visible(note)}"
    if draft.source is None:
        yield "    # FILL IN source: who says so, a name of the register"
    else:
        names = [_quoted(name) for name in (draft.source, *draft.jointly)]
        yield f"    source: {names[0] if len(names) == 1 else '[' + ', '.join(names) + ']'}"
    if draft.stance is None:
        yield f"    # FILL IN stance: {', '.join(Stance)}"
    else:
        yield f"    stance: {draft.stance}"
    if draft.cue is not None:
        yield f"    cue: {_quoted(draft.cue.exact)}"
    if not draft.quotations:
        yield "    # FILL IN quote: the words of the article that say so"
    elif len(draft.quotations) == 1:
        yield f"    quote: {_quote(draft.quotations[0], occurrence)}"
    else:
        yield "    quote:"
        for quotation in draft.quotations:
            yield f"      - {_quote(quotation, occurrence)}"
    if draft.gloss:
        yield "    gloss:"
        for language, gloss in draft.gloss.items():
            yield f"      {_quoted(language)}: {_quoted(gloss)}"
    if draft.stance is Stance.ASKS:
        yield "    # FILL IN presupposes: what the question takes for granted, if anything"
    else:
        yield "    # FILL IN kind, and what is said of agent, target, instrument, place, time, count, value"
        yield "    says: {}"


def _quote(quotation: Quotation, occurrence: Callable[[Quotation], int | None]) -> str:
    number, words = occurrence(quotation), _quoted(quotation.exact)
    return words if number is None else f"{{text: {words}, occurrence: {number}}}"


def _occurrences(article: Article) -> Callable[[Quotation], int | None]:
    """Return what says which occurrence of its words a quotation is, ``None`` where they suffice."""
    folded = FoldedText(article.text or "")
    spans: dict[str, list[tuple[int, int]]] = {}

    def occurrence(quotation: Quotation) -> int | None:
        words = FoldedText(quotation.exact).folded
        if words not in spans:
            spans[words] = find_spans(folded, quotation.exact)
        if not spans[words]:
            return None
        if len(spans[words]) > 1:
            return bisect_left(spans[words], (quotation.start, quotation.end)) + 1
        try:
            find_quotation(folded, quotation.exact)
        except CutWordError:
            return 1
        return None

    return occurrence


def _quoted(text: str) -> str:
    """Return a text in double quotation marks, which YAML reads as JSON does."""
    return _visible(json.dumps(text, ensure_ascii=False))


def _visible(text: str) -> str:
    """Return a text with the numbers of its characters that nobody sees."""
    return "".join(char if char.isprintable() or char in _JOINERS else _number(char) for char in text)


def _number(char: str) -> str:
    return f"\\u{ord(char):04X}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08X}"
