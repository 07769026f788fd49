"""The rows of the benchmark: each measures one thing, for all contenders in turn."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import bucket
import corpus
from contenders import Contender, Studio
from measure import Run, emptied, forget_cached, quiet, read_medium, run, timed, warm
from report import OURS, Figures

GIB = 1 << 30
POSITIONS = 40
COPY = "cp -r + sync"
MEDIUM = "reading alone"
SAFELY = "restore, on the medium and read back"


class Table:
    """Measures rows into `figures`, with everything it makes below `work`."""

    def __init__(self, work: Path, plan: corpus.Plan, figures: Figures, contenders: Sequence[Contender]) -> None:
        self.work, self.plan, self.figures, self.contenders = work, plan, figures, contenders
        self.source = work / "source"
        self.studio = next(c for c in contenders if isinstance(c, Studio))
        self.gib = 0.0
        self._derivations: dict[str, float] = {}

    def make_source(self) -> None:
        """The corpus; not measured."""
        self.gib = corpus.make(self.source, self.plan) / GIB

    # The rounds -----------------------------------------------------------------------------------------------

    def round(self, number: int, *, short: bool = False) -> None:
        """Every row which compares, once for each contender, row by row; `short`: the initial backup alone."""
        place = self.work / f"round{number}"
        place.mkdir()
        for one in self.contenders:
            one.create(place / one.name.split()[0])
        self._measure_derivations()
        for one in self.contenders:
            self._initial(one)
        if short:
            emptied(place)
            return
        self._each("unchanged run", lambda c: c.backup(self.source), skip=COPY)
        self._each("full verify", lambda c: c.verify(), skip=COPY)
        self._each("full verify, nothing cached", lambda c: c.verify() if forget_cached() else None, skip=COPY)
        self.figures.add("full verify, nothing cached", MEDIUM, read_medium(place / self.studio.name.split()[0]))
        for one in self.contenders:
            self._restore(one, place)
        corpus.increment(self.source, self.plan, place / "aside")
        self._each("increment", lambda c: c.backup(self.source), skip=COPY)
        corpus.revert(self.source, self.plan, place / "aside")
        emptied(place)

    def _measure_derivations(self) -> None:
        """Without a keyring, opening costs each contender about a second of key derivation: subtracted everywhere."""
        if self.studio.keyring:
            return
        for one in self.contenders:
            taken = one.derivation()
            self._derivations[one.name] = taken.seconds
            self.figures.add("key derivation (subtracted)", one.name, taken.seconds)

    def _seconds(self, one: Contender, taken: Run) -> float:
        return max(0.001, taken.seconds - self._derivations.get(one.name, 0.0))

    def _initial(self, one: Contender) -> None:
        warm(self.source)
        quiet()
        taken = one.backup(self.source)
        self.figures.add("initial", one.name, self._seconds(one, taken))
        self.figures.add("initial, CPU", one.name, taken.cpu / self.gib, "s/GiB")
        self.figures.add("initial, peak memory", one.name, taken.peak / corpus.MIB, "MiB")

    def _each(self, row: str, work: Callable[[Contender], Run | None], *, skip: str) -> None:
        for one in self.contenders:
            if one.name == skip:
                continue
            quiet()
            if taken := work(one):
                self.figures.add(row, one.name, self._seconds(one, taken))
                self.figures.add(f"{row}, peak memory", one.name, taken.peak / corpus.MIB, "MiB")

    def _restore(self, one: Contender, place: Path) -> None:
        """What is stored lies in the page cache for everybody: some write it past that, others not."""
        name = one.name.split()[0]
        stored, target = place / name, place / f"back-{name}"
        if stored.exists():
            warm(stored)
        taken = self._restored(one, target, one.restore)
        self.figures.add("restore", one.name, self._seconds(one, taken))
        self.figures.add("restore, peak memory", one.name, taken.peak / corpus.MIB, "MiB")
        if one.restores_safely:  # ours does so always
            self.figures.add(SAFELY, one.name, self._seconds(one, taken))
        elif one.restore_safely:
            taken = self._restored(one, target.with_name(f"{target.name}-safely"), one.restore_safely)
            self.figures.add(SAFELY, one.name, self._seconds(one, taken))

    def _restored(self, one: Contender, target: Path, restore: Callable[[Path], Run]) -> Run:
        quiet()
        taken = restore(target)
        if (found := corpus.size_of(target)) != corpus.size_of(self.source):
            self.figures.notes.append(f"WRONG: {one.name} restored {found} bytes")
        emptied(target)
        return taken

    # Ours alone -----------------------------------------------------------------------------------------------

    def replicate_to_folder(self, rounds: int) -> None:
        """The vault to a second folder, and to one that is a NAS to us (all is read back), against `cp -r` + sync."""
        place = self._fresh("folder", self.source)
        for number in range(rounds):
            for role, row in (("offsite", "local to a second folder"), ("nas", "local to a NAS folder, read back")):
                self._replicate(place / f"{role}{number}", role, row)
                self._copy(place / f"copy{number}", row)
        shutil.rmtree(place)

    def _replicate(self, target: Path, role: str, row: str) -> None:
        self.studio.call("tier", "add", target.name, target, "--role", role)
        quiet()
        taken = self.studio.call("replicate", "--tier", target.name)
        self.figures.add(row, OURS, self._seconds(self.studio, taken))
        self.studio.call("tier", "remove", target.name)
        emptied(target)

    def _copy(self, target: Path, row: str) -> None:
        quiet()
        taken = run(["sh", "-c", 'cp -r "$0" "$1" && sync', str(self.studio.place), str(target)], os.environ)
        self.figures.add(row, COPY, taken.seconds)
        emptied(target)

    def replicate_to_s3(self, rounds: int) -> None:
        """The vault to a bucket on loopback, against plain puts of the same bytes in objects of 32 MiB."""
        place = self._fresh("s3", self.source)
        size = corpus.size_of(self.studio.place)
        for number in range(rounds):
            with bucket.served(place / f"weed{number}") as server:
                self.studio.call("tier", "add", f"s3-{number}", server.location("vault"), "--role", "cloud")
                taken = self.studio.call("replicate", "--tier", f"s3-{number}")
                self.figures.add("local to S3 on loopback", OURS, self._seconds(self.studio, taken))
            with bucket.served(place / f"plain{number}") as server:
                self.figures.add(
                    "local to S3 on loopback", "plain puts of 32 MiB", timed(lambda s=server: s.fill(size))
                )
            self.studio.call("tier", "remove", f"s3-{number}")
            shutil.rmtree(place / f"weed{number}")
            shutil.rmtree(place / f"plain{number}")
        shutil.rmtree(place)

    def insertions(self) -> None:
        """What is stored again after 1 MiB was inserted into a file of 200 MiB which is no camera media."""
        folder = self.work / "insertions"
        folder.mkdir()
        size = self.plan.catalog_bytes
        base, file = self.work / "base.bin", folder / "file.bin"
        with base.open("wb") as out:
            out.writelines(corpus.noise(self.plan.seed, "insertions", size))
        shutil.copyfile(base, file)
        place = self._fresh("insertions-vault", folder)
        for position in random.Random(self.plan.seed).choices(range(size), k=POSITIONS):
            corpus.insert(base, file, f"{self.plan.seed}", position)
            stored = json.loads(self.studio.backup(folder).output)["bytes_stored"]
            self.figures.add(f"stored again, {POSITIONS} insertions of 1 MiB", OURS, stored / corpus.MIB, "MiB")
        shutil.rmtree(place)
        shutil.rmtree(folder)
        base.unlink()

    def growth(self, counts: Sequence[int]) -> None:
        """Time for each file and memory, from few files to many."""
        for count in counts:
            folder = self.work / f"many{count}"
            _many_files(folder, count)
            place = self.work / f"growth{count}"
            self.studio.create(place)
            first = self.studio.backup(folder)
            again = self.studio.backup(folder)
            for row, taken in (("initial", first), ("unchanged run", again)):
                label = f"{row}, {count} small files"
                self.figures.add(label, OURS, self._seconds(self.studio, taken))
                self.figures.add(f"{label}, peak memory", OURS, taken.peak / corpus.MIB, "MiB")
            shutil.rmtree(folder)
            shutil.rmtree(place)

    def _fresh(self, name: str, source: Path) -> Path:
        place = self.work / name
        self.studio.create(place)
        self.studio.backup(source)
        return place


def _many_files(root: Path, count: int) -> None:
    """Small files, 500 a folder."""
    for number in range(count):
        folder = root / f"{number // 500:05}"
        if number % 500 == 0:
            folder.mkdir(parents=True)
        (folder / f"IMG_{number:07}.xmp").write_text(f"<x:xmpmeta rating='{number}'/>" * 4)
