"""The bar itself; the only module that talks to rich."""

from __future__ import annotations

from typing import Protocol

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from studio_backup.cli import words


class Figures(Protocol):
    """What is painted. None: not known yet."""

    name: str
    current: str
    files: int
    size: int
    all_files: int | None
    all_bytes: int | None


class _Done(ProgressColumn):
    """Files and bytes, of how many where that is known."""

    def render(self, task: Task) -> Text:
        """One cell."""
        figures: Figures = task.fields["figures"]
        of_files = f" of {figures.all_files:,}" if figures.all_files else ""
        of_bytes = f" of {words.size(figures.all_bytes)}" if figures.all_bytes else ""
        return Text(f"{figures.files:,}{of_files} files · {words.size(figures.size)}{of_bytes}")


class _Speed(ProgressColumn):
    """Bytes a second."""

    def render(self, task: Task) -> Text:
        """One cell."""
        speed = task.finished_speed or task.speed
        return Text(f"{words.size(int(speed))}/s" if speed else "")


class _Left(TimeRemainingColumn):
    """Time left, once it can be told."""

    def render(self, task: Task) -> Text:
        """One cell."""
        left = task.time_remaining
        return Text(f"{words.duration(left)} left" if left is not None and task.total and left >= 1 else "")


class Bar:
    """Use as a context: on the screen while it lasts, gone after."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False, markup=False, emoji=False)
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=24),
            _Done(),
            _Speed(),
            _Left(),
            console=self._console,
        )
        self._current = Text("", style="dim", no_wrap=True, overflow="ellipsis")
        self._task = self._progress.add_task("", total=None, figures=_Nothing())
        self._live = Live(
            get_renderable=self._renderable,
            console=self._console,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
            refresh_per_second=8,
        )

    def _renderable(self) -> RenderableType:
        return Group(self._progress, self._current)

    def stage(self, figures: Figures) -> None:
        """Begin anew with these totals."""
        self._progress.reset(self._task, total=figures.all_bytes or figures.all_files, description=_title(figures.name))
        self.show(figures)

    def show(self, figures: Figures) -> None:
        """Paint the figures as they are now."""
        done = figures.size if figures.all_bytes else figures.files
        self._progress.update(self._task, completed=done if figures.all_bytes or figures.all_files else figures.size)
        self._progress.update(self._task, figures=figures)
        self._current = Text(f"  {figures.current}", style="dim", no_wrap=True, overflow="ellipsis")

    def say(self, text: str) -> None:
        """A line above the bar which stays."""
        self._console.print(Text(text), soft_wrap=True)

    def hide(self) -> None:
        """Off the screen for a while."""
        self._live.stop()

    def unhide(self) -> None:
        """Back again."""
        self._live.start()

    def __enter__(self) -> Bar:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()


class _Nothing:
    name = current = ""
    files = size = 0
    all_files = all_bytes = None


def _title(name: str) -> str:
    return name[:1].upper() + name[1:]
