"""A store of ours, what another desk sends of the same page, and the pages about it, within this process."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from kg.api import ClaimGraph, load
from kg.bundle.build import build_bundle
from kg.bundle.disk import write_bundle
from kg.bundle.keys import PrivateKey
from kg.cli import run
from kg.model import Knowledge, Stance
from kg.web.requests import FORM
from support.cafe import read_cafe
from support.handed import KEY
from support.served import Reply, Served, serving

TOKEN = "a-token"
WHEN = ("2026-11-22T10:00:00Z", "2026-11-22T11:00:00Z", "2026-11-22T12:00:00Z")


def build_ours(folder: Path) -> tuple[Path, Knowledge]:
    """Build a store of the page and return it, with what it says."""
    knowledge = read_cafe(folder / "ours")
    ClaimGraph(knowledge).save(folder / "store")
    return folder / "store", knowledge


def label(knowledge: Knowledge, **labels: str) -> Knowledge:
    """Return knowledge with other English labels of some entries."""
    entries = dict(knowledge.register.entries)
    for name, text in labels.items():
        entries[name] = replace(entries[name], label={**entries[name].label, "en": text})
    return replace(knowledge, register=replace(knowledge.register, entries=entries))


def send(
    knowledge: Knowledge,
    file: Path,
    *,
    edition: int = 1,
    producer: str = "north-desk",
    key: PrivateKey | None = KEY,
) -> Path:
    """Write the bundle that a desk makes of knowledge."""
    made = build_bundle(
        knowledge, producer=producer, producer_name="North desk", sign_with=key, edition=edition
    )
    return write_bundle(made, file)


def take_in(file: Path, store: Path, when: str = WHEN[0], *more: str) -> int:
    """Import a file as the command line does."""
    return run(["import", str(file), "--store", str(store), "--when", when, *more])


def build_partnered(folder: Path, **labels: str) -> Path:
    """Build a store with two editions of a partner's bundle, a file in quarantine, and a decision."""
    store, ours = build_ours(folder)
    theirs = label(ours, **labels)
    take_in(send(theirs, folder / "first.zip"), store)
    [bundle] = theirs.bundles
    changed = replace(bundle, claims=(bundle.claims[0], replace(bundle.claims[1], stance=Stance.ASSERTS)))
    take_in(send(replace(theirs, bundles=(changed,)), folder / "next.zip", edition=2), store, WHEN[1])
    broken = folder / "<b>broken.ttl"
    broken.write_text(
        "@prefix cv: <https://w3id.org/claim-kg/ontology#> .\n"
        "<https://w3id.org/claim-kg/bundle/b/claim/x> a cv:Claim ; cv:stance cv:denies .\n"
    )
    take_in(broken, store, WHEN[1], "--from", "far-desk")
    run(["reject", "north-desk:gazette", "--store", str(store), "--by", "<b>Sara", "--when", WHEN[2]])
    return store


class Browser:
    """Asks a server as a browser does: it keeps cookies, and says from which page a request comes."""

    def __init__(self, served: Served):
        self.served = served
        self.cookies: dict[str, str] = {}

    def send(
        self,
        method: str,
        path: str,
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send a request with the cookies, and keep those that the answer sets."""
        jar = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        sent = {"Accept": "text/html", **(jar if self.cookies else {}), **(headers or {})}
        reply = self.served.send(method, path, body, sent)
        for cookie in reply.cookies:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return reply

    def get(self, path: str, **fields: str) -> Reply:
        """Open a page."""
        return self.send("GET", f"{path}{'&' if '?' in path else '?'}{urlencode(fields)}" if fields else path)

    def submit(self, path: str, fields: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Reply:
        """Submit a form of a page of the same server."""
        origin = {"Origin": self.served.address, "Sec-Fetch-Site": "same-origin", "Content-Type": FORM}
        return self.send("POST", path, urlencode(fields, doseq=True), {**origin, **(headers or {})})

    def upload(
        self,
        file: str,
        data: bytes,
        headers: Mapping[str, str] | None = None,
        *,
        partner: str = "",
        public: bytes | None = None,
    ) -> Reply:
        """Send a file by the form for it, with a partner's name and a public key where these are given."""
        [place], [key] = (
            re.findall(pattern, self.get("/receive").text)
            for pattern in (r'action="(/receive\?[^"]*)"', r'name="key" value="([^"]*)"')
        )
        files = {"file": (file, data)}
        if public is not None:
            files["public"] = ("their.pub", public)
        body, media = multipart({"key": key, "from": partner}, files)
        origin = {"Origin": self.served.address, "Sec-Fetch-Site": "same-origin", "Content-Type": media}
        return self.send("POST", unescape(place), body, {**origin, **(headers or {})})


def form_in(reply: Reply, button: str, number: int = 0) -> tuple[str, dict[str, Any]]:
    """Return the address and the hidden fields of the form on a page whose button has these words."""
    pattern = r'<form method="post" action="([^"]*)"[^>]*>(.*?)</form>'
    forms = re.findall(pattern, reply.text, re.S)
    [place, inside] = [form for form in forms if f">{button}<" in form[1]][number]
    fields: dict[str, Any] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', inside):
        fields.setdefault(name, []).append(unescape(value))
    [chosen] = re.findall(rf'<button type="submit"([^>]*)>{re.escape(button)}<', inside)
    for name, value in re.findall(r'name="([^"]*)" value="([^"]*)"', chosen):
        fields[name] = [value]
    return unescape(place), fields


def multipart(fields: Mapping[str, str], files: Mapping[str, tuple[str, bytes]]) -> tuple[bytes, str]:
    """Return a form with files, as a browser sends it, and its content type."""
    edge = "----edge"
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, (file, data) in files.items():
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + data + b"\r\n")
    return b"".join([*parts, f"--{edge}--\r\n".encode()]), f"multipart/form-data; boundary={edge}"


@contextmanager
def browsing(store: Path, **settings: Any) -> Iterator[Browser]:
    """Serve the pages about a store, without anybody who answers queries."""
    settings = {"workers": 0, **settings}
    with serving(store, graph=load(store=store), **settings) as served:
        yield Browser(served)


@contextmanager
def writing(store: Path, **settings: Any) -> Iterator[Browser]:
    """Serve the pages about a store that they may change, to a browser that knows the token."""
    with browsing(store, token=TOKEN, writable=True, **settings) as browser:
        browser.get("/partners", token=TOKEN)
        yield browser
