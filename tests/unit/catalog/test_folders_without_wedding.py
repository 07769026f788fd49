"""Folders without a wedding: those that wait, what was decided, and how that comes back with the vault."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import msgspec

from studio_backup.catalog.database import Catalog, open_catalog
from studio_backup.catalog.matches import DecisionTable, FoundTable
from studio_backup.catalog.typed import export_typed, import_typed
from studio_backup.domain.matching import CameraShots, ClockOffset, Decision, FoundFolder
from tests.support.fixed_clock import FixedClock

PATH = "/pictures/2026-06-20 Schl\udcf6sschen"
ASSIGNED = Decision(
    path=PATH, state="assigned", by="itself", wedding="Smith", date="2026-06-20", source="s", made="m", why="Its name.",
    clocks=(ClockOffset(camera="R5", seconds=3600, by_person=True),), at_ns=5,
)  # fmt: skip
FOUND = FoundFolder(
    path=PATH, source="s", media=2, bytes=9, cameras=(CameraShots(camera="R5", walls_s=(1, 2), offset_s=0),), found_ns=7
)


def test_a_decision_takes_the_place_of_the_one_before(catalog: Catalog) -> None:
    table = DecisionTable(catalog)
    assert table.get(PATH) is None
    assert table.put(ASSIGNED) == ASSIGNED
    other = table.put(Decision(path=PATH, state="open", by="person"))
    assert other.version == 2
    assert table.all() == [other]
    assert table.get(PATH) == other


def test_found_folders_are_those_of_the_last_look(catalog: Catalog) -> None:
    table = FoundTable(catalog)
    table.replace("s", [FOUND])
    table.replace("t", [msgspec.structs.replace(FOUND, path="/other", source="t")])
    assert table.all()[1] == FOUND
    assert table.brief()[1] == msgspec.structs.replace(FOUND, cameras=())
    table.replace("s", [])
    table.keep_only(["s"])
    assert table.all() == []


def test_what_was_decided_comes_back_with_the_vault(catalog: Catalog, tmp_path: Path) -> None:
    DecisionTable(catalog).put(ASSIGNED)
    FoundTable(catalog).replace("s", [FOUND])
    kept = export_typed(catalog)
    with closing(open_catalog(str(tmp_path / "other.db"), FixedClock())) as other:
        assert import_typed(other, kept).folders == 1
        assert import_typed(other, kept).folders == 0
        assert DecisionTable(other).all() == [ASSIGNED]
        assert FoundTable(other).all() == []
        assert export_typed(other) == kept
