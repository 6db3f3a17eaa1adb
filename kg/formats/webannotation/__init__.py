"""Write quotations as Web Annotations, and read the annotations of other tools as drafts of claims.

We write one ``AnnotationCollection`` of the W3C's Web Annotation Data Model
(https://www.w3.org/TR/annotation-model/) with one page: an annotation for every quotation and for every cue.
We read this, and what annotation tools write: single annotations, arrays, pages, collections, and the JSON of
Hypothes.is. A context is never fetched; the keys have the meaning of the standard's own context.

An annotation is not a claim: it rarely says who speaks, and never exactly what is said. So it becomes a
:class:`~kg.authoring.drafts.Draft`, and drafts become a ``claims.yaml`` in which a person fills in the rest.
Nothing in a file is lost: what has no place in a claim becomes a comment beside it.
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
