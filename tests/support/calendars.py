"""Calendars for tests: their text, and a feed on loopback that answers what a test wants."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

LONDON = "Europe/London"
NOW_NS = int(datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp()) * 10**9


def event(uid: str, title: str, *lines: str) -> str:
    """A VEVENT."""
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VEVENT", ""])


def wedding(uid: str, couple: str, day: str = "20260620", *lines: str) -> str:
    """A wedding from one o'clock to midnight, in London."""
    times = (f"DTSTART;TZID={LONDON}:{day}T130000", f"DTEND;TZID={LONDON}:{day}T235900")
    return event(uid, f"Wedding: {couple}", *times, "LOCATION:Rose Hall", *lines)


def calendar(*events: str) -> bytes:
    """A VCALENDAR."""
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n{''.join(events)}END:VCALENDAR\r\n".encode()


@dataclass
class Answer:
    """What the feed says."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Feed:
    """A server on loopback. `answer` may be exchanged at any time; `asked`: method, path and headers, as they came."""

    url: str
    answer: Answer = field(default_factory=Answer)
    answers: dict[tuple[str, str], Answer] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    def says(self, *events: str, etag: str = "") -> None:
        """From now on it holds these events. With `etag` it answers 304 to who has them."""
        self.answer = Answer(calendar(*events), headers={"ETag": etag} if etag else {})


@contextmanager
def feed() -> Iterator[Feed]:
    """An open feed; closed at the end."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _say(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            self.rfile.read(length)
            opened.asked.append((self.command, self.path, dict(self.headers.items())))
            answer = opened.answers.get((self.command, self.path), opened.answer)
            etag = answer.headers.get("ETag")
            if etag and self.headers.get("If-None-Match") == etag:
                answer = Answer(status=304)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        do_GET = do_PROPFIND = do_REPORT = _say  # noqa: N815  # http.server's names

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    opened = Feed(f"http://127.0.0.1:{server.server_address[1]}/calendar.ics")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield opened
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
