"""What was read back, in words: cells of the grid, the history, damage; the model with many weddings."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt

from studio_backup.api.copies import CellView, GridView, VerificationView
from studio_backup.base.clock import SystemClock
from studio_backup.ui.dialogs.run_check import Scope, scopes
from studio_backup.ui.models.coverage import CoverageGrid
from studio_backup.ui.wording.coverage import (
    cell_of,
    damage_facts,
    grid_summary,
    of_what,
    outcome_glyph,
    outcome_words,
    rows_of,
    told_of,
    verified_words,
    whole_words,
)
from tests.support.window_views import NOW, ago, copy, wedding


def _view(**more: Any) -> CellView:
    told: dict[str, Any] = {
        "place": "NAS", "role": "nas", "wedding": "Rose Hall", "date": "2026-06-13", "points": 2, "present": 100.0,
        "read": 100.0, "oldest_read_ns": ago(60),
    }  # fmt: skip
    return CellView(**{**told, **more})


def _verified(**more: Any) -> VerificationView:
    told: dict[str, Any] = {
        "id": "v1", "job": "j1", "level": "read", "place": "NAS", "wedding": "", "date": "", "begun_ns": ago(11),
        "ended_ns": ago(10), "sample": 100.0, "objects": 26, "read": 26, "bytes_read": 121_000_000, "coverage": 100.0,
        "how": "direct", "damaged": 0, "healed": 0,
    }  # fmt: skip
    return VerificationView(**{**told, **more})


def test_a_cell_says_each_level_and_the_oldest_reading(application: Any) -> None:
    cell = cell_of(_view(drilled_ns=ago(30), drill_files=412), NOW)
    assert cell.whole == "Present 100 %; Read back 100 %; Drill 21:20; oldest read 20:50"
    partly = cell_of(_view(read=99.96, oldest_read_ns=0), NOW)
    assert partly.levels[1].words == "99 %" and (partly.look, partly.note) == ("part", "part never read")
    assert partly.levels[2].words == "never" and partly.levels[2].share == 0.0
    hurt = cell_of(_view(damaged=2, drilled_ns=ago(3), drill_failed=1), NOW)
    assert (hurt.look, hurt.note) == ("failed", "2 pieces damaged") and hurt.levels[2].share is None


def test_no_copy_is_said_as_what_it_is(application: Any) -> None:
    assert cell_of(None, NOW).note == "No copy, by plan"
    assert cell_of(_view(points=0), NOW).note == "Nothing there yet"


def test_weddings_at_risk_come_first(application: Any) -> None:
    cells = (
        _view(wedding="Well"),
        _view(wedding="Half", read=50.0),
        _view(wedding="Hurt", damaged=1),
        _view(wedding="Hurt", place="local"),
    )
    rows = rows_of(GridView(places=("local", "NAS"), cells=cells))
    assert [one.wedding for one in rows] == ["Hurt", "Half", "Well"]
    assert rows[1].cells[0] is None and rows[0].cells[0] is not None
    assert grid_summary(GridView(places=("local", "NAS"), cells=cells)) == "3 weddings at 2 places, at-risk first"


def test_a_verification_says_what_was_read_from_where_and_how_much(application: Any) -> None:
    assert verified_words(_verified()) == "Read back: 26 of 26 pieces (121 MB), from the medium itself"
    assert "cache, not from the medium" in verified_words(_verified(how="cache"))
    assert verified_words(_verified(level="present")).startswith("Present: 26 pieces")
    drill = _verified(level="drill", files=412, bytes=10**9, seconds=125.0, failed=2)
    assert verified_words(drill) == "Drill: 410 of 412 files restored and matched, 1.0 GB in 2 min"
    assert of_what(_verified(sample=10.0)) == "10 % of all weddings" and of_what(_verified(wedding="Barn")) == "Barn"


def test_only_a_whole_good_reading_is_green(application: Any) -> None:
    assert outcome_glyph(_verified()) == "protected" and outcome_words(_verified()) == "all matched"
    assert outcome_glyph(_verified(coverage=40.0)) == "part" and outcome_glyph(_verified(level="present")) == "part"
    assert (
        outcome_glyph(_verified(damaged=2)) == "failed"
        and outcome_words(_verified(damaged=2)) == "2 damaged, none healed"
    )
    healed = _verified(damaged=2, healed=2)
    assert outcome_glyph(healed) == "attention" and outcome_words(healed) == "2 damaged, 2 healed"
    assert outcome_glyph(_verified(failed=1)) == "failed"
    assert outcome_words(_verified(coverage=40.0)) == "40 % read, all matched"


def test_damage_names_its_files_and_where_it_was_healed_from(application: Any) -> None:
    told = told_of(
        msgspec.json.encode(
            {
                "level": "read",
                "damaged": [{"object": "p", "tier": "NAS", "problem": "damaged", "detail": "", "means": "m",
                             "files": ["a.jpg", "b.jpg", "c.jpg", "d\x07.jpg"], "weddings": ["Rose Hall"]}],
                "healed": [{"object": "p", "tier": "NAS", "origin": "local"}],
                "remaining": [{"object": "q", "tier": "NAS", "reason": "No other place has it."}],
            }
        ).decode()
    )  # fmt: skip
    facts = dict(damage_facts(_verified(damaged=1, healed=1), told, NOW))
    assert facts["What"] == "4 files: a.jpg, b.jpg, c.jpg…" and facts["Left"] == "No other place has it."
    assert facts["Healed"] == "1 of 1, from the vault on this machine" and facts["Found"].startswith("21:40")
    bare = dict(damage_facts(_verified(damaged=3), told_of(""), NOW))
    assert bare["Healed"] == "not by this reading" and "What" not in bare
    assert told_of("[1]") is None


def test_how_much_of_everything(application: Any) -> None:
    assert whole_words((), NOW) == ""
    assert whole_words((wedding(),), NOW).endswith("the oldest reading: 21:45")
    unread = wedding(copies=(copy(), copy("NAS", "nas", read_percent=0.0, oldest_read_ns=0)))
    said = whole_words((unread,), NOW)
    assert said == "50 % of what is stored was read back and matched, from the vault on this machine; the rest not"


def test_what_may_be_checked_from_a_cell() -> None:
    cell = Scope("Rose Hall", "2026-06-13", "NAS")
    assert scopes(cell) == (cell, Scope("Rose Hall", "2026-06-13"), Scope(place="NAS"), Scope())
    assert scopes(Scope()) == (Scope(),)


def test_five_hundred_weddings_keep_their_rows(application: Any) -> None:
    class Shell:
        clock = SystemClock()

    cells = [_view(wedding=f"W{at:03}", place=place) for at in range(500) for place in ("local", "NAS")]
    model = CoverageGrid(Shell())  # type: ignore[arg-type]
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.show_grid(GridView(places=("local", "NAS"), cells=tuple(cells)))
    assert (model.rowCount(), model.columnCount(), len(resets)) == (500, 3, 1)
    model.show_grid(GridView(places=("local", "NAS"), cells=tuple(cells)))
    assert len(resets) == 1  # nobody is thrown to the top by a reading
    said = model.data(model.index(499, 2), Qt.ItemDataRole.AccessibleTextRole)
    assert str(said).startswith("W499, NAS: Present 100 %") and model.row_of("W007", "2026-06-13") == 7
