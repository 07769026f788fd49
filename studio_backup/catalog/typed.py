"""What a person typed, as bytes which are kept in the vault and brought back from it.

Canonical: the same sources, settings and decisions always make the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from studio_backup.base.errors import DamageError, UnsupportedFormat
from studio_backup.catalog import alerts, policies, sources
from studio_backup.catalog.calendars import TypedCalendar, bring_calendar, typed_calendars
from studio_backup.catalog.database import Catalog
from studio_backup.catalog.models import AlertModel, PolicyModel, SettingModel, SourceModel
from studio_backup.catalog.settings import OWN
from studio_backup.catalog.texts import Raw, from_json, to_json
from studio_backup.catalog.typed_folders import TypedFolder, bring_folder, typed_folders
from studio_backup.catalog.typed_weddings import KeptWedding, bring_weddings, kept_weddings
from studio_backup.domain.alert import Alert, AlertKind, Severity
from studio_backup.domain.job import Level
from studio_backup.domain.policy import Policy, Retention, Schedule, Template
from studio_backup.domain.source import WatchedSource

FORMAT: Final = 1
Text = str | Raw


class _Source(msgspec.Struct, frozen=True, kw_only=True):
    id: Text
    path: Text
    wedding: Text
    date: Text
    excludes: tuple[Text, ...]
    settle_s: float
    level: Level
    added_ns: int
    version: int
    policy: Text = ""
    level_of_policy: bool | None = None  # not told by an older program, whose "normal" was no wish


class _Policy(msgspec.Struct, frozen=True, kw_only=True):
    id: Text
    name: Text
    template: Template
    schedule: Schedule
    retention: Retention
    tiers: tuple[Text, ...]
    copies: int
    media: int
    places: int
    level: Level
    added_ns: int
    version: int


class _Setting(msgspec.Struct, frozen=True, kw_only=True):
    name: Text
    value: Text


class _Alert(msgspec.Struct, frozen=True, kw_only=True):
    id: Text
    kind: AlertKind
    severity: Severity
    cause: Text
    message: Text
    mend: Text
    since_ns: int
    cleared_ns: int
    acknowledged_ns: int
    acknowledged_by: Text
    snoozed_until_ns: int
    decision: Text


class _Typed(msgspec.Struct, frozen=True, kw_only=True):
    format: int
    sources: tuple[_Source, ...]
    settings: tuple[_Setting, ...]
    alerts: tuple[_Alert, ...]
    policies: tuple[_Policy, ...] = ()
    weddings: tuple[KeptWedding, ...] = ()
    calendars: tuple[TypedCalendar, ...] = ()
    folders: tuple[TypedFolder, ...] = ()


class _Format(msgspec.Struct, frozen=True):
    format: int


NOTHING: Final = msgspec.json.encode(_Typed(format=FORMAT, sources=(), settings=(), alerts=()), order="deterministic")
"""What `export_typed` gives while nobody has typed anything."""


@dataclass(frozen=True, slots=True)
class Imported:
    """How many sources, settings, alerts, policies and calendars were not there, or older, before."""

    sources: int
    settings: int
    alerts: int
    policies: int = 0
    weddings: int = 0
    calendars: int = 0
    folders: int = 0


def export_typed(catalog: Catalog) -> bytes:
    """All sources, policies, calendars, settings and alerts a person decided on, as canonical JSON."""
    with catalog.reading() as session:
        typed = _Typed(
            format=FORMAT,
            sources=tuple(_of_source(sources.to_source(row)) for row in _sources(session)),
            settings=tuple(_Setting(name=to_json(row.name), value=to_json(row.value)) for row in _settings(session)),
            alerts=tuple(_of_alert(alerts.to_alert(row)) for row in _decided(session)),
            policies=tuple(_of_policy(policies.to_policy(row)) for row in _policies(session)),
            weddings=kept_weddings(session),
            calendars=typed_calendars(session),
            folders=typed_folders(session),
        )
    return msgspec.json.encode(typed, order="deterministic")


def typed_sources(data: bytes) -> tuple[WatchedSource, ...]:
    """The sources in what `export_typed` gave. Raises as `import_typed`."""
    return tuple(map(_to_source, _read(data).sources))


def _all(_: WatchedSource) -> bool:
    return True


def import_typed(catalog: Catalog, data: bytes, wanted: Callable[[WatchedSource], bool] = _all) -> Imported:
    """Bring back what `export_typed` gave; what is here and not older stays. All or nothing.

    Of the sources only those `wanted`. Raises DamageError for what is no such file, UnsupportedFormat for a newer
    program's.
    """
    typed = _read(data)
    with catalog.writing() as session:
        return Imported(
            sum(_bring_source(session, one) for one in map(_to_source, typed.sources) if wanted(one)),
            sum(_bring_setting(session, one) for one in typed.settings),
            sum(_bring_alert(session, _to_alert(one)) for one in typed.alerts),
            sum(_bring_policy(session, _to_policy(one)) for one in typed.policies),
            bring_weddings(session, typed.weddings),
            sum(bring_calendar(session, one) for one in typed.calendars),
            sum(bring_folder(session, one) for one in typed.folders),
        )


def _read(data: bytes) -> _Typed:
    try:
        if msgspec.json.decode(data, type=_Format).format > FORMAT:
            raise UnsupportedFormat(
                "The kept settings were written by a newer version of this program.", hint="Use the newer version."
            )
        return msgspec.json.decode(data, type=_Typed)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise DamageError(
            "The kept settings cannot be read.", hint="Enter sources and settings again; nothing was changed."
        ) from error


def _sources(session: Session) -> list[SourceModel]:
    return list(session.scalars(select(SourceModel).order_by(SourceModel.id)))


def _policies(session: Session) -> list[PolicyModel]:
    return list(session.scalars(select(PolicyModel).order_by(PolicyModel.id)))


def _settings(session: Session) -> list[SettingModel]:
    rows = session.scalars(select(SettingModel))
    return sorted((row for row in rows if not row.name.startswith(OWN)), key=lambda row: row.name)


def _decided(session: Session) -> list[AlertModel]:
    by_person = (AlertModel.acknowledged_ns != 0) | (AlertModel.snoozed_until_ns != 0) | (AlertModel.decision != "")
    return list(session.scalars(select(AlertModel).where(by_person).order_by(AlertModel.id, AlertModel.since_ns)))


def _bring_source(session: Session, source: WatchedSource) -> bool:
    there = session.get(SourceModel, source.id)
    if there is not None and there.version >= source.version:
        return False
    session.merge(sources.to_row(source))
    return True


def _bring_policy(session: Session, policy: Policy) -> bool:
    there = session.get(PolicyModel, policy.id)
    if there is not None and there.version >= policy.version:
        return False
    session.merge(policies.to_row(policy))
    return True


def _bring_setting(session: Session, setting: _Setting) -> bool:
    name = from_json(setting.name)
    if session.get(SettingModel, name) is not None:
        return False
    session.add(SettingModel(name=name, value=from_json(setting.value)))
    return True


def _bring_alert(session: Session, alert: Alert) -> bool:
    """An alert which is open again meanwhile keeps its own row, and takes over what the person said."""
    here = session.scalars(
        select(AlertModel).where(AlertModel.id == alert.id, AlertModel.since_ns == alert.since_ns)
    ).first()
    if here is None and alert.open:
        here = session.scalars(select(AlertModel).where(AlertModel.id == alert.id, AlertModel.cleared_ns == 0)).first()
    if here is None:
        session.add(alerts.to_row(alert))
        return True
    if here.acknowledged_ns or here.snoozed_until_ns or here.decision:
        return False
    here.acknowledged_ns, here.acknowledged_by = alert.acknowledged_ns, alert.acknowledged_by
    here.snoozed_until_ns, here.decision = alert.snoozed_until_ns, alert.decision
    return True


def _of_source(source: WatchedSource) -> _Source:
    return _Source(
        id=to_json(source.id),
        path=to_json(source.path),
        wedding=to_json(source.wedding),
        date=to_json(source.date),
        excludes=tuple(map(to_json, source.excludes)),
        settle_s=source.settle_s,
        level=source.level,
        added_ns=source.added_ns,
        version=source.version,
        policy=to_json(source.policy),
        level_of_policy=source.level_of_policy,
    )


def _to_source(one: _Source) -> WatchedSource:
    return WatchedSource(
        id=from_json(one.id),
        path=from_json(one.path),
        wedding=from_json(one.wedding),
        date=from_json(one.date),
        excludes=tuple(map(from_json, one.excludes)),
        settle_s=one.settle_s,
        level=one.level,
        added_ns=one.added_ns,
        version=one.version,
        policy=from_json(one.policy),
        level_of_policy=one.level == "normal" if one.level_of_policy is None else one.level_of_policy,
    )


def _of_policy(policy: Policy) -> _Policy:
    return _Policy(
        id=to_json(policy.id),
        name=to_json(policy.name),
        template=policy.template,
        schedule=policy.schedule,
        retention=policy.retention,
        tiers=tuple(map(to_json, policy.tiers)),
        copies=policy.copies,
        media=policy.media,
        places=policy.places,
        level=policy.level,
        added_ns=policy.added_ns,
        version=policy.version,
    )


def _to_policy(one: _Policy) -> Policy:
    return Policy(
        id=from_json(one.id),
        name=from_json(one.name),
        template=one.template,
        schedule=one.schedule,
        retention=one.retention,
        tiers=tuple(map(from_json, one.tiers)),
        copies=one.copies,
        media=one.media,
        places=one.places,
        level=one.level,
        added_ns=one.added_ns,
        version=one.version,
    )


def _of_alert(alert: Alert) -> _Alert:
    return _Alert(
        id=to_json(alert.id),
        kind=alert.kind,
        severity=alert.severity,
        cause=to_json(alert.cause),
        message=to_json(alert.message),
        mend=to_json(alert.mend),
        since_ns=alert.since_ns,
        cleared_ns=alert.cleared_ns,
        acknowledged_ns=alert.acknowledged_ns,
        acknowledged_by=to_json(alert.acknowledged_by),
        snoozed_until_ns=alert.snoozed_until_ns,
        decision=to_json(alert.decision),
    )


def _to_alert(one: _Alert) -> Alert:
    return Alert(
        id=from_json(one.id),
        kind=one.kind,
        severity=one.severity,
        cause=from_json(one.cause),
        message=from_json(one.message),
        mend=from_json(one.mend),
        since_ns=one.since_ns,
        cleared_ns=one.cleared_ns,
        acknowledged_ns=one.acknowledged_ns,
        acknowledged_by=from_json(one.acknowledged_by),
        snoozed_until_ns=one.snoozed_until_ns,
        decision=from_json(one.decision),
    )
