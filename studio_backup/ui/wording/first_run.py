"""What the first run says: places, folders, estimates, what the engine found out. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from studio_backup.api.offers import PlaceView, StrengthView, SuggestedFolderView
from studio_backup.api.paths import from_wire
from studio_backup.api.tiers import TierCard
from studio_backup.api.vault import VaultOpenedView
from studio_backup.base.names import display
from studio_backup.ui.providers import Lacking
from studio_backup.ui.texts import translate
from studio_backup.ui.tokens import Look
from studio_backup.ui.wording.amounts import number, size
from studio_backup.ui.wording.times import moment

_SLOWEST = 1e6
"""Bytes a second: with less, or nothing measured, an estimate would be made up."""


def place_title(place: PlaceView) -> str:
    """ "This computer", "Backup Disk · external drive"."""
    kinds = {
        "home": "",
        "internal": translate("FirstRun", "another disk in this computer"),
        "external": translate("FirstRun", "external drive"),
        "share": translate("FirstRun", "network share"),
    }
    name = translate("FirstRun", "This computer") if place.kind == "home" else display(place.name)
    return " · ".join(part for part in (name, kinds[place.kind]) if part)


def place_words(place: PlaceView) -> str:
    """Its space, and why it may not do."""
    space = translate("FirstRun", "{free} free of {whole}")
    words = space.format(free=size(place.free_bytes), whole=size(place.total_bytes))
    return f"{words}. {display(place.why)}" if place.why else words


def speed_words(bytes_per_s: float) -> str:
    """ "takes 172 MB a second (measured now)"."""
    text = translate("FirstRun", "takes {size} a second, measured just now")
    return text.format(size=size(round(bytes_per_s)))


def strength_look(strength: StrengthView | None) -> Look | None:
    """How the sentence about a passphrase is coloured."""
    looks: dict[str, Look] = {"weak": "failed", "enough": "protected", "strong": "protected"}
    return looks.get(strength.strength) if strength else None


def strength_words(strength: StrengthView | None) -> str:
    """What the engine thinks of a passphrase, in its own plain sentences."""
    return f"{strength.sentence} {strength.hint}".strip() if strength else ""


def passphrase_waits(first: str, again: str, strength: StrengthView | None) -> str:
    """Why one cannot go on with this passphrase yet; "" if one can. `strength`: of `first`, None while not known."""
    if not first:
        return translate("FirstRun", "The passphrase is still missing")
    if strength is None:
        return translate("FirstRun", "The passphrase is being judged")
    if not strength.enough:
        return translate("FirstRun", "The passphrase is too weak")
    if not again:
        return translate("FirstRun", "Type the passphrase a second time")
    return "" if first == again else translate("FirstRun", "The two passphrases differ")


def groups_wait(numbers: Iterable[int], typed: Iterable[str], wrong: Iterable[int]) -> str:
    """Which of the groups asked for is missing or wrong; "" if all are there. A group has five characters."""
    for at, text in zip(numbers, typed, strict=True):
        if at in wrong:
            return translate("FirstRun", "Group {number} is not right").format(number=at)
        if not is_group(text):
            return translate("FirstRun", "Group {number} is still missing").format(number=at)
    return ""


def is_group(text: str) -> bool:
    """Whether so much was typed as a group has; spaces and dashes do not count."""
    return len("".join(char for char in text if char.isalnum())) == 5


def folder_path(folder: SuggestedFolderView) -> str:
    """Its path, safe to show."""
    return display(from_wire(folder.path))


def folder_words(folder: SuggestedFolderView, now_ns: int) -> str:
    """Why it is worth protecting, and how new its newest photo is."""
    if not folder.newest_ns:
        return display(folder.why)
    newest = translate("FirstRun", "newest {time}").format(time=moment(folder.newest_ns, now_ns))
    return f"{display(folder.why).rstrip('.')} · {newest}"


def count_words(folder: SuggestedFolderView) -> str:
    """ "41,208 photos", "1,204 files"; "over 3,000 photos" where it was not looked through to its end."""
    if folder.photos:
        words = translate("FirstRun", "%Ln photos", "", folder.photos)
    elif folder.videos:
        words = translate("FirstRun", "%Ln videos", "", folder.videos)
    else:
        words = translate("FirstRun", "%Ln files", "", folder.files)
    return translate("FirstRun", "over {count}").format(count=words) if folder.at_least else words


def size_words(folder: SuggestedFolderView) -> str:
    """ "1.6 TB", "over 800 GB"."""
    words = size(folder.bytes)
    return translate("FirstRun", "over {count}").format(count=words) if folder.at_least else words


def chosen_words(folders: Iterable[SuggestedFolderView]) -> str:
    """ "Chosen: 46,373 files, 1.8 TB"."""
    found = list(folders)
    if not found:
        return translate("FirstRun", "Nothing is chosen yet")
    files, bytes_ = sum(one.files for one in found), sum(one.bytes for one in found)
    return translate("FirstRun", "Chosen: {files} files, {size}").format(files=number(files), size=size(bytes_))


def first_backup_words(bytes_: int, bytes_per_s: float) -> str:
    """How long the first backup may take at the speed that was measured; "" where that would be made up."""
    if not bytes_ or bytes_per_s < _SLOWEST:
        return ""
    minutes = bytes_ / bytes_per_s / 60
    if minutes < 1:
        return translate("FirstRun", "First backup: about a minute, if all is read as fast as the vault takes it.")
    if minutes < 90:
        return translate("FirstRun", "First backup: about %n min, if all is read as fast as the vault takes it.", "",
                         round(minutes))  # fmt: skip
    return translate(
        "FirstRun", "First backup: about %n h, if all is read as fast as the vault takes it.", "", round(minutes / 60)
    )


def lacking_words(lacks: Lacking) -> str:
    """Why the address of a bucket is not whole; "" if it is."""
    return {
        "": "",
        "bucket": translate("FirstRun", "The bucket's name is still missing"),
        "folder": translate("FirstRun", "The folder may hold only A-Z a-z 0-9 . _ - /"),
        "region": translate("FirstRun", "The region is still missing"),
        "account": translate("FirstRun", "The account's number is still missing"),
        "endpoint": translate("FirstRun", "The address of the server is still missing"),
    }[lacks]


def tried_words(card: TierCard) -> tuple[str, ...]:
    """What trying a place out showed, a sentence each: first what it does, then what it lacks."""
    said: list[str] = []
    if card.attached:
        said.append(translate("FirstRun", "It holds copies of this vault already, and goes on with them."))
    if card.probe is None:
        return tuple(said)
    report = card.probe.report
    if report.readback:
        said.append(translate("FirstRun", "Written, read back and compared: equal."))
    speed = translate("FirstRun", "Takes {put} a second, gives {get} a second, answers in {ms} ms.")
    put, get = size(round(report.put_speed)), size(round(report.get_speed))
    said.append(speed.format(put=put, get=get, ms=max(1, round(report.latency * 1000))))
    if report.free_space is not None:
        said.append(translate("FirstRun", "{size} free.").format(size=size(report.free_space)))
    return (*said, *(display(one) for one in card.probe.missing))


def came_back(opened: VaultOpenedView) -> tuple[str, ...]:
    """What joining a vault brought, a sentence each. What the engine says to the command line is left out."""
    said = [translate("FirstRun", "%n weddings are in this vault.", "", len(opened.weddings))]
    if opened.settings.sources:
        said.append(translate("FirstRun", "%n folders are watched again.", "", opened.settings.sources))
    for path in opened.settings.missing:
        text = translate("FirstRun", "{folder} is not on this computer: it is protected once it is there again.")
        said.append(text.format(folder=display(from_wire(path))))
    if opened.folder:
        folder = display(from_wire(opened.folder))
        said.append(translate("FirstRun", "New backups go to {folder}.").format(folder=folder))
    else:
        text = translate("FirstRun", "It is read from {place} only: restoring works, new backups have no place yet.")
        said.append(text.format(place=display(opened.reads_from)))
    return (*said, *(display(one) for one in opened.notices if "--" not in one))


def so_far(seconds: float) -> str:
    """How long it has taken."""
    minutes, rest = divmod(int(seconds), 60)
    if not minutes:
        return translate("FirstRun", "{seconds} s so far. You can close this window and go on later.").format(
            seconds=rest
        )
    text = translate("FirstRun", "{minutes} min {seconds:02d} s so far. You can close this window and go on later.")
    return text.format(minutes=minutes, seconds=rest)
