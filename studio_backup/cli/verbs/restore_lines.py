"""What `restore` says to a person, and how it asks the engine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, Final, TypeVar

from studio_backup.api.paths import from_wire, to_wire
from studio_backup.api.restores import NewRestore, RestoreDone, RestorePlanned, RestorePlanView
from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.engine.jobs.restore import Wish

_MOST: Final = 20  # of each kind are listed for people; JSON has all
_T = TypeVar("_T", bound=NewRestore)
_DECIDED: Final = {
    "keep-both": "other files stand there, both are kept",
    "replace": "will be replaced, and kept for undo",
    "skip": "other files stand there and stay",
}


def asked_of(wish: Wish, kind: type[_T], **more: Any) -> _T:
    """The wish as the engine is asked for it: a folder from here is named from the root on. UsageError for `ask`."""
    if wish.on_conflict == "ask":
        raise UsageError("The engine has nobody to ask.", hint="Use --on-conflict keep-both, replace or skip.")
    return kind(
        to=to_wire(os.path.abspath(wish.to)),
        point=wish.point,
        wedding=wish.wedding,
        date=wish.date,
        at_ns=wish.at_ns,
        source=to_wire(wish.source),
        files=tuple(map(to_wire, wish.files)),
        on_conflict=wish.on_conflict,
        tier=wish.tier,
        streams=wish.streams,
        **more,
    )


def plan_lines(view: RestorePlanView, wish: Wish) -> Iterator[str]:
    """The plan."""
    told, sums = view.planned, view.planned.plan
    free = f", {words.size(sums.free_bytes)} free there" if sums.free_bytes is not None else ""
    resumed = " (going on with a restore that was stopped)" if view.resumes else ""
    what = f"{words.count(sums.files, 'file')}, {words.size(sums.bytes)}"
    yield f"Restoring {what}, into {display(wish.to)}{free}{resumed}"
    if sums.packs:
        yield f"  from {told.tiers[0]}: {words.count(sums.packs, 'pack')}, {words.size(sums.fetch_bytes)} to read"
    for root in view.roots:
        when = f"{words.moment(root.at_ns)}, point {root.point[:12]}"
        yield f"  {display(from_wire(root.name))}: {display(from_wire(root.source))}, {when}"
    for equal in told.equal_roots:
        yield f"  {display(equal.source.path)} holds the same and comes back once, as {display(equal.name)}"
    if sums.same:
        yield f"  {words.count(sums.same, 'file')} {'is' if sums.same == 1 else 'are'} there already, equal"
    yield from _conflicts(told)
    for one in told.impossible[:_MOST]:
        yield f"  cannot come back now: {display(one.path)}. {display(one.reason)}"


def _conflicts(told: RestorePlanned) -> Iterator[str]:
    for decision, said in _DECIDED.items():
        paths = [display(one.target) for one in told.conflicts if one.decision == decision]
        if paths:
            yield f"  {said}: {words.listed(paths)}"


def warnings_of(done: RestoreDone, wish: Wish) -> Iterator[str]:
    """What a person should look at."""
    if wish.tier and wish.tier in done.unreachable:
        yield f"{wish.tier} did not answer, so other places were used: {done.unreachable[wish.tier]}"
    yield from (f"{one.object} is {one.problem}. {one.detail}".strip() for one in done.problems)
    for older in done.older_versions[:_MOST]:
        yield f"{display(older.path)} {older.reason}; its version of {words.moment(older.moment_ns)} came back."
    for other in done.other_tier[:_MOST]:
        yield f"{other.object} came from {other.used}, not from {other.asked}: {other.problem}"
    for failure in done.failed[:_MOST]:
        yield f"{display(failure.path)} did not come back: {failure.reason}"
    for root in done.only_partial:
        yield f"Of {display(root.path)} there are only partial points; restore one by its id."


def done_lines(done: RestoreDone, wish: Wish) -> Iterator[str]:
    """What became of it."""
    how = "read back" if done.medium == "cache" else "read back from the disk"
    skipped = f", {done.skipped:,} skipped" if done.skipped else ""
    yield (
        f"{done.restored:,} restored, {done.verified:,} verified ({how}){skipped}, {len(done.failed):,} failed. "
        f"{words.size(done.bytes)} in {words.duration(done.seconds)}."
    )
    for mapped in done.mapped[:_MOST]:
        yield f"  {display(mapped.path)} is called {display(mapped.target)} here: this disk cannot hold its name"
    for special in done.specials[:_MOST]:
        yield f"  {display(special)} is a socket or device, which is not made again"
    for aside in done.set_aside[:_MOST]:
        yield f"  {display(aside)} belonged to the old database and was set aside"
    yield from (f"  {note}" for note in done.notes)
    if done.kept_bytes:
        yield f"  What was replaced is kept for 30 days: {display(done.kept_folder)}, {words.size(done.kept_bytes)}"
    yield f"Show it: {display(os.path.abspath(wish.to))}. Take it back: studio-backup undo {done.id}"
