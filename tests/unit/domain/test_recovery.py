"""Which recovery points a restore takes."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from studio_backup.domain.recovery import matches_source, older_points, select_newest, source_of
from studio_backup.domain.snapshot import Counts, Snapshot, Source, StoredSnapshot
from studio_backup.domain.tree import Entry


def point(id_: str, started: int, *, path: str = "/a", device: str = "d1", partial: bool = False) -> StoredSnapshot:
    return StoredSnapshot(
        id_,
        Snapshot(
            format=1,
            repository="r",
            collection="c",
            device=device,
            number=started,
            previous="",
            started_ns=started,
            ended_ns=started + 1,
            source=Source(path=path),
            root=Entry(type="folder"),
            partial=partial,
            counts=Counts(),
        ),
    )


def test_newest_complete_of_every_root_of_every_device() -> None:
    points = [
        point("1", 1),
        point("2", 2),
        point("3", 3, partial=True),
        point("4", 2, path="/b"),
        point("5", 1, device="d2"),
        point("6", 1, path="/only partial", partial=True),
    ]
    chosen = select_newest(points)
    assert [p.id for p in chosen.points] == ["2", "5", "4"]
    assert [one.path for one in chosen.only_partial] == [b"/only partial"]
    assert [p.id for p in select_newest(points, 1).points] == ["1", "5"]
    assert select_newest(points, 0).points == ()


def test_older_points_are_of_that_root_alone_newest_first() -> None:
    points = [point("1", 1), point("2", 2, partial=True), point("3", 3), point("4", 4), point("5", 2, path="/b")]
    assert [p.id for p in older_points(points, points[2])] == ["2", "1"]


def test_a_source_by_its_last_parts() -> None:
    posix, windows = point("1", 1, path="/home/ada/Wedding"), point("2", 1, path="D:\\Photos\\Wedding")
    assert matches_source(posix, b"/home/ada/Wedding/")
    assert matches_source(posix, b"ada/Wedding")
    assert not matches_source(posix, b"edding")
    assert matches_source(windows, b"Photos\\Wedding")


@given(
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from("ab"), st.sampled_from("xy"), st.booleans()), max_size=20),
    st.integers(-1, 6),
    st.randoms(use_true_random=False),
)
def test_selection_does_not_depend_on_order(
    drawn: list[tuple[int, str, str, bool]], at: int, shuffled: random.Random
) -> None:
    points = [point(f"{n:02}", s, path=p, device=d, partial=x) for n, (s, p, d, x) in enumerate(drawn)]
    chosen = select_newest(points, at)
    mixed = list(points)
    shuffled.shuffle(mixed)
    assert select_newest(mixed, at) == chosen
    for one in chosen.points:
        assert not one.snapshot.partial
        rivals = [p for p in points if source_of(p) == source_of(one) and not p.snapshot.partial]
        assert one.snapshot.started_ns == max(p.snapshot.started_ns for p in rivals if p.snapshot.started_ns <= at)
