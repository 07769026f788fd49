"""When the first run is shown: while the engine says that there is no vault, and until it was ended once."""

from __future__ import annotations

from typing import Final, Protocol

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QWidget

from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import PageQuery
from studio_backup.api.settings import SettingsView
from studio_backup.api.wire import StatusView
from studio_backup.ui.first_run.backup_step import BackupStep
from studio_backup.ui.first_run.calendar_step import CalendarStep
from studio_backup.ui.first_run.course import Reached, StepName, goes_on_at
from studio_backup.ui.first_run.draft import Draft
from studio_backup.ui.first_run.folders_step import FoldersStep
from studio_backup.ui.first_run.frame import FirstRun, MakeStep
from studio_backup.ui.first_run.join_steps import FoundStep, VaultStep
from studio_backup.ui.first_run.kit_step import KitStep
from studio_backup.ui.first_run.name_step import NameStep
from studio_backup.ui.first_run.place_step import PlaceStep
from studio_backup.ui.first_run.second_step import SecondStep
from studio_backup.ui.shell import Shell

_GOING: Final = "first_run"
_STUDIO: Final = "first_run_studio"


class Room(Protocol):
    """What the window does for it."""

    def occupy(self, room: QWidget | None) -> None:
        """Show this instead of the pages, or the pages again."""
        ...

    def open_page(self, name: str, target: str = "") -> bool:
        """See shell.Window."""
        ...


class FirstRunGate(QObject):
    """That a first run was begun and not ended is remembered by the window; where it goes on, the engine knows."""

    def __init__(self, shell: Shell, settings: QSettings, room: Room) -> None:
        super().__init__()
        self._shell, self._settings, self._room = shell, settings, room
        self.shown: FirstRun | None = None
        self._asking = False
        shell.live.changed.connect(self._look)

    def _look(self) -> None:
        live = self._shell.live
        if self.shown is not None or self._asking or not live.fresh or live.status is None:
            return
        if live.status.vault == "none":
            self._settings.setValue(_GOING, 1)
            self._open(live.status, kit_later=False)
        elif self._settings.value(_GOING) is not None:
            self._asking = True
            self._shell.bridge.ask(_begun, self._goes_on, self._unknown, owner=self)

    def _goes_on(self, begun: tuple[SettingsView, int]) -> None:
        self._asking = False
        status, (settings, calendars) = self._shell.live.status, begun
        if self.shown is None and status is not None:
            self._open(status, kit_later=settings.kit == "later", calendars=calendars)

    def _unknown(self, error: Exception) -> None:
        """It is asked again when something changes."""
        del error
        self._asking = False

    def _open(self, status: StatusView, *, kit_later: bool, calendars: int = 0) -> None:
        reached = Reached(
            vault=status.vault != "none",
            kit_later=kit_later,
            sources=len(status.sources),
            tiers=len(status.tiers),
            calendars=calendars,
        )
        draft = Draft(studio=str(self._settings.value(_STUDIO, "")))
        self.shown = FirstRun(self._shell, draft, steps(), goes_on_at(reached))
        self.shown.finished.connect(self._finish)
        self.shown.stack.currentChanged.connect(self._keep)
        self._room.occupy(self.shown)
        self.shown.take_focus()

    def _keep(self) -> None:
        if self.shown is not None:
            self._settings.setValue(_STUDIO, self.shown.draft.studio)

    def _finish(self) -> None:
        for name in (_GOING, _STUDIO):
            self._settings.remove(name)
        shown, self.shown = self.shown, None
        self._room.occupy(None)
        self._room.open_page("today")
        if shown is not None:
            shown.deleteLater()


def _begun(engine: RemoteService) -> tuple[SettingsView, int]:
    """What the status does not tell: whether the kit was put off, and how many calendars there are."""
    return engine.settings.get(), len(engine.calendars.list(PageQuery(limit=1)).items)


def steps() -> dict[StepName, MakeStep]:
    """How each step is made."""
    return {
        "name": NameStep,
        "place": PlaceStep,
        "kit": KitStep,
        "folders": FoldersStep,
        "second": SecondStep,
        "calendar": CalendarStep,
        "backup": BackupStep,
        "vault": VaultStep,
        "found": FoundStep,
    }
