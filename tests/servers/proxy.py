"""A small HTTP proxy on loopback which follows a script: it stands before a real S3 server and makes it ill."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

XML = "<?xml version='1.0' encoding='UTF-8'?><Error><Code>{code}</Code><Message>scripted</Message></Error>"


@dataclass(frozen=True)
class Ill:
    """What befalls one request. `late`: the server does it nevertheless, only the answer is lost or replaced.

    `status` and `code`: this answer. `silent`: no answer for so many seconds, then the connection breaks.
    `cut`: the body of the answer ends so many bytes early. `break_off`: the connection breaks at once.
    `body`: instead of an S3 error.
    """

    status: int = 0
    code: str = ""
    late: bool = False
    silent: float = 0.0
    cut: int = 0
    break_off: bool = False
    body: bytes | None = None


Script = Callable[[int, str, str], "Ill | None"]


@dataclass
class Proxy:
    """A running proxy. `script` gets number (from 1), method and path of each request."""

    url: str
    script: Script = lambda _number, _method, _path: None
    seen: list[tuple[str, str]] = field(default_factory=list)
    mutex: threading.Lock = field(default_factory=threading.Lock)

    def plan(self, *ills: Ill | None, method: str = "") -> None:
        """The next requests (of that method) suffer these; those after them nothing."""
        left = list(ills)

        def script(_number: int, asked: str, _path: str) -> Ill | None:
            return left.pop(0) if left and method in ("", asked) else None

        self.seen.clear()
        self.script = script

    def count(self, method: str) -> int:
        return sum(1 for asked, _ in self.seen if asked == method)


def _handler(proxy: Proxy, host: str, port: int) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            with proxy.mutex:
                proxy.seen.append((self.command, self.path))
                ill = proxy.script(len(proxy.seen), self.command, self.path)
            if ill and (ill.break_off or ill.silent or ill.status) and not ill.late:
                self._suffer(ill)
                return
            answer, data = self._forward(body)
            if ill and ill.late:
                self._suffer(ill)
            else:
                self._answer(answer, data, ill.cut if ill else 0)

        do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = _serve  # noqa: N815

        def _forward(self, body: bytes) -> tuple[http.client.HTTPResponse, bytes]:
            upstream = http.client.HTTPConnection(host, port, timeout=30)
            upstream.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for key, value in self.headers.items():
                if key.lower() not in ("expect", "connection"):
                    upstream.putheader(key, value)
            upstream.endheaders(body)
            answer = upstream.getresponse()
            data = answer.read()
            upstream.close()
            return answer, data

        def _answer(self, answer: http.client.HTTPResponse, data: bytes, cut: int) -> None:
            self.send_response_only(answer.status)
            for key, value in answer.getheaders():
                if key.lower() not in ("connection", "transfer-encoding", "content-length"):
                    self.send_header(key, value)
            length = answer.getheader("Content-Length") if self.command == "HEAD" else str(len(data))
            self.send_header("Content-Length", length or "0")
            self.end_headers()
            self.wfile.write(data[: len(data) - cut])
            self.close_connection = self.close_connection or bool(cut)

        def _suffer(self, ill: Ill) -> None:
            if ill.silent:
                time.sleep(ill.silent)
            if ill.break_off or ill.silent:
                self.close_connection = True
                return
            data = XML.format(code=ill.code).encode() if ill.body is None else ill.body
            self.send_response_only(ill.status)
            self.send_header("Content-Type", "application/xml")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

    return Handler


@contextmanager
def proxy_before(url: str) -> Iterator[Proxy]:
    """A proxy in front of the server at `url`."""
    upstream = urlsplit(url)
    proxy = Proxy("")
    assert upstream.hostname
    assert upstream.port
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(proxy, upstream.hostname, upstream.port))
    server.daemon_threads = True
    server.block_on_close = False
    proxy.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
