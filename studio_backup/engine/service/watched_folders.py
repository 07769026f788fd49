"""What a person says of the folders to watch: checked, kept, and told to the engine."""

from __future__ import annotations

import os
import secrets
from dataclasses import replace
from typing import Final

from msgspec import UNSET

from studio_backup.api.errors import EditConflict
from studio_backup.api.paths import from_wire
from studio_backup.api.requests import NewSource, SourcePatch
from studio_backup.api.wire import SourceView
from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.catalog.sources import Conflict
from studio_backup.domain.policy import DEFAULT_ID
from studio_backup.domain.source import WatchedSource
from studio_backup.domain.wedding_names import folded, key_of
from studio_backup.engine.jobs.weddings import one_of_several
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.views import source_view
from studio_backup.repository.collections import check_wedding

_EDITABLE: Final = ("path", "wedding", "date", "excludes", "settle_s", "policy", "level")


class WatchedFolders:
    """Adding, editing and removing sources."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._parts = engine, engine.parts

    def add(self, source: NewSource) -> SourceView:
        """Watch a folder. NotFoundError while there is no vault it could be backed up into."""
        self._parts.vault.check_joined()
        new = WatchedSource(
            id=secrets.token_hex(8),
            path=self._folder(source.path),
            wedding=source.wedding,
            date=source.date,
            excludes=source.excludes,
            settle_s=source.settle_s,
            policy=self._policy(source.policy),
            level=source.level or "normal",
            level_of_policy=not source.level,
            added_ns=self._parts.clock.now_ns(),
        )
        new = self._of_wedding(new)
        self._parts.sources.add(new)
        added = self._parts.sources.get(new.id)  # at its policy's level
        self._engine.watch(added)
        return self._source_edited(added)

    def edit(self, source_id: str, patch: SourcePatch, version: int) -> SourceView:
        """Edit a source as it was at `version`."""
        told = {name: value for name in _EDITABLE if (value := getattr(patch, name)) is not UNSET}
        if "path" in told:
            told["path"] = self._folder(told["path"], besides=source_id)
        if "policy" in told:
            told["policy"] = self._policy(told["policy"])
        if "level" in told:
            told |= {"level": told["level"] or "normal", "level_of_policy": not told["level"]}
        edited = self._of_wedding(replace(self._parts.sources.get(source_id), **told))
        try:
            kept = self._parts.sources.replace(edited, version)
        except Conflict as conflict:
            raise _conflict(conflict, edited) from None
        self._engine.rewatch(kept)
        return self._source_edited(kept)

    def remove(self, source_id: str, version: int) -> None:
        """Watch it no more; its points stay."""
        found = self._parts.sources.get(source_id)
        if found.version != version:
            raise _conflict(Conflict(found), found)
        self._parts.sources.remove(source_id)
        self._engine.unwatch(source_id)

    def _source_edited(self, source: WatchedSource) -> SourceView:
        view = source_view(source)
        self._parts.bus.publish("source_edited", source.id, view)
        return view

    def _folder(self, told: str, besides: str = "") -> str:
        path = from_wire(told)
        if not os.path.isabs(path):
            raise UsageError(f"{display(path)} is no absolute path.", hint="Give the folder's whole path.")
        path = os.path.normpath(path)
        if not os.path.isdir(path):
            raise UsageError(f"There is no folder {display(path)}.", hint="Check the path, or plug in its drive.")
        own = (self._parts.home.path, getattr(self._parts.home.vault(), "folder", ""))
        if any(one and _is_within(path, one) for one in own):
            raise UsageError(
                f"{display(path)} belongs to Studio Backup itself.", hint="Choose a folder outside the vault and home."
            )
        if any(one.path == path and one.id != besides for one in self._parts.sources.all()):
            raise UsageError(f"{display(path)} is watched already.", hint="`source list` lists the sources.")
        return path

    def _policy(self, told: str) -> str:
        """ "" for the default one, however it is named."""
        if told in ("", DEFAULT_ID):
            return ""
        return self._parts.policies.get(told).id

    def _of_wedding(self, source: WatchedSource) -> WatchedSource:
        """The source, with its wedding as that is called and dated where there is just one it can mean."""
        if not source.wedding:
            if source.date:
                raise UsageError("A date needs the wedding it belongs to.", hint="Give --wedding too.")
            return source
        check_wedding(source.wedding, source.date)
        named = [(one.name, one.date) for one in self._parts.weddings.all()]
        named += [(one.wedding, one.date) for one in self._parts.sources.all() if one.id != source.id]
        named += [(one.wedding, one.date) for one in self._engine.places.weddings.weddings]  # as stored: that counts
        known = {key_of(*one): one for one in named}.values()
        meant = [one for one in known if folded(one[0]) == folded(source.wedding) and source.date in ("", one[1])]
        if not meant and not source.date:
            raise UsageError(
                f"There is no wedding {display(source.wedding)} yet, and a new one needs its date.",
                hint="Add --date YYYY-MM-DD, the day of the wedding.",
            )
        exactly = [one for one in meant if one[1] == source.date]
        if len(meant) > 1 and not exactly:
            raise one_of_several(source.wedding, sorted(one[1] for one in meant))
        return replace(source, wedding=meant[0][0], date=meant[0][1]) if len(meant) == 1 else source


def _conflict(conflict: Conflict, wanted: WatchedSource) -> EditConflict:
    changed = tuple(name for name in _EDITABLE if getattr(conflict.current, name) != getattr(wanted, name))
    return EditConflict(conflict.message, hint=conflict.hint, changed=changed)


def _is_within(path: str, folder: str) -> bool:
    return os.path.join(path, "").startswith(os.path.join(os.path.abspath(folder), ""))
