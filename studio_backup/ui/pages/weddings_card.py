"""The card of the selected wedding: a photo, why it is as urgent as it is, its copies, what could be lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from studio_backup.api.weddings import BookingView
from studio_backup.api.wire import CopyView
from studio_backup.ui.pages.wedding_acts import WeddingActs
from studio_backup.ui.pictures import Pictures
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.tokens import RADIUS_CARD
from studio_backup.ui.wedding_photos import WeddingPhotos
from studio_backup.ui.widgets.badge import LevelBadge
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.empty import Drawing
from studio_backup.ui.widgets.flow import flowing
from studio_backup.ui.widgets.frames import clear, column, divider, row
from studio_backup.ui.widgets.glyph import StateGlyph
from studio_backup.ui.widgets.labels import ElidedLabel, colour_as, label
from studio_backup.ui.widgets.photo import Photo
from studio_backup.ui.wording.amounts import size
from studio_backup.ui.wording.booking_words import (
    about_line,
    back_words,
    read_words,
    unsafe_look,
    unsafe_sentence,
    unsafe_words,
)
from studio_backup.ui.wording.bookings import Known, StateWords, copy_state, lies_words, place_words, title_of
from studio_backup.ui.wording.places import role_picture
from studio_backup.ui.wording.priority import sentence_of

HEIGHT: Final = 306
_PHOTO: Final = 168
_ROLES_FROM: Final = 500
_PHOTO_FROM: Final = 620
"""Logical pixels of the card, below which the words need the room."""


class CopyRows(QWidget):
    """A line for each place: icon, name, what it is, how it stands, how much lies there. `low`: in one line."""

    def __init__(self, theme: Theme, *, low: bool = False) -> None:
        super().__init__()
        self._theme, self._low = theme, low
        self._shown: tuple[tuple[CopyView, StateWords, str], ...] = ()
        self._roles: list[ElidedLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(9 if low else 7)
        for at, share in ((1, 2 if low else 3), (2, 3 if low else 0), (4, 4)):
            self._grid.setColumnStretch(at, share)

    def show_copies(self, view: BookingView, known: Known) -> None:
        """Those which are demanded, or have something."""
        wanted = [one for one in view.copies if one.demanded or one.points]
        shown = tuple((one, copy_state(view, one, known), lies_words(view, one, known)) for one in wanted)
        if shown != self._shown:
            self._shown = shown
            self._fill()

    def _fill(self) -> None:
        clear(self._grid)
        self._roles = []
        for number, (copy, state, where) in enumerate(self._shown):
            at = 2 * number
            glyph = StateGlyph(self._theme, 14)
            glyph.show_state(state.look, f"{place_words(copy)}: {state.words}", state.percent)
            words = ElidedLabel(state.words)
            if state.look in ("failed", "attention", "working"):
                colour_as(words, state.look)
            parts = ElidedLabel(place_words(copy), "strong"), ElidedLabel(where, "small")
            self._roles.append(parts[1])
            name = column(*(parts[:1] if self._low else parts), spacing=0)
            amount = label(size(copy.bytes) if copy.bytes else "", "small")
            self._grid.addWidget(Drawing(self._theme, role_picture(copy.role), 18), at, 0)
            self._grid.addLayout(name, at, 1)
            if self._low:
                self._grid.addWidget(parts[1], at, 2)
            self._grid.addWidget(glyph, at, 3)
            self._grid.addWidget(words, at, 4)
            self._grid.addWidget(amount, at, 5, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if number + 1 < len(self._shown):
                self._grid.addWidget(divider(), at + 1, 0, 1, 6)
        self._fit()
        told = "; ".join(f"{place_words(copy)}, {where}: {state.words}" for copy, state, where in self._shown)
        self.setAccessibleName(told or translate("Bookings", "No copies yet"))

    def _fit(self) -> None:
        """In one line, what a place is gives way to its name."""
        wide = self.width() >= _ROLES_FROM
        for role in self._roles:
            role.setVisible(not self._low or wide)
        if self._low:
            self._grid.setColumnStretch(2, 3 if wide else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget."""
        super().resizeEvent(event)
        self._fit()


class Measure(QWidget):
    """A name and what was measured, under it or beside it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._words = ElidedLabel("", "strong")
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(1)
        self._layout.addWidget(ElidedLabel(name, "small"), 1)
        self._layout.addWidget(self._words, 1)

    def beside(self, beside: bool) -> None:
        """Name and words in one line."""
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._layout.setSpacing(10 if beside else 1)

    def show_words(self, words: str, *, attention: bool = False, whole: str = "") -> None:
        """Show this; `whole`: at length."""
        self._words.setText(words)
        colour_as(self._words, "attention" if attention else None)
        self.setAccessibleName(f"{self._name}: {words}")
        self.setToolTip(whole)


class Measures(QWidget):
    """What could be lost, how long it takes to get back, what was read back."""

    def __init__(self) -> None:
        super().__init__()
        self.unsafe = Measure(translate("Bookings", "Not yet safe (RPO)"))
        self.back = Measure(translate("Bookings", "Time to get it back (RTO)"))
        self.read = Measure(translate("Bookings", "Read back and matched"))
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        for one in (self.unsafe, self.back, self.read):
            self._layout.addWidget(one, 1)

    def show_view(self, view: BookingView, now_ns: int) -> None:
        """Show them."""
        told = view.objectives
        late = unsafe_look(told) is not None
        self.unsafe.show_words(unsafe_words(told), attention=late, whole=unsafe_sentence(told))
        self.back.show_words(back_words(told, now_ns))
        self.read.show_words(read_words(view))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """One under the other where there is no room for three."""
        super().resizeEvent(event)
        narrow, direction = self.width() < _ROLES_FROM, QBoxLayout.Direction
        self._layout.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._layout.setSpacing(3 if narrow else 20)
        for one in (self.unsafe, self.back, self.read):
            one.beside(narrow)


class ActButtons:
    """The buttons of a wedding, and why some cannot be pressed."""

    def __init__(self, shell: Shell, acts: WeddingActs, view: Callable[[], BookingView | None]) -> None:
        theme = shell.theme
        self._acts, self._view = acts, view

        def doing(act: Callable[[BookingView], None]) -> Callable[[], None]:
            def do() -> None:
                found = view()
                if found is not None:
                    act(found)

            return do

        back_up = translate("Verbs", "Back up now")
        self.back_up = Button(theme, back_up, doing(acts.back_up), kind="primary", picture="arrows-clockwise-bold")
        restore = translate("Bookings", "Restore…")
        self.restore = Button(theme, restore, doing(acts.restore), picture="clock-counter-clockwise")
        self.verify = Button(theme, translate("Bookings", "Verify…"), doing(acts.verify), picture="seal-check")
        assign = translate("Bookings", "Assign folders…")
        self.assign = Button(theme, assign, doing(acts.assign), picture="folder-plus")
        more = translate("Bookings", "More to do with it")
        self.more = Button(theme, "", self._open_menu, kind="icon", picture="dots-three", name=more)
        self.row = (self.back_up, self.restore, self.verify, self.assign)

    def _open_menu(self) -> None:
        view = self._view()
        if view is not None:
            menu = self._acts.menu(view)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def forbid(self, reason: str) -> None:
        """`reason`: why the engine cannot be asked, "" if it can; beside that, what the wedding itself hinders."""
        view = self._view()
        nothing = "" if view is not None and view.points else translate("Bookings", "Nothing of it is stored yet.")
        for button in (self.back_up, self.assign, self.more):
            button.forbid(reason)
        for button in (self.restore, self.verify):
            button.forbid(reason or nothing)


class BookingCard(QFrame):
    """One wedding; another one when another is selected."""

    def __init__(self, shell: Shell, pictures: Pictures, acts: WeddingActs) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setMinimumHeight(HEIGHT)
        self._shell = shell
        self.view: BookingView | None = None
        theme = shell.theme
        self._photos = WeddingPhotos(shell.bridge, self)
        self._photos.found.connect(self._show_photo)
        self._photo = Photo(theme, pictures, QSize(_PHOTO, HEIGHT - 2), radius=RADIUS_CARD)
        self._photo.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._photo.hide()
        self.title = Button(theme, "", lambda: acts.open(self.view) if self.view else None, kind="title")
        self._about = ElidedLabel("", "second")
        self.badge = LevelBadge(theme)
        self._why = label("", "body", wrap=True)
        self.copies, self.measures = CopyRows(theme, low=True), Measures()
        self.buttons = ActButtons(shell, acts, lambda: self.view)
        self._lay_out()

    def _lay_out(self) -> None:
        head = row(self.title, self._about, self.badge, spacing=10)
        head.setStretch(1, 1)
        foot = row(flowing(*self.buttons.row), self.buttons.more)
        foot.setStretch(0, 1)
        foot.setAlignment(self.buttons.more, Qt.AlignmentFlag.AlignTop)
        words = column(head, self._why, divider(), self.copies, divider(), self.measures, 1, foot, spacing=9)
        words.setContentsMargins(18, 14, 18, 14)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._photo)
        layout.addLayout(words, 1)

    def show_wedding(self, view: BookingView | None, known: Known) -> None:
        """Show this one."""
        self.view = view
        self.setVisible(view is not None)
        if view is None:
            return
        name = title_of(view)
        self.title.setText(f"{name}  ›".replace("&", "&&"))
        self.title.setAccessibleName(translate("Bookings", "Open the page of {name}").format(name=name))
        self.title.setToolTip(name)
        self._about.setText(about_line(view, known.today))
        self.badge.show_level(view.level)
        self._why.setText(sentence_of(view))
        self.copies.show_copies(view, known)
        self.measures.show_view(view, known.now_ns)
        self.setAccessibleName(f"{name}. {about_line(view, known.today)}. {sentence_of(view)}")
        self._photos.show_wedding(view.name, view.date, view.newest_point if view.photos else "")
        self._fit()

    def forbid(self, reason: str) -> None:
        """The engine cannot be asked, and why."""
        self.buttons.forbid(reason)

    def _show_photo(self) -> None:
        if self.view is not None:
            self._photo.show_entries(self._photos.entries, title_of(self.view))
        self._fit()

    def _fit(self) -> None:
        self._photo.setVisible(bool(self._photos.entries) and self.width() >= _PHOTO_FROM)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """The photo gives way first."""
        super().resizeEvent(event)
        self._fit()
