"""Read annotations on an article as drafts of claims."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from pydantic import ValidationError

from kg.authoring.document import shorten
from kg.authoring.drafts import Draft
from kg.errors import InputError, Problem
from kg.formats.webannotation.found import Found, Malformed, build_draft, find_starts
from kg.formats.webannotation.nodes import (
    A_LANGUAGE,
    A_TEXT,
    CONTEXT,
    CUE,
    REGISTER,
    as_list,
    bare_address,
    claim_named,
    find_bases,
    iri_of_article,
    plain_keys,
    source_named,
    types_of,
    with_iris,
)
from kg.intake.limits import Limits
from kg.intake.strict_json import parse_json
from kg.model import BASE, Article, Location, Quotation, Stance
from kg.rdf.bases import without_base
from kg.text import AmbiguousQuoteError, CutWordError, FoldedText, QuotationError, find_quotation, find_spans

#: The most annotations that are read from one file.
MAX_ANNOTATIONS = 10_000
#: Further problems are only counted.
MAX_PROBLEMS = 100
#: The number of characters of context on each side of a quotation.
_BESIDE = 32
#: The number of extra characters that are compared with a prefix or suffix, since folding removes some.
_AROUND = 64
#: The most places with the same words whose contexts are compared.
_MANY = 1000
#: The keys of lists of annotations: of the standard, of JSON-LD, and two of Hypothes.is.
_LISTS = ("items", "@graph", "rows", "annotations")
#: Keys of a collection or page whose values are no longer true for a draft.
_COUNTED = ("@context", "id", "type", "total", "startIndex", "last", "prev", "partOf", *_LISTS)
_TEXT_SELECTORS = {"TextQuoteSelector", "TextPositionSelector"}
_SELECTING = {"type", "exact", "prefix", "suffix", "start", "end", "refinedBy"}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_NOT_FETCHED = "nothing is fetched: export the annotations themselves"


def read_annotations(
    data: bytes | Sequence[Any], name: str, article: Article, limits: Limits | None = None
) -> list[Draft]:
    """Return drafts from the Web Annotations on ``article`` in a file, in the order of its text.

    Annotations that name the same claim of ours, as those we write do, become one draft; each other one
    becomes its own. Annotations of other pages are left out: their target is neither the article nor the
    page where it was published, and the article does not have their words. ``name`` is the name of the file
    in errors, ``data`` its bytes or the JSON values in it.

    Raises:
        InputError: for a file that is not JSON or holds no annotations, for an article whose text is
            withheld, and for every annotation whose words the article does not have or has more than once.
    """
    if article.text is None:
        message = f"the text of {article.id!r} is withheld, and no quote can be found in it"
        raise InputError(Problem("text-withheld", message, Location(name)))
    reader = AnnotationReader(name, article, article.text)
    values = [parse_json(data, name, limits)] if isinstance(data, bytes) else data
    for base in find_bases(values):
        values = with_iris(list(values), partial(_without, base=base, page=article.url))
    for value in values:
        reader.read(value)
    return reader.drafts()


def has_annotations(values: Sequence[Any]) -> bool:
    """Return whether JSON values are annotations, pages of them, or objects with a list of them.

    An annotation is known by its type. Those of Hypothes.is have no type and are known by their target and
    address; an answer of its search has ``rows`` and ``total``, even if there are none.
    """
    for value in values:
        for candidate in value if isinstance(value, list) else [value]:
            if not isinstance(candidate, dict):
                continue
            plain = plain_keys(candidate)
            if _is_annotation(plain) or ("total" in plain and isinstance(plain.get("rows"), list)):
                return True
            held = [item for key in _LISTS for item in as_list(plain.get(key)) if isinstance(item, dict)]
            if any(_is_annotation(plain_keys(item)) for item in held):
                return True
    return False


def _is_annotation(plain: Mapping[str, Any]) -> bool:
    kinds = {"Annotation", "AnnotationPage", "AnnotationCollection"}
    return bool(types_of(plain) & kinds) or {"uri", "target"} <= plain.keys()


def _without(iri: str, base: str, page: str | None) -> str:
    # The address of a page may begin with the base, too.
    is_page = page is not None and bare_address(iri) == bare_address(page)
    return iri if is_page else str(without_base(iri, base))


class AnnotationReader:
    """Turns annotations into drafts and collects their problems."""

    def __init__(self, name: str, article: Article, text: str):
        self.name = name
        self.article = article
        self.folded = FoldedText(text)
        self.problems: list[Problem] = []
        self.found: dict[str, Found] = {}
        self._known: dict[str, list[tuple[int, int]]] = {}
        self._wide = [at + n for n, at in enumerate(at for at, char in enumerate(text) if char > "\uffff")]
        self._about: list[tuple[str, Any]] = []
        self._count = 0
        self._own = bare_address(article.url) if article.url else None

    def drafts(self) -> list[Draft]:
        """Return the drafts that were read.

        Raises:
            InputError: with every problem, or if no annotation is on the article.
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
        ordered = sorted(self.found.values(), key=lambda found: min(find_starts(found), default=end))
        if ordered:
            ordered[0].notes[:0] = [
                f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in self._about
            ]
        return [build_draft(found, found.id or next(names)) for found in ordered]

    # -- collections ----------------------------------------------------------------------------------------

    def read(self, value: Any) -> None:
        """Read an annotation, or a list, page or collection of annotations."""
        pages = [(value, "")]
        while pages:
            value, container = pages.pop(0)
            if isinstance(value, list):
                for item in value:
                    self._item(item)
                continue
            if not isinstance(value, dict):
                message = f"{shorten(value)} is not an annotation, and no page of them"
                self._refuse("not-an-annotation", message, _NOT_FETCHED)
                continue
            value = plain_keys(value)
            types = types_of(value)
            if "AnnotationCollection" in types or "first" in value:
                pages.append((value.pop("first", []), "page"))
                container = "collection"
            elif not any(isinstance(value.get(key), list) for key in _LISTS) or "Annotation" in types:
                if container:
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
                    self._about.append((f"{container or 'page'}.{key}", told))

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
        annotation = plain_keys(value)
        try:
            self._annotation(annotation)
        except Malformed as error:
            label = annotation.get("id")
            which = f"annotation {self._count}" + (f" ({shorten(label)})" if isinstance(label, str) else "")
            self._refuse(error.id, f"{which}: {error.message}", error.advice)

    def _refuse(self, id: str, message: str, advice: str = "") -> None:
        self.problems.append(Problem(id, message, Location(self.name), advice=advice))

    # -- one annotation -------------------------------------------------------------------------------------

    def _annotation(self, annotation: dict[str, Any]) -> None:
        content = Found(None)
        if "target" not in annotation and "uri" not in annotation:
            raise Malformed("not-an-annotation", "it has no target", "is the file one of Web Annotations?")
        if annotation.pop("@context", CONTEXT) != CONTEXT:
            content.note("@context", "another than the standard's")
        if types_of(annotation) <= {"Annotation"}:
            annotation.pop("type", None)
        page = annotation.get("uri")
        targets = as_list(annotation.pop("target", None))
        motivation = annotation.get("motivation")
        claim = self._bodies(annotation, content, motivation if isinstance(motivation, str) else None)
        if claim is not None and claim[0] != self.article.id:
            return
        node = annotation.pop("id", None)
        if claim is None or not str(node).startswith(f"{BASE}bundle/{claim[0]}/claim/{claim[1]}/"):
            content.notes[:0] = (
                [] if node is None else [f"annotation: {json.dumps(node, ensure_ascii=False)}"]
            )
        else:
            annotation.pop("motivation", None)
        for key, value in annotation.items():
            content.note(key, value)
        taken = [self._read_target(target, page, content) for target in targets or [page]]
        if not any(taken):
            return
        if claim is None:
            self.found[f"annotation {self._count}"] = content
            return
        content.id = claim[1]
        merged = self.found.setdefault(f"claim {claim[1]}", Found(claim[1]))
        if content.is_cue:
            merged.cue = merged.cue or next(iter(content.quotations), None)
        else:
            merged.quotations += content.quotations
        merged.gloss = content.gloss | merged.gloss
        merged.sources += content.sources
        if content.sources:
            merged.voices.add(tuple(sorted(set(content.sources))))
        merged.stances += content.stances
        merged.notes += content.notes

    def _bodies(
        self, annotation: dict[str, Any], found: Found, motivation: str | None
    ) -> tuple[str, str] | None:
        """Read the bodies of an annotation; return the article and name of our claim in them, if any."""
        claim = None
        bodies = as_list(annotation.pop("body", None))
        for key, purpose in (("bodyValue", motivation), ("text", "commenting")):
            if isinstance(annotation.get(key), str):
                value = annotation.pop(key)
                bodies += [{"value": value, **({"purpose": purpose} if purpose else {})}] if value else []
        if isinstance(annotation.get("tags"), list):
            bodies += [{"value": tag, "purpose": "tagging"} for tag in annotation.pop("tags")]
        for written in bodies:
            body = plain_keys(written) if isinstance(written, dict) else {"source": written}
            purpose = body.get("purpose", motivation)
            if not isinstance(purpose, str | None):
                found.note("body", body)
                continue
            node, value = body.get("source", body.get("id")), body.get("value")
            named = claim_named(node)
            if named is not None and purpose in ("identifying", "linking", None) and claim in (None, named):
                claim = named
            elif node == CUE:
                found.is_cue = True
            elif purpose == "tagging" and isinstance(value, str) and value.strip() in set(Stance):
                found.stances.append(Stance(value.strip()))
            elif purpose == "tagging" and source_named(node):
                found.sources.append(str(node).removeprefix(REGISTER))
            elif not self._gloss(body, purpose, found):
                self._comment(body, purpose, found)
        return claim

    def _gloss(self, body: dict[str, Any], purpose: str | None, found: Found) -> bool:
        """Return whether a body is a description in one language, which is kept as a gloss."""
        value, languages = body.get("value"), as_list(body.get("language"))
        if purpose != "describing" or body.get("format", "text/plain") != "text/plain":
            return False
        if len(languages) != 1 or not isinstance(value, str) or _CONTROL.search(value):
            return False
        try:
            language = A_LANGUAGE.validate_python(str(languages[0]).lower())
            A_TEXT.validate_python(value)
        except ValidationError:
            return False
        if found.gloss.setdefault(language, value) != value:
            return False
        for key in sorted(body.keys() - {"value", "language", "purpose", "type", "format"}):
            found.note(f"gloss.{key}", body[key])
        return True

    def _comment(self, body: dict[str, Any], purpose: str | None, found: Found) -> None:
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

    def _read_target(self, written: Any, page: Any, found: Found) -> bool:
        """Return whether a target is on the article, after adding the words that it selects."""
        target = plain_keys(written) if isinstance(written, dict) else {"source": written}
        source = target.pop("source", target.pop("id", page))
        source = source[0] if isinstance(source, list) and len(source) == 1 else source
        if isinstance(source, dict):
            described = plain_keys(source)
            source = described.pop("id", None)
            for key, value in described.items():
                found.note(f"target.source.{key}", value)
        ours = self._is_article(source)
        if ours is False:
            return False
        selectors = as_list(target.pop("selector", None))
        if target.get("type") == "SpecificResource":
            target.pop("type")
        for key, value in target.items():
            found.note(f"target.{key}", value)
        if source is not None and source not in (self.article.url, iri_of_article(self.article)):
            found.note("page", source)
        try:
            quotation = self._select(selectors, found)
        except Malformed:
            if ours is None and self._own is not None:
                return False
            raise
        if quotation is None:
            return bool(ours) or self._own is None
        found.quotations.append(quotation)
        return True

    def _is_article(self, source: Any) -> bool | None:
        """Return whether a target is the article, ``None`` if this is unknown."""
        if not isinstance(source, str) or source == "":
            return None
        if source.startswith(f"{BASE}bundle/"):
            return source == iri_of_article(self.article)
        return True if bare_address(source) == self._own else None

    def _select(self, selectors: Sequence[Any], found: Found) -> Quotation | None:
        """Return the quotation that the selectors of one target select together."""
        exact: str | None = None
        prefix = suffix = ""
        position: tuple[int, int] | None = None
        queue = [(selector, False) for selector in selectors]
        for written, refining in queue:
            selector = plain_keys(written) if isinstance(written, dict) else {}
            types = types_of(selector)
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
                queue += [(inner, True) for inner in as_list(selector["refinedBy"])]
        if exact is None and position is not None:
            exact = self.folded.text[slice(*position)]
        if exact is not None:
            return self._anchor(exact, prefix, suffix, position, found)
        if selectors:
            kinds = sorted(
                {kind for s in selectors if isinstance(s, dict) for kind in types_of(plain_keys(s))}
            )
            message = f"it has no selector of text that can be read here, only {', '.join(kinds) or 'others'}"
            advice = "a TextQuoteSelector needs 'exact', a TextPositionSelector 'start' and 'end' in the text"
            raise Malformed("no-text-selector", message, advice)
        return None

    def _position(self, selector: Mapping[str, Any]) -> tuple[int, int] | None:
        start, end = selector.get("start"), selector.get("end")
        whole = type(start) is int and type(end) is int
        if not whole or not 0 <= start < end <= len(self.folded.text) + len(self._wide):  # type: ignore[operator]
            return None
        return start, end  # type: ignore[return-value]

    def _anchor(
        self, exact: str, prefix: str, suffix: str, position: tuple[int, int] | None, found: Found
    ) -> Quotation:
        """Return the one place in the article that an annotation means.

        The words decide. If they occur more than once, or begin inside a word, the offsets must point to
        them, counted in code points or, as browsers do, in UTF-16; or the text before and after must match.
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
            raise Malformed(error.id, error.message, advice) from None
        except QuotationError as error:
            raise Malformed(error.id, error.message, error.advice) from None

    def _spans(self, exact: str) -> list[tuple[int, int]]:
        """Return the spans of ``exact`` in the article, from a cache after the first time."""
        words = FoldedText(exact).folded
        if words not in self._known:
            self._known[words] = find_spans(self.folded, exact) if words else []
        return self._known[words]

    def _says(self, exact: str, start: int, end: int) -> bool:
        return FoldedText(self.folded.text[start:end]).folded == FoldedText(exact).folded

    def _place(self, exact: str, spans: Sequence[tuple[int, int]], at: int, found: Found) -> Quotation:
        """Return the quotation at one of several places, or at the only one even if it cuts a word."""
        if len(spans) == 1:
            try:
                find_quotation(self.folded, exact)
            except CutWordError as error:
                found.note("begins inside a word", error.passages[0].exact)
        text, (start, end) = self.folded.text, spans[at]
        before, after = text[max(start - _BESIDE, 0) : start], text[end : end + _BESIDE]
        return Quotation(text[start:end], start, end, before, after)

    def _code_points(self, position: tuple[int, int]) -> tuple[int, int]:
        """Return offsets in code points from offsets in UTF-16 code units."""
        start, end = (at - bisect_left(self._wide, at) for at in position)
        return start, end

    def _fitting(self, spans: Sequence[tuple[int, int]], prefix: str, suffix: str) -> list[int]:
        """Return the indexes of the places whose context matches the prefix and suffix best."""
        before, after = FoldedText(prefix).folded, FoldedText(suffix).folded
        text, ranked = self.folded.text, defaultdict[int, list[int]](list)
        for at, (start, end) in enumerate(spans[:_MANY]):
            ahead = FoldedText(text[max(start - 2 * len(prefix) - _AROUND, 0) : start]).folded
            behind = FoldedText(text[end : end + 2 * len(suffix) + _AROUND]).folded
            fits = bool(before and ahead.endswith(before)) + bool(after and behind.startswith(after))
            ranked[fits].append(at)
        best = max(ranked)
        return ranked[best] if best else []
