"""What mends an alert, for a person at the window: its command belongs to the command line. Pure."""

from __future__ import annotations

import re
from typing import Final

from studio_backup.base.names import display

_PROGRAM: Final = "studio-backup"
_LEADS: Final = re.compile(r"([;,]? *\bthen|; or\b.*|[;:,`. ]+)$")
"""What only leads to the command behind it."""


def mend_said(mend: str) -> str:
    """The part which is no command, as a sentence; "" where there is none."""
    before, program, _ = mend.partition(_PROGRAM)
    said = before
    while program and (shorter := _LEADS.sub("", said)) != said:
        said = shorter
    if "run" in said.lower().split():
        return ""  # it tells of commands, too
    return f"{display(said).rstrip(';.')}." if said.strip() else ""
