"""What the first-run window offers over the wire: places with space and speed, folders to watch, a passphrase's
strength."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from studio_backup.api.requests import Label, PathText, Request
from studio_backup.api.vault import Passphrase, Secretive
from studio_backup.api.wire import Answer

PlaceKind = Literal["home", "internal", "external", "share"]
FolderKind = Literal["pictures", "videos", "lightroom", "capture_one", "photo_mechanic", "folder", "card"]
StrengthWord = Literal["empty", "weak", "enough", "strong"]


class PlacesQuery(Request, frozen=True, kw_only=True):
    """What a place is wanted for: the vault itself, or a second place that holds a copy of it."""

    purpose: Literal["vault", "second"] = "vault"


class MeasureRequest(Request, frozen=True, kw_only=True):
    """The folder whose disk is measured; it need not exist yet, its parents do."""

    path: PathText


class SuggestionsQuery(Request, frozen=True, kw_only=True):
    """For how many seconds to look around at most."""

    seconds: Annotated[float, Meta(ge=0.1, le=20)] = 6.0


class StrengthRequest(Secretive, frozen=True, kw_only=True):
    """A passphrase somebody thinks of, and the studio's name, which is easily guessed. Neither is kept."""

    passphrase: Passphrase
    studio: Label = ""


class PlaceView(Answer, frozen=True, kw_only=True):
    """A disk or share on which a folder may lie. `path`: the folder that is suggested there; it does not exist yet.

    `name`: what a person calls the disk. `mount`: where it hangs. `filesystem`: as the platform calls it.
    `with_vault`: the vault lies on the same disk, so that both are lost together. `why`: why it may not do, or "".
    """

    path: str
    name: str
    mount: str
    kind: PlaceKind
    filesystem: str
    free_bytes: int
    total_bytes: int
    with_vault: bool = False
    why: str = ""


class PlacesView(Answer, frozen=True, kw_only=True):
    """The best first. `unanswered`: mounts which did not tell their space in time, and so are not among them."""

    places: tuple[PlaceView, ...] = ()
    unanswered: tuple[str, ...] = ()


class MeasuredView(Answer, frozen=True, kw_only=True):
    """How fast a place takes data, with each byte made durable. What was written is removed again."""

    path: str
    bytes: int
    seconds: float
    bytes_per_s: float


class SuggestedFolderView(Answer, frozen=True, kw_only=True):
    """A folder worth watching. `why`: in words. `at_least`: it was not looked through to its end: there is more.

    `newest_ns`: when its newest photo or video was changed, 0 if there is none.
    """

    path: str
    kind: FolderKind
    why: str
    files: int
    photos: int
    videos: int
    bytes: int
    newest_ns: int = 0
    at_least: bool = False


class SuggestionsView(Answer, frozen=True, kw_only=True):
    """Folders worth watching, the most photos first. `cut_short`: why not everywhere was looked, "" if it was."""

    folders: tuple[SuggestedFolderView, ...] = ()
    cut_short: str = ""
    seconds: float = 0.0


class StrengthView(Answer, frozen=True, kw_only=True):
    """How hard a passphrase is to guess: `guesses` as a power of ten. `enough`: a vault may be made with it.

    `sentence`: in plain words; `hint`: what would make it better, or "".
    """

    strength: StrengthWord
    enough: bool
    guesses: float
    sentence: str
    hint: str = ""
