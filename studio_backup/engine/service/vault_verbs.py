"""Making a vault, joining one, and its recovery kit, while the engine runs. Secrets pass through and stay nowhere."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import Final, Literal

from studio_backup.api.paths import from_wire, to_wire
from studio_backup.api.vault import (
    CheckKit,
    ConfirmKit,
    CreateVault,
    KitCheckedView,
    KitConfirmedView,
    KitFileView,
    KitGroupsView,
    OpenVault,
    PrintKit,
    VaultCreatedView,
    VaultInfoView,
    VaultOpenedView,
)
from studio_backup.base.errors import StudioBackupError, UsageError
from studio_backup.base.names import display
from studio_backup.engine.jobs.info import try_kit, vault_info
from studio_backup.engine.recovery_kit.files import in_folder, write_kit_page
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.kit_in_hand import KitInHand
from studio_backup.engine.service.tiers import typed
from studio_backup.engine.service.vault_views import info_view, opened_view
from studio_backup.engine.unlock import Options, read_kit
from studio_backup.repository.kit import Kit, parse_kit

KIT_FILES: Final[tuple[tuple[Literal["pdf", "text", "rescue", "requirements"], str], ...]] = (
    ("pdf", "The page to print: 12 groups, a code that holds the same, and what to do with it."),
    ("text", "The same for the program: give it to open the vault without the passphrase."),
    ("rescue", "A script that gets everything back without this program."),
    ("requirements", "What that script needs installed."),
)
"""In the order in which they are written."""


class VaultVerbs:
    """See engine.server.ports.vault. `changed` tells everybody how all stands now."""

    def __init__(self, engine: Engine, changed: Callable[[], object]) -> None:
        self._engine, self._parts, self._changed = engine, engine.parts, changed
        self._in_hand = KitInHand(engine.kit)
        self._mutex = threading.Lock()

    def create(self, request: CreateVault) -> VaultCreatedView:
        """Make a vault, its kit and this device; the engine begins with it."""
        # The estimator of passphrases costs 13 MiB: an engine that has its vault never needs it.
        from studio_backup.engine.jobs.vault import create_vault  # noqa: PLC0415

        options = Options(self._parts.home.path, ask=lambda _: request.passphrase)
        with self._mutex:
            made = create_vault(
                options,
                home=self._parts.home,
                folder=_absolute(request.folder),
                studio_name=request.studio,
                kit_pdf=in_folder(_absolute(request.kit_pdf)),
                clock=self._parts.clock,
            )
            if not request.kit_confirmed:
                self._in_hand.made(made.kit_files[1])
            notices = (*made.notices, *self._begin(options))
        return VaultCreatedView(
            repository=made.repository,
            folder=to_wire(made.folder),
            kit_files=tuple(
                KitFileView(path=to_wire(path), kind=kind, about=about)
                for path, (kind, about) in zip(made.kit_files, KIT_FILES, strict=True)
            ),
            device=made.device,
            notices=notices,
        )

    def open(self, request: OpenVault) -> VaultOpenedView:
        """Join a vault that exists; what was typed before comes back into a home that knew nothing."""
        from studio_backup.engine.jobs.joining import Return, open_vault  # noqa: PLC0415  (as in create)

        options = _options(self._parts.home.path, request)
        with self._mutex:
            wanted = Return(request.laptop, engine_runs=self._parts.vault.joined)
            location = from_wire(request.location)
            local = _absolute(request.local) if request.local else None
            opened = open_vault(
                options,
                home=self._parts.home,
                location=location,
                local=local,
                clock=self._parts.clock,
                wanted=wanted,
                keys=typed(request.keys),
            )
            notices = (*opened.notices, *self._begin(options))
            if request.kit:
                self._tried()
        return opened_view(opened, notices)

    def _begin(self, options: Options) -> tuple[str, ...]:
        """Work with the vault that was joined just now; returns what a person should know of it."""
        try:
            self._parts.vault.unlock(options)
            self._engine.take_up_vault()
            self._changed()
        except StudioBackupError as error:
            self._engine.wake()
            return (f"The vault is joined; the engine could not begin with it yet. {error.message}",)
        return ()

    def info(self) -> VaultInfoView:
        """What the vault is. Locked while it is; NotFoundError where there is none."""
        with self._parts.vault.studio() as studio:
            return info_view(vault_info(studio))

    def check_kit(self, request: CheckKit) -> KitCheckedView:
        """Whether a kit opens this vault; one that does is taken care of."""
        found = try_kit(self._parts.home, _given(request), self._parts.clock)
        self._tried()
        return KitCheckedView(
            repository=found.repository, studio=found.studio, created_ns=found.created_ns, key_only=found.key_only
        )

    def print_kit(self, request: PrintKit) -> KitFileView:
        """Write the page to print anew. RefusedError if the file exists, NotFoundError without a kit at hand."""
        kit = _given(request) if request.kit or request.kit_path else self._in_hand.kit()
        path = write_kit_page(_absolute(request.to), self._whole(kit))
        kind, about = KIT_FILES[0]
        return KitFileView(path=to_wire(path), kind=kind, about=about)

    def kit_groups(self) -> KitGroupsView:
        """Which groups of the printed kit a person is to type back."""
        return KitGroupsView(numbers=self._in_hand.ask())

    def confirm_kit(self, request: ConfirmKit) -> KitConfirmedView:
        """Whether they were typed right: then the kit counts as saved."""
        found = self._in_hand.confirm(request.groups)
        if found.confirmed:
            self._told()
        return found

    def _whole(self, kit: Kit) -> Kit:
        """The kit, which opens this vault, with its names, also where only the key was typed."""
        found = try_kit(self._parts.home, kit, self._parts.clock)
        if not found.key_only:
            return kit
        with self._parts.vault.studio() as studio:
            config = studio.repository.config
        return Kit(config.repository, kit.key, config.studio, config.created_ns)

    def _tried(self) -> None:
        self._engine.kit.tried()
        self._told()

    def _told(self) -> None:
        self._engine.keeper.changed()
        self._engine.wake()


def _options(home: str, request: OpenVault) -> Options:
    if request.kit:
        return Options(home, kit_file="-", ask=lambda _: request.kit)
    return Options(home, ask=(lambda _: request.passphrase) if request.passphrase else None)


def _given(request: CheckKit) -> Kit:
    if bool(request.kit) == bool(request.kit_path):
        raise UsageError("Give either the kit's text or the path of its file.", hint="Its file ends in .txt.")
    return parse_kit(request.kit) if request.kit else read_kit(_absolute(request.kit_path))


def _absolute(told: str) -> str:
    path = from_wire(told)
    if not os.path.isabs(path):
        raise UsageError(f"{display(path)} is no absolute path.", hint="Give the whole path.")
    return os.path.normpath(path)
