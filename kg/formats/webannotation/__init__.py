"""Quotations as Web Annotations, and the annotations of other tools as drafts of claims.

What is written is one ``AnnotationCollection`` of the W3C's Web Annotation Data Model
(https://www.w3.org/TR/annotation-model/) with its only page in it: an annotation for every quotation and for
every cue. What is read is that and what annotation tools make of the model: single annotations, arrays,
pages, collections, and the JSON of Hypothes.is. A context is never fetched; the keys are taken for what the
standard's own context makes of them.

An annotation is not a claim: it rarely says who speaks, and never what exactly is said. So it becomes a
:class:`~kg.authoring.drafts.Draft`, and drafts become a ``claims.yaml`` in which a person fills in the rest.
Nothing of a file is lost: what has no place in a claim stands beside it as a comment.
"""

from __future__ import annotations

from kg.formats.webannotation.nodes import CONTEXT
from kg.formats.webannotation.reading import has_annotations, read_annotations
from kg.formats.webannotation.writing import write_annotations

__all__ = [
    "CONTEXT",
    "has_annotations",
    "read_annotations",
    "write_annotations",
]
