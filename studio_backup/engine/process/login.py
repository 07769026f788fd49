"""The start at login of one home's engine, as the settings switch it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from studio_backup.engine.home import Home
from studio_backup.engine.process.autostart import autostart_state, switch_off, switch_on
from studio_backup.engine.process.starting import engine_command
from studio_backup.engine.unlock import Options


@dataclass(frozen=True)
class Login:
    """`variables`: the environment."""

    home: Home
    options: Options
    variables: Mapping[str, str]

    @property
    def on(self) -> bool:
        """As the platform has it now."""
        return autostart_state(self.variables).on

    def switch(self, on: bool) -> None:
        """Set it. Raises StorageDenied."""
        if on:
            switch_on(engine_command(self.home, self.options), self.variables)
        else:
            switch_off(self.variables)
