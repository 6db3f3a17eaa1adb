"""The command that writes the graph, or its bundles and tables, for partners."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import typer

from kg.bundle.licences import CC_BY
from kg.characters import visible_line
from kg.cli.application import app
from kg.cli.inputs import load_graph
from kg.cli.options import Output, Paths, Store
from kg.cli.output import emit, say
from kg.errors import InputError, Problem
from kg.model import UNNAMED, Knowledge, Register, base_for
from kg.resources import ontology_file
from kg.words import Message, bare_number


class ExportFormat(StrEnum):
    """The formats of ``kg export``."""

    TURTLE = "turtle"
    TRIG = "trig"
    JSONLD = "jsonld"
    NQUADS = "nquads"
    CSV = "csv"
    NANOPUB = "nanopub"
    ANNOTATIONS = "annotations"
    CLAIMREVIEW = "claimreview"


Format = Annotated[ExportFormat, typer.Option("--format")]
WithFindings = Annotated[bool, typer.Option(help="Include the relations found.")]
Table = Annotated[
    Literal["claims", "contradictions"], typer.Option("--table", help="Of what, with --format csv.")
]
BundleAt = Annotated[
    str | None,
    typer.Option("--bundle", metavar="DIR|FILE.zip", help="Write a bundle for partners there instead."),
]
Sign = Annotated[
    Path | None,
    typer.Option("--sign", metavar="KEY", help="Sign the bundle, or the nanopublications, with this key."),
]
Producer = Annotated[
    str | None,
    typer.Option(
        "--producer",
        metavar="NAME",
        help="Who you are, to partners; else desk.yaml says it.",
        envvar="KG_PRODUCER",
    ),
]
Title = Annotated[str | None, typer.Option("--producer-title", metavar="TEXT", help="Who you are, in words.")]
Page = Annotated[str | None, typer.Option("--producer-url", metavar="URL", help="Your page.")]
Licence = Annotated[
    str | None,
    typer.Option("--licence", metavar="URL", help="That of your work in a bundle and the like; else CC BY."),
]
Created = Annotated[
    str | None,
    typer.Option("--created", metavar="MOMENT", help="Of nanopublications; else the day of their article."),
]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="PARTNER", help="What this partner sent and is in force, as it came."),
]
Profile = Annotated[
    Literal["plain", "interop"],
    typer.Option("--profile", help="Beside our terms those that ClaimsKG and CimpleKG are asked in."),
]
Ontology = Annotated[
    bool, typer.Option("--ontology", help="Write what the terms mean instead: the ontology, as Turtle.")
]
Edition = Annotated[
    int | None,
    typer.Option(
        "--edition",
        metavar="N",
        min=1,
        help="Which edition a bundle is; else one more than that of the bundle it replaces.",
    ),
]


class _Maker(NamedTuple):
    """Who publishes: name, title and page, the licence, and the file of the key that signs."""

    name: str
    title: str | None
    url: str | None
    licence: str | None
    sign: Path | None


@app.command(epilog="Example: kg export --bundle karabakh.zip --producer our-desk --sign our-desk.key")
def export(
    paths: Paths = None,
    store: Store = None,
    format: Format = ExportFormat.TURTLE,
    findings: WithFindings = True,
    table: Table = "claims",
    bundle: BundleAt = None,
    sign: Sign = None,
    producer: Producer = None,
    title: Title = None,
    url: Page = None,
    licence: Licence = None,
    created: Created = None,
    partner: From = None,
    profile: Profile = "plain",
    ontology: Ontology = False,
    edition: Edition = None,
    output: Output = "-",
) -> None:
    """Write the graph, or tables and bundles of it, for partners; the same input gives the same bytes."""
    if edition is not None and bundle is None:
        message = "only a bundle has an edition"
        raise InputError(Problem("bad-use", message, advice="add --bundle FILE.zip"))
    if ontology:
        if paths or bundle is not None:
            raise InputError(Problem("bad-use", "--ontology is the same for all claims; name none of them"))
        emit(ontology_file().read_bytes(), output)
        return
    maker = _maker(paths, store, _Maker(producer or UNNAMED, title, url, licence, sign))
    graph = load_graph(paths, store)
    base = base_for(graph.own.base, maker.name) if partner is None else None
    if partner is not None:
        if format is ExportFormat.CLAIMREVIEW and bundle is None and (sent := _sent_reviews(graph, partner)):
            emit(sent, output)
            return
        graph = _of_partner(graph, partner)
        if format is ExportFormat.NANOPUB and bundle is None:
            # What a partner sent stays theirs: we add no title, page or licence of ours.
            maker = _Maker(partner, None, None, maker.licence, sign)
    if bundle is not None:
        if output != "-":
            raise InputError(Problem("bad-use", "--bundle says where to write; leave -o away"))
        _write_bundle(graph, bundle, maker, edition, findings)
        return
    if format is ExportFormat.NANOPUB:
        terms = CC_BY if maker.licence is None and partner is None else maker.licence
        own = graph.own.under(base or graph.own.base)
        emit(_nanopublications(own, maker._replace(licence=terms), created), output)
        return
    if sign is not None:
        message = "only a bundle and nanopublications are signed"
        raise InputError(Problem("bad-use", message, advice="add --bundle FILE.zip"))
    base = base or graph.own.base
    emit(_exported(graph, format.value, findings, table, maker, base, interop=profile == "interop"), output)


def _maker(paths: list[str] | None, store: str | None, given: _Maker) -> _Maker:
    """Return who publishes: what is given, after checks, else what the desk of the files says."""
    from kg.authoring.desk import find_desk
    from kg.authoring.files import default_paths
    from kg.authoring.formats import checked  # it loads pydantic
    from kg.rdf.store_files import is_service

    places = [*map(Path, paths or ())] or default_paths()
    if store is not None:
        places = [] if is_service(store) else [Path(store)]
    title = given.title and checked(given.title, "--producer-title")
    url = given.url and checked(given.url, "--producer-url", page=True)
    licence = given.licence and checked(given.licence, "--licence", page=True)
    desk = find_desk(places)
    if desk is None or given.name not in (UNNAMED, desk.name):
        return _Maker(given.name, title, url, licence, given.sign)
    return _Maker(desk.name, title or desk.title, url or desk.url, licence or desk.licence, given.sign)


def _sent_reviews(graph: Any, partner: str) -> bytes | None:
    """Return the reviews that a partner sent, ``None`` if there are none."""
    from kg.formats.claimreview import Publisher, write_partner_reviews

    reviews = [review for one, review in graph.exchange.current_reviews() if one.partner == partner]
    return write_partner_reviews(reviews, publisher=Publisher(partner)) if reviews else None


def _of_partner(graph: Any, partner: str) -> Any:
    """Return a graph of what a partner says, without its reviews, and say how many are left out."""
    from kg.api import ClaimGraph

    said: Knowledge = graph.exchange.said_by(partner)
    sent = sum(one.partner == partner for one, _ in graph.exchange.current_reviews())
    if sent and said == Knowledge(Register()):
        message = f"{partner!r} sent nothing but reviews of claims, {sent:,} in force"
        raise InputError(Problem("bad-use", message, advice="--format claimreview writes them"))
    if sent:
        say(Message("export-left-out", reviews=Message("reviews", count=sent)))
    return ClaimGraph(said)


def _write_bundle(graph: Any, place: str, maker: _Maker, edition: int | None, findings: bool) -> None:
    """Write a bundle for partners, and say what was written."""
    from kg.bundle.build import build_bundle
    from kg.bundle.disk import find_beyond_limits, next_edition, write_bundle
    from kg.bundle.keys import read_private_key
    from kg.bundle.manifest import seal_bundle

    key = None if maker.sign is None else read_private_key(maker.sign, os.environ.get("KG_PASSPHRASE"))
    files = build_bundle(
        graph.knowledge,
        graph.relations() if findings else (),
        graph.repeats if findings else (),
        producer=maker.name,
        producer_name=maker.title,
        producer_url=maker.url,
        licence=maker.licence or CC_BY,
        verdict_licence=maker.licence or CC_BY,
        sign_with=key,
    )
    for problem in find_beyond_limits(files):
        say(f"warning: {problem}")
    number = edition or next_edition(files, Path(place))
    write_bundle(seal_bundle(files, number, key), Path(place))
    counted = Message("files", count=len(files))
    form = "export-wrote-signed" if key else "export-wrote-unsigned"
    say(Message(form, place=visible_line(place), files=counted, edition=bare_number(number)))
    articles = graph.knowledge.articles.values()
    if bare := sum(article.text is not None and not article.shareable for article in articles):
        say(Message("export-without-texts", bare=bare, count=len(articles)))


def _nanopublications(knowledge: Any, maker: _Maker, created: str | None) -> bytes:
    """Return our claims as nanopublications."""
    from kg.bundle.keys import read_rsa_key
    from kg.formats.nanopublications import Publication, write_nanopublications
    from kg.rdf.bases import under
    from kg.rdf.vocabulary import producer_iri

    key = None if maker.sign is None else read_rsa_key(maker.sign, os.environ.get("KG_PASSPHRASE"))
    who, when = maker.url or str(under(producer_iri(maker.name), knowledge.base)), _created(created)
    publication = Publication(when, maker.licence, who, maker.title or maker.name)
    return write_nanopublications(knowledge, publication, sign_with=key)


def _created(text: str | None) -> datetime | None:
    """Return a time that the user gave; without a time zone it is UTC."""
    try:
        moment = None if text is None else datetime.fromisoformat(text)
    except ValueError:
        advice = "write it as 2026-11-22 or 2026-11-22T22:15:00Z"
        raise InputError(Problem("bad-date", f"{text!r} is not a valid moment", advice=advice)) from None
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def _exported(
    graph: Any, format: str, findings: bool, table: str, maker: _Maker, base: str, *, interop: bool
) -> bytes:
    """Return the graph in a format, which may hold only a part of it."""
    from kg.formats.claimreview import Publisher

    publisher = Publisher(maker.title or maker.name, maker.url)
    if format == "claimreview" and not interop:
        from kg.formats.claimreview import write_claim_reviews

        own = [verdict for verdict in graph.knowledge.verdicts if verdict.partner is None]
        bare = sum(verdict.url is None for verdict in own)
        if bare:
            say(Message("export-without-url", bare=bare, count=len(own)))
        return write_claim_reviews(graph.knowledge.under(base), publisher=publisher, licence=maker.licence)
    data: bytes = graph.export(
        format, findings=findings, interop=interop, publisher=publisher, table=table, base=base
    )
    return data
