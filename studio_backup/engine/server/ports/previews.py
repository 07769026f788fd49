"""What the door needs for small pictures."""

from __future__ import annotations

from typing import Protocol

from studio_backup.api.previews import PictureView, PreviewQuery


class PreviewsPort(Protocol):
    """Pictures of files in points."""

    def picture(self, query: PreviewQuery) -> PictureView:
        """Kept, or made now. `api.errors.NoPicture` says why there is none; Locked while the vault is."""
        ...
