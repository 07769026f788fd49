"""What is worth a notification: one cause, one notification, and silence about what a person has seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from studio_backup.api.wire import AlertView
from studio_backup.base.names import display
from studio_backup.ui.texts import translate


@dataclass(frozen=True, slots=True)
class Notice:
    """`alert`: the one it is about, None where it is about several; `calm`: nothing is wrong."""

    title: str
    text: str
    alert: AlertView | None = None
    critical: bool = False
    calm: bool = False


class Told:
    """Which causes were told already. `seen`: as `keys` gave them before, so that a restart tells nothing twice."""

    def __init__(self, seen: Iterable[str] = ()) -> None:
        self._seen = set(seen)

    @property
    def keys(self) -> list[str]:
        """What to keep for the next start."""
        return sorted(self._seen)

    def news(self, alerts: Iterable[AlertView], now_ns: int) -> Notice | None:
        """What is to be told of these open alerts now; None for nothing new. A cause that went away is forgotten."""
        loud = [one for one in alerts if one.severity != "notice" and not one.cleared_ns]
        fresh = [
            one
            for one in loud
            if not one.acknowledged_ns and one.snoozed_until_ns <= now_ns and _key(one) not in self._seen
        ]
        self._seen &= {_key(one) for one in loud}
        self._seen |= {_key(one) for one in fresh}
        if not fresh:
            return None
        worst = any(one.severity == "critical" for one in fresh)
        if len(fresh) == 1:
            title = _title(fresh[0])
            return Notice(title, display(fresh[0].message), fresh[0], worst)
        title = translate("Notices", "%n things need a look", "", len(fresh))
        return Notice(title, "\n".join(display(one.message) for one in fresh[:3]), None, worst)


def _key(alert: AlertView) -> str:
    return f"{alert.id}:{alert.severity}"


def _title(alert: AlertView) -> str:
    if alert.severity == "critical":
        return translate("Notices", "Your photos need you")
    return translate("Notices", "Something needs a look")
