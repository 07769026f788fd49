"""Small pictures over HTTP: for the program's own window only, as they show what the vault keeps sealed."""

from __future__ import annotations

from typing import Final

from studio_backup.api.previews import PictureView, PreviewQuery
from studio_backup.engine.server.operation import Operation

PREVIEWS: Final = (
    Operation(
        method="GET",
        path="/v1/previews",
        name="preview_picture",
        about="The picture of a file in a point, as image/jpeg; a problem that says why, where there is none.",
        call=lambda service, asked: service.previews.picture(asked.query),
        answer=PictureView,
        query=PreviewQuery,
        ours=True,
        pictures=True,
    ),
)
