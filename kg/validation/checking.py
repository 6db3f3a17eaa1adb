"""Check knowledge, files and graphs, each part on its own; unchanged parts are not checked again."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox
from rdflib import Dataset, Graph

from kg.collection import without_collection
from kg.errors import InputError, Problem
from kg.files import read_regular
from kg.model import BASE, Knowledge, Location
from kg.rdf.bases import find_base, take_from
from kg.rdf.parsing import Quad, parse_quads
from kg.rdf.statements import Statements, Triple
from kg.rdf.vocabulary import key_of
from kg.rdf.write import build_article, build_register, build_standpoint, build_verdict
from kg.validation.cache import Cache, open_cache, part_key
from kg.validation.data import (
    Parts,
    WrittenPart,
    contested,
    find_found,
    keep_whole,
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

#: Rules that cannot be applied if contested facts were merged into one graph with those of the register.
_NEED_GRAPHS = frozenset(("contested-fact", "standpoint-bridge"))
#: Rules that matter only to other readers, not to the author.
_FOR_PARTNERS = frozenset(("label-languages",))

#: The largest RDF file that is read, in bytes; it is kept in memory several times.
_MAX_BYTES = 64 * 1024 * 1024

_log = logging.getLogger(__name__)
#: A function that applies rules to a graph.
Engine: TypeAlias = Callable[[Rules, str], EngineAnswer]


def check_knowledge(
    knowledge: Knowledge,
    *,
    shapes: Shapes | Path | None = None,
    engine: Engine | None = None,
    for_partners: bool = False,
) -> list[Finding]:
    """Return the findings about a register and its bundles; see :func:`check_graph`.

    With ``for_partners`` the rules for other readers apply, too, such as labels in a second language.

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
    findings = _check(parts, _loaded(shapes), knowledge.locations.get, engine, skipped)
    return _named_under(findings, knowledge.base)


def check_files(
    paths: Iterable[Path],
    *,
    read: Callable[[Path], Iterable[Quad]] | None = None,
    engine: Engine | None = None,
) -> list[Finding]:
    """Return the findings about RDF files, taken together; see :func:`check_graph`.

    ``read`` parses a file; give one for files from strangers, since the default is meant for own files.

    Raises:
        InputError: for files that cannot be read or are not well-formed RDF.
        EngineError: when the engine or a shape fails.
    """
    by_file: dict[Path, list[Quad]] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            by_file[path] = [*(read or _parse)(path)]
        except (OSError, RuntimeError) as error:
            message = f"cannot be read: {getattr(error, 'strerror', None) or error}"
            problems.append(Problem("unreadable", message, Location(str(path))))
        except (SyntaxError, ValueError) as error:
            where = Location(str(path), getattr(error, "lineno", None))
            problems.append(Problem("bad-rdf", f"not well-formed RDF: {error}", where))
    if problems:
        raise InputError(problems)
    base = find_base((quad for quads in by_file.values() for quad in quads), ", ".join(map(str, by_file)))
    locations: dict[str, Location] = {}
    together: list[Quad] = []
    for path, quads in by_file.items():
        for quad in take_from(quads, base):
            together.append(quad)
            key = key_of(str(quad[0]))
            if key is not None:
                locations.setdefault(key, Location(str(path)))
    findings = _check(split_parts(together), _loaded(None), locations.get, engine)
    return _named_under(findings, base)


def _named_under(findings: list[Finding], base: str) -> list[Finding]:
    return findings if base == BASE else [finding.under(base) for finding in findings]


def _parse(path: Path) -> Iterator[Quad]:
    """Return the quads of one of the author's own files; relative IRIs in it are relative to the file.

    Raises:
        OSError: for a file that cannot be read or is too large.
        ValueError: for an ending that is not that of an RDF format.
        SyntaxError: for a file that is not well-formed RDF.
    """
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
    """Return the findings about ``data``, in the order of the authors' files; never raise on bad data.

    A dataset has one named graph for the register, for each standpoint and for each bundle. Register and
    standpoints are checked once, each bundle on its own, and derived relations, if there are any, by the
    rules about them. The facts of a standpoint are checked as contested (``cv:Bridge`` nodes), so that they
    are not taken for facts of the register. In a plain graph, the two can be told apart only if contested
    facts are ``cv:Bridge`` nodes already.

    ``locate`` gives the file and line of a register name, a standpoint's name, a ``bundle/claim``
    identifier or, as ``bundle/``, an article. Check data from strangers by a :func:`limited_engine`.

    Raises:
        EngineError: when the engine or a shape fails.
    """
    quads = [*(data.quads() if isinstance(data, Dataset) else ((s, p, o, None) for s, p, o in data))]
    base = find_base(quads)
    findings = check_quads(take_from(quads, base), shapes=shapes, locate=locate, engine=engine)
    return _named_under(findings, base)


def check_quads(
    quads: Iterable[Quad],
    *,
    shapes: Shapes | Path | None = None,
    locate: Locate | None = None,
    engine: Engine | None = None,
) -> list[Finding]:
    """Return the findings about the quads of a dataset; see :func:`check_graph`."""
    return _check(split_parts(quads), _loaded(shapes), locate, engine)


def check_alone(
    graph: Statements, written: str, *, shapes: Shapes | Path | None = None, engine: Engine | None = None
) -> list[Finding]:
    """Return the findings about one graph without blank nodes, which is ``written`` as N-Triples.

    They are those of :func:`check_graph`, without writing the triples again.
    """
    return _check(keep_whole(graph, written), _loaded(shapes), None, engine)


def check_found(
    triples: Iterable[Triple], *, shapes: Shapes | Path | None = None, engine: Engine | None = None
) -> list[Finding]:
    """Return the findings about triples that are known to be derived relations and what they refer to.

    They are those of :func:`check_quads` for a graph of findings, without a search for anything else.
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
    """Return the findings about the background, then about each bundle with the background."""
    if parts.written is None:
        background = write_part(parts.background)
    else:
        background = WrittenPart(parts.background, parts.written)
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
        # The rules about bundles also run if there is nothing but the background.
        no_bundles = parts.bundles == []
        names = (shapes.background - skipped) | (of_bundles if no_bundles else frozenset())
        results = check(WrittenPart(), [background], names)
        rest = iter(parts.bundles)
        first = [*islice(rest, 2)]
        if len(first) == 1:
            results += check(background, map(write_part, first), of_bundles)
        elif first:
            # Those that do not meet are checked together, and only what the rules look at is written. To read
            # from the rules what that is takes longer than to check one bundle.
            seen, inverse = looked_at(shapes, of_bundles), shapes.inverse
            behind = write_part(parts.background, seen=seen)
            bundles = (write_part(bundle, inverse, seen) for bundle in chain(first, rest))
            results += check(behind, bundles, of_bundles, inverse)
        if parts.found:
            results += check(WrittenPart(), [_write_found(parts.found, shapes)], shapes.findings)
    return located(results, locate)


def _write_found(triples: list[Triple], shapes: Shapes) -> WrittenPart:
    """Return derived relations as a part, with only those triples that the rules look at, which are few."""
    return write_part(triples, seen=looked_at(shapes, shapes.findings))


@contextmanager
def limited_engine(seconds: int) -> Iterator[Engine]:
    """Give an engine for strangers' data: a separate process with limited processor time.

    ``seconds`` is the limit, ten times as much without the fast engine. A check raises :class:`TooCostly`
    if the time or the memory of the process was not enough.
    """
    with confined(seconds) as run:
        yield run


@functools.cache
def say_once(message: str) -> None:
    """Log a warning once per process; without configured logging it goes to standard error."""
    _log.warning("%s", message)


def _check_parts(
    background: WrittenPart,
    parts: Iterable[WrittenPart],
    names: Iterable[str],
    inverse: frozenset[str] = frozenset(),
    *,
    run: Engine,
    shapes: Shapes,
    cache: Cache,
) -> list[Unlocated]:
    """Return the results of rules on parts with a background, from the cache for parts checked before."""
    rules = {name: shapes.written[name] for name in sorted(names)}
    common_key = part_key(shapes.digest, *rules, background.text)
    wider = functools.cache(lambda: Index(background.triples))

    def read(part: WrittenPart, rows: Iterable[Row]) -> Iterator[Unlocated]:
        index: Index | None = None
        for row in rows:
            index = index or Index(part.triples, wider())
            yield from read_row(row, index, shapes)

    results: list[Unlocated] = []

    def new() -> Iterator[WrittenPart]:
        for part in parts:
            part.key = part_key(common_key, part.text)
            cached = cache.get(part.key)
            if cached is None:
                yield part
            else:
                results.extend(read(part, cached))

    for group in runs(background, new(), inverse):
        outcome = run(rules, background.text + "".join(part.text for part in group))
        _judge(outcome)
        of_background = [row for row in outcome.rows if not any(row[0] in part.stars for part in group)]
        for part in group:
            rows = [*of_background, *(row for row in outcome.rows if row[0] in part.stars)]
            cache.put(part.key, rows)
            results.extend(read(part, rows))
    return results


def _judge(outcome: EngineAnswer) -> None:
    """Warn of rules that the fast engine refused; raise an error for rules that no engine could apply."""
    if outcome.failed:
        details = "\n".join(f"{name}: {message}" for name, message in outcome.failed.items())
        raise EngineError(f"the SHACL engine failed, so the data was not judged\n{details}")
    for reason in sorted({*outcome.refused.values()}):
        names = ", ".join(name for name, details in outcome.refused.items() if details == reason)
        say_once(f"pySHACL applies, more slowly, what the package 'shacl' could not ({reason}): {names}")
