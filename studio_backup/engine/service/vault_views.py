"""What the vault is, as the door shows it."""

from __future__ import annotations

from studio_backup.api.paths import to_wire
from studio_backup.api.vault import (
    SettingsBackView,
    VaultDeviceView,
    VaultInfoView,
    VaultOpenedView,
    VaultTierView,
    VaultWeddingView,
)
from studio_backup.domain.collection import Wedding
from studio_backup.engine.jobs.info import VaultInfo
from studio_backup.engine.jobs.joining import VaultOpened


def info_view(found: VaultInfo) -> VaultInfoView:
    """All of it."""
    return VaultInfoView(
        repository=found.repository,
        studio=found.studio,
        created_ns=found.created_ns,
        folder=to_wire(found.folder),
        reads_from=found.reads_from,
        stored_bytes=found.stored_bytes,
        free_bytes=found.free_bytes,
        weddings=tuple(map(_wedding, found.weddings)),
        points=found.points,
        tiers=tuple(
            VaultTierView(id=t.id, name=t.name, role=t.role, location=to_wire(t.location)) for t in found.tiers
        ),
        devices=tuple(
            VaultDeviceView(id=d.id, name=d.name, role=d.role, created_ns=d.created_ns, retired_ns=d.retired_ns)
            for d in found.devices
        ),
        this_device=found.this_device,
        in_keyring=found.in_keyring,
        ciphers=found.ciphers,
        problems=found.problems,
    )


def opened_view(found: VaultOpened, notices: tuple[str, ...]) -> VaultOpenedView:
    """A vault that was joined."""
    return VaultOpenedView(
        repository=found.repository,
        location=to_wire(found.location),
        folder=to_wire(found.folder),
        reads_from=found.reads_from,
        weddings=tuple(map(_wedding, found.weddings)),
        device=found.device,
        notices=notices,
        settings=SettingsBackView(
            sources=found.settings.sources, missing=tuple(to_wire(path) for path in found.settings.missing)
        ),
    )


def _wedding(one: Wedding) -> VaultWeddingView:
    return VaultWeddingView(uid=one.uid, label=one.label, date=one.date, kind=one.kind, collections=one.collections)
