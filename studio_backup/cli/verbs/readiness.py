"""`readiness`: whether the studio is ready for its Saturday."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import click

from studio_backup.api.protection import CheckView, ReadinessView
from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.door import door
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.shown import when


@dataclass(frozen=True)
class ShownReadiness:
    """The whole list. `asked`: whether it is looked after by itself now."""

    ready: bool
    weddings: tuple[str, ...]
    from_: str | None
    until: str | None
    asked: bool
    checks: tuple[CheckView, ...]


@click.command("readiness", epilog="\b\nExample:\n  studio-backup readiness")
@pass_session
def command(session: Session) -> Answer:
    """Whether all is ready for the next Saturday: places, space, keys, clocks, folders for the cards, recovery kit.

    From Thursday noon until Friday 18:00, by the clock of the venue, the engine looks after it by itself.
    """
    with door(session) as engine:
        found = engine.service.protection.readiness()
    shown = ShownReadiness(
        found.ready, found.weddings, when(found.from_ns), when(found.until_ns), found.asked, found.checks
    )
    return Answer(shown, lambda: _lines(found))


def _lines(found: ReadinessView) -> Iterator[str]:
    whose = " and ".join(map(display, found.weddings))
    yield f"For {whose}:" if whose else "No wedding is known on a coming Saturday; this is how all stands:"
    for one in found.checks:
        yield f"  {'ok ' if one.ok else '!  '} {one.text}"
        if one.action:
            yield f"       {one.action}"
    yield "Ready." if found.ready else "Not ready yet."
    if found.from_ns and not found.asked:
        yield f"Looked after by itself from {words.moment(found.from_ns)} on."
