"""The table of policies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import msgspec
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from studio_backup.base.errors import DamageError, NotFoundError, RefusedError
from studio_backup.catalog.database import Catalog
from studio_backup.catalog.models import PolicyModel, SourceModel
from studio_backup.domain.policy import DEFAULT, DEFAULT_ID, Policy, Retention, Schedule

_LIST: Final = "See `policy list` for the policies there are."


class PolicyConflict(RefusedError):
    """Somebody else edited the policy meanwhile. `current`: as it is now."""

    def __init__(self, current: Policy) -> None:
        super().__init__(
            "Somebody else edited this policy meanwhile; nothing was changed.", hint="Look at it again, then edit it."
        )
        self.current = current


@dataclass(frozen=True, slots=True)
class PolicyTable:
    """What a person typed about policies. The default one is always among them. Each call is one transaction."""

    catalog: Catalog

    def all(self) -> list[Policy]:
        """The default one first, then in the order they were added."""
        with self.catalog.reading() as session:
            return all_policies(session)

    def get(self, policy_id: str) -> Policy:
        """NotFoundError if there is none."""
        with self.catalog.reading() as session:
            return _found(session, policy_id)

    def add(self, policy: Policy) -> None:
        """RefusedError if its name or id is taken."""
        with self.catalog.writing() as session:
            if any(one.id == policy.id for one in all_policies(session)):
                raise RefusedError("There is a policy with this id already.", hint=_LIST)
            _check_name(session, policy)
            session.add(to_row(policy))

    def replace(self, policy: Policy, version: int) -> Policy:
        """Put the edited policy, if it is still at `version`; returned with its new version.

        Raises PolicyConflict (nothing changed), NotFoundError, RefusedError if its name is taken.
        """
        with self.catalog.writing() as session:
            current = _found(session, policy.id)
            if current.version != version:
                raise PolicyConflict(current)
            _check_name(session, policy)
            edited = msgspec.structs.replace(policy, version=version + 1)
            session.merge(to_row(edited))
            return edited

    def remove(self, policy_id: str, version: int) -> None:
        """Take it away; its sources are under the default one from then on.

        Raises PolicyConflict, NotFoundError, RefusedError for the default policy.
        """
        with self.catalog.writing() as session:
            current = _found(session, policy_id)
            if policy_id == DEFAULT_ID:
                raise RefusedError(
                    "The default policy cannot be removed: every source has one.",
                    hint="Edit it instead: `policy edit`.",
                )
            if current.version != version:
                raise PolicyConflict(current)
            moved = update(SourceModel).where(SourceModel.policy == policy_id)
            session.execute(moved.values(policy="", version=SourceModel.version + 1))
            session.delete(session.get_one(PolicyModel, policy_id))


def all_policies(session: Session) -> list[Policy]:
    """As PolicyTable.all, within a transaction."""
    rows = session.scalars(select(PolicyModel).order_by(PolicyModel.added_ns, PolicyModel.id))
    found = [to_policy(row) for row in rows]
    default = [one for one in found if one.id == DEFAULT_ID] or [DEFAULT]
    return [*default, *(one for one in found if one.id != DEFAULT_ID)]


def by_id(session: Session) -> Mapping[str, Policy]:
    """All policies by what a source names: "" is the default one."""
    found = {one.id: one for one in all_policies(session)}
    return {**found, "": found[DEFAULT_ID]}


def _found(session: Session, policy_id: str) -> Policy:
    found = next((one for one in all_policies(session) if one.id == policy_id), None)
    if found is None:
        raise NotFoundError("There is no such policy.", hint=_LIST)
    return found


def _check_name(session: Session, policy: Policy) -> None:
    name = policy.name.casefold()
    if any(one.id != policy.id and one.name.casefold() == name for one in all_policies(session)):
        raise RefusedError("There is a policy of this name already.", hint="Choose another name, or edit that one.")


def to_row(policy: Policy) -> PolicyModel:
    """As the table holds it."""
    return PolicyModel(
        id=policy.id,
        name=policy.name,
        template=policy.template,
        schedule=msgspec.json.encode(policy.schedule).decode(),
        retention=msgspec.json.encode(policy.retention).decode(),
        tiers=policy.tiers,
        copies=policy.copies,
        media=policy.media,
        places=policy.places,
        level=policy.level,
        added_ns=policy.added_ns,
        version=policy.version,
    )


def to_policy(row: PolicyModel) -> Policy:
    """As the program knows it."""
    try:
        schedule = msgspec.json.decode(row.schedule, type=Schedule)
        retention = msgspec.json.decode(row.retention, type=Retention)
    except msgspec.MsgspecError as error:
        raise DamageError(
            "The catalog holds a policy which cannot be read.",
            hint="Stop the engine and move the catalog file away: what was typed comes back from the vault.",
        ) from error
    return Policy(
        id=row.id,
        name=row.name,
        template=row.template,
        schedule=schedule,
        retention=retention,
        tiers=row.tiers,
        copies=row.copies,
        media=row.media,
        places=row.places,
        level=row.level,
        added_ns=row.added_ns,
        version=row.version,
    )
