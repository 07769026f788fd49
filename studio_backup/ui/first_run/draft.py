"""What the steps know together while the window is open. The engine keeps all that is to last."""

from __future__ import annotations

from dataclasses import dataclass, field

from studio_backup.api.offers import SuggestionsView
from studio_backup.api.settings import SettingsView
from studio_backup.api.vault import KitFileView, VaultOpenedView
from studio_backup.api.wire import SourceView


@dataclass
class Draft:
    """`studio`: as it was typed. `vault_folder`: where the vault lies, "" before it is made; a path as on the wire.

    `kit_files`: as this run made them; none after the window was opened again. `bytes_per_s`: what the vault's place
    takes, 0 while not measured. `suggestions`: None before the engine has looked. `joined`: what an existing vault
    brought.
    """

    studio: str = ""
    vault_folder: str = ""
    kit_files: tuple[KitFileView, ...] = ()
    bytes_per_s: float = 0.0
    suggestions: SuggestionsView | None = None
    sources: tuple[SourceView, ...] = field(default=())
    settings: SettingsView | None = None
    joined: VaultOpenedView | None = None
