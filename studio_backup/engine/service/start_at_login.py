"""What the service needs to know of the start at login."""

from __future__ import annotations

from typing import Protocol


class StartAtLogin(Protocol):
    """Whether this machine starts the engine at each login: a fact of the platform, not of the catalog."""

    @property
    def on(self) -> bool:
        """As the platform has it now."""
        ...

    def switch(self, on: bool) -> None:
        """Set it. Raises StorageDenied."""
        ...
