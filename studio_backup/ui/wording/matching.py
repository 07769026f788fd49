"""Folders without a wedding in words: what is in them, which wedding they may belong to, how surely and why. Pure."""

from __future__ import annotations

from studio_backup.api.matches import CameraView, FolderView, MatchView
from studio_backup.api.paths import from_wire
from studio_backup.base.names import display
from studio_backup.domain.matching import Certainty
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.amounts import size
from studio_backup.ui.wording.times import short_day


def folder_words(one: FolderView) -> str:
    """Its path, safe to show."""
    path = display(from_wire(one.path))
    return translate("Matching", "{folder} (only what lies directly in it)").format(folder=path) if one.loose else path


def media_words(one: FolderView) -> str:
    """ "412 photos and videos · 9.8 GB"."""
    count = translate("Matching", "%Ln photos and videos", "", one.media)
    parts = [count, size(one.bytes)] if one.bytes else [count]
    if one.unread:
        parts.append(translate("Matching", "%Ln could not be read", "", one.unread))
    return " · ".join(parts)


def certainty_word(certainty: Certainty) -> str:
    """How sure it is."""
    words: dict[Certainty, str] = {
        "sure": translate("Matching", "sure"),
        "likely": translate("Matching", "likely"),
        "possible": translate("Matching", "possible"),
    }
    return words[certainty]


def match_words(one: MatchView) -> str:
    """ "Rose Hall, 13 Jun 2026 · likely"."""
    return f"{wedding_words(one.name, one.date)} · {certainty_word(one.certainty)}"


def wedding_words(name: str, date: str) -> str:
    """ "Rose Hall, 13 Jun 2026"."""
    return f"{display(name)}, {short_day(date)} {date[:4]}" if date else display(name)


def probably_words(one: FolderView) -> str:
    """The column: the best match, or what was decided."""
    if one.state == "assigned":
        text = translate("Matching", "{wedding}, by itself") if one.by == "itself" else "{wedding}"
        return text.format(wedding=wedding_words(one.wedding, one.date))
    if one.state == "dismissed":
        return translate("Matching", "needs no wedding")
    if not one.matches:
        return translate("Matching", "not known")
    more = len(one.matches) - 1
    words = match_words(one.matches[0])
    return f"{words} " + translate("Matching", "(or %n others)", "", more) if more else words


def why_words(one: FolderView) -> str:
    """Why it is thought to belong there."""
    if one.state != "open":
        return display(one.why)
    if one.matches:
        return " ".join(filter(None, (display(one.why), display(one.matches[0].why))))
    if one.why:
        return display(one.why)
    return translate("Matching", "Neither its name nor its photos' dates fit a wedding that is known.")


def undone_words(one: FolderView) -> str:
    """What holds of a folder of which the last decision was taken back."""
    if one.state == "assigned":
        text = translate("Matching", "{folder} belongs to {wedding} again.")
        return text.format(folder=folder_words(one), wedding=wedding_words(one.wedding, one.date))
    return translate("Matching", "{folder} is to be decided again.").format(folder=folder_words(one))


def camera_words(one: CameraView) -> str:
    """ "Canon R5: 412, from 2026-06-13 14:02 to 23:40 by its clock"."""
    name = display(one.camera) or translate("Matching", "a camera which does not tell its name")
    count = one.dated + one.not_set + one.undated
    words = translate("Matching", "{camera}: %Ln photos", "", count).format(camera=name)
    if one.first:
        text = translate("Matching", ", {first} to {last} by its clock")
        words += text.format(first=one.first.replace("T", " "), last=one.last.replace("T", " "))
    if one.not_set:
        words += ", " + translate("Matching", "%Ln of them before its clock was set", "", one.not_set)
    return words


def open_words(count: int) -> str:
    """How many wait for a person."""
    return translate("Matching", "%n folders with photos belong to no wedding yet", "", count)
