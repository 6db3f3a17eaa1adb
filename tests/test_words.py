"""Catalogues: every language has every message that is used, and none else, and is told the same."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from conftest import GOLDEN
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

import kg
from kg.cli import run
from kg.explain.values import describe_time
from kg.model import Interval, digest
from kg.queries import queries
from kg.relations import rules
from kg.validation.shapes import read_shapes
from kg.words import (
    Message,
    UnknownMessageError,
    Verbatim,
    catalogue,
    declared,
    fallbacks,
    find_description,
    languages,
    render,
    show_number,
)
from kg.words.catalogue import entries, find_pattern
from kg.words.patterns import compile_entry

PACKAGE = Path(kg.__file__).parent
WORDS = PACKAGE / "words"
#: Calls whose argument at this place is the name of a message.
NAMED_AT = {"Message": 0, "tell": 0, "say": 0, "_say": 1, "render": 1, "views": 1}


class References(Visitor):
    """What one entry names: arguments that it shows, those it only chooses by, and other messages."""

    def __init__(self, entry: fluent.Message) -> None:
        self.shown: set[str] = set()
        self.chosen_by: set[str] = set()
        self.messages: set[str] = set()
        self.visit(entry)

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:
        self.shown.add(node.id.name)

    def visit_SelectExpression(self, node: fluent.SelectExpression) -> None:
        if isinstance(node.selector, fluent.VariableReference):
            self.chosen_by.add(node.selector.id.name)
        for variant in node.variants:
            self.visit(variant)

    def visit_MessageReference(self, node: fluent.MessageReference) -> None:
        self.messages.add(node.id.name)


@cache
def parsed(language: str) -> dict[str, References]:
    body = FluentParser().parse((WORDS / f"{language}.ftl").read_text(encoding="utf-8")).body
    return {entry.id.name: References(entry) for entry in body if isinstance(entry, fluent.Message)}


def arguments(name: str, language: str, *, shown: bool = False) -> set[str]:
    """Return what a message shows, or also chooses by, by itself or through others."""
    found = parsed(language)[name]
    own = found.shown if shown else found.shown | found.chosen_by
    return own.union(*(arguments(other, language, shown=shown) for other in found.messages))


@cache
def sources() -> list[ast.Module]:
    return [ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")]


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield every call that names a message, with that name."""
    for node in (node for tree in sources() for node in ast.walk(tree)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            at = NAMED_AT.get(name)
            named = node.args[at] if at is not None and len(node.args) > at else None
            if isinstance(named, ast.Constant):
                yield str(named.value), node


@cache
def told() -> dict[str, set[str] | None]:
    """Return the messages that are named, with what each is told; ``None`` where that is not written out."""
    for package in ("kg.explain", "kg.report", "kg.web"):
        for module in pkgutil.iter_modules(importlib.import_module(package).__path__, f"{package}."):
            importlib.import_module(module.name)
    found: dict[str, set[str] | None] = {name: set(given) for name, given in declared().items()}
    for name, call in calls():
        keywords = [keyword.arg for keyword in call.keywords]
        if getattr(call.func, "id", "") not in ("Message", "tell") or None in keywords:
            found[name] = None
        elif found.get(name, set()) is not None:
            found[name] = (found.get(name) or set()) | {str(keyword) for keyword in keywords}
    return found


@cache
def mentioned() -> tuple[set[str], list[re.Pattern[str]]]:
    """Return every text in the code and on the pages, and patterns of those that are put together."""
    nodes = [node for tree in sources() for node in ast.walk(tree)]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    for page in PACKAGE.rglob("templates/*.j2"):
        texts |= set(re.findall(r'"([\w-]+)"', page.read_text(encoding="utf-8")))
    joined = (
        "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"[\w-]+" for p in node.values)
        for node in nodes
        if isinstance(node, ast.JoinedStr)
    )
    return texts, [re.compile(text) for text in joined if re.match(r"[a-z]+\\-", text)]


@pytest.mark.parametrize("language", languages())
def test_a_catalogue_is_well_formed_and_says_nothing_twice(language: str) -> None:
    text = (WORDS / f"{language}.ftl").read_text(encoding="utf-8")
    body = FluentParser().parse(text).body
    assert [entry.content for entry in body if isinstance(entry, fluent.Junk)] == []
    names = [entry.id.name for entry in body if isinstance(entry, fluent.Message)]
    assert sorted(names) == sorted(set(names)) == sorted(entries(language))
    for name, entry in entries(language).items():
        compile_entry(entry, language, find_pattern, lambda number, _: str(number))
        assert parsed(language)[name].messages <= set(names), name


@pytest.mark.parametrize("language", languages())
def test_a_catalogue_has_every_message_that_is_used_and_no_other(language: str) -> None:
    have = set(parsed(language))
    assert set(told()) - have == set()
    texts, patterns = mentioned()
    used = set(told()) | {name for name in have if name in texts}
    used |= {name for name in have if any(pattern.fullmatch(name) for pattern in patterns)}
    used |= {other for name in have for other in parsed(language)[name].messages}
    assert have - used == set()


def test_a_message_asks_for_nothing_that_it_is_not_told_and_is_told_nothing_in_vain() -> None:
    for name, given in told().items():
        asked = set().union(*(arguments(name, language) for language in languages()))
        assert given is None or asked <= given, name
        assert given is None or name in declared() or given <= asked, name


@pytest.mark.parametrize("language", languages())
def test_every_language_shows_what_english_shows(language: str) -> None:
    """What only chooses a form, as the number of a verb does, each language asks for as it needs to."""
    other_ways = {"what", "population", "measure", "nouns", "nouns_reversed", "kind", "month", "month_of_day"}
    for name in parsed("en").keys() & parsed(language).keys():
        differ = arguments(name, language, shown=True) ^ arguments(name, "en", shown=True)
        assert differ <= other_ways, name


def descriptions() -> dict[str, str]:
    """Return what rules, queries and shapes say of themselves in English, by the names of these texts."""
    found = {
        f"rule-{rule.name}-{part}": str(getattr(rule, part))
        for rule in rules()
        for part in ("problem", "condition", "example", "dissolves")
    }
    found |= {f"query-{name}-question": query.question for name, query in queries().items()}
    shapes = read_shapes()
    for name, rule in shapes.rules.items():
        found |= {f"shape-{name}-message": rule.message["en"], f"shape-{name}-advice": rule.advice["en"]}
    for iri, message in shapes.messages.items():
        # What no part says otherwise than its rule is said as the rule says it.
        if message["en"] != shapes.rules[shapes.names[iri]].message["en"]:
            part = iri.rpartition("/shape/")[2].replace("/", "-")
            found[f"shape-{part}-message"] = message["en"]
    return found


@pytest.mark.parametrize("language", [one for one in languages() if one != "en"])
def test_what_rules_queries_and_shapes_say_of_themselves_is_there_in_every_language(language: str) -> None:
    text = (WORDS / "descriptions" / f"{language}.txt").read_text(encoding="utf-8")
    names = [line.partition(" = ")[0] for line in text.splitlines() if line and not line.startswith("#")]
    assert names == sorted(set(names))
    # The files of shapes have their texts in English and Persian.
    wanted = {name for name in descriptions() if language != "fa" or not name.startswith("shape-")}
    assert set(names) == wanted
    for name in names:
        assert find_description(language, name), name


def test_no_description_has_changed_behind_its_translations(request: pytest.FixtureRequest) -> None:
    """Where this fails, look at the lines of that name in ``kg/words/descriptions/``, then write it anew."""
    told = "".join(f"{name} {digest(text)[:8]}\n" for name, text in sorted(descriptions().items()))
    golden = GOLDEN / "descriptions.txt"
    if request.config.getoption("--update-golden"):
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


def test_a_language_that_lacks_a_message_falls_back_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fallbacks("fa-IR") == ("fa", "en") and fallbacks("en") == ("en",)
    assert render("fa-IR", "list-and", {"first": "الف", "last": "ب"}) == "الف و ب"
    assert render("tlh", "list-and", {"first": "A", "last": "B"}) == "A and B"
    with pytest.raises(UnknownMessageError, match="no catalogue has the message 'no-such-message'"):
        render("fa", "no-such-message", {})
    with pytest.raises(ValueError, match="'list-and' needs the argument 'last'"):
        render("en", "list-and", {"first": "A"})


def test_arguments_are_messages_and_numbers_and_as_long_as_they_are() -> None:
    words = Message("list-or", first=Message("claims", count=1), last=Message("claims", count=2500))
    assert words["en"] == "1 claim or 2,500 claims" and words["fa"] == "۱ ادعا یا ۲٬۵۰۰ ادعا"
    long = Message("list-and", first=Verbatim("A" * 5000), last="B")
    assert long["en"] == f"{'A' * 5000} and B"


@pytest.mark.parametrize("language", languages())
def test_what_goes_by_a_number_knows_the_plural_forms_of_its_language(language: str) -> None:
    """The forms of other languages are never chosen; without the common ones a form would be missing."""
    rule = Locale.parse(language).plural_form
    forms = {rule(number) for number in range(200)}
    for name, entry in entries(language).items():
        keys = set(re.findall(r"^ *\*?\[(zero|one|two|few|many)\]", entry, re.MULTILINE))
        if "{ $count ->" in entry:
            assert keys <= forms, name
            assert not keys or forms - {"zero", "other"} <= keys or "many" in keys, name
        counting = render(language, name, dict.fromkeys(arguments(name, language), 3))
        assert counting.strip() or name in ("s", "s-other", "page-after-stance") or "join" in name


def test_numbers_that_are_equal_are_shown_as_they_were_given() -> None:
    shown = [show_number(number, "fa") for number in (54, Decimal("54.0"), Decimal("54.00"), 1234.5)]
    assert shown == ["۵۴", "۵۴٫۰", "۵۴٫۰۰", "۱٬۲۳۴٫۵"]


def test_months_stand_by_themselves_and_beside_a_day_in_the_form_that_each_language_has() -> None:
    day, month = (Interval(date(2020, 1, first), date(2020, 1, last)) for first, last in ((4, 4), (1, 31)))
    shown = {
        language: (describe_time(day)[language], describe_time(month)[language]) for language in languages()
    }
    assert shown["en"] == ("4 January 2020", "January 2020")
    assert shown["fa"] == ("۴ ژانویه ۲۰۲۰", "ژانویه ۲۰۲۰")
    assert shown["ru"] == ("4 января 2020", "январь 2020")
    assert describe_time(day)["tlh"] == "4 January 2020"


PLURALS = """days = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
}
"""


def test_plural_forms_are_those_of_the_language() -> None:
    pattern = compile_entry(PLURALS, "ru", find_pattern, lambda number, _: str(number))
    shown = [pattern({"count": count}) for count in (1, 3, 5, 11, 21, 22)]
    assert shown == ["1 день", "3 дня", "5 дней", "11 дней", "21 день", "22 дня"]
    arabic = compile_entry(
        PLURALS.replace("[one]", "[two]"), "ar", find_pattern, lambda number, _: str(number)
    )
    assert arabic({"count": 2}) == "2 день" and arabic({"count": 3}) == "3 дня"


@pytest.fixture
def with_esperanto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A further language, whose file has three messages."""
    for language in languages():
        (tmp_path / f"{language}.ftl").write_text((WORDS / f"{language}.ftl").read_text("utf-8"), "utf-8")
    (tmp_path / "eo.ftl").write_text(
        'join-comma = {" kaj "}\nrelation-contradicts = kontraŭdiro\nnumber-signs = 0123456789 ,\n', "utf-8"
    )
    monkeypatch.setattr(catalogue, "_FOLDER", tmp_path)
    cached = (catalogue.languages, catalogue.fallbacks)
    for function in cached:
        function.cache_clear()
    yield
    for function in cached:
        function.cache_clear()


@pytest.mark.usefixtures("with_esperanto")
def test_a_further_language_is_a_file_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = str(Path(__file__).parent / "bundles" / "never-said-so")
    assert run(["relations", bundle, "--full", "--language", "eo"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("KONTRAŬDIRO") and "\nWhat would settle it\n" in told
    monkeypatch.setenv("KG_LANGUAGE", "eo")
    page = tmp_path / "page.html"
    assert run(["report", bundle, "-o", str(page)]) == 0
    written = page.read_text(encoding="utf-8")
    assert '<html lang="eo" dir="ltr">' in written and ">kontraŭdiro<" in written
    assert run(["relations", bundle, "--language", "tlh"]) == 2
    told = capsys.readouterr().err
    assert "'tlh' is none of en, " in told and " eo, " in told


def test_disputes_are_told_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    bundle = str(Path(__file__).parent / "bundles" / "never-said-so")
    told = {}
    for language in ("en", "fa"):
        assert run(["disputes", bundle, "--language", language]) == 0
        told[language] = capsys.readouterr().out
    assert "What cannot all be true" in told["en"] and "denies" in told["en"]
    assert "سخنانی که نمی‌توانند همه با هم درست باشند" in told["fa"] and "تکذیب می‌کند" in told["fa"]
    assert not re.search(" and |What|Who ", re.sub("^      .*$", "", told["fa"], flags=re.MULTILINE))
