"""Small pictures, by way of the door."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.api.client import EngineClient
from studio_backup.api.previews import PictureView, PreviewQuery


@dataclass(frozen=True)
class RemotePreviews:
    """As the service's own."""

    client: EngineClient

    def picture(self, query: PreviewQuery) -> PictureView:
        """The picture of a file. NoPicture where there is none: it says why."""
        reply = self.client.get_bytes("/v1/previews", point=query.point, path=query.path, size=query.size)
        return PictureView(data=reply.body, etag=reply.headers.get("etag", "").strip('"'))
