"""All that can be asked over HTTP."""

from __future__ import annotations

from typing import Final

from studio_backup.engine.server.operation import Operation
from studio_backup.engine.server.operations.alerts import ALERTS
from studio_backup.engine.server.operations.browse import BROWSE
from studio_backup.engine.server.operations.calendars import CALENDARS
from studio_backup.engine.server.operations.copies import COPIES
from studio_backup.engine.server.operations.jobs import JOBS
from studio_backup.engine.server.operations.looking import LOOKING
from studio_backup.engine.server.operations.matches import MATCHES
from studio_backup.engine.server.operations.offers import OFFERS
from studio_backup.engine.server.operations.policies import POLICIES
from studio_backup.engine.server.operations.previews import PREVIEWS
from studio_backup.engine.server.operations.protection import PROTECTION
from studio_backup.engine.server.operations.restores import RESTORES
from studio_backup.engine.server.operations.retention import RETENTION
from studio_backup.engine.server.operations.settings import SETTINGS
from studio_backup.engine.server.operations.sources import SOURCES
from studio_backup.engine.server.operations.tiers import TIERS
from studio_backup.engine.server.operations.tokens import TOKENS
from studio_backup.engine.server.operations.vault import VAULT
from studio_backup.engine.server.operations.weddings import WEDDINGS
from studio_backup.engine.server.operations.whole import WHOLE
from studio_backup.engine.server.operations.work import WORK

OPERATIONS: Final[tuple[Operation, ...]] = (
    *LOOKING,
    *SOURCES,
    *POLICIES,
    *WEDDINGS,
    *CALENDARS,
    *MATCHES,
    *JOBS,
    *WORK,
    *ALERTS,
    *WHOLE,
    *VAULT,
    *OFFERS,
    *SETTINGS,
    *TIERS,
    *COPIES,
    *TOKENS,
    *BROWSE,
    *RESTORES,
    *RETENTION,
    *PREVIEWS,
    *PROTECTION,
)
"""In the order in which they are matched."""
