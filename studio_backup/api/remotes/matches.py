"""Folders without a wedding, by way of the door."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.api.client import EngineClient
from studio_backup.api.matches import AssignFolder, FolderRequest, FoldersQuery, FolderView, SetClock
from studio_backup.api.wire import Page


@dataclass(frozen=True)
class RemoteMatches:
    """As the service's own."""

    client: EngineClient

    def list(self, query: FoldersQuery) -> Page[FolderView]:
        """By path."""
        told = {"limit": query.limit, "after": query.after, "state": query.state}
        told |= {"wedding": query.wedding, "date": query.date} if query.wedding else {}
        return self.client.get("/v1/matches", Page[FolderView], **told)

    def assign(self, request: AssignFolder) -> FolderView:
        """Give a folder to a wedding."""
        return self.client.post("/v1/matches/assign", request, FolderView)

    def dismiss(self, request: FolderRequest) -> FolderView:
        """It needs none."""
        return self.client.post("/v1/matches/dismiss", request, FolderView)

    def undo(self, request: FolderRequest) -> FolderView:
        """Take that back."""
        return self.client.post("/v1/matches/undo", request, FolderView)

    def set_clock(self, request: SetClock) -> FolderView:
        """How far a camera's clock was off in it."""
        return self.client.post("/v1/matches/clock", request, FolderView)
