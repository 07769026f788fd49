"""Status: what is damaged or stale comes first, and why."""

from __future__ import annotations

import pytest

from studio_backup.base.files import Writer
from studio_backup.domain.collection import Wedding
from studio_backup.domain.objects import collection_name, pack_name
from studio_backup.domain.snapshot import Counts, Snapshot, SnapshotNeeds, Source, StoredSnapshot
from studio_backup.domain.tree import Entry
from studio_backup.engine.verify.coverage import UNREAD_LIMIT_NS, PlaceView, newest_points, wedding_statuses
from studio_backup.sync.ledger import Ledger

NOW = 1_800_000_000 * 10**9
C, D = "00000000000000c1", "00000000000000d1"


def point(collection, number, *, path="/photos", device="00000000000000ee", partial=False):
    snapshot = Snapshot(
        format=1, repository="ab" * 16, collection=collection, device=device, number=number, previous="",
        started_ns=number, ended_ns=number + 1, source=Source(path=path), root=Entry(type="folder"), partial=partial,
        counts=Counts(flagged=number),
    )  # fmt: skip
    return StoredSnapshot(f"{collection[-2:]}{number:062x}", snapshot)


class Case:
    def __init__(self, folder):
        self.folder = folder
        self.weddings = [Wedding("u1", "Anna & Ben", "2026-06-20", "wedding", (C,))]
        self.points = {C: [point(C, 1), point(C, 2)]}
        self.needs = {
            one.id: SnapshotNeeds(one.id, C, frozenset({pack_name(C, f"{one.snapshot.number:064x}")}))
            for one in self.points[C]
        }

    def place(self, name, points=None, *, read_ns=NOW - 1):
        points = self.points[C] if points is None else points
        sizes = {collection_name(C, "snapshots", one.id): 100 for one in points}
        sizes |= {needed: 1000 for one in points for needed in self.needs[one.id].objects}
        ledger = Ledger(str(self.folder / name), writer=Writer("a" * 16, "b" * 16))
        for text, size in sizes.items():
            if read_ns:
                ledger.read(text, size, read_ns, "direct")
        return PlaceView(name, sizes, ledger)

    def status(self, *places):
        return wedding_statuses(self.weddings, self.points, self.needs, places, now_ns=NOW)[0]


@pytest.fixture
def case(tmp_path):
    return Case(tmp_path)


def test_complete_and_read_back_is_good(case):
    status = case.status(case.place("local"), case.place("nas"))
    assert status.state == "good"
    assert status.reasons == ()
    assert [(copy.complete, copy.points, copy.read.percent) for copy in status.copies] == [(2, 2, 100), (2, 2, 100)]
    assert [one.id for one in status.newest] == [case.points[C][1].id]


def test_a_copy_without_the_newest_point_is_stale(case):
    status = case.status(case.place("local"), case.place("nas", case.points[C][:1]))
    assert status.state == "stale"
    assert status.copies[1].newest_missing == (case.points[C][1].id,)
    assert "nas lacks the newest point" in status.reasons[0]


def test_a_point_whose_pack_is_gone_is_not_complete(case):
    nas = case.place("nas")
    pack = next(iter(case.needs[case.points[C][1].id].objects))
    without = PlaceView("nas", {name: size for name, size in nas.sizes.items() if name != pack}, nas.ledger)
    assert case.status(without).copies[0].complete == 1


def test_what_was_never_or_long_not_read_is_stale(case):
    assert "never read back" in case.status(case.place("a", read_ns=0)).reasons[0]
    long_ago = NOW - UNREAD_LIMIT_NS - 86400 * 10**9
    assert "not read back for 31 days" in case.status(case.place("b", read_ns=long_ago)).reasons[0]


def test_damage_comes_first(case):
    nas = case.place("nas")
    pack = next(iter(case.needs[case.points[C][0].id].objects))
    nas.ledger.damaged(pack, NOW)
    case.weddings.insert(0, Wedding("u2", "Cleo & Dan", "2026-05-01", "wedding", (D,)))
    found = wedding_statuses(case.weddings, case.points, case.needs, [nas], now_ns=NOW)
    assert [(one.wedding.label, one.state) for one in found] == [("Anna & Ben", "damaged"), ("Cleo & Dan", "good")]
    assert found[0].copies[0].damaged == (pack,)
    assert found[0].copies[0].complete == 1


def test_each_source_on_each_device_has_its_newest_point():
    other = point(C, 1, device="00000000000000ef", partial=True)
    points = [point(C, 1), point(C, 2), point(C, 3, path="/cards"), other]
    newest = newest_points(points)
    assert [(one.device[-2:], one.source, one.ended_ns) for one in newest] == [
        ("ee", b"/cards", 4), ("ee", b"/photos", 3), ("ef", b"/photos", 2),
    ]  # fmt: skip
    assert newest[2].partial
