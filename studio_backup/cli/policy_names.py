"""Which policy a person means."""

from __future__ import annotations

from studio_backup.api.policies import PolicyView
from studio_backup.api.requests import PageQuery
from studio_backup.base.errors import NotFoundError
from studio_backup.base.names import display
from studio_backup.cli.door import Door, all_pages
from studio_backup.domain.policy import DEFAULT_ID


def all_policies(engine: Door) -> tuple[PolicyView, ...]:
    """Every policy, the default one first."""
    return all_pages(lambda after: engine.service.policies.list(PageQuery(limit=500, after=after)))


def policy_named(engine: Door, named: str) -> PolicyView:
    """The policy of this id, or of this name in any case. NotFoundError if there is none."""
    found = [one for one in all_policies(engine) if named == one.id or named.casefold() == one.name.casefold()]
    if not found:
        raise NotFoundError(f"No policy is called {display(named)}.", hint="`policy list` lists them.")
    return found[0]


def policy_id(engine: Door, named: str) -> str:
    """What a source is told for it: "" for the default one."""
    if not named:
        return ""
    found = policy_named(engine, named).id
    return "" if found == DEFAULT_ID else found
