"""Write ``docs/terms.md``: every term of the ontology with its label, definition and example.

Run it as ``python docs/build_terms.py``; a test compares what it writes with what is committed.
"""

from __future__ import annotations

from pathlib import Path

from kg.rdf.vocabulary import CV
from kg.reasoning.declared import SORTS, Term, declared_terms
from kg.reasoning.ontology import load_ontology
from kg.report.markdown import escape_markdown

PAGE = Path(__file__).resolve().parent / "terms.md"
_FACTS = {"narrower-than": "Narrower than", "from": "From", "to": "To", "one-of": "One of"}
_HEAD = f"""\
# Terms

These are the terms of the ontology, `ontology/claim-kg.ttl`. The prefix `cv:` stands for
`{CV}`. What takes more than a name to say, as a union does, is in that file
alone.
"""


def build_terms() -> str:
    """Return the text of ``docs/terms.md``."""
    terms = sorted(declared_terms().values(), key=lambda term: term.iri)
    parts = [_HEAD]
    for sort in SORTS:
        found = [term for term in terms if term.sort == sort]
        parts += [f"## {sort.capitalize()}\n", *map(_build_term, found)]
    return "\n".join(parts)


def _build_term(term: Term) -> str:
    labels = " · ".join(escape_markdown(label) for label in term.label.values())
    definition = " ".join(escape_markdown(text) for text in term.definition.values())
    lines = [f"### {term.short}\n", f"**{labels}.** {definition}\n"]
    for fact, words in _FACTS.items():
        told = sorted(f"`{load_ontology().short(iri)}`" for iri in term.facts.get(fact, ()))
        if told:
            lines.append(f"{words}: {', '.join(told)}.\n")
    lines += [f"```text\n{example}\n```\n" for example in term.examples]
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(build_terms(), encoding="utf-8")
