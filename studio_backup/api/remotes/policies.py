"""Policies, by way of the door."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.api.client import EngineClient, segment
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


@dataclass(frozen=True)
class RemotePolicies:
    """As the service's own."""

    client: EngineClient

    def list(self, query: PageQuery) -> Page[PolicyView]:
        """All, the default one first."""
        return self.client.get("/v1/policies", Page[PolicyView], limit=query.limit, after=query.after)

    def get(self, policy_id: str) -> PolicyView:
        """One policy."""
        return self.client.get(f"/v1/policies/{segment(policy_id)}", PolicyView)

    def add(self, request: NewPolicy) -> PolicyView:
        """Keep a new one."""
        return self.client.post("/v1/policies", request, PolicyView)

    def edit(self, policy_id: str, patch: PolicyPatch, version: int) -> PolicyView:
        """Edit it as it was at `version`."""
        return self.client.patch(f"/v1/policies/{segment(policy_id)}", patch, PolicyView, version=version)

    def removal(self, policy_id: str) -> RemovalView:
        """The plan for removing it."""
        return self.client.get(f"/v1/policies/{segment(policy_id)}/removal", RemovalView)

    def remove(self, policy_id: str, query: RemovePolicyQuery, version: int) -> None:
        """Its sources go to the default one."""
        confirm = "true" if query.confirm else "false"
        self.client.delete(f"/v1/policies/{segment(policy_id)}?confirm={confirm}", version=version)

    def preview(self, request: PreviewPolicy) -> PolicyPreviewView:
        """What it would do."""
        return self.client.post("/v1/policies/preview", request, PolicyPreviewView)

    def templates(self) -> TemplatesView:
        """What businesses usually want."""
        return self.client.get("/v1/policies/templates", TemplatesView)
