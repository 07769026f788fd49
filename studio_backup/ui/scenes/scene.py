"""What a scene is, and what it has in hand to set itself up."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from studio_backup.api.wire import StatusView
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.app import App
from studio_backup.ui.grabbing import picture_of, wait_until
from studio_backup.ui.page import Page
from studio_backup.ui.scenes.stages import Stage

_P = TypeVar("_P", bound=Page)
_W = TypeVar("_W", bound=QWidget)
_STILL_MS: Final = 300
_LOOKS: Final = 20
"""So often it is looked whether the picture stands still; what always moves is taken as it is then."""


@dataclass(frozen=True)
class Hands:
    """The window of a scene, and ways to wait for it. All of them raise StudioBackupError when it does not come."""

    app: App

    @property
    def status(self) -> StatusView:
        """As the engine last said it."""
        found = self.app.live.status
        assert found is not None, "asked before the engine answered"
        return found

    def page(self, name: str, kind: type[_P]) -> _P:
        """Open this page, and wait until it stands still."""
        self.app.window.open_page(name)
        page = self.app.window.page
        if not isinstance(page, kind):
            raise StudioBackupError(f"The page {name} did not open.", hint="See the list of pages.")
        self.still()
        return page

    def until(self, what: str, there: Callable[[], object]) -> None:
        """Let the window live until this holds."""
        if not wait_until(lambda: bool(there())):
            raise StudioBackupError(f"It did not happen: {what}.", hint="The engine's log may say why.")

    def one(self, kind: type[_W], what: str) -> _W:
        """The visible widget of this kind, as soon as there is one, also in a dialog."""
        windows = self.app.window, *self.app.window.findChildren(QWidget)

        def found() -> list[_W]:
            return [one for window in windows[:1] for one in window.findChildren(kind) if one.isVisible()]

        self.until(what, found)
        return found()[0]

    def end_engine(self) -> None:
        """Have the engine end while the window looks on, unless it has already."""
        if self.app.live.fresh and self.status.pid:
            os.kill(self.status.pid, signal.SIGTERM)
        self.until("the engine is gone", lambda: self.app.live.gone)

    def still(self) -> None:
        """Wait until nothing changes any more: what was asked is answered, pictures are loaded."""
        last = QImage()
        for _ in range(_LOOKS):
            wait_until(lambda: False, _STILL_MS)
            now = picture_of(self.app.window)
            if now == last:
                return
            last = now


@dataclass(frozen=True)
class Scene:
    """`name`: page-state, also of its file. `arrange`: brings the window there; what it gives is shown alone, else the
    window with all that lies over it."""

    name: str
    stage: Stage
    arrange: Callable[[Hands], QWidget | None]
