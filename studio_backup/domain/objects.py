"""Names of stored objects, and the order law.

Every object but `tier` ends in the SHA-256 (64 hex digits) of its stored bytes. Source: docs/format.md, "Names".
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

TIER_MARKER = "tier"


class Kind(enum.IntEnum):
    """Kinds of objects **in law order**: a writer makes them durable in ascending order, on every place.

    Deletion goes in descending order; an erasure is tombstone, then keys, then the rest.
    """

    TOMBSTONE = 0
    PRUNE_RECORD = 1
    DEATH_MARK = 2
    CONFIG = 3
    FEATURES = 4
    SLOT = 5
    IDENTITY = 6
    MASTER = 7
    COLLECTION_KEY = 8
    DEVICE = 9
    META = 10
    PACK = 11
    INDEX = 12
    SUPERSEDED = 13
    PENDING = 14
    SNAPSHOT = 15
    AUDIT = 16
    MARKER = 17


_SHA = r"(?P<sha>[0-9a-f]{64})"
_COLL = r"c/(?P<collection>[0-9a-f]{16})"
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern + r"\Z"))
    for kind, pattern in (
        (Kind.PACK, rf"{_COLL}/packs/(?P<shard>[0-9a-f]{{2}})/{_SHA}"),
        (Kind.INDEX, rf"{_COLL}/index/{_SHA}"),
        (Kind.SNAPSHOT, rf"{_COLL}/snapshots/{_SHA}"),
        (Kind.META, rf"{_COLL}/meta/{_SHA}"),
        (Kind.PENDING, rf"{_COLL}/pending/{_SHA}"),
        (Kind.SUPERSEDED, rf"{_COLL}/superseded/{_SHA}"),
        (Kind.DEATH_MARK, rf"{_COLL}/condemned/(?P<subject>[0-9a-f]{{64}})\.(?P<run>[0-9a-f]{{16}})-{_SHA}"),
        (Kind.CONFIG, rf"config-{_SHA}"),
        (Kind.FEATURES, rf"features/{_SHA}"),
        (Kind.SLOT, rf"keys/slots/(?P<subject>[0-9a-f]{{16}})-{_SHA}"),
        (Kind.IDENTITY, rf"keys/identity/(?P<subject>[0-9a-f]{{16}})-{_SHA}"),
        (Kind.MASTER, rf"keys/master/(?P<subject>[0-9a-f]{{16}})-{_SHA}"),
        (Kind.COLLECTION_KEY, rf"keys/c/(?P<collection>[0-9a-f]{{16}})/(?P<subject>[0-9a-f]{{16}})-{_SHA}"),
        (Kind.DEVICE, rf"devices/(?P<subject>[0-9a-f]{{16}})-{_SHA}"),
        (Kind.AUDIT, rf"audit/(?P<subject>[0-9a-f]{{16}})/(?P<run>[0-9]{{10}})-{_SHA}"),
        (Kind.PRUNE_RECORD, rf"prune/(?P<run>[0-9a-f]{{16}})-{_SHA}"),
        (Kind.TOMBSTONE, rf"erase/(?P<collection>[0-9a-f]{{16}})-{_SHA}"),
        (Kind.MARKER, r"tier"),
    )
)


@dataclass(frozen=True, slots=True)
class ObjectName:
    """A parsed name. `sha256`: hex digest of the stored bytes, "" for the marker.

    `collection`: hex id or "". `subject`: slot, root, generation, epoch, device or pack (hex) or "".
    """

    text: str
    kind: Kind
    sha256: str
    collection: str = ""
    subject: str = ""

    def __str__(self) -> str:
        return self.text


def parse_name(text: str) -> ObjectName | None:
    """The parsed name, or None if it is no object of this format (a foreign file)."""
    for kind, pattern in _PATTERNS:
        found = pattern.match(text)
        if found:
            parts = found.groupdict()
            if kind is Kind.PACK and parts["sha"][:2] != parts["shard"]:
                return None
            return ObjectName(text, kind, parts.get("sha", ""), parts.get("collection", ""), parts.get("subject", ""))
    return None


def digest_of(text: str) -> str:
    """The hex SHA-256 a name promises, "" for the marker. Every other name ends in it."""
    return "" if text == TIER_MARKER else text[-64:]


def pack_name(collection: str, sha256: str) -> str:
    """Where a pack lies."""
    return f"c/{collection}/packs/{sha256[:2]}/{sha256}"


def collection_name(collection: str, folder: str, sha256: str) -> str:
    """Where an object of a collection lies; `folder`: index, meta, pending, snapshots, superseded."""
    return f"c/{collection}/{folder}/{sha256}"
