"""The fake of the area of policies: the default one can be edited, and none be added."""

from __future__ import annotations

import msgspec

from studio_backup.api.errors import EditConflict
from studio_backup.api.policies import (
    NewPolicy,
    PolicyPatch,
    PolicyPreviewView,
    PolicyView,
    PreviewPolicy,
    RemovalView,
    RemovePolicyQuery,
    TemplatesView,
    TemplateView,
)
from studio_backup.api.requests import PageQuery
from studio_backup.api.wire import Page
from studio_backup.base.errors import NotFoundError, RefusedError

DEFAULT = PolicyView(id="default", name="Everything as it changes", is_default=True, sentence="At once.")


class FakePolicies:
    """Real in memory, as far as the door cares."""

    def __init__(self) -> None:
        self.held = {DEFAULT.id: DEFAULT}

    def list(self, query: PageQuery) -> Page[PolicyView]:
        behind = [one for one in self.held.values() if one.id > query.after]
        page = tuple(behind[: query.limit])
        return Page(items=page, next=page[-1].id if len(behind) > query.limit else None)

    def get(self, policy_id: str) -> PolicyView:
        try:
            return self.held[policy_id]
        except KeyError:
            raise NotFoundError("There is no such policy.", hint="List them.") from None

    def add(self, request: NewPolicy) -> PolicyView:
        told = msgspec.structs.asdict(request)
        del told["confirm"]
        made = PolicyView(id=f"{len(self.held):016x}", **told)
        self.held[made.id] = made
        return made

    def edit(self, policy_id: str, patch: PolicyPatch, version: int) -> PolicyView:
        now = self._at(policy_id, version)
        told = {name: value for name, value in msgspec.structs.asdict(patch).items() if value is not msgspec.UNSET}
        del told["confirm"]
        self.held[policy_id] = msgspec.structs.replace(now, version=version + 1, **told)
        return self.held[policy_id]

    def removal(self, policy_id: str) -> RemovalView:
        return RemovalView(policy=self.get(policy_id), to=DEFAULT.id)

    def remove(self, policy_id: str, query: RemovePolicyQuery, version: int) -> None:
        self._at(policy_id, version)
        if policy_id == DEFAULT.id or not query.confirm:
            raise RefusedError("It cannot be removed.", hint="Confirm it.")
        del self.held[policy_id]

    def _at(self, policy_id: str, version: int) -> PolicyView:
        now = self.get(policy_id)
        if now.version != version:
            raise EditConflict("Somebody else edited this policy.", hint="Read it again.")
        return now

    def preview(self, request: PreviewPolicy) -> PolicyPreviewView:
        return PolicyPreviewView(sentence=request.name)

    def templates(self) -> TemplatesView:
        return TemplatesView(templates=(TemplateView(about="a", sources=("b",), classes=("media",), policy=DEFAULT),))
