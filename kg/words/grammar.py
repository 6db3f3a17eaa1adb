"""Functions of grammar for the catalogues: capital letters, and articles and numbers of English nouns."""

from __future__ import annotations

import re

#: Plurals without an s, and singulars that end in s.
_PLURALS = frozenset(("people", "women", "children", "police", "media"))
_SINGULARS = frozenset(("news", "politics", "ethics", "economics", "athletics", "series", "species", "gas"))
_ENDS = ("men", "people")
#: What ends the first part of a label; the last word of that part is the head: “armed groups in Gaza”.
_BREAK = re.compile(r"\s+(?:of|in|from|at|on|for|near|with|who|that|by|to|against|–|-)\s|[,(;:]")
_DETERMINED = ("the ", "a ", "an ", "any ", "some ", "no ")
#: Endings of mass nouns, which take no article.
_MASS = re.compile(
    r"(?<!meet)(?<!cross)(?<!hear)(?<!land)(?<!bomb)ing$|(?:ment|ence|ism|damage|sabotage|(?<!cease)fire)$"
)


#: An activity as a kind: “preparing a passage”.
_DOING = re.compile(r"\w+ing (?:a|an|the|any|some) ")

#: Heads of names that take the definite article: “the Ministry of Defence”.
_INSTITUTION = re.compile(
    r"(?:Ministry|Department|Government|Office|Embassy|Parliament|Senate|Army|Navy|Forces?|Guard|Police|Union|"
    r"States|Kingdom|Nations|Emirates|Republic|Council|Agency|Authority|Organi[sz]ation|Committee|Commission|"
    r"Court|Party|Front|Movement|Board|Service|Bureau|Directorate|Diocese|Church|Federation|Group|Delegation|"
    r"Institute|Inquiry|Association|Inspectorate|Brigade)"
)


#: Beginnings of names that take it: “the Bank of England”, but “Deutsche Bank”.
_FIRST_OF = re.compile(r"(?:Bank|Hospital|University) of ")
#: A title and its preposition: “the mayor of Tresk”.
_TITLE_OF = re.compile(r"[^,(;:]*? (?:of|at|in|for) ")


def definite(label: str) -> str:
    """Return a name for use in a sentence; institutions and titles get the definite article.

    >>> definite("Ministry of Defence"), definite("Reuters"), definite("Armenia's Ministry of Defence")
    ('the Ministry of Defence', 'Reuters', "Armenia's Ministry of Defence")
    >>> definite("mayor of Tresk"), definite("health ministry"), definite("hospitals of the province")
    ('the mayor of Tresk', 'the health ministry', 'hospitals of the province')
    """
    name, noun, proper = bracketed(label), head(label), label[:1].isupper()
    if label.lower().startswith(_DETERMINED) or re.search(r"['’]s\b", label if proper else noun):
        return name
    if proper:
        takes_article = bool(_INSTITUTION.fullmatch(noun) or _FIRST_OF.match(label))
    else:
        titled = _TITLE_OF.match(label) or _INSTITUTION.fullmatch(noun.capitalize())
        takes_article = bool(titled) and not is_plural_word(noun)
    return f"the {name}" if takes_article else name


def bracketed(label: str) -> str:
    """Return a name with its explanation in brackets, so that it brings no comma into a sentence.

    >>> bracketed("Ada Lovelace, president of Ombria"), bracketed("Ganja, Baku and Shusha")
    ('Ada Lovelace (president of Ombria)', 'Ganja, Baku and Shusha')
    """
    match = re.fullmatch(r"([^,،()]+)[,،] ([^,،()]+)", label)
    if match is None or " and " in match[2] or " و " in match[2]:
        return label
    return f"{match[1]} ({match[2]})"


def is_plural_word(words: str) -> bool:
    """Return whether a noun, or the last of several words, is plural.

    >>> is_plural_word("talks"), is_plural_word("loss"), is_plural_word("unknown gunmen")
    (True, False, True)
    """
    last = words.rpartition(" ")[2].lower()
    if last in _PLURALS or last.endswith(_ENDS):
        return True
    return last.endswith("s") and not last.endswith(("ss", "us", "is")) and last not in _SINGULARS


def head(label: str) -> str:
    """Return the head of a label: the word that determines its number.

    >>> head("armed groups in Gaza"), head("Ministry of Defence")
    ('groups', 'Ministry')
    """
    return _BREAK.split(label, maxsplit=1)[0].strip().rpartition(" ")[2]


def article(noun: str) -> str:
    """Return the indefinite article of a noun, with a space; empty if the noun takes none.

    >>> article("explosion"), article("strike"), article("talks"), article("shelling"), article("the war")
    ('an ', 'a ', '', '', '')
    """
    noun_head = head(noun)
    if (
        noun.lower().startswith(_DETERMINED)
        or _DOING.match(noun)
        or is_plural_word(noun_head)
        or _MASS.search(noun_head)
    ):
        return ""
    return "an " if noun[:1].lower() in "aeiou" else "a "


def number(noun: str) -> str:
    """Return ``other`` for a plural noun, ``one`` for any other.

    >>> number("peace talks in Orlen"), number("opening of sluices")
    ('other', 'one')
    """
    return "other" if is_plural_word(head(noun)) else "one"


def first_number(nouns: str) -> str:
    """Return the number of the first of several words: “people killed”."""
    return number(nouns.strip().partition(" ")[0])


def counted(nouns: str) -> str:
    """Return counted things in the form that follows “the number”.

    >>> counted("killed"), counted("people killed")
    ('killed', 'of people killed')
    """
    return nouns if re.match(r"\w+(?:ed|ing)\b", nouns) else f"of {nouns}"


def some(noun: str) -> str:
    """Return a noun for use in a question, with its article or with “any”.

    >>> some("strike"), some("talks"), some("the war"), some("leaving a treaty")
    ('a strike', 'any talks', 'the war', 'any case of leaving a treaty')
    """
    indefinite = article(noun)
    if _DOING.match(noun):
        return f"any case of {noun}"
    return indefinite + noun if indefinite or noun.lower().startswith("the ") else f"any {noun}"


def upper(text: str) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:]


_QUESTIONS = (
    *("Did ", "Was ", "Were ", "Is ", "Are ", "Do ", "Does ", "Had ", "Has ", "By ", "Of "),
    *("Which ", "What ", "Who ", "Where ", "When ", "How ", "With ", "Among ", "The "),
)


def lower(text: str) -> str:
    """Return a text with a small first letter if it is a question or begins with an article, not a name."""
    return text[:1].lower() + text[1:] if text.startswith(_QUESTIONS) else text
