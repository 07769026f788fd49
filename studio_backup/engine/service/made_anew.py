"""That the catalog had to be made anew: noted in the new one, whoever made it, until people had time to see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from studio_backup.catalog.database import Catalog
from studio_backup.catalog.settings import OWN, KeyValue
from studio_backup.engine.home import Home

SHOWN_NS: Final = 7 * 86_400 * 10**9
"""How long it is told."""
_NOTE: Final = f"{OWN}made_anew"


@dataclass(frozen=True, slots=True)
class MadeAnew:
    """When (ns UTC, 0 for never), and where the unusable file lies now; "" where there was none any more."""

    at_ns: int = 0
    set_aside: str = ""


def note_made_anew(home: Home, catalog: Catalog) -> None:
    """Note it, unless this home had no catalog before."""
    if catalog.set_aside or (catalog.fresh and home.settings() is not None):
        KeyValue(catalog).put(_NOTE, f"{catalog.clock.now_ns()} {catalog.set_aside}")


def made_anew(settings: KeyValue, now_ns: int) -> MadeAnew:
    """What is to be told of it now."""
    at, _, path = (settings.get(_NOTE) or "0").partition(" ")
    found = MadeAnew(int(at), path)
    return found if found.at_ns and now_ns - found.at_ns < SHOWN_NS else MadeAnew()
