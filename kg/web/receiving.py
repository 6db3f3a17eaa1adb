"""Take in what a partner sent, in a browser: the file is examined and shown before anything is changed.

The functions and limits are those of ``kg import``. A file lies in a folder of its own while it is read, and
is removed then: what is taken in later is what was examined.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import shutil
from collections import OrderedDict
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.bundle.keys import PublicKey, read_public_key
from kg.bundle.verify import Verification, open_bundle
from kg.characters import visible_line
from kg.errors import InputError, Problem
from kg.explain import RATING_WORDS
from kg.files import HeldFolder
from kg.formats.kinds import Kind, open_file
from kg.intake.limits import read_limits
from kg.model import Verdict, digest
from kg.partners.ledger import Import, Received, find_lost
from kg.partners.likeness import Known
from kg.partners.moment import find_moment
from kg.partners.receive import check_key, check_order, find_cautions, receive, receive_bundle
from kg.report.exchange import find_across
from kg.report.verification import verification_json, write_verification
from kg.transaction import Transaction
from kg.web.current import CurrentStore
from kg.web.deciding import changed_since, writing
from kg.web.described import send_json
from kg.web.exchanged import NOTHING, Exchanged, Waiting
from kg.web.forms import KEY, FormKeys, check_origin, read_form
from kg.web.layout import state_of
from kg.web.partners import as_json, missing, respond
from kg.web.requests import Refused

#: The seconds in which a file must arrive, and the most bytes of the form around it.
_WITHIN, _AROUND = 300, 2**17
#: The most files that wait to be taken in, as they are kept in memory, and the most statements in all of
#: them; the oldest are forgotten when there are more.
_MOST, _MOST_STATEMENTS = 4, 1_000_000
#: A name that is kept for the file while it is read; its ending tells what it holds.
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}(\.[A-Za-z0-9_-]{1,20}){0,4}")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,10}")


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that was read, and what would follow if it were taken in."""

    received: Received
    verification: Verification | None
    added: Import
    again: bool
    cautions: Sequence[str]
    flagged: Sequence[tuple[str, str, str]]
    left_out: Sequence[str]
    lost: Sequence[Verdict]
    claims: int = 0
    waiting: Waiting = NOTHING
    across: int = 0

    @property
    def outcome(self) -> str:
        """A hash of what would be recorded."""
        return _outcome(self.added)


def _outcome(added: Import) -> str:
    return digest({**added.as_json(), "when": None})


class Uploads:
    """Files that were examined and wait to be taken in, and those that were taken in."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[str, Examined] = OrderedDict()
        self._done: OrderedDict[str, str] = OrderedDict()

    def add(self, examined: Examined) -> str:
        """Keep a file, and return the name under which it is found."""
        name = secrets.token_hex(8)
        self._waiting[name] = examined
        while len(self._waiting) > 1 and (len(self._waiting) > _MOST or self._size() > _MOST_STATEMENTS):
            self._waiting.popitem(last=False)
        return name

    def _size(self) -> int:
        return sum(len(one.received.statements) for one in self._waiting.values())

    def find(self, name: str) -> Examined | None:
        """Return a file that waits."""
        return self._waiting.get(name)

    def finish(self, name: str, taken: str) -> None:
        """Forget a file that was taken in as the import ``taken``."""
        self._waiting.pop(name, None)
        self._done[name] = taken
        while len(self._done) > 100 * _MOST:
            self._done.popitem(last=False)

    def taken(self, name: str) -> str | None:
        """Return the import that a file was taken in as."""
        return self._done.get(name)


# -- the file ---------------------------------------------------------------------------------------------


async def _read_upload(request: Request) -> FormData:
    """Return the fields and files of a form from a page of this server.

    Raises:
        Refused: for any other request, and for one that is too large or too slow.
    """
    check_origin(request)
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "a form with a file is multipart/form-data")
    most = read_limits().max_bytes + _AROUND
    try:
        async with asyncio.timeout(_WITHIN):
            parser = MultiPartParser(request.headers, _limited(request, most), max_files=2, max_fields=4)
            form = await parser.parse()
    except TimeoutError as error:
        raise Refused(HTTPStatus.REQUEST_TIMEOUT, f"the file takes longer than {_WITHIN} seconds") from error
    except ClientDisconnect as error:
        raise Refused(HTTPStatus.BAD_REQUEST, "the request ends before the file does") from error
    except (MultiPartException, HTTPException) as error:
        raise Refused(HTTPStatus.BAD_REQUEST, f"the form cannot be read: {error}") from error
    keys: FormKeys = request.app.state.form_keys
    try:
        keys.check(request, str(form.get(KEY, "")))
    except Refused:
        await form.close()
        raise
    return form


async def _limited(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            advice = "KG_MAX_BYTES changes the limit"
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a file has at most {most:,} bytes; {advice}")
        yield part


def _examine(change: Transaction, form: FormData, folder: Path) -> Examined:
    """Return what would follow if the file in a form were taken in; nothing is written."""
    sent, partner = form.get("file"), str(form.get("from", "")).strip() or None
    if not isinstance(sent, UploadFile) or not sent.filename:
        raise Refused(HTTPStatus.BAD_REQUEST, "no file was chosen")
    # Some browsers send a path; only the last part of it is a name.
    name = re.split(r"[/\\]", sent.filename)[-1]
    ending = Path(name).suffix
    safe = name if _PLAIN.fullmatch(name) else f"sent{ending if _ENDING.fullmatch(ending) else ''}"
    path, key = _keep(sent, folder / "file" / safe), None
    given = form.get("public")
    if isinstance(given, UploadFile) and given.filename:
        key = read_public_key(_keep(given, folder / "key" / "sent.pub"))
    received, verification = _read(path, partner, key)
    return _foresee(change, replace(received, file=visible_line(name)[:200]), verification, key is not None)


def _keep(sent: UploadFile, path: Path) -> Path:
    path.parent.mkdir()
    with path.open("xb") as file:
        shutil.copyfileobj(sent.file, file)
    return path


def _read(path: Path, partner: str | None, key: PublicKey | None) -> tuple[Received, Verification | None]:
    limits = read_limits()
    opened = open_file(path, limits)
    if opened.kind is Kind.BUNDLE:
        bundle = open_bundle(path, key=key, limits=limits, together=True)
        return receive_bundle(bundle, path, partner, limits), bundle.verification
    if opened.kind in (Kind.SHEET, Kind.ANNOTATIONS, Kind.VERDICTS):
        message = "is nothing that a partner sends: 'kg import' makes claims.yaml of a sheet or annotations"
        raise InputError(Problem("unknown-format", message, advice="and takes in our own verdicts.yaml"))
    return receive(opened, partner, key=key, limits=limits), None


def _foresee(
    change: Transaction, received: Received, verification: Verification | None, trusted: bool
) -> Examined:
    before = change.exchange
    check_key(before, received, trusted=trusted)
    check_order(before, received)
    added = change.add(received, find_moment())
    again = change.exchange is before
    register, partner = change.own.register, added.partner
    cautions = list(find_cautions(change.exchange, added, received, change.own, again=again))
    examined = Examined(received, verification, added, again, cautions, (), (), ())
    if added.problems:
        return examined
    held, known = Exchanged(change.graph), Known(register)
    said = change.exchange.current.get(partner)
    flagged = [
        (entry.name, flag, "; ".join(entry.label.values()))
        for entry in (said.register.entries.values() if said else ())
        for flag in dict.fromkeys(known.find_flags(entry.label))
    ]
    return replace(
        examined,
        flagged=flagged,
        left_out=held.problems_of(partner),
        lost=find_lost(before, change.exchange),
        claims=held.partners_claims(partner),
        waiting=held.waiting_of(partner),
        across=len(find_across(change.graph.relations(), partner)),
    )


# -- the pages --------------------------------------------------------------------------------------------


async def show_receive(request: Request) -> Response:
    """Show the form for a file."""
    return respond(request, "receive.html.j2")


@writing
async def examine_file(request: Request) -> Response:
    """Examine a file, and lead to the page that tells what would follow."""
    form = await _read_upload(request)
    current: CurrentStore = request.app.state.current
    uploads: Uploads = request.app.state.uploads
    try:
        with HeldFolder() as folder:
            try:
                examined = await current.examine(lambda change: _examine(change, form, folder))
            except InputError as error:
                raise InputError([_named_alone(problem, folder) for problem in error.problems]) from error
    finally:
        await form.close()
    name = uploads.add(examined)
    return RedirectResponse(state_of(request).link(f"/receive/{name}"), HTTPStatus.SEE_OTHER)


def _named_alone(problem: Problem, folder: Path) -> Problem:
    """Return a problem that names the file without the folder that it lay in."""
    where = problem.location
    if where is None:
        return problem
    name = where.file.removeprefix(f"{folder}/file/").removeprefix(f"{folder}/")
    return replace(problem, location=replace(where, file=name))


async def show_examined(request: Request) -> Response:
    """Show what would follow if a file were taken in."""
    uploads: Uploads = request.app.state.uploads
    name = request.path_params["name"]
    examined = uploads.find(name)
    if examined is None:
        taken = uploads.taken(name)
        if taken is None:
            return missing(request)
        return RedirectResponse(state_of(request).link(f"/imports/{quote(taken)}"), HTTPStatus.SEE_OTHER)
    verification, language = examined.verification, state_of(request).language
    if as_json(request):
        checked = None if verification is None else verification_json(verification)
        return send_json({"version": 1, "import": examined.added.as_json(), "verification": checked})
    told: dict[str, Any] = {
        "found": examined,
        "one": examined.added,
        "name": name,
        "verified": None if verification is None else write_verification(verification, language),
        "lost": [(one.claim, RATING_WORDS[one.rating], one.reviewer) for one in examined.lost],
    }
    return respond(request, "examined.html.j2", **told)


@writing
async def take_in_file(request: Request) -> Response:
    """Take in a file that was examined, and show its import."""
    form = await read_form(request, request.app.state.form_keys)
    uploads: Uploads = request.app.state.uploads
    current: CurrentStore = request.app.state.current
    name = request.path_params["name"]
    examined = uploads.find(name)
    if examined is not None:
        trusted, outcome = examined.received.named, form.one("outcome")
        received = examined.received
        await current.change(lambda change: _take_in(change, received, trusted, outcome))
        uploads.finish(name, examined.added.id)
    taken = uploads.taken(name)
    if taken is None:
        raise changed_since("the file is no longer here")
    return RedirectResponse(state_of(request).link(f"/imports/{quote(taken)}"), HTTPStatus.SEE_OTHER)


def _take_in(change: Transaction, received: Received, trusted: bool, outcome: str) -> None:
    check_key(change.exchange, received, trusted=trusted)
    check_order(change.exchange, received)
    if _outcome(change.add(received, find_moment())) != outcome:
        raise changed_since("what would follow is no longer what was shown")


ROUTES = [
    Route("/receive", show_receive),
    Route("/receive", examine_file, methods=["POST"]),
    Route("/receive/{name}", show_examined),
    Route("/receive/{name}", take_in_file, methods=["POST"]),
]
