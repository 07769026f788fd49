"""What does not fit together among policies, their sources and the places there are; always in sentences. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

from studio_backup.base.names import display
from studio_backup.domain.job import LEVELS, Level, rank
from studio_backup.domain.policy import DEFAULT_ID, LEAST, Policy
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.schedule.policy_runs import longest_gap_ns
from studio_backup.engine.schedule.policy_words import listed, span

_MINUTE: Final = 60 * 10**9
ConflictKind = Literal["folder", "wedding", "tier", "places", "lowered", "slow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One thing a person should know. `policies`, `sources`: ids of those concerned.

    Kinds: "folder": one source lies in another one's folder under another policy; "wedding": its sources are under
    policies that differ in level or tiers; "tier": a demanded tier is not there; "places": more copies are demanded
    than there are places for; "lowered": fewer than 3 copies, 2 media, 2 places; "slow": the schedule cannot hold what
    the level promises.
    """

    kind: ConflictKind
    sentence: str
    policies: tuple[str, ...]
    sources: tuple[str, ...] = ()


def conflicts(
    policies: Sequence[Policy],
    sources: Sequence[WatchedSource],
    tiers: Iterable[str],
    promises: Mapping[Level, int],
) -> tuple[Conflict, ...]:
    """All of them. `tiers`: names of those there are; `promises`: ns from a change to its backup, by level."""
    there = frozenset(tiers)
    known = {policy.id: policy for policy in policies}
    found: list[Conflict] = []
    for policy in policies:
        found += [*missing_tiers(policy, there), *_too_few_places(policy, there), *lowered(policy)]
        found += _too_slow(policy, promises)
    return (*found, *_one_folder(known, sources), *_one_wedding(known, sources))


def policy_of(source: WatchedSource) -> str:
    """The id of a source's policy."""
    return source.policy or DEFAULT_ID


def missing_tiers(policy: Policy, there: frozenset[str]) -> Iterator[Conflict]:
    """Tiers that the policy names and nobody has."""
    gone = [display(name) for name in policy.tiers if name not in there]
    if gone:
        what = f"tier {listed(gone)}, which is" if len(gone) == 1 else f"tiers {listed(gone)}, which are"
        yield _of(policy, "tier", f"{display(policy.name)} wants copies at {what} not there.")


def lowered(policy: Policy) -> Iterator[Conflict]:
    """Less than what is called protected."""
    wanted = (policy.copies, policy.media, policy.places)
    if any(one < least for one, least in zip(wanted, LEAST, strict=True)):
        text = " / ".join(map(str, wanted))
        least = " / ".join(map(str, LEAST))
        yield _of(
            policy,
            "lowered",
            f"{display(policy.name)} demands {text} (copies / media / places): less than {least}, with which a loss of"
            " one place is survived.",
        )


def _too_few_places(policy: Policy, there: frozenset[str]) -> Iterator[Conflict]:
    away = len(there & frozenset(policy.tiers)) if policy.tiers else len(there)
    # All copies on one machine, working files and vault, count as one copy in one place: the rest must be tiers.
    wanted = max(policy.copies, policy.media, policy.places)
    if wanted > away + 1:
        yield _of(
            policy,
            "places",
            f"{display(policy.name)} demands {wanted} copies, but there are places for {away + 1}: this machine, and"
            f" {_tiers(away)}.",
        )


def _tiers(number: int) -> str:
    return {0: "no tier", 1: "1 tier"}.get(number, f"{number} tiers")


def _too_slow(policy: Policy, promises: Mapping[Level, int]) -> Iterator[Conflict]:
    gap, promised = longest_gap_ns(policy.schedule), promises[policy.level]
    if gap > promised:
        yield _of(
            policy,
            "slow",
            f"{display(policy.name)} lets up to {span(gap // _MINUTE)} pass between two backups, but level"
            f" {policy.level} promises one within {span(promised // _MINUTE)} of each change.",
        )


def _of(policy: Policy, kind: ConflictKind, sentence: str) -> Conflict:
    return Conflict(kind=kind, sentence=sentence, policies=(policy.id,))


def _one_folder(known: Mapping[str, Policy], sources: Sequence[WatchedSource]) -> Iterator[Conflict]:
    for outer, inner in _nested(sources):
        if policy_of(outer) != policy_of(inner):
            yield Conflict(
                kind="folder",
                sentence=f"{display(inner.path)} is backed up twice: by {_name(known, inner)} as itself, and by"
                f" {_name(known, outer)} as a part of {display(outer.path)}.",
                policies=_ids([outer, inner]),
                sources=(outer.id, inner.id),
            )


def _nested(sources: Sequence[WatchedSource]) -> Iterator[tuple[WatchedSource, WatchedSource]]:
    """Pairs of a source and one inside it, each with its nearest: in order of paths what is inside follows."""
    open_above: list[WatchedSource] = []
    for source in sorted(sources, key=lambda one: _parts(one.path)):
        while open_above and not _is_inside(source, open_above[-1]):
            open_above.pop()
        if open_above:
            yield open_above[-1], source
        open_above.append(source)


def _parts(path: str) -> tuple[str, ...]:
    return tuple(part for part in path.replace("\\", "/").split("/") if part)


def _is_inside(source: WatchedSource, other: WatchedSource) -> bool:
    inner, outer = _parts(source.path), _parts(other.path)
    return inner[: len(outer)] == outer


def _one_wedding(known: Mapping[str, Policy], sources: Sequence[WatchedSource]) -> Iterator[Conflict]:
    weddings: dict[tuple[str, str], list[WatchedSource]] = {}
    for source in sources:
        if source.wedding:
            weddings.setdefault((source.wedding.casefold(), source.date), []).append(source)
    for of_one in weddings.values():
        firsts = list({policy_of(one): one for one in reversed(of_one)}.values())
        for one, other in combinations(reversed(firsts), 2):
            differing = _differing(known, one, other)
            if differing:
                yield Conflict(
                    kind="wedding",
                    sentence=f"{display(one.wedding)} is under {_name(known, one)} and {_name(known, other)}, which"
                    f" differ: {differing}",
                    policies=_ids([one, other]),
                    sources=(one.id, other.id),
                )


def _differing(known: Mapping[str, Policy], one: WatchedSource, other: WatchedSource) -> str:
    """What differs between two policies of one wedding, and what counts then."""
    first, second = (known.get(policy_of(source)) for source in (one, other))
    if first is None or second is None:
        return ""
    told = []
    if first.level != second.level:
        high = LEVELS[max(rank(first.level), rank(second.level))]
        told.append(f"level {first.level} and {second.level}; its copies are made at {high}.")
    if frozenset(first.tiers) != frozenset(second.tiers):
        told.append("other tiers; it is copied to those of both.")
    return " And: ".join(told)


def _name(known: Mapping[str, Policy], source: WatchedSource) -> str:
    found = known.get(policy_of(source))
    return f'"{display(found.name)}"' if found else "a policy that is not there"


def _ids(sources: Iterable[WatchedSource]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(policy_of, sources)))
