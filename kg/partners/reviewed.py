"""Propose the known claims that a review may be about, because it names, quotes or resembles them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz import fuzz, process

from kg.formats.claimreview import PartnerReview, Reviewed, quoted_words
from kg.formats.ratings import fold_words
from kg.model import Knowledge
from kg.rdf.bases import under
from kg.rdf.vocabulary import article_iri, claim_iri

#: A match by likeness below this is not worth a look.
_LIKENESS = 0.6
#: The weight of the words' likeness if the speakers are compared, too.
_WORDS_COUNT = 0.8
_SHOWN_MATCHES = 10


class KnownClaims:
    """The claims of some knowledge with indexes, so that many reviews are compared with them quickly."""

    def __init__(self, knowledge: Knowledge):
        # Before desks had bases of their own, all IRIs had the same.
        self._by_iri = {str(claim_iri(name)): name for name in knowledge.claims}
        self._by_iri |= {str(under(iri, knowledge.base)): name for iri, name in self._by_iri.items()}
        self._sources = {name: claim.source for name, claim in knowledge.claims.items()}
        self._labels = {
            source: [fold_words(label) for label in knowledge.register.entries[source].label.values()]
            for source in set(self._sources.values())
        }
        self._by_page: dict[str, list[tuple[str, str]]] = {}
        told: dict[str, list[str]] = {}
        for name, claim in knowledge.claims.items():
            quoted = fold_words(quoted_words(claim))
            article = knowledge.article_of(name)
            pages = {str(article_iri(article.id)), str(under(article_iri(article.id), knowledge.base))}
            for page in map(_bare, pages | ({article.url} if article.url else set())):
                self._by_page.setdefault(page, []).append((name, quoted))
            for words in {quoted, *(fold_words(gloss) for gloss in claim.gloss.values())}:
                told.setdefault(_in_order(words), []).append(name)
        #: The distinct texts of the claims, their words sorted, and the claims of each text.
        self._texts, self._said_by = list(told), list(told.values())
        self._speakers: dict[tuple[str, str], float] = {}
        self._found: dict[Reviewed, list[tuple[str, str, float]]] = {}

    def find(self, review: PartnerReview) -> list[tuple[str, str, float]]:
        """Return the claims that a review may be about, best first: identifier, how it was found, and score.

        The score is at most 1. ``iri``: the review names the claim by its IRI. ``quotation``: it names the
        article by its address and contains the claim's quotation. ``likeness``: its text is similar to the
        claim's, which proves little, as a missing "not" hardly changes the score. All are proposals, for a
        person to accept or reject.
        """
        best: dict[str, tuple[str, str, float]] = {}
        for claim in review.about:
            for match in self._find_one(claim):
                if match[0] not in best or best[match[0]][2] < match[2]:
                    best[match[0]] = match
        return sorted(best.values(), key=lambda match: (-match[2], match[0]))[:_SHOWN_MATCHES]

    def _find_one(self, claim: Reviewed) -> list[tuple[str, str, float]]:
        if claim.claim in self._by_iri:
            return [(self._by_iri[claim.claim], "iri", 1.0)]
        # Feeds often review the same thing many times, in the same words.
        claim = replace(claim, claim=None, said_by=None, said_on=None)
        if claim not in self._found:
            self._found[claim] = list(self._quoting(claim))
            quoting = {name for name, _, _ in self._found[claim]}
            self._found[claim] += [match for match in self._resembling(claim) if match[0] not in quoting]
        return self._found[claim]

    def _quoting(self, claim: Reviewed) -> Iterator[tuple[str, str, float]]:
        told = [
            pair for page in {_bare(p) for p in claim.appearances} for pair in self._by_page.get(page, ())
        ]
        wanted = _wanted(claim) if told else []
        seen = set()
        for name, quoted in told:
            if quoted and name not in seen and any(quoted in text for text in wanted):
                seen.add(name)
                yield name, "quotation", 1.0 if quoted in wanted else 0.95

    def _resembling(self, claim: Reviewed) -> Iterator[tuple[str, str, float]]:
        speaker = fold_words(claim.source) if claim.source else None
        least = _LIKENESS if speaker is None else 1 - (1 - _LIKENESS) / _WORDS_COUNT
        scores: dict[str, float] = {}
        for text in _wanted(claim):
            # A little lower, so that rounding decides nothing; the exact limit is applied below.
            alike = process.extract(
                _in_order(text), self._texts, scorer=fuzz.ratio, limit=None, score_cutoff=100 * least - 0.1
            )
            for _, score, at in alike:
                for name in self._said_by[at]:
                    scores[name] = max(scores.get(name, 0.0), score)
        for name, likeness in scores.items():
            score = likeness / 100
            if speaker is not None:
                score = _WORDS_COUNT * score + 0.2 * self._speaks(speaker, self._sources[name]) / 100
            if score >= _LIKENESS:
                yield name, "likeness", round(min(score, 0.9), 3)

    def _speaks(self, speaker: str, source: str) -> float:
        """Return how similar a speaker's name is to a source's labels, from 0 to 100."""
        if (speaker, source) not in self._speakers:
            alike = (fuzz.token_set_ratio(speaker, label) for label in self._labels[source])
            self._speakers[speaker, source] = max(alike, default=0.0)
        return self._speakers[speaker, source]


def _wanted(claim: Reviewed) -> list[str]:
    return [fold_words(text) for text in dict.fromkeys((claim.text, claim.reviewed)) if text]


def _in_order(text: str) -> str:
    """Return a text with its words sorted, since the order of words does not count in comparisons."""
    return " ".join(sorted(text.split()))


def _bare(page: str) -> str:
    """Return an address without scheme, ``www.``, fragment and final slashes."""
    return page.partition("#")[0].partition("://")[2].removeprefix("www.").rstrip("/")
