"""Folders without a wedding: found after a backup, given to a wedding without a gap, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio_backup.api.matches import AssignFolder, FolderRequest, FoldersQuery, FolderView, SetClock
from studio_backup.api.requests import NewSource, SourcePatch
from studio_backup.base.clock import SystemClock
from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.base.errors import NotFoundError, RefusedError, UsageError
from studio_backup.cli.shown_matches import folder_lines
from studio_backup.domain.source import WatchedSource
from studio_backup.domain.wedding import BookedWedding
from studio_backup.engine.jobs.backup import Wish, run_backup
from studio_backup.engine.jobs.vault import create_vault
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.matches import Matches
from studio_backup.engine.service.watched_folders import WatchedFolders
from studio_backup.engine.service.wiring import service
from studio_backup.engine.wiring import Options, open_home, open_studio
from studio_backup.repository import derivation
from tests.support import camera_heads as heads

DATE = "2025-06-21"
SMITH = BookedWedding(
    id="smith", name="Smith & Jones", date=DATE, zone="UTC", venue="Rose Hall",
    start_ns=heads.wall(f"{DATE} 13:00") * 10**9, end_ns=heads.wall(f"{DATE} 23:59") * 10**9,
)  # fmt: skip


KIM_TWICE = tuple(
    BookedWedding(id=f"kim {day}", name="Kim & Lee", date=day, zone="UTC", start_ns=begin, end_ns=begin)
    for day in ("2025-07-05", "2025-07-02")
    if (begin := heads.wall(f"{day} 13:00") * 10**9)
)
WEDDINGS = (SMITH, *KIM_TWICE)


class Bench:
    """An engine that is not started, and its list of folders."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine, self.folder = engine, folder
        self.folders = WatchedFolders(engine)
        self.matches = Matches(engine, self.folders, lambda: WEDDINGS)
        self.source = self.folders.add(NewSource(path=str(folder)))

    def shoot(self, name: str, taken: str = f"{DATE} 14:00", photos: int = 4) -> Path:
        (self.folder / name).mkdir(parents=True, exist_ok=True)
        for number in range(photos):
            time = heads.exif_time(f"{taken[:-2]}{number:02d}")
            (self.folder / name / f"{number}.jpg").write_bytes(heads.jpeg(heads.tiff(time)))
        return self.folder / name

    def look(self) -> None:
        self.matches.look._due = {one.id for one in self.sources()}
        self.matches.look.look()

    def back_up(self) -> None:
        for one in self.sources():
            with self.engine.parts.vault.studio() as studio:
                wish = Wish((one.path,), one.wedding, one.date, one.excludes)
                run_backup(studio, wish, progress=NoProgress(), cancel=CancelToken())
                self.engine.parts.index.update(studio, CancelToken())

    def sources(self) -> list[WatchedSource]:
        return self.engine.parts.sources.all()

    def parent(self) -> WatchedSource:
        return self.engine.parts.sources.get(self.source.id)

    def listed(self, state: str = "open") -> dict[str, FolderView]:
        found = self.matches.list(FoldersQuery(state=state)).items  # type: ignore[arg-type]
        return {str(Path(one.path).relative_to(self.folder)): one for one in found}

    def assign(self, path: Path, wedding: str = "smith & JONES", date: str = "") -> FolderView:
        return self.matches.assign(AssignFolder(path=str(path), wedding=wedding, date=date))


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(derivation.new_parameters, "__defaults__", (65_536, 1, 1))
    (tmp_path / "passphrase").write_text("seldom granite walrus tango 58")
    (tmp_path / "Pictures").mkdir()
    home, clock = str(tmp_path / "home"), SystemClock()
    first = Options(home=home, passphrase_file=str(tmp_path / "passphrase"))
    made = {"folder": str(tmp_path / "vault"), "studio_name": "Rose", "kit_pdf": str(tmp_path / "kit.pdf")}
    create_vault(first, home=open_home(first), clock=clock, **made)
    options = Options(home=home, kit_file=str(tmp_path / "kit.txt"))
    with service(open_home(options), lambda given: open_studio(given, clock), clock, lambda: None) as (_, engine):
        engine.parts.vault.unlock(options)
        engine.places.look_at_vault()
        yield Bench(engine, tmp_path / "Pictures")


def test_what_was_there_is_asked_with_suggestions(bench: Bench) -> None:
    bench.shoot(f"2025/{DATE} Rose Hall/card 1")
    bench.shoot(f"2025/{DATE} Rose Hall/card 2", f"{DATE} 18:00")
    bench.shoot("2025/Holidays", "2025-08-02 10:00")
    (bench.folder / "letter.txt").write_text("no photo")
    assert bench.matches.exposed()[bench.source.id].looked is False
    unknown = bench.listed()["."]
    assert (unknown.looked, unknown.level, unknown.media) == (False, "critical", 0)
    bench.look()
    found = bench.listed()
    assert set(found) == {f"2025/{DATE} Rose Hall", "2025/Holidays"}
    first = found[f"2025/{DATE} Rose Hall"]
    assert (first.media, first.level, first.state) == (8, "critical", "open")
    assert [(one.name, one.certainty) for one in first.matches] == [("Smith & Jones", "sure")]
    assert first.cameras[0].first == f"{DATE}T14:00"
    assert found["2025/Holidays"].matches == ()
    exposed = bench.matches.exposed()[bench.source.id]
    assert (exposed.files, exposed.looked) == (12, True)


def test_a_sure_new_folder_is_given_by_itself_and_can_be_taken_back(bench: Bench) -> None:
    bench.look()
    path = bench.shoot(f"{DATE} Rose Hall")
    bench.look()
    given = bench.listed("assigned")[path.name]
    assert (given.by, given.wedding, given.date, given.settled) == ("itself", "Smith & Jones", DATE, False)
    assert "the day" in given.why
    bench.matches.undo(FolderRequest(path=str(path)))
    assert [one.path for one in bench.sources()] == [str(bench.folder)]
    bench.look()
    assert list(bench.listed()) == [path.name], "it is asked for now, and not given again"


def test_assigning_leaves_no_gap(bench: Bench) -> None:
    path = bench.shoot("card 3")
    bench.shoot("Holidays", "2025-08-02 10:00")
    bench.look()
    bench.back_up()
    given = bench.assign(path)
    made = next(one for one in bench.sources() if one.path == str(path))
    assert (made.wedding, made.date) == ("Smith & Jones", DATE)
    bench.look()
    assert bench.parent().excludes == (), "both hold it until the wedding does"
    assert bench.matches.exposed()[bench.source.id].files == 8
    bench.back_up()
    bench.look()
    assert bench.parent().excludes == (), "and afterwards too: nobody can take its cover away"
    assert bench.listed("assigned")["card 3"].settled
    assert not given.settled
    assert bench.matches.exposed()[bench.source.id].files == 4
    assert set(bench.listed()) == {"Holidays"}
    bench.matches.undo(FolderRequest(path=str(path)))
    assert [one.path for one in bench.sources()] == [str(bench.folder)]


def test_undone_when_the_source_around_is_gone_it_stays_watched(bench: Bench) -> None:
    path = bench.shoot("card 3")
    bench.look()
    bench.assign(path)
    bench.folders.remove(bench.source.id, bench.parent().version)
    bench.matches.undo(FolderRequest(path=str(path)))
    assert [(one.path, one.wedding) for one in bench.sources()] == [(str(path), "")]


def test_a_point_without_its_files_makes_nothing_safe(bench: Bench) -> None:
    path = bench.shoot("card 3")
    bench.look()
    bench.assign(path)
    for one in list(path.iterdir()):
        one.unlink()
    bench.back_up()
    bench.look()
    assert not bench.listed("assigned")["card 3"].settled


def test_a_folder_whose_source_was_removed_by_hand_is_asked_for_again(bench: Bench) -> None:
    path = bench.shoot("card [3]")
    bench.look()
    bench.assign(path)
    bench.back_up()
    bench.look()
    bench.back_up()
    made = next(one for one in bench.sources() if one.path == str(path))
    bench.folders.remove(made.id, made.version)
    bench.look()
    assert list(bench.listed()) == ["card [3]"]


def test_a_whole_source(bench: Bench) -> None:
    bench.shoot(".")
    bench.look()
    bench.assign(bench.folder)
    assert (bench.parent().wedding, bench.parent().date) == ("Smith & Jones", DATE)
    bench.look()
    assert bench.matches.exposed()[bench.source.id].files == 4, "its wedding holds nothing of it yet"
    assert bench.engine.deciding.moving(bench.parent())
    bench.back_up()
    bench.look()
    assert bench.matches.exposed() == {}
    assert not bench.engine.deciding.moving(bench.parent())
    bench.matches.undo(FolderRequest(path=str(bench.folder)))
    assert bench.parent().wedding == ""


def test_edited_by_hand_to_another_wedding(bench: Bench) -> None:
    path = bench.shoot("card 3")
    bench.look()
    bench.assign(path)
    made = next(one for one in bench.sources() if one.path == str(path))
    bench.folders.edit(made.id, SourcePatch(wedding="Kim", date="2025-07-05"), made.version)
    bench.look()
    assert bench.listed("assigned")["card 3"].wedding == "Kim"
    bench.assign(path)
    assert [one.wedding for one in bench.sources()] == ["", "Smith & Jones"]


def test_loose_photos_are_given_without_the_folders_below(bench: Bench) -> None:
    path = bench.shoot("2025", f"{DATE} 14:00", photos=2)
    bench.shoot("2025/Holidays", "2025-08-02 10:00")
    bench.look()
    assert bench.listed()["2025"].loose
    bench.assign(path)
    bench.back_up()
    bench.look()
    assert next(one for one in bench.sources() if one.path == str(path)).excludes == ("/*/",)
    bench.back_up()
    bench.look()
    assert set(bench.listed()) == {"2025/Holidays"}


def test_dismissed_is_asked_no_more(bench: Bench) -> None:
    path = bench.shoot("Holidays", "2025-08-02 10:00")
    bench.look()
    bench.matches.dismiss(FolderRequest(path=str(path)))
    bench.shoot("Holidays/exports", "2025-08-02 10:00")
    (path / "from a messenger.jpg").write_bytes(heads.jpeg())
    bench.look()
    assert bench.listed() == {}
    assert list(bench.listed("dismissed")) == ["Holidays"]
    assert bench.matches.exposed()[bench.source.id].files == 0
    assert bench.engine.deciding.dismissed(bench.parent())
    bench.matches.undo(FolderRequest(path=str(path)))
    assert bench.listed() != {}


def test_a_dismissal_covers_what_was_there(bench: Bench) -> None:
    first, other = bench.shoot("Holidays/a", "2025-08-02 10:00"), bench.shoot("Holidays/b", "2025-08-02 10:00")
    bench.look()
    bench.matches.dismiss(FolderRequest(path=str(bench.folder / "Holidays")))
    assert bench.matches.is_dismissed(bench.parent())
    bench.shoot("Holidays/card 7", "2025-08-09 10:00")
    bench.look()
    assert not bench.matches.is_dismissed(bench.parent())
    (found,) = bench.listed().values()
    assert (Path(found.path).name, found.level, found.state) == ("card 7", "critical", "open")
    assert found.why == "You said that it needs no wedding. Since then came what was taken on 2025-08-09."
    assert "Since then came" in "\n".join(folder_lines(found))
    bench.matches.dismiss(FolderRequest(path=found.path))
    assert first and other and bench.listed() == {} and bench.matches.is_dismissed(bench.parent())


def test_photos_that_no_event_told_of_are_found_within_an_hour(bench: Bench) -> None:
    """A start, a sleep and lost events have all looked through at once; what is dismissed again daily at most."""
    path = bench.shoot("card 3")
    bench.look()
    bench.back_up()
    deciding = bench.engine.deciding

    def every() -> float:
        deciding.refresh()
        return deciding.looked_every_s()[bench.source.id]

    assert every() == 3600
    bench.matches.dismiss(FolderRequest(path=str(path)))
    assert every() >= 5 * 3600


def test_what_came_into_the_dismissed_folder_itself(bench: Bench) -> None:
    """The shoots below it that were dismissed with it stay dismissed."""
    path = bench.shoot("2025", "2025-08-02 10:00", photos=2)
    bench.shoot("2025/a", "2025-08-20 10:00")
    bench.look()
    bench.matches.look.again(bench.source.id)
    bench.look()
    for one in bench.listed().values():
        bench.matches.dismiss(FolderRequest(path=one.path))
    undated = heads.tiff("")
    (path / "clip.NEF").write_bytes(undated)
    bench.look()
    assert [(Path(one.path).name, one.loose) for one in bench.listed().values()] == [("2025", True)]
    assert "do not tell when" in bench.listed()["2025"].why
    assert list(bench.listed("dismissed")) == ["2025/a"]


def test_what_nobody_looked_into_is_not_dismissed(bench: Bench) -> None:
    bench.shoot("card 3")
    with pytest.raises(RefusedError, match="not looked through yet"):
        bench.matches.dismiss(FolderRequest(path=str(bench.folder)))


def test_undo_gives_a_whole_source_back_to_the_wedding_it_had(bench: Bench) -> None:
    bench.shoot(".")
    bench.look()
    bench.folders.edit(bench.source.id, SourcePatch(wedding="Kim", date="2025-07-05"), bench.parent().version)
    bench.assign(bench.folder)
    bench.assign(bench.folder)
    back = bench.matches.undo(FolderRequest(path=str(bench.folder)))
    assert (bench.parent().wedding, bench.parent().date) == ("Kim", "2025-07-05")
    assert (back.state, back.wedding, back.by) == ("assigned", "Kim", "person")
    again = bench.matches.undo(FolderRequest(path=str(bench.folder)))
    assert (again.state, bench.parent().wedding) == ("open", "")


def test_undo_gives_a_folder_back_to_the_wedding_it_had(bench: Bench) -> None:
    path = bench.shoot("card 3")
    bench.look()
    bench.assign(path, "Kim", "2025-07-05")
    bench.assign(path)
    bench.matches.undo(FolderRequest(path=str(path)))
    assert [one.wedding for one in bench.sources()] == ["", "Kim"]
    bench.matches.undo(FolderRequest(path=str(path)))
    assert [one.path for one in bench.sources()] == [str(bench.folder)]


def test_cameras_of_a_wedding_and_their_clocks(bench: Bench) -> None:
    """Of folders that were given to it here, and of those that are watched as its own from the beginning."""
    path = bench.shoot("card 3", f"{DATE} 12:00")
    bench.look()
    bench.folders.edit(bench.source.id, SourcePatch(wedding=SMITH.name, date=DATE), bench.parent().version)
    bench.look()
    assert bench.listed() == {} and bench.listed("assigned") == {} and bench.matches.exposed() == {}
    (found,) = bench.matches.list(FoldersQuery(wedding="smith & jones", date=DATE)).items
    assert (found.path, found.state, found.wedding, found.level) == (str(path), "assigned", SMITH.name, "high")
    assert [(one.camera, one.dated) for one in found.cameras] == [("Canon EOS R5", 4)]
    told = bench.matches.set_clock(SetClock(path=str(path), camera="Canon EOS R5", seconds=-3600))
    assert [(one.seconds, one.by_person) for one in told.clocks] == [(-3600, True)]
    assert bench.listed() == {} and bench.matches.exposed() == {}, "that decides nothing of the folder"
    assert bench.matches.set_clock(SetClock(path=str(path), camera="Canon EOS R5")).clocks == ()
    assert bench.matches.list(FoldersQuery(wedding="smith & jones", date="2025-01-01")).items == ()
    bench.folders.edit(bench.source.id, SourcePatch(wedding="", date=""), bench.parent().version)
    bench.look()
    assert list(bench.listed()) == ["card 3"], "taken from it by a person, it is not given back unasked"


def test_what_a_person_says_of_a_clock_changes_the_suggestion(bench: Bench) -> None:
    path = bench.shoot("card 3", "2025-06-19 14:00")
    bench.look()
    assert bench.listed()["card 3"].matches == ()
    told = bench.matches.set_clock(SetClock(path=str(path), camera="Canon EOS R5", seconds=48 * 3600))
    assert [(one.name, one.certainty) for one in told.matches] == [("Smith & Jones", "likely")]
    assert bench.matches.set_clock(SetClock(path=str(path), camera="Canon EOS R5")).matches == ()


def test_refusals(bench: Bench, tmp_path: Path) -> None:
    path = bench.shoot("card 3")
    bench.look()
    with pytest.raises(UsageError):
        bench.assign(tmp_path / "nowhere")
    with pytest.raises(UsageError):
        bench.assign(path, "Nobody knows")
    with pytest.raises(UsageError, match="2 weddings: 2025-07-02, 2025-07-05"):
        bench.assign(path, "kim & LEE")
    with pytest.raises(UsageError, match="is of R5"):
        bench.matches.set_clock(SetClock(path=str(path), camera="R5", seconds=1))
    with pytest.raises(NotFoundError):
        bench.matches.dismiss(FolderRequest(path=str(tmp_path)))
    with pytest.raises(NotFoundError):
        bench.matches.undo(FolderRequest(path=str(path)))
    bench.assign(path)
    with pytest.raises(RefusedError):
        bench.matches.dismiss(FolderRequest(path=str(path)))
