"""What every page gets of the window around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from studio_backup.base.clock import Clock
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.bridge import Bridge
from studio_backup.ui.live import LiveStatus
from studio_backup.ui.theme import Theme


@dataclass(frozen=True)
class Verb:
    """Something a person can do: in the command palette, with a shortcut, on a button or in a menu.

    `text`: already translated, "…" at its end if it asks more. `shortcut`: as QKeySequence reads it, or "".
    """

    name: str
    text: str
    icon: str
    act: Callable[[], None]
    shortcut: str = ""
    words: str = ""


class Window(Protocol):
    """What a page may ask of the window."""

    def open_page(self, name: str, target: str = "") -> bool:
        """Show a page; False if there is none of that name. `target`: what to show on it, in the page's own words."""
        ...

    def say(self, text: str, *, button: str = "", act: Callable[[], None] | None = None) -> None:
        """Tell a person something that happened, for some seconds, with a button such as Undo."""
        ...

    def complain(self, error: StudioBackupError) -> None:
        """Tell what went wrong and what to do; stays until it is dismissed."""
        ...

    def unlock(self) -> None:
        """Ask for the vault's passphrase."""
        ...

    def save_kit(self) -> None:
        """Have the recovery kit saved, and two of its groups typed back."""
        ...

    def add_verbs(self, verbs: tuple[Verb, ...]) -> None:
        """Offer these in the command palette and with their shortcuts."""
        ...


@dataclass(frozen=True)
class Shell:
    """`bridge`: the way to the engine; `live`: how it stands; `clock`: the only time there is."""

    bridge: Bridge
    live: LiveStatus
    theme: Theme
    clock: Clock
    window: Window
    start_engine: Callable[[], None]
