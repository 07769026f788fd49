"""Small pictures over the wire: the bytes of a JPEG, or a problem which says why there is none."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from studio_backup.api.requests import Request
from studio_backup.api.wire import Answer


class PictureView(Answer, frozen=True, kw_only=True):
    """A JPEG. It travels as it is, as `image/jpeg`. `etag`: the same for the same contents."""

    data: bytes
    etag: str


class PreviewQuery(Request, frozen=True, kw_only=True):
    """A file of a point. `path`: below its source ("" where the source is one file); `size`: longest edge in pixels.

    The answer has 256 pixels where that is enough, else 512.
    """

    point: Annotated[str, Meta(pattern="^[0-9a-f]{64}$", min_length=64, max_length=64)]
    path: Annotated[str, Meta(max_length=32_768)] = ""
    size: Annotated[int, Meta(ge=1, le=512)] = 512
