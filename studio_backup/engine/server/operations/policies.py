"""Policies over HTTP."""

from __future__ import annotations

from typing import Final

from studio_backup.api import policies, wire
from studio_backup.api import requests as ask
from studio_backup.engine.server.operation import Operation

POLICIES: Final = (
    Operation(
        method="GET",
        path="/v1/policies",
        name="policies",
        about="When sources are backed up, where their copies go, how urgent they are. The default policy comes first.",
        call=lambda service, asked: service.policies.list(asked.query),
        answer=wire.Page[policies.PolicyView],
        query=ask.PageQuery,
    ),
    Operation(
        method="POST",
        path="/v1/policies",
        name="add_policy",
        about="Keep a new policy.",
        call=lambda service, asked: service.policies.add(asked.body),
        answer=policies.PolicyView,
        body=policies.NewPolicy,
        status=201,
        once=True,
        ours=True,
    ),
    Operation(
        method="GET",
        path="/v1/policies/templates",
        name="policy_templates",
        about="What businesses usually want.",
        call=lambda service, _: service.policies.templates(),
        answer=policies.TemplatesView,
    ),
    Operation(
        method="POST",
        path="/v1/policies/preview",
        name="preview_policy",
        about="What a policy would do: in a sentence, its next times, and what does not fit together.",
        call=lambda service, asked: service.policies.preview(asked.body),
        answer=policies.PolicyPreviewView,
        body=policies.PreviewPolicy,
    ),
    Operation(
        method="GET",
        path="/v1/policies/{id}",
        name="policy",
        about="One policy; its ETag is needed to edit it.",
        call=lambda service, asked: service.policies.get(asked.id),
        answer=policies.PolicyView,
    ),
    Operation(
        method="GET",
        path="/v1/policies/{id}/removal",
        name="policy_removal",
        about="The plan for removing it: which sources lose what cover.",
        call=lambda service, asked: service.policies.removal(asked.id),
        answer=policies.RemovalView,
    ),
    Operation(
        method="PATCH",
        path="/v1/policies/{id}",
        name="edit_policy",
        about="Edit a policy.",
        call=lambda service, asked: service.policies.edit(asked.id, asked.body, asked.version),
        answer=policies.PolicyView,
        body=policies.PolicyPatch,
        edits=True,
        now=lambda service, asked: service.policies.get(asked.id),
        ours=True,
    ),
    Operation(
        method="DELETE",
        path="/v1/policies/{id}",
        name="remove_policy",
        about="Remove a policy; its sources go to the default one.",
        call=lambda service, asked: service.policies.remove(asked.id, asked.query, asked.version),
        answer=None,
        query=policies.RemovePolicyQuery,
        status=204,
        edits=True,
        now=lambda service, asked: service.policies.get(asked.id),
        ours=True,
    ),
)
