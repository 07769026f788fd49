"""Small pictures of files in points, for delegates: asked for when they are painted, kept in memory only, bounded.

The newest wish is asked first, and few are on their way at a time: what scrolled by is dropped, and asked for again
should it be painted again. What is kept is kept by the contents: the same photo in two points is one picture.
"""

from __future__ import annotations

import functools
import itertools
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmap

from studio_backup.api.browse import EntryView
from studio_backup.api.errors import NoPicture
from studio_backup.api.previews import PictureView, PreviewQuery
from studio_backup.api.remote import RemoteService
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.asking import Asked, Lane
from studio_backup.ui.bridge import Bridge

SMALL, LARGE = 256, 512
"""Longest edges there are, in pixels."""
KEPT_BYTES: Final = 48 << 20
"""Of each of the two: JPEGs as they came, and what was decoded of them."""
ON_THE_WAY: Final = 4
WAITING: Final = 96
"""More than fit on a large screen; older wishes are of what scrolled by."""
_REASONS: Final = 20_000
_JPEG_EXTRA: Final = 200  # what an entry costs beside its bytes
_GATHERED_MS: Final = 30
"""Pictures that come within so long are painted at once: each time all cells that are seen are painted."""
Key = tuple[str, int]
"""Contents (or, of what has no digest, point and path), and the edge."""
V = TypeVar("V")


class Kept(Generic[V]):
    """Values up to a sum of sizes; what was not looked at for longest goes first."""

    def __init__(self, most: int) -> None:
        self._most, self.size = most, 0
        self._values: OrderedDict[Key, tuple[V, int]] = OrderedDict()

    def get(self, key: Key) -> V | None:
        """The value, which is now the one used last."""
        found = self._values.get(key)
        if found is None:
            return None
        self._values.move_to_end(key)
        return found[0]

    def put(self, key: Key, value: V, size: int) -> None:
        """Keep it; `size` in the unit of the bound."""
        if key in self._values:
            self.size -= self._values.pop(key)[1]
        self._values[key] = value, size
        self.size += size
        while self.size > self._most and len(self._values) > 1:
            self.size -= self._values.popitem(last=False)[1][1]

    def clear(self) -> None:
        """Keep nothing."""
        self._values.clear()
        self.size = 0


@dataclass(frozen=True, slots=True)
class _Wish:
    """A picture that somebody wants to paint."""

    key: Key
    point: str
    path: str


class Pictures(QObject):
    """`arrived`: pictures or reasons are there that were not before; paint again."""

    arrived = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._jpegs: Kept[bytes] = Kept(KEPT_BYTES)
        self._pixmaps: Kept[QPixmap] = Kept(KEPT_BYTES)
        self._reasons: Kept[str] = Kept(_REASONS)
        self._waiting: OrderedDict[Key, _Wish] = OrderedDict()
        self._asked: dict[Key, Asked] = {}
        self._lanes: Iterator[Lane] = itertools.cycle(_LANES)
        self._soon = QTimer(self, interval=_GATHERED_MS, singleShot=True)
        self._soon.timeout.connect(self.arrived)

    def picture(self, entry: EntryView, edge: int = SMALL) -> QPixmap | None:
        """The picture of a file, None while there is none; then it is asked for, unless `reason` says why not."""
        key = _key(entry, edge)
        found = self._pixmaps.get(key)
        if found is not None:
            return found
        jpeg = self._jpegs.get(key)
        if jpeg is not None:
            return self._decode(key, jpeg)
        if self._reasons.get(key) is None and key not in self._asked:
            self._want(_Wish(key, entry.point, entry.path))
        return None

    def reason(self, entry: EntryView, edge: int = SMALL) -> str:
        """Why there is no picture of it; "" while that is not known."""
        return self._reasons.get(_key(entry, edge)) or ""

    def drop_wishes(self) -> None:
        """Something else is shown now."""
        self._waiting.clear()

    def forget_reasons(self) -> None:
        """What could not be read may be within reach again."""
        self._reasons.clear()

    def _decode(self, key: Key, jpeg: bytes) -> QPixmap:
        pixmap = QPixmap()
        if not pixmap.loadFromData(jpeg, "JPEG"):
            pixmap = QPixmap(1, 1)
        self._pixmaps.put(key, pixmap, max(4, pixmap.width() * pixmap.height() * 4))
        return pixmap

    def _want(self, wish: _Wish) -> None:
        self._waiting[wish.key] = wish
        self._waiting.move_to_end(wish.key)
        while len(self._waiting) > WAITING:
            self._waiting.popitem(last=False)
        self._ask()

    def _ask(self) -> None:
        while self._waiting and len(self._asked) < ON_THE_WAY:
            key, wish = self._waiting.popitem()
            query = PreviewQuery(point=wish.point, path=wish.path, size=key[1])
            self._asked[key] = self._bridge.ask(
                functools.partial(_picture, query),
                functools.partial(self._take, key),
                functools.partial(self._refuse, key),
                owner=self,
                lane=next(self._lanes),
            )

    def _take(self, key: Key, view: PictureView) -> None:
        self._asked.pop(key, None)
        self._jpegs.put(key, view.data, len(view.data) + _JPEG_EXTRA)
        self._arrives()
        self._ask()

    def _arrives(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _refuse(self, key: Key, error: StudioBackupError) -> None:
        """None came. What may be otherwise soon is asked again after `forget_reasons`."""
        self._asked.pop(key, None)
        self._reasons.put(key, error.message if isinstance(error, NoPicture) else _NOT_NOW, 1)
        self._arrives()
        self._ask()


_LANES: Final[tuple[Lane, ...]] = ("pictures", "more pictures")
_NOT_NOW: Final = " "
"""A reason that is none to tell."""


def _picture(query: PreviewQuery, engine: RemoteService) -> PictureView:
    return engine.previews.picture(query)


def _key(entry: EntryView, edge: int) -> Key:
    return entry.digest or f"{entry.point}:{entry.path}", LARGE if edge > SMALL else SMALL
