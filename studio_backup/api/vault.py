"""The vault over the wire: making one, joining one, its recovery kit. For the program's own window and command line.

Requests here may hold a passphrase or a recovery kit: none of them shows what it holds.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from studio_backup.api.paths import is_path_text
from studio_backup.api.requests import Label, PathText, Request, Sentence
from studio_backup.api.tiers import TypedKeys
from studio_backup.api.wire import Answer

Passphrase = Annotated[str, Meta(max_length=4_096)]
KitText = Annotated[str, Meta(max_length=65_536)]
MaybePath = Annotated[str, Meta(max_length=32_768)]
GroupNumber = Annotated[int, Meta(ge=1, le=12)]


class Secretive(Request, frozen=True, kw_only=True):
    """Root of requests with secrets; texts that name a place hold no character which none can."""

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("folder", "kit_pdf", "location", "local", "kit_path", "to"):
            told = getattr(self, name, "")
            if isinstance(told, str) and not is_path_text(told):
                raise ValueError("a character which cannot stand here")

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"


class CreateVault(Secretive, frozen=True, kw_only=True):
    """A new vault in `folder`, which is empty or not there yet.

    `kit_pdf`: FILE.pdf, or a folder that exists, into which the recovery kit goes. `kit_confirmed`: a person has taken
    care of the kit elsewhere, so nobody is reminded of it.
    """

    studio: Sentence
    folder: PathText
    passphrase: Annotated[str, Meta(min_length=1, max_length=4_096)]
    kit_pdf: PathText
    kit_confirmed: bool = False


class OpenVault(Secretive, frozen=True, kw_only=True):
    """Which vault to join, by what: the kit's text, else this device's own secret, else the passphrase.

    `location`: a folder, or s3://bucket/prefix?endpoint=URL&region=R; `keys`: of a bucket, None for those which the AWS
    tools find. `local`: new backups go there ("": into the vault's own folder, or nowhere if `location` is a tier).
    `laptop`: whose watched folders come back, "" for this one's.
    """

    location: PathText
    passphrase: Passphrase = ""
    kit: KitText = ""
    local: MaybePath = ""
    laptop: Label = ""
    keys: TypedKeys | None = None


class CheckKit(Secretive, frozen=True, kw_only=True):
    """A recovery kit: its text as it was typed or scanned, or the path of its text file."""

    kit: KitText = ""
    kit_path: MaybePath = ""


class PrintKit(CheckKit, frozen=True, kw_only=True):
    """Print the kit into `to`, FILE.pdf, which must not exist yet. Without `kit` and `kit_path`: the one made here."""

    to: PathText


class TypedGroup(Request, frozen=True, kw_only=True):
    """One group as a person typed it from the printed kit: its number, 1 to 12."""

    number: GroupNumber
    text: Annotated[str, Meta(max_length=40)]

    def __repr__(self) -> str:
        return "TypedGroup(…)"


class ConfirmKit(Secretive, frozen=True, kw_only=True):
    """The groups that were asked for."""

    groups: Annotated[tuple[TypedGroup, ...], Meta(min_length=1, max_length=12)]


class KitFileView(Answer, frozen=True, kw_only=True):
    """One file of a recovery kit, and what it is for."""

    path: str
    kind: Literal["pdf", "text", "rescue", "requirements"]
    about: str


class VaultCreatedView(Answer, frozen=True, kw_only=True):
    """A new vault. `device`: this laptop's name; `notices`: what a person should know."""

    repository: str
    folder: str
    kit_files: tuple[KitFileView, ...]
    device: str
    notices: tuple[str, ...] = ()


class VaultWeddingView(Answer, frozen=True, kw_only=True):
    """A wedding, as the vault knows it."""

    uid: str
    label: str
    date: str
    kind: str
    collections: tuple[str, ...] = ()


class SettingsBackView(Answer, frozen=True, kw_only=True):
    """What came back with the vault: how many folders are watched again, and paths of those which are not here."""

    sources: int = 0
    missing: tuple[str, ...] = ()


class VaultOpenedView(Answer, frozen=True, kw_only=True):
    """A joined vault. `folder`: where backups go, or ""; `reads_from`: name of the tier it reads from, or ""."""

    repository: str
    location: str
    folder: str
    reads_from: str
    weddings: tuple[VaultWeddingView, ...] = ()
    device: str = ""
    notices: tuple[str, ...] = ()
    settings: SettingsBackView = SettingsBackView()


class VaultTierView(Answer, frozen=True, kw_only=True):
    """A place that holds a copy."""

    id: str
    name: str
    role: str
    location: str


class VaultDeviceView(Answer, frozen=True, kw_only=True):
    """A laptop that backs up into this vault. `retired_ns`: 0 while in use."""

    id: str
    name: str
    role: str
    created_ns: int
    retired_ns: int = 0


class VaultInfoView(Answer, frozen=True, kw_only=True):
    """What the vault is. `stored_bytes`: of its own folder, or of the tier that is read from."""

    repository: str
    studio: str
    created_ns: int
    folder: str
    reads_from: str
    stored_bytes: int
    free_bytes: int | None
    weddings: tuple[VaultWeddingView, ...] = ()
    points: int = 0
    tiers: tuple[VaultTierView, ...] = ()
    devices: tuple[VaultDeviceView, ...] = ()
    this_device: str = ""
    in_keyring: bool = False
    ciphers: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


class KitCheckedView(Answer, frozen=True, kw_only=True):
    """A kit that opens the vault. `key_only`: it was typed by hand and names no vault."""

    repository: str
    studio: str
    created_ns: int
    key_only: bool


class KitGroupsView(Answer, frozen=True, kw_only=True):
    """Which groups of the printed kit a person is asked to type, by number."""

    numbers: tuple[int, ...]


class KitConfirmedView(Answer, frozen=True, kw_only=True):
    """Whether what was typed is the kit. `wrong`: numbers of the groups that are not; the others are right."""

    confirmed: bool
    wrong: tuple[int, ...] = ()
