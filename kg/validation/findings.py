"""The findings of a check, with the texts of the rules and the claims and files concerned."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from rdflib import RDF, SH, Literal, URIRef
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from kg.model import Location
from kg.rdf.bases import under
from kg.rdf.statements import Triple
from kg.rdf.vocabulary import CV, REG, key_of
from kg.validation.engines import Row
from kg.validation.shapes import BACKGROUND, SEVERITIES, Severity, Shapes, Texts, severity_of, short_iri
from kg.validation.terms import read_term
from kg.words import find_description

Locate: TypeAlias = Callable[[str], Location | None]
#: A finding without its location, and the keys under which the location may be known.
Unlocated: TypeAlias = "tuple[Finding, tuple[str, ...]]"


@dataclass(frozen=True, slots=True)
class Finding:
    """One way in which the data breaks one rule.

    ``focus`` is the node that was checked, and ``value`` the node at fault. ``claim`` is the ``bundle/claim``
    identifier of the claim that uses them. ``path`` is written as in SPARQL. ``shape``, ``component`` and
    ``term`` (the RDF term of ``value``) are those of the SHACL result.
    """

    rule: str
    severity: Severity
    message: Texts
    focus: str
    value: str | None = None
    path: str | None = None
    location: Location | None = None
    claim: str | None = None
    advice: Texts = field(default_factory=dict)
    shape: str = ""
    component: str = ""
    term: Node | None = field(default=None, repr=False)

    def under(self, base: str) -> Finding:
        """Return the finding with its nodes named as a desk with this base writes them."""
        value = None if self.value is None else str(under(self.value, base))
        term = URIRef(under(self.term, base)) if isinstance(self.term, URIRef) else self.term
        return replace(self, focus=str(under(self.focus, base)), value=value, term=term)

    def told(self, part: str, language: str) -> str:
        """Return its ``message`` or its ``advice`` (``part``) in a language.

        It is the text in the file of the shape. If the file has none in this language, it is that of the
        catalogue, for the shape or its rule; else the English text of the file, or any.
        """
        texts: Texts = getattr(self, part)
        _, _, path = self.shape.rpartition("/shape/")
        return tell_shape(texts, part, language, path.replace("/", "-"), self.rule)

    def as_json(self) -> dict[str, Any]:
        """Return the finding as ``kg validate --format json`` gives it."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "message": dict(self.message),
            "advice": dict(self.advice),
            "file": self.location.file if self.location else None,
            "line": self.location.line if self.location else None,
            "claim": self.claim,
            "focus": self.focus,
            "path": self.path,
            "value": self.value,
        }


def tell_shape(texts: Texts, part: str, language: str, *names: str) -> str:
    """Return the ``message`` or ``advice`` (``part``) of a shape in a language.

    It is one of the ``texts`` in its file. If the file has none in this language, it is that of the catalogue
    for the first of ``names`` that is there; else the English text of the file, or any.

    >>> tell_shape({"en": "No source."}, "message", "en", "one-source")
    'No source.'
    """
    if language in texts:
        return texts[language]
    found = (find_description(language, f"shape-{name}-{part}") for name in names)
    return next(filter(None, found), None) or texts.get("en") or next(iter(texts.values()), "")


def exceeds(findings: Iterable[Finding], severity: str) -> bool:
    """Return whether any finding is at least as severe as ``severity``.

    >>> exceeds([Finding("cue", "info", {}, "urn:x")], "warning")
    False
    """
    grave = SEVERITIES[: SEVERITIES.index(severity) + 1]
    return any(finding.severity in grave for finding in findings)


class Index:
    """An index of triples by subject and by object; ``wider`` is another one, searched after it."""

    def __init__(self, triples: Iterable[Triple] = (), wider: Index | None = None):
        self._said: dict[tuple[Node, Node], list[Node]] = {}
        self._mentioned: dict[Node, list[tuple[Node, Node]]] = {}
        self._wider = wider
        for s, p, o in triples:
            self._said.setdefault((s, p), []).append(o)
            if not isinstance(o, Literal):
                self._mentioned.setdefault(o, []).append((s, p))

    def objects(self, subject: Node, property: Node) -> list[Node]:
        """Return the objects of a subject and a property."""
        wider = self._wider.objects(subject, property) if self._wider else []
        return [*self._said.get((subject, property), ()), *wider]

    def subjects(self, object: Node, property: Node | None = None) -> list[Node]:
        """Return the subjects of triples with an object, and with a property if it is given."""
        here = [s for s, p in self._mentioned.get(object, ()) if property is None or p == property]
        return [*here, *(self._wider.subjects(object, property) if self._wider else ())]

    def value(self, subject: Node, property: Node) -> Node | None:
        """Return one object of a subject and a property, ``None`` if there is none."""
        return next(iter(self.objects(subject, property)), None)


def read_row(row: Row, index: Index, shapes: Shapes) -> Iterator[Unlocated]:
    """Yield a finding for each claim concerned by a SHACL result, or one if it concerns none."""
    written_focus, written_value, shape, component, severity, path = row
    focus = read_term(written_focus)
    value = None if written_value is None else read_term(written_value)
    rule = shapes.rules[shapes.names[shape]]
    iri = None if path is None else re.fullmatch(r"<([^<>]*)>", path)
    finding = Finding(
        rule=rule.name,
        severity=severity_of(SH[severity]),
        message=shapes.messages.get(shape) or rule.message,
        focus=str(focus),
        value=None if value is None or value == focus else str(value),
        path=shapes.paths.get(shape) or (short_iri(iri[1]) if iri else path),
        advice=rule.advice,
        shape=shape,
        component=component,
        term=value,
    )
    claims, keys = _authors(index, focus, value)
    if not claims:
        yield finding, keys
    for claim in claims:
        yield replace(finding, claim=claim), (claim,)


def located(found: Iterable[Unlocated], locate: Locate | None) -> list[Finding]:
    """Return findings with their locations, without repetitions, in the order of the authors' files."""
    unique: dict[tuple[str | None, ...], Finding] = {}
    for finding, keys in sorted(found, key=lambda pair: (*_order(pair[0]), pair[0].component)):
        location: Location | None = None
        for i, key in enumerate(keys):
            location = locate(key) if locate else None
            if location is not None:
                # Only the first key is the node itself; the others are in the same file.
                location = location if i == 0 else Location(location.file)
                break
        identity = (finding.rule, finding.focus, finding.path, finding.value, finding.claim)
        unique.setdefault((*identity, *finding.message.values()), replace(finding, location=location))
    return sorted(unique.values(), key=_order)


def _order(finding: Finding) -> tuple[Any, ...]:
    location = finding.location
    return (
        (location.file, location.line or 0) if location else ("", 0),
        finding.claim or "",
        SEVERITIES.index(finding.severity),
        finding.rule,
        finding.focus,
        finding.path or "",
        finding.value or "",
        finding.shape,
    )


# The claims of a node ----------------------------------------------------------------------------------


def _authors(index: Index, focus: Node, value: Node | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the claims that use a node, or else the keys under which its location may be known.

    A result about an article whose value is one of its claims or quotations is about that claim.
    """
    if {CV.Article, CV.Bundle} & {*index.objects(focus, RDF.type)}:
        if value is not None and {CV.Claim, CV.Quotation} & {*index.objects(value, RDF.type)}:
            claims = _claims_of(index, value)
            if claims:
                return claims, ()
        return (), _bundle_keys(index, focus)
    entry = index.value(focus, CV.inStandpoint) or focus
    if str(entry).startswith(str(REG)) or any(t in BACKGROUND for t in index.objects(entry, RDF.type)):
        return (), (_key(index, entry),)
    return _claims_of(index, focus), ()


def _key(index: Index, node: Node) -> str:
    """Return the authors' name for a node: from its IRI, else its identifier, else the node as text."""
    return key_of(str(node)) or str(index.value(node, DCTERMS.identifier) or node)


def _claims_of(index: Index, node: Node) -> tuple[str, ...]:
    """Return the claims that use a node, found by following triples backwards."""
    claims: set[str] = set()
    seen = {node}
    todo = [node]
    while todo:
        current = todo.pop()
        key = key_of(str(current)) or ""
        if re.fullmatch("[^/]+/[^/]+", key):
            claims.add(key)
        elif CV.Claim in index.objects(current, RDF.type):
            article = index.value(current, CV.inArticle)
            bundles = [] if article is None else sorted(index.subjects(article, CV.article), key=str)
            names = [_key(index, bundle).rstrip("/") for bundle in bundles[:1]]
            claims.add("/".join([*names, _key(index, current)]))
        else:
            for before in index.subjects(current):
                if before not in seen:
                    seen.add(before)
                    todo.append(before)
    return tuple(sorted(claims))


def _bundle_keys(index: Index, node: Node) -> tuple[str, ...]:
    """Return the key of an article, then those of its claims, which are in the same file."""
    bundle = next(iter(index.subjects(node, CV.article)), node)
    claims = {claim for at in index.subjects(node, CV.inArticle) for claim in _claims_of(index, at)}
    return (_key(index, bundle).rstrip("/") + "/", *sorted(claims))
