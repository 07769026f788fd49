"""Places of storage in words: what they are, how well they are, what they may take of the line. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from studio_backup.api.tiers import GivenRole, TierCard
from studio_backup.api.vault import VaultInfoView
from studio_backup.api.wire import AlertView, WeddingView
from studio_backup.base.names import display
from studio_backup.domain.bandwidth import Bandwidth, Window, clock_text
from studio_backup.ui.glyphs import Glyph
from studio_backup.ui.texts import translate
from studio_backup.ui.tokens import Look
from studio_backup.ui.wording.amounts import number, percent, size
from studio_backup.ui.wording.times import age, moment

LOCAL: Final = "local"
"""What the vault's own folder is called as a place."""
GIVEN_ROLES: Final[tuple[GivenRole, ...]] = ("nas", "offsite", "cloud", "cloud-secondary")
_HEALTHY, _POOR = 90, 60
_TROUBLED: Final = frozenset({"unreachable", "refused", "damaged"})
LineLook = Literal["protected", "attention", "failed", "part", "later", "paused", "working"]


@dataclass(frozen=True, slots=True)
class FactLine:
    """One thing to know of a place, with its glyph. `percent`: of a partial reading."""

    look: LineLook
    words: str
    percent: float | None = None

    @property
    def glyph(self) -> Glyph:
        """As it is painted."""
        return self.look


@dataclass(frozen=True, slots=True)
class ReadBack:
    """`share`: percent of the bytes which were read back at some time; `oldest_ns`: the oldest last reading, 0 while
    something was never read."""

    share: float
    oldest_ns: int


def place_name(name: str) -> str:
    """What a person calls a place, within a sentence."""
    return translate("Places", "the vault on this machine") if name == LOCAL else display(name)


def role_word(role: str) -> str:
    """What a place is for."""
    words = {
        "local": translate("Places", "local"),
        "nas": translate("Places", "in the house"),
        "cloud": translate("Places", "cloud, first"),
        "cloud-secondary": translate("Places", "cloud, second"),
        "offsite": translate("Places", "off-site"),
    }
    return words.get(role, display(role))


def role_choice(role: GivenRole) -> str:
    """A role as one chooses it."""
    words: dict[GivenRole, str] = {
        "nas": translate("Places", "In the house: a NAS or a drive"),
        "offsite": translate("Places", "Off-site: kept in another building"),
        "cloud": translate("Places", "Cloud, first"),
        "cloud-secondary": translate("Places", "Cloud, second"),
    }
    return words[role]


def role_picture(role: str) -> str:
    """The icon of a role."""
    return {"local": "hard-drive", "nas": "hard-drives", "offsite": "map-pin"}.get(role, "cloud")


def is_bucket(card: TierCard) -> bool:
    """Whether it has an access key."""
    return card.location.startswith("s3://")


def kind_words(card: TierCard) -> str:
    """ "in the house · network share", "cloud, first · bucket"."""
    kinds = {
        "folder": translate("Places", "folder"),
        "share": translate("Places", "network share"),
        "bucket": translate("Places", "bucket"),
    }
    kind = card.probe.report.kind if card.probe else "bucket" if is_bucket(card) else "folder"
    return f"{role_word(card.role)} · {kinds.get(kind, display(kind))}"


def health_look(card: TierCard) -> Look:
    """As which state its ring is painted."""
    if card.state == "damaged" or card.health < _POOR:
        return "failed"
    return "protected" if card.health >= _HEALTHY and card.state not in _TROUBLED else "attention"


def health_words(card: TierCard) -> str:
    """The ring in words."""
    return translate("Places", "Health {points} of 100").format(points=card.health)


def place_lines(card: TierCard, read: ReadBack | None, now_ns: int) -> tuple[FactLine, ...]:
    """When it last answered, why it is not better, what waits, what was read back of it."""
    lines = [_contact(card, now_ns)]
    lines += [FactLine(_reason_look(one.points), display(one.text)) for one in card.reasons]
    if card.waiting_files:
        lines.append(_waiting(card, now_ns))
    elif card.state in ("good", "working") and card.objects:
        lines.append(FactLine("protected", translate("Places", "It has all that it should have")))
    if read is not None:
        lines.append(read_line(read, now_ns))
    return tuple(lines)


def _reason_look(points: int) -> LineLook:
    return "failed" if points >= 50 else "attention" if points >= 10 else "later"


def read_line(read: ReadBack, now_ns: int) -> FactLine:
    """How much was read back and matched at some time, and when the oldest of it was."""
    if read.share >= 100 and read.oldest_ns:
        text = translate("Places", "Read back whole and matched; the oldest reading: {time}")
        return FactLine("protected", text.format(time=age(read.oldest_ns, now_ns)))
    text = translate("Places", "{percent} read back and matched; the rest not")
    return FactLine("part", text.format(percent=percent(min(read.share, 99.0))), read.share)


def _contact(card: TierCard, now_ns: int) -> FactLine:
    if not card.last_contact_ns:
        return FactLine("later", translate("Places", "No contact since the engine started"))
    text = translate("Places", "Last contact {time}").format(time=age(card.last_contact_ns, now_ns))
    return FactLine("attention" if card.state in ("unreachable", "refused") else "protected", text)


def _waiting(card: TierCard, now_ns: int) -> FactLine:
    text = translate("Places", "%n files ({size}) wait since {time}", "", card.waiting_files)
    words = text.format(size=size(card.waiting_bytes), time=moment(card.waiting_since_ns, now_ns))
    return FactLine("working" if card.state == "working" else "later", words)


def card_facts(card: TierCard) -> tuple[tuple[str, str], ...]:
    """Name and value of what else is known."""
    found = [(translate("Places", "Place"), display(card.location))]
    speed = speed_words(card)
    if speed:
        found.append((translate("Places", "Speed"), speed))
    lock = lock_words(card)
    if lock:
        found.append((translate("Places", "Lock"), lock))
    found.append((translate("Places", "Limit"), limit_words(card.bandwidth)))
    return tuple(found)


def speed_words(card: TierCard) -> str:
    """ "4 ms · writes 104 MB/s, reads 120 MB/s"; what was never measured is left out."""
    report = card.probe.report if card.probe else None
    latency = card.latency_s or (report.latency if report else 0.0)
    parts = [latency_words(latency)] if latency else []
    if report and report.put_speed and report.get_speed:
        text = translate("Places", "writes {put}/s, reads {get}/s")
        parts.append(text.format(put=size(round(report.put_speed)), get=size(round(report.get_speed))))
    return " · ".join(parts)


def latency_words(seconds: float) -> str:
    """ "4 ms", "1.2 s"."""
    if seconds >= 1:
        return translate("Places", "{seconds} s").format(seconds=f"{seconds:.1f}")
    return translate("Places", "{milliseconds} ms").format(milliseconds=max(1, round(seconds * 1000)))


def lock_words(card: TierCard) -> str:
    """Whether somebody with the keys can take the copy away, as far as the probe could tell."""
    report = card.probe.report if card.probe else None
    if report is None:
        return ""
    if report.object_lock:
        return translate("Places", "the bucket can lock objects")
    if report.versions:
        return translate("Places", "old versions are kept")
    return translate("Places", "none: who reaches it can change this copy")


def limit_words(bandwidth: Bandwidth) -> str:
    """What work may take of the line, by the hour."""
    if not bandwidth.limits:
        return translate("Places", "no limit")
    parts = [f"{_rate(one.rate)} {_hours(one)}" for one in bandwidth.windows]
    rest = translate("Places", "no limit") if bandwidth.otherwise is None else _rate(bandwidth.otherwise)
    parts.append(translate("Places", "else {rate}").format(rate=rest) if bandwidth.windows else rest)
    if not bandwidth.urgent_free:
        parts.append(translate("Places", "urgent work too"))
    return ", ".join(parts)


def _hours(window: Window) -> str:
    if window.begins == window.ends:
        return translate("Places", "all day")
    text = translate("Places", "{begin} to {end}")
    return text.format(begin=clock_text(window.begins), end=clock_text(window.ends))


def _rate(rate: int) -> str:
    return translate("Places", "{size}/s").format(size=size(rate))


def held_words(used_bytes: int, objects: int = 0) -> str:
    """What of this vault lies there."""
    if not used_bytes:
        return translate("Places", "nothing there yet")
    words = translate("Places", "{size} of this vault").format(size=size(used_bytes))
    if not objects:
        return words
    text = translate("Places", "%n objects", "", objects).replace(str(objects), number(objects))
    return f"{words}, {text}"


def free_words(free_bytes: int | None) -> str:
    """What is left there; a bucket does not tell."""
    if free_bytes is None:
        return translate("Places", "free space not told")
    return translate("Places", "{size} free").format(size=size(free_bytes))


def read_back(place: str, weddings: tuple[WeddingView, ...]) -> ReadBack | None:
    """What was read back of all weddings at a place; None where nothing of them lies there."""
    copies = [copy for one in weddings for copy in one.copies if copy.place == place and copy.bytes]
    whole = sum(one.bytes for one in copies)
    if not whole:
        return None
    return ReadBack(
        sum(one.bytes * one.read_percent for one in copies) / whole, min(one.oldest_read_ns for one in copies)
    )


def vault_lines(
    info: VaultInfoView, alerts: tuple[AlertView, ...], read: ReadBack | None, now_ns: int
) -> tuple[FactLine, ...]:
    """How the vault's own folder is: what alerts say of it, and how much was read back."""
    about = [one for one in alerts if one.cause == LOCAL or one.kind == "vault_unreachable"]
    lines = [FactLine("failed" if one.severity == "critical" else "attention", display(one.message)) for one in about]
    lines += [FactLine("attention", display(one)) for one in info.problems]
    if not lines:
        lines.append(FactLine("protected", translate("Places", "Nothing is known to be wrong with it")))
    if read is not None:
        lines.append(read_line(read, now_ns))
    return tuple(lines)


def page_summary(cards: tuple[TierCard, ...]) -> str:
    """ "4 places, 3.1 TB"."""
    count = translate("Places", "%n places that hold a copy", "", len(cards))
    held = sum(card.used_bytes for card in cards)
    return f"{count}, {size(held)}" if held else count
