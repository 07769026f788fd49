"""The audit chain of a laptop: who did what, each entry naming the one before by its hash."""

from __future__ import annotations

from collections.abc import Sequence

from studio_backup.base.clock import Clock
from studio_backup.domain.objects import Kind, ObjectName, parse_name
from studio_backup.repository.devices import DeviceIdentity
from studio_backup.repository.format import FORMAT, with_signature
from studio_backup.repository.records import write
from studio_backup.storage.interface import Storage


def append_audit(
    storage: Storage,
    repository: str,
    identity: DeviceIdentity,
    *,
    act: str,
    place: str,
    objects: Sequence[str],
    clock: Clock,
) -> None:
    """Add an entry to this laptop's chain: `act` done at `place` (a tier's id) to `objects` (full names).

    One process of a laptop appends at a time (the caller's lock). A damaged entry does not end the chain: the hash
    that the next one names stands in its name.
    """
    sequence, previous = _head(storage, identity.id)
    record = {
        "format": FORMAT,
        "repository": repository,
        "device": identity.id,
        "sequence": sequence + 1,
        "previous": previous,
        "at_ns": clock.now_ns(),
        "act": act,
        "place": place,
        "objects": list(objects),
    }
    name = f"audit/{identity.id}/{sequence + 1:010}-"
    write(storage, name, with_signature(identity.seed, b"audit", record))


def _head(storage: Storage, device: str) -> tuple[int, str]:
    names = [name for one in storage.list(f"audit/{device}/") if (name := parse_name(one.name))]
    entries = [(_sequence(name), name.sha256) for name in names if name.kind is Kind.AUDIT]
    return max(entries, default=(0, ""))


def _sequence(name: ObjectName) -> int:
    return int(name.text.rpartition("/")[2].partition("-")[0])
