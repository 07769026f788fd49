"""What lies at a place as a point needs it."""

from __future__ import annotations

from pathlib import Path

from studio_backup.base.files import Writer
from studio_backup.engine.service.protection_stock import stocks_of
from studio_backup.sync.ledger import Ledger

PACK = "c/0123456789abcdef/packs/aa/" + "a" * 64
PAPER = "c/0123456789abcdef/packs/bb/" + "b" * 64
POINT_NS = 200
WRITER = Writer("0123456789abcdef", "fedcba9876543210")


def test_what_was_healed_and_is_damaged_again_counts_for_older_points(tmp_path: Path) -> None:
    ledger = Ledger(str(tmp_path / "ledger"), writer=WRITER)
    ledger.stored(PACK, 10, 100)
    ledger.read(PACK, 10, 150, "direct")
    ledger.damaged(PACK, 300)
    ledger.healed(PACK, 10, 400, "direct")
    (whole,) = stocks_of(ledger.known()).values()
    assert (whole.until(POINT_NS).objects, whole.until(POINT_NS).damaged) == (1, 0)
    ledger.damaged(PACK, 500)
    (again,) = stocks_of(ledger.known()).values()
    assert (again.until(POINT_NS).objects, again.until(POINT_NS).damaged) == (1, 1)


def test_a_later_paper_makes_earlier_photos_not_unread(tmp_path: Path) -> None:
    ledger = Ledger(str(tmp_path / "ledger"), writer=WRITER)
    ledger.stored(PACK, 10, 100)
    ledger.read(PACK, 10, 150, "direct")
    ledger.stored(PAPER, 10, 300)
    (stock,) = stocks_of(ledger.known()).values()
    assert (stock.until(POINT_NS).objects, stock.until(POINT_NS).oldest_ns, stock.until(400).oldest_ns) == (1, 150, 0)
