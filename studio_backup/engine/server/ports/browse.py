"""What the door needs for looking into recovery points."""

from __future__ import annotations

from typing import Protocol

from studio_backup.api.browse import (
    FilesQuery,
    FilesView,
    FolderHistoryView,
    HeldQuery,
    HeldView,
    HistoryQuery,
    MomentsQuery,
    MomentsView,
    TreeQuery,
    TreeView,
    VersionsQuery,
    VersionView,
    WeddingTreeQuery,
)
from studio_backup.api.wire import Page


class BrowsePort(Protocol):
    """Reads stored folders. All raise UnlockError while the engine is locked, NotFoundError for what is not there."""

    def tree(self, point_id: str, query: TreeQuery) -> TreeView:
        """A folder of a point."""
        ...

    def wedding_tree(self, query: WeddingTreeQuery) -> TreeView:
        """A folder of a wedding as it was at a moment."""
        ...

    def history(self, point_id: str, query: HistoryQuery) -> FolderHistoryView:
        """What a folder held over time."""
        ...

    def versions(self, query: VersionsQuery) -> Page[VersionView]:
        """The different contents a path had, newest first."""
        ...

    def moments(self, query: MomentsQuery) -> MomentsView:
        """When a wedding was backed up."""
        ...

    def held(self, query: HeldQuery) -> HeldView:
        """Points and where they are held."""
        ...

    def files(self, query: FilesQuery) -> FilesView:
        """Everything in points, in parts."""
        ...
