"""Studio Backup's own folders inside a source: a vault in its own backup would grow for ever."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence

_CONFIG = re.compile(r"config-[0-9a-f]{64}\Z")
_VAULT_FOLDERS = frozenset({"keys", "c"})
_HOME_FILES = frozenset({"vault.json", "device.json"})


class OwnPlaces:
    """Homes and vaults, known by their folder's identity or by what lies in them."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._known: set[tuple[int, int]] = set()
        for path in paths:
            try:
                found = os.stat(path)
            except OSError:
                continue
            self._known.add((found.st_dev, found.st_ino))

    def is_own(self, folder: os.stat_result, files: Sequence[str], folders: Sequence[str]) -> bool:
        """Whether this folder, which holds these names, is a home or a vault."""
        if (folder.st_dev, folder.st_ino) in self._known:
            return True
        if folders and _VAULT_FOLDERS.issubset(folders):
            return "tier" in files and any(_CONFIG.match(name) for name in files)
        return "workspace" in folders and _HOME_FILES.issubset(files)
