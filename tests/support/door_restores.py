"""The fake of the area that brings files back."""

from __future__ import annotations

from studio_backup.api import restores
from studio_backup.api.requests import PageQuery
from studio_backup.api.wire import JobView, Page
from studio_backup.base.errors import NotFoundError

ID = "0" * 16
JOB = JobView(id=ID, kind="restore", level="high", state="scheduled", stage="queued")
SUMS = restores.SumsView(files=1, bytes=2, same=0, packs=1, fetch_bytes=2, free_bytes=None)
PLANNED = restores.RestorePlanned(
    id=ID, to="/back", roots=("w",), plan=SUMS, tiers=("local",), unreachable={}, failed=(), impossible=(),
    older_versions=(), conflicts=(), mapped=(), specials=(), equal_roots=(), only_partial=(), problems=(),
)  # fmt: skip


class FakeRestores:
    """Knows one."""

    def plan(self, request: restores.PlanRestore) -> restores.RestorePlanView:
        to = request.to or "/back"
        return restores.RestorePlanView(to=to, planned=PLANNED, counts=restores.CountsView(), roots=(), supply=())

    def run(self, request: restores.NewRestore) -> JobView:
        del request
        return JOB

    def list(self, query: PageQuery) -> Page[restores.RestoreView]:
        del query
        return Page(items=(self.get(ID),))

    def get(self, restore_id: str) -> restores.RestoreView:
        if restore_id != ID:
            raise NotFoundError("There is no such restore.", hint="List them.")
        return restores.RestoreView(id=ID, job=ID, state="done", to="/back")

    def plan_undo(self, restore_id: str) -> restores.UndoPlanView:
        found = self.get(restore_id)
        return restores.UndoPlanView(id=found.id, to=found.to, remove=1, put_back=0, gone=0, kept_bytes=0)

    def undo(self, restore_id: str) -> JobView:
        self.get(restore_id)
        return JOB

    def forget(self, restore_id: str) -> restores.UndoDone:
        return restores.UndoDone(id=self.get(restore_id).id)
