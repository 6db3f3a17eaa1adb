"""Files as they come when something went wrong on the way, or somebody wants it to."""

from __future__ import annotations

import random

RDF_XML = (
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="urn:x:" xmlns:p="urn:y:">'
    b"%s</rdf:RDF>"
)

#: What damages most where it lands.
SPLICES = (
    *(
        b"[",
        b"]",
        b"(",
        b")",
        b"{",
        b"}",
        b"<",
        b">",
        b"<<",
        b"<<(",
        b")>>",
        b"{|",
        b"#",
        b"@",
        b"^^",
        b"--ltr",
    ),
    *(b'"', b"'", b'"""', b"'''", b"\\", b"\\u", b"\\ud800", b"\\U0010FFFF", b"\0", b"\xff", b"\xed\xa0\x80"),
    *(b"_:", b"@base <", b"@prefix ", b"\n", b"\r", b",", b":", b";", b".", b"VERSION", b"null", b"1e99999"),
    *(b"<!DOCTYPE a [", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?", b"?>", b"&a;", b"&#0;", b"/>", b"</"),
    *(b' xmlns:a="', b' rdf:parseType="Collection"', b' rdf:parseType="Literal"', b' rdf:nodeID="b"'),
    *(
        b'"@context":',
        b'"@context":"http://a/",',
        b'"@id":',
        b'"@type":"@json",',
        b'"@list":[',
        b'"@graph":[',
    ),
    *(b'"@reverse":{', b'"@import":', b'"@nest":', b'"@container":', b'"@base":', b'"@vocab":'),
    *(b"9" * 5000, "\u202e".encode(), "\ufeff".encode()),
)


def damaged(data: bytes, seed: int) -> bytes:
    """Return a file with some of its bytes changed, moved, repeated or cut off."""
    chance = random.Random(seed)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = chance.randrange(len(data) + 1)
        to = min(at + chance.choice((1, 1, 2, 10, 100)), len(data))
        match chance.randrange(7):
            case 0:
                data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
            case 1 if at < len(data):
                data = data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
            case 2:
                data = data[:at] + chance.choice(SPLICES) + data[at:]
            case 3:
                data = data[:at] + chance.choice(SPLICES) + data[to:]
            case 4:
                data = data[:at] + data[to:]
            case 5:
                other = chance.randrange(len(data) + 1)
                data = data[:other] + data[at:to] * chance.choice((1, 2, 300)) + data[other:]
            case _:
                data = data[:at]
    return data
