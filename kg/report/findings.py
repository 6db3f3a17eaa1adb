"""Write findings of a check as text, JSON, Turtle (for RDF tools) or workflow commands (for forges)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

import rdflib
from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from kg.characters import visible, visible_json, visible_line
from kg.model import BASE, digest
from kg.validation import SEVERITIES, SHACL_PREFIXES, Finding, short_iri
from kg.words import Message, family

SEVERITY_WORDS = family("severity", SEVERITIES)


def render(findings: Sequence[Finding], format: str, language: str = "en") -> str:
    """Return findings as ``text``, ``json``, ``turtle`` or ``github``."""
    if format == "json":
        return write_json(findings)
    if format == "turtle":
        return write_turtle(findings)
    return (write_github if format == "github" else write_text)(findings, language)


def write_text(findings: Iterable[Finding], language: str = "en") -> str:
    """Return findings as text: location, problem, source of the claim, value, and advice."""
    lines: list[str] = []
    for finding in findings:
        where = visible_line(str(finding.location) if finding.location else f"<{finding.focus}>")
        first, *others = _lines(finding, language)
        severity = SEVERITY_WORDS[finding.severity][language]
        lines.append(f"{where}: {severity} {finding.rule}: {first}\n")
        lines.extend(f"    {line}\n" for line in others)
    return "".join(lines)


def _lines(finding: Finding, language: str) -> list[str]:
    """Return the lines of a finding: the problem and whose claim it is, the wrong value, the advice."""
    told = finding.told("message", language)
    if finding.claim:
        told = Message("finding-claim", message=told, claim=finding.claim)[language]
    advice = finding.told("advice", language).splitlines()
    fault = _fault(finding, language)
    lines = [told, *([fault] if fault else []), *advice]
    return [visible_line(line) for line in lines]


def _fault(finding: Finding, language: str) -> str:
    """Return the path and the value, if any, in one short line."""
    if finding.value is None:
        return Message("finding-at", path=finding.path)[language] if finding.path else ""
    is_node = isinstance(finding.term, URIRef)
    value = short_iri(finding.value) if is_node else json.dumps(finding.value, ensure_ascii=False)
    return f"{finding.path} = {value}" if finding.path else value


def write_json(findings: Iterable[Finding]) -> str:
    """Return findings as JSON, in the documented, versioned format."""
    listed = [finding.as_json() for finding in findings]
    return visible_json({"version": 1, "findings": listed})


def write_turtle(findings: Iterable[Finding]) -> str:
    """Return findings as a SHACL validation report in which every node has an IRI.

    A path of more than one predicate would need blank nodes. It is left out, because the shape that
    ``sh:sourceShape`` names has it.
    """
    results: dict[tuple[tuple[URIRef, Node], ...], None] = {}
    for finding in findings:
        said: list[tuple[URIRef, Node]] = [
            (RDF.type, SH.ValidationResult),
            (SH.focusNode, _writable(URIRef(finding.focus))),
            (SH.resultSeverity, SH[finding.severity.capitalize()]),
            (SH.sourceShape, URIRef(finding.shape)),
            (SH.sourceConstraintComponent, URIRef(finding.component)),
        ]
        for language, text in finding.message.items():
            said.append((SH.resultMessage, rdflib.Literal(text, lang=language)))
        if finding.term is not None:
            said.append((SH.value, _writable(finding.term)))
        predicate = _predicate(finding.path)
        if predicate is not None:
            said.append((SH.resultPath, predicate))
        # Claims with the same proposition share its results.
        results[tuple(said)] = None
    contents = [[[str(p), o.n3()] for p, o in said] for said in results]
    report = URIRef(f"{BASE}validation/{digest(contents)}")
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in SHACL_PREFIXES.items():
        graph.bind(prefix, namespace)
    graph.add((report, RDF.type, SH.ValidationReport))
    graph.add((report, SH.conforms, rdflib.Literal(not results)))
    width = len(str(len(results)))
    for number, content in enumerate(results, 1):
        result = URIRef(f"{report}/{number:0{width}}")
        graph.add((report, SH.result, result))
        for p, o in content:
            graph.add((result, p, o))
    return graph.serialize(format="turtle")


def _writable(node: Node) -> Node:
    """Percent-encode characters that an IRI may not contain; rdflib reads them but refuses to write them."""
    if isinstance(node, URIRef):
        return URIRef(re.sub(r'[\x00-\x20<>"{}|\\^`]', lambda match: quote(match[0]), node))
    if isinstance(node, rdflib.Literal) and node.datatype is not None:
        return rdflib.Literal(str(node), datatype=str(_writable(node.datatype)))
    return node


def _predicate(path: str | None) -> URIRef | None:
    """Return the predicate of a path, or ``None`` if the path is not a single predicate."""
    if path is None:
        return None
    if re.fullmatch(r"<[^>]*>", path):
        return URIRef(path[1:-1])
    prefix, _, local = path.partition(":")
    is_known = prefix in SHACL_PREFIXES and re.fullmatch(r"[\w-]+", local)
    return URIRef(SHACL_PREFIXES[prefix] + local) if is_known else None


_LEVELS: Mapping[str, str] = {"violation": "error", "warning": "warning", "info": "notice"}


def write_github(findings: Iterable[Finding], language: str = "en") -> str:
    """Return findings as workflow commands, which a forge shows next to the line concerned."""
    lines: list[str] = []
    for finding in findings:
        about: dict[str, str] = {}
        if finding.location:
            about["file"] = finding.location.file
            if finding.location.line is not None:
                about["line"] = str(finding.location.line)
        about["title"] = finding.rule
        properties = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in about.items())
        message = _escaped("\n".join(_lines(finding, language)))
        lines.append(f"::{_LEVELS[finding.severity]} {properties}::{message}\n")
    return "".join(lines)


def _escaped(text: str, more: str = "") -> str:
    """Percent-encode characters that would end a workflow command or one of its properties; ``%`` first."""
    text = visible(text)
    for character in "%\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
