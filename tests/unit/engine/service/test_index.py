"""The catalog's points and files equal what the vault holds, whatever happened before."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio_backup.base.clock import SystemClock
from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.base.errors import Cancelled
from studio_backup.catalog.database import Catalog, open_catalog
from studio_backup.catalog.jobs import JobTable
from studio_backup.catalog.point_contents import PointContents
from studio_backup.catalog.points import PointRow, PointTable
from studio_backup.catalog.search import FileSearch
from studio_backup.domain.job import Job
from studio_backup.engine.jobs.backup import Wish, run_backup
from studio_backup.engine.jobs.vault import create_vault
from studio_backup.engine.service.index import Index
from studio_backup.engine.studio import Studio
from studio_backup.engine.wiring import Options, open_home, open_studio
from studio_backup.repository import derivation
from tests.support import catalogs


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with two files."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "a.txt").write_text("a")
    (folder / "b.txt").write_text("b")
    return folder


@pytest.fixture
def studio(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    """A vault with three points of a source in which something changed each time."""
    monkeypatch.setattr(derivation.new_parameters, "__defaults__", (65_536, 1, 1))
    (tmp_path / "passphrase").write_text("seldom granite walrus tango 58")
    home, kit, clock = str(tmp_path / "home"), str(tmp_path / "kit.pdf"), SystemClock()
    options = Options(home=home, passphrase_file=str(tmp_path / "passphrase"))
    made = {"folder": str(tmp_path / "vault"), "studio_name": "Rose", "kit_pdf": kit}
    create_vault(options, home=open_home(options), clock=clock, **made)
    with open_studio(Options(home=home, kit_file=str(tmp_path / "kit.txt")), clock) as opened:
        _back_up(opened, source)
        (source / "b.txt").write_text("other")
        _back_up(opened, source)
        (source / "a.txt").unlink()
        _back_up(opened, source)
        yield opened


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    """An empty one."""
    with contextlib.closing(open_catalog(str(tmp_path / "catalog.db"), SystemClock())) as made:
        yield made


def _back_up(studio: Studio, source: Path) -> None:
    wish = Wish(sources=(str(source),), wedding="Kim", date="2026-06-20")
    run_backup(studio, wish, progress=NoProgress(), cancel=CancelToken())


def _index(catalog: Catalog) -> Index:
    return Index(PointTable(catalog), FileSearch(catalog), PointContents(catalog))


class _Died(BaseException):
    """The process ends here."""


def test_what_was_taken_in_step_by_step_equals_what_is_made_anew(
    studio: Studio, catalog: Catalog, source: Path, tmp_path: Path
) -> None:
    _index(catalog).update(studio, CancelToken())
    (source / "c.txt").write_text("c")
    _back_up(studio, source)
    assert len(_index(catalog).update(studio, CancelToken())) == 1
    rebuilt = catalogs.rebuilt(studio, tmp_path / "rebuilt")
    assert catalogs.knowledge(catalog).difference(rebuilt) == ""
    assert len(rebuilt.points) == 4 and {one.path for one in rebuilt.files} == {"a.txt", "b.txt", "c.txt"}


def test_a_point_whose_files_were_not_entered_when_the_engine_died_is_read_again(
    studio: Studio, catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object) -> None:
        raise _Died

    with monkeypatch.context() as patched:
        patched.setattr(FileSearch, "add_point", dies)
        with pytest.raises(_Died):
            _index(catalog).update(studio, CancelToken())
    assert len(PointTable(catalog).all()) == 1 and not FileSearch(catalog).points()
    _index(catalog).update(studio, CancelToken())
    assert catalogs.knowledge(catalog).difference(catalogs.rebuilt(studio, tmp_path / "rebuilt")) == ""


def test_a_rebuild_makes_all_anew_and_leaves_the_history_of_jobs(
    studio: Studio, catalog: Catalog, tmp_path: Path
) -> None:
    index = _index(catalog)
    index.update(studio, CancelToken())
    JobTable(catalog).add(Job(id="1" * 16, kind="backup"))
    _spoil(catalog)
    assert index.rebuild(studio, CancelToken()) == 3
    assert catalogs.knowledge(catalog).difference(catalogs.rebuilt(studio, tmp_path / "rebuilt")) == ""
    assert [one.path for one in FileSearch(catalog).search("a.tx", 5)] == ["a.txt"]
    assert len(JobTable(catalog).unfinished()) == 1
    assert [row.id for row in index.rows()] == [row.id for row in PointTable(catalog).all()]


def _spoil(catalog: Catalog) -> None:
    """What no writer of ours would do: foreign points and roots, other sizes, a word which leads to the wrong file."""
    PointTable(catalog).add(PointRow("f" * 64, "c", "Nobody", "", "/s", "d", 1, 1, 1, False, 1, 1, 0))
    statements = (
        "INSERT INTO file_root (collection, device, source, next_path) VALUES ('x', 'y', 'z', 7)",
        "UPDATE file_entry SET size = 12345",
        "UPDATE file_path SET path = 'nonsense' WHERE path = 'b.txt'",
        "INSERT INTO file_text (file_text) VALUES ('delete-all')",
    )
    with catalog.writing() as session:
        for statement in statements:
            session.connection().exec_driver_sql(statement)


def test_a_rebuild_which_is_stopped_is_finished_by_the_next_look(
    studio: Studio, catalog: Catalog, tmp_path: Path
) -> None:
    index, stopped = _index(catalog), CancelToken()
    index.update(studio, CancelToken())
    stopped.cancel()
    with pytest.raises(Cancelled):
        index.rebuild(studio, stopped)
    assert len(index.rows()) == 3 and not PointTable(catalog).all()
    index.update(studio, CancelToken())
    assert catalogs.knowledge(catalog).difference(catalogs.rebuilt(studio, tmp_path / "rebuilt")) == ""
