"""The cards of a policy: when, how long, where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from studio_backup.api.policies import PolicyPreviewView, PolicyView
from studio_backup.base.names import display
from studio_backup.domain.job import Level
from studio_backup.domain.policy import Retention, Schedule, Watched
from studio_backup.ui.pages.settings_schedule import ScheduleBuilder
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.bands import Bands
from studio_backup.ui.widgets.fields import Choice, Number
from studio_backup.ui.widgets.frames import Card, clear, column, row
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.wording.policies import OFFERED, days_words, level_word
from studio_backup.ui.wording.schedules import run_words, week

_MOST_DAYS, _MOST_YEARS, _MOST_DEMANDED = 36_500, 100, 20


class WhenCard(Card):
    """The schedule: built, painted, as a sentence, and its next runs as the engine tells them."""

    changed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(translate("Policies", "When"))
        self._shell = shell
        self.builder = ScheduleBuilder(shell.theme)
        self.sentence = label("", "strong", wrap=True)
        self.bands = Bands(shell.theme)
        self.runs = QGridLayout()
        self.runs.setHorizontalSpacing(14)
        self.runs.setVerticalSpacing(4)
        self.told: tuple[str, ...] = ()
        right = QWidget()
        right.setFixedWidth(170)
        right.setLayout(column(label(translate("Policies", "Next runs"), "second"), self.runs, 1, spacing=6))
        both = row(self.bands, right, spacing=20)
        both.setStretch(0, 1)
        for part in (self.builder, self.sentence):
            self.body.addWidget(part)
        self.body.addLayout(both)
        self.builder.changed.connect(self.changed)

    def show_schedule(self, schedule: Schedule) -> None:
        """Show this one in the controls."""
        self.builder.show_schedule(schedule)
        self.paint(schedule)

    def paint(self, schedule: Schedule) -> None:
        """Paint this one; what the engine says of it comes later."""
        self.bands.show_rows(week(schedule), self.sentence.text())

    def tell(self, schedule: Schedule, found: PolicyPreviewView) -> None:
        """The engine's sentence and the next runs."""
        self.sentence.setText(found.sentence)
        self.bands.show_rows(week(schedule), found.sentence)
        now = self._shell.clock.now_ns()
        self._show_runs([run_words(at, now) for at in found.next_runs_ns], watched=isinstance(schedule, Watched))

    def tell_wrong(self, why: str) -> None:
        """It runs never: why."""
        self.sentence.setText(why)
        self._show_runs([], watched=False)

    def _show_runs(self, runs: Sequence[tuple[str, str]], *, watched: bool) -> None:
        clear(self.runs)
        self.told = tuple(f"{day} {clock}" for day, clock in runs)
        for at, (day, clock) in enumerate(runs):
            self.runs.addWidget(label(day), at, 0)
            self.runs.addWidget(label(clock, "strong"), at, 1)
        if watched:
            text = translate("Policies", "By no clock: after a change, as soon as the folder has come to rest.")
            self.runs.addWidget(label(text, "small", wrap=True), 0, 0)


class KeepCard(Card):
    """How long points are kept."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(translate("Policies", "How long"))
        self._showing = False
        self.boxes: dict[str, Number] = {}
        self._notes: dict[str, QWidget] = {}
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for at, (name, text) in enumerate(_kept_words()):
            self._add(grid, at, name, text)
        self.body.addLayout(grid)
        more = translate("Policies", "Nothing is removed by these numbers yet: they are what you promised.")
        self.body.addWidget(label(more, "small", wrap=True))
        self.body.addStretch(1)

    def _add(self, grid: QGridLayout, at: int, name: str, text: str) -> None:
        years = name == "legal_years"
        suffix = translate("Policies", " years") if years else translate("Policies", " days")
        box = Number(text, 0 if years else 1, _MOST_YEARS if years else _MOST_DAYS, suffix)
        note = label("", "small")
        box.valueChanged.connect(lambda days: note.setText("" if years else days_words(days)))
        box.valueChanged.connect(self._edited)
        self.boxes[name] = box
        grid.addWidget(label(text, wrap=True), at, 0)
        grid.addWidget(note, at, 1)
        grid.addWidget(box, at, 2)

    def show_retention(self, kept: Retention) -> None:
        """Show these numbers."""
        self._showing = True
        for name, box in self.boxes.items():
            box.setValue(getattr(kept, name))
        self._showing = False

    def retention(self) -> Retention:
        """What stands in the boxes."""
        return Retention(**{name: box.value() for name, box in self.boxes.items()})

    def _edited(self) -> None:
        if not self._showing:
            self.changed.emit()


def _kept_words() -> tuple[tuple[str, str], ...]:
    return (
        ("every_point_days", translate("Policies", "Every recovery point")),
        ("daily_days", translate("Policies", "Then one a day")),
        ("weekly_days", translate("Policies", "Then one a week")),
        ("monthly_days", translate("Policies", "Then one a month")),
        ("legal_years", translate("Policies", "By law, after the event")),
    )


class WhereCard(Card):
    """Which places get copies, how many there have to be, and how urgent it is."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(translate("Policies", "Where"))
        self._showing = False
        self._tiers: dict[str, QCheckBox] = {}
        self.every = QCheckBox(translate("Policies", "Every place there is, also one added later"))
        self.every.toggled.connect(self._every_chosen)
        self._boxes = column(spacing=2)
        self.copies, self.media, self.places = (self._demand(text) for text in _demand_words())
        self.level = Choice(theme, translate("Policies", "How urgent"))
        self._levels: tuple[Level, ...] = OFFERED
        self.level.currentIndexChanged.connect(self._edited)
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        words = (*_demand_words(), translate("Policies", "How urgent"))
        for at, (text, box) in enumerate(zip(words, (self.copies, self.media, self.places, self.level), strict=True)):
            grid.addWidget(label(text, wrap=True), at, 0)
            grid.addWidget(box, at, 1)
        self.body.addWidget(self.every)
        self.body.addLayout(self._boxes)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def _demand(self, text: str) -> Number:
        box = Number(text, 1, _MOST_DEMANDED)
        box.valueChanged.connect(self._edited)
        return box

    def show_policy(self, policy: PolicyView, tiers: Sequence[str]) -> None:
        """Show what it demands; `tiers`: names of all places there are."""
        self._showing = True
        clear(self._boxes)
        self._tiers = {name: self._tier(name) for name in (*tiers, *(one for one in policy.tiers if one not in tiers))}
        for name, box in self._tiers.items():
            box.setChecked(name in policy.tiers or not policy.tiers)
            box.setEnabled(bool(policy.tiers))
        self.every.setChecked(not policy.tiers)
        self.every.setEnabled(bool(self._tiers))
        self.copies.setValue(policy.copies)
        self.media.setValue(policy.media)
        self.places.setValue(policy.places)
        self._levels = OFFERED if policy.level in OFFERED else (*OFFERED, policy.level)
        self.level.clear()
        self.level.addItems([level_word(level) for level in self._levels])
        self.level.setCurrentIndex(self._levels.index(policy.level))
        self._showing = False

    def _tier(self, name: str) -> QCheckBox:
        box = QCheckBox(display(name).replace("&", "&&"))
        box.setAccessibleName(display(name))
        box.toggled.connect(self._edited)
        self._boxes.addWidget(box)
        return box

    def tiers(self) -> tuple[str, ...]:
        """Names of those chosen; none for every one."""
        return () if self.every.isChecked() else tuple(name for name, box in self._tiers.items() if box.isChecked())

    @property
    def chosen_level(self) -> Level:
        """How urgent it is to be."""
        return self._levels[max(0, self.level.currentIndex())]

    @property
    def wrong(self) -> str:
        """Why that cannot be: no place is chosen."""
        nothing = not self.every.isChecked() and not self.tiers()
        return translate("Policies", "Choose at least one place, or every place there is.") if nothing else ""

    def _every_chosen(self, every: bool) -> None:
        for box in self._tiers.values():
            box.setEnabled(not every)
        self._edited()

    def _edited(self) -> None:
        if not self._showing:
            self.changed.emit()


def _demand_words() -> tuple[str, str, str]:
    return (
        translate("Policies", "Copies, the working files counted"),
        translate("Policies", "Kinds of media"),
        translate("Policies", "Places"),
    )
