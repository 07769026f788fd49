"""The thread that polls the calendars: each when it is due, one by one, and once for all that was slept over."""

from __future__ import annotations

import logging
import threading
from typing import Final

from studio_backup.base.errors import StudioBackupError
from studio_backup.engine.service.calendar_polling import CalendarPolling
from studio_backup.engine.service.calendar_secrets import CalendarSecrets
from studio_backup.engine.service.parts import Parts

LOOK_S: Final = 15.0
"""Between two looks at the clock: that is how late a poll may be after the machine slept."""
_LONGEST_NS: Final = 86_400 * 10**9
_LOG = logging.getLogger("studio_backup.engine")


class CalendarLoop:
    """`polling`: what it does, at any other time too."""

    def __init__(self, parts: Parts, polling: CalendarPolling) -> None:
        self.polling, self._parts = polling, parts
        self._wake = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._look_again_and_again, name="calendars", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Begin no further poll. Returns at once."""
        self._stopping = True
        self._wake.set()

    def look(self) -> None:
        """Poll what is due now."""
        polls = self.polling.table.polls()
        for calendar in self.polling.table.all():
            if self._stopping:
                return
            poll = polls.get(calendar.id)
            if poll is None or self._due(poll.next_ns):
                self._poll(calendar.id)

    def _due(self, next_ns: int) -> bool:
        """Also where it lies days ahead: then the clock was set back meanwhile."""
        now = self._parts.clock.now_ns()
        return next_ns <= now or next_ns > now + _LONGEST_NS

    def _poll(self, calendar_id: str) -> None:
        try:
            self.polling.poll(calendar_id)
            self._parts.bus.publish("calendar", calendar_id, self.polling.view(self.polling.table.get(calendar_id)))
        except StudioBackupError as error:  # it was removed meanwhile
            _LOG.info("A calendar was not polled: %s", error.message)

    def _look_again_and_again(self) -> None:
        while not self._stopping:
            try:
                self.look()
            except Exception:  # the other calendars go on, whatever one poll met
                if not self._stopping:  # what it writes to may be closed by then
                    _LOG.exception("A look at the calendars failed.")
            self._wake.wait(LOOK_S)


def calendar_loop(parts: Parts) -> CalendarLoop:
    """The calendars of a home; nothing is polled before `start`."""
    return CalendarLoop(parts, CalendarPolling(parts, CalendarSecrets(parts.home), parts.weddings))
