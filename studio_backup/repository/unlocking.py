"""Finding the slot that a factor opens, and saying exactly why none does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from studio_backup.base.errors import (
    DamagedSlot,
    DamageError,
    NotFoundError,
    UnlockError,
    UnsupportedFormat,
    WrongKey,
    WrongKit,
    WrongPassphrase,
)
from studio_backup.domain.objects import Kind
from studio_backup.domain.problem import Problem
from studio_backup.repository.records import gather, judged, problem_of
from studio_backup.repository.slots import (
    PREFIX,
    DeviceFactor,
    Factor,
    KitFactor,
    PassphraseFactor,
    Slot,
    differs_from_pinned,
    open_slot,
    parse_slot,
    slot_key,
)
from studio_backup.storage.interface import Storage

_WORDS = {PassphraseFactor: "passphrase", KitFactor: "recovery kit", DeviceFactor: "key kept on this laptop"}


@dataclass(frozen=True, slots=True)
class Opened:
    """The slot that opened, its root key, and the slots that are damaged."""

    slot: Slot
    root: bytes = field(repr=False)
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Tried:
    """What was learnt from slots that did not open."""

    refused: list[Slot] = field(default_factory=list)
    altered: list[Problem] = field(default_factory=list)


def open_root(storage: Storage, factor: Factor, pinned: Mapping[str, str]) -> Opened:
    """Try the slots of the factor's kind, the newest first. Raises UnlockError or NotFoundError; see keys.unlock."""
    gathered = gather(storage, PREFIX, Kind.SLOT)
    slots, bad = judged(gathered.objects, parse_slot)
    problems = [*gathered.problems, *bad]
    _check_repository(factor, slots, problems)
    tried = _Tried()
    for slot in sorted(slots, key=lambda s: (-s.record.created_ns, s.name)):
        root = _try(slot, factor, tried)
        if root is not None:
            return Opened(slot, root, (*problems, *tried.altered))
    raise _why(storage, factor, problems, tried, pinned)


def _check_repository(factor: Factor, slots: Sequence[Slot], problems: Sequence[Problem]) -> None:
    """A kit names its vault: a foreign one is told before anything is tried."""
    if not isinstance(factor, KitFactor) or not factor.kit.repository or not slots:
        return
    repositories = {slot.record.repository for slot in slots}
    if factor.kit.repository not in repositories and not problems:
        raise WrongKit(
            f"This recovery kit is another vault's: it was made for {factor.kit.repository[:8]}…, and this vault is "
            f"{min(repositories)[:8]}….",
            hint="Look for the kit that bears this vault's number.",
        )


def _try(slot: Slot, factor: Factor, tried: _Tried) -> bytes | None:
    try:
        kek = slot_key(slot, factor)
        if kek is None:
            return None
        return open_slot(slot, kek)
    except WrongKey:
        tried.refused.append(slot)
    except (DamagedSlot, DamageError, UnsupportedFormat) as error:
        tried.altered.append(problem_of(slot.name, error))
    return None


def _why(
    storage: Storage, factor: Factor, problems: list[Problem], tried: _Tried, pinned: Mapping[str, str]
) -> UnlockError | NotFoundError:
    """The one sentence that is true of why no slot opened."""
    if tried.altered:
        return _altered(factor, tried.altered[0])
    changed = [slot for slot in tried.refused if differs_from_pinned(slot, pinned)]
    if changed:
        return _changed(factor, changed[0])
    if tried.refused:
        return _refused(factor, problems)
    if problems:
        return _damaged(factor, problems)
    return _none(storage, factor)


def _altered(factor: Factor, problem: Problem) -> DamagedSlot:
    return DamagedSlot(
        f"The slot for the {_word(factor)} was altered: {problem.object} is not as this vault wrote it.",
        hint="Use another place or another way in (recovery kit or passphrase), then verify this place.",
    )


def _changed(factor: Factor, slot: Slot) -> DamagedSlot:
    return DamagedSlot(
        f"The slot for the {_word(factor)} differs from the copy this laptop remembers: {slot.name}.",
        hint="Somebody replaced it at this place. Use another place or another way in, then verify this place.",
    )


def _refused(factor: Factor, problems: Sequence[Problem]) -> UnlockError:
    also = f" (A slot here is damaged, too: {problems[0].object}.)" if problems else ""
    if isinstance(factor, PassphraseFactor):
        hint = "Check keyboard layout and capital letters; the recovery kit opens the vault as well."
        return WrongPassphrase("The passphrase is wrong.", hint=hint + also)
    if isinstance(factor, KitFactor):
        whose = "is this vault's, but its key" if factor.kit.repository else "is whole, but its key"
        return WrongKit(
            f"This recovery kit {whose} opens none of the vault's slots.",
            hint="A newer kit has replaced it, or it is another vault's; the passphrase still opens it." + also,
        )
    return UnlockError(
        "The key kept on this laptop does not open its slot.", hint="Unlock with the passphrase or the kit." + also
    )


def _damaged(factor: Factor, problems: Sequence[Problem]) -> DamagedSlot:
    return DamagedSlot(
        f"No {_word(factor)} can be tried here: the slot {problems[0].object} is {_state(problems[0])}.",
        hint="Use another place or another way in; 'verify --heal' mends the slot from another place.",
    )


def _state(problem: Problem) -> str:
    return {"damaged": "damaged", "missing": "gone", "forged": "altered"}.get(problem.problem, "not readable")


def _none(storage: Storage, factor: Factor) -> UnlockError | NotFoundError:
    if any(True for _ in storage.list(PREFIX)):
        return UnlockError(
            f"This vault has no slot for a {_word(factor)} at this place.",
            hint="Another place may have it; or unlock in another way: passphrase, recovery kit.",
        )
    if any(True for _ in storage.list("keys/")):
        return DamagedSlot(
            "All key slots are gone from this place.", hint="Use another place, or heal this one from it."
        )
    return NotFoundError(f"There is no vault at {storage.label}.", hint="Check the path, or connect the drive.")


def _word(factor: Factor) -> str:
    return _WORDS[type(factor)]
