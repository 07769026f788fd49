"""What a page is given, without an engine: questions are answered by an object of the test, in the main thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from studio_backup.api.wire import StatusView
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.asking import Asked
from studio_backup.ui.live import LiveStatus
from studio_backup.ui.shell import Shell
from studio_backup.ui.theme import Theme
from tests.support.fixed_clock import FixedClock


class FakeBridge(QObject):
    """Asks `engine`; what it raises of the program's own errors is a refusal."""

    happened = Signal(object)
    gone = Signal(object)
    back = Signal()
    complained = Signal(object)

    def __init__(self, engine: Any) -> None:
        super().__init__()
        self.engine = engine
        self.asked = 0

    def ask(self, call: Callable[[Any], Any], done: Any, failed: Any = None, **options: Any) -> Asked:
        return self._answer(lambda: call(self.engine), done, failed, options.get("owner"))

    def run(self, work: Callable[[], Any], done: Any, failed: Any = None, **options: Any) -> Asked:
        return self._answer(work, done, failed, options.get("owner"))

    def _answer(self, work: Callable[[], Any], done: Any, failed: Any, owner: QObject | None) -> Asked:
        self.asked += 1
        bound = getattr(done, "__self__", None)
        asked = Asked(owner or (bound if isinstance(bound, QObject) else None))
        try:
            found, whom = work(), done
        except StudioBackupError as error:
            found, whom = error, failed or self.complained.emit
        QTimer.singleShot(0, lambda: whom(found) if asked.wanted else None)
        return asked


class FakeWindow:
    """Notes what a page asked of the window."""

    def __init__(self) -> None:
        self.opened: list[tuple[str, str]] = []
        self.said: list[str] = []
        self.acts: list[Callable[[], None]] = []

    def open_page(self, name: str, target: str = "") -> bool:
        self.opened.append((name, target))
        return True

    def say(self, text: str, *, act: Callable[[], None] | None = None, **_: Any) -> None:
        self.said.append(text)
        self.acts += [act] if act else []

    def complain(self, error: StudioBackupError) -> None:
        self.said.append(error.message)

    def unlock(self) -> None:
        self.said.append("unlock")

    def save_kit(self) -> None:
        self.said.append("save kit")

    def add_verbs(self, verbs: Any) -> None:
        pass


def fake_shell(theme: Theme, engine: Any, now_ns: int, status: StatusView | None = None) -> Shell:
    """A shell over this engine at this moment."""
    clock = FixedClock(now_ns)
    bridge: Any = FakeBridge(engine)
    live = LiveStatus(bridge, clock)
    live.status, live.seen_ns = status, now_ns
    bridge.complained.connect(lambda error: window.complain(error))
    window = FakeWindow()
    return Shell(bridge, live, theme, clock, window, lambda: None)
