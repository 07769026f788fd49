"""The fake of the area of previews."""

from __future__ import annotations

from studio_backup.api.errors import NoPicture
from studio_backup.api.previews import PictureView, PreviewQuery

JPEG = b"\xff\xd8\xff\xd9"


class FakePreviews:
    """Has a picture of every file but sidecars."""

    def picture(self, query: PreviewQuery) -> PictureView:
        if query.path.endswith(".xmp"):
            raise NoPicture("A sidecar holds no picture.")
        return PictureView(data=JPEG, etag=f"{query.point[:32]}-{query.size}")
