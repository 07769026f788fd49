"""The catalog's file: made, opened, set aside, refused."""

import errno
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import threading
from contextlib import closing
from pathlib import Path

import pytest

from studio_backup.base.errors import (
    DamageError,
    RefusedError,
    StorageDenied,
    StorageError,
    StorageFull,
    StorageUnavailable,
    UnsupportedFormat,
)
from studio_backup.catalog import connecting, database, making
from studio_backup.catalog.database import open_catalog
from studio_backup.catalog.points import PointRow, PointTable
from studio_backup.catalog.search import FileRow, FileSearch
from studio_backup.catalog.settings import KeyValue
from tests.support.fixed_clock import FixedClock

ROOT = Path(__file__).resolve().parents[3]


def _typed(path, value="typed"):
    catalog = open_catalog(path, FixedClock())
    KeyValue(catalog).put("name", value)
    catalog.close()


def _reopened(path):
    catalog = open_catalog(path, FixedClock())
    try:
        return catalog.fresh, catalog.set_aside, KeyValue(catalog).get("name")
    finally:
        catalog.close()


def test_a_fresh_one_is_its_owners_only(path):
    catalog = open_catalog(path, FixedClock())
    catalog.close()
    assert catalog.fresh
    assert not catalog.set_aside
    assert os.stat(path).st_mode & 0o777 == 0o600


def test_what_lies_beside_it_is_its_owners_only_too(catalog, path):
    KeyValue(catalog).put("a", "b")
    folder = Path(path).parent
    assert {one.name for one in folder.iterdir()} == {"catalog.db", "catalog.db-wal", "catalog.db-shm"}
    assert not [one.name for one in folder.iterdir() if one.stat().st_mode & 0o077]


def test_opened_again_it_is_as_it_was(path):
    _typed(path)
    assert _reopened(path) == (False, "", "typed")


def test_each_connection_is_safe(catalog):
    with catalog.reading() as session:
        pragma = {
            name: session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous")
        }
    assert pragma == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2}


def test_an_ordinary_start_loads_no_migrations(path):
    _typed(path)
    code = f"""
        import sys
        from studio_backup.base.clock import SystemClock
        from studio_backup.catalog.database import open_catalog
        open_catalog({path!r}, SystemClock()).close()
        assert "sqlalchemy" in sys.modules
        sys.exit("alembic" in sys.modules)
    """
    assert subprocess.run([sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, check=False).returncode == 0


def _zeros(path):
    Path(path).write_bytes(b"")


def _text(path):
    Path(path).write_text("this is no catalog\n" * 50)


def _cut(path):
    whole = Path(path).read_bytes()
    Path(path).write_bytes(whole[: len(whole) // 2])


def _cut_in_the_header(path):
    Path(path).write_bytes(Path(path).read_bytes()[:60])


def _foreign(path):
    os.unlink(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE album (name)")
        connection.commit()


def _ours_without_tables(path):
    os.unlink(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {0x53424361}")


def _overwritten(path):
    """All pages but the first: the header is right, the rest is not."""
    whole = bytearray(Path(path).read_bytes())
    whole[4096:] = bytes([0xA5]) * (len(whole) - 4096)
    Path(path).write_bytes(whole)


def _schema_overwritten(path):
    whole = bytearray(Path(path).read_bytes())
    whole[100:4096] = bytes([0xA5]) * 3996
    Path(path).write_bytes(whole)


def _folder(path):
    os.unlink(path)
    os.mkdir(path)


def _marked(path):
    Path(path + "-damaged").write_bytes(b"")


@pytest.mark.parametrize(
    "spoil",
    [
        _zeros,
        _text,
        _cut,
        _cut_in_the_header,
        _foreign,
        _ours_without_tables,
        _overwritten,
        _schema_overwritten,
        _folder,
        _marked,
    ],
)
def test_an_unusable_file_is_set_aside_as_it_is(path, spoil):
    _typed(path)
    spoil(path)
    before = Path(path).read_bytes() if os.path.isfile(path) else None
    fresh, aside, value = _reopened(path)
    assert (fresh, value) == (True, None)
    assert aside.startswith(path + ".set-aside-20250615-")
    assert before is None or Path(aside).read_bytes() == before
    assert _reopened(path) == (False, "", None)


def test_its_log_goes_with_it(path):
    """A log left behind would be played into the new file."""
    _typed(path)
    for end in ("-wal", "-shm"):
        Path(path + end).write_bytes(b"left behind")
    _text(path)
    _, aside, _ = _reopened(path)
    assert Path(aside + "-wal").read_bytes() == b"left behind"
    assert Path(aside + "-shm").read_bytes() == b"left behind"


def test_a_deleted_file_leaves_its_log_out_of_the_new_one(path):
    _typed(path)
    os.unlink(path)
    Path(path + "-wal").write_bytes(b"left behind")
    fresh, aside, value = _reopened(path)
    assert (fresh, value) == (True, None)
    assert Path(aside + "-wal").read_bytes() == b"left behind"


def test_two_set_aside_in_one_second_are_both_kept(path):
    names = set()
    for text in ("one", "two", "three"):
        _typed(path)
        Path(path).write_text(text)
        names.add(_reopened(path)[1])
    assert {Path(name).read_text() for name in names} == {"one", "two", "three"}


def test_damage_met_while_open_is_said_and_set_aside_at_the_next_start(path):
    _typed(path, "x" * 20_000)
    catalog = open_catalog(path, FixedClock())
    whole = bytearray(Path(path).read_bytes())
    for page in range(1, len(whole) // 4096):
        whole[page * 4096 : page * 4096 + 16] = b"\xa5" * 16
    Path(path).write_bytes(whole)
    with pytest.raises(DamageError) as caught:
        KeyValue(catalog).get("name")
    assert "aside" in caught.value.hint
    catalog.close()
    fresh, aside, _ = _reopened(path)
    assert fresh
    assert aside


def test_damage_that_no_start_looks_for_is_remembered(path):
    """The search is too large to be looked at in each start: whoever meets the damage leaves a note."""
    catalog = open_catalog(path, FixedClock())
    PointTable(catalog).add(PointRow("p", "c", "W", "", "/s", "d", 1, 1, 1, False, 1, 1, 0))
    FileSearch(catalog).add_point("p", [FileRow("abc.txt", 1, 1, "")])
    catalog.close()
    with closing(sqlite3.connect(path)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'file_path'").fetchone()[0]
    with open(path, "r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xa5" * 4096)
    catalog = open_catalog(path, FixedClock())
    assert not catalog.set_aside
    with pytest.raises(DamageError):
        FileSearch(catalog).search("abc", 5)
    catalog.close()
    fresh, aside, _ = _reopened(path)
    assert fresh
    assert aside


def test_a_newer_programs_is_refused_and_left_as_it_is(path):
    _typed(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = Path(path).read_bytes()
    with pytest.raises(UnsupportedFormat) as caught:
        open_catalog(path, FixedClock())
    assert isinstance(caught.value, RefusedError)
    assert "newer" in caught.value.message
    assert "move that file away" in caught.value.hint
    assert Path(path).read_bytes() == before
    assert os.listdir(os.path.dirname(path)) == ["catalog.db"]


def test_an_old_sqlite_is_refused(path, monkeypatch):
    monkeypatch.setattr(database, "OLDEST_SQLITE", (99, 0, 0))
    with pytest.raises(RefusedError, match="too old"):
        open_catalog(path, FixedClock())


def test_a_full_disk_while_made_leaves_nothing_behind(path, monkeypatch):
    monkeypatch.setattr(connecting, "PRAGMAS", (*connecting.PRAGMAS, "PRAGMA max_page_count = 3"))
    with pytest.raises(StorageFull, match="No space"):
        open_catalog(path, FixedClock())
    assert os.listdir(os.path.dirname(path)) == []


def test_a_full_disk_while_writing_loses_nothing(path, monkeypatch):
    _typed(path)
    pages = os.path.getsize(path) // 4096
    monkeypatch.setattr(connecting, "PRAGMAS", (*connecting.PRAGMAS, f"PRAGMA max_page_count = {pages}"))
    catalog = open_catalog(path, FixedClock())
    with pytest.raises(StorageFull) as caught:
        KeyValue(catalog).put("name", "y" * 100_000)
    assert caught.value.hint
    assert KeyValue(catalog).get("name") == "typed"
    KeyValue(catalog).put("name", "short")
    catalog.close()
    assert _reopened(path) == (False, "", "short")


def _opened_as_somebody_else(path):
    """Root may write everything: another user tries. What the child says, by the name of its error."""
    code = f"""
        import os
        from studio_backup.base.clock import SystemClock
        from studio_backup.base.errors import StudioBackupError
        from studio_backup.catalog.database import open_catalog
        if os.geteuid() == 0:
            os.setgroups([])
            os.setegid(65534)
            os.seteuid(65534)
        try:
            open_catalog({path!r}, SystemClock())
        except StudioBackupError as error:
            print(type(error).__name__, bool(error.hint))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert not done.stderr
    return done.stdout.strip()


@pytest.fixture
def open_folder():
    """A folder other users reach, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        yield folder


@pytest.mark.skipif(sys.platform == "win32", reason="permissions by mode")
@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o777), (0o444, 0o555), (0o666, 0o555), (0o000, 0o777)])
def test_a_read_only_one_is_found_out_at_the_start(open_folder, file, folder):
    path = f"{open_folder}/home/catalog.db"
    _typed(path)
    os.chmod(path, file)
    os.chmod(os.path.dirname(path), folder)
    try:
        assert _opened_as_somebody_else(path) == "StorageDenied True"
    finally:
        os.chmod(os.path.dirname(path), 0o700)


def test_writing_to_a_read_only_file_is_said(catalog):
    with pytest.raises(StorageDenied), catalog.long_writing() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
        connection.commit()
        with catalog.step(connection):
            connection.exec_driver_sql("INSERT INTO setting VALUES ('a', 'b')")


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError) as caught:
        open_catalog(str(tmp_path / "file" / "catalog.db"), FixedClock())
    assert caught.value.hint


def test_a_failed_transaction_leaves_nothing(catalog):
    with pytest.raises(ZeroDivisionError), catalog.writing() as session:
        session.connection().exec_driver_sql("INSERT INTO setting VALUES ('a', 'b')")
        raise ZeroDivisionError
    assert KeyValue(catalog).get("a") is None


def test_a_writer_keeps_other_processes_from_writing_from_its_first_moment(catalog, path):
    """Else what it read could be old when it writes, and it would be refused in the middle of its work."""
    with (
        catalog.writing() as session,
        closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other,
    ):
        session.connection()
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")


def test_another_process_that_keeps_writing_is_named(catalog, path, monkeypatch):
    monkeypatch.setattr(connecting, "BUSY_S", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageUnavailable, match="Another program") as caught:
            KeyValue(catalog).put("a", "b")
        assert caught.value.retryable
        other.execute("ROLLBACK")
    KeyValue(catalog).put("a", "b")


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, StorageFull), (errno.EROFS, StorageDenied), (errno.EBADF, StorageError)]
)
def test_what_the_system_says_is_told(path, monkeypatch, number, kind):
    def fail(*_, **__):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(making.os, "replace", fail)
    with pytest.raises(kind, match=os.strerror(number)) as caught:
        open_catalog(path, FixedClock())
    assert caught.value.hint
    assert os.listdir(os.path.dirname(path)) == []


def test_threads_write_and_read_at_once(catalog):
    settings, wrong = KeyValue(catalog), []

    def work(number):
        try:
            for i in range(10):
                settings.put(f"{number}", f"{i}")
                assert settings.get(f"{number}") == f"{i}"
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not wrong
    assert dict(settings.all()) == {f"{number}": "9" for number in range(8)}


def test_a_reader_sees_one_state(catalog):
    settings = KeyValue(catalog)
    settings.put("a", "before")
    with catalog.reading() as session:
        first = session.connection().exec_driver_sql("SELECT value FROM setting").scalar()
        settings.put("a", "after")
        assert session.connection().exec_driver_sql("SELECT value FROM setting").scalar() == first == "before"
    assert settings.get("a") == "after"


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_killed_at_any_moment_what_was_acknowledged_is_there(path):
    code = f"""
        from studio_backup.base.clock import SystemClock
        from studio_backup.catalog.database import open_catalog
        from studio_backup.catalog.settings import KeyValue
        settings = KeyValue(open_catalog({path!r}, SystemClock()))
        for number in range(int(settings.get("n") or 0) + 1, 1_000_000):
            settings.put("n", str(number))
            print(number, flush=True)
    """
    known = 0
    for lines in (1, 7, 20):
        child = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for _ in range(lines):
            known = int(child.stdout.readline())
        child.send_signal(signal.SIGKILL)
        rest = child.stdout.read().split()
        child.wait()
        child.stdout.close()
        known = int(rest[-1]) if rest else known
        catalog = open_catalog(path, FixedClock())
        assert not catalog.set_aside
        assert known <= int(KeyValue(catalog).get("n")) <= known + 1
        catalog.close()


def test_paths_with_anything_in_them_are_opened(tmp_path):
    path = os.path.join(str(tmp_path), "100% Müller?a=b#c \udcff", "catalog.db")
    _typed(path)
    assert _reopened(path) == (False, "", "typed")
