"""Bringing back what a person typed, into a catalog which knows nothing of it: from the home, or from the vault.

From the vault a folder is watched again only if it is here with its files; and which laptop's settings are meant must
be beyond doubt.
docs/decisions/0005.
"""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from studio_backup.base.clock import Clock
from studio_backup.base.errors import NotFoundError, StudioBackupError
from studio_backup.base.files import make_folders
from studio_backup.base.names import display
from studio_backup.catalog.database import Catalog, open_catalog
from studio_backup.catalog.settings import OWN, KeyValue
from studio_backup.catalog.sources import SourceTable
from studio_backup.catalog.typed import import_typed, typed_sources
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.device import on_this_machine
from studio_backup.engine.home import CATALOG, Home
from studio_backup.engine.jobs.settings import NOTHING_BACK, KeptSettings, SettingsBack, read_settings
from studio_backup.repository.repository import Repository

KEPT: Final = f"{OWN}settings_kept"
"""The catalog's own note of what was last kept; there is none in a catalog that knows nothing yet."""
_MISSING: Final = f"{OWN}settings_missing"
_LOG = logging.getLogger("studio_backup.engine")


@dataclass(frozen=True, slots=True)
class Brought:
    """What came back, and what a person should know of it."""

    settings: SettingsBack = NOTHING_BACK
    notices: tuple[str, ...] = ()


class _Rest(msgspec.Struct, frozen=True):
    """Sources which were not here when the others came back. `data`: what was exported; `ids`: those of it."""

    data: str
    ids: tuple[str, ...]


def bring_back_from_home(home: Home, catalog: Catalog) -> SettingsBack | None:
    """After the catalog alone was lost, on the same laptop: all of it, whether its folders are here or not.

    None where the home has nothing of this laptop.
    """
    try:
        data, device = home.settings(), home.device()
        if data is None or device is None or not on_this_machine(device):
            return None
        return SettingsBack(import_typed(catalog, data).sources)
    except StudioBackupError as error:
        _LOG.warning("What was typed before could not be taken from the home: %s", error.message)
        return None


@dataclass(frozen=True)
class BringBack:
    """`laptop`: what this one is called; `asked`: the laptop a person named, "" for none; `new`: the home is of another
    machine, or has not been anybody's."""

    home: Home
    clock: Clock
    repository: Repository
    laptop: str
    asked: str = ""
    new: bool = False

    def from_vault(self, kept: Sequence[KeptSettings]) -> Brought:
        """Into the catalog of this home. Where something was typed already only what was missing the last time, or
        what is asked for, is added. Raises NotFoundError, DamageError, and what the catalog raises."""
        fresh = not os.path.exists(self.home.file(CATALOG))
        chosen = choose(kept, self.laptop, self.asked)
        if fresh and chosen is None and (self.new or self.home.settings() is None):
            return Brought(notices=_doubt(kept, self.laptop))
        make_folders(self.home.path)
        with contextlib.closing(open_catalog(self.home.file(CATALOG), self.clock)) as catalog:
            if catalog.fresh and not self.new and (back := bring_back_from_home(self.home, catalog)):
                return Brought(back)
            if not self.asked and (SourceTable(catalog).all() or KeyValue(catalog).get(KEPT) is not None):
                return self._rest(catalog)
            if chosen is None:
                return Brought(notices=_doubt(kept, self.laptop))
            return self._bring(catalog, chosen)

    def _bring(self, catalog: Catalog, chosen: KeptSettings) -> Brought:
        data = read_settings(self.repository, chosen.point)
        watched = {source.path for source in SourceTable(catalog).all()}
        offered = [source for source in typed_sources(data) if source.path not in watched]
        here = {source.id for source in offered if self._is_here(source)}
        import_typed(catalog, data, lambda source: source.id in here)
        return self._told(catalog, data.decode(), offered, here, chosen.laptop)

    def _rest(self, catalog: Catalog) -> Brought:
        """What was missing the last time, and is here now."""
        noted = KeyValue(catalog).get(_MISSING)
        if noted is None:
            return Brought()
        rest, table = msgspec.json.decode(noted, type=_Rest), SourceTable(catalog)
        known = table.all()
        watched = {source.path for source in known} | {source.id for source in known}
        offered = [s for s in typed_sources(rest.data.encode()) if s.id in rest.ids and not watched & {s.id, s.path}]
        here = [source for source in offered if self._is_here(source)]
        for source in here:
            table.add(source)
        return self._told(catalog, rest.data, offered, {source.id for source in here}, "")

    def _told(
        self, catalog: Catalog, data: str, offered: Sequence[WatchedSource], here: set[str], laptop: str
    ) -> Brought:
        missing = [source for source in offered if source.id not in here]
        if missing:
            rest = _Rest(data, tuple(source.id for source in missing))
            KeyValue(catalog).put(_MISSING, msgspec.json.encode(rest).decode())
        else:
            KeyValue(catalog).remove(_MISSING)
        back = [source for source in offered if source.id in here]
        settings = SettingsBack(len(back), tuple(source.path for source in missing))
        return Brought(settings, tuple(_sentences(back, missing, laptop)))

    def _is_here(self, source: WatchedSource) -> bool:
        vault = self.home.vault()
        own = (self.home.path, vault.folder if vault else "")
        if any(one and os.path.join(source.path, "").startswith(os.path.join(one, "")) for one in own):
            return False
        return os.path.isabs(source.path) and os.path.isdir(source.path) and not self._is_emptied(source.path)

    def _is_emptied(self, path: str) -> bool:
        """Empty, although the vault holds files of it: a drive that is not mounted, or a laptop that is new."""
        try:
            with os.scandir(path) as entries:
                if next(entries, None) is not None:
                    return False
        except OSError:
            return True
        wanted = os.fsencode(os.path.realpath(path))
        listings = (self.repository.snapshots(one.id) for one in self.repository.collections().collections)
        points = (point.snapshot for listing in listings for point in listing.snapshots)
        return any(point.counts.files and point.source.raw_path == wanted for point in points)


def choose(kept: Sequence[KeptSettings], laptop: str, asked: str = "") -> KeptSettings | None:
    """Whose settings come back: of the laptop asked for, else of one called as this one, the newest; else of the only
    laptop there is. None where it is in doubt. Raises NotFoundError for a laptop that has none."""
    named = [one for one in kept if (asked or laptop).casefold() in (one.laptop.casefold(), one.device)]
    if named:
        return named[0]
    if asked:
        raise NotFoundError(
            f"This vault keeps no settings of a laptop {display(asked)}.", hint=f"It keeps those of {_names(kept)}."
        )
    return kept[0] if len({one.laptop.casefold() for one in kept}) == 1 else None


def _names(kept: Sequence[KeptSettings]) -> str:
    return ", ".join(dict.fromkeys(display(one.laptop) for one in kept)) or "none"


def _doubt(kept: Sequence[KeptSettings], laptop: str) -> tuple[str, ...]:
    if not kept:
        return ()
    return (
        f"The vault keeps the watched folders of {_names(kept)}, and none of them is called {display(laptop)}: no"
        " folder is watched yet. Run it again with --settings-of LAPTOP to bring back those of one of them.",
    )


def _sentences(back: Sequence[WatchedSource], missing: Sequence[WatchedSource], laptop: str) -> list[str]:
    whose = f" as {display(laptop)} had it" if laptop else ""
    said = [f"Watched again{whose}: {display(source.path)}{_of(source)}" for source in back]
    said += [f"Not here with its files, so not watched: {display(source.path)}{_of(source)}" for source in missing]
    if missing:
        said.append("When they are back in their places, run `vault open` again, or `source add` for a new place.")
    return said


def _of(source: WatchedSource) -> str:
    return f", of {display(source.wedding)}" if source.wedding else ""
