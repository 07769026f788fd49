"""The search's rows depend only on which points there are, however they came and went; a plain model says which."""

import tempfile
from itertools import groupby
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_backup.catalog.database import open_catalog
from studio_backup.catalog.folding import fold
from studio_backup.catalog.points import PointRow, PointTable
from studio_backup.catalog.presence import STILL
from studio_backup.catalog.search import FileRow, FileSearch, Found
from tests.support.fixed_clock import FixedClock

NAMES = ("abc", "abcd", "xabc", "zzz")
MOMENTS = st.integers(1, 8)
VERSIONS = st.dictionaries(st.sampled_from(NAMES), st.tuples(st.sampled_from("12"), st.sampled_from([5, 6])))
STEPS = st.lists(st.tuples(st.sampled_from("AB"), MOMENTS, st.none() | VERSIONS), max_size=14)


class Model:
    """What is there, as points and their files: (root, moment) to path to (digest, mtime)."""

    def __init__(self, catalog):
        self.points = {}
        self.table, self.search = PointTable(catalog), FileSearch(catalog)

    def step(self, root, moment, files):
        """Enter a point, or remove it."""
        name = f"{root}{moment}"
        if files is None:
            self.points.pop((root, moment), None)
            self.search.remove_point(name)
        elif (root, moment) not in self.points:
            self.points[root, moment] = files
            self.table.add(PointRow(name, "c", root, "", root, "d", moment, moment, moment, False, 0, 0, 0))
            self.search.add_point(name, [FileRow(path, 1, mtime, digest) for path, (digest, mtime) in files.items()])

    def line(self, root):
        return sorted(moment for of, moment in self.points if of == root)

    def runs(self):
        """(root, path, first, gone, digest, mtime): each as long as the file stayed the same from point to point."""
        for root in "AB":
            line = self.line(root)
            for path in NAMES:
                states = [(self.points[root, moment].get(path), moment) for moment in line]
                for version, group in groupby(states, key=lambda one: one[0]):
                    first, *_ = moments = [moment for _, moment in group]
                    after = line.index(moments[-1]) + 1
                    if version:
                        yield root, path, first, line[after] if after < len(line) else STILL, *version

    def found(self, text, wedding, at):
        for root, path, first, gone, _, mtime in self.runs():
            end = gone if at is None else min(gone, at + 1)
            last = [moment for moment in self.line(root) if moment < end]
            there = at is None or first <= at < gone
            if text in path and wedding in ("", root) and there:
                yield Found(path, 1, mtime, root, first, last[-1], f"{root}{last[-1]}")


def _rows(catalog):
    with catalog.reading() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT r.source, f.path, e.first_ns, e.gone_ns, e.digest, e.mtime_ns FROM file_entry e "
            "JOIN file_path f ON f.id = e.path_id JOIN file_root r ON r.id = f.root_id"
        )
        return {tuple(row) for row in rows}


def _paths(catalog):
    with catalog.reading() as session:
        connection = session.connection()
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        return set(connection.exec_driver_sql("SELECT DISTINCT path FROM file_path").scalars())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS, MOMENTS)
def test_as_the_model_says(steps, at):
    with tempfile.TemporaryDirectory() as folder:
        catalog = open_catalog(_copied(folder), FixedClock())
        try:
            model = Model(catalog)
            for step in steps:
                model.step(*step)
            assert _rows(catalog) == set(model.runs())
            assert model.search.points() == {f"{root}{moment}" for root, moment in model.points}
            assert _paths(catalog) == {path for files in model.points.values() for path in files}
            for text, wedding, moment in (("abc", "", None), ("abc", "A", None), ("abcd", "", at), ("zzz", "B", at)):
                found = model.search.search(text, 999, wedding, moment, versions=99)
                assert len(found) == len(set(found))
                assert set(found) == set(model.found(text, wedding, moment))
        finally:
            catalog.close()


_MADE = tempfile.TemporaryDirectory()


def _copied(folder):
    """A catalog of its own for each example, without the migrations."""
    made = Path(_MADE.name) / "catalog.db"
    if not made.exists():
        open_catalog(str(made), FixedClock()).close()
    path = Path(folder) / "catalog.db"
    path.write_bytes(made.read_bytes())
    return str(path)


TEXT = st.text(st.characters(), max_size=12)


@given(TEXT, TEXT, TEXT)
def test_a_part_of_a_name_is_a_part_of_it_folded(before, part, after):
    """Else a name that was typed right would not be found."""
    if not any("\ud800" <= char <= "\udfff" for char in before + part + after):
        assert fold(part) in fold(before + part + after)


@given(TEXT)
def test_folded_twice_is_folded_once(text):
    assert fold(fold(text)) == fold(text)
    fold(text).encode()
