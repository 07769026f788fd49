"""Sudden loss: fifty seeded cases against real backups, and the judgement alone against what it promises."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_backup.base.clock import SystemClock
from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.engine.health.sudden_loss import FileState, RootSummary, judge
from studio_backup.engine.jobs import backup
from studio_backup.engine.jobs.loss import SuddenLoss, judge_point
from studio_backup.engine.jobs.vault import create_vault
from studio_backup.engine.studio import Studio
from studio_backup.engine.wiring import Options, open_home, open_studio
from studio_backup.repository import derivation

FILES = 60
"""In the source of an ordinary case: twelve lost are exactly the fifth which is no loss yet."""


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A vault with the cheapest derivation, in a home of its own."""
    base = tmp_path_factory.mktemp("loss")
    (base / "passphrase").write_text("seldom granite walrus tango 58")
    made = Options(home=str(base / "home"), passphrase_file=str(base / "passphrase"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(derivation.new_parameters, "__defaults__", (65_536, 1, 1))
        kit = str(base / "kit.pdf")
        folder = str(base / "vault")
        create_vault(made, home=open_home(made), folder=folder, studio_name="Rose", kit_pdf=kit, clock=SystemClock())
    opened = Options(home=str(base / "home"), kit_file=str(base / "kit.txt"))
    with open_studio(opened, SystemClock()) as found:
        yield found


def back_up(studio: Studio, source: Path) -> SuddenLoss | None:
    """Back up through the program, and judge the new point."""
    wish = backup.Wish(sources=(str(source),), wedding="Kim", date="2026-06-20", accept_empty=True)
    done = backup.run_backup(studio, wish, progress=NoProgress(), cancel=CancelToken())
    return judge_point(studio, done.report.points[0].id, done.collection, cancel=CancelToken())


def write_source(root: Path, dice: random.Random, files: int = FILES) -> None:
    """Pictures of two kinds, sidecars and papers in three folders."""
    for number in range(files):
        folder = root / ("RAW", "JPEG", "Papers")[number % 3]
        folder.mkdir(parents=True, exist_ok=True)
        if number % 3 == 0:
            (folder / f"DSC_{number:04d}.CR2").write_bytes(b"II*\0" + dice.randbytes(dice.randint(3_000, 9_000)))
        elif number % 3 == 1:
            (folder / f"IMG_{number:04d}.jpg").write_bytes(
                b"\xff\xd8\xff\xe0" + dice.randbytes(dice.randint(2_000, 5_000))
            )
        else:
            words = " ".join(
                dice.choices(("vows", "cake", "dance", "toast", "rings", "aisle"), k=dice.randint(80, 400))
            )
            (folder / f"list {number}.txt").write_text(words)


def some(root: Path, dice: random.Random, count: int) -> list[Path]:
    """So many files of all kinds."""
    return dice.sample(sorted(path for path in root.rglob("*") if path.is_file()), count)


Act = Callable[[Path, random.Random, int], None]


def delete(root: Path, dice: random.Random, count: int) -> None:
    for path in some(root, dice, count):
        path.unlink()


def encrypt(root: Path, dice: random.Random, count: int) -> None:
    """In place: the same length of noise."""
    for path in some(root, dice, count):
        path.write_bytes(dice.randbytes(path.stat().st_size))


def encrypt_heads(root: Path, dice: random.Random, count: int) -> None:
    """Only the first kilobytes, as hasty programs do."""
    for path in some(root, dice, count):
        whole = path.read_bytes()
        path.write_bytes(dice.randbytes(2_048) + whole[2_048:] if len(whole) > 2_048 else dice.randbytes(len(whole)))


def encrypt_and_rename(root: Path, dice: random.Random, count: int) -> None:
    for path in some(root, dice, count):
        path.with_name(path.name + ".locked").write_bytes(dice.randbytes(path.stat().st_size + 16))
        path.unlink()


def truncate(root: Path, dice: random.Random, count: int) -> None:
    for path in some(root, dice, count):
        path.write_bytes(path.read_bytes()[: path.stat().st_size * dice.choice((0, 1, 2)) // 3])


def mix(root: Path, dice: random.Random, count: int) -> None:
    """A third each: none of them above the line alone."""
    chosen = some(root, dice, count)
    for number, path in enumerate(chosen):
        if number % 3 == 0:
            path.unlink()
        else:
            path.write_bytes(dice.randbytes(path.stat().st_size) if number % 3 == 1 else b"")


def rename_all(root: Path, dice: random.Random, count: int) -> None:
    for number, path in enumerate(sorted(path for path in root.rglob("*") if path.is_file())):
        path.rename(path.with_name(f"Kim_and_Lee_{number:05d}{path.suffix}"))


def move_all(root: Path, dice: random.Random, count: int) -> None:
    """Every folder into a new one."""
    old = sorted(root.iterdir())
    (root / "2026" / "Kim").mkdir(parents=True)
    for folder in old:
        folder.rename(root / "2026" / "Kim" / folder.name)


def cull(root: Path, dice: random.Random, count: int) -> None:
    """Throw out at most a fifth, and move the rest into a folder of selects."""
    delete(root, dice, count)
    move_all(root, dice, count)


def rework(root: Path, dice: random.Random, count: int) -> None:
    """Edit everything: pictures exported anew, papers rewritten and longer."""
    for path in some(root, dice, FILES):
        if path.suffix == ".txt":
            path.write_text(path.read_text()[::-1] + " and more")
        else:
            path.write_bytes(path.read_bytes()[:4] + dice.randbytes(path.stat().st_size))


def zip_papers(root: Path, dice: random.Random, count: int) -> None:
    """Papers replaced by what is incompressible for a good reason."""
    for path in sorted((root / "Papers").iterdir()):
        path.write_bytes(b"PK\x03\x04" + dice.randbytes(path.stat().st_size))


def drop_copies(root: Path, dice: random.Random, count: int) -> None:
    """Copies are removed whose twins lie in a folder in which nothing changes."""
    for path in sorted((root / "JPEG-copies").iterdir()):
        path.unlink()


class Case(NamedTuple):
    """What is done, to how many of `FILES`, and whether a person must be asked."""

    act: Act
    seed: int
    count: int
    loss: bool


def _cases() -> Iterator[Case]:
    for seed, act in enumerate((delete, encrypt, encrypt_and_rename, encrypt_heads, truncate, mix)):
        dice = random.Random(seed)
        yield Case(act, 10 * seed + 1, 13, True)  # one above the line
        yield from (Case(act, 10 * seed + n, dice.randint(16, FILES - 1), True) for n in (2, 3, 4))
        yield Case(act, 10 * seed + 5, 12, False)  # a fifth is not more than a fifth
        yield Case(act, 10 * seed + 6, dice.randint(3, 11), False)
    for act in (rename_all, move_all, rework):
        yield from (Case(act, 100 + n, FILES, False) for n in range(3))
    yield from (Case(cull, 200 + n, n, False) for n in (4, 8, 12))
    yield from (Case(zip_papers, 300, 20, False), Case(drop_copies, 301, 20, False))


CASES = list(_cases())


def test_there_are_fifty_cases() -> None:
    assert len(CASES) == 50
    assert sum(case.loss for case in CASES) == 24


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.act.__name__}-{case.count}-seed-{case.seed}")
def test_fifty_real_backups_are_judged_rightly(studio: Studio, tmp_path: Path, case: Case) -> None:
    dice = random.Random(case.seed)
    source = tmp_path / f"case {case.seed}"
    write_source(source, dice)
    if case.act is drop_copies:
        (source / "JPEG-copies").mkdir()
        for path in sorted((source / "JPEG").iterdir()):
            (source / "JPEG-copies" / path.name).write_bytes(path.read_bytes())
    assert back_up(studio, source) is None  # nothing to compare the first point with
    case.act(source, dice, case.count)
    found = back_up(studio, source)
    assert found is not None
    assert found.verdict.loss is case.loss, found.verdict
    assert found.before != found.point
    if case.loss:
        assert found.verdict.lost == case.count, found.verdict
        assert 0 < len(found.verdict.examples) <= 5


def test_more_than_two_hundred_files_of_a_large_source(studio: Studio, tmp_path: Path) -> None:
    dice = random.Random(7)
    write_source(tmp_path / "big", dice, files=1_110)
    back_up(studio, tmp_path / "big")
    delete(tmp_path / "big", dice, 200)
    found = back_up(studio, tmp_path / "big")
    assert found is not None and not found.verdict.loss and found.verdict.lost == 200
    truncate(tmp_path / "big", dice, 181)
    found = back_up(studio, tmp_path / "big")
    assert found is not None and not found.verdict.loss  # 181 of 910 are fewer than a fifth
    encrypt(tmp_path / "big" / "RAW", dice, 201)
    found = back_up(studio, tmp_path / "big")
    # Only 48 of 201 were read; those that were truncated to nothing before cannot turn into noise.
    assert found is not None and found.verdict.loss and found.verdict.estimated


def test_the_state_before_a_loss_is_still_there(studio: Studio, tmp_path: Path) -> None:
    write_source(tmp_path / "kept", random.Random(1))
    back_up(studio, tmp_path / "kept")
    delete(tmp_path / "kept", random.Random(2), 40)
    found = back_up(studio, tmp_path / "kept")
    assert found is not None and found.verdict.loss
    sentence = found.verdict.sentence(str(tmp_path / "kept"))
    assert "40 vanished" in sentence and "60 files" in sentence
    again = back_up(studio, tmp_path / "kept")
    assert again is not None and not again.verdict.lost  # it is told once: the next point has lost nothing more


# --- the judgement alone


def summary(count: int) -> RootSummary:
    """Files 0 … count-1 with contents of their own."""
    return RootSummary(count, {str(n).encode(): FileState(1_000, f"d{n}", "sense") for n in range(count)})


@given(total=st.integers(1, 3_000), lost=st.integers(0, 3_000))
def test_the_line(total: int, lost: int) -> None:
    lost = min(lost, total)
    before = summary(total)
    after = RootSummary(total - lost, {path: one for path, one in before.files.items() if int(path) >= lost})
    verdict = judge(before, after)
    assert verdict.vanished == verdict.lost == lost
    assert verdict.loss == ((lost >= 3 or lost == total > 0) and (lost * 5 > total or lost > 200))


@given(st.permutations(range(40)))
def test_no_renaming_is_ever_a_loss(order: list[int]) -> None:
    before = summary(40)
    after = RootSummary(40, {f"new {n}".encode(): before.files[str(n).encode()] for n in order})
    verdict = judge(before, after)
    assert (verdict.lost, verdict.moved, verdict.loss) == (0, 40, False)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_a_file_is_counted_once(gone: int, cut: int, noise: int) -> None:
    before = summary(200)
    files = dict(list(before.files.items())[gone:])
    for path in list(files)[:cut]:
        files[path] = FileState(100, f"cut{path!r}", "noise")  # shorter, and noise too
    for path in list(files)[cut : cut + noise]:
        files[path] = FileState(1_000, f"enc{path!r}", "noise")
    verdict = judge(before, RootSummary(len(files), files))
    assert (verdict.vanished, verdict.shrunk, verdict.noise) == (gone, cut, noise)
    assert verdict.loss == (gone + cut + noise > 40)


@given(st.integers(1, 48), st.integers(48, 2_000))
def test_those_not_looked_at_are_estimated_within_their_group(turned: int, group: int) -> None:
    old, new = {}, {}
    for n in range(group):
        path = str(n).encode()
        seen = n < 48
        old[path] = FileState(10, f"a{n}", "sense" if seen else "")
        new[path] = FileState(10, f"b{n}", ("noise" if n < turned else "sense") if seen else "", group=1)
    for n in range(500):  # another group, of which none turned
        old[b"x%d" % n] = FileState(10, f"c{n}", "sense" if n < 16 else "")
        new[b"x%d" % n] = FileState(10, f"e{n}", "sense" if n < 16 else "", group=2)
    verdict = judge(RootSummary(5_000, old), RootSummary(5_000, new))
    assert verdict.noise == round(group * turned / 48)
    assert verdict.estimated == (group > 48)


def test_what_was_noise_before_did_not_turn() -> None:
    before = RootSummary(9, {b"%d" % n: FileState(9, f"a{n}", "noise") for n in range(9)})
    after = RootSummary(9, {b"%d" % n: FileState(9, f"b{n}", "noise") for n in range(9)})
    assert not judge(before, after).lost


def test_cut_tells_what_length_alone_does_not() -> None:
    before = RootSummary(4, {b"%d" % n: FileState(1_000, f"a{n}") for n in range(4)})
    trimmed = RootSummary(4, {b"%d" % n: FileState(990, f"b{n}") for n in range(4)})
    assert not judge(before, trimmed).loss
    cut = RootSummary(4, {b"%d" % n: FileState(990, f"b{n}", cut=True) for n in range(4)})
    assert judge(before, cut).shrunk == 4


def test_all_of_very_few_is_a_loss() -> None:
    assert judge(summary(2), RootSummary(0, {})).loss
    assert not judge(summary(3), RootSummary(1, {b"0": FileState(1_000, "d0")})).loss
