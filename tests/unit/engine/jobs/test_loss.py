"""Comparing two points: what is walked, what is read, what is told."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import msgspec
import pytest

from studio_backup.base.control import CancelToken
from studio_backup.base.errors import Cancelled, DamageError
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import UNREADABLE, Entry
from studio_backup.engine.health.sudden_loss import Verdict
from studio_backup.engine.jobs.loss import DENSE_LOOKS, OTHER_LOOKS, SuddenLoss, compare, judge_point
from studio_backup.engine.restore.ports import PointReader
from studio_backup.engine.studio import Studio
from tests.support.restoring import PIECE, Change, Restoring, altered

KINDS = {"CR2": b"II*\0", "jpg": b"\xff\xd8\xff\xe1"}


class Watched:
    """A reader that counts what it is asked for."""

    def __init__(self, reader: PointReader, broken: bool = False) -> None:
        self._reader, self._broken = reader, broken
        self.trees, self.chunks = 0, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)

    def entries(self, tree_id: str) -> Iterator[Entry]:
        self.trees += 1
        return self._reader.entries(tree_id)

    def read_chunk(self, chunk_id: str) -> bytes | bytearray:
        self.chunks += 1
        if self._broken:
            raise DamageError("torn")
        return self._reader.read_chunk(chunk_id)


@pytest.fixture
def restoring(tmp_path: Path) -> Restoring:
    """A vault in memory."""
    return Restoring(str(tmp_path / "restores"))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Ten folders of twenty pictures, and a hundred texts."""
    dice = random.Random(5)
    for folder in range(10):
        (tmp_path / "source" / f"card {folder}").mkdir(parents=True)
        for number in range(20):
            kind = ("CR2", "jpg")[number % 2]
            path = tmp_path / "source" / f"card {folder}" / f"{folder}{number}.{kind}"
            path.write_bytes(KINDS[kind] + dice.randbytes(900))
    (tmp_path / "source" / "texts").mkdir()
    for number in range(100):
        (tmp_path / "source" / "texts" / f"{number}.xmp").write_text(f"<xmp rating='{number}'/>" * 40)
    return tmp_path / "source"


def point(restoring: Restoring, source: Path, change: Change | None = None) -> StoredSnapshot:
    """A point whose count of files is right."""
    made = restoring.back_up(str(source), path="/source", change=change)
    files = sum(path.is_file() for path in source.rglob("*"))
    return StoredSnapshot(made.id, msgspec.structs.replace(made.snapshot, counts=_counted(made, files)))


def _counted(made: StoredSnapshot, files: int) -> Any:
    return msgspec.structs.replace(made.snapshot.counts, files=files)


def look(
    restoring: Restoring, old: StoredSnapshot, new: StoredSnapshot, broken: bool = False
) -> tuple[Verdict, Watched]:
    """The verdict, and what it cost."""
    reader = Watched(restoring.vault.reader(), broken)
    return compare(reader, old, new, cancel=CancelToken()), reader


def test_equal_folders_are_not_even_opened(restoring: Restoring, source: Path) -> None:
    old = point(restoring, source)
    verdict, reader = look(restoring, old, point(restoring, source))
    assert (reader.trees, reader.chunks, verdict.lost) == (0, 0, 0)
    (source / "card 3" / "31.jpg").unlink()
    verdict, reader = look(restoring, old, point(restoring, source))
    assert (reader.trees, reader.chunks) == (4, 0)  # the root and one folder, before and after
    assert verdict.vanished == 1 and not verdict.loss


def test_sidecars_that_change_all_at_once_cost_sixteen_looks(restoring: Restoring, source: Path) -> None:
    old = point(restoring, source)
    for path in (source / "texts").iterdir():
        path.write_text(path.read_text().replace("rating", "colour"))
    verdict, reader = look(restoring, old, point(restoring, source))
    assert reader.chunks == 2 * OTHER_LOOKS
    assert verdict.lost == 0 and not verdict.loss


def test_few_changes_cost_no_look_at_all(restoring: Restoring, source: Path) -> None:
    old = point(restoring, source)
    for path in sorted((source / "texts").iterdir())[:60]:
        path.write_text(path.read_text().replace("rating", "colour"))
    verdict, reader = look(restoring, old, point(restoring, source))
    assert (reader.chunks, verdict.loss) == (0, False)


def test_encryption_in_place_is_estimated_from_a_sample(restoring: Restoring, source: Path) -> None:
    old = point(restoring, source)
    dice = random.Random(9)
    for path in (*(source / "texts").iterdir(), *(source / "card 1").iterdir()):
        path.write_bytes(dice.randbytes(path.stat().st_size))
    verdict, reader = look(restoring, old, point(restoring, source))
    assert reader.chunks == 2 * DENSE_LOOKS
    assert (verdict.noise, verdict.estimated, verdict.loss) == (120, True, True)
    assert len(verdict.examples) == 5


def test_pictures_worked_on_keep_their_magic(restoring: Restoring, source: Path) -> None:
    old = point(restoring, source)
    dice = random.Random(9)
    for path in source.glob("card */*"):
        path.write_bytes(KINDS[path.suffix[1:]] + dice.randbytes(1_000))
    verdict, _ = look(restoring, old, point(restoring, source))
    assert not verdict.loss and verdict.noise == 0


def test_nothing_is_guessed_of_chunks_that_cannot_be_read(restoring: Restoring, source: Path) -> None:
    old = point(restoring, source)
    dice = random.Random(9)
    for path in source.glob("card */*"):
        path.write_bytes(dice.randbytes(904))
    new = point(restoring, source)
    assert look(restoring, old, new)[0].loss
    verdict, reader = look(restoring, old, new, broken=True)
    assert reader.chunks and verdict.noise == 0


def test_unreadable_files_have_not_vanished(restoring: Restoring, source: Path) -> None:
    old = point(restoring, source)

    def unread(_: bytes, entry: Entry) -> Entry | None:
        return altered(entry, chunks=(), digest="", flags=(UNREADABLE,)) if entry.type == "file" else entry

    flagged = point(restoring, source, unread)
    assert look(restoring, old, flagged)[0].lost == 0
    assert look(restoring, flagged, old)[0].lost == 0


def test_what_lies_in_an_unchanged_folder_too_is_not_lost(restoring: Restoring, source: Path) -> None:
    (source / "copies").mkdir()
    for path in source.glob("card */*"):
        (source / "copies" / path.name).write_bytes(path.read_bytes())
    old = point(restoring, source)
    for path in (source / "copies").iterdir():
        path.unlink()
    verdict, _ = look(restoring, old, point(restoring, source))
    assert (verdict.lost, verdict.moved, verdict.loss) == (0, 200, False)


def test_a_file_cut_at_its_end_has_shrunk_however_little(restoring: Restoring, tmp_path: Path) -> None:
    root = tmp_path / "films"
    root.mkdir()
    dice = random.Random(3)
    whole = [b"\0\0\0\x18ftypmp42" + dice.randbytes(4 * PIECE) for _ in range(4)]
    for number, data in enumerate(whole):
        (root / f"{number}.mp4").write_bytes(data)
    old = point(restoring, root)
    for number, data in enumerate(whole):
        (root / f"{number}.mp4").write_bytes(data[: int(3.5 * PIECE)])
    verdict, _ = look(restoring, old, point(restoring, root))
    assert (verdict.shrunk, verdict.loss) == (4, True)
    for number, data in enumerate(whole):  # shorter by as much, but other bytes: worked on
        (root / f"{number}.mp4").write_bytes(data[:30] + dice.randbytes(int(3.5 * PIECE)))
    verdict, _ = look(restoring, old, point(restoring, root))
    assert (verdict.shrunk, verdict.loss) == (0, False)


def test_a_small_file_that_lost_a_little_was_edited(restoring: Restoring, source: Path) -> None:
    old = point(restoring, source)
    for path in (source / "texts").iterdir():
        path.write_text(path.read_text()[:-30])
    verdict, _ = look(restoring, old, point(restoring, source))
    assert (verdict.shrunk, verdict.loss) == (0, False)


def test_files_that_begin_as_before_are_not_looked_at(restoring: Restoring, tmp_path: Path) -> None:
    root = tmp_path / "catalogs"
    root.mkdir()
    dice = random.Random(3)
    for number in range(4):
        (root / f"{number}.bin").write_bytes(dice.randbytes(2 * PIECE))
    old = point(restoring, root)
    for path in root.iterdir():
        path.write_bytes(path.read_bytes() + dice.randbytes(PIECE))
    verdict, reader = look(restoring, old, point(restoring, root))
    assert (reader.chunks, verdict.lost) == (0, 0)


def test_partial_points_count_neither_as_before_nor_as_after(restoring: Restoring, source: Path) -> None:
    studio = cast(Studio, SimpleNamespace(repository=restoring.vault.repository))

    def judged(made: StoredSnapshot) -> SuddenLoss | None:
        return judge_point(studio, made.id, restoring.vault.collection, cancel=CancelToken())

    first = restoring.back_up(str(source), path="/source")
    assert judged(first) is None
    for path in (source / "texts").iterdir():
        path.unlink()
    partial = restoring.back_up(str(source), path="/source", partial=True)
    assert judged(partial) is None
    other = restoring.back_up(str(source), path="/elsewhere")
    assert judged(other) is None  # another source
    found = judged(restoring.back_up(str(source), path="/source"))
    assert found is not None and found.before == first.id and found.verdict.vanished == 100
    assert found.source == b"/source"
    assert judged(first) is None  # what came later is not before it


def test_a_folder_that_became_a_file(restoring: Restoring, source: Path) -> None:
    old = point(restoring, source)
    for path in (source / "texts").iterdir():
        path.unlink()
    (source / "texts").rmdir()
    (source / "texts").write_text("one file now")
    verdict, _ = look(restoring, old, point(restoring, source))
    assert (verdict.vanished, verdict.loss) == (100, True)


def test_a_single_file_as_source(restoring: Restoring, tmp_path: Path) -> None:
    paper = tmp_path / "contract.txt"
    paper.write_text("between us " * 100)
    old = restoring.back_up(str(paper), path="/contract.txt")
    paper.write_bytes(random.Random(1).randbytes(1_100))
    verdict, _ = look(restoring, old, restoring.back_up(str(paper), path="/contract.txt"))
    assert (verdict.noise, verdict.loss) == (1, True)


def test_it_can_be_stopped(restoring: Restoring, source: Path) -> None:
    old = point(restoring, source)
    for path in source.glob("card */*"):
        path.unlink()
    new = point(restoring, source)
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        compare(restoring.vault.reader(), old, new, cancel=cancel)
