"""Read annotations on an article as drafts of claims."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
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
    iri_of_article,
    plain_keys,
    source_named,
    types_of,
)
from kg.intake.limits import Limits
from kg.intake.strict_json import parse_json
from kg.model import BASE, Article, Location, Quotation, Stance
from kg.text import AmbiguousQuoteError, CutWordError, FoldedText, QuotationError, find_quotation, find_spans

#: No more annotations than this are read from one file.
MAX_ANNOTATIONS = 10_000
#: More problems than this are only counted.
MAX_PROBLEMS = 100
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
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_NOT_FETCHED = "nothing is fetched: export the annotations themselves"


def read_annotations(
    data: bytes | Sequence[Any], name: str, article: Article, limits: Limits | None = None
) -> list[Draft]:
    """Return what a file of Web Annotations says of ``article``, in the order of its text.

    Annotations that name one claim of ours, as those we write do, make one draft together; any other makes
    one of its own. Annotations of other pages are left out: those whose target is neither the article nor
    the page where it was published, and whose words it does not have. ``name`` is what errors call the file,
    ``data`` its bytes or the JSON values in it.

    Raises:
        InputError: for a file that is not JSON or holds no annotations, for an article whose text is
            withheld, and for every annotation whose words the article does not have or has more than once.
    """
    if article.text is None:
        message = f"the text of {article.id!r} is withheld, and no quote can be found in it"
        raise InputError(Problem("text-withheld", message, Location(name)))
    reader = AnnotationReader(name, article, article.text)
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
            plain = plain_keys(found)
            if _is_annotation(plain) or ("total" in plain and isinstance(plain.get("rows"), list)):
                return True
            held = [item for key in _LISTS for item in as_list(plain.get(key)) if isinstance(item, dict)]
            if any(_is_annotation(plain_keys(item)) for item in held):
                return True
    return False


def _is_annotation(plain: Mapping[str, Any]) -> bool:
    known = {"Annotation", "AnnotationPage", "AnnotationCollection"}
    return bool(types_of(plain) & known) or {"uri", "target"} <= plain.keys()


class AnnotationReader:
    """Turns annotations into drafts and collects what is wrong with them."""

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
        ordered = sorted(self.found.values(), key=lambda found: min(find_starts(found), default=end))
        if ordered:
            ordered[0].notes[:0] = [
                f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in self._about
            ]
        return [build_draft(found, found.id or next(names)) for found in ordered]

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
                message = f"{shorten(value)} is not an annotation, and no page of them"
                self._refuse("not-an-annotation", message, _NOT_FETCHED)
                continue
            value = plain_keys(value)
            types = types_of(value)
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
        found = Found(None)
        if "target" not in annotation and "uri" not in annotation:
            raise Malformed("not-an-annotation", "it has no target", "is the file one of Web Annotations?")
        if annotation.pop("@context", CONTEXT) != CONTEXT:
            found.note("@context", "another than the standard's")
        if types_of(annotation) <= {"Annotation"}:
            annotation.pop("type", None)
        page = annotation.get("uri")
        targets = as_list(annotation.pop("target", None))
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
        merged = self.found.setdefault(f"claim {claim[1]}", Found(claim[1]))
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
        self, annotation: dict[str, Any], found: Found, motivation: str | None
    ) -> tuple[str, str] | None:
        """Read what an annotation says; return the article and the claim of ours that it names, if any."""
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
        """Take a description in a language that is given for what the words mean."""
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
        """Find the words that a target selects; return whether it is one of the article."""
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
        """Return whether a target is the article, ``None`` where that cannot be said."""
        if not isinstance(source, str) or source == "":
            return None
        if source.startswith(f"{BASE}bundle/"):
            return source == iri_of_article(self.article)
        return True if bare_address(source) == self._own else None

    def _select(self, selectors: Sequence[Any], found: Found) -> Quotation | None:
        """Return the words that the selectors of one target select together."""
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
            raise Malformed(error.id, error.message, advice) from None
        except QuotationError as error:
            raise Malformed(error.id, error.message, error.advice) from None

    def _spans(self, exact: str) -> list[tuple[int, int]]:
        """Return where the article says ``exact``, looked up once however often it is asked for."""
        words = FoldedText(exact).folded
        if words not in self._known:
            self._known[words] = find_spans(self.folded, exact) if words else []
        return self._known[words]

    def _says(self, exact: str, start: int, end: int) -> bool:
        return FoldedText(self.folded.text[start:end]).folded == FoldedText(exact).folded

    def _place(self, exact: str, spans: Sequence[tuple[int, int]], at: int, found: Found) -> Quotation:
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
