"""What names a target folder can hold: found out by trying, in a temporary folder inside it."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile

from studio_backup.base.errors import StorageDenied
from studio_backup.base.names import display
from studio_backup.engine.restore.names import WINDOWS, Rules

_DOUBTFUL = b'<>:"\\|?*\x01'
_COMPOSED, _DECOMPOSED = b"\xc3\xa9-probe", b"e\xcc\x81-probe"


def probe_rules(to: str) -> Rules:
    """The rules of the file system that holds `to` (or will hold it: its nearest parent that exists).

    Makes a temporary folder there and removes it. Raises StorageDenied where nothing can be written.
    """
    if sys.platform == "win32":
        return WINDOWS
    place = existing_parent(to)
    try:
        folder = os.fsencode(tempfile.mkdtemp(prefix=".sb-probe-", suffix=".tmp", dir=place))
    except OSError as error:
        raise StorageDenied(
            f"Nothing can be written in {display(place)}: {error.strerror}.",
            hint="Choose another folder with --to, or mend its permissions.",
        ) from error
    try:
        return _rules_of(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def existing_parent(path: str) -> str:
    """The path itself, or its nearest parent that exists."""
    path = os.path.abspath(path)
    while not os.path.isdir(path):
        parent = os.path.dirname(path)
        if parent == path:
            break
        path = parent
    return path


def _rules_of(folder: bytes) -> Rules:
    forbidden = frozenset(byte for byte in _DOUBTFUL if not _holds(folder, b"a" + bytes([byte]) + b"b"))
    controls = frozenset(range(1, 32)) if 1 in forbidden else frozenset[int]()
    return Rules(
        forbidden=forbidden | controls,
        trailing=not (_holds(folder, b"dot.") and _holds(folder, b"space ")),
        devices=not (_holds(folder, b"CON") and _holds(folder, b"NUL.txt")),
        folds_case=_one(folder, b"case-probe", b"CASE-probe"),
        normalises=_one(folder, _COMPOSED, _DECOMPOSED) or not _holds(folder, _COMPOSED),
        unicode=not _holds(folder, b"byte-\xff"),
        limit=_limit(folder),
    )


def _holds(folder: bytes, name: bytes) -> bool:
    """Whether a file of that name can be made and is listed under just that name."""
    path = os.path.join(folder, name)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except (OSError, ValueError):
        return False
    listed = name in os.listdir(folder)
    with contextlib.suppress(OSError):
        os.unlink(path)
    return listed


def _one(folder: bytes, first: bytes, second: bytes) -> bool:
    path = os.path.join(folder, first)
    with contextlib.suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    found = os.path.lexists(os.path.join(folder, second))
    with contextlib.suppress(OSError):
        os.unlink(path)
    return found


def _limit(folder: bytes) -> int:
    if sys.platform == "win32":
        return 255
    try:
        return min(255, max(64, os.pathconf(folder, "PC_NAME_MAX")))
    except (OSError, ValueError):
        return 255
