"""Before anything else: Host, Origin, token, size and kind of the body. Pure ASGI, for HTTP and WebSocket alike.

Against a web page in a browser: it cannot set the Host, it always names its Origin (or its site) where it could harm,
and it does not know the token. No CORS header is ever sent.
"""

from __future__ import annotations

from typing import TypeAlias

from studio_backup.api.wire import ProblemView
from studio_backup.base.clock import Clock
from studio_backup.engine.server.answered import ASGI, Receive, Scope, Send, send_answer
from studio_backup.engine.server.callers import Caller, Callers
from studio_backup.engine.server.limits import Limits
from studio_backup.engine.server.problems import Refusal, answer_of, problem

LARGEST_BODY = 1 << 20
CALLER = "studio_backup.caller"
"""Where in the scope the caller stands."""
HELLO = "/v1/hello"
_WATCHED = frozenset(
    {b"host", b"origin", b"authorization", b"content-length", b"content-type", b"transfer-encoding", b"sec-fetch-site"}
)
_WITHOUT_BODY = frozenset({"GET", "HEAD", "DELETE", "OPTIONS", "TRACE"})
_OWN_SITES = frozenset({b"none", b"same-origin"})
_TOKEN_HINT = "The token stands in the file that the engine writes into its home at each start."
Headers: TypeAlias = dict[bytes, list[bytes]]


class Guard:
    """Lets through who may come in; answers the others itself."""

    def __init__(self, app: ASGI, callers: Callers, limits: Limits, clock: Clock) -> None:
        self._app = app
        self._callers, self._limits, self._clock = callers, limits, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] in {"http", "websocket"}:
            headers = _watched(scope)
            refused = self._judge(scope, headers)
            if refused:
                close = ((b"connection", b"close"),) if _has_body(headers) else ()
                await send_answer(answer_of(refused, *close), scope, send)
                return
        await self._app(scope, receive, send)

    def _judge(self, scope: Scope, headers: Headers) -> ProblemView | None:
        port = scope["server"][1] if scope.get("server") else 0
        return _foreign_place(headers, port) or self._stranger(scope, headers) or _bad_body(scope, headers)

    def _stranger(self, scope: Scope, headers: Headers) -> ProblemView | None:
        if scope["type"] == "http" and scope["path"] == HELLO:
            return None
        given = headers.get(b"authorization", [])
        if len(given) != 1:
            return problem(401, "No token was given.", hint=_TOKEN_HINT, kind="NotAllowed")
        caller = self._callers.judge(given[0])
        if caller is None:
            return self._wrong_token()
        scope[CALLER] = caller
        return None

    def _wrong_token(self) -> ProblemView:
        wait_s = self._limits.wrong_token(self._clock.monotonic())
        if wait_s:
            return too_often("Too many wrong tokens.", wait_s).view
        message = "This token is wrong: the engine may have been restarted."
        return problem(401, message, hint=_TOKEN_HINT, kind="NotAllowed")


def caller_of(scope: Scope) -> Caller:
    """Who was let through."""
    caller = scope[CALLER]
    assert isinstance(caller, Caller)
    return caller


def too_often(message: str, wait_s: float) -> Refusal:
    """The refusal of what was done too often."""
    hint = f"Try again in {max(1, round(wait_s))} seconds."
    return Refusal(429, message, hint=hint, kind="TooMany", after_s=wait_s)


def _watched(scope: Scope) -> Headers:
    found: Headers = {}
    for name, value in scope["headers"]:
        if name in _WATCHED:
            found.setdefault(name, []).append(value)
    return found


def _foreign_place(headers: Headers, port: int) -> ProblemView | None:
    hosts = (b"127.0.0.1:%d" % port, b"localhost:%d" % port)
    given = headers.get(b"host", [])
    if len(given) != 1 or given[0].lower() not in hosts:
        return problem(421, "The engine answers on its own loopback address only.", kind="NotAllowed")
    origins = {origin.lower() for origin in headers.get(b"origin", [])}
    sites = headers.get(b"sec-fetch-site", [])
    if origins - {b"http://" + host for host in hosts} or not _OWN_SITES.issuperset(sites):
        return problem(403, "The engine answers no web pages.", kind="NotAllowed")
    return None


def _bad_body(scope: Scope, headers: Headers) -> ProblemView | None:
    if not _has_body(headers):
        return None
    length = headers.get(b"content-length", [b"0"])[0]
    if not length.isdigit() or len(length) > 12 or int(length) > LARGEST_BODY:
        return problem(413, f"A request may have {LARGEST_BODY >> 20} MiB at most.")
    kind = headers.get(b"content-type", [b""])[0].split(b";")[0].strip().lower()
    if scope["type"] == "websocket" or scope["method"] in _WITHOUT_BODY:
        return problem(400, "This request takes no body.")
    if kind != b"application/json":
        return problem(415, "A request's body must be application/json.")
    return None


def _has_body(headers: Headers) -> bool:
    return b"transfer-encoding" in headers or headers.get(b"content-length", [b"0"])[0] != b"0"
