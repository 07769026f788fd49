"""3-2-1: three copies, on two kinds of media, one of them off-site; counted, never assumed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from studio_backup.api.wire import CopyView, WeddingView
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.weddings import place_words

COPIES, MEDIA, OFFSITE = 3, 2, 1
_OFFSITE: Final = frozenset({"cloud", "cloud-secondary", "offsite"})
_MEDIA: Final = {"local": "disk", "nas": "nas", "cloud": "cloud", "cloud-secondary": "cloud", "offsite": "drive"}


@dataclass(frozen=True, slots=True)
class Safety:
    """`met` of `weddings` have it all, `unread` of these not all of it read back yet. Copies, kinds of media
    and off-site copies: the fewest any wedding has. `places` hold every wedding; `proven`: and were read back."""

    weddings: int
    met: int
    unread: int
    copies: int
    media: int
    offsite: int
    places: tuple[str, ...]
    proven: tuple[str, ...]
    far: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every wedding has it all."""
        return self.weddings > 0 and self.met == self.weddings


def safety(weddings: Iterable[WeddingView]) -> Safety:
    """How many weddings lie in three places, on two kinds of media, one of them off-site."""
    held = [_whole(one) for one in weddings]
    read = [[copy for copy in one if copy.oldest_read_ns] for one in held]
    counts = [(len(one), len(_kinds(one)), len(_far(one))) for one in held]
    met = sum(map(_is_met, held))
    return Safety(
        weddings=len(held),
        met=met,
        unread=met - sum(map(_is_met, read)),
        copies=min((copies for copies, _, _ in counts), default=0),
        media=min((media for _, media, _ in counts), default=0),
        offsite=min((far for _, _, far in counts), default=0),
        places=_common(held),
        proven=_common(read),
        far=_common([_far(one) for one in held]),
    )


def _is_met(copies: Sequence[CopyView]) -> bool:
    return len(copies) >= COPIES and len(_kinds(copies)) >= MEDIA and len(_far(copies)) >= OFFSITE


def _whole(one: WeddingView) -> list[CopyView]:
    """The copies which lack nothing."""
    return [copy for copy in one.copies if copy.points and not copy.waiting and not copy.damaged]


def _kinds(copies: Iterable[CopyView]) -> set[str]:
    return {_MEDIA.get(copy.role, copy.role) for copy in copies}


def _far(copies: Iterable[CopyView]) -> list[CopyView]:
    return [copy for copy in copies if copy.role in _OFFSITE]


def _common(held: list[list[CopyView]]) -> tuple[str, ...]:
    """The places which hold every wedding."""
    names = [{copy.place for copy in one} for one in held]
    every = set.intersection(*names) if names else set()
    return tuple(place_words(copy.place, copy.role) for copy in (held[0] if held else []) if copy.place in every)


def copies_words(one: Safety) -> tuple[str, str]:
    """Heading and evidence: "3 copies", "Laptop, NAS, Amsterdam"."""
    if one.copies >= COPIES:
        return translate("Safety", "%n copies", "", one.copies), ", ".join(one.places)
    text = translate("Safety", "{there} of %n copies", "", COPIES).format(there=one.copies)
    return text, ", ".join(one.places) or translate("Safety", "no place holds every wedding")


def media_words(one: Safety) -> tuple[str, str]:
    """Heading and evidence."""
    if one.media >= MEDIA:
        return translate("Safety", "%n kinds of media", "", one.media), translate("Safety", "for every wedding")
    text = translate("Safety", "{there} of %n kinds of media", "", MEDIA).format(there=one.media)
    return text, translate("Safety", "a NAS or a cloud beside the laptop's disk")


def offsite_words(one: Safety) -> tuple[str, str]:
    """Heading and evidence."""
    if one.offsite >= OFFSITE:
        return translate("Safety", "%n off-site", "", one.offsite), ", ".join(one.far)
    return translate("Safety", "0 of 1 off-site"), translate("Safety", "a fire would take every copy")
