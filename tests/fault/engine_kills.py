"""SIGKILL of a real engine under live work: nothing acknowledged is lost, work goes on, the catalog stays right."""

from __future__ import annotations

import contextlib
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import oracle
from engine_process import EngineProcess
from live_work import LiveWork
from power_cuts import Result
from rig import WEDDING, Rig, contents_of, rescued, run_rescue

from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import NewSource
from studio_backup.base.clock import SystemClock
from studio_backup.domain.job import Job
from studio_backup.engine.studio import Studio
from studio_backup.engine.unlock import Options
from studio_backup.engine.wiring import open_studio
from tests.support import catalogs

KILLS = 200
FRESH_AFTER = 20  # kills after which all is brought to rest and judged as a whole, and a new vault is taken
AIMED = 0.85  # of the kills come while a job runs; the others at any moment, start-up too
SETTLE_S = 0.3
_WORK_S, _REST_S = 6.0, 120.0  # seconds of patience
_SAMPLE = 4  # acknowledged points which are brought back whole at each rest, besides the newest


@dataclass
class Studios:
    """A rig with live work in its source. `owed`: jobs which a kill interrupted."""

    rig: Rig
    work: LiveWork
    chance: random.Random
    at_work: Counter[str] = field(default_factory=Counter)
    kills: int = 0
    owed: set[str] = field(default_factory=set)
    engine: EngineProcess | None = None

    @property
    def scratch(self) -> Path:
        """For copies and rebuilt catalogs."""
        return self.rig.base / "scratch"

    def start(self) -> EngineProcess:
        """The next life of the engine."""
        self.engine = EngineProcess.started(self.rig)
        return self.engine

    def kill(self) -> None:
        """Let the engine live for some moments and kill it."""
        engine = self.engine or self.start()
        if self.chance.random() < AIMED:
            kind = self.chance.choice(("backup", "replicate"))
            engine.wait_for_work(kind, _WORK_S)
            time.sleep(self.chance.choice((0.0, 0.05, 0.3, 1.0)) * self.chance.random())
        else:
            time.sleep(self.chance.uniform(0.0, 3.0))
        engine.kill()
        self.engine = None
        self.kills += 1

    @contextlib.contextmanager
    def opened(self) -> Iterator[Studio]:
        """The vault, read in this process."""
        with open_studio(Options(str(self.rig.place("home")), kit_file=str(self.rig.kit)), SystemClock()) as studio:
            yield studio


def campaign(kills: int, seed: int) -> Result:
    """`kills` kills. The result's size says how many of them found a job in progress."""
    chance, problems, at_work = random.Random(seed), [], Counter[str]()
    done = 0
    while done < kills and len(problems) < 10:
        wanted = min(FRESH_AFTER, kills - done)
        with _fresh(chance, at_work) as studios:
            try:
                _campaign(studios, wanted)
            except oracle.Broken as broken:
                problems.append(f"after kill {done + studios.kills}: {broken}")
            done += max(1, studios.kills)
    size = f"{done} kills, {at_work['']} at work (backup {at_work['backup']}, copy {at_work['replicate']})"
    return Result("SIGKILL of the engine", size, seed, tuple(problems))


def _campaign(studios: Studios, kills: int) -> None:
    studios.work.start()
    for _ in range(kills):
        studios.kill()
        after_a_kill(studios)
        studios.start()
    at_rest(studios)


def after_a_kill(studios: Studios) -> None:
    """What has to hold while no engine runs, judged on what the dead one left. Raises oracle.Broken."""
    with _judged(), studios.opened() as studio:
        rebuilt = catalogs.rebuilt(studio, studios.scratch / "rebuilt")
        with catalogs.left_behind(studios.rig.place("home"), studios.scratch / "left") as left:
            jobs = catalogs.all_jobs(left)
            _count(studios, jobs)
            _nothing_is_lost(studios.rig, jobs)
            if difference := catalogs.caught_up(left, studio).difference(rebuilt):
                raise oracle.Broken(f"the catalog is not as a rebuilt one: {difference}")


def _count(studios: Studios, jobs: list[Job]) -> None:
    running = [job for job in jobs if job.state == "in progress"]
    studios.at_work.update({job.kind for job in running} | ({""} if running else set()))
    studios.owed |= {job.id for job in jobs if not job.ended}


def _nothing_is_lost(rig: Rig, jobs: list[Job]) -> None:
    """Every point of a completed job is in the vault, and on the NAS if a copy began after it and was completed."""
    for place, names in (("vault", _acknowledged(jobs)), ("nas", _copied(jobs))):
        there = {name[-64:] for name, _ in oracle.objects(rig.place(place)) if "/snapshots/" in name}
        if lost := names - there:
            raise oracle.Broken(f"{len(lost)} acknowledged points are not at {place}: {sorted(lost)[:3]}")


def _acknowledged(jobs: list[Job]) -> set[str]:
    return {point for job in jobs if job.kind == "backup" and job.state == "completed" for point in job.points}


def _copied(jobs: list[Job]) -> set[str]:
    last = max((job.started_ns for job in jobs if job.kind == "replicate" and job.state == "completed"), default=0)
    return _acknowledged([job for job in jobs if 0 < job.ended_ns < last])


def at_rest(studios: Studios) -> None:
    """The work ends, the engine brings all of it to every place by itself, and everything is looked at."""
    studios.work.stop()
    now = SystemClock().now_ns()
    engine = studios.engine or studios.start()
    with engine.door() as door:
        jobs = _wait_for_rest(studios, door, now)
    unfinished = studios.owed - {job.id for job in jobs if job.state == "completed"}
    if unfinished:
        fates = [f"{job.kind} {job.state}: {job.error}" for job in jobs if job.id in unfinished]
        raise oracle.Broken(f"{len(unfinished)} interrupted jobs did not go on to their end: {fates[:3]}")
    _catalog_is_right(studios)
    engine.end()
    studios.engine = None
    oracle.objects_are_whole(studios.rig)
    oracle.law_is_kept(studios.rig)
    _points_come_back(studios, jobs)


def _wait_for_rest(studios: Studios, door: RemoteService, since_ns: int) -> list[Job]:
    """Until a backup which began after the last change is complete, and nothing waits anywhere."""
    end = time.monotonic() + _REST_S
    while True:
        status = door.status()
        waits = [one.path for one in status.sources if one.waiting_since_ns]
        late = [one.name for one in status.tiers if one.waiting_since_ns or one.state != "good"]
        if not (waits or late or status.running or status.queued) and (jobs := _settled(studios, since_ns)):
            return jobs
        if time.monotonic() > end:
            asked = [f"{job.kind} {job.state} {job.stage} {job.waits_for} {job.error}" for job in status.running]
            raise oracle.Broken(f"no rest within {_REST_S} s: {waits} {late} {asked}, {status.queued} queued")
        time.sleep(0.2)


def _settled(studios: Studios, since_ns: int) -> list[Job]:
    with contextlib.closing(catalogs.Catalog(str(studios.rig.place("home") / catalogs.NAME), SystemClock())) as kept:
        jobs = catalogs.all_jobs(kept)
    late = [job for job in jobs if job.kind == "backup" and job.state == "completed" and job.started_ns > since_ns]
    return jobs if late else []


def _catalog_is_right(studios: Studios) -> None:
    """The running engine's own, as it is."""
    with _judged(), studios.opened() as studio:
        rebuilt = catalogs.rebuilt(studio, studios.scratch / "rebuilt")
        kept = catalogs.kept(studios.rig.place("home") / catalogs.NAME)
        if difference := kept.difference(rebuilt):
            raise oracle.Broken(f"the running engine's catalog is not as a rebuilt one: {difference}")


def _points_come_back(studios: Studios, jobs: list[Job]) -> None:
    """By the rescue script: the newest equals the source, from the NAS too; others hold what was once written."""
    points = [point for job in jobs if job.kind == "backup" and job.state == "completed" for point in job.points]
    for place in oracle.PLACES:
        if _rescued(studios, place, points[0]) != contents_of(studios.rig.source):
            raise oracle.Broken(f"the newest point came back from {place} different from the source")
    for point in studios.chance.sample(points, min(_SAMPLE, len(points))):
        found = _rescued(studios, studios.chance.choice(oracle.PLACES), point, vanished=_vanished(studios, point))
        if foreign := [path for path, digest in found.items() if digest not in studios.work.written]:
            raise oracle.Broken(f"{point[:12]} came back with contents nobody wrote: {foreign[:3]}")


def _vanished(studios: Studios, point: str) -> int:
    """Files of the point which were deleted or renamed before their turn to be read came: it says so itself."""
    known = catalogs.kept(studios.rig.place("home") / catalogs.NAME).points
    return next(row.flagged for row in known if row.id == point)


def _rescued(studios: Studios, place: str, point: str, vanished: int = 0) -> dict[str, str]:
    target = studios.rig.base / "rescued"
    shutil.rmtree(target, ignore_errors=True)
    with _judged():
        if not vanished:
            return rescued(studios.rig.place(place), studios.rig.kit, point, target)
        words = ("--kit", studios.rig.kit, "--snapshot", point, "--to", target)
        code, said = run_rescue(str(studios.rig.place(place)), *map(str, words))
        lost = said.count("LOST: ")
        if code not in (0, None, 4) or lost > vanished or lost != said.count("has no contents in this point"):
            raise oracle.Broken(f"rescue of {point[:12]} ended {code}, {vanished} files had vanished: {said[-800:]}")
        return contents_of(target)


@contextlib.contextmanager
def _judged() -> Iterator[None]:
    """Whatever fails while judging is a broken promise too, told with its kind."""
    try:
        yield
    except oracle.Broken:
        raise
    except Exception as error:
        raise oracle.Broken(f"{type(error).__name__}: {error}") from error


@contextlib.contextmanager
def _fresh(chance: random.Random, at_work: Counter[str]) -> Iterator[Studios]:
    """A new vault with a NAS folder and a watched folder; nothing of it is left afterwards."""
    base = Path(tempfile.mkdtemp(prefix="sb-engine-"))
    seed = chance.getrandbits(32)
    rig = Rig.made(base / "rig", seed)
    shutil.rmtree(rig.source)
    work = LiveWork(rig.source, base / "drafts", random.Random(seed))
    studios = Studios(rig, work, random.Random(seed + 1), at_work)
    try:
        source = NewSource(path=str(rig.source), wedding=WEDDING[1], date=WEDDING[3], settle_s=SETTLE_S)
        with studios.start().door() as door:
            door.add_source(source)
        yield studios
    finally:
        with contextlib.suppress(RuntimeError):  # it never began
            work.stop()
        if studios.engine is not None:
            studios.engine.discard()
        shutil.rmtree(base, ignore_errors=True)
