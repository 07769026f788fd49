"""What people typed as it lies in the vault: one laptop beside the other, the newest first, and nothing twice."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator

import pytest

from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.base.errors import DamageError, NotFoundError, UsageError
from studio_backup.catalog.database import open_catalog
from studio_backup.catalog.settings import KeyValue
from studio_backup.catalog.sources import SourceTable
from studio_backup.catalog.typed import export_typed
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.source import WatchedSource
from studio_backup.engine import device as device_room
from studio_backup.engine.home import CATALOG
from studio_backup.engine.jobs.bringing_back import KEPT, choose
from studio_backup.engine.jobs.joining import Return, VaultOpened, open_vault
from studio_backup.engine.jobs.settings import Kept, KeptSettings, keep_settings, kept_settings, read_settings
from studio_backup.engine.studio import Studio
from studio_backup.engine.wiring import open_home
from tests.support.fixed_clock import FixedClock
from tests.unit.engine.jobs.conftest import Bench


@pytest.fixture
def laptop(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Callable[..., VaultOpened]:
    """Joins the vault as a laptop of that name."""

    def join(name: str, home: str = "", asked: str = "", **more: bool) -> VaultOpened:
        monkeypatch.setattr(device_room, "device_name", lambda: name)
        options = bench.options(home or name)
        wanted = Return(asked, **more)
        return open_vault(
            options, home=open_home(options), location=str(bench.vault), local=None, clock=FixedClock(), wanted=wanted
        )

    return join


def keep(studio: Studio, data: bytes) -> Kept:
    return keep_settings(studio, data, progress=NoProgress(), cancel=CancelToken())


def kept(studio: Studio) -> list[KeptSettings]:
    return kept_settings(studio.repository, studio.repository.collections().collections)


def typed(bench: Bench, home: str, *paths: str) -> Iterator[bytes]:
    """What a person with these folders would have typed."""
    catalog = open_catalog(str(bench.base / home / CATALOG), FixedClock())
    try:
        for number, path in enumerate(paths):
            SourceTable(catalog).add(WatchedSource(id=f"{home}-{number}", path=path))
        yield export_typed(catalog)
    finally:
        catalog.close()


def sources(bench: Bench, home: str) -> set[str]:
    catalog = open_catalog(str(bench.base / home / CATALOG), FixedClock())
    try:
        return {source.path for source in SourceTable(catalog).all()}
    finally:
        catalog.close()


def watch_and_keep(bench: Bench, home: str, *paths: str) -> bytes:
    (data,) = typed(bench, home, *paths)
    with bench.studio(home) as studio:
        keep(studio, data)
    return data


def test_the_same_bytes_are_kept_once(bench: Bench) -> None:
    with bench.studio() as studio:
        first = keep(studio, b"one")
        assert first.point and first.bytes_stored > 0
        before = sorted(bench.vault.rglob("*"))
        assert keep(studio, b"one") == Kept() and sorted(bench.vault.rglob("*")) == before
        second = keep(studio, b"two")
        assert [one.point.id for one in kept(studio)] == [second.point]
        assert read_settings(studio.repository, kept(studio)[0].point) == b"two"
        assert (bench.base / "home" / "settings" / "catalog.json").read_bytes() == b"two"


def test_damaged_ones_do_not_stop_newer_ones(bench: Bench) -> None:
    with bench.studio() as studio:
        keep(studio, b"one")
        (collection,) = {one.point.snapshot.collection for one in kept(studio)}
        for pack in (bench.vault / "c" / collection / "packs").rglob("*"):
            if pack.is_file():
                pack.chmod(0o600)
                pack.write_bytes(b"x" * pack.stat().st_size)
    with bench.studio() as studio:
        with pytest.raises((DamageError, NotFoundError)):
            read_settings(studio.repository, kept(studio)[0].point)
        assert keep(studio, b"two").point
    with bench.studio() as studio:
        assert read_settings(studio.repository, kept(studio)[0].point) == b"two"


def test_a_clock_set_back_does_not_bring_back_older_ones(bench: Bench) -> None:
    with bench.studio() as studio:
        studio.clock = FixedClock(2_000_000_000 * 10**9)
        keep(studio, b"before")
        studio.clock = FixedClock(1_500_000_000 * 10**9)
        keep(studio, b"after")
        assert read_settings(studio.repository, kept(studio)[0].point) == b"after"


def test_a_home_that_only_reads_keeps_nothing(bench: Bench) -> None:
    with bench.studio() as studio:
        studio.vault = type(studio.vault)(repository=studio.vault.repository, reads_from="x")
        with pytest.raises(UsageError):
            keep(studio, b"one")


def test_two_laptops_of_one_vault_keep_theirs_apart(bench: Bench, laptop: Callable[..., VaultOpened]) -> None:
    laptop("rose")
    laptop("tom")
    rose = watch_and_keep(bench, "rose", str(bench.source))
    tom = watch_and_keep(bench, "tom", str(bench.base))
    with bench.studio("rose") as studio:
        assert keep(studio, rose) == Kept(), "the other's newer ones are not its own"
        found = {one.laptop: read_settings(studio.repository, one.point) for one in kept(studio)}
        assert found == {"rose": rose, "tom": tom}
        assert len({one.point.snapshot.collection for one in kept(studio)}) == 1
    assert laptop("rose", "new home").settings.sources == 1
    assert sources(bench, "new home") == {str(bench.source)}


def test_in_doubt_nothing_is_watched_until_a_person_says_whose(
    bench: Bench, laptop: Callable[..., VaultOpened]
) -> None:
    for name, path in (("rose", bench.source), ("tom", bench.base / "home")):
        laptop(name)
        watch_and_keep(bench, name, str(path))
    opened = laptop("new")
    assert opened.settings.sources == 0 and not (bench.base / "new" / CATALOG).exists()
    assert "rose" in opened.notices[-1] and "tom" in opened.notices[-1] and "--settings-of" in opened.notices[-1]
    wrong = laptop("new", asked="ann")
    assert "no settings of a laptop ann" in wrong.notices[-1]
    assert laptop("new", asked="Rose").settings.sources == 1
    assert sources(bench, "new") == {str(bench.source)}


def test_what_is_not_here_comes_back_when_it_is(bench: Bench, laptop: Callable[..., VaultOpened]) -> None:
    drive, gone = bench.base / "drive", bench.base / "gone"
    laptop("rose")
    watch_and_keep(bench, "rose", str(bench.source), str(drive), str(gone), str(bench.vault / "c"), "relative")
    opened = laptop("rose", "fresh")
    assert opened.settings.sources == 1
    assert opened.settings.missing == (str(drive), str(gone), str(bench.vault / "c"), "relative")
    drive.mkdir()
    assert laptop("rose", "fresh").settings.sources == 1
    assert sources(bench, "fresh") == {str(bench.source), str(drive)}
    catalog = open_catalog(str(bench.base / "fresh" / CATALOG), FixedClock())
    SourceTable(catalog).remove("rose-0")
    SourceTable(catalog).add(WatchedSource(id="by hand", path=str(gone)))
    catalog.close()
    gone.mkdir()
    again = laptop("rose", "fresh")
    assert again.settings.sources == 0 and str(gone) not in again.settings.missing, "a person has added it already"
    assert sources(bench, "fresh") == {str(drive), str(gone)}, "what a person removed stays removed"


def test_an_empty_folder_that_was_full_is_not_here(bench: Bench, laptop: Callable[..., VaultOpened]) -> None:
    empty = bench.base / "always empty"
    empty.mkdir()
    laptop("rose")
    with bench.studio("rose") as studio:
        bench.back_up(studio)
    watch_and_keep(bench, "rose", str(bench.source), str(empty))
    (bench.source / "a.txt").unlink()
    opened = laptop("rose", "fresh")
    assert opened.settings.missing == (str(bench.source),) and sources(bench, "fresh") == {str(empty)}


def test_what_was_removed_on_purpose_stays_removed(bench: Bench, laptop: Callable[..., VaultOpened]) -> None:
    laptop("rose")
    watch_and_keep(bench, "rose", str(bench.source))
    catalog = open_catalog(str(bench.base / "rose" / CATALOG), FixedClock())
    SourceTable(catalog).remove("rose-0")
    KeyValue(catalog).put(KEPT, "what was kept then")
    catalog.close()
    assert laptop("rose").settings.sources == 0 and sources(bench, "rose") == set()


def test_a_lost_catalog_takes_it_from_the_home_of_this_laptop_only(
    bench: Bench, laptop: Callable[..., VaultOpened], monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop("rose")
    watch_and_keep(bench, "rose", str(bench.source), str(bench.base / "unplugged"))
    for path in (bench.base / "rose").glob("catalog.db*"):
        path.unlink()
    shutil.copytree(bench.base / "rose", bench.base / "copied")
    opened = laptop("rose")
    assert (opened.settings.sources, opened.settings.missing) == (2, ())
    monkeypatch.setattr(device_room, "machine_id", lambda: "another one")
    opened = laptop("rose", "copied")
    assert (opened.settings.sources, opened.settings.missing) == (1, (str(bench.base / "unplugged"),))


def test_damaged_settings_do_not_stop_the_joining(bench: Bench, laptop: Callable[..., VaultOpened]) -> None:
    laptop("rose")
    with bench.studio("rose") as studio:
        keep(studio, b"no settings")
    opened = laptop("rose", "fresh")
    assert opened.folder and opened.settings.sources == 0 and "did not come back" in opened.notices[-1]


def test_beside_an_engine_nothing_is_brought_back(bench: Bench, laptop: Callable[..., VaultOpened]) -> None:
    laptop("rose")
    watch_and_keep(bench, "rose", str(bench.source))
    opened = laptop("rose", "fresh", engine_runs=True)
    assert opened.settings.sources == 0 and not (bench.base / "fresh" / CATALOG).exists()


def test_a_vault_without_settings_makes_no_catalog(bench: Bench, laptop: Callable[..., VaultOpened]) -> None:
    opened = laptop("rose")
    assert opened.settings.sources == 0 and not (bench.base / "rose" / CATALOG).exists()


def test_whose_settings_are_meant() -> None:
    point = StoredSnapshot("", None)  # type: ignore[arg-type]
    rose, old, tom = (KeptSettings(f"{n}", name, 9 - n, point) for n, name in enumerate(("Rose", "rose", "tom")))
    assert choose([], "rose") is None
    assert choose([rose, old, tom], "ROSE") is rose
    assert choose([tom, rose], "rose") is rose, "its own before newer ones of another"
    assert choose([rose, old], "new") is rose, "one laptop only, whatever it is called"
    assert choose([rose, tom], "new") is None
    assert choose([rose, old, tom], "new", "1") is old
    assert [choose(list(order), "x", "tom") for order in itertools.permutations([rose, old, tom])] == [tom] * 6
    with pytest.raises(NotFoundError) as caught:
        choose([rose, tom], "rose", "ann")
    assert "Rose, tom" in caught.value.hint
