"""The vault held open for looking into points: each click opens no collection anew. Let go of when nobody looks."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

from studio_backup.base.errors import DamageError, NotFoundError, StorageError
from studio_backup.domain.brief import BriefTree
from studio_backup.domain.recovery import by_age
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.engine.restore.folder_pages import FolderPages, Load
from studio_backup.engine.service.index import Index
from studio_backup.engine.service.vault import HeldVault
from studio_backup.engine.studio import Studio
from studio_backup.repository.reading import CollectionReader
from studio_backup.repository.repository import Repository

REST_S: Final = 300.0
"""Seconds without a look after which everything is let go of."""
_ELSEWHERE = (NotFoundError, DamageError, StorageError)
T = TypeVar("T")


class OpenedVault:
    """Safe for many threads. Reads from the vault's own folder, and from all places once that could not give
    something. Every method raises Locked while the vault is, and what reading raises."""

    def __init__(self, vault: HeldVault, index: Index) -> None:
        self._vault, self._index = vault, index
        self.pages = FolderPages()
        self._stack = contextlib.ExitStack()
        self._studio: Studio | None = None
        self._repository: Repository | None = None
        self._since = 0
        self._everywhere = False
        self._points: dict[str, StoredSnapshot] = {}
        self._mutex = threading.RLock()
        self._resting: threading.Timer | None = None
        self._looking = self._looks = self._looks_before = 0

    def point(self, point_id: str) -> StoredSnapshot:
        """A point of the catalog by its whole id. Raises NotFoundError."""
        row = self._index.row(point_id)
        if row is None:
            raise NotFoundError("There is no such recovery point.", hint="`points` lists them.")
        return self.points([row.collection], only=point_id)[0]

    def points(self, collections: Iterable[str], *, only: str = "") -> list[StoredSnapshot]:
        """All points of these collections which the catalog knows, oldest first."""
        wanted = set(collections)
        ids = [only] if only else [row.id for row in self._index.rows() if row.collection in wanted]
        with self._looked(), self._mutex:
            self._open()
            if any(one not in self._points for one in ids):
                self._learn(wanted)
            found = [self._points[one] for one in ids if one in self._points]
        if only and not found:
            raise NotFoundError("This recovery point cannot be read.", hint="Run `verify --heal`.")
        return sorted(found, key=by_age)

    def _learn(self, collections: Iterable[str]) -> None:
        for collection in collections:
            listing = self._trying(lambda repository, c=collection: repository.snapshots(c))  # type: ignore[misc]
            self._points.update((one.id, one) for one in listing.snapshots)

    def loader(self, collection: str) -> Load:
        """Reads stored folders of a collection."""

        def load(tree_id: str) -> BriefTree:
            return self.reading(collection, lambda reader: reader.brief_tree(tree_id))

        return load

    def reading(self, collection: str, read: Callable[[CollectionReader], T]) -> T:
        """What `read` finds; tried with a fresh index and from all places before it is given up."""
        with self._looked():
            return self._trying(lambda repository: read(repository.reader(collection)))

    @contextlib.contextmanager
    def studio(self) -> Iterator[Studio]:
        """The studio itself, for what only asks this home."""
        with self._looked():
            with self._mutex:
                self._open()
                assert self._studio
                studio = self._studio
            yield studio

    def close(self) -> None:
        """Let go of everything that was opened and remembered."""
        with self._mutex:
            if self._resting is not None:
                self._resting.cancel()
                self._resting = None
            self._let_go()
            self.pages.clear()

    def _trying(self, read: Callable[[Repository], T]) -> T:
        with contextlib.suppress(*_ELSEWHERE):
            return read(self._open())
        with contextlib.suppress(*_ELSEWHERE):
            repository = self._open()
            repository.forget()  # packs may have come since it was opened
            return read(repository)
        return read(self._open(everywhere=True))

    def _open(self, *, everywhere: bool = False) -> Repository:
        with self._mutex:
            stale = self._since != self._vault.since_ns or (everywhere and not self._everywhere)
            if self._repository is not None and not stale:
                return self._repository
            self._let_go()
            if not self._vault.unlocked:
                self.pages.clear()
            self._studio = self._stack.enter_context(self._vault.studio())
            self._everywhere = everywhere
            over = self._studio.everywhere() if everywhere else None
            self._repository = self._studio.repository_over(over) if over else self._studio.repository
            self._since = self._vault.since_ns
            return self._repository

    def _let_go(self) -> None:
        self._repository = self._studio = None
        self._since = 0
        self._points.clear()
        self._stack.close()

    @contextlib.contextmanager
    def _looked(self) -> Iterator[None]:
        """While somebody looks nothing is let go of; afterwards it is, unless somebody looks again in time."""
        with self._mutex:
            self._looking += 1
            self._looks += 1
            if self._resting is None:
                self._rest_later()
        try:
            yield
        finally:
            with self._mutex:
                self._looking -= 1

    def _rest_later(self) -> None:
        self._looks_before = self._looks
        self._resting = threading.Timer(REST_S, self._rest)
        self._resting.daemon = True
        self._resting.start()

    def _rest(self) -> None:
        with self._mutex:
            self._resting = None
            if self._looking or self._looks != self._looks_before:
                self._rest_later()
            else:
                self.close()
