"""Looking into recovery points, by way of the door."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import asdict

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
from studio_backup.api.client import EngineClient, segment
from studio_backup.api.wire import Page


@dataclass(frozen=True)
class RemoteBrowse:
    """As the service's own."""

    client: EngineClient

    def tree(self, point_id: str, query: TreeQuery) -> TreeView:
        """A folder of a point."""
        return self.client.get(f"/v1/points/{segment(point_id)}/tree", TreeView, **asdict(query))

    def wedding_tree(self, query: WeddingTreeQuery) -> TreeView:
        """A folder of a wedding as it was at a moment."""
        return self.client.get("/v1/weddings/tree", TreeView, **asdict(query))

    def history(self, point_id: str, query: HistoryQuery) -> FolderHistoryView:
        """What a folder held over time."""
        return self.client.get(f"/v1/points/{segment(point_id)}/history", FolderHistoryView, **asdict(query))

    def versions(self, query: VersionsQuery) -> Page[VersionView]:
        """The different contents a path had, newest first."""
        return self.client.get("/v1/versions", Page[VersionView], **asdict(query))

    def moments(self, query: MomentsQuery) -> MomentsView:
        """When a wedding was backed up."""
        return self.client.get("/v1/weddings/moments", MomentsView, **asdict(query))

    def held(self, query: HeldQuery) -> HeldView:
        """Points and where they are held."""
        return self.client.get("/v1/points/held", HeldView, **asdict(query))

    def files(self, query: FilesQuery) -> FilesView:
        """Everything in points, in parts."""
        return self.client.get("/v1/files", FilesView, **asdict(query))
