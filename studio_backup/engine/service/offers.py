"""What the first-run window offers: places for the vault, folders to watch, how strong a passphrase is."""

from __future__ import annotations

import os

import platformdirs

from studio_backup.api.offers import (
    MeasuredView,
    MeasureRequest,
    PlacesQuery,
    PlacesView,
    PlaceView,
    StrengthRequest,
    StrengthView,
    SuggestedFolderView,
    SuggestionsQuery,
    SuggestionsView,
)
from studio_backup.api.paths import from_wire, to_wire
from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.engine.jobs.offered_folders import OfferedFolder, Root, look_around
from studio_backup.engine.jobs.offered_places import Place, mounts, offered_places
from studio_backup.engine.jobs.write_speed import measure_writing
from studio_backup.engine.service.parts import Parts


class Offers:
    """See engine.server.ports.offers. Looks at the machine anew each time, for a bounded while."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def places(self, query: PlacesQuery) -> PlacesView:
        """Disks and shares on which a vault or a copy of it may lie."""
        home, vault = os.path.expanduser("~"), self._parts.home.vault()
        surveyed = mounts(home, self._parts.clock.monotonic)
        found = offered_places(
            surveyed.mounts,
            user_home=home,
            purpose=query.purpose,
            vault=vault.folder if vault else "",
            taken=os.path.lexists,
        )
        return PlacesView(places=tuple(map(_place, found)), unanswered=tuple(map(to_wire, surveyed.unanswered)))

    def measure(self, request: MeasureRequest) -> MeasuredView:
        """How fast a place takes data. What was written is removed again."""
        path = from_wire(request.path)
        if not os.path.isabs(path):
            raise UsageError(f"{display(path)} is no absolute path.", hint="Give the whole path.")
        done = measure_writing(path, self._parts.clock)
        return MeasuredView(
            path=to_wire(done.folder), bytes=done.bytes, seconds=done.seconds, bytes_per_s=done.bytes / done.seconds
        )

    def suggestions(self, query: SuggestionsQuery) -> SuggestionsView:
        """Folders worth watching that are not watched yet."""
        begun = self._parts.clock.monotonic()
        found = look_around(self._roots(), own=self._own(), now_s=self._parts.clock.monotonic, seconds=query.seconds)
        seconds = self._parts.clock.monotonic() - begun
        return SuggestionsView(folders=tuple(map(_folder, found.folders)), cut_short=found.cut_short, seconds=seconds)

    def _roots(self) -> list[Root]:
        home = os.path.expanduser("~")
        named = [Root(platformdirs.user_pictures_dir(), "pictures"), Root(platformdirs.user_videos_dir(), "videos")]
        places = offered_places(
            mounts(home, self._parts.clock.monotonic).mounts,
            user_home=home,
            purpose="second",
            vault="",
            taken=lambda _: False,
        )
        drives = [Root(one.mount.path, "drive") for one in places if one.kind in ("external", "internal")]
        return [*named, Root(home, "home"), *drives]

    def _own(self) -> list[str]:
        tiers = [tier.location for tier in self._parts.home.tiers() if os.path.isabs(tier.location)]
        return [*self._parts.home.own_folders(), *tiers, *(one.path for one in self._parts.sources.all())]

    def strength(self, request: StrengthRequest) -> StrengthView:
        """How hard a passphrase is to guess, in plain words."""
        # The estimator of passphrases costs 13 MiB: an engine that has its vault never needs it.
        from studio_backup.engine.jobs.strength import judged  # noqa: PLC0415

        found = judged(request.passphrase, request.studio)
        return StrengthView(
            strength=found.word,
            enough=found.enough,
            guesses=found.guesses,
            sentence=found.sentence,
            hint=found.hint,
        )


def _place(one: Place) -> PlaceView:
    return PlaceView(
        path=to_wire(one.folder),
        name=one.name,
        mount=to_wire(one.mount.path),
        kind=one.kind,
        filesystem=one.mount.filesystem,
        free_bytes=one.mount.free,
        total_bytes=one.mount.total,
        with_vault=one.with_vault,
        why=one.why,
    )


def _folder(one: OfferedFolder) -> SuggestedFolderView:
    return SuggestedFolderView(
        path=to_wire(one.path),
        kind=one.kind,
        why=one.why,
        files=one.files,
        photos=one.photos,
        videos=one.videos,
        bytes=one.bytes,
        newest_ns=one.newest_ns,
        at_least=one.at_least,
    )
