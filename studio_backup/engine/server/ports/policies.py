"""What the door needs for policies."""

from __future__ import annotations

from typing import Protocol

from studio_backup.api.policies import (
    NewPolicy,
    PolicyPatch,
    PolicyPreviewView,
    PolicyView,
    PreviewPolicy,
    RemovalView,
    RemovePolicyQuery,
    TemplatesView,
)
from studio_backup.api.requests import PageQuery
from studio_backup.api.wire import Page


class PoliciesPort(Protocol):
    """Keeping, previewing and removing policies. The default one is always there."""

    def list(self, query: PageQuery) -> Page[PolicyView]:
        """The default one first, then in the order they were added."""
        ...

    def get(self, policy_id: str) -> PolicyView:
        """One policy."""
        ...

    def add(self, request: NewPolicy) -> PolicyView:
        """Keep a new one. UsageError if it can never run or names a tier that is not there; RefusedError if its name is
        taken, or it demands less than 3 / 2 / 2 and nobody confirms that."""
        ...

    def edit(self, policy_id: str, patch: PolicyPatch, version: int) -> PolicyView:
        """Edit it as it was at `version`. As `add`, and `api.errors.EditConflict` if it has another version now."""
        ...

    def removal(self, policy_id: str) -> RemovalView:
        """The plan: which sources lose what cover."""
        ...

    def remove(self, policy_id: str, query: RemovePolicyQuery, version: int) -> None:
        """Its sources go to the default one. RefusedError for that one, and for one that has sources if nobody confirms
        it; `api.errors.EditConflict` as above."""
        ...

    def preview(self, request: PreviewPolicy) -> PolicyPreviewView:
        """What it would do, before it is kept. UsageError as `add`."""
        ...

    def templates(self) -> TemplatesView:
        """What businesses usually want."""
        ...
