"""The recovery kit made here, as long as a person has still to type two of its groups back."""

from __future__ import annotations

import secrets
import threading
from typing import Final

from studio_backup.api.vault import KitConfirmedView, TypedGroup
from studio_backup.base.errors import NotFoundError, StudioBackupError, UsageError
from studio_backup.engine.service.kit_reminder import KitReminder
from studio_backup.engine.unlock import read_kit
from studio_backup.repository.kit import Kit, fits_group

GROUPS: Final = 12
ASKED: Final = 2


class KitInHand:
    """Holds the kit in memory until it is confirmed; after a restart it is read from where it was written."""

    def __init__(self, reminder: KitReminder) -> None:
        self._reminder = reminder
        self._mutex = threading.Lock()
        self._asked: tuple[int, ...] = ()
        self._kit: Kit | None = None

    def made(self, file: str) -> None:
        """A kit was made, its text written to `file`."""
        with self._mutex:
            self._reminder.made(file)
            self._kit, self._asked = read_kit(file), ()

    def kit(self) -> Kit:
        """The kit made here. NotFoundError where it is not at hand: the vault does not keep it."""
        if self._kit is not None:
            return self._kit
        try:
            return read_kit(self._reminder.file)
        except StudioBackupError:
            raise NotFoundError(
                "The recovery kit is not at hand: the vault itself does not keep it, and the file it was written to"
                " is not there any more.",
                hint="Give the kit's text file, or type its 12 groups.",
            ) from None

    def ask(self) -> tuple[int, ...]:
        """Which groups a person is to type; other ones each time."""
        with self._mutex:
            self.kit()
            self._asked = tuple(sorted(secrets.SystemRandom().sample(range(1, GROUPS + 1), ASKED)))
            return self._asked

    def confirm(self, typed: tuple[TypedGroup, ...]) -> KitConfirmedView:
        """Whether these are the groups asked for. UsageError if others were, or none."""
        with self._mutex:
            if not self._asked or tuple(sorted(one.number for one in typed)) != self._asked:
                raise UsageError("These are not the groups that were asked for.", hint="Ask again which ones to type.")
            key = self.kit().key
            wrong = tuple(sorted(one.number for one in typed if not fits_group(key, one.number, one.text)))
            if wrong:
                return KitConfirmedView(confirmed=False, wrong=wrong)
            self._reminder.tried()
            self._kit, self._asked = None, ()
            return KitConfirmedView(confirmed=True)
