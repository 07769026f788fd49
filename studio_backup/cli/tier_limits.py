"""`tier limit`: what work for a tier, or for all of them, may take of the line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import click
import msgspec

from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.domain.bandwidth import DAY_MINUTES, LEAST_RATE, Bandwidth, Window, sentence

_RATE: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*([kKmMgG]?)B?(?:/s)?\Z")
_STEPS: Final = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}
_TIME: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})\Z")
_MOST_WINDOWS: Final = 24


@dataclass(frozen=True)
class Limited:
    """What is allowed now. `tier`: "" for all together. `told`: the same for people."""

    tier: str
    windows: tuple[Window, ...]
    otherwise: int | None
    urgent_free: bool
    told: str


@click.command(
    "limit",
    epilog="""\b
Examples:
  studio-backup tier limit cloud --from 08:00 --to 18:00 --rate 2MB
  studio-backup tier limit cloud --rate 10MB
  studio-backup tier limit --all --from 22:00 --to 06:00 --rate 50MB
  studio-backup tier limit cloud --clear
""",
)
@click.argument("name", default="")
@click.option("--all", "of_all", is_flag=True, help="Of all tiers together, instead of one.")
@click.option("--from", "begins", metavar="HH:MM", default="", help="When the limit begins each day, local time.")
@click.option("--to", "ends", metavar="HH:MM", default="", help="When it ends; before --from: on the next day.")
@click.option("--rate", metavar="SIZE", default="", help="Bytes a second: 2MB, 500kB. Without --from: at other times.")
@click.option("--clear", is_flag=True, help="Take all its limits away first.")
@click.option("--urgent-free/--urgent-too", default=None, help="Whether critical and emergency work is held back too.")
@pass_session
def limit(
    session: Session,
    name: str,
    of_all: bool,
    begins: str,
    ends: str,
    rate: str,
    clear: bool,
    urgent_free: bool | None,
) -> Answer:
    """Limit what work for a tier may take of the line, by the hour; without options: show it.

    It counts at once, also for work that runs. Restoring is never held back.
    """
    if bool(name) == of_all:
        raise UsageError("Of which tier?", hint="Name one, or give --all for all tiers together.")
    wish = _Wish(_window(begins, ends, rate), _rate(rate) if rate and not begins else None, clear, urgent_free)
    # Start-up time: the door to the engine, else the catalog, is loaded for this verb alone.
    from studio_backup.cli.tier_line import keep_limits  # noqa: PLC0415

    kept = keep_limits(session, name, wish.applied)
    found = Limited(name, kept.windows, kept.otherwise, kept.urgent_free, sentence(kept))
    return Answer(found, lambda: _lines(found))


def _lines(found: Limited) -> Iterator[str]:
    yield f"{display(found.tier) if found.tier else 'All tiers together'}: {found.told}."
    if found.windows or found.otherwise is not None:
        free = "is not held back" if found.urgent_free else "is held back too"
        yield f"Critical and emergency work {free}; restoring never is."


@dataclass(frozen=True)
class _Wish:
    """What a person asked to change."""

    window: Window | None
    otherwise: int | None
    clear: bool
    urgent_free: bool | None

    def applied(self, now: Bandwidth) -> Bandwidth:
        """What is allowed then. A window with the same hours is replaced. Raises UsageError for too many."""
        kept = Bandwidth(urgent_free=now.urgent_free) if self.clear else now
        if self.window:
            others = (one for one in kept.windows if (one.begins, one.ends) != (self.window.begins, self.window.ends))
            kept = msgspec.structs.replace(kept, windows=(*others, self.window))
        if self.otherwise is not None:
            kept = msgspec.structs.replace(kept, otherwise=self.otherwise)
        if self.urgent_free is not None:
            kept = msgspec.structs.replace(kept, urgent_free=self.urgent_free)
        if len(kept.windows) > _MOST_WINDOWS:
            raise UsageError("There are 24 windows at most.", hint="--clear takes them all away.")
        return kept


def _window(begins: str, ends: str, rate: str) -> Window | None:
    if not begins and not ends:
        return None
    if not (begins and ends and rate):
        raise UsageError("--from, --to and --rate belong together.", hint="--from 08:00 --to 18:00 --rate 2MB")
    return Window(begins=_minute(begins), ends=_minute(ends), rate=_rate(rate))


def _minute(text: str) -> int:
    found = _TIME.match(text)
    minute = int(found[1]) * 60 + int(found[2]) if found and int(found[2]) < 60 else -1
    if not 0 <= minute <= DAY_MINUTES:
        raise UsageError(f"{text!r} is no time of the day.", hint="Write it as HH:MM, for example 08:00.")
    return minute % DAY_MINUTES


def _rate(text: str) -> int:
    found = _RATE.match(text.strip())
    rate = int(float(found[1]) * _STEPS[found[2].lower()]) if found else 0
    if not LEAST_RATE <= rate <= 2**53:
        raise UsageError(
            f"{text!r} is no rate of at least 1 kB a second.", hint="For example 2MB or 500kB: bytes a second."
        )
    return rate
