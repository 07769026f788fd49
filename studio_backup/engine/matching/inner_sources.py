"""Sources inside others: a folder given to a wedding is taken twice, but what happens there is told once."""

from __future__ import annotations

import os
from collections.abc import Iterable

from studio_backup.domain.source import WatchedSource
from studio_backup.engine.matching.unassigned import inherited, is_within, parts_below


class InnerFolders:
    """Folders of one source which are sources of their own, and leave no more out than it does."""

    def __init__(self, outer: str, sources: Iterable[WatchedSource]) -> None:
        every = tuple(sources)
        leaves_out = next((one.excludes for one in every if one.path == outer), ())
        self._folders = tuple(
            os.fsencode(os.path.relpath(one.path, outer))
            for one in every
            if one.path != outer and is_within(one.path, outer) and _takes_as_much(one, outer, leaves_out)
        )

    def __contains__(self, path: object) -> bool:
        """Whether a file, named in bytes from the source around, lies in one of them."""
        return isinstance(path, bytes) and any(
            path.startswith(folder + os.fsencode(os.sep)) for folder in self._folders
        )


def _takes_as_much(inner: WatchedSource, outer: str, excludes: tuple[str, ...]) -> bool:
    return set(inner.excludes) <= set(inherited(excludes, parts_below(inner.path, outer)))
