"""The clocks of a wedding's cameras in words: which cameras were there, and how far each clock was off. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from studio_backup.api.matches import FolderView
from studio_backup.base.names import display
from studio_backup.domain.matching import ClockOffset
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.times import day_words


@dataclass(frozen=True, slots=True)
class CameraClock:
    """One camera of a wedding. `folders`: paths of those that hold its photos, each with what a person said of its
    clock there, in seconds (None: nothing). `clock`: the same in all of them, None where it is right or not known;
    `differs`: it is not the same in all of them. `first`, `last`: by its own clock, "" if nothing is dated."""

    camera: str
    photos: int
    folders: tuple[tuple[str, int | None], ...]
    first: str = ""
    last: str = ""
    clock: ClockOffset | None = None
    differs: bool = False


def cameras_of(folders: Iterable[FolderView]) -> tuple[CameraClock, ...]:
    """The cameras of these folders, those with most photos first."""
    by_name: dict[str, list[FolderView]] = {}
    for folder in folders:
        for one in folder.cameras:
            by_name.setdefault(one.camera, []).append(folder)
    found = [_camera(name, each) for name, each in by_name.items()]
    return tuple(sorted(found, key=lambda one: (-one.photos, one.camera)))


def _camera(name: str, folders: Sequence[FolderView]) -> CameraClock:
    views = [one for folder in folders for one in folder.cameras if one.camera == name]
    clocks = [next((one for one in folder.clocks if one.camera == name), None) for folder in folders]
    offsets = {one.seconds if one else 0 for one in clocks}
    return CameraClock(
        camera=name,
        photos=sum(one.dated + one.not_set + one.undated for one in views),
        folders=tuple(
            (folder.path, one.seconds if one and one.by_person else None)
            for folder, one in zip(folders, clocks, strict=True)
        ),
        first=min((one.first for one in views if one.first), default=""),
        last=max(one.last for one in views),
        clock=next((one for one in clocks if one is not None), None) if len(offsets) == 1 else None,
        differs=len(offsets) > 1,
    )


def camera_title(one: CameraClock) -> str:
    """Its name, safe to show."""
    return display(one.camera) or translate("Clocks", "A camera which does not tell its name")


def shots_words(one: CameraClock) -> str:
    """ "412 photos, 13 Jun 2026 14:02 to 23:40 by its clock"."""
    words = translate("Clocks", "%Ln photos", "", one.photos)
    if not one.first:
        return words
    last = one.last[11:] if one.first[:10] == one.last[:10] else _moment(one.last)
    return words + translate("Clocks", ", {first} to {last} by its clock").format(first=_moment(one.first), last=last)


def clock_words(one: CameraClock) -> str:
    """ "You said that this camera's clock was 1 h fast.", "" where it is thought to be right."""
    clock = one.clock
    if one.differs:
        return translate("Clocks", "This camera's clock was not equally right in all folders.")
    if clock is None or not (clock.seconds or clock.by_person):
        return ""
    if not clock.certain:
        return translate("Clocks", "This camera's clock was not set.")
    if not clock.seconds:
        return translate("Clocks", "You said that this camera's clock was right.")
    if clock.by_person and clock.seconds < 0:
        text = translate("Clocks", "You said that this camera's clock was {time} fast.")
    elif clock.by_person:
        text = translate("Clocks", "You said that this camera's clock was {time} slow.")
    elif clock.seconds < 0:
        text = translate("Clocks", "This camera's clock was {time} fast, as it seems.")
    else:
        text = translate("Clocks", "This camera's clock was {time} slow, as it seems.")
    return text.format(time=length_words(clock.seconds))


def length_words(seconds: int) -> str:
    """ "1 h 30 min", "2 days 3 h": whole minutes, whichever the sign."""
    minutes = abs(seconds) // 60
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [
        *([translate("Clocks", "%n days", "", days)] if days else []),
        *([translate("Clocks", "%n h", "", hours)] if hours else []),
        *([translate("Clocks", "%n min", "", minutes)] if minutes or not (days or hours) else []),
    ]
    return " ".join(parts)


def first_then(one: CameraClock, seconds: int) -> str:
    """What its first photo tells, and when it was taken if the clock was off by so much."""
    if not one.first:
        return ""
    try:
        then = datetime.fromisoformat(one.first) + timedelta(seconds=seconds)
    except (ValueError, OverflowError):
        return ""
    text = translate("Clocks", "Its first photo, of {told} by its clock, was taken {then}.")
    return text.format(told=_moment(one.first), then=_moment(then.isoformat()))


def _moment(text: str) -> str:
    return f"{day_words(date.fromisoformat(text[:10]), 'd MMM yyyy')} {text[11:16]}"
