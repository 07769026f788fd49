"""Which sources ever held documents."""

from studio_backup.catalog.documents import Documents, KnownRoot
from studio_backup.catalog.points import PointRow, PointTable
from studio_backup.catalog.search import FileRow, FileSearch


def _enter(catalog, name, started, *paths, source="/s"):
    PointTable(catalog).add(
        PointRow(name, "c", "Kim", "2026-06-20", source, "laptop", started, started, started, False, 1, 2, 0)
    )
    FileSearch(catalog).add_point(name, [FileRow(path, 1, 2, "aa") for path in paths])


def test_photos_films_and_what_editing_programs_make_are_none(catalog):
    _enter(catalog, "p1", 1, "a/1.CR3", "a/1.xmp", "film.mov", "2026.lrcat", source="/media")
    _enter(catalog, "p2", 2, "a/1.CR3", "Contract signed.PDF", source="/mixed")
    _enter(catalog, "p3", 3, "without an ending", source="/other\udcff")
    assert Documents(catalog).roots() == {
        KnownRoot("c", "laptop", "/mixed"),
        KnownRoot("c", "laptop", "/other\udcff"),
    }


def test_a_document_that_was_deleted_counts_as_long_as_a_point_holds_it_and_a_new_one_at_once(catalog):
    documents = Documents(catalog)
    _enter(catalog, "p1", 1, "1.CR3")
    assert not documents.roots()
    _enter(catalog, "p2", 2, "1.CR3", "contract.pdf")
    _enter(catalog, "p3", 3, "1.CR3")
    assert documents.roots() == {KnownRoot("c", "laptop", "/s")}
