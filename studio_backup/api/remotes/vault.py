"""Making and joining a vault, by way of the door."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.api.client import EngineClient
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


@dataclass(frozen=True)
class RemoteVault:
    """As the service's own."""

    client: EngineClient

    def create(self, request: CreateVault) -> VaultCreatedView:
        """Make a vault."""
        return self.client.post("/v1/vault/create", request, VaultCreatedView)

    def open(self, request: OpenVault) -> VaultOpenedView:
        """Join one that exists."""
        return self.client.post("/v1/vault/open", request, VaultOpenedView)

    def info(self) -> VaultInfoView:
        """What it is."""
        return self.client.get("/v1/vault", VaultInfoView)

    def check_kit(self, request: CheckKit) -> KitCheckedView:
        """Whether a kit opens it."""
        return self.client.post("/v1/vault/kit/check", request, KitCheckedView)

    def print_kit(self, request: PrintKit) -> KitFileView:
        """The page to print, once more."""
        return self.client.post("/v1/vault/kit/print", request, KitFileView)

    def kit_groups(self) -> KitGroupsView:
        """Which groups a person is to type back."""
        return self.client.post("/v1/vault/kit/groups", None, KitGroupsView)

    def confirm_kit(self, request: ConfirmKit) -> KitConfirmedView:
        """Whether they were typed right."""
        return self.client.post("/v1/vault/kit/confirm", request, KitConfirmedView)
