#!/usr/bin/env python3
"""A feed of 20,000 events: tests/bench/calendars.py [--events N] [--weddings N].

Served on loopback, into a home of its own. Prints seconds from the question to its weddings booked: of the first poll,
of one that found it unchanged (by its ETag, and by its bytes), and of one in which ten weddings moved. The target of
the first is 5 s.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from studio_backup.api.calendars import CalendarView, NewCalendar, PollCalendar
from studio_backup.base.clock import SystemClock
from studio_backup.engine.home import Home
from studio_backup.engine.service.service import Service
from studio_backup.engine.service.wiring import service
from tests.support.calendars import Feed, event, feed

NOTES = "DESCRIPTION:Bring the long lens\\, the light for the hall\\; ask for the timeline.\\nDeposit paid."
BEGINS = datetime.now(UTC) - timedelta(days=300)


def made(events: int, weddings: int, moved: int = 0) -> list[str]:
    """Events over four years, every so-and-so-many-th a wedding; the first `moved` of those are a week later."""
    step, found = max(1, events // weddings), []
    for number in range(events):
        is_wedding = number % step == 0
        later = 7 if is_wedding and number // step < moved else 0
        day = (BEGINS + timedelta(days=number * 1_300 // events + later)).strftime("%Y%m%d")
        title = f"Wedding: Anna{number} & Ben{number}".translate(LETTERS) if is_wedding else f"Errand {number}"
        times = (f"DTSTART;TZID=Europe/London:{day}T130000", f"DTEND;TZID=Europe/London:{day}T230000")
        stamps = ("DTSTAMP:20260101T000000Z", "CREATED:20260101T000000Z", "STATUS:CONFIRMED", "SEQUENCE:0")
        found.append(event(f"{number}@bench", title, *times, *stamps, "LOCATION:Rose Hall\\, London", NOTES))
    return found


LETTERS = str.maketrans("0123456789", "abcdefghij")
"""Names hold no digits."""


def seconds(what: str, call: Callable[[], object]) -> None:
    """Print what it took."""
    begun = time.perf_counter()
    call()
    print(f"{what:32} {time.perf_counter() - begun:6.2f} s")


def measured(opened: Feed, one: Service, events: int, weddings: int) -> None:
    """All rows."""
    opened.says(*made(events, weddings), etag='"1"')
    print(f"{events:,} events, {weddings:,} weddings, {len(opened.answer.body) / 1e6:.1f} MB")
    added: list[CalendarView] = []
    seconds("first", lambda: added.append(one.calendars.add(NewCalendar(address=opened.url))))
    (kept,) = added
    assert (kept.events, kept.weddings) == (events, weddings), kept
    seconds("unchanged, by its ETag", lambda: one.calendars.poll(kept.id, PollCalendar()))
    opened.answer.headers.clear()
    seconds("unchanged, by its bytes", lambda: one.calendars.poll(kept.id, PollCalendar()))
    opened.says(*made(events, weddings, moved=10))
    seconds("ten weddings moved", lambda: one.calendars.poll(kept.id, PollCalendar()))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--weddings", type=int, default=200)
    chosen = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        opened = stack.enter_context(feed())
        one, _ = stack.enter_context(service(Home(f"{folder}/home"), _no_vault, SystemClock(), lambda: None))
        measured(opened, one, chosen.events, chosen.weddings)


def _no_vault(_: object) -> NoReturn:
    raise AssertionError("calendars are read without the vault")


if __name__ == "__main__":
    main()
