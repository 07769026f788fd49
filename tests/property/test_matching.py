"""Matching: the order of what is known never matters, and nothing that is handed in makes it fail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from studio_backup.domain.matching import CameraShots, Evidence
from studio_backup.domain.wedding import BookedWedding
from studio_backup.engine.matching.captured import read_captured
from studio_backup.engine.matching.folder_names import Named, named
from studio_backup.engine.matching.matching import WeddingIndex, matches

DAY = 86_400
SATURDAY = 20_624 * DAY  # 2026-06-20
NAMES = ("Smith & Jones", "Anna & Ben", "Smith", "", "Märchen 20.06.2026", "2026-06-20 Rose Hall", "card 1", "2026")

moments = st.lists(st.integers(SATURDAY - 2 * DAY, SATURDAY + 3 * DAY), max_size=12)
walls = moments.map(lambda found: tuple(sorted(found)))
cameras = st.builds(
    CameraShots,
    camera=st.sampled_from(["R5", "A7", "Phone"]),
    walls_s=walls,
    not_set=st.integers(0, 3),
    offset_s=st.sampled_from([None, 0, 3600, -18_000]),
)
weddings = st.builds(
    BookedWedding,
    id=st.uuids().map(str),
    name=st.sampled_from(NAMES),
    date=st.sampled_from(["2026-06-19", "2026-06-20", ""]),
    zone=st.sampled_from(["Europe/London", "Pacific/Auckland", "Nowhere"]),
    start_ns=st.integers(SATURDAY - DAY, SATURDAY + DAY).map(lambda s: s * 10**9),
    end_ns=st.integers(SATURDAY - DAY, SATURDAY + 2 * DAY).map(lambda s: s * 10**9),
    venue=st.sampled_from(["Rose Hall", "Oak Barn", ""]),
    cancelled=st.booleans(),
)


class EveryWedding(WeddingIndex):
    """Passes none by."""

    def _near(self, evidence: Evidence, said: Named) -> Iterator[Any]:
        return iter(self._all)


@given(st.data(), st.lists(weddings, max_size=6), st.lists(st.sampled_from(NAMES), max_size=3))
def test_the_order_of_weddings_cameras_and_photos_does_not_matter(
    data: st.DataObject, booked: list[BookedWedding], names: list[str]
) -> None:
    shots = data.draw(st.lists(cameras, max_size=4, unique_by=lambda one: one.camera))
    here = matches(Evidence(names=tuple(names), cameras=tuple(shots)), booked, UTC)
    other = Evidence(names=tuple(names), cameras=tuple(data.draw(st.permutations(shots))))
    assert matches(other, data.draw(st.permutations(booked)), UTC) == here
    assert sum(one.certainty != "possible" for one in here) <= 1
    assert EveryWedding(booked, UTC).matches(other) == here, "what the index passes by fits in no way"


@given(st.lists(st.text(max_size=40), max_size=4))
def test_any_names(names: list[str]) -> None:
    named(names)


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"\xff\xd8", b"II*\0", b"MM\0*", b"\0\0\0\x18ftypcrx ", b"<x:xmpmeta"]),
)
def test_any_bytes(data: bytes, head: bytes) -> None:
    whole = head + data
    read_captured(lambda at, count: whole[at : at + count], len(whole))
