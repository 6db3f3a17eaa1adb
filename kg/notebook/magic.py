"""``%%sparql`` and ``%sparql``: ask a graph of the notebook, a store or a service."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from IPython.core.error import UsageError
from IPython.core.magic import Magics, line_cell_magic, magics_class, no_var_expand
from IPython.core.magic_arguments import argument, magic_arguments, parse_argstring

from kg.api import ClaimGraph, load
from kg.api.answers import QueryAnswer, bind
from kg.errors import InputError
from kg.model import BASE
from kg.rdf.bases import mints

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The forms in which an answer can be returned.
FORMATS = ("answer", "frame", "dicts", "text", "csv", "json", "turtle")


def find_graph(names: Mapping[str, Any], name: str | None = None) -> ClaimGraph | None:
    """Return the graph of a notebook with this name, else the one named ``graph``, else the only one.

    Raises:
        UsageError: for an unknown name, or if there are several graphs to choose from.
    """
    graphs = {key: value for key, value in names.items() if isinstance(value, ClaimGraph) and key[0] != "_"}
    if name is not None and name not in graphs:
        raise UsageError(f"{name!r} is not a graph; those there are: {', '.join(sorted(graphs)) or 'none'}")
    chosen = graphs.get(name or "graph")
    if chosen is None and len({id(graph) for graph in graphs.values()}) > 1:
        raise UsageError(f"name a graph with --graph: {', '.join(sorted(graphs))}")
    return chosen or next(iter(graphs.values()), None)


@magics_class
class SparqlMagics(Magics):
    """The magics for SPARQL queries."""

    _packaged: ClaimGraph | None = None

    @no_var_expand
    @line_cell_magic
    @magic_arguments()
    @argument("query", nargs="?", help="a named query, where no query follows")
    @argument("-g", "--graph", metavar="NAME", help="the graph to ask; else 'graph', or the only one")
    @argument("-s", "--store", metavar="DIR|URL", help="ask the store built there, or a SPARQL service")
    @argument("-o", "--output", metavar="NAME", help="put the answer into this name, and show nothing")
    @argument("-f", "--format", choices=FORMATS, default="answer", help="how: an answer that shows itself, …")
    @argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a value for a parameter")
    @argument("--show", action="store_true", help="show the query instead of asking it")
    def sparql(self, line: str, cell: str | None = None) -> Any:
        """Ask with SPARQL, in a cell of its own or by the name of a query."""
        given = parse_argstring(self.sparql, line)
        text = cell if cell and cell.strip() else None
        if (text is None) == (given.query is None):
            raise UsageError("write a query below, or name one: %sparql who-denies-what")
        values = dict(self._value(setting) for setting in given.set)
        try:
            if given.show:
                return _Text(self._read(given, text, values))
            answer = _formed(QueryAnswer(self._ask(given, text, values)), given.format)
        except InputError as error:
            raise UsageError(str(error)) from None
        if given.output is None:
            return answer
        self._names[given.output] = answer
        return None

    @property
    def _names(self) -> dict[str, Any]:
        names: dict[str, Any] = self.shell.user_ns  # type: ignore[union-attr]
        return names

    def _value(self, given: str) -> tuple[str, Any]:
        """Return a name and its value; ``$name`` as the value means a variable of the notebook."""
        name, equals, value = given.partition("=")
        if not equals:
            raise UsageError("write --set claim=d1")
        if value.startswith("$"):
            if value[1:] not in self._names:
                raise UsageError(f"there is no variable {value[1:]!r}")
            return name, self._names[value[1:]]
        return name, value

    def _graph(self, given: Any) -> ClaimGraph:
        graph = find_graph(self._names, given.graph)
        if graph is None:
            self._packaged = self._packaged or load()
            graph = self._packaged
        return graph

    def _read(self, given: Any, text: str | None, values: dict[str, Any]) -> str:
        """Return the query with its values, for the base of the graph that is asked."""
        from kg.queries import read_query
        from kg.queries.service import is_service

        if values and given.store is not None and is_service(given.store):
            # What is set wrongly is told before anybody is asked.
            bind(text if text is not None else read_query(given.query), values, None)
        needed = values or (text is None and mints(read_query(given.query)))
        base = self._base(given) if needed else BASE
        text = text if text is not None else read_query(given.query, base)
        if not values:
            return text
        if given.store is None:
            return bind(text, values, self._graph(given).knowledge)
        if is_service(given.store):
            return bind(text, values, None, base)
        return bind(text, values, load(store=given.store).knowledge)

    def _base(self, given: Any) -> str:
        """Return the base of the IRIs in the graph that is asked."""
        from kg.queries.asking import read_base
        from kg.queries.service import is_service, read_service_base

        if given.store is None:
            return self._graph(given).knowledge.base
        return read_service_base(given.store) if is_service(given.store) else read_base(Path(given.store))

    def _ask(self, given: Any, text: str | None, values: dict[str, Any]) -> Any:
        from kg.queries import check_query
        from kg.queries.asking import ask_folder
        from kg.queries.service import ask_service, is_service

        query = self._read(given, text, values)
        if given.store is None:
            return self._graph(given).ask(query)
        check_query(query)
        ask: Any = ask_service if is_service(given.store) else ask_folder
        return ask(given.store if is_service(given.store) else Path(given.store), query)


class _Text(str):
    """Text that is shown as it is."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def _formed(answer: QueryAnswer, format: str) -> Any:
    from kg.report.answers import write_answer

    if format == "answer":
        return answer
    if format == "frame":
        return answer.to_frame()
    if format == "dicts":
        return answer.to_dicts()
    output: Any = "table" if format == "text" else format
    return _Text(write_answer(answer.answer, output))
