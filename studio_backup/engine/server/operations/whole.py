"""Verbs on the engine as a whole."""

from __future__ import annotations

from typing import Final

from studio_backup.api import requests as ask
from studio_backup.api import wire
from studio_backup.engine.server.limits import Doing
from studio_backup.engine.server.operation import Asked, Operation


def _trigger(_: Asked) -> Doing:
    return "trigger"


WHOLE: Final = (
    Operation(
        method="POST",
        path="/v1/unlock",
        name="unlock",
        about="Open the vault with its passphrase.",
        call=lambda service, asked: service.unlock(asked.body),
        answer=wire.StateView,
        body=ask.UnlockRequest,
        ours=True,
        slow=True,
    ),
    Operation(
        method="POST",
        path="/v1/lock",
        name="lock",
        about="Forget the keys; work waits.",
        call=lambda service, _: service.lock(),
        answer=wire.StateView,
        ours=True,
        slow=True,
    ),
    Operation(
        method="POST",
        path="/v1/pause",
        name="pause",
        about="Pause all work.",
        call=lambda service, asked: service.pause(asked.body),
        answer=wire.StateView,
        body=ask.PauseRequest,
        once=True,
        ours=True,
    ),
    Operation(
        method="POST",
        path="/v1/resume",
        name="resume",
        about="Go on with all work.",
        call=lambda service, _: service.resume(),
        answer=wire.StateView,
        once=True,
        ours=True,
    ),
    Operation(
        method="POST",
        path="/v1/emergency",
        name="emergency",
        about="Put a wedding before all else, on all tiers.",
        call=lambda service, asked: service.emergency(asked.body),
        answer=wire.StartedView,
        body=ask.EmergencyRequest,
        status=201,
        once=True,
        doing=_trigger,
    ),
    Operation(
        method="POST",
        path="/v1/catalog/rebuild",
        name="rebuild_catalog",
        about="Make anew from the vault what the catalog knows of it.",
        call=lambda service, _: service.rebuild_catalog(),
        answer=wire.RebuiltView,
        once=True,
        ours=True,
        slow=True,
    ),
    Operation(
        method="POST",
        path="/v1/stop",
        name="stop",
        about="End the engine; work goes on at its next start.",
        call=lambda service, _: service.stop(),
        answer=wire.DoneView,
        status=202,
        ours=True,
    ),
)
