"""The façade: a vault at one place, unlocked."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence

from studio_backup.base.clock import Clock
from studio_backup.repository.collections import CollectionListing, load_collections
from studio_backup.repository.committing import Run
from studio_backup.repository.config import Config, checked_config
from studio_backup.repository.devices import Device, load_devices
from studio_backup.repository.epochs import Epochs
from studio_backup.repository.features import check_features
from studio_backup.repository.keys import VaultKeys, load_collection_keys
from studio_backup.repository.opening import open_index
from studio_backup.repository.reading import CollectionReader
from studio_backup.repository.snapshots import Signer, SnapshotListing, SnapshotReader
from studio_backup.repository.superseded import Identity
from studio_backup.repository.writing import CollectionWriter
from studio_backup.storage.interface import Storage


class Repository:
    """An unlocked vault at one place. Methods may be called from many threads.

    What was read once is kept: `forget` lets go of it after somebody else may have written.
    """

    def __init__(self, storage: Storage, keys: VaultKeys, config: Config) -> None:
        self.storage = storage
        self.keys = keys
        self.config = config
        self._lock = threading.RLock()
        self._devices: dict[str, Device] | None = None
        self._epochs: dict[str, Epochs] = {}
        self._readers: dict[str, CollectionReader] = {}
        self._snapshots: dict[str, SnapshotReader] = {}

    @staticmethod
    def open(storage: Storage, keys: VaultKeys) -> Repository:
        """Read and check the config. Raises UnsupportedFormat for a vault that needs a newer program to be read."""
        check_features(storage, keys, "read")
        return Repository(storage, keys, checked_config(storage, keys))

    def forget(self) -> None:
        """Read everything anew from now on."""
        with self._lock:
            self._devices = None
            self._epochs.clear()
            self._readers.clear()
            self._snapshots.clear()

    def collections(self) -> CollectionListing:
        """All collections, and problems with their keys and names. Read anew at each call."""
        return load_collections(self.storage, self.keys)

    def devices(self) -> Mapping[str, Device]:
        """All laptops by id."""
        with self._lock:
            if self._devices is None:
                self._devices = load_devices(self.storage, self.keys).devices
            return self._devices

    def epochs(self, collection: str) -> Epochs:
        """The keys of a collection. Raises ObjectMissing or DamageError if none is at hand."""
        with self._lock:
            found = self._epochs.get(collection)
            if found is None:
                keys = load_collection_keys(self.storage, self.keys, collection)
                found = self._epochs[collection] = Epochs(self.keys.repository, collection, keys)
            return found

    def snapshots(self, collection: str) -> SnapshotListing:
        """The valid snapshots of a collection, oldest first, and Problems: objects damaged or forged, gaps in chains.

        Listed anew at each call; an object is read only once.
        """
        with self._lock:
            reader = self._snapshots.get(collection)
            if reader is None:
                reader = self._snapshots[collection] = SnapshotReader(self.epochs(collection), self.devices())
        return reader.load(self.storage, self.storage.list(f"c/{collection}/snapshots/"))

    def reader(self, collection: str) -> CollectionReader:
        """A reader over the collection's index as it was when first asked for (see `forget`)."""
        with self._lock:
            found = self._readers.get(collection)
            if found is None:
                epochs = self.epochs(collection)
                opened = open_index(self.storage, epochs, self.devices())
                found = self._readers[collection] = CollectionReader(self.storage, epochs, opened)
            return found

    def writer(
        self, collection: str, *, identity: Identity, run: str, clock: Clock, heads: Sequence[Storage] = ()
    ) -> CollectionWriter:
        """A writer for one run of the device. The collection is listed and its index loaded anew.

        `heads`: other reachable places, where this device's chain may have gone on. Raises UnsupportedFormat if only a
        newer program may write here.
        """
        check_features(self.storage, self.keys, "write")
        epochs = self.epochs(collection)
        devices = self._signers(identity)
        opened = open_index(self.storage, epochs, devices)
        with self._lock:
            self._readers.pop(collection, None)
        return CollectionWriter(
            self.storage,
            epochs,
            opened,
            devices,
            Run(identity, run, tuple(heads)),
            clock=clock,
            pack_bytes=self.config.pack_bytes,
        )

    def _signers(self, identity: Identity) -> Mapping[str, Signer]:
        return {identity.id: identity, **self.devices()}
