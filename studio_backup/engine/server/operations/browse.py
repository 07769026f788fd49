"""Looking into recovery points over HTTP."""

from __future__ import annotations

from typing import Final

from studio_backup.api import browse, wire
from studio_backup.engine.server.operation import Operation

BROWSE: Final = (
    Operation(
        method="GET",
        path="/v1/points/{id}/tree",
        name="point_tree",
        about="A folder of a recovery point: folders first, then by name.",
        call=lambda service, asked: service.browse.tree(asked.id, asked.query),
        answer=browse.TreeView,
        query=browse.TreeQuery,
        slow=True,
    ),
    Operation(
        method="GET",
        path="/v1/weddings/tree",
        name="wedding_tree",
        about="A folder of a wedding as it was at a moment; the roots, if none is named.",
        call=lambda service, asked: service.browse.wedding_tree(asked.query),
        answer=browse.TreeView,
        query=browse.WeddingTreeQuery,
        slow=True,
    ),
    Operation(
        method="GET",
        path="/v1/weddings/moments",
        name="wedding_moments",
        about="When a wedding was backed up: all its recovery points, oldest first.",
        call=lambda service, asked: service.browse.moments(asked.query),
        answer=browse.MomentsView,
        query=browse.MomentsQuery,
        slow=True,
    ),
    Operation(
        method="GET",
        path="/v1/points/{id}/history",
        name="folder_history",
        about="What a folder held over time: how often its files changed, and which went.",
        call=lambda service, asked: service.browse.history(asked.id, asked.query),
        answer=browse.FolderHistoryView,
        query=browse.HistoryQuery,
        slow=True,
    ),
    Operation(
        method="GET",
        path="/v1/versions",
        name="versions",
        about="The versions of one path, newest first.",
        call=lambda service, asked: service.browse.versions(asked.query),
        answer=wire.Page[browse.VersionView],
        query=browse.VersionsQuery,
        slow=True,
    ),
    Operation(
        method="GET",
        path="/v1/points/held",
        name="points_held",
        about="Recovery points, and the places which are known to hold each, oldest first.",
        call=lambda service, asked: service.browse.held(asked.query),
        answer=browse.HeldView,
        query=browse.HeldQuery,
        slow=True,
    ),
    Operation(
        method="GET",
        path="/v1/files",
        name="files",
        about="Everything in a point, or in a wedding as it was at a moment, or what of it fits a text.",
        call=lambda service, asked: service.browse.files(asked.query),
        answer=browse.FilesView,
        query=browse.FilesQuery,
        slow=True,
    ),
)
