"""What a photographer's own calendar holds, weddings among other things: a file for the scenes."""

from __future__ import annotations

import os
from datetime import date, timedelta
from typing import Final

from studio_backup.ui.scenes.scene import Hands
from studio_backup.ui.wording.times import local

_EVENTS: Final = (
    ("Wedding Maya & Daniel", "Orchard House", 14),
    ("Clara & Jonas: ceremony and dinner", "Lakeside Barn", 35),
    ("Consultation: Mia & Tom", "Studio", 3),
    ("Dentist", "", 5),
    ("Wedding fair", "Town Hall", 20),
)


def calendar_file(hands: Hands) -> str:
    """The path of a calendar which lies beside the home."""
    path = os.path.join(os.path.dirname(hands.app.bridge.home), "Work.ics")
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(_calendar(local(hands.app.window.around.clock.now_ns()).date()))
    return path


def _calendar(today: date) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Studio Backup//Demo//EN", "X-WR-CALNAME:Work"]
    for number, (title, place, days) in enumerate(_EVENTS):
        day = f"{today + timedelta(days=days):%Y%m%d}"
        lines += ["BEGIN:VEVENT", f"UID:demo-{number}", f"DTSTAMP:{day}T000000Z", f"SUMMARY:{title}"]
        lines += [f"LOCATION:{place}", f"DTSTART:{day}T130000Z", f"DTEND:{day}T220000Z", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])
