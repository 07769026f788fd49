"""Eyes for local folders on Linux: every folder that a backup takes is watched by the kernel."""

from __future__ import annotations

import errno
import os
import select
import socket
from collections.abc import Iterable

from studio_backup.engine.backup.place import Place
from studio_backup.engine.backup.scanner import Listing
from studio_backup.engine.watch import inotify
from studio_backup.engine.watch.inotify import Inotify, RawEvent
from studio_backup.engine.watch.report import BlindError, View
from studio_backup.engine.watch.taking import Walk, counted_as, may_mark_own
from studio_backup.engine.watch.values import How
from studio_backup.engine.watch.volumes import Volume

GATHER_S = 0.1
"""Events are gathered for so long before they are read: a file that is being written causes hundreds."""
_LIMITS = {
    errno.ENOSPC: "The system's limit of watched folders is reached (fs.inotify.max_user_watches)",
    errno.EMFILE: "The system's limit of watching programs is reached (fs.inotify.max_user_instances)",
    errno.ENFILE: "The system has no file descriptors left",
    errno.ENOMEM: "The system has no memory left for watching folders",
    errno.ENOSYS: "This system tells no changes",
}
_CAME, _WENT = inotify.CREATE | inotify.MOVED_TO, inotify.DELETE | inotify.MOVED_FROM
_CONTENTS = inotify.MODIFY | inotify.MOVED_TO


class FolderEyes:
    """The kernel's watches of one source."""

    how: How = "events"

    def __init__(self, view: View) -> None:
        self._path = view.path
        self._rules = view.rules
        self._report = view.report
        self._since = view.since
        self._cancel = view.cancel
        self._places: dict[int, Place] = {}
        self._unseen: set[str] = set()  # folders that could not be listed: their rights may change
        self._queue: Inotify | None = None
        self._woken, self._waker = socket.socketpair()
        self._waker.setblocking(False)

    @property
    def folders(self) -> int:
        """How many folders are watched."""
        return len(self._places)

    def open(self) -> None:
        """See Eyes."""
        try:
            self._queue = Inotify()
        except OSError as error:
            raise _blind(error) from error
        self.refresh()

    def refresh(self) -> None:
        """See Eyes. Watches of folders that are there are kept: nothing is missed meanwhile."""
        before, self._places, self._unseen = self._places, {}, set()
        for _ in self._enter(Place(None, "")):
            pass
        if not self._places:
            raise BlindError("Its folder cannot be listed")
        for watch in before.keys() - self._places.keys():
            self._inotify.remove(watch)

    @property
    def _inotify(self) -> Inotify:
        assert self._queue is not None
        return self._queue

    def watch(self, seconds: float) -> None:
        """See Eyes."""
        ready, _, _ = select.select([self._inotify.fd, self._woken.fileno()], [], [], max(0.0, seconds))
        if self._woken.fileno() in ready:
            self._woken.recv(4096)
            return
        if ready:
            select.select([self._woken], [], [], GATHER_S)
            self._judge(self._inotify.read())

    def wake(self) -> None:
        """See Eyes."""
        try:
            self._waker.send(b"w")
        except OSError:
            return  # closed, or woken often enough

    def close(self) -> None:
        """See Eyes."""
        if self._queue is not None:
            self._queue.close()
            self._queue = None
        self._places.clear()
        self._woken.close()
        self._waker.close()

    def _judge(self, events: Iterable[RawEvent]) -> None:
        files: dict[tuple[Place, str], int] = {}
        for event in events:
            if event.mask & inotify.OVERFLOW:
                self._report.lost()
            elif event.watch not in self._places:
                continue
            elif not event.name:
                self._of_folder_itself(event)
            elif event.mask & inotify.ISDIR:
                self._of_folder(event)
            else:
                key = (self._places[event.watch], event.name)
                files[key] = files.get(key, 0) | event.mask
        paths = {path for key, mask in files.items() if (path := self._file(*key, mask))}
        if paths:
            self._report.changed(paths)

    def _file(self, place: Place, name: str, mask: int) -> str | None:
        """The path that changed, None if nothing of what is taken did."""
        if self._rules.selection.left_out_by(place, name, False):
            return None
        if mask & _CAME and may_mark_own(name) and self._leave_if_own(place):
            return None
        folder = os.path.join(self._path, place.path())
        if not mask & ~inotify.CLOSE_WRITE and not self._was_written(os.path.join(folder, name)):
            return None
        base = counted_as(name, written=bool(mask & _CONTENTS), folder=folder)
        return place.path(base) if base else None

    def _was_written(self, path: str) -> bool:
        """Whether a file that was open for writing was written: through a mapping, no other event tells."""
        try:
            found = os.lstat(path)
        except OSError:
            return False
        return max(found.st_mtime_ns, found.st_ctime_ns) >= self._since()

    def _of_folder(self, event: RawEvent) -> None:
        place = self._places[event.watch]
        if self._rules.selection.left_out_by(place, event.name, True):
            return
        if event.mask & _CAME and may_mark_own(event.name):
            self._leave_if_own(place)
        if event.mask & _CAME:
            for listing in self._enter(Place(place, event.name)):
                self._report.changed(names_in(listing))
        elif event.mask & _WENT:
            moved = bool(event.mask & inotify.MOVED_FROM)
            self._report.changed((place.path(event.name),) if moved else (), at_least=moved)
        else:
            self._report.changed(())
            if place.path(event.name) not in self._unseen:
                return
            self._unseen.discard(place.path(event.name))
            for listing in self._enter(Place(place, event.name)):
                self._report.changed(names_in(listing))

    def _of_folder_itself(self, event: RawEvent) -> None:
        place = self._places[event.watch]
        if place.parent is None and event.mask & (inotify.UNMOUNT | inotify.DELETE_SELF | inotify.MOVE_SELF):
            self._report.gone()
        elif event.mask & inotify.UNMOUNT:
            self._report.lost()
        elif event.mask & inotify.MOVE_SELF and not self._is_still_there(event.watch, place):
            self._forget(place)
        if event.mask & inotify.IGNORED:
            self._places.pop(event.watch, None)

    def _is_still_there(self, watch: int, place: Place) -> bool:
        walk = self._walk()
        try:
            return self._add(walk, place) == watch
        finally:
            walk.close()

    def _forget(self, place: Place) -> None:
        """It and all below it left this source."""
        for watch, one in list(self._places.items()):
            if _is_below(one, place):
                self._inotify.remove(watch)
                del self._places[watch]

    def _walk(self) -> Walk:
        return Walk(self._path, self._rules)

    def _enter(self, start: Place) -> Iterable[Listing]:
        """Watches a folder and those below; each is watched before it is listed, so nothing falls between."""
        walk, waiting = self._walk(), [start]
        try:
            while waiting:
                self._cancel.check()
                self._report.alive()
                place = waiting.pop()
                watch = self._add(walk, place)
                listing = walk.listing(place) if watch is not None else None
                if watch is None or listing is None or listing.is_own or listing.error is not None:
                    self._pass_by(watch, place, listing)
                    continue
                self._refuse_network(listing)
                self._places[watch] = place
                waiting.extend(below for below, _ in listing.folders)
                yield listing
        finally:
            walk.close()

    def _pass_by(self, watch: int | None, place: Place, listing: Listing | None) -> None:
        if watch is not None:
            self._inotify.remove(watch)
        if listing is None or listing.error is not None:
            self._unseen.add(place.path())

    def _leave_if_own(self, place: Place) -> bool:
        """A home or vault of this program was made in a source: what is written there is no change."""
        walk = self._walk()
        try:
            is_own = walk.listing(place).is_own
        finally:
            walk.close()
        if is_own:
            self._forget(place)
        return is_own

    def _add(self, walk: Walk, place: Place) -> int | None:
        """The watch's number; None for a folder that is gone or cannot be opened."""
        try:
            with walk.folders.at(place) as where:
                return self._inotify.add(f"/proc/self/fd/{where}" if isinstance(where, int) else os.fsdecode(where))
        except OSError as error:
            if error.errno in _LIMITS:
                raise _blind(error) from error
            return None

    def _refuse_network(self, listing: Listing) -> None:
        if listing.found is None:
            return
        kind = self._rules.mounts.types.get(listing.found.st_dev, "")
        if Volume(kind, "", "").is_network:
            raise BlindError(f"A network drive ({kind}) lies in it, and changes made elsewhere are not told")


def names_in(listing: Listing) -> list[str]:
    """Paths of the files, links and others in one folder."""
    names = [name for name, _ in (*listing.files, *listing.specials)] + [name for name, _, _ in listing.links]
    return [listing.place.path(name) for name in names]


def _is_below(place: Place | None, top: Place) -> bool:
    while place is not None and place is not top:
        place = place.parent
    return place is top


def _blind(error: OSError) -> BlindError:
    return BlindError(_LIMITS.get(error.errno or 0, f"Changes cannot be told here ({error.strerror})"))
