"""How clients find the engine: a file in the home, which only its owner may read.

On Windows the file is as private as the folder it lies in (the user's profile): its permissions are not looked at.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys

import msgspec

from studio_backup.base.errors import RefusedError, StorageDenied, StorageFull, StudioBackupError
from studio_backup.base.files import Writer, durable_create, make_folders, remove_durable
from studio_backup.base.names import display

NAME = "endpoint.json"
_LARGEST = 4_096
_FLAGS: int = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_NO_SPACE = frozenset({28, 122})  # ENOSPC, EDQUOT


class Endpoint(msgspec.Struct, frozen=True):
    """Where the engine listens on loopback, and what opens it. `token` is secret."""

    port: int
    token: str
    pid: int
    started_ns: int

    def __repr__(self) -> str:
        return f"Endpoint(port={self.port}, pid={self.pid})"


def write_endpoint(home_path: str, endpoint: Endpoint) -> None:
    """Publish it, replacing what is there. Raises StorageFull, StorageDenied."""
    try:
        make_folders(home_path)
        data = msgspec.json.encode(endpoint)
        durable_create(home_path, NAME, [data], writer=Writer("home", "home"), direct=False, replace=True)
    except OSError as error:
        kind = StorageFull if error.errno in _NO_SPACE else StorageDenied
        raise kind(
            f"The program's own folder {display(home_path)} cannot be written: {error.strerror}.",
            hint="Free some space or mend its permissions, or choose another one with --home.",
        ) from error


def read_endpoint(home_path: str) -> Endpoint | None:
    """What the engine published, or None. RefusedError if somebody else could have read or written it."""
    path = os.path.join(home_path, NAME)
    try:
        fd = os.open(path, _FLAGS)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unreadable(path, error) from error
    try:
        if _exposed(os.fstat(fd)):
            raise _refused(path)
        return _decoded(os.read(fd, _LARGEST))
    except OSError as error:
        raise _unreadable(path, error) from error
    finally:
        os.close(fd)


def endpoint_exposed(home_path: str) -> bool:
    """Whether others can read the file, or it is not ours: then the token must be changed, and the file replaced."""
    try:
        return _exposed(os.lstat(os.path.join(home_path, NAME)))
    except OSError:
        return False


def remove_endpoint(home_path: str) -> None:
    """Take it away, if it is there and can be removed: a client that finds a stale one asks for a proof anyway."""
    with contextlib.suppress(OSError):
        remove_durable(home_path, NAME)


def _exposed(found: os.stat_result) -> bool:
    if not stat.S_ISREG(found.st_mode):
        return True
    if sys.platform == "win32":
        return False
    return found.st_uid != os.geteuid() or bool(found.st_mode & 0o077)


def _decoded(data: bytes) -> Endpoint | None:
    try:
        endpoint = msgspec.json.decode(data, type=Endpoint)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return endpoint if 0 < endpoint.port < 65_536 and endpoint.pid > 0 and _is_token(endpoint.token) else None


def _is_token(token: str) -> bool:
    return len(token) >= 32 and token.isascii() and token.isprintable() and " " not in token


def _refused(path: str) -> RefusedError:
    return RefusedError(
        f"{display(path)} can be read by others, or is not yours: whoever holds it can command the engine.",
        hint="Run `studio-backup engine stop`, remove the file, then run `studio-backup engine start`.",
    )


def _unreadable(path: str, error: OSError) -> StudioBackupError:
    return StudioBackupError(
        f"{display(path)} cannot be read: {error.strerror}.", hint="Check its permissions, or remove it."
    )
