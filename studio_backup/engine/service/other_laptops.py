"""Whether another laptop stored what seems to be missing: asked only then, once an hour at first, later once a day."""

from __future__ import annotations

import logging
from typing import Final

from studio_backup.base.control import CancelToken
from studio_backup.base.errors import StudioBackupError
from studio_backup.engine.health.limits import DAY, HOUR
from studio_backup.engine.jobs.other_laptops import Elsewhere, stored_elsewhere
from studio_backup.engine.service.parts import Parts
from studio_backup.engine.service.protection_values import Standing

_FRESH_NS: Final = 3 * DAY
"""So long after an event its cards are still on their way to some laptop."""
_LOG = logging.getLogger("studio_backup.engine")


class OtherLaptops:
    """Remembers what it was told. Used from the thread that looks."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._told: dict[object, tuple[int, Elsewhere | None]] = {}

    def of(self, one: Standing) -> Elsewhere | None:
        """What other laptops stored of a wedding; None if nobody could look."""
        now = self._parts.clock.now_ns()
        known = self._told.get(one.key)
        again_ns = HOUR if now - one.booked.end_ns < _FRESH_NS else DAY
        if known is None or not 0 <= now - known[0] < again_ns:
            known = self._told[one.key] = now, self._asked(one)
        return known[1]

    def _asked(self, one: Standing) -> Elsewhere | None:
        own = {row.id for row in self._parts.index.rows()}
        try:
            with self._parts.vault.studio() as studio:
                return stored_elsewhere(studio, one.booked.name, one.booked.date, own, cancel=CancelToken())
        except StudioBackupError as error:
            _LOG.info("What other laptops stored of a wedding could not be looked up: %s", error.message)
            return None
