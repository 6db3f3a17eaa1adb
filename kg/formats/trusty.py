"""Compute and check hashes and signatures of nanopublications.

A *trusty URI* (https://trustyuri.net) ends in the hash of what it names. As that contains the URI itself, a
space takes the place of the hash while it is computed. A signature is made over the same lines with RSA: the
libraries for nanopublications check no other algorithm.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from rdflib import Literal, Namespace, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

from kg.bundle.keys import RsaKey, check_rsa

NPX = Namespace("http://purl.org/nanopub/x/")

_CODE = re.compile(r"RA[A-Za-z0-9_-]{43}")
#: The placeholder of the hash until it is known; it is in no IRI.
_OPEN = " "
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n"})


Statement: TypeAlias = tuple[Node, Node, Node, Node]


def sign_nanopublication(
    quads: Iterable[Statement], node: URIRef, pubinfo: URIRef, key: RsaKey, signer: URIRef | None = None
) -> list[Statement]:
    """Return a nanopublication with a signature, and with its hash in its IRI and in those of its parts.

    These IRIs begin with ``node``, which ends in ``/``. ``signer`` is the owner of the key.
    """
    itself = URIRef(node + _OPEN)

    def open_up(term: Node) -> Node:
        if not isinstance(term, URIRef) or not term.startswith(node):
            return term
        return itself if term == node else URIRef(f"{itself}#{term.removeprefix(node)}")

    statements = _map(quads, open_up)
    signature, graph = URIRef(f"{itself}#sig"), open_up(pubinfo)
    told: list[tuple[URIRef, Node]] = [
        (NPX.hasPublicKey, Literal(key.public)),
        (NPX.hasAlgorithm, Literal("RSA")),
        (NPX.hasSignatureTarget, itself),
    ]
    if signer is not None:
        told.append((NPX.signedBy, signer))
    statements += [(signature, property, value, graph) for property, value in told]
    signed = base64.b64encode(key.sign(_lines(statements))).decode()
    statements.append((signature, NPX.hasSignature, Literal(signed), graph))
    return _fill(statements, _OPEN, _hash(statements))


def is_intact(quads: Iterable[Statement], node: URIRef) -> bool:
    """Return whether the hash in the IRI and the signatures of a nanopublication, if any, are right."""
    statements = list(quads)
    codes = _CODE.findall(node)
    if codes:
        statements, node = _fill(statements, codes[-1], _OPEN), URIRef(node.replace(codes[-1], _OPEN))
        if _hash(statements) != codes[-1]:
            return False
    for signature in {s for s, p, o, _ in statements if p == NPX.hasSignatureTarget and o == node}:
        told = {p: str(o) for s, p, o, _ in statements if s == signature}
        data = _lines([quad for quad in statements if quad[:2] != (signature, NPX.hasSignature)])
        given = told.get(NPX.hasSignature, ""), told.get(NPX.hasPublicKey, "")
        if told.get(NPX.hasAlgorithm) != "RSA" or not check_rsa(data, *given):
            return False
    return True


def _fill(quads: Iterable[Statement], place: str, text: str) -> list[Statement]:
    return _map(quads, lambda term: URIRef(term.replace(place, text)) if isinstance(term, URIRef) else term)


def _map(quads: Iterable[Statement], change: Callable[[Node], Node]) -> list[Statement]:
    return [(change(s), change(p), change(o), change(g)) for s, p, o, g in quads]


def _hash(quads: Iterable[Statement]) -> str:
    hashed = hashlib.sha256(_lines(quads)).digest()
    return "RA" + base64.urlsafe_b64encode(hashed).decode().rstrip("=")


def _lines(quads: Iterable[Statement]) -> bytes:
    """Return the bytes that are hashed and signed: each statement once, each of its four parts on a line."""
    ordered = sorted(set(quads), key=lambda quad: (*map(_bytes, (quad[3], quad[0], quad[1])), _rank(quad[2])))
    return "".join(f"{g}\n{s}\n{p}\n{_written(o)}\n" for s, p, o, g in ordered).encode("utf-8")


def _bytes(term: Node) -> bytes:
    return str(term).encode("utf-8")


def _rank(term: Node) -> tuple[bool, bytes, str, str]:
    if not isinstance(term, Literal):
        return False, _bytes(term), "", ""
    return True, _bytes(term), "" if term.language else str(term.datatype or XSD.string), term.language or ""


def _written(term: Node) -> str:
    if not isinstance(term, Literal):
        return str(term)
    kind = f"@{term.language.lower()}" if term.language else f"^{term.datatype or XSD.string}"
    return f"{kind} {str(term).translate(_ESCAPES)}"
