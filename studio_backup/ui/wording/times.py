"""Ages, moments and lengths of time as a person reads them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

from PySide6.QtCore import QDate, QLocale

from studio_backup.ui.texts import translate

SECOND: Final = 10**9
MINUTE, HOUR, DAY = 60 * SECOND, 3600 * SECOND, 86_400 * SECOND


def local(ns: int) -> datetime:
    """A moment (ns UTC) on this machine's clock."""
    return datetime.fromtimestamp(ns / SECOND, tz=UTC).astimezone()


def age(then_ns: int, now_ns: int) -> str:
    """How long ago: "just now", "4 min ago", "3 h ago"; from a day on, the day and time."""
    passed = now_ns - then_ns
    if passed >= DAY or passed < -MINUTE:
        return moment(then_ns, now_ns)
    if passed < MINUTE:
        return translate("Times", "just now")
    if passed < HOUR:
        return translate("Times", "%n min ago", "", passed // MINUTE)
    return translate("Times", "%n h ago", "", passed // HOUR)


def moment(ns: int, now_ns: int) -> str:
    """A clock time where it is of today, else with the day: "21:10", "Sun 00:41", "2 Jun 11:20", "2 Jun 2025"."""
    then, now = local(ns), local(now_ns)
    clock = then.strftime("%H:%M")
    days = (now.date() - then.date()).days
    if days == 0:
        return clock
    if 0 < days < 7:
        return f"{day_words(then.date(), 'ddd')} {clock}"
    if then.year == now.year:
        return f"{day_words(then.date(), 'd MMM')} {clock}"
    return day_words(then.date(), "d MMM yyyy")


def brief(then_ns: int, now_ns: int) -> str:
    """As `age`, shorter: what is older than a week has its day only: "6 min ago", "Sun 00:41", "31 May"."""
    days = (local(now_ns).date() - local(then_ns).date()).days
    if days < 7:
        return age(then_ns, now_ns)
    then = local(then_ns)
    return day_words(then.date(), "d MMM" if then.year == local(now_ns).year else "MMM yyyy")


def due(ns: int, now_ns: int) -> str:
    """How soon: "now", "in 11 min", "in 2 h"; from a day on, the day and time."""
    ahead = ns - now_ns
    if ahead < MINUTE:
        return translate("Times", "now")
    if ahead < HOUR:
        return translate("Times", "in %n min", "", -(-ahead // MINUTE))
    if ahead < DAY:
        return translate("Times", "in %n h", "", round(ahead / HOUR))
    then = local(ns)
    return f"{day_words(then.date(), 'ddd d MMM')} {then.strftime('%H:%M')}"


def left(seconds: float) -> str:
    """An estimate: "about 9 min left"."""
    if seconds < 60:
        return translate("Times", "less than a minute left")
    if seconds < 5400:
        return translate("Times", "about %n min left", "", round(seconds / 60))
    return translate("Times", "about %n h left", "", round(seconds / 3600))


def day_of_wedding(text: str, now_ns: int) -> str:
    """A wedding's date (YYYY-MM-DD, "" for none): "Sat 13 Jun · in 3 days"."""
    if not text:
        return translate("Times", "no date")
    day = date.fromisoformat(text)
    today = local(now_ns).date()
    pattern = "ddd d MMM" if day.year == today.year else "ddd d MMM yyyy"
    return f"{day_words(day, pattern)} · {_distance((day - today).days)}"


def _distance(days: int) -> str:
    if days == 0:
        return translate("Times", "today")
    if days > 0:
        return translate("Times", "in %n days", "", days)
    if days > -60:
        return translate("Times", "%n days ago", "", -days)
    return translate("Times", "%n months ago", "", -days // 30)


def short_day(text: str) -> str:
    """A day (YYYY-MM-DD) in short: "12 May"."""
    return day_words(date.fromisoformat(text), "d MMM")


def day_pattern(pattern: str) -> str:
    """A pattern of Qt's for a day, with the dots which the language wants: "ddd d MMM" is "ddd d. MMM" in German."""
    return pattern.replace("d MMM", translate("Times", "d MMM"))


def day_words(day: date, pattern: str) -> str:
    """A day as a pattern of Qt's says, in the language of the window: "Sun 7 Jun"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), day_pattern(pattern))
