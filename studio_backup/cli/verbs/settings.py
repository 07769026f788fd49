"""`settings`: list, get, set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import click
import msgspec

from studio_backup.api.settings import SettingsPatch, SettingsView
from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.door import door
from studio_backup.cli.numbers import changed, number_text, numbers_in, with_number
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.spots import spot_of
from studio_backup.domain.priorities import Numbers
from studio_backup.domain.wedding import Spot

_NAMES = SettingsView.editable
_VALUES = {
    "appearance": "system, light or dark",
    "language": "system, or a language such as de or pt_BR",
    "scale": "100 to 200 percent, or 0 for the system's",
    "reduce_motion": "on or off",
    "notifications": "all, critical or none",
    "battery_percent": "0 to 100",
    "metered": "on or off",
    "zone": "system, or a time zone such as Europe/London",
    "numbers": "one of them by its name, as `settings numbers` lists them",
    "spot": "none, or latitude and longitude such as 48.21,16.37",
    "start_at_login": "on or off",
}
_SWITCHES = {"on": "true", "yes": "true", "off": "false", "no": "false"}


@dataclass(frozen=True)
class OneSetting:
    """One of them."""

    name: str
    value: str | float | bool | Spot | Numbers | None


@click.group("settings", no_args_is_help=True)
def command() -> None:
    """What you set of the program itself: appearance, notifications, battery, metered networks, start at login."""


@command.command("list", epilog="\b\nExample:\n  studio-backup settings list")
@pass_session
def list_(session: Session) -> Answer:
    """List all settings."""
    with door(session) as engine:
        found = engine.service.settings.get()
    return Answer(found, lambda: _lines(session, found))


def _lines(session: Session, found: SettingsView) -> Iterator[str]:
    tried = f"tried {words.age(found.kit_tried_ns, session.clock.now_ns())}" if found.kit_tried_ns else "not tried yet"
    kit = "NOT SAVED YET" if found.kit == "later" else "saved"
    rows = [(_shown(name), _text(getattr(found, name))) for name in _NAMES]
    yield from words.table([*rows, ("recovery kit", f"{kit}, {tried}")], indent="")


@command.command("get", epilog="\b\nExample:\n  studio-backup settings get battery-percent")
@click.argument("name")
@pass_session
def get(session: Session, name: str) -> Answer:
    """Show one setting."""
    with door(session) as engine:
        found = engine.service.settings.get()
    if name in (numbers := numbers_in(found.numbers)):
        return Answer(OneSetting(name, numbers[name]), lambda: [number_text(name, numbers[name])])
    known = _known(name)
    value = getattr(found, known)
    return Answer(OneSetting(_shown(known), value), lambda: [_text(value)])


@command.command("numbers", epilog="\b\nExample:\n  studio-backup settings numbers")
@pass_session
def numbers(session: Session) -> Answer:
    """List the numbers of the rules of priority. Change one with `settings set NAME VALUE`: spans are in seconds."""
    with door(session) as engine:
        found = engine.service.settings.get()
    return Answer(found.numbers, lambda: _number_lines(found))


def _number_lines(found: SettingsView) -> Iterator[str]:
    mine = changed(found.numbers)
    told = numbers_in(found.numbers).items()
    rows = [(name, number_text(name, value), "yours" if name in mine else "") for name, value in told]
    yield from words.table(rows, indent="")
    yield from found.lowered


@command.command(
    "set",
    epilog="""\b
Examples:
  studio-backup settings set battery-percent 20
  studio-backup settings set metered on
  studio-backup settings set appearance dark
  studio-backup settings set zone Europe/Vienna
  studio-backup settings set spot 48.21,16.37
  studio-backup settings set start-at-login on
  studio-backup settings set high.copies.tiers 4
""",
)
@click.argument("name")
@click.argument("value")
@click.option("--confirm", is_flag=True, help="A number that is lowered below the least is meant.")
@pass_session
def set_(session: Session, name: str, value: str, confirm: bool) -> Answer:
    """Change one setting. It is kept in the vault, like all that you type; the start at login is this machine's."""
    if "." in name or name in numbers_in():
        return _set_number(session, name, value, confirm=confirm)
    known = _known(name)
    patch = _patch(known, value)
    with door(session) as engine:
        settings = engine.service.settings
        found = settings.edit(patch, settings.get().version)
    return Answer(found, lambda: [f"{_shown(known)}: {_text(getattr(found, known))}"])


def _set_number(session: Session, name: str, value: str, *, confirm: bool) -> Answer:
    with door(session) as engine:
        settings = engine.service.settings
        before = settings.get()
        patch = SettingsPatch(numbers=with_number(before.numbers, name, value), confirm=confirm)
        found = settings.edit(patch, before.version)
    return Answer(found, lambda: [f"{name}: {number_text(name, numbers_in(found.numbers)[name])}", *found.lowered])


def _known(name: str) -> str:
    known = name.lower().replace("-", "_")
    if known not in _NAMES:
        names = ", ".join(map(_shown, _NAMES))
        raise UsageError(f"There is no setting {display(name)}.", hint=f"There are: {names}.")
    return known


def _patch(name: str, value: str) -> SettingsPatch:
    told: object = _SWITCHES.get(value.lower(), value)
    if told == "system" and name in ("language", "zone"):
        told = ""
    if name == "spot":
        told = None if value.lower() == "none" else spot_of(value)
    try:
        return msgspec.convert({name: told}, SettingsPatch, strict=False)
    except msgspec.ValidationError:
        raise UsageError(f"{display(value)} is no value for {_shown(name)}.", hint=f"Give {_VALUES[name]}.") from None


def _shown(name: str) -> str:
    return name.replace("_", "-")


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, Spot):
        return f"{value.latitude:g},{value.longitude:g}"
    if isinstance(value, Numbers):
        mine = len(changed(value))
        return f"{mine} changed" if mine else "as at first"
    if value is None:
        return "none"
    return display(str(value)) or "system"
