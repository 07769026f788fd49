"""What is known of the places before the engine's first look, and where none runs: it is looked up when asked for."""

from __future__ import annotations

import contextlib

from studio_backup.base.errors import StudioBackupError
from studio_backup.engine.service.engine import Engine


def first_look(engine: Engine) -> None:
    """Look once at what lies where, if nobody did yet; nothing is done after that."""
    if not engine.deciding.protecting.gathered and engine.parts.vault.unlocked:
        with contextlib.suppress(StudioBackupError), engine.parts.vault.studio() as studio:
            engine.places.ask_tiers(studio)
            engine.places.remember(studio)
    if not engine.deciding.protecting.gathered:
        engine.places.remember_locked()
    engine.parts.weddings.look()
    engine.deciding.refresh()
