"""`vault` beside a running engine: it does the work, so that it begins with the vault at once."""

from __future__ import annotations

import os

from studio_backup.api.paths import from_wire, to_wire
from studio_backup.api.remote import RemoteService
from studio_backup.api.tiers import TypedKeys
from studio_backup.api.vault import CheckKit, CreateVault, OpenVault, VaultWeddingView
from studio_backup.domain.collection import CollectionClass, Wedding
from studio_backup.engine.jobs.info import KitChecked
from studio_backup.engine.jobs.joining import VaultOpened
from studio_backup.engine.jobs.settings import SettingsBack
from studio_backup.engine.jobs.vault import VaultCreated, new_passphrase
from studio_backup.engine.unlock import Options, given_kit, read_passphrase
from studio_backup.engine.wiring import open_home
from studio_backup.repository.kit import typed_text
from studio_backup.storage.bucket_keys import BucketKeys
from studio_backup.storage.location import parse_location

_CLASSES: dict[str, CollectionClass] = {"wedding": "wedding", "unassigned": "unassigned", "settings": "settings"}


def created_by(engine: RemoteService, options: Options, *, folder: str, studio_name: str, kit_pdf: str) -> VaultCreated:
    """Have the engine make a vault. Its kit lies where the person wants it: nobody has to be reminded of it."""
    made = engine.vault.create(
        CreateVault(
            studio=studio_name,
            folder=_wired(folder),
            passphrase=new_passphrase(options),
            kit_pdf=_wired(kit_pdf),
            kit_confirmed=True,
        )
    )
    files = tuple(from_wire(one.path) for one in made.kit_files)
    return VaultCreated(made.repository, from_wire(made.folder), files, made.device, made.notices)


def opened_by(
    engine: RemoteService, options: Options, *, location: str, local: str, laptop: str, keys: BucketKeys | None
) -> VaultOpened:
    """Have the engine join a vault."""
    kit = typed_text(given_kit(options)) if options.kit_file is not None else ""
    found = engine.vault.open(
        OpenVault(
            location=to_wire(parse_location(location).text),
            kit=kit,
            passphrase="" if kit else _passphrase(options),
            local=_wired(local) if local else "",
            laptop=laptop,
            keys=TypedKeys(access_key=keys.access_key, secret_key=keys.secret_key) if keys is not None else None,
        )
    )
    return VaultOpened(
        repository=found.repository,
        location=from_wire(found.location),
        folder=from_wire(found.folder),
        reads_from=found.reads_from,
        weddings=tuple(map(_wedding, found.weddings)),
        device=found.device,
        notices=found.notices,
        settings=SettingsBack(found.settings.sources, tuple(map(from_wire, found.settings.missing))),
    )


def checked_by(engine: RemoteService, kit_file: str) -> KitChecked:
    """Have the engine try a kit."""
    found = engine.vault.check_kit(CheckKit(kit_path=_wired(kit_file)))
    return KitChecked(found.repository, found.studio, found.created_ns, found.key_only)


def _passphrase(options: Options) -> str:
    """As far as this home needs one: a laptop of this vault has a secret of its own."""
    if options.passphrase_file is not None:
        return read_passphrase(options.passphrase_file)
    if options.ask is None or open_home(options).device() is not None:
        return ""
    return options.ask("Passphrase of the vault")


def _wired(path: str) -> str:
    return to_wire(os.path.abspath(path))


def _wedding(one: VaultWeddingView) -> Wedding:
    return Wedding(one.uid, one.label, one.date, _CLASSES[one.kind], one.collections)
