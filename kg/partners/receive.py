"""Receive a file that a partner sent: a bundle, RDF, or ClaimReview."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz
from rdflib import RDF

from kg.bundle.contents import NOT_CONFORMANT
from kg.bundle.keys import MANIFEST, PublicKey
from kg.bundle.manifest import find_edition
from kg.bundle.verify import Opened, SignatureState, open_bundle
from kg.characters import visible_line
from kg.collection import without_collection
from kg.errors import InputError, Problem
from kg.formats.claimreview import (
    PartnerReview,
    Publisher,
    build_feed,
    read_feed,
)
from kg.formats.kinds import Kind, OpenedFile, open_file
from kg.formats.nanopublications import unpack_nanopublications
from kg.formats.opening import tell_statements
from kg.intake.limits import Limits, check_claims, read_limits
from kg.model import BASE, UNNAMED, Knowledge, Location, Register, Verdict
from kg.partners.ledger import Exchange, Import, Received
from kg.partners.likeness import ALIKE, LONGEST, find_skeleton
from kg.rdf.statements import Statements, Triple
from kg.rdf.vocabulary import CV
from kg.text import FoldedText
from kg.words import Joined, Message, Sentence, Verbatim, Words, quoted, tell


def receive_file(
    path: Path, partner: str | None = None, *, key: PublicKey | None = None, limits: Limits | None = None
) -> Received:
    """Return the content of a partner's file; nothing is compared with other imports.

    ``partner`` is who sent it; a bundle says so itself.

    Raises:
        InputError: for a file that cannot be read or is of an unknown kind, for a bundle that fails
            verification in anything but the shapes, and if it is not known who sent the file.
    """
    limits = limits or read_limits()
    return receive(open_file(path, limits), partner, key=key, limits=limits)


def receive(
    opened: OpenedFile,
    partner: str | None = None,
    *,
    key: PublicKey | None = None,
    limits: Limits | None = None,
) -> Received:
    """Return the content of an opened file; see :func:`receive_file`.

    Raises:
        InputError: as :func:`receive_file`.
    """
    limits = limits or read_limits()
    where = Location(str(opened.path))
    if opened.kind is Kind.BUNDLE:
        bundle = open_bundle(opened.path, key=key, limits=limits, together=True)
        with without_collection():
            return receive_bundle(bundle, opened.path, partner, limits)
    if opened.kind not in (Kind.REVIEWS, Kind.STATEMENTS):
        message = (
            f"is {'a sheet' if opened.kind is Kind.SHEET else opened.kind}, and nothing that a partner says"
        )
        raise InputError(Problem("unknown-format", message, where))
    if key is not None:
        message = "only a bundle can be signed; nothing says whose key this file goes with"
        raise InputError(Problem("bad-use", message, where))
    if partner is None:
        advice = "name the partner, as in --from tehran-desk"
        raise InputError(Problem("bad-use", "it is not said from whom this file comes", where, advice=advice))
    sha256 = hashlib.sha256(opened.data).hexdigest()
    if opened.kind is Kind.REVIEWS:
        feed = read_feed(opened.documents, str(opened.path), limits)
        return Received(
            partner, opened.name, sha256, Statements(), feed.reviews, partner, skipped=feed.skipped
        )
    quads, base = unpack_nanopublications(opened.quads, str(opened.path))
    statements = tell_statements(quads)
    check_claims(sum(1 for _ in statements.subjects(RDF.type, CV.Claim)), str(opened.path), limits)
    return Received(partner, opened.name, sha256, statements, (), partner, base=base)


def receive_bundle(opened: Opened, file: Path, partner: str | None, limits: Limits) -> Received:
    """Return the content of a bundle that was opened with ``together``, without reading the file again.

    Raises:
        InputError: as :func:`receive_file`.
    """
    verification, manifest = opened.verification, opened.manifest
    broken = [problem for problem in verification.failures if problem.id != NOT_CONFORMANT]
    if broken or manifest is None or opened.contents is None:
        raise InputError(broken)
    producer = manifest["producer"]
    if partner is None and producer["id"] == UNNAMED:
        message = "whoever made this bundle did not say who they are"
        advice = "name the partner, as in --from tehran-desk"
        raise InputError(Problem("bad-use", message, Location(str(file)), advice=advice))
    triples: list[Triple] = []
    reviews: list[PartnerReview] = []
    for path, told in opened.contents.told():
        if path.parts[0] == "verdicts" and len(path.parts) == 3:
            reviews.extend(_as_reviews(opened.contents.judged(str(path)), producer, limits))
        else:
            triples.extend(told)
    return Received(
        partner or producer["id"],
        visible_line(file.name),
        hashlib.sha256(opened.files[MANIFEST]).hexdigest(),
        Statements(triples),
        tuple(reviews),
        producer["name"] or producer["id"],
        verification.fingerprint,
        conforms=not verification.failures,
        edition=find_edition(manifest),
        articles=verification.articles,
        named=verification.signature is SignatureState.NAMED,
        base=opened.contents.base,
    )


def check_key(exchange: Exchange, received: Received, *, trusted: bool) -> None:
    """Refuse a file if its key is not that of the partner's earlier bundles, unless ``trusted``.

    The first key of a partner is remembered (trust on first use).

    Raises:
        InputError: for another key, or for no key.
    """
    signed = [one for one in exchange.of(received.partner) if one.key is not None and not one.problems]
    # If all signed imports were retracted, an unsigned file must still not be trusted more than before.
    keys = [one.key for one in signed if not one.retracted] or [one.key for one in signed]
    if not keys or trusted or received.key == keys[-1]:
        return
    difference = "is not signed" if received.key is None else f"is signed by another key, {received.key}"
    message = f"what came from {received.partner!r} so far was signed by {keys[-1]}; this {difference}"
    advice = "ask them; a bundle is taken if --key PUB names its key; --from names another partner"
    raise InputError(Problem("another-key", message, Location(received.file), advice=advice))


def check_order(exchange: Exchange, received: Received) -> None:
    """Refuse a bundle that is older than an import with one of the same articles.

    Retracted imports do not count: the user has decided that the older bundle may be used.

    Raises:
        InputError: for an older edition.
    """
    if received.edition is None:
        return
    for one in exchange.of(received.partner):
        if one.edition is None or one.retracted or one.problems or one.edition <= received.edition:
            continue
        if set(one.articles) & set(received.articles):
            message = f"is edition {received.edition}, older than {one.id}, which is edition {one.edition}"
            advice = f"ask them for the newest; if the older one is to count, retract {one.id} first"
            raise InputError(Problem("older-edition", message, Location(received.file), advice=advice))


def find_cautions(
    exchange: Exchange,
    one: Import,
    received: Received | None,
    own: Knowledge | None = None,
    *,
    again: bool = False,
) -> Iterator[Sentence]:
    """Yield reasons to doubt who sent an import, or when.

    ``received`` is ``None`` for an import that is looked at again later. ``own`` is our knowledge: the
    partner's name may look like one of our sources, and its IRIs like ours. ``again`` says that the file was
    imported before.
    """
    own = own or Knowledge(Register())
    yield from _find_namesakes(exchange, one, own.register)
    if one.base != BASE:
        if one.base == own.base:
            yield tell("caution-our-base", base=one.base)
        same = {other.partner for other in exchange.imports if other.base == one.base} - {one.partner}
        if same:
            yield tell("caution-base-of", base=one.base, partners=Joined(map(Verbatim, sorted(same))))
    if one.key is not None:
        same = {other.partner for other in exchange.imports if other.key == one.key} - {one.partner}
        if same:
            yield tell("caution-key-of", partners=Joined(map(Verbatim, sorted(same))))
        known_key = any(other.key == one.key and other.id != one.id for other in exchange.of(one.partner))
        if not (known_key or again or (received is not None and received.named)):
            yield tell("caution-new-key")
    for other in exchange.of(one.partner):
        if other.retracted and other.sha256 == one.sha256 and other.id != one.id:
            yield tell("caution-retracted", other=other.id, when=str(other.invalidated))
        elif other.id in one.revises and set(other.articles) & set(one.articles):
            yield from _find_disorder(other, one)


def _find_disorder(other: Import, one: Import) -> Iterator[Sentence]:
    """Yield a caution if the editions do not show that the later import is the newer one."""
    if one.edition is not None and other.edition is not None and one.edition > other.edition:
        return
    # No edition has the number 0.
    edition, than = one.edition or 0, other.edition or 0
    if edition == than:
        yield tell("caution-same-edition", edition=edition, other=other.id)
    else:
        yield tell("caution-editions", edition=edition, other=other.id, than=than)


#: Two names may be confused from this likeness on, of 100, if both have at least so many characters: one
#: letter of six is added, missing or changed.
_TAKEN_FOR, _LONG_ENOUGH = 82, 4
#: The most names that are listed in a caution.
_LISTED = 3


def _find_namesakes(exchange: Exchange, one: Import, register: Register) -> Iterator[Sentence]:
    """Yield cautions for other partners and our sources that an import's partner could be confused with."""
    titles: dict[str, set[str]] = {}
    for other in exchange.imports:
        if other.partner != one.partner:
            titles.setdefault(other.partner, set()).add(other.label)
    look = _look(one.partner)
    alike = sorted(other for other in titles if _is_like(look, _look(other), _TAKEN_FOR))
    if alike:
        yield tell("caution-looks-like", partner=quoted(one.partner), others=Joined(map(quoted, alike)))
    looks = {_look(name) for name in (one.partner, one.label)}

    def called_alike(names: Iterable[str]) -> bool:
        return any(_is_like(own, _look(name), ALIKE) for own in looks for name in names)

    called = one.label or one.partner
    namesakes = sorted(
        name for name, told in titles.items() if name not in alike and called_alike({name, *told})
    )
    if namesakes:
        yield tell("caution-called-as-partner", called=quoted(called), partners=_listed(namesakes))
    sources = sorted(
        entry.name
        for entry in register.entries.values()
        if entry.section == "sources" and called_alike(entry.label.values())
    )
    if sources:
        yield tell("caution-called-as-source", called=quoted(called), sources=_listed(sources))


def _listed(names: Sequence[str]) -> Words:
    listed = Joined(map(quoted, names[:_LISTED]))
    more = len(names) - _LISTED
    return Message("caution-and-more", names=listed, count=more) if more > 0 else listed


def _is_like(look: str, other: str, least: float) -> bool:
    """Return whether two looks are the same, or so similar that they may be confused."""
    if look == other:
        return look != ""
    return min(len(look), len(other)) >= _LONG_ENOUGH and fuzz.ratio(look, other) >= least


@cache
def _look(name: str) -> str:
    """Return what a name looks like to a hasty reader."""
    plain = find_skeleton(FoldedText(name[:LONGEST]).folded).replace("rn", "m").replace("vv", "w")
    return "".join(letter for letter in plain if letter.isalnum())


def _as_reviews(
    verdicts: Iterable[Verdict], producer: Mapping[str, str], limits: Limits
) -> tuple[PartnerReview, ...]:
    """Return a bundle's verdicts on other parties' claims as reviews."""
    said = Knowledge(Register(), verdicts=tuple(verdicts))
    feed = build_feed(said, publisher=Publisher(producer["name"] or producer["id"], producer["url"]))
    return read_feed([(feed, Location("verdicts"))], "verdicts", limits).reviews
