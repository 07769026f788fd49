"""The fake of the area that looks into points."""

from __future__ import annotations

from studio_backup.api import browse
from studio_backup.api.wire import Page
from studio_backup.base.errors import NotFoundError

POINT = "ab" * 32


class FakeBrowse:
    """Knows one point with one file."""

    def tree(self, point_id: str, query: browse.TreeQuery) -> browse.TreeView:
        if point_id != POINT:
            raise NotFoundError("There is no such recovery point.", hint="List them.")
        entry = browse.EntryView(name="a.CR2", kind="file", point=POINT, path="a.CR2", size=1)
        return browse.TreeView(path=query.path, total=1, items=(entry,), point=POINT)

    def wedding_tree(self, query: browse.WeddingTreeQuery) -> browse.TreeView:
        return browse.TreeView(path=query.path, total=0, items=())

    def history(self, point_id: str, query: browse.HistoryQuery) -> browse.FolderHistoryView:
        del query
        if point_id != POINT:
            raise NotFoundError("There is no such recovery point.", hint="List them.")
        return browse.FolderHistoryView(versions={"a.CR2": 2})

    def versions(self, query: browse.VersionsQuery) -> Page[browse.VersionView]:
        one = browse.VersionView(
            point=POINT, path=query.path, source="/w", first_ns=1, last_ns=1, points=1, size=1, mtime_ns=1
        )
        return Page(items=(one,))

    def moments(self, query: browse.MomentsQuery) -> browse.MomentsView:
        return browse.MomentsView(wedding=query.wedding, date=query.date, moments=())

    def held(self, query: browse.HeldQuery) -> browse.HeldView:
        del query
        return browse.HeldView(points=())

    def files(self, query: browse.FilesQuery) -> browse.FilesView:
        one = browse.FileView(path="a.CR2", type="file", size=1, mtime_ns=1, point=POINT, source=query.wedding)
        return browse.FilesView(items=(one,))
