"""What a client sent, decoded and checked: query, headers, body."""

from __future__ import annotations

import asyncio
import re
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl

import msgspec

from studio_backup.api.requests import Request
from studio_backup.engine.server.answered import Receive, Scope
from studio_backup.engine.server.guard import LARGEST_BODY
from studio_backup.engine.server.problems import Refusal

BODY_S: Final = 20.0
"""Seconds in which a body must have come."""
_R = TypeVar("_R", bound=Request)
_ID = re.compile(r"[0-9A-Za-z_.:-]{1,64}\Z")
_MOST_FIELDS = 100


class Disconnected(Exception):
    """The client went away before it had asked."""


def read_query(scope: Scope, kind: type[_R]) -> _R:
    """The query as a request. A field given twice is refused, unless it is a list."""
    given: dict[str, Any] = {}
    lists = {field.name for field in msgspec.structs.fields(kind) if isinstance(field.default, tuple)}
    for name, value in _pairs(scope["query_string"]):
        if name in lists:
            given.setdefault(name, []).append(value)
        elif name in given:
            raise Refusal(422, f"The query names `{name}` twice.")
        else:
            given[name] = value
    try:
        return msgspec.convert(given, type=kind, strict=False)
    except msgspec.ValidationError as error:
        raise Refusal(422, f"The query is not valid: {error}.") from None


async def read_body(receive: Receive) -> bytes:
    """The whole body, bounded in size and time."""
    parts, size = [], 0
    try:
        async with asyncio.timeout(BODY_S):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise Disconnected
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                if size > LARGEST_BODY:
                    raise Refusal(413, f"A request may have {LARGEST_BODY >> 20} MiB at most.")
                if not message.get("more_body", False):
                    return b"".join(parts)
    except TimeoutError:
        raise Refusal(408, "The request's body did not come in time.") from None


def read_request(body: bytes, kind: type[_R]) -> _R:
    """The body as a request; an empty one is one without fields."""
    try:
        return msgspec.json.decode(body or b"{}", type=kind)
    except msgspec.ValidationError as error:
        raise Refusal(422, f"The request is not valid: {error}.") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refusal(400, "The request's body is not JSON.") from None


def read_id(scope: Scope) -> str:
    """The id in the path, "" where there is none."""
    given = scope.get("path_params", {}).get("id", "")
    if given and not _ID.match(given):
        raise Refusal(404, "There is nothing with this id.", kind="NotFoundError")
    return str(given)


def header(scope: Scope, name: bytes) -> str | None:
    """A header's value; refused if it is given twice."""
    found = [value for key, value in scope["headers"] if key == name]
    if len(found) > 1:
        raise Refusal(400, f"The header {name.decode()} is given twice.")
    return found[0].decode("latin-1") if found else None


def _pairs(query: bytes) -> list[tuple[str, str]]:
    try:
        text = query.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError:
        raise Refusal(400, "The query cannot be read.") from None
