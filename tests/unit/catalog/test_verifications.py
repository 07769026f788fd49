"""What was read back is kept, and found again by place, wedding and level."""

from __future__ import annotations

import pytest

from studio_backup.base.errors import NotFoundError
from studio_backup.catalog.verifications import VerificationTable
from studio_backup.domain.verification import Verification

ROSE = Verification(
    id="1", level="read", place="nas", begun_ns=1, ended_ns=5, wedding="Rose", coverage=12.5, how="cache"
)
ALL = Verification(id="2", level="drill", place="nas", begun_ns=6, ended_ns=9, files=3, bytes=7, seconds=0.5, failed=1)
OTHER = Verification(id="3", level="present", place="local", begun_ns=6, ended_ns=9, wedding="Oak", objects=4)


def test_newest_first_in_parts_and_by_what_is_asked(catalog):
    table = VerificationTable(catalog)
    table.add([ROSE, ALL, OTHER])
    assert table.page(10) == [OTHER, ALL, ROSE]
    assert table.page(2, "3") == [ALL, ROSE]
    assert table.page(10, place="nas") == [ALL, ROSE]
    assert table.page(10, wedding="Rose") == [ALL, ROSE]  # one of all weddings is of this one too
    assert table.page(10, levels=["present", "read"]) == [OTHER, ROSE]
    with pytest.raises(NotFoundError):
        table.page(1, "gone")


def test_what_is_old_is_forgotten(catalog):
    table = VerificationTable(catalog)
    table.add([ROSE, ALL])
    table.delete_older(6)
    assert table.page(10) == [ALL]
