"""The little grammar that catalogues call: where a sentence begins, and what English nouns ask for."""

from __future__ import annotations

import re

#: Words of one form, or of another plural than with an s.
_PLURALS = frozenset(("people", "women", "children", "police", "media"))
_SINGULARS = frozenset(("news", "politics", "ethics", "economics", "athletics", "series", "species", "gas"))
_ENDS = ("men", "people")
#: What ends the first part of a label, at whose end its head stands: “armed groups in Gaza”.
_BREAK = re.compile(r"\s+(?:of|in|from|at|on|for|near|with|who|that|by|to|against|–|-)\s|[,(;:]")
_DETERMINED = ("the ", "a ", "an ", "any ", "some ", "no ")
#: Kinds that are no single things, and take no article.
_MASS = re.compile(
    r"(?<!meet)(?<!cross)(?<!hear)(?<!land)(?<!bomb)ing$|(?:ment|ence|ism|damage|sabotage|(?<!cease)fire)$"
)


#: What somebody does, as a kind: “preparing a passage”.
_DOING = re.compile(r"\w+ing (?:a|an|the|any|some) ")

#: Heads of names that are said with the definite article: “the Ministry of Defence”.
_INSTITUTION = re.compile(
    r"(?:Ministry|Department|Government|Office|Embassy|Parliament|Senate|Army|Navy|Forces?|Guard|Police|Union|"
    r"States|Kingdom|Nations|Emirates|Republic|Council|Agency|Authority|Organi[sz]ation|Committee|Commission|"
    r"Court|Party|Front|Movement|Board|Service|Bureau|Directorate|Diocese|Church|Federation|Group|Delegation|"
    r"Institute|Inquiry|Association|Inspectorate|Brigade)"
)


#: Names that begin so: “the Bank of England”, but “Deutsche Bank”.
_FIRST_OF = re.compile(r"(?:Bank|Hospital|University) of ")
#: What a title is of: “the mayor of Tresk”.
_TITLE_OF = re.compile(r"[^,(;:]*? (?:of|at|in|for) ")


def definite(label: str) -> str:
    """Return a name as it stands in a sentence, with the article that institutions and titles take.

    >>> definite("Ministry of Defence"), definite("Reuters"), definite("Armenia's Ministry of Defence")
    ('the Ministry of Defence', 'Reuters', "Armenia's Ministry of Defence")
    >>> definite("mayor of Tresk"), definite("health ministry"), definite("hospitals of the province")
    ('the mayor of Tresk', 'the health ministry', 'hospitals of the province')
    """
    name, found, proper = bracketed(label), head(label), label[:1].isupper()
    if label.lower().startswith(_DETERMINED) or re.search(r"['’]s\b", label if proper else found):
        return name
    if proper:
        known = bool(_INSTITUTION.fullmatch(found) or _FIRST_OF.match(label))
    else:
        titled = _TITLE_OF.match(label) or _INSTITUTION.fullmatch(found.capitalize())
        known = bool(titled) and not is_plural_word(found)
    return f"the {name}" if known else name


def bracketed(label: str) -> str:
    """Return a name with what explains it in brackets, so that no comma of it stands open in a sentence.

    >>> bracketed("Ada Lovelace, president of Ombria"), bracketed("Ganja, Baku and Shusha")
    ('Ada Lovelace (president of Ombria)', 'Ganja, Baku and Shusha')
    """
    found = re.fullmatch(r"([^,،()]+)[,،] ([^,،()]+)", label)
    if found is None or " and " in found[2] or " و " in found[2]:
        return label
    return f"{found[1]} ({found[2]})"


def is_plural_word(words: str) -> bool:
    """Return whether a noun, or the last word of several, is plural.

    >>> is_plural_word("talks"), is_plural_word("loss"), is_plural_word("unknown gunmen")
    (True, False, True)
    """
    last = words.rpartition(" ")[2].lower()
    if last in _PLURALS or last.endswith(_ENDS):
        return True
    return last.endswith("s") and not last.endswith(("ss", "us", "is")) and last not in _SINGULARS


def head(label: str) -> str:
    """Return the word of a label that its number hangs on.

    >>> head("armed groups in Gaza"), head("Ministry of Defence")
    ('groups', 'Ministry')
    """
    return _BREAK.split(label, maxsplit=1)[0].strip().rpartition(" ")[2]


def article(noun: str) -> str:
    """Return the indefinite article that a noun takes, with its space; “” where it takes none.

    >>> article("explosion"), article("strike"), article("talks"), article("shelling"), article("the war")
    ('an ', 'a ', '', '', '')
    """
    found = head(noun)
    if (
        noun.lower().startswith(_DETERMINED)
        or _DOING.match(noun)
        or is_plural_word(found)
        or _MASS.search(found)
    ):
        return ""
    return "an " if noun[:1].lower() in "aeiou" else "a "


def number(noun: str) -> str:
    """Return ``other`` of a plural noun, ``one`` of any other.

    >>> number("peace talks in Orlen"), number("opening of sluices")
    ('other', 'one')
    """
    return "other" if is_plural_word(head(noun)) else "one"


def first_number(nouns: str) -> str:
    """Return the number of the first of several words: “people killed”."""
    return number(nouns.strip().partition(" ")[0])


def counted(nouns: str) -> str:
    """Return what is counted as it follows “the number”.

    >>> counted("killed"), counted("people killed")
    ('killed', 'of people killed')
    """
    return nouns if re.match(r"\w+(?:ed|ing)\b", nouns) else f"of {nouns}"


def some(noun: str) -> str:
    """Return a noun as it stands in a question, with its article or with “any”.

    >>> some("strike"), some("talks"), some("the war"), some("leaving a treaty")
    ('a strike', 'any talks', 'the war', 'any case of leaving a treaty')
    """
    found = article(noun)
    if _DOING.match(noun):
        return f"any case of {noun}"
    return found + noun if found or noun.lower().startswith("the ") else f"any {noun}"


def upper(text: str) -> str:
    """Begin a sentence."""
    return text[:1].upper() + text[1:]


_QUESTIONS = (
    *("Did ", "Was ", "Were ", "Is ", "Are ", "Do ", "Does ", "Had ", "Has ", "By ", "Of "),
    *("Which ", "What ", "Who ", "Where ", "When ", "How ", "With ", "Among ", "The "),
)


def lower(text: str) -> str:
    """Lower the first letter of a question, or an article, that stands inside a sentence, not of a name."""
    return text[:1].lower() + text[1:] if text.startswith(_QUESTIONS) else text
