"""The end of a run: intent, last look, snapshot. Source: docs/format.md, "Order law"."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec

from studio_backup.base.clock import Clock
from studio_backup.base.errors import ObjectMissing, StorageError
from studio_backup.domain.objects import collection_name, digest_of
from studio_backup.domain.snapshot import Counts, Snapshot, Source, StoredSnapshot
from studio_backup.domain.tree import Entry
from studio_backup.repository import crypto, pending, shelf, snapshots, superseded
from studio_backup.repository import format as layout
from studio_backup.repository.epochs import Epochs
from studio_backup.repository.index import ChunkIndex
from studio_backup.repository.publishing import Publisher
from studio_backup.repository.snapshots import Signer, SnapshotReader
from studio_backup.repository.superseded import Identity
from studio_backup.storage.interface import Listed, Storage


class PacksLost(ObjectMissing):
    """Packs a new snapshot was to rely on went away, or were condemned, while it was made.

    `packs`: their object names. The writer no longer counts what they hold as known: save those chunks again, then
    commit again.
    """

    retryable = True

    def __init__(self, packs: Sequence[str]) -> None:
        super().__init__(
            f"{len(packs)} packs this backup relied on went away while it ran.",
            hint="What they hold is stored anew; if this repeats, verify this place.",
        )
        self.packs = tuple(packs)


class SnapshotDraft(msgspec.Struct, frozen=True):
    """What a run knows of its snapshot; number, chain, time of end and signature are the writer's."""

    source: Source
    root: Entry
    started_ns: int
    partial: bool
    counts: Counts
    merged: tuple[str, ...] = ()
    program: str = ""


class Run(msgspec.Struct, frozen=True):
    """Who writes: the device, the run's id (hex), and the other reachable tiers, where the chain may have gone on."""

    device: Identity
    run: str
    heads: tuple[Storage, ...] = ()


class Committer:
    """Publishes the snapshots of one run. `older`: intents that were there when the run began."""

    def __init__(
        self,
        storage: Storage,
        epochs: Epochs,
        index: ChunkIndex,
        publisher: Publisher,
        devices: Mapping[str, Signer],
        run: Run,
        clock: Clock,
        older: tuple[Listed, ...],
    ) -> None:
        self.storage = storage
        self.epochs = epochs
        self.index = index
        self.publisher = publisher
        self.run = run
        self.clock = clock
        self._older = older
        self._snapshots = SnapshotReader(epochs, devices)
        self._intents: list[str] = []

    def commit(self, draft: SnapshotDraft, relied: Collection[int]) -> StoredSnapshot:
        """Intent, marks, packs, snapshot. All that was saved is durable (the caller's duty). Raises PacksLost."""
        self._intend(draft.root, relied)
        self.check(relied)
        stored = self._publish(draft)
        self._withdraw()
        return stored

    def supersede(self, lost: str, replaced_by: Sequence[str]) -> str:
        """Record that a lost pack is replaced by others (SHA-256, hex); returns the record's name."""
        record = superseded.Superseded(
            format=layout.FORMAT,
            repository=self.epochs.repository,
            collection=self.epochs.collection,
            device=self.run.device.id,
            pack=lost,
            replaced_by=tuple(replaced_by),
            at_ns=self.clock.now_ns(),
        )
        name, data = superseded.seal(self.run.device, record)
        self.publisher.put(name, data, bytes.fromhex(digest_of(name)))
        return name

    def _intend(self, root: Entry, relied: Collection[int]) -> None:
        record = pending.Pending(
            format=layout.FORMAT,
            collection=self.epochs.collection,
            device=self.run.device.id,
            run=self.run.run,
            root=root,
            packs=tuple(sorted(self.index.packs[ordinal].sha256.hex() for ordinal in relied)),
            at_ns=self.clock.now_ns(),
        )
        name, data = pending.seal(self.epochs, record)
        self.publisher.put(name, data, bytes.fromhex(digest_of(name)))
        self._intents.append(name)

    def check(self, relied: Collection[int]) -> None:
        """Look whether all of it is there, else raise PacksLost.

        Marks first, then packs: whoever condemns a pack after this look finds our intent.
        """
        condemned = shelf.condemned_packs(self.storage, self.epochs.collection)
        present = shelf.present_packs(self.storage, self.epochs.collection)
        lost = []
        for ordinal in relied:
            pack = self.index.packs[ordinal]
            if pack.sha256.hex() in condemned or present.get(pack.sha256.hex()) != pack.size:
                lost.append(ordinal)
        if lost:
            self.index.distrust(self.index.packs[ordinal].sha256 for ordinal in lost)
            raise PacksLost(sorted(map(self.index.name, lost)))

    def _publish(self, draft: SnapshotDraft) -> StoredSnapshot:
        before = self._head()
        snapshot = Snapshot(
            format=layout.FORMAT,
            repository=self.epochs.repository,
            collection=self.epochs.collection,
            device=self.run.device.id,
            number=before.snapshot.number + 1 if before else 1,
            previous=before.id if before else "",
            started_ns=draft.started_ns,
            ended_ns=self.clock.now_ns(),
            source=draft.source,
            root=draft.root,
            partial=draft.partial,
            counts=draft.counts,
            merged=draft.merged,
            program=draft.program,
        )
        data = snapshots.seal(self.epochs, self.run.device.seed, snapshot)
        digest = crypto.sha256(data)
        name = collection_name(self.epochs.collection, snapshots.FOLDER, digest.hex())
        self.publisher.put(name, data, digest)
        return StoredSnapshot(digest.hex(), snapshot)

    def _head(self) -> StoredSnapshot | None:
        """The latest valid snapshot of this device's chain, wherever it is."""
        found = [self._head_at(self.storage)]
        for storage in self.run.heads:
            try:
                found.append(self._head_at(storage))
            except StorageError:
                continue  # a place which does not answer now is not reachable
        return snapshots.head([one for one in found if one is not None], self.run.device.id)

    def _head_at(self, storage: Storage) -> StoredSnapshot | None:
        listed = storage.list(f"c/{self.epochs.collection}/{snapshots.FOLDER}/")
        return snapshots.head(self._snapshots.load(storage, listed).snapshots, self.run.device.id)

    def _withdraw(self) -> None:
        """Our intents and those of our killed runs end here; what cannot be removed now, the next run removes."""
        try:
            while self._intents:
                self.storage.delete(self._intents[-1])
                self._intents.pop()
            pending.withdraw(self.storage, self.epochs, self._older, self.run.device.id)
            self._older = ()
        except StorageError:
            return
