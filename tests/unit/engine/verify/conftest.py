"""A real vault with a wedding on a real folder, copied to two more places."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.base.files import Writer
from studio_backup.domain.snapshot import Counts, Source, StoredSnapshot
from studio_backup.domain.tree import Entry
from studio_backup.engine.verify.knowledge import learn
from studio_backup.engine.verify.levels import Surroundings, verify
from studio_backup.engine.verify.report import Site, VaultSide, VerifyReport, VerifyRequest
from studio_backup.repository import crypto
from studio_backup.repository.audit import append_audit
from studio_backup.repository.chunker import Cutter, sizes_for
from studio_backup.repository.collections import ensure_collection
from studio_backup.repository.committing import SnapshotDraft
from studio_backup.repository.format import new_id
from studio_backup.repository.marker import new_marker, read_marker
from studio_backup.repository.repository import Repository
from studio_backup.repository.writing import CollectionWriter
from studio_backup.storage.fallback import FallbackStorage
from studio_backup.storage.memory import MemoryStorage
from studio_backup.sync.difference import plan_replication
from studio_backup.sync.ledger import Ledger
from studio_backup.sync.listing import Listing, freeze
from studio_backup.sync.place import Place
from studio_backup.sync.replicator import ReplicationReport, replicate
from tests.support.repositories import SteppingClock
from tests.support.vaults import new_identity, new_vault

QUIET = NoProgress()


class Studio:
    """One vault, its laptop, its wedding, and three places."""

    def __init__(self, folder: Path) -> None:
        self.clock = SteppingClock()
        self.cancel = CancelToken()
        self.folder = folder
        self.source = folder / "Anna & Ben"
        self.source.mkdir()
        self.storages: dict[str, MemoryStorage] = {}
        local = self.storages["local"] = MemoryStorage(clock=self.clock, label="local")
        made = new_vault(local, clock=self.clock)
        self.keys = made.keys
        self.identity = new_identity(local, self.keys, clock=self.clock)
        self.sites = {"local": self._site("local", "local")}
        self.opened = Repository.open(local, self.keys)
        self.collection = self.wedding("Anna & Ben", "2026-06-20")

    def _site(self, name: str, role: str) -> Site:
        storage = self.storages[name]
        data = new_marker(self.keys, name=name, role=role, clock=self.clock)
        storage.put("tier", data, sha256=crypto.sha256(data))
        place = Place(read_marker(data).id, name, storage)
        return Site(place, self._ledger(place.id), is_vault=name == "local")

    def _ledger(self, place: str) -> Ledger:
        return Ledger(str(self.folder / f"{place}.jsonl"), writer=Writer("a" * 16, "b" * 16))

    def add_place(self, name: str) -> Site:
        self.storages[name] = MemoryStorage(clock=self.clock, label=name)
        self.sites[name] = self._site(name, "nas")
        return self.sites[name]

    def forget_ledgers(self) -> None:
        for path in self.folder.glob("*.jsonl"):
            path.unlink()
        self.sites = {
            name: Site(one.place, self._ledger(one.place.id), one.is_vault) for name, one in self.sites.items()
        }

    @property
    def repository(self) -> Repository:
        config = self.opened.config
        return Repository(FallbackStorage(list(self.storages.values())), self.keys, config)

    @property
    def local(self) -> Repository:
        return Repository.open(self.storages["local"], self.keys)

    def wedding(self, label: str, date: str) -> str:
        return ensure_collection(
            self.storages["local"], self.keys, label=label, date=date, kind="wedding", clock=self.clock
        ).id

    def write(self, name: str, size: int, seed: int = 1) -> Path:
        path = self.source / name
        path.write_bytes(random.Random(f"{name}{seed}").randbytes(size))
        return path

    def back_up(self, collection: str = "") -> StoredSnapshot:
        """As the program does, in little: every file of the source, cut by its contents."""
        with self.local.writer(
            collection or self.collection, identity=self.identity, run=new_id(), clock=self.clock
        ) as writer:
            entries = [self._saved(writer, path) for path in sorted(self.source.iterdir())]
            root = Entry(type="folder", tree=writer.save_folder(entries))
            source = Source(path=str(self.source))
            return writer.commit(SnapshotDraft(source, root, self.clock.now_ns(), False, Counts(files=len(entries))))

    def _saved(self, writer: CollectionWriter, path: Path) -> Entry:
        data = memoryview(path.read_bytes())
        cuts = Cutter(sizes_for(data[:4096], len(data), self.local.config.chunking)).cut(data, True)
        ids, at = [], 0
        for length in cuts:
            ids.append(writer.save_chunk(data[at : at + length]))
            at += length
        chunks, parts = writer.save_chunk_list(ids)
        return Entry(type="file", name=path.name, size=len(data), chunks=chunks, chunk_parts=parts)

    def freeze(self, name: str) -> Listing:
        return freeze(self.storages[name], cancel=self.cancel)

    def replicate(self, name: str) -> ReplicationReport:
        site = self.sites[name]
        knowledge = learn(self.local, progress=QUIET, cancel=self.cancel)
        plan = plan_replication(self.freeze("local"), self.freeze(name), knowledge.needs, ignored=knowledge.superseded)
        return replicate(
            plan, self.sites["local"].place, site.place, ledger=site.ledger, clock=self.clock, progress=QUIET,
            cancel=self.cancel,
        )  # fmt: skip

    def verify(self, *targets: str, level: str = "read", heal: bool = False, drill=None, **options) -> VerifyReport:
        names = targets or tuple(self.sites)
        request = VerifyRequest(level, frozenset(self.sites[name].place.id for name in names), heal=heal, **options)
        around = Surroundings(
            self.repository,
            tuple(self.sites.values()),
            VaultSide(self.storages["local"], self.identity, new_id()),
            drill,
            self._audit,
        )
        return verify(request, around, clock=self.clock, progress=QUIET, cancel=self.cancel)

    def _audit(self, act: str, place: str, objects) -> None:
        append_audit(
            self.storages["local"], self.keys.repository, self.identity, act=act, place=place, objects=objects,
            clock=self.clock,
        )  # fmt: skip

    def damage(self, name: str, *objects: str, change=None) -> None:
        for one in objects:
            data = self.storages[name].get(one)
            self.storages[name].damage(one, change(data) if change else data[:-1] + bytes([data[-1] ^ 1]))

    def contents(self, snapshot: StoredSnapshot, name: str = "local") -> dict[str, bytes]:
        """What a restore from one place alone gives."""
        reader = Repository.open(self.storages[name], self.keys).reader(snapshot.snapshot.collection)
        return {
            entry.name: b"".join(reader.read_chunk(chunk) for chunk in reader.chunk_ids(entry))
            for _, entry in reader.walk(snapshot)
            if entry.type == "file"
        }


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    """Two backups of one wedding, and a copy of all of it at the NAS."""
    made = Studio(tmp_path)
    made.write("ceremony.raw", 3_000_000)
    made.write("notes.xmp", 2_000)
    made.first = made.back_up()
    made.write("party.raw", 1_500_000)
    made.second = made.back_up()
    append_audit(
        made.storages["local"], made.keys.repository, made.identity, act="test", place="", objects=[], clock=made.clock
    )
    made.add_place("nas")
    assert made.replicate("nas").complete
    return made
