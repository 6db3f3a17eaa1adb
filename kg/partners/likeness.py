"""How alike a partner's name is to one of ours, and what speaks against trusting it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

from rapidfuzz import fuzz, process

from kg.model import STATE, Entry, Register, Standpoint
from kg.text import FoldedText
from kg.words import Joined, Message, Sentence, Verbatim, Words, in_some_language, quoted, tell

#: Two labels are proposed as the same from this likeness on, of 100; only a person accepts.
ALIKE = 90
#: The most proposals for one name.
MOST = 5
#: The most characters of a label; of a longer one the beginning is checked, and it is compared with none.
LONGEST = 200
#: Scripts that one word may mix, as in Japanese, Chinese and Korean: "highly restrictive" in section 5.2 of
#: Unicode Technical Standard 39.
_TOGETHER = (
    frozenset(("Latin", "Cjk", "Hiragana", "Katakana", "Katakana-hiragana")),
    frozenset(("Latin", "Cjk", "Bopomofo")),
    frozenset(("Latin", "Cjk", "Hangul")),
)
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def place_of(entry: Entry) -> tuple[str, str]:
    """Return the sort key of an entry: its section, then its name."""
    return entry.section, entry.name


def label_of(entry: Entry | Standpoint) -> Sentence:
    """Return a label in English or, if there is none, in another language, or the name."""
    return Sentence(in_some_language(entry.label, entry.name))


class Known:
    """Our register with indexes, so that many names are compared with it quickly."""

    def __init__(self, register: Register):
        self.register = register
        self._by_external: dict[tuple[str, str], list[Entry]] = {}
        self._by_label: dict[tuple[str, str, str], list[Entry]] = {}
        for entry in register.entries.values():
            if entry.name == STATE:
                continue
            for external in entry.same_as:
                self._by_external.setdefault((entry.section, external), []).append(entry)
            for language, label in entry.label.items():
                if folded := _folded(label):
                    self._by_label.setdefault((entry.section, language, folded), []).append(entry)

    @cached_property
    def _labels(self) -> dict[tuple[str, str], tuple[list[int], list[str]]]:
        """The lengths and the labels of each section and language, the shortest first."""
        labels_of: dict[tuple[str, str], list[str]] = {}
        for section, language, label in self._by_label:
            labels_of.setdefault((section, language), []).append(label)
        by_length = {
            key: sorted(labels, key=lambda label: (len(label), label)) for key, labels in labels_of.items()
        }
        return {key: (list(map(len, labels)), labels) for key, labels in by_length.items()}

    @cached_property
    def _skeletons(self) -> dict[str, dict[str, list[tuple[int, str]]]]:
        """Our labels by their skeletons, each with the names that have it, numbered in their order."""
        skeletons: dict[str, dict[str, list[tuple[int, str]]]] = {}
        for number, entry in enumerate(self.register.entries.values()):
            for label in entry.label.values():
                if skeleton := find_skeleton(label[:LONGEST]):
                    skeletons.setdefault(skeleton, {}).setdefault(label, []).append((number, entry.name))
        return skeletons

    def find_candidates(self, entry: Entry) -> Iterator[tuple[Entry, tuple[str, ...], tuple[str, ...]]]:
        """Yield our entries that may be the same as a partner's, best first, with reasons for and against."""
        near: dict[str, Entry] = {}
        for external in entry.same_as:
            near |= {ours.name: ours for ours in self._by_external.get((entry.section, external), ())}
        for language, label in entry.label.items():
            same = self._by_label.get((entry.section, language, _folded(label)), ())
            near |= {ours.name: ours for ours in same}
        namesake = self.register.entries.get(entry.name)
        if namesake is not None and namesake.section == entry.section and namesake.name != STATE:
            near[namesake.name] = namesake
        if len(near) < MOST:
            near |= {ours.name: ours for ours in self._find_alike(entry)}
        # Hundreds may have the same label; the reasons are told of those alone that are shown.
        weighed = sorted((-_weigh(entry, ours), name) for name, ours in near.items())
        for weight, name in weighed[:MOST]:
            if weight:
                ours, for_it, against_it = compare_entries(entry, near[name])
                yield ours, for_it, against_it

    def _find_alike(self, entry: Entry) -> Iterator[Entry]:
        """Yield our entries with labels that are most like those of a partner's entry."""
        for language, text in entry.label.items():
            label = _folded(text)
            lengths, labels = self._labels.get((entry.section, language), ((), ()))
            # The ratio is at most 200 * shorter / (shorter + longer): other lengths cannot reach ALIKE.
            first = bisect_left(lengths, len(label) * ALIKE / (200 - ALIKE))
            last = bisect_right(lengths, len(label) * (200 - ALIKE) / ALIKE)
            if not label or first == last:
                continue
            likest = process.extract(
                label, labels[first:last], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=2 * MOST
            )
            for alike, _, _ in likest:
                yield from self._by_label[entry.section, language, alike]

    def find_flags(self, labels: Mapping[str, str]) -> Iterator[str]:
        """Yield what is suspicious about labels that a stranger wrote, compared with our labels."""
        for whole in labels.values():
            if _BIDI.search(whole):
                yield tell("flag-reverses")
            if len(whole) > LONGEST:
                yield tell("flag-long", count=len(whole))
            label = whole[:LONGEST]
            skeleton = find_skeleton(label)
            named: list[tuple[int, str]] = []
            for ours, names in self._skeletons.get(skeleton, {}).items():
                if unicodedata.normalize("NFKC", ours) != unicodedata.normalize("NFKC", label) and (
                    find_scripts(ours) != find_scripts(label)
                ):
                    named += names
            for _, name in sorted(named):
                yield tell("flag-other-script", name=quoted(name))
            if not skeleton:
                yield tell("flag-no-letters")
            for word in label.split():
                scripts = find_scripts(word)
                if len(scripts) > 1 and not any(scripts <= together for together in _TOGETHER):
                    yield tell("flag-mixes", scripts=_joined(sorted(scripts), "and"))


def _weigh(entry: Entry, ours: Entry) -> int:
    """Return how likely one of our entries is a partner's; 0 if there is no reason for it."""
    shared = not set(ours.same_as).isdisjoint(entry.same_as)
    same, _, alike = compare_labels(entry.label, ours.label)
    weight = 400 * shared + 200 * bool(same) + 100 * (ours.name == entry.name)
    return weight or (round(alike) if alike >= ALIKE else 0)


def compare_entries(entry: Entry, ours: Entry) -> tuple[Entry, tuple[str, ...], tuple[str, ...]]:
    """Return one of our entries, with what speaks for it to be a partner's, and what against."""
    reasons: list[str] = []
    against: list[str] = []
    shared = sorted(set(ours.same_as) & set(entry.same_as))
    if shared:
        reasons.append(tell("match-same-as", other=shared[0]))
    same, unlike, alike = compare_labels(entry.label, ours.label)
    if same:
        reasons.append(tell("match-same-label", languages=_joined(same)))
    if ours.name == entry.name:
        reasons.append(tell("match-same-name"))
    if not reasons and alike >= ALIKE:
        reasons.append(tell("match-labels-alike", likeness=round(alike)))
    if unlike:
        against.append(tell("match-other-label", languages=_joined(unlike)))
    if not (shared or same or unlike):
        against.append(tell("match-name-alone"))
    if ours.type and entry.type and ours.type != entry.type:
        against.append(tell("match-other-type", theirs=entry.type, ours=ours.type))
    if ours.same_as and entry.same_as and not shared:
        against.append(tell("match-other-identifiers"))
    if (ours.functional, ours.timeless) != (entry.functional, entry.timeless):
        against.append(tell("match-other-functional"))
    if (ours.changes, ours.ratio) != (entry.changes, entry.ratio):
        against.append(tell("match-other-changes"))
    if ours.unit != entry.unit:
        against.append(tell("match-other-unit", theirs=_or_none(entry.unit), ours=_or_none(ours.unit)))
    if ours.unidentified != entry.unidentified:
        against.append(tell("match-ours-unidentified" if ours.unidentified else "match-theirs-unidentified"))
    return ours, tuple(reasons), tuple(against)


def _or_none(unit: str | None) -> Words:
    return Verbatim(unit) if unit else Message("match-none")


def _joined(names: Sequence[str], mark: str = "comma") -> Words:
    return Joined(map(Verbatim, names), mark)


def compare_labels(theirs: Mapping[str, str], ours: Mapping[str, str]) -> tuple[list[str], list[str], float]:
    """Return the languages in which the labels agree, those in which they differ, and the best likeness.

    The likeness is that of the differing labels, from 0 to 100.
    """
    both = sorted(theirs.keys() & ours.keys())
    same = [language for language in both if _folded(theirs[language]) == _folded(ours[language]) != ""]
    unlike = [language for language in both if language not in same]
    ratios = [fuzz.ratio(_folded(theirs[language]), _folded(ours[language])) for language in unlike]
    return same, unlike, max(ratios, default=0.0)


@cache
def _folded(text: str) -> str:
    """Return a label as it is compared; empty if it has no letters or is too long."""
    return FoldedText(text).folded.casefold() if len(text) <= LONGEST else ""


def find_flags(labels: Mapping[str, str], register: Register) -> Iterator[str]:
    """Yield what is suspicious about labels that a stranger wrote, compared with our labels.

    >>> from kg.model import Entry, Register
    >>> ours = Register({"reuters": Entry("reuters", "sources", {"en": "Reuters"})})
    >>> list(find_flags({"en": "Rеuters"}, ours))
    ["looks like our 'reuters' in letters of another script", 'mixes Cyrillic and Latin letters in one word']
    """
    return Known(register).find_flags(labels)


def find_scripts(text: str) -> frozenset[str]:
    """Return the scripts of a text's letters, taken from the letters' names in Unicode.

    >>> sorted(find_scripts("Rеuters"))
    ['Cyrillic', 'Latin']
    """
    return frozenset(
        unicodedata.name(letter, "?").split()[0].capitalize() for letter in text if letter.isalpha()
    ) - {"Modifier", "Fullwidth"}


#: Letters that look like Latin ones in most typefaces: those of Unicode's confusables (Technical Standard 39)
#: that are in everyday use in Cyrillic, Greek and Armenian, and two digits.
_LOOKALIKES = str.maketrans(
    "аеорсухѕіјԁһӏԛԝАВЕКМНОРСТУХЅІЈԌԚԜοανικρτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧօոսցզհլ01",
    "aeopcyxsijdhlqwABEKMHOPCTYXSIJGQWoavikptuxABEZHIKMNOPTYXonugqhlol",
)


def find_skeleton(text: str) -> str:
    """Return what a text looks like: similar letters become the same letter, marks are left out.

    >>> find_skeleton("Rеuters") == find_skeleton("Reuters")
    True
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_LOOKALIKES))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return " ".join(plain.casefold().split())
