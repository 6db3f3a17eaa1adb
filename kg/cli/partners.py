"""The commands for the exchange with partners; see :mod:`kg.cli`."""

from __future__ import annotations

import getpass
import os
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.characters import visible_json, visible_line
from kg.cli.application import add_group, app
from kg.cli.inputs import load_graph
from kg.cli.options import Output, Paths, Reader
from kg.cli.output import emit, reading, say
from kg.errors import InputError, Problem
from kg.model import Rating
from kg.words import Joined, Message

if TYPE_CHECKING:
    from kg.bundle.keys import PublicKey
    from kg.formats.kinds import OpenedFile

keys = add_group("keys", "Make and show the keys that bundles are signed with.")

StoreOf = Annotated[
    Path, typer.Option("--store", metavar="DIR", help="The store of what partners sent.", envvar="KG_STORE")
]
When = Annotated[
    str | None,
    typer.Option("--when", metavar="MOMENT", help="The moment to record, as 2026-11-22T22:15:00Z; else now."),
]
By = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who decides; else the name you are logged in by.")
]
Form = Annotated[Literal["text", "json"], typer.Option("--format")]

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def _moment(when: str | None) -> str:
    """Return the time to record: the given one, that of ``SOURCE_DATE_EPOCH``, or now."""
    if when is None:
        from kg.partners.moment import find_moment

        return find_moment()
    try:
        if not _MOMENT.fullmatch(when):
            raise ValueError
        datetime.strptime(when, "%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        advice = "write it in UTC, as 2026-11-22T22:15:00Z"
        raise InputError(Problem("bad-date", f"{when!r} is not a valid moment", advice=advice)) from None
    return when


@keys.command(name="new", epilog="Example: kg keys new our-desk")
def new_key(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the files are called.")],
    folder: Annotated[Path, typer.Option("--folder", metavar="DIR", help="Where they are written.")] = Path(),
    rsa: Annotated[bool, typer.Option("--rsa", help="For nanopublications, not for bundles.")] = False,
) -> None:
    """Make a key pair: NAME.key, which signs and is kept secret, and NAME.pub, which partners check with.

    The environment variable KG_PASSPHRASE, where it is set, locks the secret key.
    """
    from kg.bundle.keys import read_public_key, write_key_pair

    private, public = write_key_pair(name, folder, passphrase=os.environ.get("KG_PASSPHRASE"), rsa=rsa)
    names = (visible_line(str(path)) for path in (private, public))
    say(Message("keys-written", **dict(zip(("secret", "public"), names, strict=True))))
    if not rsa:
        emit(f"{read_public_key(public).fingerprint}\n", "-")


@keys.command(name="show", epilog="Example: kg keys show our-desk.pub")
def show_key(
    file: Annotated[Path, typer.Argument(metavar="PUB", help="A public key.")],
) -> None:
    """Print the fingerprint of a public key, to compare it over the telephone."""
    from kg.bundle.keys import read_public_key

    emit(f"{read_public_key(file).fingerprint}\n", "-")


def _public_key(file: Path) -> PublicKey:
    """Return the key in a file, and warn if others could have put it there."""
    from kg.bundle.keys import find_key_cautions, read_public_key

    for caution in find_key_cautions(file):
        say(Message("key-caution", who=visible_line(caution)))
    return read_public_key(file)


@app.command(epilog="Example: kg verify karabakh.zip --key our-desk.pub")
def verify(
    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE", help="A bundle: a folder or a .zip.")],
    key: Annotated[
        Path | None, typer.Option("--key", metavar="PUB", help="The public key that must have signed it.")
    ] = None,
    text: Annotated[
        list[Path] | None,
        typer.Option("--text", metavar="FILE", help="An article's text, where the bundle withholds it."),
    ] = None,
    format: Form = "text",
    language: Reader = None,
    output: Output = "-",
) -> int:
    """Check offline that a bundle is whole, says what its texts say, conforms, and who signed it."""
    from kg.bundle.verify import check_bundle
    from kg.files import read_verbatim
    from kg.intake.limits import read_limits
    from kg.model import Article
    from kg.report.verification import verification_json, write_verification

    given = [Article("", read_verbatim(file), "", "") for file in text or ()]
    texts = {article.sha256: article.text or "" for article in given}
    named = None if key is None else _public_key(key)
    verification = check_bundle(bundle, key=named, texts=texts, limits=read_limits())
    if format == "json":
        emit(visible_json(verification_json(verification)), output)
    else:
        emit(write_verification(verification, language or reading()), output)
    return 1 if verification.failures else 0


@app.command(name="import", epilog="Example: kg import karabakh.zip --key their-desk.pub --store graph.db")
def import_(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A bundle, RDF (.ttl .trig .nq .nt .jsonld .rdf), ClaimReview (.json), our verdicts.yaml; a "
            "sheet (.csv) or Web Annotations (.json) become a claims.yaml.",
        ),
    ],
    paths: Paths = None,
    store: Annotated[
        Path | None,
        typer.Option("--store", metavar="DIR", help="The store to put it in.", envvar="KG_STORE"),
    ] = None,
    partner: Annotated[
        str | None,
        typer.Option("--from", metavar="PARTNER", help="Whom it comes from; a bundle says so itself."),
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--key", metavar="PUB", help="The public key that must have signed it.")
    ] = None,
    own: Annotated[
        bool, typer.Option("--own", help="It is our own, as 'kg export' wrote it; only into an empty store.")
    ] = False,
    text: Annotated[
        Path | None, typer.Option("--text", metavar="FILE", help="The article that Web Annotations are on.")
    ] = None,
    when: When = None,
    language: Reader = None,
    output: Output = "-",
) -> int:
    """Take in what a partner sent, apart from what is ours; make claims.yaml of a sheet or annotations."""
    from kg.formats.kinds import Kind, open_file

    # The kind is read first, so that no advice is given for a file that cannot be imported.
    opened = None if own else open_file(file)
    if opened is not None and opened.kind in (Kind.SHEET, Kind.ANNOTATIONS):
        from kg.formats.drafts import write_draft  # it loads a YAML reader

        emit(write_draft(opened, [Path(path) for path in paths or ()], text), output)
        return 0
    if paths:
        raise InputError(
            Problem("bad-use", "paths are the register that a sheet is read with, and nothing else")
        )
    if store is None:
        raise InputError(Problem("bad-use", "it is not said into which store", advice="--store DIR names it"))
    if opened is None:
        return _restore(file, store, language or reading())
    if opened.kind is Kind.VERDICTS:
        return _judge(opened, store, language or reading())
    return _receive(opened, store, partner, key, _moment(when), language or reading())


def _receive(
    opened: OpenedFile, store: Path, partner: str | None, key: Path | None, when: str, language: str
) -> int:
    from kg.partners.ledger import find_lost
    from kg.partners.receive import check_key, check_order, receive
    from kg.report.exchange import write_import
    from kg.transaction import changing

    named = None if key is None else _public_key(key)
    received = receive(opened, partner, key=named)
    with changing(store, create=True) as change:
        check_key(change.exchange, received, trusted=named is not None)
        check_order(change.exchange, received)
        before = change.exchange
        added = change.add(received, when)
    lost = find_lost(before, change.exchange)
    again = change.exchange is before
    emit(write_import(added, received, change.graph, lost, again=again, language=language), "-")
    return 1 if added.problems or added.skipped else 0


def _restore(file: Path, store: Path, language: str) -> int:
    from kg.formats.opening import open_source
    from kg.transaction import restore

    graph = restore(open_source(file), store)
    numbers = {"articles": len(graph.own.bundles), "claims": len(graph.own.claims)}
    emit(f"{Joined(Message(name, count=number) for name, number in numbers.items())[language]}\n", "-")
    return 0


def _judge(opened: OpenedFile, store: Path, language: str) -> int:
    from kg.authoring.read import read_verdicts
    from kg.transaction import changing

    with changing(store) as change:
        verdicts = change.judge(read_verdicts(opened.path, change.graph.knowledge, opened.data))
    told = Message("verdicts-on-partners", verdicts=Message("verdicts", count=len(verdicts)))
    emit(f"{told[language]}\n", "-")
    return 0


@app.command(epilog="Example: kg imports --store graph.db")
def imports(store: StoreOf, format: Form = "text", language: Reader = None, output: Output = "-") -> None:
    """List what partners sent: in force, in quarantine and why, superseded, retracted."""
    from kg.api import load
    from kg.report.exchange import write_imports

    exchange = load(store=store).exchange
    if format == "json":
        rows = [one.as_json() for one in exchange.imports]
        emit(visible_json({"version": 1, "imports": rows}), output)
    else:
        emit(write_imports(exchange, language or reading()), output)


@app.command(epilog="Example: kg matches --store graph.db")
def matches(
    store: StoreOf,
    partner: Annotated[
        str | None, typer.Option("--from", metavar="PARTNER", help="Only of this partner.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Those that are decided, too.")] = False,
    format: Form = "text",
    language: Reader = None,
    output: Output = "-",
) -> None:
    """Propose which of the partners' names, propositions and reviews are about ours; a person decides."""
    from kg.api import load
    from kg.partners.proposals import find_matches
    from kg.report.exchange import write_matches

    graph = load(store=store)
    chosen = [
        match
        for match in find_matches(graph.exchange, graph.own)
        if (every or match.accepted is None) and partner in (None, match.theirs.partition(":")[0])
    ]
    if format == "json":
        emit(visible_json({"version": 1, "matches": [match.as_json() for match in chosen]}), output)
    else:
        emit(write_matches(chosen, language or reading()), output)


Ids = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ID]...", help="Proposals by identifier, or by the partner's name for a thing."),
]


@app.command(epilog="Example: kg accept tehran-desk:ganja --store graph.db --by Sara")
def accept(
    store: StoreOf,
    ids: Ids = None,
    every: Annotated[
        bool, typer.Option("--all", help="Each that is the only one for its name and has no flag.")
    ] = False,
    rating: Annotated[
        Rating | None,
        typer.Option("--rating", help="What the rating of a review means, where that is not known."),
    ] = None,
    by: By = None,
    when: When = None,
    language: Reader = None,
) -> None:
    """Accept proposals: from now on the partner's name means ours in what is compared."""
    _decide(store, ids, every, by, when, language, accepted=True, rating=rating)


@app.command(epilog="Example: kg reject tehran-desk:ganja --store graph.db --by Sara")
def reject(
    store: StoreOf, ids: Ids = None, by: By = None, when: When = None, language: Reader = None
) -> None:
    """Reject proposals, or take back that they were accepted."""
    _decide(store, ids, False, by, when, language, accepted=False)


@app.command(epilog="Example: kg undo tehran-desk:ganja --store graph.db")
def undo(
    store: StoreOf,
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...", help="Decisions by identifier, or by the partner's name for a thing."
        ),
    ],
    language: Reader = None,
) -> None:
    """Take decisions back: what was accepted or rejected is open again."""
    from kg.report.exchange import write_undone
    from kg.transaction import changing

    with changing(store) as change:
        gone = change.undo(ids)
    emit(write_undone(gone, language or reading()), "-")


def _decide(
    store: Path,
    ids: list[str] | None,
    every: bool,
    by: str | None,
    when: str | None,
    language: str | None,
    *,
    accepted: bool,
    rating: Rating | None = None,
) -> None:
    from kg.authoring.formats import checked
    from kg.partners.proposals import find_matches
    from kg.report.exchange import write_decisions
    from kg.transaction import changing

    if not ids and not every:
        raise InputError(Problem("bad-use", "name a proposal", advice="see 'kg matches'"))
    name = checked(by or _user(), "--by")
    with changing(store) as change:
        done = change.decide(
            ids or [],
            accepted=accepted,
            by=name,
            when=_moment(when),
            everything=every,
            rating=rating,
        )
    left = find_matches(change.exchange, change.own)
    emit(write_decisions(done, left, accepted=accepted, language=language or reading()), "-")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise InputError(
            Problem("bad-use", "it is not known who you are", advice="--by NAME says it")
        ) from None


@app.command(epilog="Example: kg retract tehran-desk/2 --store graph.db")
def retract(
    store: StoreOf,
    name: Annotated[str, typer.Argument(metavar="IMPORT", help="An import, or a partner: its latest one.")],
    when: When = None,
    language: Reader = None,
) -> None:
    """Take an import out of use; it is kept as history."""
    from kg.partners.ledger import find_lost
    from kg.report.exchange import write_retracted
    from kg.transaction import changing

    with changing(store) as change:
        before = change.exchange
        gone = change.retract(name, _moment(when))
    emit(write_retracted(gone, find_lost(before, change.exchange), language or reading()), "-")


@app.command(epilog="Example: kg diff yesterday.zip today.zip")
def diff(
    before: Annotated[
        str, typer.Argument(metavar="A", help="A bundle, an RDF file, a folder, a store or a service.")
    ],
    after: Annotated[str, typer.Argument(metavar="B", help="The same, later.")],
    language: Reader = None,
    format: Form = "text",
    output: Output = "-",
) -> None:
    """Tell in people's terms what changed: claims, facts, verdicts; what is in contradiction now, and why."""
    from kg.diff.difference import find_differences
    from kg.formats.opening import open_source
    from kg.relations import find_relations
    from kg.report.difference import difference_json, write_difference

    first, second = open_source(before), open_source(after)
    difference = find_differences(first, second, find_relations(first), find_relations(second))
    if format == "json":
        emit(visible_json(difference_json(difference)), output)
    else:
        emit(write_difference(difference, language=language or reading()), output)


@app.command(epilog="Example: kg template seeds -o sheet.csv")
def template(
    paths: Paths = None,
    article: Annotated[
        str | None, typer.Option("--article", metavar="ID", help="With the claims of this article in it.")
    ] = None,
    output: Output = "-",
) -> None:
    """Write a sheet to be filled in a spreadsheet; 'kg import sheet.csv' turns it into claims.yaml."""
    from kg.bundle.subset import build_part
    from kg.formats.sheet import write_template

    knowledge = load_graph(paths, None).knowledge
    chosen = None if article is None else build_part(knowledge, article).bundles[0]
    emit(write_template(knowledge, chosen), output)
