"""Making a catalog, and bringing an older one to this version."""

from __future__ import annotations

import contextlib
import os

from studio_backup.base.errors import UnsupportedFormat
from studio_backup.base.files import fsync_directory, make_folders, sync_file
from studio_backup.base.names import display
from studio_backup.base.os_errors import translated as os_translated
from studio_backup.catalog.connecting import make_engine
from studio_backup.catalog.failures import translated
from studio_backup.catalog.migrating import revisions, upgrade
from studio_backup.catalog.models import APPLICATION_ID


def make(path: str) -> None:
    """Made under another name, so that whatever bears the catalog's name was whole once."""
    making = path + ".making"
    with os_translated("The catalog's folder", "writing"):
        make_folders(os.path.dirname(os.path.abspath(path)))
        _remove(making)
        os.close(os.open(making, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))  # it holds names: its owner's only
    try:
        _bring_to_head(making, fresh=True)
        with os_translated("The catalog's folder", "writing"):
            _publish(making, path)
    finally:
        with contextlib.suppress(OSError):
            _remove(making)


def bring_up(path: str, revision: str) -> None:
    """Upgrade an older catalog, whole or not at all. UnsupportedFormat for the catalog of a newer program."""
    if revision not in revisions():
        raise UnsupportedFormat(
            f"The catalog {display(path)} was written by a newer version of this program (revision "
            f"{display(revision)}). It was left as it is.",
            hint="Use the newer version, or move that file away: the catalog is then rebuilt from the vault.",
        )
    _bring_to_head(path, fresh=False)


def _bring_to_head(path: str, *, fresh: bool) -> None:
    engine = make_engine(path).execution_options(writes=True)
    try:
        with translated("bringing it to this version"), engine.begin() as connection:
            if fresh:
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            upgrade(connection)
    finally:
        engine.dispose()


def _publish(making: str, path: str) -> None:
    fd = os.open(making, os.O_RDWR)
    try:
        sync_file(fd)
    finally:
        os.close(fd)
    os.replace(making, path)
    fsync_directory(os.path.dirname(os.path.abspath(path)))


def _remove(making: str) -> None:
    for end in ("", "-journal", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(making + end)
