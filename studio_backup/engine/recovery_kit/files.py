"""The four files of a recovery kit. All are checked before any is written, and none is ever replaced."""

from __future__ import annotations

import contextlib
import importlib.resources
import importlib.util
import os
from collections.abc import Sequence
from dataclasses import dataclass

from studio_backup.base.errors import RefusedError, StorageDenied, StorageError, StorageFull, UsageError
from studio_backup.base.files import Writer, durable_create
from studio_backup.base.names import display
from studio_backup.repository.kit import Kit, kit_text

_NO_SPACE = frozenset({28, 122})  # ENOSPC, EDQUOT
_RESCUE_MODULE = "studio_backup_rescue"


@dataclass(frozen=True, slots=True)
class KitFiles:
    """Where the kit's files lie: absolute paths."""

    pdf: str
    text: str
    rescue: str
    requirements: str

    @property
    def paths(self) -> tuple[str, ...]:
        """All four."""
        return (self.pdf, self.text, self.rescue, self.requirements)


def kit_files(pdf: str) -> KitFiles:
    """The names that go with FILE.pdf. Raises UsageError for another ending."""
    stem, ending = os.path.splitext(os.path.abspath(pdf))
    if ending.lower() != ".pdf":
        found = display(ending) or "nothing"
        raise UsageError(f"The recovery kit's file must end in .pdf, not {found}.", hint="--kit kit.pdf")
    return KitFiles(stem + ending, stem + ".txt", stem + "-rescue.py", stem + "-rescue-requirements.txt")


def check_kit_files(pdf: str) -> KitFiles:
    """The files to write, none of which exists, in a folder that does. Raises RefusedError, UsageError."""
    files = kit_files(pdf)
    folder = os.path.dirname(files.pdf)
    if not os.path.isdir(folder):
        raise RefusedError(f"There is no folder {display(folder)} for the kit.", hint="Make it, or name another.")
    for path in files.paths:
        if os.path.lexists(path):
            raise RefusedError(
                f"{display(path)} exists already; a recovery kit is never replaced.",
                hint="Name another file with --kit.",
            )
    return files


def in_folder(path: str) -> str:
    """FILE.pdf as it is; for a folder that exists the kit's usual name in it, beside those that are there."""
    if not os.path.isdir(path):
        return path
    stem, number = os.path.join(path, "Studio Backup recovery kit"), 1
    found = stem
    while any(os.path.lexists(one) for one in kit_files(found + ".pdf").paths):
        number += 1
        found = f"{stem} {number}"
    return found + ".pdf"


def write_kit_page(pdf: str, kit: Kit) -> str:
    """Write the page to print alone, for its owner only; returns its path. Raises RefusedError, StorageError."""
    from studio_backup.engine.recovery_kit.printed import printed_kit  # noqa: PLC0415  (as in write_kit_files)

    path = kit_files(in_folder(pdf)).pdf
    if not os.path.isdir(os.path.dirname(path)):
        raise RefusedError(f"There is no folder {display(os.path.dirname(path))} for the kit.", hint="Make it first.")
    if os.path.lexists(path):
        raise RefusedError(f"{display(path)} exists already; a recovery kit is never replaced.", hint="Name another.")
    _write(path, printed_kit(kit))
    return path


def write_kit_files(files: KitFiles, kit: Kit) -> None:
    """Write all four, durably, readable by their owner only; after an error none is left. Raises StorageError."""
    from studio_backup.engine.recovery_kit.printed import printed_kit  # noqa: PLC0415  (reportlab takes a while to load)

    texts = (
        (files.pdf, printed_kit(kit)),
        (files.text, kit_text(kit).encode("utf-8")),
        (files.rescue, rescue_script()),
        (files.requirements, rescue_requirements()),
    )
    written: list[str] = []
    try:
        for path, data in texts:
            _write(path, data)
            written.append(path)
    except BaseException:
        _remove(written)  # only what this run made: a file that stood in the way is somebody's
        raise


def _write(path: str, data: bytes) -> None:
    folder, name = os.path.split(path)
    try:
        durable_create(folder, name, [data], writer=Writer("kit", "kit"), direct=False)
    except OSError as error:
        kind: type[StorageError] = StorageFull if error.errno in _NO_SPACE else StorageDenied
        raise kind(
            f"The recovery kit {display(path)} cannot be written: {error.strerror}.",
            hint="Name another file with --kit.",
        ) from error


def remove_kit_files(files: KitFiles) -> None:
    """Take back a kit, written by this run, whose vault could not be made."""
    _remove(files.paths)


def _remove(paths: Sequence[str]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            os.unlink(path)


def rescue_script() -> bytes:
    """The rescue script as it lies beside the kit."""
    found = importlib.util.find_spec(_RESCUE_MODULE)
    if found is None or found.origin is None:
        raise StorageDenied("The rescue script is missing from this installation.", hint="Install the program again.")
    with open(found.origin, "rb") as file:
        return file.read()


def rescue_requirements() -> bytes:
    """What the rescue script needs installed."""
    return importlib.resources.files("studio_backup_resources").joinpath("rescue-requirements.txt").read_bytes()
