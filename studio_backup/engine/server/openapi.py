"""The OpenAPI, made from the table of operations and the wire types: it cannot say anything else than they do."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from studio_backup.api.previews import PictureView
from studio_backup.api.requests import HelloQuery, Request
from studio_backup.api.wire import EventView, HelloView, ProblemView
from studio_backup.engine.server.answered import encoded
from studio_backup.engine.server.operation import Operation
from studio_backup.engine.server.operations.table import OPERATIONS

_REF: Final = "#/components/schemas/{name}"
_ABOUT = """The door of the Studio Backup engine, on loopback only.

Each request but `hello` bears the token of the file `endpoint.json` in the program's home. On each new connection ask
`hello` first, and send the token only to one who proves to know it. Events come over a WebSocket at `/v1/events`
(query: `after`, `life`), each message one `EventView`. A POST with an `Idempotency-Key` is done once however often it
is sent. An edit names by `If-Match` the version it was made on.
"""
_ALWAYS = (400, 401, 403, 404, 408, 409, 421, 422, 423, 424, 429, 500)
_WORDS: Final[dict[int, str]] = {
    400: "It cannot be read.",
    401: "No token, or a wrong one.",
    403: "This caller may not do this, or the passphrase is wrong.",
    404: "There is nothing with this id, or no vault yet.",
    408: "The body did not come in time.",
    409: "Refused, because it would endanger data or has no use now.",
    412: "Somebody else edited it: see `changed`.",
    413: "The body is too large.",
    415: "The body is not JSON.",
    421: "The Host is not the engine's.",
    422: "It is not valid.",
    423: "The vault is locked.",
    424: "A place of storage does not answer, is full or refuses.",
    428: "If-Match is missing.",
    429: "Too often: see Retry-After.",
    500: "The engine made a mistake.",
}
_HELLO = Operation(
    method="GET",
    path="/v1/hello",
    name="hello",
    about="Prove that you are the engine: HMAC-SHA256 of `studio-backup server` and the nonce, under the token; for a "
    "foreign `client` under the SHA-256 of its token in hex.",
    call=lambda _service, _asked: None,
    answer=HelloView,
    query=HelloQuery,
)


def openapi(version: str) -> dict[str, Any]:
    """The document."""
    operations = (_HELLO, *OPERATIONS)
    kinds = [kind for one in operations for kind in (one.answer, one.body) if kind not in (None, PictureView)]
    refs, components = _schemas([*kinds, ProblemView, EventView])
    paths: dict[str, dict[str, Any]] = {}
    for one in operations:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one, refs)
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Studio Backup engine", "version": version, "description": _ABOUT},
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{"token": []}],
    }
    told: dict[str, Any] = msgspec.json.decode(encoded(document))  # defaults are tuples until then
    return told


def _schemas(kinds: list[Any]) -> tuple[dict[Any, Any], dict[str, Any]]:
    unique = list(dict.fromkeys(kinds))
    schemas, components = msgspec.json.schema_components(unique, ref_template=_REF)
    return dict(zip(unique, schemas, strict=True)), components


def _operation(one: Operation, refs: dict[Any, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": one.name,
        "summary": one.about,
        "parameters": _parameters(one),
        "responses": _responses(one, refs),
    }
    if one.body:
        content = {"application/json": {"schema": refs[one.body]}}
        told["requestBody"] = {"content": content, "required": bool(_properties(one.body)[1])}
    if one is _HELLO:
        told["security"] = []
    return told


def _parameters(one: Operation) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if "{id}" in one.path:
        schema = {"type": "string", "pattern": "^[0-9A-Za-z_.:-]{1,64}$"}
        found.append({"name": "id", "in": "path", "required": True, "schema": schema})
    if one.query:
        fields, required = _properties(one.query)
        found += [
            {"name": name, "in": "query", "required": name in required, "schema": schema}
            for name, schema in fields.items()
        ]
    if one.once:
        found.append(_header("Idempotency-Key", "^[!-~]{1,200}$", required=False))
    if one.edits:
        found.append(_header("If-Match", '^"[0-9]{1,9}"$', required=True))
    return found


def _header(name: str, pattern: str, *, required: bool) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": required, "schema": {"type": "string", "pattern": pattern}}


def _properties(kind: type[Request]) -> tuple[dict[str, Any], list[str]]:
    _, components = msgspec.json.schema_components([kind], ref_template=_REF)
    schema = components[kind.__name__]
    return schema["properties"], schema.get("required", [])


def _responses(one: Operation, refs: dict[Any, Any]) -> dict[str, Any]:
    done: dict[str, Any] = {"description": one.about}
    if one.answer is PictureView:
        done["content"] = {"image/jpeg": {"schema": {"type": "string", "contentMediaType": "image/jpeg"}}}
    elif one.answer is not None:
        done["content"] = {"application/json": {"schema": refs[one.answer]}}
    problems = {str(status): _problem(status, refs) for status in sorted(_statuses(one))}
    return {str(one.status): done, **problems}


def _problem(status: int, refs: dict[Any, Any]) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": refs[ProblemView]}}
    return {"description": _WORDS[status], "content": content}


def _statuses(one: Operation) -> set[int]:
    found = set(_ALWAYS)
    if one.edits:
        found |= {412, 428}
    if one.body:
        found |= {413, 415}
    return found
