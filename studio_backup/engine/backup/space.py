"""Whether the vault's place has room for what may be stored."""

from __future__ import annotations

from collections.abc import Callable

from studio_backup.base.errors import StorageFull

RESERVE_BYTES = 16 << 20
RESERVE_PARTS = 100
"""Kept free besides the contents: a hundredth for trees, index and padding, and a little more."""


def needed_for(contents: int) -> int:
    """Bytes that a backup of so many new bytes may take, if nothing of it is known and nothing can be compressed."""
    return contents + contents // RESERVE_PARTS + RESERVE_BYTES if contents else 0


def check_space(contents: int, free: int | None, known: Callable[[], int]) -> None:
    """Raise StorageFull if there is no room. `known`: bytes of it that lie in the vault already, asked only then."""
    if free is None or needed_for(contents) <= free:
        return
    new = max(0, contents - known())
    if needed_for(new) > free:
        raise StorageFull(
            f"The vault has {in_words(free)} free; the new and changed files are {in_words(new)}, "
            f"which with room to work takes {in_words(needed_for(new))}.",
            hint="Free some space where the vault lies, or back up fewer folders at a time. Nothing was written.",
        )


def in_words(size: int) -> str:
    """A size for people."""
    amount = float(size)
    for unit in ("bytes", "kB", "MB", "GB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "bytes" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} TB"
