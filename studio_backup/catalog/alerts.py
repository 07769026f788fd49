"""The table of alerts. An alert's id is the same whenever its cause comes back; each time is a row of its own."""

from __future__ import annotations

from sqlalchemy import delete, select

from studio_backup.base.errors import NotFoundError
from studio_backup.catalog.database import Catalog
from studio_backup.catalog.models import AlertModel
from studio_backup.domain.alert import Alert


class AlertTable:
    """Alerts, open and past. Each call is one durable transaction."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def open(self) -> list[Alert]:
        """Those whose cause is still there, oldest first."""
        with self._catalog.reading() as session:
            wanted = select(AlertModel).where(AlertModel.cleared_ns == 0)
            return [to_alert(row) for row in session.scalars(wanted.order_by(AlertModel.since_ns, AlertModel.id))]

    def put(self, alert: Alert) -> None:
        """The alert as it is now: one time is (`id`, `since_ns`), and of one id only one is ever open."""
        with self._catalog.writing() as session:
            if alert.open:
                other = (AlertModel.id == alert.id) & (AlertModel.cleared_ns == 0)
                session.execute(delete(AlertModel).where(other & (AlertModel.since_ns != alert.since_ns)))
            session.merge(to_row(alert))

    def history(self, limit: int) -> list[Alert]:
        """Those whose cause is gone, the one that went last first."""
        wanted = select(AlertModel).where(AlertModel.cleared_ns != 0)
        newest = wanted.order_by(AlertModel.cleared_ns.desc(), AlertModel.since_ns.desc(), AlertModel.id)
        with self._catalog.reading() as session:
            return [to_alert(row) for row in session.scalars(newest.limit(max(limit, 0)))]

    def get(self, alert_id: str) -> Alert:
        """The open one, else the newest past one. NotFoundError if there is none."""
        wanted = select(AlertModel).where(AlertModel.id == alert_id)
        newest = wanted.order_by((AlertModel.cleared_ns == 0).desc(), AlertModel.since_ns.desc()).limit(1)
        with self._catalog.reading() as session:
            row = session.scalars(newest).first()
            if row is None:
                raise NotFoundError("There is no such alert.", hint="See `alerts` for those there are.")
            return to_alert(row)


def to_row(alert: Alert) -> AlertModel:
    """As the table holds it."""
    return AlertModel(
        id=alert.id,
        kind=alert.kind,
        severity=alert.severity,
        cause=alert.cause,
        message=alert.message,
        mend=alert.mend,
        since_ns=alert.since_ns,
        cleared_ns=alert.cleared_ns,
        acknowledged_ns=alert.acknowledged_ns,
        acknowledged_by=alert.acknowledged_by,
        snoozed_until_ns=alert.snoozed_until_ns,
        decision=alert.decision,
    )


def to_alert(row: AlertModel) -> Alert:
    """As the program knows it."""
    return Alert(
        id=row.id,
        kind=row.kind,
        severity=row.severity,
        cause=row.cause,
        message=row.message,
        mend=row.mend,
        since_ns=row.since_ns,
        cleared_ns=row.cleared_ns,
        acknowledged_ns=row.acknowledged_ns,
        acknowledged_by=row.acknowledged_by,
        snoozed_until_ns=row.snoozed_until_ns,
        decision=row.decision,
    )
