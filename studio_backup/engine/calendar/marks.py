"""By what a calendar is known again that did not change."""

from __future__ import annotations

from msgspec import Struct


class Marks(Struct, frozen=True, kw_only=True):
    """Of the last good poll: what the server said of its version, and the SHA-256 of the bytes; "" for nothing."""

    etag: str = ""
    modified: str = ""
    digest: str = ""

    def of(self, digest: str) -> Marks:
        """With the digest of its bytes."""
        return Marks(etag=self.etag, modified=self.modified, digest=digest)


class Fetched(Struct, frozen=True, kw_only=True):
    """What came. `unchanged`: nothing did, and `data` is empty."""

    data: bytes = b""
    marks: Marks = Marks()
    unchanged: bool = False
