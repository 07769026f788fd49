"""Counts what the selection leaves out, and warns where a default line leaves out what looks like camera work."""

from __future__ import annotations

import os
import stat

from studio_backup.base.control import CancelToken
from studio_backup.base.names import display
from studio_backup.engine.backup.descriptors import OpenFolders
from studio_backup.engine.backup.magic import HEAD_BYTES, is_camera_work
from studio_backup.engine.backup.opening import SourceReadError, open_file
from studio_backup.engine.backup.place import Place
from studio_backup.engine.backup.scanner import LeftOut, Listing, count_below
from studio_backup.engine.backup.tally import Tally

EXCLUDED = "excluded"
"""The warning's flag; not one of a stored entry."""


def count_left_out(listing: Listing, folders: OpenFolders, tally: Tally, *, cancel: CancelToken) -> None:
    """Count what was left out of one folder."""
    for one in listing.left_out:
        if one.found is None:
            files = count_below(Place(listing.place, one.name), folders, cancel=cancel)
            tally.leave_out(one.rule, files=files, folders=1)
            continue
        tally.leave_out(one.rule, files=1, size=one.found.st_size)
        if one.rule.default and stat.S_ISREG(one.found.st_mode) and _looks_like_work(listing, one, folders):
            tally.warn(
                listing.place.raw_path(),
                os.fsencode(one.name),
                EXCLUDED,
                f"The default line {one.rule.pattern} leaves it out, but it holds a picture or video. "
                f"Rename it, or keep it with --exclude '!{display(os.fsencode(one.name))}'.",
            )


def _looks_like_work(listing: Listing, one: LeftOut, folders: OpenFolders) -> bool:
    try:
        with folders.at(listing.place) as where, open_file(where, one.name) as file:
            head = bytearray(HEAD_BYTES)
            return is_camera_work(bytes(head[: file.read_at(0, memoryview(head))]))
    except (OSError, SourceReadError):
        return False
