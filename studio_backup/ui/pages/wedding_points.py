"""A wedding's recovery points: when, at which places, and what the picked moment held."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from studio_backup.api.browse import HeldPointView
from studio_backup.api.copies import VerificationView
from studio_backup.api.weddings import BookingView
from studio_backup.ui.pictures import Pictures
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.wedding_photos import WeddingPhotos
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.facts import FactTable
from studio_backup.ui.widgets.frames import Card, row
from studio_backup.ui.widgets.glyph import StateChip
from studio_backup.ui.widgets.labels import ElidedLabel, label
from studio_backup.ui.widgets.lanes import Lanes, MarkKey
from studio_backup.ui.widgets.photo import Photo
from studio_backup.ui.wording.bookings import title_of
from studio_backup.ui.wording.lanes import Mark
from studio_backup.ui.wording.points import (
    drill_words,
    lanes_of,
    moment_facts,
    moment_held,
    moment_title,
    point_words,
    points_summary,
)

_THUMB: Final = QSize(80, 54)
_THUMBS: Final = 7
_GAP: Final = 6


class PointsCard(Card):
    """The lanes. `picked`: the moment a person picked."""

    def __init__(self, shell: Shell, picked: Callable[[int], None]) -> None:
        super().__init__()
        self._shell = shell
        heading = translate("Points", "Recovery points")
        self.setAccessibleName(heading)
        self._summary = ElidedLabel("", "second")
        head = row(label(heading, "heading"), self._summary, spacing=10)
        head.setStretch(1, 1)
        marks: tuple[tuple[Mark, str], ...] = (
            ("whole", translate("Points", "Complete")),
            ("drill", translate("Points", "Restored in a drill")),
            ("warning", translate("Points", "With warnings")),
        )
        for mark, words in marks:
            head.addLayout(row(MarkKey(shell.theme, mark), label(words, "caption"), spacing=5))
        self.lanes = Lanes(shell.theme)
        self.lanes.chosen.connect(picked)
        self.body.addLayout(head)
        self.body.addWidget(self.lanes)

    def show_points(
        self, view: BookingView, points: Sequence[HeldPointView], drills: Sequence[VerificationView]
    ) -> None:
        """Show these; what was picked stays picked."""
        now_ns = self._shell.clock.now_ns()
        summary = points_summary(points, now_ns)
        self._summary.setText(summary)
        words = point_words(points, now_ns)
        self.lanes.show_lanes(lanes_of(points, view.copies, drills), words, f"{self.accessibleName()}: {summary}")
        self.lanes.setVisible(bool(points))


class MomentCard(Card):
    """What the wedding was at the picked moment: photos of it, how much, where."""

    def __init__(self, shell: Shell, pictures: Pictures, restore: Callable[[int], None]) -> None:
        super().__init__()
        self._shell, self._at = shell, 0
        self._photos = WeddingPhotos(shell.bridge, self)
        self._photos.found.connect(self._show_photos)
        self._title = label("", "heading")
        self._drill = StateChip(shell.theme, "protected")
        self._strip = [Photo(shell.theme, pictures, _THUMB) for _ in range(_THUMBS)]
        self._facts = FactTable()
        text = translate("Points", "Restore this moment…")
        self.restore = Button(shell.theme, text, lambda: restore(self._at), picture="clock-counter-clockwise")
        strip = QHBoxLayout()
        strip.setSpacing(_GAP)
        for one in self._strip:
            one.hide()
            strip.addWidget(one)
        strip.addStretch(1)
        self.body.addLayout(row(self._title, 1, self._drill))
        self.body.addLayout(strip)
        self.body.addWidget(self._facts)
        self.body.addSpacing(6)
        self.body.addLayout(row(self.restore, 1))
        self.body.addStretch(1)
        self._name = ""

    def show_moment(
        self, view: BookingView, points: Sequence[HeldPointView], drills: Sequence[VerificationView], at_ns: int
    ) -> None:
        """Show this moment."""
        held = moment_held(points, at_ns)
        self.setVisible(held is not None)
        if held is None:
            return
        self._at, self._name = at_ns, title_of(view)
        title = moment_title(at_ns)
        self._title.setText(title)
        self.setAccessibleName(title)
        drilled = drill_words(points, drills, at_ns)
        self._drill.setVisible(bool(drilled))
        self._drill.show_state("protected", drilled)
        facts = moment_facts(held, self._shell.clock.now_ns())
        self._facts.show_facts(facts)
        self._facts.setAccessibleName("; ".join(f"{name}: {value}" for name, value in facts))
        self._photos.show_wedding(view.name, view.date, str(at_ns) if view.photos else "", at_ns)

    def _show_photos(self) -> None:
        entries = self._photos.entries
        for at, photo in enumerate(self._strip):
            photo.show_entries(entries[at : at + 1], self._name)
        self._fit()

    def _fit(self) -> None:
        """As many as have room."""
        most = max(0, (self.width() - 36 + _GAP) // (_THUMB.width() + _GAP))
        for at, photo in enumerate(self._strip):
            photo.setVisible(at < min(most, len(self._photos.entries)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget."""
        super().resizeEvent(event)
        self._fit()
