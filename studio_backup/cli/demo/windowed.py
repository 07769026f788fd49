"""`demo --window`: a studio that is made, the real window on it, and nothing left behind."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import msgspec

from studio_backup.cli.demo.bookings import bookings, write_booking
from studio_backup.cli.demo.children import Children, scrubbed
from studio_backup.cli.demo.filling import Filling
from studio_backup.cli.demo.folder import DemoFolder
from studio_backup.cli.demo.guard import engine_guarded
from studio_backup.cli.demo.laptop import HOME, PART, PASSPHRASE_FILE
from studio_backup.cli.demo.pictures_wanted import Listed, Order, Photographer, Wanted
from studio_backup.cli.demo.run import BUCKET, PREFIX, REGION, Surroundings, credentials, system_only
from studio_backup.cli.demo.screen import offscreen_environment, screen_environment
from studio_backup.cli.demo_server import DemoServer
from studio_backup.storage.location import BucketLocation
from studio_backup.ui.scenes.stages import Stage

NEW = "new-laptop"
SAMPLES_VARIABLE = "STUDIO_BACKUP_SAMPLE_PHOTOS"
_WINDOW, _CAMERA = "studio_backup.cli.demo.window_child", "studio_backup.cli.demo.camera_child"


@dataclass(frozen=True)
class WindowResult:
    """What the window was opened on. `seconds`: until everything stood; `folder`: "" when it was removed.

    `screenshots`: names of the pictures that were taken, without their folder and ending.
    """

    server: str
    folder: str
    seconds: float
    screenshots: tuple[str, ...]


@dataclass(frozen=True)
class Showing:
    """How it is to be shown. `wanted`: pictures instead of a window."""

    keep: bool = False
    language: str = ""
    wanted: Wanted | None = None


def run_windowed(path: str | None, showing: Showing, around: Surroundings) -> WindowResult:
    """Fill the studio, show it, take everything away. Raises StudioBackupError where a verb did not end as it must."""
    began = around.clock.monotonic()
    folder = DemoFolder(path)
    try:
        around.say(f"Everything happens in {folder.path}; nothing outside of it is touched.")
        photographer = _photographer(folder, showing.wanted, around) if showing.wanted else None
        with DemoServer(
            folder.make("cloud"), clock=around.clock, environment=system_only(around.variables)
        ) as endpoint:
            environment = scrubbed(folder.path, around.variables, credentials(endpoint))
            children = Children(folder.path, environment, around.say, around.cancel)
            location = BucketLocation(BUCKET, PREFIX, endpoint.url, REGION).text
            children.module("studio_backup.cli.demo.bucket", location)
            show = _Show(folder, children, around, showing.language, location, photographer)
            seconds = show.run() - began
        taken = tuple(photographer.taken) if photographer else ()
        return WindowResult(endpoint.software, folder.path if showing.keep else "", seconds, taken)
    finally:
        if showing.keep:
            around.say(f"Everything is still in {folder.path}.")
        else:
            folder.remove()


@dataclass
class _Show:
    """From the first verb until the engine has ended."""

    folder: DemoFolder
    children: Children
    around: Surroundings
    language: str
    location: str
    photographer: Photographer | None

    def run(self) -> float:
        """Fill, show, end. Returns when everything stood, by the monotonic clock."""
        with engine_guarded(self.folder.at(PART), self.children.environment):
            self._fill()
            stood = self.around.clock.monotonic()
            if self.photographer:
                self._last_stages()
            else:
                self._open_window()
                self.children.verb(*HOME, "engine", "stop")
        if self.photographer and self.photographer.needs("new"):
            with engine_guarded(self.folder.at(NEW), self.children.environment):
                self._new()
        return stood

    def _new(self) -> None:
        """A laptop on which the program was never opened before, with a wedding among its pictures."""
        os.mkdir(os.path.join(self.folder.make("first-run"), "Papers"))
        wedding = bookings(self._today())[4]
        name = os.path.basename(wedding.folder)
        write_booking(os.path.join(self.children.environment["HOME"], "Pictures", name), wedding, 4)
        self.children.verb("--home", NEW, "engine", "start")
        self._pause("new", NEW)
        self.children.verb("--home", NEW, "engine", "stop")

    def _fill(self) -> None:
        samples = os.path.abspath(found) if (found := self.around.variables.get(SAMPLES_VARIABLE)) else ""
        filling = Filling(
            folder=self.folder,
            children=self.children,
            say=self.around.say,
            clock=self.around.clock,
            cloud=self.location,
            studio=bookings(self._today()),
            samples=samples,
            pause=self._pause,
            slowly=bool(self.photographer and self.photographer.needs("working")),
        )
        filling.tell(self.photographer.last_filled if self.photographer else "trouble")

    def _today(self) -> date:
        return datetime.fromtimestamp(self.around.clock.now_ns() / 1e9, tz=UTC).astimezone().date()

    def _pause(self, stage: Stage, part: str = PART) -> None:
        if self.photographer and self.photographer.needs(stage):
            self.around.say(f"  (pictures: {stage})")
            self.photographer.take(stage, self.folder.at(part), self.children.environment)

    def _last_stages(self) -> None:
        """Gone, then locked. The engine has ended after this."""
        self._pause("gone")
        self.children.verb(*HOME, "engine", "stop")
        if self.photographer and self.photographer.needs("locked"):
            self.children.verb(*HOME, "engine", "start")
            self._pause("locked")
            self.children.verb(*HOME, "engine", "stop")

    def _open_window(self) -> None:
        """Until it is closed."""
        self.around.say("")
        self.around.say("The window is open. Close it, and everything is removed.")
        environment = screen_environment(self.children.environment, self.around.variables)
        words = (self.folder.at(PART), self.folder.at(PASSPHRASE_FILE), self.language)
        Children(self.folder.path, environment, self.around.say, self.around.cancel).module(_WINDOW, *words)


def _photographer(folder: DemoFolder, wanted: Wanted, around: Surroundings) -> Photographer:
    """Sees first which scenes there are: whoever asks for another is told so before anything is made."""

    def send(order: Order, environment: Mapping[str, str]) -> list[str]:
        say = around.say if order.scenes else _nothing
        camera = Children(folder.path, offscreen_environment(environment, around.variables), say, around.cancel)
        return camera.module(_CAMERA, msgspec.json.encode(order).decode()).said.splitlines()

    lines = send(Order(), scrubbed(folder.path, around.variables, {}))
    listed = msgspec.json.decode(lines[-1], type=tuple[Listed, ...])
    return Photographer(wanted.order, wanted.of_stages(listed), send)


def _nothing(_line: str) -> None:
    """The list of scenes is not for people."""
