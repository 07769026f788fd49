"""Settings over HTTP."""

from __future__ import annotations

from typing import Final

from studio_backup.api import settings as ask
from studio_backup.engine.server.operation import Operation

SETTINGS: Final = (
    Operation(
        method="GET",
        path="/v1/settings",
        name="settings",
        about="What a person set of the program itself; its ETag is needed to change it.",
        call=lambda service, _: service.settings.get(),
        answer=ask.SettingsView,
        ours=True,
    ),
    Operation(
        method="PATCH",
        path="/v1/settings",
        name="edit_settings",
        about="Change some of it.",
        call=lambda service, asked: service.settings.edit(asked.body, asked.version),
        answer=ask.SettingsView,
        body=ask.SettingsPatch,
        ours=True,
        edits=True,
        now=lambda service, _: service.settings.get(),
        slow=True,
    ),
)
