"""Takes the pictures of a stage: each scene in a window of its own, which is closed before the next one opens."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QWidget

from studio_backup.base.clock import Clock
from studio_backup.base.errors import StorageDenied
from studio_backup.ui.app import App, Opening
from studio_backup.ui.grabbing import picture_of
from studio_backup.ui.scenes.scene import Hands, Scene
from studio_backup.ui.theme import Appearance


@dataclass(frozen=True)
class Camera:
    """How pictures are taken. `size`: of the window, logical pixels; `folder`: where they go."""

    opening: Opening
    folder: str
    size: tuple[int, int]
    appearance: Appearance

    def file(self, scene: Scene) -> str:
        """Where a scene's picture goes."""
        return os.path.join(self.folder, f"{scene.name}.png")


def shoot(application: QApplication, camera: Camera, scenes: Sequence[Scene], clock: Clock) -> Iterator[str]:
    """The name of each scene, once its picture is written. Raises StudioBackupError for one that cannot be shown."""
    for scene in scenes:
        with App(application, camera.opening, clock) as app:
            app.window.resize(*camera.size)
            app.open()
            app.tripwire.stop()  # a picture of the whole window takes longer than it allows
            _meet(app, camera)
            _keep(scene.arrange, Hands(app), camera.file(scene))
        for one in application.topLevelWidgets():
            one.close()
        application.processEvents()
        yield scene.name


def _meet(app: App, camera: Camera) -> None:
    """Wait until it is known how the engine stands; its own choice of looks comes with that."""
    hands = Hands(app)
    hands.until("the engine answers, or is gone", lambda: app.live.status is not None or app.live.gone is not None)
    hands.still()
    app.window.resize(*camera.size)
    app.theme.choose(camera.appearance)


def _keep(arrange: Callable[[Hands], QWidget | None], hands: Hands, path: str) -> None:
    alone = arrange(hands)
    hands.still()
    if not picture_of(alone or hands.app.window).save(path):
        raise StorageDenied(f"{path} cannot be written.", hint="Choose another folder.")
