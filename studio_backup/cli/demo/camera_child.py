"""Takes the pictures of one stage of the demo's studio, as a child process: Qt, its scale and its end are its own.

Told what to do by one JSON object; says on stdout which pictures it took, a line each. Without a stage it lists all
scenes instead.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import msgspec

from studio_backup.base.clock import SystemClock
from studio_backup.base.errors import StudioBackupError
from studio_backup.cli.demo.pictures_wanted import NO_STAGE, Listed, Order
from studio_backup.cli.exits import FAILED
from studio_backup.cli.output import write_lines
from studio_backup.ui.app import Opening
from studio_backup.ui.application import make_application
from studio_backup.ui.scenes.registry import SCENES
from studio_backup.ui.scenes.shooting import Camera, shoot
from studio_backup.ui.theme import Appearance


def main() -> None:
    """Do as the order says which is the first argument."""
    order = msgspec.json.decode(sys.argv[1], type=Order)
    if order.stage == NO_STAGE:
        listed = [Listed(scene.name, scene.stage) for scene in SCENES]
        write_lines([msgspec.json.encode(listed).decode()])
        return
    try:
        for name in _shoot(order):
            write_lines([name])
    except StudioBackupError as error:
        write_lines([f"{error.message} {error.hint}".strip()])
        sys.exit(FAILED)


def _shoot(order: Order) -> Iterator[str]:
    application = make_application(order.scale)
    opening = Opening(order.home, lambda: None, language=order.language)
    appearance: Appearance = "dark" if order.dark else "light"
    camera = Camera(opening, order.folder, (order.width, order.height), appearance)
    scenes = [scene for scene in SCENES if scene.stage == order.stage and scene.name in order.scenes]
    return shoot(application, camera, scenes, SystemClock())
