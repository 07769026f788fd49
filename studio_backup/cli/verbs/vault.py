"""`vault`: create, open, info, check-kit."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

import click

from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.bucket_keys import given_keys, keys_options
from studio_backup.cli.exits import DAMAGE, DONE
from studio_backup.cli.output import Answer
from studio_backup.cli.reaching import remote_engine
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.verbs.vault_by_engine import checked_by, created_by, opened_by
from studio_backup.domain.tier import Tier
from studio_backup.engine.home import Home
from studio_backup.engine.jobs.info import KitChecked, VaultInfo, check_kit, vault_info
from studio_backup.engine.jobs.joining import Return, VaultOpened, open_vault
from studio_backup.engine.jobs.vault import VaultCreated, create_vault
from studio_backup.engine.jobs.weddings import title
from studio_backup.engine.process.single import running_engine
from studio_backup.engine.wiring import open_home


@dataclass(frozen=True)
class DeviceShown:
    """A laptop, as JSON shows it. Times in ns UTC; `retired_ns` 0 while in use."""

    id: str
    name: str
    role: str
    created_ns: int
    retired_ns: int


@dataclass(frozen=True)
class TierShown:
    """A tier, as JSON shows it."""

    id: str
    name: str
    role: str
    location: str


@click.group("vault", no_args_is_help=True)
def command() -> None:
    """Create a vault, join one that exists, describe it, try a recovery kit."""


@command.command(
    "create",
    epilog='\b\nExample:\n  studio-backup vault create ~/Vault --studio "Rose & Oak" --kit ~/Documents/kit.pdf',
)
@click.argument("folder", metavar="DIR")
@click.option("--studio", "studio_name", metavar="NAME", required=True, help="How your studio is called.")
@click.option("--kit", "kit_pdf", metavar="FILE.pdf", required=True, help="Where the recovery kit goes.")
@pass_session
def create(session: Session, folder: str, studio_name: str, kit_pdf: str) -> Answer:
    """Make an encrypted vault in DIR, and the recovery kit which opens it.

    The kit is FILE.pdf to print, FILE.txt for the program, FILE-rescue.py and FILE-rescue-requirements.txt, which
    read a copy without this program. Print it and keep it away from the laptop: with it, any copy opens.
    """
    home = open_home(session.options)
    with session.work("Nothing is half made: run it again.") as work, remote_engine(session) as engine:
        if engine is not None:
            made = created_by(engine, session.options, folder=folder, studio_name=studio_name, kit_pdf=kit_pdf)
        else:
            made = create_vault(
                session.options, home=home, folder=folder, studio_name=studio_name, kit_pdf=kit_pdf, clock=work.clock
            )
    return Answer(made, lambda: _created(made))


def _created(made: VaultCreated) -> Iterator[str]:
    yield f"The vault is made: {display(made.folder)}"
    yield "The recovery kit:"
    yield from (f"  {display(path)}" for path in made.kit_files)
    yield "Print it and keep it away from this laptop: whoever has it and a copy of the vault has everything,"
    yield "and without it or the passphrase nobody has anything."
    yield from made.notices
    yield 'Next: studio-backup backup PATH --wedding "NAME" --date YYYY-MM-DD'


@command.command(
    "open",
    epilog="""\b
Examples:
  studio-backup vault open /media/drive/Vault
  studio-backup --kit kit.txt vault open /mnt/nas/studio
  studio-backup --kit kit.txt vault open "s3://bucket/studio?region=eu-central-1" --local ~/Vault --ask-keys
""",
)
@click.argument("location")
@click.option("--local", metavar="DIR", help="New backups go into this vault folder, which may begin empty.")
@click.option("--settings-of", "laptop", default="", metavar="LAPTOP", help="Whose watched folders come back.")
@keys_options
@pass_session
def open_(
    session: Session, location: str, local: str | None, laptop: str, keys_file: str | None, ask_keys: bool
) -> Answer:
    """Join a vault that exists, by passphrase or kit. Writes nothing at LOCATION.

    The vault's own folder is joined for writing. From a tier (a NAS folder, an S3 bucket) this home then reads; add
    --local DIR to back up as well.

    A home that knows nothing yet gets back the folders which this laptop watched before, as far as they are here: those
    of the laptop with the same name, or of the only one there is.

    The access key of a bucket is given with --ask-keys or --keys-file and kept in this computer's keyring; without
    them it comes from the ordinary AWS places (AWS_ACCESS_KEY_ID, ~/.aws/credentials).
    """
    home, keys = open_home(session.options), given_keys(session, keys_file, ask_keys)
    wanted = Return(laptop, engine_runs=running_engine(home) is not None)
    with session.work("Nothing was joined.") as work, remote_engine(session) as engine:
        if engine is not None and not home.has_vault:
            opened = opened_by(engine, session.options, location=location, local=local or "", laptop=laptop, keys=keys)
        else:
            opened = open_vault(
                session.options,
                home=home,
                location=location,
                local=local,
                clock=work.clock,
                wanted=wanted,
                keys=keys,
            )
    return Answer(opened, lambda: _opened(opened), warnings=())


def _opened(opened: VaultOpened) -> Iterator[str]:
    if opened.reads_from:
        yield f"Joined. This laptop reads from the tier {display(opened.reads_from)}: {display(opened.location)}"
    else:
        yield f"Joined: {display(opened.location)}"
    if opened.folder:
        yield f"New backups go into {display(opened.folder)}."
    else:
        yield "To back up as well, run it again with --local DIR."
    if opened.weddings:
        yield f"{words.count(len(opened.weddings), 'collection')}:"
        yield from (f"  {title(wedding)}" for wedding in opened.weddings)
    yield from opened.notices


@command.command("info", epilog="\b\nExample:\n  studio-backup vault info")
@pass_session
def info(session: Session) -> Answer:
    """Say what the vault is, where, how large; its tiers, laptops and the ciphers in use."""
    with session.work() as work, session.studio(work) as studio:
        found = vault_info(studio)
    code = DAMAGE if found.problems else DONE
    return Answer(_json(found), lambda: _info(session, found), code, found.problems)


def _json(found: VaultInfo) -> dict[str, object]:
    value: dict[str, object] = {f.name: getattr(found, f.name) for f in dataclasses.fields(found)}
    devices = [DeviceShown(d.id, d.name, d.role, d.created_ns, d.retired_ns) for d in found.devices]
    return value | {"devices": devices, "tiers": [_tier(tier) for tier in found.tiers]}


def _tier(tier: Tier) -> TierShown:
    return TierShown(tier.id, tier.name, tier.role, tier.location)


def _info(session: Session, found: VaultInfo) -> Iterator[str]:
    free = f", {words.size(found.free_bytes)} free there" if found.free_bytes is not None else ""
    here = display(found.folder) if found.folder else f"read from the tier {display(found.reads_from)}"
    age = words.age(found.created_ns, session.clock.now_ns())
    devices = words.listed([display(d.name) + (" (retired)" if d.retired_ns else "") for d in found.devices], 8)
    unlocking = "the system's keyring unlocks it" if found.in_keyring else "passphrase or kit at each run"
    yield from words.table(
        [
            ("Studio", display(found.studio)),
            ("Vault", f"{here}, made {age}"),
            ("Id", found.repository),
            ("Size", f"{words.size(found.stored_bytes)}{free}"),
            ("Weddings", f"{len(found.weddings)}, {words.count(found.points, 'recovery point')}"),
            ("Laptops", devices or "none has backed up yet"),
            ("This laptop", f"{display(found.this_device)}; {unlocking}"),
            *(("Tier", f"{display(t.name)} ({t.role}): {display(t.location)}") for t in found.tiers),
            *(("Engine", text) for text in found.ciphers),
        ],
        indent="",
    )


@command.command("check-kit", epilog="\b\nExample:\n  studio-backup vault check-kit ~/Documents/kit.txt")
@click.argument("kit_file", metavar="FILE.txt")
@pass_session
def check(session: Session, kit_file: str) -> Answer:
    """Try whether a recovery kit opens this vault. Changes nothing, but nobody is reminded of the kit any more."""
    home = open_home(session.options)
    with session.work() as work, remote_engine(session) as engine:
        if engine is not None:
            found = checked_by(engine, kit_file)
        else:
            found = check_kit(home=home, kit_file=kit_file, clock=work.clock)
            _note_tried(session, home)
    return Answer(found, lambda: _checked(found))


def _note_tried(session: Session, home: Home) -> None:
    if not home.has_catalog:
        return  # nobody waits for it
    # The catalog's library: a quarter of a second which only this verb has to pay.
    from studio_backup.engine.process.noting import note_kit_tried  # noqa: PLC0415

    with contextlib.suppress(StudioBackupError):  # the kit is good, whatever the catalog says
        note_kit_tried(home, session.clock)


def _checked(found: KitChecked) -> Iterator[str]:
    yield "This kit opens this vault."
    if found.key_only:
        yield "It holds the key alone, as typed by hand."
