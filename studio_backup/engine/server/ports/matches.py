"""What the door needs for folders without a wedding."""

from __future__ import annotations

from typing import Protocol

from studio_backup.api.matches import AssignFolder, FolderRequest, FoldersQuery, FolderView, SetClock
from studio_backup.api.wire import Page


class MatchesPort(Protocol):
    """Listing and deciding. Paths as `api.paths` writes them."""

    def list(self, query: FoldersQuery) -> Page[FolderView]:
        """By path."""
        ...

    def assign(self, request: AssignFolder) -> FolderView:
        """The folder is a source of that wedding from now on. UsageError for a path that is no folder, or a wedding
        that is unknown and has no date; RefusedError where it cannot be watched apart."""
        ...

    def dismiss(self, request: FolderRequest) -> FolderView:
        """It needs no wedding, and is asked for no more. NotFoundError if it is not in the list."""
        ...

    def undo(self, request: FolderRequest) -> FolderView:
        """What was decided is taken back: it waits again. NotFoundError if nothing was decided."""
        ...

    def set_clock(self, request: SetClock) -> FolderView:
        """What a person says of a camera's clock in it. NotFoundError if it is not in the list."""
        ...
