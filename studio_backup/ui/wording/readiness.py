"""Whether the studio is ready for its Saturday, in words. Pure."""

from __future__ import annotations

from studio_backup.api.protection import CheckName, CheckView, ReadinessView
from studio_backup.base.names import display
from studio_backup.ui.texts import translate

_MOST = 3


def ready_title(view: ReadinessView) -> str:
    """ "Ready for Saturday: Rose Hall, Barn"; "2 things to do before Rose Hall"."""
    whose = ", ".join(display(one) for one in view.weddings[:_MOST])
    if len(view.weddings) > _MOST:
        whose += " " + translate("Ready", "and %n more", "", len(view.weddings) - _MOST)
    open_ = sum(not one.ok for one in view.checks)
    if not open_:
        words = translate("Ready", "Ready for Saturday")
        return f"{words}: {whose}" if whose else words
    if not whose:
        return translate("Ready", "%n things are not ready", "", open_)
    return translate("Ready", "%n things to do before {weddings}", "", open_).format(weddings=whose)


def act_words(one: CheckView) -> str:
    """What a person does about it, "" where the button says it."""
    if one.name == "answers" and "tier add" in one.action:
        return ""  # there is no place yet
    words: dict[CheckName, str] = {
        "answers": translate("Ready", "Switch it on or connect it: what waits is then copied by itself."),
        "space": translate("Ready", "Make room there, or add another place."),
        "keys": "",
        "clock": translate("Ready", "Set both clocks by the network."),
        "login": "",
        "cards": translate("Ready", "Say into which folder its cards are copied."),
        "kit": translate("Ready", "Take it from where it is kept, and try whether it opens the vault."),
    }
    return words[one.name]


def mend_words(check: CheckName) -> str:
    """What stands on the button which leads to where it is mended."""
    words: dict[CheckName, str] = {
        "answers": translate("Ready", "Show the places"),
        "space": translate("Ready", "Show the places"),
        "keys": translate("Verbs", "Unlock…"),
        "clock": translate("Ready", "Show the places"),
        "login": translate("Ready", "Show the setting"),
        "cards": translate("Ready", "Show the folders"),
        "kit": translate("Ready", "Show the kit"),
    }
    return words[check]


def mended_at(check: CheckName) -> tuple[str, str]:
    """The page, and what on it; ("", "") for unlocking."""
    pages: dict[CheckName, tuple[str, str]] = {
        "answers": ("storage", ""),
        "space": ("storage", ""),
        "keys": ("", ""),
        "clock": ("storage", ""),
        "login": ("settings", "appearance"),
        "cards": ("settings", "folders"),
        "kit": ("settings", "kit"),
    }
    return pages[check]
