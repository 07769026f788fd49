"""The fake of the area of folders without a wedding: it knows one, whichever is named."""

from __future__ import annotations

import msgspec

from studio_backup.api.matches import AssignFolder, FolderRequest, FoldersQuery, FolderView, MatchView, SetClock
from studio_backup.api.wire import Page

FOLDER = FolderView(
    path="/pictures/card 3",
    media=2,
    level="critical",
    matches=(MatchView(wedding="w", name="Smith", date="2026-06-20", certainty="likely", why="Its photos."),),
)


class FakeMatches:
    """Real in memory, as far as the door cares."""

    def __init__(self) -> None:
        self.held = FOLDER

    def list(self, query: FoldersQuery) -> Page[FolderView]:
        return Page(items=(self.held,) if query.state in ("", self.held.state) and not query.after else ())

    def assign(self, request: AssignFolder) -> FolderView:
        told = {"state": "assigned", "wedding": request.wedding, "date": request.date, "matches": ()}
        return self._changed(request.path, told)

    def dismiss(self, request: FolderRequest) -> FolderView:
        return self._changed(request.path, {"state": "dismissed"})

    def undo(self, request: FolderRequest) -> FolderView:
        return self._changed(request.path, {"state": "open"})

    def set_clock(self, request: SetClock) -> FolderView:
        return self._changed(request.path, {})

    def _changed(self, path: str, told: dict[str, object]) -> FolderView:
        self.held = msgspec.structs.replace(self.held, path=path, **told)
        return self.held
