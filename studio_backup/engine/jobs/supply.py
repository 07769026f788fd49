"""Which place gives what of a restore, and which files none can give: said before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from studio_backup.base.errors import NotFoundError, StorageError
from studio_backup.engine.jobs.places import all_tiers, ledger_of
from studio_backup.engine.restore.places import Place
from studio_backup.engine.restore.plan import Failure, Item, RestorePlan
from studio_backup.engine.restore.ports import PointReader
from studio_backup.engine.studio import Studio

_ID = 32


@dataclass(frozen=True, slots=True)
class Supply:
    """What comes from one place: packs, and the bytes needed of them."""

    place: str
    packs: int
    bytes: int


def known_damage(studio: Studio) -> Mapping[str, frozenset[str]]:
    """By place, the objects which were found damaged there and not healed since."""
    return {
        tier.name: frozenset(n for n, one in ledger_of(studio, tier).known().items() if one.state == "damaged")
        for tier in all_tiers(studio)
    }


def supplies(
    plan: RestorePlan, places: Sequence[Place], damage: Mapping[str, frozenset[str]]
) -> tuple[tuple[Supply, ...], frozenset[str]]:
    """(what each place gives, the packs which none has). Places are asked in order, and only while packs are left."""
    left = dict(plan.pack_bytes)
    found: list[Supply] = []
    for place in places:
        if not left:
            break
        here = {name: left.pop(name) for name in _held(place, left, damage.get(place.label, frozenset()))}
        if here:
            found.append(Supply(place.label, len(here), sum(here.values())))
    return tuple(found), frozenset(left)


def _held(place: Place, wanted: Mapping[str, int], damaged: frozenset[str]) -> list[str]:
    """Which of these packs the place lists, sound as far as is known."""
    folders = {name.partition("/packs/")[0] + "/packs/" for name in wanted}
    listed: set[str] = set()
    try:
        for folder in folders:
            listed.update(one.name for one in place.storage.list(folder))
    except (StorageError, NotFoundError):
        return []
    return [name for name in wanted if name in listed and name not in damaged]


def impossible(
    plan: RestorePlan,
    nowhere: frozenset[str],
    reader: Callable[[str], PointReader],
    silent: Mapping[str, str],
) -> tuple[Failure, ...]:
    """The files of the plan which need a pack that no place has."""
    if not nowhere:
        return ()
    away = f" Not within reach: {', '.join(sorted(silent))}." if silent else ""
    reason = f"No place within reach has its data whole.{away}"
    return tuple(Failure(one.path, reason) for one in plan.items if nowhere.intersection(_packs(one, reader)))


def _packs(item: Item, reader: Callable[[str], PointReader]) -> Iterator[str]:
    for start in range(0, len(item.chunks), _ID):
        at = reader(item.collection).locate(item.chunks[start : start + _ID].hex())
        if at is not None:
            yield at.pack
