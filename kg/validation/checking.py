"""Check knowledge, files and graphs: each part on its own, and what did not change not again."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox
from rdflib import Dataset, Graph

from kg.collection import without_collection
from kg.errors import InputError, Problem
from kg.files import read_regular
from kg.model import Knowledge, Location
from kg.rdf.parsing import Quad, parse_quads
from kg.rdf.statements import Triple
from kg.rdf.vocabulary import key_of
from kg.rdf.write import build_article, build_register, build_standpoint, build_verdict
from kg.validation.cache import Cache, open_cache, part_key
from kg.validation.data import (
    Parts,
    WrittenPart,
    contested,
    find_found,
    runs,
    split_parts,
    write_part,
)
from kg.validation.engines import (
    EngineAnswer,
    EngineError,
    Row,
    Rules,
    apply_rules,
    confined,
    fast_version,
)
from kg.validation.findings import Finding, Index, Locate, Unlocated, located, read_row
from kg.validation.shapes import (
    Shapes,
    looked_at,
    read_shapes,
)

#: Rules that cannot be judged where contested facts were merged with the register's into one graph.
_NEED_GRAPHS = frozenset(("contested-fact", "standpoint-bridge"))
#: Rules about what others need who read it, and whoever writes for themselves does not.
_FOR_PARTNERS = frozenset(("label-languages",))

#: No RDF file is read that is larger, in bytes; it is held in memory several times over.
_MAX_BYTES = 64 * 1024 * 1024

_log = logging.getLogger(__name__)
#: What applies rules to a graph.
Engine: TypeAlias = Callable[[Rules, str], EngineAnswer]


def check_knowledge(
    knowledge: Knowledge,
    *,
    shapes: Shapes | Path | None = None,
    engine: Engine | None = None,
    for_partners: bool = False,
) -> list[Finding]:
    """Return what is wrong with a register and its bundles; see :func:`check_graph`.

    ``for_partners`` says whether others are to read it, who may need labels in a second language.

    >>> from kg.model import Entry, Register
    >>> register = Register({"ganja": Entry("ganja", "places", {"en": "Ganja", "fa": "گنجه"})})
    >>> [(finding.rule, finding.severity) for finding in check_knowledge(Knowledge(register))]
    [('place-type', 'info')]
    """
    background: list[Triple] = list(build_register(knowledge.register))
    for standpoint in knowledge.register.standpoints.values():
        background.extend(contested(list(build_standpoint(standpoint))))
    verdicts: dict[str, list[Triple]] = {bundle.id: [] for bundle in knowledge.bundles}
    for verdict in knowledge.verdicts:
        verdicts.get(verdict.claim.rpartition("/")[0], background).extend(build_verdict(verdict))
    bundles = ([*build_article(bundle), *verdicts[bundle.id]] for bundle in knowledge.bundles)
    parts = Parts(background, bundles)
    skipped = frozenset() if for_partners else _FOR_PARTNERS
    return _check(parts, _loaded(shapes), knowledge.locations.get, engine, skipped)


def check_files(
    paths: Iterable[Path],
    *,
    read: Callable[[Path], Iterable[Quad]] | None = None,
    engine: Engine | None = None,
) -> list[Finding]:
    """Return what is wrong with RDF files, taken together; see :func:`check_graph`.

    ``read`` parses a file, for those whom a parser of one's own files is not safe enough.

    Raises:
        InputError: for files that cannot be read or are not well-formed RDF.
        EngineError: when the engine or a shape fails.
    """
    quads: list[Quad] = []
    locations: dict[str, Location] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            for quad in (read or _parse)(path):
                quads.append(quad)
                key = key_of(str(quad[0]))
                if key is not None:
                    locations.setdefault(key, Location(str(path)))
        except (OSError, RuntimeError) as error:
            message = f"cannot be read: {getattr(error, 'strerror', None) or error}"
            problems.append(Problem("unreadable", message, Location(str(path))))
        except (SyntaxError, ValueError) as error:
            where = Location(str(path), getattr(error, "lineno", None))
            problems.append(Problem("bad-rdf", f"not well-formed RDF: {error}", where))
    if problems:
        raise InputError(problems)
    return _check(split_parts(quads), _loaded(None), locations.get, engine)


def _parse(path: Path) -> Iterator[Quad]:
    """Parse one of the author's own files; relative IRIs in it are relative to the file."""
    format = ox.RdfFormat.from_extension(path.suffix.removeprefix(".").lower())
    if format is None:
        raise ValueError(f"the ending {path.suffix!r} is not that of an RDF format")
    data = read_regular(path, _MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise OSError(f"the limit is {_MAX_BYTES:,} bytes")
    return parse_quads(data, format, base=path.resolve().as_uri(), rename=True)


def check_graph(
    data: Graph | Dataset | Iterable[Triple],
    *,
    shapes: Shapes | Path | None = None,
    locate: Locate | None = None,
    engine: Engine | None = None,
) -> list[Finding]:
    """Return what is wrong with ``data``, in the order of the authors' files; never raise on bad data.

    A dataset has one named graph per bundle, for the register and for each standpoint. Its register and
    standpoints are checked once, each bundle on its own, and what the engine found, where it is there, by
    the rules about that; what a standpoint holds is checked as contested (a ``cv:Bridge`` node), so that it
    cannot be taken for a fact of the register. In a plain graph, the two can be told apart only where it
    holds contested facts as ``cv:Bridge`` nodes already.

    ``locate`` gives the file and line of a register name, a standpoint's name, a ``bundle/claim``
    identifier or, as ``bundle/``, an article. What strangers wrote is checked by a :func:`limited_engine`.

    Raises:
        EngineError: when the engine or a shape fails.
    """
    quads = data.quads() if isinstance(data, Dataset) else ((s, p, o, None) for s, p, o in data)
    return check_quads(quads, shapes=shapes, locate=locate, engine=engine)


def check_quads(
    quads: Iterable[Quad],
    *,
    shapes: Shapes | Path | None = None,
    locate: Locate | None = None,
    engine: Engine | None = None,
) -> list[Finding]:
    """Return what is wrong with the quads of a dataset; see :func:`check_graph`."""
    return _check(split_parts(quads), _loaded(shapes), locate, engine)


def check_found(
    triples: Iterable[Triple], *, shapes: Shapes | Path | None = None, engine: Engine | None = None
) -> list[Finding]:
    """Return what is wrong with triples that are known to be what the engine found, and beside what, alone.

    That is what :func:`check_quads` finds in a graph of findings, without looking for anything else in it.
    """
    return _check(find_found(triples), _loaded(shapes), None, engine)


def _loaded(shapes: Shapes | Path | None) -> Shapes:
    return shapes if isinstance(shapes, Shapes) else read_shapes(shapes)


def _check(
    parts: Parts,
    shapes: Shapes,
    locate: Locate | None,
    engine: Engine | None = None,
    skipped: frozenset[str] = frozenset(),
) -> list[Finding]:
    """Check the background once, then the bundles against it, each as if it stood alone."""
    background = write_part(parts.background)
    if parts.merged:
        skipped |= _NEED_GRAPHS
    if not fast_version():
        say_once(
            "the shapes are applied by pySHACL, which takes far longer than the package 'shacl';"
            " the extra 'fast' installs it"
        )
    with without_collection(), open_cache() as cache:
        check = functools.partial(_check_parts, run=engine or apply_rules, shapes=shapes, cache=cache)
        of_bundles = shapes.rules.keys() - shapes.background - shapes.findings
        # The rules about bundles also run where the background is all there is.
        alone = parts.bundles == []
        names = (shapes.background - skipped) | (of_bundles if alone else frozenset())
        found = check(WrittenPart(), [background], names)
        bundles = (write_part(bundle, shapes.inverse) for bundle in parts.bundles)
        found += check(background, bundles, of_bundles)
        if parts.found:
            found += check(WrittenPart(), [_write_found(parts.found, shapes)], shapes.findings)
    return located(found, locate)


def _write_found(triples: list[Triple], shapes: Shapes) -> WrittenPart:
    """Write of what was found only what its rules look at, which is little of it."""
    predicates = looked_at(shapes, shapes.findings)
    if predicates is None:
        return write_part(triples)
    written = write_part([triple for triple in triples if triple[1] in predicates])
    written.triples = triples
    return written


@contextmanager
def limited_engine(seconds: int) -> Iterator[Engine]:
    """Give an engine for strangers' data: a separate process with limited processor time.

    Without the fast engine it has ten times as much. A check by it raises :class:`TooCostly` when that, or
    the memory of the process, was not enough.
    """
    with confined(seconds) as run:
        yield run


@functools.cache
def say_once(message: str) -> None:
    """Say something once; without configured logging it goes to standard error."""
    _log.warning("%s", message)


def _check_parts(
    background: WrittenPart,
    parts: Iterable[WrittenPart],
    names: Iterable[str],
    *,
    run: Engine,
    shapes: Shapes,
    cache: Cache,
) -> list[Unlocated]:
    """Apply rules to parts against a background, but not to those that were checked before."""
    rules = {name: shapes.written[name] for name in sorted(names)}
    same = part_key(shapes.digest, *rules, background.text)
    wider = functools.cache(lambda: Index(background.triples))

    def read(part: WrittenPart, rows: Iterable[Row]) -> Iterator[Unlocated]:
        index: Index | None = None
        for row in rows:
            index = index or Index(part.triples, wider())
            yield from read_row(row, index, shapes)

    found: list[Unlocated] = []

    def new() -> Iterator[WrittenPart]:
        for part in parts:
            part.key = part_key(same, part.text)
            kept = cache.get(part.key)
            if kept is None:
                yield part
            else:
                found.extend(read(part, kept))

    for group in runs(background, new(), shapes.inverse):
        outcome = run(rules, background.text + "".join(part.text for part in group))
        _judge(outcome)
        of_background = [row for row in outcome.rows if not any(row[0] in part.stars for part in group)]
        for part in group:
            rows = [*of_background, *(row for row in outcome.rows if row[0] in part.stars)]
            cache.put(part.key, rows)
            found.extend(read(part, rows))
    return found


def _judge(outcome: EngineAnswer) -> None:
    """Say what the fast engine could not do, and raise what neither could."""
    if outcome.failed:
        told = "\n".join(f"{name}: {message}" for name, message in outcome.failed.items())
        raise EngineError(f"the SHACL engine failed, so the data was not judged\n{told}")
    for reason in sorted({*outcome.refused.values()}):
        names = ", ".join(name for name, told in outcome.refused.items() if told == reason)
        say_once(f"pySHACL applies, more slowly, what the package 'shacl' could not ({reason}): {names}")
