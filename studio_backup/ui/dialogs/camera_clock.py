"""How far a camera's clock was off at a wedding: fast or slow, and by how much, in plain words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from studio_backup.api.matches import SetClock
from studio_backup.api.remote import RemoteService
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.fields import Choice, Number
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.widgets.said import Said
from studio_backup.ui.wording.clocks import CameraClock, camera_title, first_then

AS_IT_SEEMS, RIGHT, FAST, SLOW = range(4)
_MOST_DAYS: Final = 19_000
_WIDTH: Final = 520


class ClockDialog(QDialog):
    """Stays open until the engine took it. `done` hears of that, in the main thread."""

    def __init__(self, shell: Shell, one: CameraClock, done: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell, self._camera, self._done = shell, one, done
        question = translate("Clocks", "How was the clock of {camera}?").format(camera=camera_title(one))
        self.setWindowTitle(question)
        self.setMinimumWidth(_WIDTH)
        self._make_fields()
        self.then, self.said = label("", wrap=True), Said()
        cancel = Button(shell.theme, translate("Clocks", "Cancel"), self.reject)
        self.save = Button(shell.theme, translate("Clocks", "Save"), self._save, kind="primary")
        self.save.setDefault(True)
        means = translate("Clocks", "Its files stay as they are: only when they were taken is understood anew.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(question, "heading", wrap=True))
        layout.addWidget(label(means, "second", wrap=True))
        layout.addLayout(row(self.way, 1))
        layout.addLayout(row(self.days, self.hours, self.minutes, 1))
        layout.addWidget(self.then)
        layout.addWidget(self.said)
        layout.addLayout(row(1, cancel, self.save))
        self._tell()

    def _make_fields(self) -> None:
        words = (
            translate("Clocks", "as it seems by its photos"),
            translate("Clocks", "right"),
            translate("Clocks", "fast: it showed a later time"),
            translate("Clocks", "slow: it showed an earlier time"),
        )
        self.way = Choice(self._shell.theme, translate("Clocks", "Its clock was"), words)
        self.days = Number(translate("Clocks", "Days"), 0, _MOST_DAYS, translate("Clocks", " days"))
        self.hours = Number(translate("Clocks", "Hours"), 0, 23, translate("Clocks", " h"))
        self.minutes = Number(translate("Clocks", "Minutes"), 0, 59, translate("Clocks", " min"))
        clock = self._camera.clock
        if clock is not None:
            said = FAST if clock.seconds < 0 else SLOW if clock.seconds else RIGHT
            self.way.setCurrentIndex(said if clock.by_person else AS_IT_SEEMS)
            minutes = abs(clock.seconds) // 60
            for field, number in ((self.days, minutes // 1440), (self.hours, minutes // 60 % 24)):
                field.setValue(number)
            self.minutes.setValue(minutes % 60)
        self.way.currentIndexChanged.connect(lambda _: self._tell())
        for field in self._fields:
            field.valueChanged.connect(lambda _: self._tell())

    @property
    def _fields(self) -> tuple[Number, Number, Number]:
        return self.days, self.hours, self.minutes

    @property
    def seconds(self) -> int | None:
        """To add to what it showed; None: as it seems."""
        way = self.way.currentIndex()
        if way == AS_IT_SEEMS:
            return None
        if way == RIGHT:
            return 0
        days, hours, minutes = (field.value() for field in self._fields)
        length = ((days * 24 + hours) * 60 + minutes) * 60
        return -length if way == FAST else length

    def _tell(self) -> None:
        seconds, is_off = self.seconds, self.way.currentIndex() in (FAST, SLOW)
        for field in self._fields:
            field.setVisible(is_off)
        self.then.setText(first_then(self._camera, seconds) if seconds else "")
        self.save.forbid(translate("Clocks", "Say by how much first.") if is_off and not seconds else "")

    def _save(self) -> None:
        one, seconds = self._camera, self.seconds
        self.save.forbid(translate("Clocks", "It is being done."))
        self._shell.bridge.ask(
            lambda engine: _set(engine, one, {path: seconds for path, _ in one.folders}), self._saved, self._refused
        )

    def _saved(self, answer: object) -> None:
        del answer
        one, shell, done = self._camera, self._shell, self._done
        text = translate("Clocks", "The clock of {camera} is understood so from now on.")

        def take_back() -> None:
            shell.bridge.ask(lambda engine: _set(engine, one, dict(one.folders)), lambda _: done())

        shell.window.say(text.format(camera=camera_title(one)), button=translate("Clocks", "Undo"), act=take_back)
        done()
        self.accept()

    def _refused(self, error: StudioBackupError) -> None:
        self.said.complain(error)
        self._tell()


def _set(engine: RemoteService, one: CameraClock, seconds: dict[str, int | None]) -> None:
    for path, each in seconds.items():
        engine.matches.set_clock(SetClock(path=path, camera=one.camera, seconds=each))
