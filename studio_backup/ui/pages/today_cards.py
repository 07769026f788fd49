"""Today's right column: 3-2-1, thirty days, what was read back."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio_backup.api.figures import AnalyticsView
from studio_backup.api.wire import StatusView
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.frames import Card, column, row
from studio_backup.ui.widgets.glyph import StateChip
from studio_backup.ui.widgets.labels import ElidedLabel, label
from studio_backup.ui.widgets.ring import CopiesRing
from studio_backup.ui.widgets.strip import DayStrip, paint_day
from studio_backup.ui.wording.amounts import percent
from studio_backup.ui.wording.days import Mark, last_days, summary
from studio_backup.ui.wording.places import place_name
from studio_backup.ui.wording.safety import copies_words, media_words, offsite_words, safety
from studio_backup.ui.wording.times import local, moment, short_day


class SafetyCard(Card):
    """Three copies, two kinds of media, one off-site."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("3-2-1")
        self._chip = StateChip(theme)
        self._ring = CopiesRing(theme)
        self._words = [(label("", "strong"), ElidedLabel("", "small")) for _ in range(3)]
        self.body.addLayout(row(label("3-2-1", "heading"), 1, self._chip))
        pairs = [column(heading, evidence, spacing=0) for heading, evidence in self._words]
        facts = QHBoxLayout()
        facts.setSpacing(18)
        facts.addWidget(self._ring)
        facts.addLayout(column(1, *pairs, 1, spacing=8), 1)
        self.body.addLayout(facts)

    def show_status(self, status: StatusView) -> None:
        """Count anew."""
        found = safety(status.weddings)
        self.setVisible(found.weddings > 0)
        self._ring.show_safety(found)
        if found.complete and found.unread:
            self._chip.show_state("working", translate("Safety", "%n not read back yet", "", found.unread))
        elif found.complete:
            self._chip.show_state("protected", translate("Safety", "Met for all %n", "", found.weddings))
        else:
            text = translate("Safety", "Not met for %n", "", found.weddings - found.met)
            self._chip.show_state("attention", text)
        said = (copies_words(found), media_words(found), offsite_words(found))
        for (heading, evidence), words in zip(self._words, said, strict=True):
            heading.setText(words[0])
            evidence.setText(words[1])


class _Key(QWidget):
    """A bar of the strip, small, for its legend."""

    def __init__(self, theme: Theme, mark: Mark) -> None:
        super().__init__()
        self._theme, self._mark = theme, mark
        self.setFixedSize(9, 16)
        self.setAccessibleName(" ")
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(0.5, 0.5)
        paint_day(painter, QRectF(4, 0, 9, 30), self._mark, self._theme.tokens)


class DaysCard(Card):
    """The last thirty days."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(translate("Today", "30 days"))
        self._shell = shell
        self._strip = DayStrip(shell.theme)
        self._first, self._last = label("", "caption"), label(translate("Today", "Today"), "caption")
        self.body.addWidget(self._strip)
        self.body.addLayout(row(self._first, 1, self._last))
        marks: tuple[tuple[Mark, str], ...] = (
            ("good", translate("Days", "Backed up")),
            ("issue", translate("Days", "Issue")),
            ("none", translate("Days", "No backup")),
            ("running", translate("Days", "Running")),
        )
        legend = QHBoxLayout()
        legend.setSpacing(5)
        for mark, words in marks:
            legend.addWidget(_Key(shell.theme, mark))
            legend.addWidget(label(words, "caption"))
            legend.addSpacing(7)
        legend.addStretch(1)
        self.body.addLayout(legend)

    def show_days(self, analytics: AnalyticsView, *, running: bool) -> None:
        """Show what was done."""
        today = local(self._shell.clock.now_ns()).date()
        days = last_days(analytics.days, today, running=running)
        text = summary(days)
        self.note.setText(text)
        self._strip.show_days(days, text)
        self._first.setText(short_day(days[0].day))


class VerifiedCard(Card):
    """What was read back and matched: where, how much, and the oldest unread moment."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(translate("Today", "Verified"))
        self._shell = shell
        self._share, self._where = label("", "big"), label("", "second", wrap=True)
        self._oldest = label("", "small", wrap=True)
        line = row(self._share, self._where)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self.body.addWidget(self._oldest)

    def show_status(self, status: StatusView) -> None:
        """Of all stored bytes at all places, how many were read back and matched at some time."""
        copies = [copy for one in status.weddings for copy in one.copies if copy.bytes]
        whole = sum(copy.bytes for copy in copies)
        self.setVisible(whole > 0)
        if not whole:
            return
        read = sum(copy.bytes * copy.read_percent / 100 for copy in copies)
        places = sorted({place_name(copy.place) for copy in copies if copy.read_percent})
        self._share.setText(percent(100 * read / whole))
        where = translate("Today", "read back and matched, from {places}").format(places=", ".join(places))
        self._where.setText(where if places else translate("Today", "read back yet"))
        oldest = [copy.oldest_read_ns for copy in copies]
        if all(oldest):
            when = moment(min(oldest), self._shell.clock.now_ns())
            self._oldest.setText(translate("Today", "Oldest reading: {time}").format(time=when))
        else:
            count = sum(not one for one in oldest)
            self._oldest.setText(translate("Today", "Part of %n copies was never read back.", "", count))
