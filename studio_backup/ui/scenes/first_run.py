"""First run: each step, on a laptop which never had the program. A scene goes as far as it must to show its step."""

from __future__ import annotations

import functools
import os
from typing import Final

from studio_backup.api.paths import to_wire
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.first_run.backup_step import BackupStep
from studio_backup.ui.first_run.calendar_step import CalendarStep
from studio_backup.ui.first_run.course import NEW, StepName
from studio_backup.ui.first_run.folders_step import FoldersStep
from studio_backup.ui.first_run.frame import FirstRun
from studio_backup.ui.first_run.kit_step import KitStep
from studio_backup.ui.first_run.name_step import NameStep
from studio_backup.ui.first_run.place_step import PlaceStep
from studio_backup.ui.first_run.second_step import SecondStep
from studio_backup.ui.scenes.calendar_file import calendar_file
from studio_backup.ui.scenes.scene import Hands, Scene

_STUDIO: Final = "Rose & Oak Photography"
_PASSPHRASE: Final = "eleven paper lanterns under the old bridge"


def _room(hands: Hands, *parts: str) -> str:
    """A folder beside the home: what a first run makes lies there."""
    return to_wire(os.path.join(os.path.dirname(hands.app.bridge.home), "first-run", *parts))


def _shown(hands: Hands) -> FirstRun:
    hands.until("the first run", lambda: hands.app.window.first_run.shown)
    shown = hands.app.window.first_run.shown
    assert shown is not None
    return shown


def _fill(hands: Hands, shown: FirstRun) -> None:
    """Give what the step asks for."""
    step = shown.step
    if isinstance(step, NameStep):
        step.field.setText(_STUDIO)
    elif isinstance(step, PlaceStep):
        _fill_place(hands, step)
    elif isinstance(step, FoldersStep):
        hands.until("suggestions", lambda: step.rows)
    elif isinstance(step, SecondStep):
        hands.still()
        step.places.folder.show_path(_room(hands, "NAS"))
    elif isinstance(step, CalendarStep):
        step.form.address.setText(calendar_file(hands))
        shown.go.click()
        hands.until("its events", lambda: step.looked or step.trouble)


def _fill_place(hands: Hands, step: PlaceStep) -> None:
    if not step.asked.isVisibleTo(step):
        return
    hands.still()
    step.places.folder.show_path(_room(hands, "Vault"))
    step.kit.show_path(_room(hands, "Papers"))
    for field in (step.passphrase.first, step.passphrase.again):
        field.setText(_PASSPHRASE)


def _forward(hands: Hands, shown: FirstRun) -> None:
    """To the next step; the recovery kit and the calendar are put off."""
    name = shown.step.name
    if isinstance(shown.step, KitStep | CalendarStep):
        shown.later.click()
    else:
        if isinstance(shown.step, SecondStep):
            _try_second(hands, shown, shown.step)
        hands.until(f"one can go on from {name}", shown.go.isEnabled)
        shown.go.click()
    hands.until(f"the step behind {name}", lambda: shown.step.name != name or shown.step.trouble)
    if shown.step.name == name:
        raise StudioBackupError(shown.step.trouble, hint="")


def _try_second(hands: Hands, shown: FirstRun, step: SecondStep) -> None:
    """The place is tried out and added; what was found is shown before one goes on."""
    if not step.tiers:
        hands.until("a place to try out", shown.go.isEnabled)
        shown.go.click()
    hands.until("what was found at the second place", lambda: step.tiers or step.trouble)


def _second_there(hands: Hands) -> None:
    _step("second", hands)
    shown = _shown(hands)
    assert isinstance(shown.step, SecondStep)
    _try_second(hands, shown, shown.step)


def _step(name: StepName, hands: Hands) -> None:
    shown = _shown(hands)
    while shown.step.name != name and NEW.index(shown.step.name) < NEW.index(name):
        _fill(hands, shown)
        _forward(hands, shown)
    if shown.step.name != name:
        shown.show_step(name)
    hands.still()
    if not isinstance(shown.step, BackupStep):
        _fill(hands, shown)


def _join(hands: Hands) -> None:
    shown = _shown(hands)
    shown.show_step("vault")


SCENES: Final = (
    Scene("first-run-vault", "new", _join),
    *(Scene(f"first-run-{name}", "new", functools.partial(_step, name)) for name in NEW[:-1]),
    Scene("first-run-second-there", "new", _second_there),
    Scene("first-run-backup", "new", functools.partial(_step, NEW[-1])),
)
