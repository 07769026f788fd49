"""How often a caller may do what: pure windows, fed with the time.

A window is exact: never more than so many within any such time, however they are spread.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import Final, Literal

Doing = Literal["backup", "restore", "trigger"]
HOUR_S: Final = 3_600.0
ALLOWED: Final[dict[Doing, int]] = {"backup": 5, "restore": 2, "trigger": 3}
"""Within an hour, for each foreign token."""
WRONG_TOKENS: Final = 5
WRONG_S: Final = 60.0
_CALLERS = 1_000


class Window:
    """At most `allowed` within any `period_s` seconds."""

    def __init__(self, allowed: int, period_s: float) -> None:
        self._period_s = period_s
        self._times: deque[float] = deque(maxlen=allowed)

    def admit(self, now_s: float) -> float:
        """0 if it may be done now, which then counts; otherwise the seconds until it may. `now_s`: monotonic."""
        wait_s = self.wait_s(now_s)
        if wait_s <= 0:
            self._times.append(now_s)
        return wait_s

    def wait_s(self, now_s: float) -> float:
        """Seconds until it may be done, 0 for now; counts nothing."""
        if len(self._times) < (self._times.maxlen or 0):
            return 0.0
        return max(0.0, self._times[0] + self._period_s - now_s)


class Limits:
    """The windows of all foreign callers, and the one for wrong tokens."""

    def __init__(self) -> None:
        self._wrong = Window(WRONG_TOKENS, WRONG_S)
        self._windows: OrderedDict[tuple[str, Doing], Window] = OrderedDict()

    def admit(self, caller: str, doing: Doing, now_s: float) -> float:
        """As Window.admit, for one caller and what it does."""
        window = self._windows.get((caller, doing)) or Window(ALLOWED[doing], HOUR_S)
        self._windows[caller, doing] = window
        self._windows.move_to_end((caller, doing))
        if len(self._windows) > _CALLERS:
            self._windows.popitem(last=False)
        return window.admit(now_s)

    def wrong_token(self, now_s: float) -> float:
        """Count a wrong token: 0, or the seconds until another may be tried."""
        return self._wrong.admit(now_s)
