"""Making and joining a vault over HTTP. No Idempotency-Key: what is kept of a request would be made of its secrets."""

from __future__ import annotations

from typing import Final

from studio_backup.api import vault as ask
from studio_backup.engine.server.operation import Operation

VAULT: Final = (
    Operation(
        method="GET",
        path="/v1/vault",
        name="vault_info",
        about="What the vault is, where, how large; its tiers and laptops.",
        call=lambda service, _: service.vault.info(),
        answer=ask.VaultInfoView,
        ours=True,
        slow=True,
    ),
    Operation(
        method="POST",
        path="/v1/vault/create",
        name="create_vault",
        about="Make a vault, its recovery kit and this device. Nothing is written where something exists already.",
        call=lambda service, asked: service.vault.create(asked.body),
        answer=ask.VaultCreatedView,
        body=ask.CreateVault,
        ours=True,
        slow=True,
    ),
    Operation(
        method="POST",
        path="/v1/vault/open",
        name="open_vault",
        about="Join a vault that exists, by passphrase or recovery kit.",
        call=lambda service, asked: service.vault.open(asked.body),
        answer=ask.VaultOpenedView,
        body=ask.OpenVault,
        ours=True,
        slow=True,
    ),
    Operation(
        method="POST",
        path="/v1/vault/kit/check",
        name="check_kit",
        about="Whether a recovery kit opens this vault.",
        call=lambda service, asked: service.vault.check_kit(asked.body),
        answer=ask.KitCheckedView,
        body=ask.CheckKit,
        ours=True,
        slow=True,
    ),
    Operation(
        method="POST",
        path="/v1/vault/kit/print",
        name="print_kit",
        about="Write the recovery kit's page to print once more.",
        call=lambda service, asked: service.vault.print_kit(asked.body),
        answer=ask.KitFileView,
        body=ask.PrintKit,
        ours=True,
        slow=True,
    ),
    Operation(
        method="POST",
        path="/v1/vault/kit/groups",
        name="kit_groups",
        about="Which groups of the printed kit a person is to type back.",
        call=lambda service, _: service.vault.kit_groups(),
        answer=ask.KitGroupsView,
        ours=True,
        slow=True,
    ),
    Operation(
        method="POST",
        path="/v1/vault/kit/confirm",
        name="confirm_kit",
        about="Whether they were typed right: then the kit counts as saved.",
        call=lambda service, asked: service.vault.confirm_kit(asked.body),
        answer=ask.KitConfirmedView,
        body=ask.ConfirmKit,
        ours=True,
        slow=True,
    ),
)
