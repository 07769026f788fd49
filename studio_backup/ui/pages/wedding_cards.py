"""The cards of a wedding's page: why it is so urgent, its folders, how long it is kept, what is known of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio_backup.api.paths import from_wire
from studio_backup.api.retention import WeddingRetentionView
from studio_backup.api.weddings import BookingView, ProtectionView
from studio_backup.api.wire import SourceStateView
from studio_backup.base.names import display
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.badge import LevelBadge
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.empty import Drawing
from studio_backup.ui.widgets.facts import FactTable
from studio_backup.ui.widgets.frames import Card, clear, column, divider, row
from studio_backup.ui.widgets.glyph import StateGlyph
from studio_backup.ui.widgets.labels import ElidedLabel, colour_as, label
from studio_backup.ui.wording.bookings import Known
from studio_backup.ui.wording.folders import folder_line
from studio_backup.ui.wording.priority import class_title, demand_facts, nothing_of, reason_lines
from studio_backup.ui.wording.wedding_facts import kept_lines, known_facts


class ClassPart(QWidget):
    """Papers, or photos and videos: level, reasons with their ends, what is demanded and there."""

    def __init__(self, theme: Theme, *, of_media: bool) -> None:
        super().__init__()
        self._of_media = of_media
        self.badge = LevelBadge(theme)
        self._reasons = label("", wrap=True)
        self._short = label("", wrap=True)
        colour_as(self._short, "attention")
        self._facts = FactTable()
        head = row(label(class_title(of_media), "strong"), self.badge, 1)
        self.setLayout(column(head, self._reasons, self._short, self._facts, spacing=5))

    def show_protection(self, one: ProtectionView | None, zone: str) -> None:
        """Show it; None: there is none of that class yet."""
        self.badge.setVisible(one is not None)
        self._facts.setVisible(one is not None)
        self._short.setVisible(bool(one and one.shortfall))
        if one is None:
            self._reasons.setText(nothing_of(self._of_media))
        else:
            self.badge.show_level(one.level)
            self._reasons.setText("\n".join(reason_lines(one, zone)))
            self._short.setText(display(one.shortfall))
            self._facts.show_facts(demand_facts(one))
        self.setAccessibleName(f"{class_title(self._of_media)}: {self._reasons.text()}")


class WhyCard(Card):
    """Both classes of a wedding."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(translate("Priority", "How urgent, and why"))
        self.media, self.papers = ClassPart(theme, of_media=True), ClassPart(theme, of_media=False)
        for part in (self.media, divider(), self.papers):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_view(self, view: BookingView) -> None:
        """Show it."""
        self.media.show_protection(view.media_protection, view.zone)
        self.papers.show_protection(view.papers_protection, view.zone)


class LinesCard(Card):
    """A heading and lines, each with something before its words; made anew only when they are others."""

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self._shown: object = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(7)
        self.body.addLayout(self._lines)
        self.body.addStretch(1)

    def _show(self, told: object, make: Callable[[], Sequence[tuple[QWidget, QWidget, QWidget | None]]]) -> None:
        if told == self._shown:
            return
        self._shown = told
        clear(self._lines)
        for picture, words, right in make():
            line = row(picture, words, *((right,) if right else ()), spacing=10)
            line.setStretch(1, 1)
            self._lines.addLayout(line)


class FoldersCard(LinesCard):
    """Its watched folders, and how each stands."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(translate("Points", "Folders"))
        self._shell = shell

    def show_folders(self, view: BookingView, known: Known) -> None:
        """Show these."""
        folders = known.folders.get((view.name, view.date), ())
        lines = tuple((one, folder_line(one, known.now_ns)) for one in folders)
        self._show(lines, lambda: [self._line(one, known.now_ns) for one in folders] or [self._nothing()])

    def _line(self, one: SourceStateView, now_ns: int) -> tuple[QWidget, QWidget, QWidget | None]:
        found = folder_line(one, now_ns)
        words = label(found.words, "small")
        colour_as(words, found.look if found.look in ("failed", "attention") else None)
        glyph = StateGlyph(self._shell.theme, 14, found.look, found.words)
        path = ElidedLabel(display(from_wire(one.path)), middle=True)
        return glyph, path, words

    def _nothing(self) -> tuple[QWidget, QWidget, QWidget | None]:
        text = translate("Points", "No watched folder is assigned to it. Assign one, and its backup begins at once.")
        return Drawing(self._shell.theme, "folder", 16), label(text, "second", wrap=True), None


class KeptCard(LinesCard):
    """How long it is kept, what holds it, what would go next."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(translate("Points", "Kept"))
        self._theme = shell.theme

    def show_kept(self, view: BookingView, kept: WeddingRetentionView | None, now_ns: int) -> None:
        """Show it; `kept`: None while it is not known."""
        lines = kept_lines(view, kept, now_ns)
        self._show(lines, lambda: [self._line(picture, words) for picture, words in lines])

    def _line(self, picture: str, words: str) -> tuple[QWidget, QWidget, QWidget | None]:
        return Drawing(self._theme, picture, 16), label(words, wrap=True), None


class KnownCard(Card):
    """What is known of the wedding: as a person typed it, and what the calendar says beside it."""

    def __init__(self, shell: Shell, edit: Callable[[], None]) -> None:
        super().__init__()
        heading = translate("Points", "The wedding")
        self.setAccessibleName(heading)
        self.edit = Button(shell.theme, translate("Acts", "Edit…"), edit, picture="pencil-simple")
        self._facts = FactTable()
        self._notes = label("", "second", wrap=True)
        self.body.addLayout(row(label(heading, "heading"), 1, self.edit))
        self.body.addWidget(self._facts)
        self.body.addWidget(self._notes)
        self.body.addStretch(1)

    def show_view(self, view: BookingView) -> None:
        """Show it."""
        facts = known_facts(view)
        self._facts.show_facts(facts)
        self._facts.setAccessibleName("; ".join(f"{name}: {value}" for name, value in facts))
        self._notes.setText(display(view.notes))
        self._notes.setVisible(bool(view.notes))


class DecisionCard(Card):
    """What the calendar says now and a person must decide. Until then nothing of its protection changes."""

    def __init__(self, theme: Theme, keep: Callable[[], None], cancelled: Callable[[], None]) -> None:
        super().__init__()
        self.mark("attention")
        self._words = label("", wrap=True)
        self.keep = Button(theme, translate("Points", "It takes place: keep it"), keep, kind="primary")
        self.cancelled = Button(theme, translate("Points", "It is cancelled"), cancelled)
        glyph = StateGlyph(theme, 20, "attention", translate("Points", "Decide"))
        line = row(glyph, self._words, self.keep, self.cancelled, spacing=12)
        line.setStretch(1, 1)
        self.body.addLayout(line)

    def show_view(self, view: BookingView) -> None:
        """Show it where something is to be decided."""
        self.setVisible(bool(view.undecided))
        self._words.setText(display(view.undecided))
        self.setAccessibleName(display(view.undecided))
