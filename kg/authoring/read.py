"""Read what people wrote, wherever it is, into one :class:`~kg.model.Knowledge`.

A path is a bundle folder, a ``claims.yaml``, a register file, or a folder searched for both. Names are
resolved across all files; every mistake is collected, so that an author sees them all at once.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin
from zoneinfo import available_timezones

import networkx as nx
from pydantic import BaseModel, ValidationError

from kg.authoring.document import Document, read_yaml, shorten
from kg.authoring.formats import (
    ArticleEntry,
    ClaimEntry,
    ClaimsFile,
    EventEntry,
    KindEntry,
    PropositionEntry,
    RegisterFile,
    StandpointEntry,
    VerdictsFile,
    Written,
)
from kg.authoring.propositions import PropositionReader, Scope, event_name, find_zone
from kg.authoring.units import UnitError, check_unit
from kg.background import Background, check_background
from kg.errors import InputError, Problem, nearest
from kg.files import read_verbatim
from kg.model import (
    SECTIONS,
    STATE,
    Article,
    Bridge,
    Bundle,
    Certainty,
    Claim,
    Entry,
    Knowledge,
    Location,
    Proposition,
    Quotation,
    Rating,
    Register,
    Stance,
    Standpoint,
    Verdict,
)
from kg.resources import resource_dir
from kg.text import FoldedText, QuotationError, find_nearest, find_quotation, is_direct

CLAIMS = "claims.yaml"
#: What is read beside a claims file, where it is there.
VERDICTS = "verdicts.yaml"
REGISTER = "register"
#: What people call these files, and some programs make of their names.
_MEANT = re.compile(r"(claims|verdicts)\.ya?ml(\.txt)?", re.I)
#: More problems than this are only counted, per file.
MAX_PROBLEMS = 100
#: What no standpoint may be called, because commands take it for "no standpoint at all".
RESERVED = ("none",)

#: Which sections a background relation may lead to, by the section it starts from.
_LINKS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("sources", "part_of"): ("sources",),
    ("sources", "commanded_by"): ("sources",),
    ("places", "within"): ("places", "sources"),
    ("things", "within"): ("places", "things", "sources"),
    ("things", "part_of"): ("things", "sources"),
    ("things", "broader"): ("things",),
    ("populations", "broader"): ("populations",),
    ("populations", "part_of"): ("populations", "sources"),
    ("kinds", "broader"): ("kinds",),
    ("events", "part_of"): ("events",),
    ("kinds", "distinct_from"): ("kinds",),
    ("populations", "distinct_from"): ("populations",),
    ("events", "distinct_from"): ("events",),
}
#: What the library names of a place in a file that is no key of it.
_NO_KEYS = ("[key]", "[name]", "[list]", "[any_of]")
#: The relations that people write of an entry of the register.
_RELATIONS = ("part_of", "commanded_by", "within", "broader", "distinct_from")
#: Those that lead to where a place or a thing is.
_AROUND = ("within", "part_of")
#: The slots that may be functional, for a state and for an event, and why the others have no effect.
_FUNCTIONAL = {True: ("agent", "instrument", "value"), False: ("agent", "target", "instrument")}


def default_paths() -> list[Path]:
    """Return where commands look when they are given no path: ``seeds/`` here, else the packaged example."""
    here = Path("seeds")
    return [here if here.is_dir() else resource_dir("seeds")]


def read_knowledge(paths: Sequence[Path] = ()) -> Knowledge:
    """Read registers and bundles from ``paths`` (default :func:`default_paths`).

    A bundle named without any register takes the one beside its folder, else that in ``seeds/`` here.

    Raises:
        InputError: with every problem found.
    """
    register_files, claims_files = find_files(paths or default_paths())
    if not register_files:
        register_files = register_for(claims_files)
    reader = Reader()
    registers = [(document, model) for path in register_files for document, model in reader.register(path)]
    files = {path: parsed for path in claims_files if (parsed := reader.parse(path, ClaimsFile)) is not None}
    register = reader.merge(registers, list(files.values()))
    background = reader.check(register)
    reader.check_functional(register, background)
    bundles = []
    verdicts = []
    for path, parsed in files.items():
        for bundle in reader.resolve(*parsed, path.parent, register, background):
            bundles.append(bundle)
            beside = path.with_name(VERDICTS)
            if os.path.lexists(beside):
                claims = {f"{bundle.id}/{claim.id}": claim for claim in bundle.claims}
                verdicts.extend(reader.verdicts(beside, claims))
    reader.check_corrections(bundles)
    reader.stop_on_problems()
    return Knowledge(
        register,
        tuple(sorted(bundles, key=lambda bundle: bundle.id)),
        reader.locations,
        tuple(sorted(verdicts, key=lambda verdict: verdict.order)),
    )


def build_claims_file(document: Document) -> ClaimsFile:
    """Return what a document says of an article and its claims, before any name or quote is looked up.

    Raises:
        InputError: with every problem found.
    """
    reader = Reader()
    file = reader.validate(document, ClaimsFile)
    reader.stop_on_problems()
    assert isinstance(file, ClaimsFile)
    return file


def build_bundle(document: Document, folder: Path, register: Register) -> tuple[Bundle, dict[str, Location]]:
    """Return the bundle that a document describes, and where each of its claims stands.

    ``folder`` holds the article's text; the names are those of ``register``.

    Raises:
        InputError: with every problem found.
    """
    reader = Reader()
    file = reader.validate(document, ClaimsFile)
    reader.stop_on_problems()
    register = reader.with_events([(document, file)], register)
    found = reader.resolve(document, file, folder, register, reader.check(register))
    reader.check_corrections(found, alone=True)
    reader.stop_on_problems()
    return found[0], reader.locations


def read_verdicts(path: Path, knowledge: Knowledge) -> list[Verdict]:
    """Read a file of verdicts, wherever it lies, on the claims that ``knowledge`` has.

    A claim goes by its own name, or by ``article/claim`` where several articles have one of that name.

    Raises:
        InputError: with every problem found.
    """
    reader = Reader()
    found = reader.verdicts(_named(path), knowledge.claims)
    reader.stop_on_problems()
    return sorted(found, key=lambda verdict: verdict.order)


def _named(path: Path) -> Path:
    """Return a path as people should see it: relative to the working folder where it lies in it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path


def find_files(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Return the register files and the claims files under ``paths``, each once, in a fixed order.

    Raises:
        InputError: for a path that cannot be read, or a folder that holds neither.
    """
    registers: dict[Path, Path] = {}
    claims: dict[Path, Path] = {}
    for path in map(_named, paths):
        try:
            in_folder = path.is_dir()
            found = _search(path) if in_folder else [(path, _is_claims(path))]
            for file, is_claims in found:
                (claims if is_claims else registers).setdefault(file.resolve(), file)
        except (OSError, RuntimeError) as error:  # Python 3.11 and 3.12 call a circle of links RuntimeError
            why = getattr(error, "strerror", None) or "a circle of symbolic links"
            where = Location(shorten(str(path)).strip("'"))
            raise InputError(Problem("unreadable", f"cannot be read: {why}", where)) from error
        if in_folder and not found:
            message = f"holds neither a {CLAIMS} nor register files"
            raise InputError(Problem("nothing-found", message, Location(str(path))))
    return list(registers.values()), list(claims.values())


def _search(folder: Path) -> list[tuple[Path, bool]]:
    """Return the files of ours below a folder, and whether each is a claims file; hidden ones are not."""
    in_register = folder.resolve().name == REGISTER
    files = []
    for current, inner, names in os.walk(folder):
        inner[:] = [name for name in inner if not name.startswith(".")]
        files += [Path(current, name) for name in names if not name.startswith(".")]
    found = []
    _check_names(files)
    for file in sorted(files):
        if file.suffix not in (".yaml", ".yml") or (file.exists() and not file.is_file()):
            continue
        within = file.relative_to(folder).parts[:-1]
        if file.name == CLAIMS:
            found.append((file, True))
        elif in_register or file.stem == REGISTER or REGISTER in within:
            found.append((file, False))
    return found


def find_texts_without_claims(paths: Iterable[Path]) -> list[Path]:
    """Return the texts in folders under ``paths`` that no claims file stands beside: nobody reads them."""
    found = []
    for path in paths:
        for current, inner, names in os.walk(path):
            inner[:] = [name for name in inner if not name.startswith(".") and name != REGISTER]
            if CLAIMS not in names and Path(current) != path:
                found += [Path(current, name) for name in names if name.endswith(".txt")]
    return sorted(found)


def _check_names(files: Sequence[Path]) -> None:
    """Refuse what somebody meant to be read, and what would be passed over in silence."""
    there = set(files)
    problems = []
    for file in sorted(files):
        meant = _MEANT.fullmatch(file.name)
        if meant is not None and file.with_name(f"{meant[1].lower()}.yaml") not in there:
            name = f"{meant[1].lower()}.yaml"
            message = f"is not read: only a file called {name} is"
            problems.append(Problem("misnamed-file", message, Location(str(file)), advice=f"call it {name}"))
    if problems:
        raise InputError(problems)


def _is_claims(path: Path) -> bool:
    """Return whether a file that somebody named is a claims file, by what it says at its top."""
    value = read_yaml(path).value
    return isinstance(value, dict) and ("claims" in value or "article" in value)


def register_for(claims_files: Sequence[Path], *, required: bool = True) -> list[Path]:
    """Return the files of the register that claims files belong to: beside them, else in ``seeds/`` here."""
    beside = {path.resolve().parent.parent / REGISTER for path in claims_files}
    here = Path("seeds") / REGISTER
    folders = [folder for folder in sorted(beside) if folder.is_dir()] or [here]
    if not folders[0].is_dir() and not required:
        return []
    if not folders[0].is_dir():
        message = f"no register is beside {claims_files[0].parent}, nor is there one in seeds/ here"
        raise InputError(Problem("no-register", message, advice="name the register, too"))
    return find_files(folders)[0]


class Reader:
    """Collects problems and locations while files are read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.locations: dict[str, Location] = {}
        self._noted: set[Problem] = set()
        self._counted: Counter[str] = Counter()
        self._known: dict[tuple[str, ...], list[str]] = {}

    def stop_on_problems(self) -> None:
        """Raise what has been found wrong so far, if anything."""
        more = [
            Problem("more-problems", f"… and {count - MAX_PROBLEMS:,} more", Location(file))
            for file, count in self._counted.items()
            if count > MAX_PROBLEMS
        ]
        if self.problems:
            raise InputError([*self.problems, *more])

    def fail(
        self,
        document: Document,
        key: tuple[str | int, ...],
        id: str,
        message: str,
        advice: str | Callable[[], str] = "",
        claim: str | None = None,
    ) -> None:
        """Note one problem at ``key`` of ``document``; advice that is dear to find is asked for if shown.

        What is written once and read as several values, such as both ends of a time, is wrong once.
        """
        problem = Problem(id, message, document.location(key), claim)
        if problem in self._noted:
            return
        self._noted.add(problem)
        self._counted[document.file] += 1
        if self._counted[document.file] <= MAX_PROBLEMS:
            advice = advice if isinstance(advice, str) else advice()
            self.problems.append(replace(problem, advice=advice))

    def parse(self, path: Path, model: type[Written]) -> tuple[Document, Any] | None:
        """Read one file into its pydantic model, or note what is wrong with it."""
        try:
            document = read_yaml(path)
        except InputError as error:
            self.problems.extend(error.problems)
            return None
        written = self.validate(document, model)
        return None if written is None else (document, written)

    def validate(self, document: Document, model: type[Written]) -> Any:
        """Return what a document says as a pydantic model, or note what is wrong with it."""
        if not isinstance(document.value, dict):
            self.fail(document, (), "bad-value", "the file must be a mapping of keys")
            return None
        try:
            return model.model_validate(document.value)
        except ValidationError as error:
            errors = error.errors(include_url=False)
            for found in errors[:MAX_PROBLEMS]:
                self._translate(document, model, found)
            self._counted[document.file] += len(errors[MAX_PROBLEMS:])
            return None

    def _translate(self, document: Document, model: type[Written], found: Any) -> None:
        key = tuple(part for part in found["loc"] if part not in _NO_KEYS)
        claim = _claim_at(document, key)
        kind, advice = "bad-value", ""
        message = found["msg"]
        if found["type"] == "extra_forbidden":
            kind, message = "unknown-key", f"unknown key {shorten(key[-1])}"
            advice = nearest(str(key[-1])[:100], known_keys(model, key[:-1]))
        elif found["type"] == "missing":
            if message == "Field required":
                message = f"the key {key[-1]!r} is missing"
            kind = "missing-key"
        elif found["type"] == "literal_error":
            words = [word.strip(" '") for word in found["ctx"]["expected"].replace(" or ", ",").split(",")]
            name = next(part for part in reversed(key) if isinstance(part, str))
            kind, message = "unknown-word", f"{name!r} cannot be {shorten(found['input'])}"
            advice = nearest(str(found["input"])[:100], words)
        elif found["type"] == "string_type" and isinstance(found["input"], int):
            message, advice = f"{shorten(found['input'])} is not text", "put it in quotation marks"
        elif found["type"] == "string_pattern_mismatch":
            message = f"{shorten(found['input'])} is not of the form {found['ctx']['pattern']}"
        elif found["type"] == "control_character":
            kind = "control-character"
            advice = "remove it; in single quotation marks YAML takes a backslash for one"
        elif found["type"].startswith("bad_"):
            kind = found["type"].replace("_", "-")
        else:
            message = f"{message} (it is {shorten(found['input'])})"
        self.fail(document, key, kind, message, advice, claim)

    # -- the register ---------------------------------------------------------------------------

    def register(self, path: Path) -> list[tuple[Document, RegisterFile]]:
        """Read one register file."""
        parsed = self.parse(path, RegisterFile)
        return [] if parsed is None else [parsed]

    def merge(
        self,
        registers: Sequence[tuple[Document, RegisterFile]],
        claims: Sequence[tuple[Document, ClaimsFile]] = (),
    ) -> Register:
        """Merge register files and resolve every name in them; add the events of claims files."""
        written: dict[str, Any] = {}
        entries: dict[str, Entry] = {}
        standpoints: dict[str, Standpoint] = {}
        opponents: set[frozenset[str]] = set()
        for document, file in registers:
            for section in (*SECTIONS, "standpoints"):
                for name, found in getattr(file, section).items():
                    key = (section, name)
                    if name in written:
                        if written[name] != found:
                            message = f"the name {name!r} is given twice; first at {self.locations[name]}"
                            self.fail(
                                document, key, "duplicate-name", message, "rename or remove one of them"
                            )
                        continue
                    if section == "standpoints" and name in RESERVED:
                        message = f"no standpoint may be called {name!r}"
                        self.fail(document, key, "reserved-name", message, "give it another name")
                    written[name] = found
                    self.locations[name] = document.location(key)
                    if isinstance(found, StandpointEntry):
                        standpoints[name] = _standpoint(name, found)
                    else:
                        entries[name] = _entry(name, section, found)
        register = Register(entries, frozenset(), standpoints)
        for document, file in registers:
            self._resolve_links(document, file, register)
            self._frames(
                Scope(self, document, register), file.events, {name: name for name in file.events}, entries
            )
            for index, pair in enumerate(file.opponents):
                key = ("opponents", index)
                for name in pair:
                    self.name(document, key, name, ("sources",), register)
                if pair[0] == pair[1]:
                    self.fail(document, key, "bad-value", f"{pair[0]!r} cannot be its own opponent")
                opponents.add(frozenset(pair))
        return self.with_events(claims, Register(entries, frozenset(opponents), standpoints))

    def with_events(self, claims: Sequence[tuple[Document, ClaimsFile]], register: Register) -> Register:
        """Return the register with the events that claims files declare, each for its article alone."""
        entries = dict(register.entries)
        for document, file in claims:
            article = file.article.id
            for name, written in file.events.items():
                key = ("events", name)
                if name in register.entries:
                    message = f"the name {name!r} is given twice; first in the register"
                    if name in self.locations:
                        message = f"the name {name!r} is given twice; first at {self.locations[name]}"
                    self.fail(document, key, "duplicate-name", message, "rename or remove one of them")
                own = event_name(article, name)
                self.locations.setdefault(own, document.location(key))
                parts = {
                    relation: [self._event(article, object, file) for object in getattr(written, relation)]
                    for relation in ("part_of", "distinct_from")
                }
                found = _entry(own, "events", written.model_copy(update=parts))
                entries[own] = replace(found, article=article)
        register = replace(register, entries=entries)
        for document, file in claims:
            article = file.article.id
            scope = Scope(self, document, register, article, file.article.timezone)
            self._frames(
                scope, file.events, {name: event_name(article, name) for name in file.events}, entries
            )
            for name in file.events:
                entry = entries[event_name(article, name)]
                for relation, object in entry.links:
                    self._link(document, ("events", name, relation), entry, relation, object, register)
        return register

    def _frames(
        self,
        scope: Scope,
        events: Mapping[str, EventEntry],
        names: Mapping[str, str],
        entries: dict[str, Entry],
    ) -> None:
        """Give the entries of events what is declared of them."""
        for name, written in events.items():
            zone = scope.zone or self._zone_of(written, scope.register)
            frame = replace(scope, zone=zone).frame(written, ("events", name))
            entries[names[name]] = replace(entries[names[name]], frame=frame)

    def check(self, register: Register) -> Background:
        """Return the closures of a register, or raise what is wrong with it."""
        self.stop_on_problems()
        self.problems.extend(check_background(register, self.locations))
        self.stop_on_problems()
        return Background(register, self.locations)

    def _event(self, article: str, name: str, file: ClaimsFile) -> str:
        return event_name(article, name) if name in file.events else name

    def _zone_of(self, written: EventEntry, register: Register) -> str | None:
        """Return the zone of the place of an event, or of the nearest one around it that has one."""
        around = [name for name in (written.place, written.target) if isinstance(name, str)]
        for name in around:
            entry = register.entries.get(name)
            if entry is not None and entry.timezone is not None:
                return entry.timezone
            wholes = [object for relation, object in entry.links if relation in _AROUND] if entry else []
            around += [whole for whole in wholes if whole not in around]
        return None

    def check_functional(self, register: Register, background: Background) -> None:
        """Refuse slots that are declared to have one value where that changes nothing."""
        for entry in register.entries.values():
            state = background.is_state(entry.name) if entry.functional else False
            for slot in entry.functional:
                if slot in _FUNCTIONAL[state]:
                    continue
                what = "a state" if state else "a kind of event"
                message = f"'functional: {slot}' has no effect on {what}, and {entry.name!r} is one"
                advice = f"of {what} only {', '.join(_FUNCTIONAL[state])} can be functional"
                if slot == "value":
                    advice = f"put {entry.name!r} under the kind {STATE!r}, for only a state has a value"
                elif slot in ("place", "time"):
                    advice = f"leave it out: two {slot}s of one event contradict each other anyway"
                self.problems.append(
                    Problem("no-effect", message, self.locations.get(entry.name), advice=advice)
                )

    def _link(
        self,
        document: Document,
        key: tuple[str, ...],
        entry: Entry,
        relation: str,
        object: str,
        register: Register,
    ) -> None:
        self.name(document, key, object, _LINKS[entry.section, relation], register, relation)
        if object == entry.name:
            self.fail(document, key, "cycle", f"{key[1]!r} stands in itself", "take it out")

    def _resolve_links(self, document: Document, file: RegisterFile, register: Register) -> None:
        for section in SECTIONS:
            for name, written in getattr(file, section).items():
                given = vars(written)
                for relation in _RELATIONS:
                    for object in given.get(relation, ()):
                        key: tuple[str, ...] = (section, name, relation)
                        self._link(document, key, register.entries[name], relation, object, register)
                zone = given.get("timezone")
                if zone is not None:
                    self._zone(document, (section, name, "timezone"), zone)
        for name, kind in file.kinds.items():
            self._measure(document, ("kinds", name), kind)
        for name, standpoint in file.standpoints.items():
            key = ("standpoints", name)
            for source in standpoint.held_by:
                self.name(document, (*key, "held_by"), source, ("sources",), register)
            for other in standpoint.excludes:
                if other not in register.standpoints or other == name:
                    self.fail(
                        document,
                        (*key, "excludes"),
                        "unknown-name",
                        f"{other!r} is not another standpoint",
                        partial(nearest, other, [known for known in register.standpoints if known != name]),
                    )
            for index, fact in enumerate(standpoint.holds):
                at = (*key, "holds", index)
                self.name(document, (*at, "subject"), fact.subject, SECTIONS, register)
                if fact.subject not in register.entries:
                    continue
                section = register.entries[fact.subject].section
                if fact.relation == "distinct_from":
                    allowed: tuple[str, ...] = SECTIONS
                elif fact.relation == "same_as":
                    allowed = self._identified(
                        document, (*at, "relation"), fact.subject, fact.object, register
                    )
                elif (section, fact.relation) in _LINKS:
                    allowed = _LINKS[section, fact.relation]
                else:
                    message = f"one of the {section} cannot be {fact.relation!r} of anything"
                    self.fail(document, (*at, "relation"), "bad-value", message)
                    continue
                self.name(document, (*at, "object"), fact.object, allowed, register, fact.relation)
                if fact.object == fact.subject:
                    self.fail(document, at, "cycle", f"{fact.subject!r} stands in itself", "take it out")

    def _measure(self, document: Document, key: tuple[str, ...], kind: KindEntry) -> None:
        if kind.unit is None:
            return
        try:
            check_unit(kind.unit)
        except UnitError as error:
            self.fail(document, (*key, "unit"), error.id, error.message, error.advice)

    def _zone(self, document: Document, key: tuple[str, ...], name: str) -> None:
        if find_zone(name) is None:
            zones = partial(lambda: nearest(name, sorted(available_timezones())))
            self.fail(document, key, "unknown-zone", f"there is no time zone {name!r}", zones)

    def _identified(
        self, document: Document, key: tuple[str | int, ...], one: str, other: str, register: Register
    ) -> tuple[str, ...]:
        """Return what a standpoint may hold an event or a description to be the same as."""
        entries = [register.entries[name] for name in (one, other) if name in register.entries]
        if entries[0].section != "events" and not any(entry.unidentified for entry in entries):
            message = "only events, and what is not identified, can be held to be the same as another"
            advice = f"mark {one!r} or {other!r} as 'unidentified: true', or merge the two in the register"
            self.fail(document, key, "bad-value", message, advice)
        return (entries[0].section,)

    def name(
        self,
        document: Document,
        key: tuple[str | int, ...],
        name: str,
        sections: tuple[str, ...],
        register: Register,
        slot: str | None = None,
        claim: str | None = None,
    ) -> None:
        """Check that ``name`` is declared in one of ``sections``; states also count as places."""
        entry = register.entries.get(name)
        what = f" as {slot!r}" if slot else ""
        if entry is None:
            advice = partial(self._nearest, name, sections, register)
            self.fail(document, key, "unknown-name", f"{name!r} is not declared{what}", advice, claim)
        elif entry.section not in sections or (
            entry.section == "sources" and entry.type != "state" and slot in ("place", "within")
        ):
            message = f"{name!r} is one of the {entry.section} and cannot stand{what or ' here'}"
            expected = f"expected: {' or '.join(sections)}"
            self.fail(document, key, "wrong-section", message, expected, claim)

    def _nearest(self, name: str, sections: tuple[str, ...], register: Register) -> str:
        if sections not in self._known:
            entries = register.entries.values()
            self._known[sections] = [entry.name for entry in entries if entry.section in sections]
        known = self._known[sections]
        return nearest(name, known) if known else "declare it in the register"

    # -- bundles --------------------------------------------------------------------------------

    def resolve(
        self,
        document: Document,
        file: ClaimsFile,
        folder: Path,
        register: Register,
        background: Background,
    ) -> list[Bundle]:
        """Look up the names and quotes of a claims file whose article lies in ``folder``."""
        key = f"{file.article.id}/"
        if key in self.locations:
            message = f"the article {file.article.id!r} is given twice; first at {self.locations[key]}"
            self.fail(document, ("article", "id"), "duplicate-name", message, "give it another id")
            return []
        self.locations[key] = document.location(("article", "id"))
        self.name(document, ("article", "publisher"), file.article.publisher, ("sources",), register)
        if file.article.timezone is not None:
            self._zone(document, ("article", "timezone"), file.article.timezone)
        scope = Scope(self, document, register, file.article.id, file.article.timezone)
        article = self._article(folder, document, file.article, scope)
        if article is None:
            return []
        folded = FoldedText(article.text or "")
        claims: dict[str, Claim] = {}
        for index, written in enumerate(file.claims):
            at = ("claims", index)
            if written.id in claims:
                first = self.locations[f"{article.id}/{written.id}"]
                message = f"the claim {written.id!r} is given twice; first at {first}"
                self.fail(document, at, "duplicate-claim", message, "give it another id", written.id)
                continue
            self.locations[f"{article.id}/{written.id}"] = document.location((*at, "id"))
            own = replace(scope, claim=written.id)
            claims[written.id] = self._claim(own, at, written, article, folded, background)
        return [Bundle(article, tuple(sorted(claims.values(), key=lambda claim: claim.order)))]

    def check_corrections(self, bundles: Sequence[Bundle], alone: bool = False) -> None:
        """Look up what claims correct: an earlier claim, of whatever source, and never in a circle.

        Of bundles that are read ``alone`` nobody can tell which claims other articles have.
        """
        knowledge = Knowledge(Register(), tuple(bundles))
        graph: nx.DiGraph[str] = nx.DiGraph()
        for name, claim in knowledge.claims.items():
            for other in claim.corrects:
                if alone and other.rpartition("/")[0] not in knowledge.articles:
                    continue
                self._check_correction(knowledge, name, other)
                graph.add_edge(name, other)
        for component in nx.strongly_connected_components(graph):
            if len(component) > 1:
                name = min(component)
                message = f"corrects in a circle: {', '.join(sorted(component))}"
                self._wrong(name, "cycle", message, "take one of them out of 'corrects'")

    def _check_correction(self, knowledge: Knowledge, name: str, other: str) -> None:
        if other == name:
            self._wrong(name, "cycle", "a claim cannot correct itself", "take it out of 'corrects'")
            return
        if other not in knowledge.claims:
            near = nearest(other[:200], [known for known in knowledge.claims if known != name] or [name])
            advice = f"{near}; name the folder of its article, too, if it is not read"
            self._wrong(name, "unknown-claim", f"there is no claim {shorten(other)} to correct", advice)
            return
        said, before = knowledge.said(name), knowledge.said(other)
        if said is not None and before is not None and said.precedes(before):
            message = f"{other!r} was said later, and cannot be corrected by what was said before it"
            self._wrong(name, "later-claim", message, f"let {other!r} correct this one, or give 'said'")

    def _wrong(self, name: str, id: str, message: str, advice: str) -> None:
        claim = name.rpartition("/")[2]
        self.problems.append(Problem(id, message, self.locations.get(name), claim, advice))

    def verdicts(self, path: Path, claims: Mapping[str, Claim]) -> list[Verdict]:
        """Read a file of verdicts on some claims, which go by ``article/claim`` here."""
        parsed = self.parse(path, VerdictsFile)
        if parsed is None:
            return []
        document, file = parsed
        names: dict[str, list[str]] = {name: [name] for name in claims}
        for name in claims:
            names.setdefault(name.rpartition("/")[2], []).append(name)
        found: list[Verdict] = []
        given: dict[tuple[str, str, date], Location] = {}
        for index, written in enumerate(file.verdicts):
            at = ("verdicts", index)
            rating = Rating(written.rating)
            meant = names.get(written.claim, [])
            if len(meant) != 1:
                id, message = "unknown-claim", f"there is no claim {written.claim!r} here"
                near: str | Callable[[], str] = partial(nearest, written.claim, list(names))
                if meant:
                    id, message = "ambiguous-claim", f"{len(meant)} articles have a claim {written.claim!r}"
                    near = f"write one of {', '.join(sorted(meant)[:12])}"
                self.fail(document, (*at, "claim"), id, message, near, written.claim)
                continue
            (name,) = meant
            claim = claims[name]
            if rating.truth is not None and claim.stance not in (Stance.ASSERTS, Stance.DENIES):
                message = f"the claim {claim.stance.value} something, which is neither true nor false"
                advice = "choose a rating that says neither, or judge a claim that asserts or denies"
                self.fail(document, (*at, "rating"), "no-verdict", message, advice, written.claim)
                continue
            key = (name, written.reviewer, written.date)
            if key in given:
                message = f"{written.reviewer!r} judged this claim on that day already, at {given[key]}"
                self.fail(document, at, "duplicate-verdict", message, "keep one of them", written.claim)
                continue
            given[key] = document.location(at)
            found.append(
                Verdict(
                    name,
                    rating,
                    dict(written.explanation),
                    tuple(sorted(set(written.evidence))),
                    written.reviewer,
                    written.date,
                    url=written.url,
                )
            )
        return found

    def _article(
        self, folder: Path, document: Document, written: ArticleEntry, scope: Scope
    ) -> Article | None:
        key = ("article", "text")
        folder = folder.resolve()
        try:
            file = (folder / written.text).resolve()
        except (OSError, ValueError, RuntimeError):
            self.fail(document, key, "bad-path", f"{shorten(written.text)} is not a path")
            return None
        if not file.is_relative_to(folder):
            message = f"{shorten(written.text)} lies outside the bundle's folder"
            self.fail(document, key, "outside-bundle", message, "put the text beside claims.yaml")
            return None
        try:
            text = read_verbatim(_named(file))
        except InputError as error:
            if not document.columns:
                self.problems.extend(error.problems)
            for problem in error.problems if document.columns else ():
                self.fail(document, key, problem.id, f"{problem.location}: {problem.message}", problem.advice)
            return None
        article = Article(
            written.id,
            text,
            written.language,
            written.publisher,
            scope.interval(written.published, ("article", "published")),
            written.published.basis if written.published else None,
            written.url,
            written.licence.iri if written.licence else None,
            written.licence is not None and written.licence.allows_sharing,
            title=written.title,
            timezone=written.timezone,
        )
        if written.sha256 is not None and written.sha256 != article.sha256:
            message = (
                f"{shorten(written.text)} has changed since it was annotated: its SHA-256 is {article.sha256}"
            )
            advice = "restore the text, or check every quote and write the new sha256"
            self.fail(document, ("article", "sha256"), "text-changed", message, advice)
            return None
        return article

    def _claim(
        self,
        scope: Scope,
        at: tuple[str | int, ...],
        written: ClaimEntry,
        article: Article,
        folded: FoldedText,
        background: Background,
    ) -> Claim:
        document, register = scope.document, scope.register
        for slot in ("source", "via"):
            for name in getattr(written, slot):
                self.name(document, (*at, slot), name, ("sources",), register, slot, written.id)
        said = scope.interval(written.said, (*at, "said"))
        bases: dict[str, str] = {}
        reader = PropositionReader(scope, background, Stance(written.stance))

        def proposition(entry: PropositionEntry, key: tuple[str | int, ...], part: str) -> Proposition:
            """Read a proposition, with the time of the utterance where the claim takes it for granted."""
            found = reader.read(entry, key, part)
            granted = part == "presupposes" or (part == "says" and written.stance == "asserts")
            if granted and _takes_utterance_time(found, register, background):
                found = replace(found, time=said or article.published)
            if entry.time is not None and entry.time.basis is not None:
                bases[found.id] = entry.time.basis
            return found

        says = None
        if written.says is not None:
            says = proposition(written.says, (*at, "says"), "says")
        presupposes = {
            proposition(entry, (*at, "presupposes", index), "presupposes")
            for index, entry in enumerate(written.presupposes)
        }
        if written.said is not None and written.said.basis is not None:
            bases["said"] = written.said.basis
        condition, form = None, "if"
        if written.condition is not None:
            form = written.condition.form
            key = (*at, "condition") if form == "if" else (*at, "condition", form)
            condition = proposition(written.condition.proposition, key, "condition")
        quotations = self._quotations(document, at, written, folded)
        cue = None
        if written.cue is not None and quotations:
            try:
                cue = find_nearest(folded, written.cue, quotations[0])
            except QuotationError as error:
                self.fail(document, (*at, "cue"), error.id, error.message, error.advice, written.id)
        sources = sorted(set(written.source))
        return Claim(
            written.id,
            sources[0],
            Stance(written.stance),
            says,
            quotations,
            dict(written.gloss),
            tuple(written.via),
            Certainty(written.certainty),
            cue,
            tuple(sorted(presupposes, key=lambda p: p.id)),
            condition,
            said,
            bool(quotations) and all(is_direct(folded.text, q.start, q.end) for q in quotations),
            bases,
            tuple(sources[1:]),
            self._corrected(written, article.id),
            form,
        )

    def _corrected(self, written: ClaimEntry, article: str) -> tuple[str, ...]:
        """Return the claims that one corrects, with its article; :meth:`check_corrections` looks them up."""
        return tuple(sorted(name if "/" in name else f"{article}/{name}" for name in written.corrects))

    def _quotations(
        self, document: Document, at: tuple[str | int, ...], written: ClaimEntry, folded: FoldedText
    ) -> tuple[Quotation, ...]:
        found = []
        for index, quote in enumerate(written.quote):
            try:
                found.append(find_quotation(folded, quote.text, occurrence=quote.occurrence))
            except QuotationError as error:
                key = (*at, "quote", index)
                self.fail(document, key, error.id, error.message, error.advice, written.id)
        return tuple(found)


def _takes_utterance_time(proposition: Proposition, register: Register, background: Background) -> bool:
    """Return whether a proposition is a state without a time; when somebody else said so is not known."""
    entry = register.entries.get(proposition.kind)
    if entry is None or entry.timeless or proposition.time is not None or proposition.said_by is not None:
        return False
    return background.is_state(proposition.kind)


def _entry(name: str, section: str, written: Any) -> Entry:
    given = vars(written)
    links = [(relation, object) for relation in _RELATIONS for object in given.get(relation, ())]
    return Entry(
        name,
        section,
        dict(written.label),
        given.get("type"),
        tuple(sorted(set(links))),
        tuple(sorted(set(written.same_as))),
        tuple(sorted(set(given.get("functional", ())))),
        given.get("timeless", False),
        given.get("changes"),
        given.get("ratio", False),
        given.get("unit"),
        dict(given.get("phrase", {})),
        given.get("unidentified", False),
        lat=given.get("lat"),
        lon=given.get("lon"),
        timezone=given.get("timezone"),
    )


def _standpoint(name: str, written: StandpointEntry) -> Standpoint:
    holds = {Bridge(fact.subject, fact.relation, fact.object, name) for fact in written.holds}
    return Standpoint(
        name,
        dict(written.label),
        tuple(sorted(set(written.held_by))),
        tuple(sorted(holds, key=lambda bridge: (bridge.subject, bridge.relation, bridge.object))),
        tuple(sorted(set(written.excludes))),
    )


def _claim_at(document: Document, key: tuple[Any, ...]) -> str | None:
    """Return the id of the claim that ``key`` lies in or judges, as far as it has one."""
    if len(key) < 2 or key[0] not in ("claims", "verdicts") or not isinstance(key[1], int):
        return None
    entry = document.value[key[0]][key[1]]
    name = entry.get("id" if key[0] == "claims" else "claim") if isinstance(entry, dict) else None
    return name if isinstance(name, str) and len(name) <= 100 else None


def known_keys(model: type[BaseModel], key: Sequence[Any]) -> list[str]:
    """Return the keys that a part of a file may have.

    >>> known_keys(ClaimsFile, ("claims", 0, "says", "count"))[:2]
    ['measure', 'number']
    """
    current: Any = model
    for part in key:
        current = _unwrap(current)
        if isinstance(current, type) and issubclass(current, BaseModel):
            fields = {field.alias or name: field.annotation for name, field in current.model_fields.items()}
            current = fields.get(part)
        else:
            current = (get_args(current) or (None,))[-1]
    current = _unwrap(current)
    if isinstance(current, type) and issubclass(current, BaseModel):
        return [field.alias or name for name, field in current.model_fields.items()]
    return []


def _unwrap(annotation: Any) -> Any:
    """Strip ``Annotated`` and ``| None`` off an annotation."""
    while True:
        arguments = get_args(annotation)
        if hasattr(annotation, "__metadata__"):
            annotation = arguments[0]
        elif get_origin(annotation) in (Union, UnionType):
            # Of several forms the mapping is the one that has keys.
            mapping = (argument for argument in arguments if _has_keys(argument))
            annotation = next(mapping, next(a for a in arguments if a is not type(None)))
        else:
            return annotation


def _has_keys(annotation: Any) -> bool:
    found = get_args(annotation)[0] if hasattr(annotation, "__metadata__") else annotation
    return isinstance(found, type) and issubclass(found, BaseModel)
