"""From every revision to the newest, in one transaction, without losing a row."""

import sqlite3
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from studio_backup.base.errors import StorageFull
from studio_backup.catalog import connecting, migrating
from studio_backup.catalog.connecting import make_engine
from studio_backup.catalog.database import open_catalog
from studio_backup.catalog.folder_models import FoundFolderModel
from studio_backup.catalog.jobs import JobTable
from studio_backup.catalog.models import APPLICATION_ID, HEAD, Base
from studio_backup.catalog.points import PointRow, PointTable
from studio_backup.catalog.search import FileRow, FileSearch
from studio_backup.catalog.sources import SourceTable
from studio_backup.domain.source import WatchedSource
from tests.support.fixed_clock import FixedClock

REVISIONS = migrating.revisions()
GROWING = REVISIONS[:1]
"""From these the newest takes more pages than the file has; later steps only add columns."""


def _at(path, revision, folder):
    """A catalog as the program of that revision left it, with a row in each table a person typed into."""
    folder.mkdir(exist_ok=True)
    engine = make_engine(path).execution_options(writes=True)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        migrating.upgrade(connection, revision)
        connection.exec_driver_sql(
            "INSERT INTO source (id, path, wedding, date, excludes, settle_s, level, added_ns, version) "
            "VALUES ('s', '/a', 'W', '2026-06-20', '[\"*.tmp\"]', 10.0, 'high', 1, 3)"
        )
        connection.exec_driver_sql("INSERT INTO setting (name, value) VALUES ('n', 'v')")
    engine.dispose()


def _schema(path):
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall(), key=str)


def test_the_head_is_known_without_the_migrations():
    assert REVISIONS[-1] == HEAD
    assert REVISIONS == ("0001", "0002", "0003", "0004", "0005", "0006")


@pytest.mark.parametrize("revision", REVISIONS)
def test_up_from_every_revision(tmp_path, revision):
    path = str(tmp_path / "old" / "catalog.db")
    _at(path, revision, tmp_path / "old")
    catalog = open_catalog(path, FixedClock())
    assert not catalog.fresh
    assert not catalog.set_aside
    assert SourceTable(catalog).all() == [
        WatchedSource(
            id="s", path="/a", wedding="W", date="2026-06-20", excludes=("*.tmp",), level="high", added_ns=1, version=3
        )
    ]
    PointTable(catalog).add(PointRow("p", "c", "W", "", "/a", "d", 1, 5, 6, False, 1, 2, 0))
    FileSearch(catalog).add_point("p", [FileRow("abc", 1, 2, "")])
    assert len(FileSearch(catalog).search("abc", 5)) == 1
    assert JobTable(catalog).unfinished() == []
    catalog.close()
    fresh = str(tmp_path / "fresh.db")
    open_catalog(fresh, FixedClock()).close()
    assert _schema(path) == _schema(fresh)


def test_older_jobs_were_read_whole_and_older_warnings_count_as_unreadable(tmp_path):
    path = str(tmp_path / "old" / "catalog.db")
    _at(path, "0002", tmp_path / "old")
    point = "'p', 'c', 'W', '', '/a', 'd', 1, 5, 6, 0, 1, 2, 4"
    texts = dict.fromkeys(("wedding", "date", "source", "waits_for", "error", "hint", "item"), "''")
    words = {
        "id": "'j'",
        "kind": "'verify'",
        "level": "'low'",
        "state": "'completed'",
        "stage": "'done'",
        "tier": "'nas'",
    }
    lists = dict.fromkeys(("needs", "warnings", "points"), "'[]'")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO point (id, collection, wedding, date, source, device, number, started_ns, ended_ns, partial,"
            f" files, bytes, flagged) VALUES ({point})"
        )
        told = texts | words | lists
        numbers = {row[1]: "0" for row in connection.execute("PRAGMA table_info(job)") if row[1] not in told}
        told |= numbers
        connection.execute(f"INSERT INTO job ({', '.join(told)}) VALUES ({', '.join(told.values())})")
    catalog = open_catalog(path, FixedClock())
    job = JobTable(catalog).get("j")
    assert (job.check, job.sample, job.tier) == ("read", 100.0, "nas")
    assert (job.asked, job.told) == ("", "")
    (row,) = PointTable(catalog).all()
    assert (row.unreadable, row.unreadable_example) == (4, "")
    catalog.close()


@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_the_migrations_make_what_the_models_say(catalog):
    with catalog.reading() as session:
        context = MigrationContext.configure(
            session.connection(),
            opts={"include_name": lambda name, kind, _: kind != "table" or not name.startswith("file_text")},
        )
        assert compare_metadata(context, FoundFolderModel.metadata) == []
        names = {row[0] for row in session.connection().exec_driver_sql("SELECT name FROM sqlite_master")}
    assert {index.name for table in Base.metadata.tables.values() for index in table.indexes} <= names


@pytest.mark.parametrize("revision", GROWING)
def test_a_disk_that_fills_up_leaves_the_old_one(tmp_path, revision, monkeypatch):
    path = str(tmp_path / "old" / "catalog.db")
    _at(path, revision, tmp_path / "old")
    before, pragmas = _schema(path), connecting.PRAGMAS
    with closing(sqlite3.connect(path)) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    monkeypatch.setattr(connecting, "PRAGMAS", (*pragmas, f"PRAGMA max_page_count = {pages + 3}"))
    with pytest.raises(StorageFull) as caught:
        open_catalog(path, FixedClock())
    assert caught.value.hint
    assert _schema(path) == before
    monkeypatch.setattr(connecting, "PRAGMAS", pragmas)
    catalog = open_catalog(path, FixedClock())
    assert [source.id for source in SourceTable(catalog).all()] == ["s"]
    catalog.close()
