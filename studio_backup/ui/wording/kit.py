"""The recovery kit in words: when it was last tried, and whether it is time again."""

from __future__ import annotations

from typing import Final

from studio_backup.api.settings import SettingsView
from studio_backup.api.vault import KitCheckedView
from studio_backup.base.names import display
from studio_backup.ui.texts import translate
from studio_backup.ui.tokens import Look
from studio_backup.ui.wording.times import DAY, moment

TRY_AGAIN_DAYS: Final = 90


def kit_line(settings: SettingsView, now_ns: int) -> tuple[Look, str]:
    """How it stands: a look and a sentence."""
    if settings.kit == "later":
        return "failed", translate("Kit", "Nobody has confirmed yet that the recovery kit is kept safe.")
    if not settings.kit_tried_ns:
        return "attention", translate("Kit", "It was never tried whether the recovery kit opens the vault.")
    when = moment(settings.kit_tried_ns, now_ns)
    days = (now_ns - settings.kit_tried_ns) // DAY
    if days < TRY_AGAIN_DAYS:
        text = translate("Kit", "Last tried: {time}. It opened the vault.")
        return "protected", text.format(time=when)
    text = translate("Kit", "Last tried %n days ago. Look whether you still find it, and try it.", "", days)
    return "attention", text


def checked_words(found: KitCheckedView, now_ns: int) -> str:
    """It opens the vault."""
    if found.key_only:
        return translate("Kit", "This kit opens the vault.")
    text = translate("Kit", "This kit opens the vault of {studio}, made {time}.")
    return text.format(studio=display(found.studio), time=moment(found.created_ns, now_ns))
