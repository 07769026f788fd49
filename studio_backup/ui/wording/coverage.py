"""What was read back: of each wedding at each place, of each verification, and what was damaged. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from studio_backup.api.copies import CellView, GridView, VerificationView
from studio_backup.api.wire import WeddingView
from studio_backup.base.names import display
from studio_backup.domain.job import Check
from studio_backup.ui.glyphs import Glyph
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.amounts import number, percent, size
from studio_backup.ui.wording.history import length
from studio_backup.ui.wording.places import LOCAL, place_name
from studio_backup.ui.wording.times import moment

_MOST_FILES = 3


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One level of a cell: its name, how much of it (0 to 100, None: it cannot be told), and that in words."""

    name: str
    share: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One wedding at one place as it is shown. `note`: the oldest unread, or what is wrong."""

    levels: tuple[LevelLine, ...]
    note: str
    look: Glyph | None = None

    @property
    def whole(self) -> str:
        """All of it for a screen reader."""
        return "; ".join([*(f"{one.name} {one.words}" for one in self.levels), self.note])


@dataclass(frozen=True, slots=True)
class WeddingRow:
    """A wedding and its cells, in the order of the places; None where it has no copy."""

    wedding: str
    date: str
    cells: tuple[CellView | None, ...]

    @property
    def title(self) -> str:
        """Its name, as a person reads it."""
        return display(self.wedding) or translate("Verify", "Without a wedding")


def level_word(level: Check) -> str:
    """The three named levels."""
    words: dict[Check, str] = {
        "present": translate("Verify", "Present"),
        "read": translate("Verify", "Read back"),
        "drill": translate("Verify", "Drill"),
    }
    return words[level]


def level_about(level: Check) -> str:
    """What a level does."""
    words: dict[Check, str] = {
        "present": translate("Verify", "Present: looks whether everything is there, by name and size"),
        "read": translate("Verify", "Read back: reads everything and compares it, bit for bit"),
        "drill": translate("Verify", "Drill: restores it into a scratch folder, compares it, and measures the time"),
    }
    return words[level]


def place_word(place: str) -> str:
    """A place as a column is headed."""
    return translate("Verify", "Vault here") if place == LOCAL else display(place)


def rows_of(grid: GridView) -> tuple[WeddingRow, ...]:
    """The weddings, those with damage first, then those of which least was read back; then by date."""
    cells: dict[tuple[str, str], dict[str, CellView]] = {}
    for cell in grid.cells:
        cells.setdefault((cell.wedding, cell.date), {})[cell.place] = cell
    rows = [
        WeddingRow(wedding, date, tuple(found.get(place) for place in grid.places))
        for (wedding, date), found in cells.items()
    ]
    return tuple(sorted(rows, key=_urgency))


def _urgency(row: WeddingRow) -> tuple[bool, float, str, str]:
    held = [one for one in row.cells if one is not None and one.points]
    least = min((one.read for one in held), default=100.0)
    return (not any(one.damaged for one in held), least, row.date or "9999", row.wedding)


def cell_of(view: CellView | None, now_ns: int) -> Cell:
    """One cell in words."""
    if view is None:
        return Cell((), translate("Verify", "No copy, by plan"), "off")
    if not view.points:
        return Cell((), translate("Verify", "Nothing there yet"), "later")
    levels = (
        LevelLine(level_word("present"), view.present, percent(view.present)),
        LevelLine(level_word("read"), view.read, percent(view.read)),
        _drill(view, now_ns),
    )
    return Cell(levels, *_note(view, now_ns))


def _drill(view: CellView, now_ns: int) -> LevelLine:
    if not view.drilled_ns:
        return LevelLine(level_word("drill"), 0.0, translate("Verify", "never"))
    if view.drill_failed:
        return LevelLine(level_word("drill"), None, translate("Verify", "%n failed", "", view.drill_failed))
    return LevelLine(level_word("drill"), 100.0, moment(view.drilled_ns, now_ns))


def _note(view: CellView, now_ns: int) -> tuple[str, Glyph | None]:
    if view.damaged:
        return translate("Verify", "%n pieces damaged", "", view.damaged), "failed"
    if view.read >= 100 and view.oldest_read_ns:
        return translate("Verify", "oldest read {time}").format(time=moment(view.oldest_read_ns, now_ns)), None
    return translate("Verify", "part never read"), "part"


def grid_summary(grid: GridView) -> str:
    """ "14 weddings at 3 places"."""
    weddings = len({(one.wedding, one.date) for one in grid.cells})
    places = translate("Verify", "%n places", "", len(grid.places))
    return translate("Verify", "%n weddings at {places}, at-risk first", "", weddings).format(places=places)


def verified_words(one: VerificationView) -> str:
    """What was read, how much of the whole: "Read back: 26 of 26 pieces (121 MB), from the medium itself"."""
    if one.level == "present":
        return translate("Verify", "Present: %n pieces looked for by name and size", "", one.objects)
    if one.level == "drill":
        text = translate("Verify", "Drill: {good} of {all} files restored and matched, {size} in {time}")
        good, whole = one.files - one.failed, one.files
        return text.format(good=number(good), all=number(whole), size=size(one.bytes), time=length(one.seconds))
    text = translate("Verify", "Read back: {read} of {all} pieces ({size}), {how}")
    return text.format(
        read=number(one.read), all=number(one.objects), size=size(one.bytes_read), how=how_words(one.how)
    )


def how_words(how: str) -> str:
    """What the reading really read."""
    words = {
        "direct": translate("Verify", "from the medium itself"),
        "dropped": translate("Verify", "from the medium, its cache emptied before"),
        "remote": translate("Verify", "from the server"),
        "cache": translate("Verify", "from this computer's cache, not from the medium"),
    }
    return words.get(how, translate("Verify", "nothing had to be read"))


def outcome_words(one: VerificationView) -> str:
    """What came of it: "all well", "2 damaged, 2 healed"."""
    if one.damaged:
        found = translate("Verify", "%n damaged", "", one.damaged)
        healed = translate("Verify", "%n healed", "", one.healed) if one.healed else translate("Verify", "none healed")
        return f"{found}, {healed}"
    if one.failed:
        return translate("Verify", "%n did not come back equal", "", one.failed)
    if one.level == "present":
        return translate("Verify", "all there")
    if one.coverage < 100:
        return translate("Verify", "{percent} read, all matched").format(percent=percent(one.coverage))
    return translate("Verify", "all matched")


def outcome_glyph(one: VerificationView) -> Glyph:
    """The same as a glyph. A partial reading is not green."""
    if one.damaged > one.healed or one.failed:
        return "failed"
    if one.damaged:
        return "attention"
    return "protected" if one.level != "present" and one.coverage >= 100 else "part"


def of_what(one: VerificationView) -> str:
    """Of which wedding: "Rose Hall", "all weddings", "a sample of 10 % of all weddings"."""
    what = display(one.wedding) or translate("Verify", "all weddings")
    if one.level == "read" and one.sample < 100:
        return translate("Verify", "{percent} of {what}").format(percent=percent(one.sample), what=what)
    return what


def whole_words(weddings: Sequence[WeddingView], now_ns: int) -> str:
    """How much of everything was read back and matched at some time, from where, and how old the oldest reading is."""
    copies = [copy for one in weddings for copy in one.copies if copy.bytes]
    whole = sum(copy.bytes for copy in copies)
    if not whole:
        return ""
    share = sum(copy.bytes * copy.read_percent for copy in copies) / whole
    places = ", ".join(sorted({place_name(copy.place) for copy in copies if copy.read_percent}))
    if not places:
        return translate("Verify", "Nothing was read back yet")
    text = translate("Verify", "{percent} of what is stored was read back and matched, from {places}")
    words = text.format(percent=percent(share), places=places)
    oldest = min(copy.oldest_read_ns for copy in copies)
    if not oldest:
        return translate("Verify", "{words}; the rest not").format(words=words)
    return translate("Verify", "{words}; the oldest reading: {time}").format(words=words, time=moment(oldest, now_ns))


# Damage --------------------------------------------------------------------------------------------------------


class DamageTold(msgspec.Struct, frozen=True, kw_only=True):
    """One damaged piece, as the verification's result tells it."""

    object: str
    tier: str
    problem: str
    means: str = ""
    files: tuple[str, ...] = ()
    weddings: tuple[str, ...] = ()


class HealedTold(msgspec.Struct, frozen=True, kw_only=True):
    """A piece which is good again."""

    object: str
    tier: str
    origin: str = ""


class RemainingTold(msgspec.Struct, frozen=True, kw_only=True):
    """A piece which healing did not mend."""

    object: str
    tier: str
    reason: str = ""


class FoundTold(msgspec.Struct, frozen=True, kw_only=True):
    """Of a verification's result what is told here."""

    damaged: tuple[DamageTold, ...] = ()
    healed: tuple[HealedTold, ...] = ()
    remaining: tuple[RemainingTold, ...] = ()


def told_of(text: str) -> FoundTold | None:
    """A job's result; None where it tells nothing of this."""
    try:
        return msgspec.json.decode(text, type=FoundTold) if text else None
    except msgspec.DecodeError:
        return None


def damage_facts(one: VerificationView, told: FoundTold | None, now_ns: int) -> tuple[tuple[str, str], ...]:
    """Name and value: what was damaged at the place of this verification, which files, and how it was healed."""
    found = translate("Verify", "{time}, reading back {what}").format(
        time=moment(one.ended_ns, now_ns), what=of_what(one)
    )
    facts = [(translate("Verify", "Found"), found)]
    here = tuple(piece for piece in told.damaged if piece.tier == one.place) if told else ()
    if here:
        facts.append((translate("Verify", "What"), _files_words(here)))
    facts.append((translate("Verify", "Healed"), _healed_words(one, told)))
    left = next((piece.reason for piece in told.remaining if piece.tier == one.place), "") if told else ""
    if left:
        facts.append((translate("Verify", "Left"), display(left)))
    return tuple(facts)


def _files_words(here: Sequence[DamageTold]) -> str:
    files = list(dict.fromkeys(name for piece in here for name in piece.files))
    if not files:
        means = next((piece.means for piece in here if piece.means), "")
        return display(means) or translate("Verify", "no file of yours: the program's own records")
    count = translate("Verify", "%n files", "", len(files))
    more = "…" if len(files) > _MOST_FILES else ""
    return f"{count}: " + ", ".join(display(one) for one in files[:_MOST_FILES]) + more


def _healed_words(one: VerificationView, told: FoundTold | None) -> str:
    if not one.healed:
        return translate("Verify", "not by this reading")
    words = translate("Verify", "{healed} of {all}").format(healed=number(one.healed), all=number(one.damaged))
    origins = {piece.origin for piece in told.healed if piece.tier == one.place} if told else set()
    named = sorted(place_name(name) if name == LOCAL else display(name) for name in origins if name)
    return f"{words}, " + translate("Verify", "from {places}").format(places=", ".join(named)) if named else words


def damage_title(one: VerificationView) -> str:
    """ "3 pieces at Studio NAS"."""
    text = translate("Verify", "%n pieces at {place}", "", one.damaged)
    return text.format(place=place_name(one.place))
