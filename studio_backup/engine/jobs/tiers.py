"""Tiers of this home: a place is tried out before it is trusted, and what is somebody else's is never taken over."""

from __future__ import annotations

import contextlib
import os
import random
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from studio_backup.base.errors import MarkerError, NotFoundError, ObjectMissing, RefusedError, UsageError
from studio_backup.base.names import display
from studio_backup.domain.bandwidth import Bandwidth
from studio_backup.domain.objects import TIER_MARKER
from studio_backup.domain.tier import Tier, TierRole
from studio_backup.engine.backup.mounts import read_mounts
from studio_backup.engine.bucket_keys import KeptKeys
from studio_backup.engine.home import Home
from studio_backup.engine.jobs.places import ledger_of, reading
from studio_backup.engine.places import look_at
from studio_backup.engine.studio import LOCAL, Studio
from studio_backup.repository import crypto
from studio_backup.repository.marker import MarkerRecord, check_marker, check_place, new_marker
from studio_backup.storage.assemble import Place, make_place, open_storage
from studio_backup.storage.bucket_keys import BucketKeys
from studio_backup.storage.interface import Storage
from studio_backup.storage.location import FolderLocation, Location, parse_location
from studio_backup.storage.probe import probe_place
from studio_backup.storage.probe_report import ProbeReport, decode_report, encode_report, settings_of

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Probed:
    """What a place really does. `missing`: what it lacks, in sentences."""

    report: ProbeReport
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TierState:
    """A tier as this home knows it. `attached`: it bore this vault's marker already. `probe`: None if never probed."""

    id: str
    name: str
    role: TierRole
    location: str
    added_ns: int
    attached: bool = False
    probe: Probed | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """A place which was tried out. `name`: in this vault's marker there, and then no `report`; "" without one."""

    location: str
    name: str
    report: ProbeReport | None


def state_of(tier: Tier, *, attached: bool = False) -> TierState:
    """A tier for people and JSON."""
    probe = None
    with contextlib.suppress(ValueError):
        report = decode_report(tier.settings) if tier.settings else None
        probe = Probed(report, report.missing) if report else None
    return TierState(tier.id, tier.name, tier.role, tier.location, tier.added_ns, attached, probe)


def add_tier(studio: Studio, name: str, location: str, role: TierRole, keys: BucketKeys | None = None) -> TierState:
    """Make an empty or new place a tier, after trying it out; or attach one which bears this vault's marker.

    `keys`: a bucket's access key as a person typed it, kept in the keyring once the place is known to be good.

    Raises UsageError, RefusedError, MarkerError (foreign), StorageError: then the place is as it was.
    """
    place, keys = _place_with_keys(studio, location, keys)
    marker = _marker_at(studio, place, role, keys)
    if marker is not None:
        return _attach(studio, marker, place, keys)
    _check_name(studio, name)
    return _make(studio, name, place, role, keys)


def try_place(studio: Studio, location: str, role: TierRole, keys: BucketKeys | None = None) -> Tried:
    """Try out what a place does, and leave it as it was. Refuses what `add_tier` refuses. Keeps no key."""
    place, keys = _place_with_keys(studio, location, keys)
    marker = _marker_at(studio, place, role, keys)
    if marker is not None:
        return Tried(place, marker.name, None)
    new = not _is_there(place)
    make_place(place)
    try:
        return Tried(place, "", probe_at(studio, place, role, keys=keys))
    finally:
        if new:
            _remove_empty(place)


def _place_with_keys(studio: Studio, location: str, keys: BucketKeys | None) -> tuple[str, BucketKeys | None]:
    """The place as it is written down, and its keys: those of the tier that is there already if none were typed."""
    place = parse_location(location)
    if isinstance(place, FolderLocation):
        _refuse_own(studio, place.path)
        _refuse_unmounted(place.path)
    if keys is not None:
        check_takes_keys(place)
        studio.places.bucket_keys.check()
        return place.text, keys
    known = next((tier for tier in studio.tiers if tier.location == place.text), None)
    return place.text, studio.places.bucket_keys.of(known) if known else None


def check_takes_keys(place: Location) -> None:
    """UsageError for a folder, which needs none."""
    if isinstance(place, FolderLocation):
        raise UsageError(f"{display(place.path)} is a folder: it has no access key.", hint="Leave the keys out.")


def _check_name(studio: Studio, name: str) -> None:
    if not name.strip() or len(name) > _LONGEST_NAME or not all(char.isprintable() for char in name):
        raise UsageError("A tier's name must be one line of 1 to 60 visible characters.", hint="For example: nas")
    if name == LOCAL:
        raise UsageError(f"{LOCAL!r} is what the vault's own folder is called.", hint="Choose another name.")
    if any(tier.name == name for tier in studio.tiers):
        raise UsageError(f"There is a tier called {display(name)} already.", hint="`tier list` shows it.")


def _refuse_own(studio: Studio, path: str) -> None:
    real = os.path.realpath(path)
    for own, what in ((studio.vault.folder, "the vault"), (studio.home.path, "this program's own folder")):
        if own and os.path.commonpath([real, os.path.realpath(own)]) in (real, os.path.realpath(own)):
            raise RefusedError(
                f"{display(path)} and {what} lie in one another.", hint="A copy belongs on another disk."
            )


def _refuse_unmounted(path: str) -> None:
    """A drive that should be mounted on the way there, and is not."""
    expected, here = read_mounts().expected, os.path.abspath(path)
    while here != os.path.dirname(here):
        if os.fsencode(here) in expected and not os.path.ismount(here):
            raise RefusedError(
                f"{display(path)} lies on {display(here)}, and no drive is mounted there now.",
                hint="Connect or mount it. Nothing was made.",
            )
        here = os.path.dirname(here)


def _marker_at(studio: Studio, location: str, role: TierRole, keys: BucketKeys | None) -> MarkerRecord | None:
    """The marker of a place of this vault; None for one that is empty or does not exist. Refuses everything else."""
    if not _is_there(location):
        return None
    storage = look_at(location, studio.clock, role=role, keys=keys)
    try:
        data = storage.get(TIER_MARKER)
    except ObjectMissing:
        _refuse_filled(storage, location)
        return None
    finally:
        storage.close()
    marker = check_marker(data, repository=studio.keys.repository, tier=None, keys=studio.keys)
    if marker.role == LOCAL:
        raise RefusedError(
            f"{display(location)} is this vault's own folder.", hint="`vault open` joins it; a tier is another place."
        )
    return marker


def _is_there(location: str) -> bool:
    place = parse_location(location)
    if not isinstance(place, FolderLocation):
        return True
    if os.path.lexists(place.path) and not os.path.isdir(place.path):
        raise RefusedError(f"{display(place.path)} is no folder.", hint="Name a folder that is empty or new.")
    return os.path.isdir(place.path)


def _refuse_filled(storage: Storage, location: str) -> None:
    place = parse_location(location)
    inside = os.listdir(place.path) if isinstance(place, FolderLocation) else []
    first = next((one.name for one in storage.list("")), None)
    if first:
        raise MarkerError(
            f"{display(location)} holds objects of a vault, but no marker.",
            hint="If this home knows it as a tier, `tier repair NAME` writes its marker anew. Nothing was written.",
        )
    if inside:
        raise RefusedError(
            f"{display(location)} is not empty: {display(min(inside))} lies there.",
            hint="Name a folder that is empty or new. Nothing was written.",
        )


def _attach(studio: Studio, marker: MarkerRecord, location: str, keys: BucketKeys | None) -> TierState:
    known = next((tier for tier in studio.tiers if tier.id == marker.id), None)
    name = known.name if known else _free_name(studio, marker.name)
    tier = Tier(
        id=marker.id,
        name=name,
        role=marker.role,
        location=location,
        settings=known.settings if known and known.location == location else "",
        added_ns=known.added_ns if known else studio.clock.now_ns(),
        bandwidth=known.bandwidth if known else Bandwidth(),
        version=known.version + 1 if known else 1,
    )
    tier = _kept_with(studio, tier, keys)
    if known:
        studio.places.bucket_keys.forget(known.keys)
    remember_contents(studio, tier)
    return state_of(tier, attached=True)


def _kept_with(studio: Studio, tier: Tier, keys: BucketKeys | None) -> Tier:
    """Remember a tier and, in the keyring, its keys; where it cannot be remembered they are not kept either."""
    with studio.places.bucket_keys.keeping(keys) as account:
        tier = msgspec.structs.replace(tier, keys=account)
        keep(studio, tier)
    return tier


def _free_name(studio: Studio, name: str) -> str:
    taken = {tier.name for tier in studio.tiers} | {LOCAL}
    while name in taken:
        name += "-2"
    return name


def remember_contents(studio: Studio, tier: Tier) -> None:
    """Note in an empty ledger what the tier holds: a rebuilt home then knows its copies again, none as read back."""
    ledger = ledger_of(studio, tier)
    if ledger.known():
        return
    for one in reading(studio, tier).storage.list(""):
        if one.name != TIER_MARKER:
            ledger.stored(one.name, one.size, one.modified_ns)
    ledger.flush()


def _make(studio: Studio, name: str, location: str, role: TierRole, keys: BucketKeys | None) -> TierState:
    new = not _is_there(location)
    make_place(location)
    try:
        report = probe_at(studio, location, role, keys=keys)
        if not report.readback:
            raise RefusedError(
                f"{display(location)} did not give back what was written to it.", hint="Choose another place."
            )
        data = new_marker(studio.keys, name=name, role=role, clock=studio.clock)
        marker = check_marker(data, repository=studio.keys.repository, tier=None, keys=studio.keys)
        put_marker(studio, location, role, data, encode_report(report), keys)
    except BaseException:
        if new:
            _remove_empty(location)
        raise
    tier = Tier(
        id=marker.id,
        name=name,
        role=role,
        location=location,
        settings=encode_report(report),
        added_ns=studio.clock.now_ns(),
    )
    return state_of(_kept_with(studio, tier, keys))


def _remove_empty(location: str) -> None:
    place = parse_location(location)
    if isinstance(place, FolderLocation):
        with contextlib.suppress(OSError):
            os.rmdir(place.path)


def probe_at(
    studio: Studio, location: str, role: TierRole, settings: str = "", *, keys: BucketKeys | None = None
) -> ProbeReport:
    """What a place really does."""
    place = Place(location, role, studio.places.writer, settings=settings_of(settings), keys=keys)
    return probe_place(place, clock=studio.clock, chance=random.Random())


def put_marker(
    studio: Studio, location: str, role: TierRole, data: bytes, settings: str = "", keys: BucketKeys | None = None
) -> None:
    """Write a marker where there is none, or set a damaged one aside first."""
    told = settings_of(settings)
    place = Place(location, role, studio.places.writer, settings=told, marker_required=False, keys=keys)
    storage = open_storage(place, clock=studio.clock, chance=random.Random())
    try:
        storage.quarantine(TIER_MARKER)
        storage.put(TIER_MARKER, data, sha256=crypto.sha256(data))
        if b"".join(bytes(block) for block in storage.read_medium(TIER_MARKER)) != data:
            raise RefusedError(f"{display(location)} did not give its marker back.", hint="Choose another place.")
    finally:
        storage.close()


def probe_tier(studio: Studio, name: str) -> TierState:
    """Try a tier out again and remember what it really does. Raises MarkerError, StorageError."""
    tier = studio.tier(name)
    studio.storage(tier)  # recognised before anything is written
    return state_of(probed(studio, tier))


def probed(studio: Studio, tier: Tier) -> Tier:
    """The tier with a new probe's findings, which are kept."""
    keys = studio.places.bucket_keys.of(tier)
    settings = encode_report(probe_at(studio, tier.location, tier.role, tier.settings, keys=keys))
    return change_tier(studio, tier.id, lambda now: msgspec.structs.replace(now, settings=settings))


def change_tier(studio: Studio, tier_id: str, change: Callable[[Tier], Tier]) -> Tier:
    """Remember a tier as `change` makes it of what is known of it now. Raises NotFoundError if it was removed."""
    studio.home.change_tiers(lambda known: tuple(change(one) if one.id == tier_id else one for one in known))
    studio.tiers = studio.home.tiers()
    return studio.tier(tier_id)


def rename_tier(studio: Studio, tier: Tier, name: str, role: TierRole) -> None:
    """Write another name or role into the marker of a tier, where other laptops read it when they attach the place.

    The home is left as it is. Raises UsageError, MarkerError (it is not the tier's place now), StorageError.
    """
    if name != tier.name:
        _check_name(studio, name)
    studio.storage(tier)  # recognised before anything is written
    data = new_marker(studio.keys, name=name, role=role, clock=studio.clock, tier=tier.id)
    put_marker(studio, tier.location, role, data, tier.settings, studio.places.bucket_keys.of(tier))


def with_probe(studio: Studio, tier: Tier) -> Tier:
    """The tier, probed before the first writing if it was only attached: it may need other settings than usual."""
    if tier.settings:
        return tier
    storage = look_at(tier.location, studio.clock, role=tier.role, keys=studio.places.bucket_keys.of(tier))
    try:
        check_place(storage, repository=studio.keys.repository, tier=tier.id, keys=studio.keys)
    finally:
        storage.close()
    return probed(studio, tier)


def keep(studio: Studio, tier: Tier) -> None:
    """Remember a tier, in the place of the one with its id."""

    def change(known: tuple[Tier, ...]) -> tuple[Tier, ...]:
        if any(one.id == tier.id for one in known):
            return tuple(tier if one.id == tier.id else one for one in known)
        return (*known, tier)

    studio.home.change_tiers(change)
    studio.tiers = studio.home.tiers()


def remove_tier(home: Home, name: str, kept: KeptKeys) -> TierState:
    """Forget a tier, and in the keyring its keys; nothing is deleted there. Raises NotFoundError, RefusedError."""
    tiers = home.tiers()
    found = next((tier for tier in tiers if name in (tier.name, tier.id)), None)
    if found is None:
        known = ", ".join(display(tier.name) for tier in tiers) or "none yet"
        raise NotFoundError(f"There is no tier {display(name)}.", hint=f"Known tiers: {known}.")
    vault = home.vault()
    if vault and vault.reads_from == found.id and not vault.folder:
        raise RefusedError(
            "This home reads the vault from that tier.",
            hint="Open the vault from another place first: studio-backup vault open LOCATION",
        )
    if vault and vault.reads_from == found.id:
        home.keep_vault(msgspec.structs.replace(vault, reads_from=""))
    home.change_tiers(lambda known: tuple(tier for tier in known if tier.id != found.id))
    kept.forget(found.keys)
    return state_of(found)
