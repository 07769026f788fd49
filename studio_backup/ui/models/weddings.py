"""The weddings as rows: at risk first, then what is urgent, then by date; filtered and searched without asking."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from studio_backup.api.weddings import BookingView
from studio_backup.base.names import display
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.amounts import number
from studio_backup.ui.wording.bookings import (
    GROUPS,
    Known,
    StateWords,
    couple_of,
    day_cell,
    group_state,
    in_order,
    newest_cell,
    row_words,
    searched_in,
    title_of,
    verified_state,
)
from studio_backup.ui.wording.policies import level_word

Only = Literal["", "at risk", "coming", "undelivered", "delivered", "cancelled"]
ONLY: Final[tuple[Only, ...]] = ("", "at risk", "coming", "undelivered", "delivered", "cancelled")
BOOKING_ROLE: Final = Qt.ItemDataRole.UserRole
"""The row's BookingView."""
STATE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The cell's StateWords; None where a cell is words alone."""
DATE, COUPLE, VENUE, PHOTOS, NEWEST, LAPTOP, NAS, OFFSITE, VERIFIED, PROTECTION = range(10)
_Index = QModelIndex | QPersistentModelIndex
_RIGHT: Final = frozenset({PHOTOS})
_WORDS: Final = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


def passes(view: BookingView, only: Only, now_ns: int) -> bool:
    """Whether a filter lets it through."""
    past = view.end_ns <= now_ns
    found = {
        "": True,
        "at risk": view.at_risk,
        "coming": not past and not view.cancelled,
        "undelivered": past and not view.delivered and not view.cancelled,
        "delivered": bool(view.delivered),
        "cancelled": view.cancelled,
    }
    return found[only]


class WeddingList(QAbstractTableModel):
    """Words are made when a cell is painted: hundreds of weddings cost nothing until one scrolls there.

    `filtered`: other rows are shown.
    """

    filtered = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.every: tuple[BookingView, ...] = ()
        self.rows: tuple[BookingView, ...] = ()
        self.known = Known(0)
        self._searched: dict[str, str] = {}
        self._text, self._only = "", ONLY[0]
        self._headings = headings()

    def show_weddings(self, views: Iterable[BookingView], known: Known) -> None:
        """Show these."""
        self.every = in_order(views, known.today)
        self._searched = {one.id: searched_in(one) for one in self.every}
        self._apply(known)

    def show_known(self, known: Known) -> None:
        """The weddings are the same; what is known beside them may be another."""
        self._apply(known)

    def show_only(self, text: str, only: Only) -> None:
        """Those in which this is found, and which pass this filter."""
        if (text.casefold().strip(), only) != (self._text, self._only):
            self._text, self._only = text.casefold().strip(), only
            self._apply(self.known)

    @property
    def is_filtered(self) -> bool:
        """Whether some may be left out."""
        return bool(self._text or self._only)

    def _apply(self, known: Known) -> None:
        words = self._text.split()
        rows = tuple(
            one
            for one in self.every
            if passes(one, self._only, known.now_ns) and all(word in self._searched[one.id] for word in words)
        )
        self.known = known
        if [one.id for one in rows] == [one.id for one in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, PROTECTION))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()
        self.filtered.emit()

    def wedding(self, row: int) -> BookingView | None:
        """The wedding of a row."""
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def row_of(self, wedding_id: str) -> int:
        """The row of a wedding, -1 where it is not shown."""
        return next((row for row, one in enumerate(self.rows) if one.id == wedding_id), -1)

    # As Qt asks ------------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        return 0 if parent is not None and parent.isValid() else PROTECTION + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:  # noqa: N802
        """See QAbstractItemModel."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in _RIGHT else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return self._headings[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        view = self.wedding(index.row())
        if view is None:
            return None
        if role == BOOKING_ROLE:
            return view
        if role == STATE_ROLE:
            return self._state(view, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return row_words(view, self.known)
        if role not in _WORDS:
            return None
        words = self._cell(view, index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        heading = f"{self._headings[index.column()]}: {words}"
        return f"{title_of(view)}. {heading}" if index.column() == DATE else heading

    def _state(self, view: BookingView, column: int) -> StateWords | None:
        if LAPTOP <= column <= OFFSITE:
            return group_state(view, GROUPS[column - LAPTOP], self.known)
        return verified_state(view, self.known) if column == VERIFIED else None

    def _cell(self, view: BookingView, column: int) -> str:
        state = self._state(view, column)
        if state is not None:
            return state.words
        if column == DATE:
            return day_cell(view, self.known.today)
        if column == COUPLE:
            return couple_of(view)
        if column == VENUE:
            return display(view.venue)
        if column == PHOTOS:
            return number(view.photos)
        return newest_cell(view, self.known.now_ns) if column == NEWEST else level_word(view.level)


def headings() -> tuple[str, ...]:
    """The names of the columns."""
    return (
        translate("Bookings", "Date"),
        translate("Bookings", "Couple"),
        translate("Bookings", "Venue"),
        translate("Bookings", "Photos"),
        translate("Bookings", "Newest photo"),
        translate("Bookings", "Laptop"),
        translate("Bookings", "NAS"),
        translate("Bookings", "Off-site"),
        translate("Bookings", "Verified"),
        translate("Bookings", "Protection"),
    )


def only_words() -> tuple[str, ...]:
    """The filters, in the order of ONLY."""
    return (
        translate("Bookings", "All"),
        translate("Bookings", "At risk"),
        translate("Bookings", "Coming"),
        translate("Bookings", "Not delivered"),
        translate("Bookings", "Delivered"),
        translate("Bookings", "Cancelled"),
    )
