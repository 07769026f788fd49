"""Watched folders over HTTP."""

from __future__ import annotations

from typing import Final

from studio_backup.api import requests as ask
from studio_backup.api import wire
from studio_backup.engine.server.operation import Operation

SOURCES: Final = (
    Operation(
        method="GET",
        path="/v1/sources",
        name="sources",
        about="The folders which are watched.",
        call=lambda service, asked: service.sources(asked.query),
        answer=wire.Page[wire.SourceView],
        query=ask.PageQuery,
    ),
    Operation(
        method="POST",
        path="/v1/sources",
        name="add_source",
        about="Watch a folder.",
        call=lambda service, asked: service.add_source(asked.body),
        answer=wire.SourceView,
        body=ask.NewSource,
        status=201,
        once=True,
        slow=True,
        ours=True,
    ),
    Operation(
        method="POST",
        path="/v1/sources/preview",
        name="preview_source",
        about="What a backup of a folder would take, what it would leave out, and why.",
        call=lambda service, asked: service.preview(asked.body),
        answer=wire.PreviewView,
        body=ask.PreviewRequest,
        slow=True,
    ),
    Operation(
        method="GET",
        path="/v1/sources/{id}",
        name="source",
        about="One source; its ETag is needed to edit it.",
        call=lambda service, asked: service.source(asked.id),
        answer=wire.SourceView,
    ),
    Operation(
        method="PATCH",
        path="/v1/sources/{id}",
        name="edit_source",
        about="Edit a source.",
        call=lambda service, asked: service.edit_source(asked.id, asked.body, asked.version),
        answer=wire.SourceView,
        body=ask.SourcePatch,
        edits=True,
        now=lambda service, asked: service.source(asked.id),
        slow=True,
        ours=True,
    ),
    Operation(
        method="DELETE",
        path="/v1/sources/{id}",
        name="remove_source",
        about="Watch it no more; its points stay.",
        call=lambda service, asked: service.remove_source(asked.id, asked.version),
        answer=None,
        status=204,
        edits=True,
        now=lambda service, asked: service.source(asked.id),
        slow=True,
        ours=True,
    ),
)
