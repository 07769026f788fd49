"""SQLite databases: at rest, in use, and where SQLite cannot open them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from studio_backup.domain.tree import INCONSISTENT
from studio_backup.engine.backup import database_process
from studio_backup.engine.backup.contents import Contents, ContentStorer
from studio_backup.engine.backup.database_child import DatabaseServer
from studio_backup.engine.backup.database_process import DatabaseProcess, NotCopiedError
from studio_backup.engine.backup.request import Workspace
from tests.support.repositories import SteppingClock
from tests.unit.engine.backup.conftest import Rig

ROW = b"x" * 700


def make(path: str, mode: str, rows: int = 200) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA journal_mode={mode}")
        connection.execute("CREATE TABLE picture (id INTEGER PRIMARY KEY, data BLOB)")
        connection.executemany("INSERT INTO picture VALUES (?, ?)", [(n, ROW) for n in range(rows)])
    connection.close()


def write_on(path: str, count: object, stop: object) -> None:
    connection = sqlite3.connect(path, isolation_level=None, timeout=30)
    number = 1_000_000
    while not stop.is_set():  # type: ignore[attr-defined]
        connection.execute("BEGIN IMMEDIATE")
        for _ in range(10):
            connection.execute("INSERT INTO picture VALUES (?, ?)", (number, ROW))
            number += 1
        connection.execute("COMMIT")
        count.value = number - 1_000_000  # type: ignore[attr-defined]
    connection.close()


@contextmanager
def writer(path: str, *, kill: bool = False) -> Iterator[object]:
    """Another process which writes to the database without a pause; yields how many rows it has committed."""
    context = multiprocessing.get_context("spawn")
    count, stop = context.Value("q", 0), context.Event()
    process = context.Process(target=write_on, args=(path, count, stop))
    process.start()
    try:
        while count.value < 100:
            assert process.is_alive()
            time.sleep(0.01)
        yield count
    finally:
        if kill:
            os.kill(process.pid or 0, signal.SIGKILL)
        stop.set()
        process.join()


def rows_of(data: bytes, folder: object) -> int:
    """Opens what would be restored, checks it, and counts its rows."""
    path = os.path.join(str(folder), "restored.db")
    with open(path, "wb") as file:
        file.write(data)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    (count,) = connection.execute("SELECT count(*) FROM picture").fetchone()
    connection.close()
    return int(count)


def looks(folder: str) -> tuple[list[str], int]:
    """Names in a folder and the time at which one was last made or removed."""
    return sorted(os.listdir(folder)), os.stat(folder).st_mtime_ns


def bytes_of(folder: str) -> dict[str, bytes]:
    """What the files of a folder hold."""
    found = {}
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), "rb") as file:
            found[name] = file.read()
    return found


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_a_database_at_rest_is_stored_bit_for_bit(rig: Rig, tmp_path: object, mode: str) -> None:
    path = rig.path("catalog.lrcat")
    make(path, mode)
    before = looks(rig.source)

    report = rig.back_up()

    with open(path, "rb") as file:
        assert rig.stored().content("catalog.lrcat") == file.read()
    assert looks(rig.source) == before
    assert not report.warnings
    assert rows_of(rig.stored().content("catalog.lrcat"), tmp_path) == 200
    assert rig.back_up().unchanged == 1


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_all_rows_committed_before_the_start_are_there_while_another_process_writes(
    rig: Rig, tmp_path: object, mode: str
) -> None:
    path = rig.path("catalog.lrcat")
    make(path, mode)
    with writer(path) as count:
        committed = count.value  # type: ignore[attr-defined]
        report = rig.back_up()
        assert count.value > committed  # type: ignore[attr-defined] # it went on writing

    stored = rig.stored()
    assert rows_of(stored.content("catalog.lrcat"), tmp_path) >= 200 + committed
    assert not report.warnings
    assert not any(path.endswith((b"-wal", b"-shm", b"-journal")) for path in stored.entries)
    if mode == "WAL":
        assert rig.snapshots()[-1].snapshot.merged == ("catalog.lrcat-wal", "catalog.lrcat-shm")
    assert os.listdir(rig.home) == []


def test_nothing_is_made_in_the_source_while_its_database_is_in_use(rig: Rig) -> None:
    path = rig.path("catalog.lrcat")
    make(path, "WAL")
    with writer(path):
        before = looks(rig.source)
        rig.back_up()
        assert looks(rig.source) == before


def test_a_database_which_was_in_use_is_looked_at_again(rig: Rig, tmp_path: object) -> None:
    path = rig.path("catalog.lrcat")
    make(path, "WAL")
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO picture VALUES (5000, 'new')")
    connection.commit()
    rig.back_up()
    assert rows_of(rig.stored().content("catalog.lrcat"), tmp_path) == 201
    connection.execute("INSERT INTO picture VALUES (5001, 'newer')")  # into the log: the database itself is untouched
    connection.commit()

    assert rig.back_up().unchanged == 0

    assert rows_of(rig.stored().content("catalog.lrcat"), tmp_path) == 202
    connection.close()
    assert rig.back_up().unchanged == 0
    assert rig.back_up().unchanged == 1


def test_a_database_left_by_a_crash_is_read_by_way_of_its_log(rig: Rig, tmp_path: object) -> None:
    path = rig.path("catalog.lrcat")
    make(path, "WAL")
    with writer(path, kill=True) as count:
        pass
    committed = count.value  # type: ignore[attr-defined]
    before = looks(rig.source), bytes_of(rig.source)

    report = rig.back_up()

    assert (looks(rig.source), bytes_of(rig.source)) == before
    assert not report.warnings
    assert rows_of(rig.stored().content("catalog.lrcat"), tmp_path) >= 200 + committed


def test_a_log_without_its_shared_memory_is_never_opened(rig: Rig, tmp_path: object) -> None:
    path = rig.path("catalog.lrcat")
    make(path, "WAL")
    with writer(path, kill=True):
        pass
    os.unlink(path + "-shm")
    before = looks(rig.source)

    report = rig.back_up()

    assert looks(rig.source) == before
    stored = rig.stored()
    assert stored["catalog.lrcat"].flags == (INCONSISTENT,)
    assert "not closed cleanly" in report.warnings[0].text
    assert stored.entries.keys() == {b"", b"catalog.lrcat", b"catalog.lrcat-wal"}
    assert rig.snapshots()[-1].snapshot.merged == ()
    with open(path + "-wal", "rb") as file:
        assert stored.content("catalog.lrcat-wal") == file.read()


def test_a_database_with_a_hot_journal_is_stored_as_a_group(rig: Rig) -> None:
    path = rig.path("catalog.db")
    make(path, "DELETE")
    script = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA cache_size=2'); c.execute('PRAGMA cache_spill=1'); c.execute('BEGIN IMMEDIATE')\n"
        "c.execute('UPDATE picture SET data = zeroblob(700)')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", script, path], check=False)
    assert os.path.exists(path + "-journal")
    before = looks(rig.source)

    rig.back_up()

    assert looks(rig.source) == before
    stored = rig.stored()
    assert stored["catalog.db"].flags == (INCONSISTENT,)
    assert b"catalog.db-journal" in stored.entries


def test_a_file_with_a_side_name_beside_no_database_is_like_any_other(rig: Rig) -> None:
    rig.write("notes", b"text")
    rig.write("notes-wal", b"more")
    rig.write("alone-journal", b"lonely")

    rig.back_up()

    stored = rig.stored()
    assert stored.content("notes-wal") == b"more"
    assert stored.content("alone-journal") == b"lonely"


def test_a_damaged_database_is_stored_with_a_flag(rig: Rig) -> None:
    path = rig.path("catalog.db")
    make(path, "WAL")
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO picture VALUES (5000, 'x')")
    connection.commit()
    with open(path, "r+b") as file:
        file.seek(3 * 4096)
        file.write(os.urandom(4096))

    report = rig.back_up()

    connection.close()
    assert rig.stored()["catalog.db"].flags == (INCONSISTENT,)
    assert "damaged" in report.warnings[0].text or "malformed" in report.warnings[0].text


def test_without_room_for_a_copy_the_database_is_stored_raw(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    path = rig.path("catalog.db")
    make(path, "WAL")
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO picture VALUES (5000, 'x')")
    connection.commit()
    monkeypatch.setattr("studio_backup.engine.backup.database_process._free", lambda _: 1000)

    report = rig.back_up()

    connection.close()
    assert "1000 are free" in report.warnings[0].text
    assert b"catalog.db-wal" in rig.stored().entries


def test_leftovers_of_a_killed_run_are_removed(rig: Rig) -> None:
    for name in ("database-0011223344556677.copy", "database-mine.txt"):
        with open(os.path.join(rig.home, name), "wb") as file:
            file.write(b"rows")
    rig.back_up()
    assert os.listdir(rig.home) == ["database-mine.txt"]


def test_a_database_that_is_read_is_shut_to_writers_whatever_else_is_closed(rig: Rig) -> None:
    path = rig.path("catalog.db")
    make(path, "DELETE")
    process = DatabaseProcess(Workspace(rig.home))
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    with process.held(os.fsencode(path)) as held:
        assert not held.in_use
        with open(path, "rb") as file:  # closing it here would drop a lock of this process
            file.read(10)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            connection.execute("INSERT INTO picture VALUES (9000, 'x')")
    connection.execute("INSERT INTO picture VALUES (9001, 'x')")
    process.close()
    connection.close()


def test_a_database_that_is_kept_locked_is_stored_raw(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    path = rig.path("catalog.db")
    make(path, "DELETE")
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    server = DatabaseServer(SteppingClock())  # in this process, with a clock that runs fast

    def ask(self: DatabaseProcess, act: str, *, seconds: float = 0, **details: str) -> dict[str, object]:
        answer = server.answer({"do": act, **details})
        if answer["state"] == "cannot":
            raise NotCopiedError(answer["why"])
        return answer

    monkeypatch.setattr("studio_backup.engine.backup.shared_lock._lock", lambda *_: False)
    monkeypatch.setattr(DatabaseProcess, "_ask", ask)
    report = rig.back_up()
    connection.close()
    assert rig.stored()["catalog.db"].flags == (INCONSISTENT,)
    assert "keeps it locked" in report.warnings[0].text


def test_the_child_ends_with_its_parent(rig: Rig) -> None:
    path = rig.path("catalog.db")
    make(path, "WAL")
    script = (
        "import os, sys\n"
        "from studio_backup.engine.backup.database_process import DatabaseProcess\n"
        "from studio_backup.engine.backup.request import Workspace\n"
        "process = DatabaseProcess(Workspace(sys.argv[2]))\n"
        "with process.held(os.fsencode(sys.argv[1])):\n"
        "    print(process._child.pid, flush=True)\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, path, rig.home], capture_output=True, check=False)
    child = int(done.stdout)
    for _ in range(500):
        if not is_alive(child):
            break
        time.sleep(0.01)
    assert not is_alive(child)


def is_alive(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat", "rb") as file:
            return file.read().rpartition(b")")[2].split()[0] != b"Z"
    except FileNotFoundError:
        return False


def test_a_child_that_does_not_answer_is_given_up(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    path = rig.path("catalog.db")
    make(path, "WAL")
    monkeypatch.setattr(database_process, "_MODULE", "this")  # a module that prints, and answers nothing of use
    report = rig.back_up()
    assert "has ended" in report.warnings[0].text
    assert rig.stored()["catalog.db"].has_contents

    process = DatabaseProcess(Workspace(rig.home))
    monkeypatch.setattr(database_process.subprocess, "Popen", silent)
    with pytest.raises(NotCopiedError, match="too long"):
        process._ask("prepare", seconds=0.2, path="")
    assert process._child is None


def silent(_: object, **details: object) -> subprocess.Popen[bytes]:
    return POPEN([sys.executable, "-c", "import time; time.sleep(60)"], **details)  # type: ignore[call-overload, no-any-return]


POPEN = subprocess.Popen


@pytest.mark.parametrize("closed", [True, False])
def test_a_database_that_wakes_while_it_is_read_raw_is_read_again(
    rig: Rig, tmp_path: object, monkeypatch: pytest.MonkeyPatch, closed: bool
) -> None:
    path = rig.path("catalog.lrcat")
    make(path, "WAL")
    original, opened = ContentStorer.store, []

    def store(self: ContentStorer, *details: object) -> Contents:
        stored = original(self, *details)  # type: ignore[arg-type]
        if not opened:
            connection = sqlite3.connect(path, check_same_thread=False)
            connection.execute("INSERT INTO picture VALUES (5000, 'x')")
            connection.commit()
            if closed:
                connection.close()
            opened.append(connection)
        return stored

    monkeypatch.setattr(ContentStorer, "store", store)
    report = rig.back_up()
    opened[0].close()
    assert rows_of(rig.stored().content("catalog.lrcat"), tmp_path) == 201
    assert not report.warnings


def test_a_database_opened_since_the_last_point_is_read_although_its_file_is_the_same(
    rig: Rig, tmp_path: object
) -> None:
    path = rig.path("catalog.lrcat")
    make(path, "WAL")
    rig.back_up()
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO picture VALUES (5000, 'x')")
    connection.commit()
    assert rig.back_up().read == 1
    connection.close()
    assert rows_of(rig.stored().content("catalog.lrcat"), tmp_path) == 201


def test_a_database_that_changes_against_all_locks_is_read_again(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    path = rig.path("catalog.lrcat")
    make(path, "DELETE")
    original, done = ContentStorer.store, []

    def store(self: ContentStorer, *details: object) -> Contents:
        stored = original(self, *details)  # type: ignore[arg-type]
        if not done:
            done.append(True)
            with open(path, "r+b") as file:
                file.seek(60)
                file.write(b"mine")  # the user version: no page is torn
        return stored

    monkeypatch.setattr(ContentStorer, "store", store)
    report = rig.back_up()
    assert rig.stored().content("catalog.lrcat") == bytes_of(rig.source)["catalog.lrcat"]
    assert not report.warnings
