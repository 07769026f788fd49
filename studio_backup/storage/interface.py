"""The contract of every place which holds objects, in prose. tests/conformance holds each kind to it.

A storage maps names to immutable bytes.

Names are ASCII, relative, parts joined by "/", no part empty or beginning with ".", at most 255 bytes a part; anything
else is refused with ValueError (a bug of the caller). Every name but `tier` ends in the SHA-256 of its bytes.

* `put` creates, never replaces. When it returns, bytes and name are durable. If the name exists with equal
  bytes it succeeds and writes nothing; with other bytes it raises AlreadyThere (a damaged object is set aside
  with `quarantine` first). A reader never sees a part of an object, nor does `list`. After an error, or a kill at
  any moment, the name either does not exist or holds all bytes.
* `put` compares the bytes it stored with `sha256` where the place can (server-side checksum), else `needs_readback`
  is True and the *caller* (the replicator) reads the object back before it counts. For a local folder the durable
  write is trusted (the pack was verified in memory before its publication) and needs_readback is False.
* `get` returns exactly the object's bytes; fewer raise ShortRead, a missing name ObjectMissing.
  `get_range` the same for a part; a range past the end raises ShortRead.
* `read_medium` yields the whole object in blocks of at most `block` bytes, from the medium and not the page cache
  where the platform lets us. `reads_medium` says whether that holds ("direct", "dropped" by advice, "remote", "cache").
* `list` yields every object whose name begins with `prefix` (which ends in "/" or "-", or is empty or a whole name),
  in no order. An unreadable folder raises; it is never taken for an empty one. Foreign files and temporary files are
  not objects: they are left out (`leftovers` yields the temporaries).
* `delete` removes a name durably; a missing one is no error.
* `quarantine` moves an object's bytes, as they are, out of the namespace of objects (they are kept for forensics) so
  that `put` can heal the name. A missing name is no error.
* Errors are those of base.errors; a library's own exceptions never leave the room. Everything a place may answer later
  (time-out, reset, 500, 503, SlowDown) is StorageUnavailable. Every call is bounded in time.
* All methods may be called from many threads at once.
* Who retries: only `storage.retry`. Kinds try once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias

Buffer: TypeAlias = bytes | bytearray | memoryview


@dataclass(frozen=True, slots=True)
class Listed:
    """One object in a listing. `size` in bytes; `modified_ns` by the storage's clock, UTC since 1970."""

    name: str
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Leftover:
    """A temporary file of an interrupted write.

    `device` and `run`: the first eight hex digits of each, as its name bears them.
    """

    name: str
    size: int
    modified_ns: int
    device: str
    run: str


class Storage(Protocol):
    """A place which holds objects. The module's text is the contract."""

    @property
    def label(self) -> str:
        """How a person calls the place: a path or s3://bucket/prefix. Never a credential."""
        ...

    @property
    def needs_readback(self) -> bool:
        """Whether a put must be read back before it counts."""
        ...

    @property
    def reads_medium(self) -> str:
        """What `read_medium` reads: "direct", "dropped", "remote" or "cache"."""
        ...

    def put(self, name: str, data: Buffer, *, sha256: bytes) -> None:
        """Create `name` durably. `sha256`: digest of `data`, 32 bytes, computed by the caller."""
        ...

    def get(self, name: str) -> bytes:
        """The object's bytes."""
        ...

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        """`length` bytes from `offset`."""
        ...

    def get_into(self, name: str, buffer: memoryview) -> int:
        """Read the whole object into `buffer` (which is at least as large), return its size in bytes."""
        ...

    def read_medium(self, name: str, *, block: int = 1 << 20, into: memoryview | None = None) -> Iterator[memoryview]:
        """The object in blocks from the medium; each block is valid until the next is asked for.

        `into`: page-aligned memory larger than the object. A place may read into it, block behind block from its
        beginning, instead of memory of its own.
        """
        ...

    def stat(self, name: str) -> Listed:
        """Size and time of one object; ObjectMissing if it is not there."""
        ...

    def list(self, prefix: str = "") -> Iterator[Listed]:
        """All objects under the prefix."""
        ...

    def delete(self, name: str) -> None:
        """Remove durably."""
        ...

    def quarantine(self, name: str) -> None:
        """Set the present bytes aside."""
        ...

    def leftovers(self) -> Iterator[Leftover]:
        """Temporary files of interrupted writes, with whether they are unlocked (dead) only."""
        ...

    def remove_leftover(self, leftover: Leftover) -> None:
        """Remove one."""
        ...

    def free_space(self) -> int | None:
        """Bytes that can still be written, or None where the place does not say."""
        ...

    def close(self) -> None:
        """Let go of connections and descriptors; idempotent."""
        ...
