"""What the door needs for making and joining a vault."""

from __future__ import annotations

from typing import Protocol

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


class VaultPort(Protocol):
    """The vault itself and its recovery kit."""

    def create(self, request: CreateVault) -> VaultCreatedView:
        """Make a vault, its kit and this device. RefusedError, with nothing written, where something exists already or
        the passphrase is weak; UsageError, StorageError."""
        ...

    def open(self, request: OpenVault) -> VaultOpenedView:
        """Join a vault that exists; after an error the home is as it was. NotFoundError, UnlockError, RefusedError."""
        ...

    def info(self) -> VaultInfoView:
        """What the vault is. Locked while it is; NotFoundError where there is none."""
        ...

    def check_kit(self, request: CheckKit) -> KitCheckedView:
        """Whether a kit opens this vault; one that does is taken care of. TornKit, WrongKit."""
        ...

    def print_kit(self, request: PrintKit) -> KitFileView:
        """Write the page to print anew. RefusedError if the file exists, NotFoundError without a kit at hand."""
        ...

    def kit_groups(self) -> KitGroupsView:
        """Which groups of the printed kit a person is to type back. NotFoundError where the kit is not at hand."""
        ...

    def confirm_kit(self, request: ConfirmKit) -> KitConfirmedView:
        """Whether they were typed right: then the kit counts as saved. UsageError for others than those asked for."""
        ...
