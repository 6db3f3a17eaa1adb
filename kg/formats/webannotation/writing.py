"""Write claims as annotations on their article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.characters import visible_json
from kg.formats.webannotation.nodes import CONTEXT, CUE, REGISTER, iri_of_article, with_iris
from kg.model import BASE, Article, Bundle, Claim, Knowledge, Quotation, digest
from kg.rdf.bases import under


def write_annotations(knowledge: Knowledge) -> bytes:
    """Return every quotation and every cue as a Web Annotation, in one collection of one page.

    The target is the page where the article was published, or else the article's own IRI. Offsets count code
    points of the article's text, as in the standard.
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
    written = with_iris(collection, lambda iri: str(under(iri, knowledge.base)))
    return visible_json(written).encode("utf-8")


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
        tags.append({"type": "SpecificResource", "purpose": "tagging", "source": f"{REGISTER}{source}"})
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
        reporting = {"type": "SpecificResource", "purpose": "classifying", "source": CUE}
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
        "source": article.url or iri_of_article(article),
        "selector": [
            {"type": "TextQuoteSelector", **{key: part for key, part in words.items() if part}},
            {"type": "TextPositionSelector", "start": quotation.start, "end": quotation.end},
        ],
    }
