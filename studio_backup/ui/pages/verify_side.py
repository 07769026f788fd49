"""Verify's right column: what runs, what was damaged and how it was healed, and how long drills took."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio_backup.api.copies import VerificationView
from studio_backup.api.wire import AlertView, JobView
from studio_backup.base.names import display
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.verbs import EngineVerbs
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.drill_chart import DrillChart, DrillPoint
from studio_backup.ui.widgets.facts import FactLines, FactTable
from studio_backup.ui.widgets.frames import Card, clear, divider, row
from studio_backup.ui.widgets.glyph import StateChip
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.widgets.work import WorkRow
from studio_backup.ui.wording.coverage import (
    damage_facts,
    damage_title,
    of_what,
    told_of,
    verified_words,
)
from studio_backup.ui.wording.history import length
from studio_backup.ui.wording.places import FactLine, place_name
from studio_backup.ui.wording.times import local, moment, short_day

MOST_DAMAGES: Final = 3
MOST_DRILLS: Final = 6


class RunningChecks(Card):
    """Verifications which run now; a row stays as long as its job."""

    def __init__(self, shell: Shell, verbs: EngineVerbs) -> None:
        super().__init__(padded=False)
        self._shell, self._verbs = shell, verbs
        self.rows: dict[str, WorkRow] = {}
        self.setAccessibleName(translate("Verify", "Running now"))
        self.hide()

    def show_jobs(self, jobs: Sequence[JobView]) -> None:
        """Show these."""
        now, wanted = self._shell.clock.monotonic(), {job.id for job in jobs}
        for gone in [one for one in self.rows if one not in wanted]:
            self.rows.pop(gone).deleteLater()
        for job in jobs:
            if job.id not in self.rows:
                self.rows[job.id] = WorkRow(self._shell.theme, job, self._verbs.pause_job)
                self.body.addWidget(self.rows[job.id])
            self.rows[job.id].show_job(job, now)
        self.setVisible(bool(jobs))


class DamageCard(Card):
    """What is damaged now, with the button which heals it; and what the last readings found, in words."""

    def __init__(self, shell: Shell, heal: Callable[[str], None]) -> None:
        super().__init__()
        self._shell, self._heal = shell, heal
        self.chip = StateChip(shell.theme)
        self.none = label(translate("Verify", "none known"), "small")
        self.body.addLayout(row(label(translate("Verify", "Damage"), "heading"), 1, self.none, self.chip))
        self._parts = QVBoxLayout()
        self._parts.setSpacing(10)
        self.body.addLayout(self._parts)
        self.buttons: list[Button] = []
        self._alerts: tuple[AlertView, ...] = ()
        self._found: tuple[VerificationView, ...] = ()
        self._told: dict[str, str] = {}
        self._reason = ""
        self._show()

    def show_alerts(self, alerts: Sequence[AlertView]) -> None:
        """What is damaged now."""
        damage = tuple(one for one in alerts if one.kind == "damage")
        if damage != self._alerts:
            self._alerts = damage
            self._show()

    def show_found(self, verifications: Sequence[VerificationView]) -> None:
        """The newest verifications."""
        found = tuple(one for one in verifications if one.damaged)[:MOST_DAMAGES]
        if found != self._found:
            self._found = found
            self._show()
            for one in found:
                self._ask(one)

    def _ask(self, one: VerificationView) -> None:
        """Which files: the job tells, while the engine still knows it."""
        if one.job and one.job not in self._told:
            ask = self._shell.bridge.ask
            ask(lambda engine: engine.job(one.job), self._tell, lambda _: None, owner=self)

    def _tell(self, job: JobView) -> None:
        self._told[job.id] = job.told
        self._show()

    def _show(self) -> None:
        focused = next((n for n, one in enumerate(self.buttons) if one.hasFocus()), None)
        clear(self._parts)
        self.buttons = []
        for alert in self._alerts:
            self._add_alert(alert)
        for one in self._found:
            self._add_found(one)
        self._show_chip()
        self.forbid(self._reason)
        if focused is not None and focused < len(self.buttons):
            self.buttons[focused].setFocus()

    def _add_alert(self, alert: AlertView) -> None:
        lines = FactLines(self._shell.theme)
        lines.show_lines((FactLine("failed", display(alert.message)),))
        self._parts.addWidget(lines)
        text = translate("Verify", "Heal it")
        name = translate("Verify", "Heal it: {place}").format(place=place_name(alert.cause))
        button = Button(self._shell.theme, text, lambda: self._heal(alert.cause), kind="primary", name=name)
        button.setText(text)
        self.buttons.append(button)
        holder = QWidget()
        holder.setLayout(row(button, 1))
        self._parts.addWidget(holder)

    def _add_found(self, one: VerificationView) -> None:
        if self._parts.count():
            self._parts.addWidget(divider())
        self._parts.addWidget(label(damage_title(one), "strong", wrap=True))
        table = FactTable()
        table.show_facts(damage_facts(one, told_of(self._told.get(one.job, "")), self._shell.clock.now_ns()))
        self._parts.addWidget(table)

    def _show_chip(self) -> None:
        self.chip.setVisible(bool(self._alerts or self._found))
        self.none.setVisible(self.chip.isHidden())
        if self._alerts:
            self.chip.show_state("failed", translate("Verify", "%n places damaged", "", len(self._alerts)))
        elif self._found:
            self.chip.show_state("protected", translate("Verify", "Found, and good again"))

    def forbid(self, reason: str) -> None:
        """No button may be pressed now, and why."""
        self._reason = reason
        for button in self.buttons:
            button.forbid(reason)


class DrillsCard(Card):
    """Drills of the same wedding from the same place as the last one, with the time each took."""

    def __init__(self, shell: Shell, drill: Callable[[], None]) -> None:
        super().__init__()
        self._shell = shell
        self.now = Button(shell.theme, translate("Verify", "Drill now…"), drill, kind="link")
        self.body.addLayout(row(label(translate("Verify", "Drills"), "heading"), 1, self.now))
        self._about = label("", "small", wrap=True)
        self._chart = DrillChart(shell.theme)
        self._last = label("", "small", wrap=True)
        for widget in (self._about, self._chart, self._last):
            self.body.addWidget(widget)
        self.show_drills(())

    def show_drills(self, newest_first: Sequence[VerificationView]) -> None:
        """Show these."""
        last = next(iter(newest_first), None)
        self._chart.setVisible(last is not None)
        self._last.setVisible(last is not None)
        if last is None:
            about = translate("Verify", "No drill was run yet: only a drill shows how fast a wedding comes back.")
            self._about.setText(about)
            return
        same = [one for one in newest_first if _alike(one, last)]
        text = translate("Verify", "Time to get {what} back from {place}, measured")
        self._about.setText(text.format(what=of_what(last), place=place_name(last.place)))
        points = tuple(_point(one) for one in reversed(same[:MOST_DRILLS]))
        self._chart.show_points(points, "; ".join(f"{one.day}: {one.told}" for one in points))
        when = moment(last.ended_ns, self._shell.clock.now_ns())
        self._last.setText(translate("Verify", "Last: {time}. {words}.").format(time=when, words=verified_words(last)))

    def forbid(self, reason: str) -> None:
        """No button may be pressed now, and why."""
        self.now.forbid(reason)


def _alike(one: VerificationView, other: VerificationView) -> bool:
    """Whether they restored the same: only then their times can be compared."""
    return (one.place, one.wedding, one.date) == (other.place, other.wedding, other.date)


def _point(one: VerificationView) -> DrillPoint:
    day = short_day(local(one.ended_ns).date().isoformat())
    return DrillPoint(one.seconds, length(one.seconds), day, failed=one.failed > 0)
