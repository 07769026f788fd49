"""A source that is as its newest point has it gets no further point, where nobody asked for one."""

from __future__ import annotations

import os

from studio_backup.engine.backup.report import BackupReport
from tests.unit.engine.backup.conftest import Rig


def _look(rig: Rig) -> BackupReport:
    return rig.back_up(if_changed=True)


def _look_there(rig: Rig, path: str) -> BackupReport:
    return rig.back_up(if_changed=True, lies_at=((rig.source, path),))


def _filled(rig: Rig) -> None:
    for name, text in (("a.txt", "one"), ("b.txt", "two")):
        with open(os.path.join(rig.source, name), "w", encoding="utf-8") as file:
            file.write(text)


def test_nothing_changed_makes_no_point_but_tells_of_the_look(rig: Rig) -> None:
    """And the vault stays as it is to the last object."""
    _filled(rig)
    first = _look(rig).points[0]
    before = sorted(one.name for one in rig.vault.storage.list(""))
    again = _look(rig)
    assert again.points == ()
    assert [(one.point, one.at_ns >= first.started_ns) for one in again.as_before] == [(first.id, True)]
    assert (again.files, again.unchanged, again.bytes_stored) == (2, 2, 0)
    assert sorted(one.name for one in rig.vault.storage.list("")) == before


def test_asked_for_by_a_person_there_is_a_point(rig: Rig) -> None:
    _filled(rig)
    rig.back_up()
    asked = rig.back_up()
    assert (len(asked.points), asked.as_before) == (1, ())


def test_whatever_differs_makes_a_point(rig: Rig) -> None:
    """A content, a time, a name, a removed file: each is a change."""
    _filled(rig)
    path = os.path.join(rig.source, "a.txt")
    _look(rig)
    changes = (
        lambda: _filled(rig),
        lambda: os.utime(path, ns=(1, 1)),
        lambda: os.chmod(path, 0o600),
        lambda: os.rename(path, path + "x"),
        lambda: os.remove(path + "x"),
        lambda: os.chmod(rig.source, 0o700),
    )
    for number, change in enumerate(changes):
        change()
        assert len(_look(rig).points) == 1, number
        assert len(_look(rig).as_before) == 1, number


def test_a_source_with_a_warning_is_told_each_time(rig: Rig) -> None:
    """Nothing of it may look as if all were well: it gets its point, with the warning."""
    _filled(rig)
    os.symlink("nowhere", os.path.join(rig.source, "link"))
    _look(rig)
    assert len(_look(rig).as_before) == 1
    os.mkfifo(os.path.join(rig.source, "pipe"))
    for _ in range(2):
        told = _look(rig)
        assert (len(told.points), len(told.warnings), told.as_before) == (1, 1, ())


def test_packs_that_went_away_are_stored_anew_and_a_point_is_made(rig: Rig) -> None:
    """A look never says "unchanged" of what the vault does not hold any more."""
    _filled(rig)
    _look(rig)
    storage = rig.vault.storage
    packs = [one.name for one in storage.list("") if "/packs/" in one.name]
    assert packs
    for name in packs:
        storage.delete(name)
    told = _look(rig)
    assert (len(told.points), told.as_before) == (1, ())
    assert len(_look(rig).as_before) == 1


def test_a_source_whose_drive_is_mounted_elsewhere_goes_on_under_its_own_path(rig: Rig) -> None:
    """Nothing of it is read again, and its points stay one history."""
    _filled(rig)
    rig.back_up()
    elsewhere = rig.source + " elsewhere"
    os.rename(rig.source, elsewhere)
    again = rig.back_up(lies_at=((rig.source, elsewhere),))
    assert (again.read, again.unchanged, again.points[0].source) == (0, 2, rig.source)
    assert _look_there(rig, elsewhere).as_before[0].point == again.points[0].id
    with open(os.path.join(elsewhere, "c.txt"), "w", encoding="utf-8") as file:
        file.write("three")
    moved = _look_there(rig, elsewhere)
    assert (moved.read, moved.unchanged) == (1, 2)
    assert {one.snapshot.source.path for one in rig.snapshots()} == {rig.source}
    assert rig.stored()[""].name == os.path.basename(rig.source)
