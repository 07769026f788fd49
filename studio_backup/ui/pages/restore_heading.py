"""The words above the grid: which folder, and how much is in it."""

from __future__ import annotations

import os

from studio_backup.ui.models.file_list import FileList
from studio_backup.ui.places import Place, shown_name
from studio_backup.ui.texts import translate


def title(place: Place | None, searched: str) -> str:
    """What is listed."""
    if searched:
        return translate("Restore", "Found for “{text}”").format(text=searched)
    if place is None:
        return ""
    return shown_name(os.path.basename(place.path) or place.key.wedding)


def amount(model: FileList) -> str:
    """How much there is: "2 folders · 212 files · 3 deleted"."""
    if not model.loaded or model.error is not None or (model.place is None and not model.searched):
        return ""
    if model.searched:
        words = translate("Restore", "%n found", "", model.total)
        return words if model.complete else translate("Restore", "the first {found}").format(found=words)
    gone = sum(row.gone for row in model.rows)
    parts = [translate("Restore", "%n folders", "", model.folders)] if model.folders else []
    parts.append(translate("Restore", "%n files", "", model.total - model.folders))
    parts += [translate("Restore", "%n deleted", "", gone)] if gone else []
    return " · ".join(parts)
