"""Objects that a place holds and its ledger does not know: of a run that was killed, or because the ledger was lost."""

from __future__ import annotations

from studio_backup.domain.objects import Kind
from studio_backup.sync.difference import NOT_REPLICATED
from studio_backup.sync.ledger import Ledger
from studio_backup.sync.listing import Listing


def note_found(ledger: Ledger, source: Listing, place: Listing) -> None:
    """Note as stored, and never read, what both have in the same size: else it would wait to be copied for ever."""
    for name in source.names(*(kind for kind in Kind if kind not in NOT_REPLICATED)):
        listed, known = place.objects.get(name), ledger.record(name)
        if listed and source.has(name, listed.size) and (known is None or known.state == "removed"):
            ledger.stored(name, listed.size, listed.modified_ns)
