"""Folders without a wedding over HTTP."""

from __future__ import annotations

from typing import Final

from studio_backup.api import matches, wire
from studio_backup.engine.server.operation import Operation

MATCHES: Final = (
    Operation(
        method="GET",
        path="/v1/matches",
        name="folders_without_wedding",
        about="Folders of photos without a wedding, each with those it may belong to; or what was decided of them.",
        call=lambda service, asked: service.matches.list(asked.query),
        answer=wire.Page[matches.FolderView],
        query=matches.FoldersQuery,
    ),
    Operation(
        method="POST",
        path="/v1/matches/assign",
        name="assign_folder",
        about="Give a folder to a wedding. No stored byte is moved, and what was stored before is kept.",
        call=lambda service, asked: service.matches.assign(asked.body),
        answer=matches.FolderView,
        body=matches.AssignFolder,
        once=True,
        ours=True,
    ),
    Operation(
        method="POST",
        path="/v1/matches/dismiss",
        name="dismiss_folder",
        about="A folder needs no wedding: it is asked for no more.",
        call=lambda service, asked: service.matches.dismiss(asked.body),
        answer=matches.FolderView,
        body=matches.FolderRequest,
        once=True,
        ours=True,
    ),
    Operation(
        method="POST",
        path="/v1/matches/undo",
        name="undo_folder",
        about="Take back what was decided of a folder.",
        call=lambda service, asked: service.matches.undo(asked.body),
        answer=matches.FolderView,
        body=matches.FolderRequest,
        once=True,
        ours=True,
    ),
    Operation(
        method="POST",
        path="/v1/matches/clock",
        name="set_clock_of_camera",
        about="Say how far a camera's clock was off in a folder.",
        call=lambda service, asked: service.matches.set_clock(asked.body),
        answer=matches.FolderView,
        body=matches.SetClock,
        once=True,
        ours=True,
    ),
)
