"""Some photos of a wedding, to know it by: which files they are. Their pictures come from `pictures`."""

from __future__ import annotations

import os
from typing import Final

from PySide6.QtCore import QObject, Signal

from studio_backup.api.browse import EntryView, FilesQuery, FilesView
from studio_backup.api.remote import RemoteService
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.asking import Asked
from studio_backup.ui.bridge import Bridge
from studio_backup.ui.wording.restoring import is_photo

_LOOKED_AT: Final = 800
"""Entries of a wedding among which photos are chosen: a whole wedding has thousands, and any of them will do."""
_MOST: Final = 8


class WeddingPhotos(QObject):
    """`found`: other photos are known (`entries`, spread over what was looked at)."""

    found = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._asked: Asked | None = None
        self._of: tuple[str, str, int | None, str] | None = None
        self.entries: tuple[EntryView, ...] = ()

    def show_wedding(self, name: str, date: str, newest: str, at_ns: int | None = None) -> None:
        """Look for photos of it as it was at a moment (None: now). `newest`: its newest point; "" for none."""
        wanted = (name, date, at_ns, newest)
        if wanted == self._of:
            return
        same = self._of is not None and self._of[:3] == wanted[:3]
        self._of = wanted
        if self._asked is not None:
            self._asked.forget()
        if not same:
            self._take(())
        if newest:
            query = FilesQuery(wedding=name, date=date, at_ns=at_ns, limit=_LOOKED_AT)

            def call(engine: RemoteService) -> tuple[EntryView, ...]:
                return chosen_photos(engine.browse.files(query))

            self._asked = self._bridge.ask(call, self._take, self._unread, lane="slow")

    def _take(self, entries: tuple[EntryView, ...]) -> None:
        self.entries = entries
        self.found.emit()

    def _unread(self, error: StudioBackupError) -> None:
        """It is shown without photos; asked again when there is a newer point."""


def chosen_photos(view: FilesView) -> tuple[EntryView, ...]:
    """A few of the photos, evenly spread: the first and the last of a wedding look alike."""
    photos = [one for one in view.items if one.type == "file" and not one.flags and is_photo(one.path)]
    step = max(1, len(photos) / _MOST)
    chosen = [photos[int(at * step)] for at in range(min(_MOST, len(photos)))]
    return tuple(
        EntryView(
            name=os.path.basename(one.path), kind="file", point=one.point, path=one.path, size=one.size,
            mtime_ns=one.mtime_ns,
        )
        for one in chosen
    )  # fmt: skip
