"""The search over all weddings and times."""

import threading

import pytest

from studio_backup.base.errors import NotFoundError
from studio_backup.catalog import arrivals
from studio_backup.catalog.asking import MOST_TRIPLES, question
from studio_backup.catalog.points import PointRow, PointTable
from studio_backup.catalog.search import FileRow, FileSearch, Found
from studio_backup.catalog.settings import KeyValue


def point(name, started, wedding="Ann & Ben", source="/s", device="d", collection=""):
    return PointRow(
        name, collection or wedding, wedding, "2026-06-20", source, device, 1, started, started + 1, False, 1, 2, 0
    )


def file(path, digest="aa", size=3, mtime=4):
    return FileRow(path, size, mtime, digest)


@pytest.fixture
def enter(catalog):
    """Enter a point with these paths (or files)."""

    def entered(row, *files):
        PointTable(catalog).add(row)
        FileSearch(catalog).add_point(row.id, [file(one) if isinstance(one, str) else one for one in files])

    return entered


@pytest.fixture
def search(catalog):
    return FileSearch(catalog)


def paths(found):
    return [one.path for one in found]


def _rows(catalog, table):
    with catalog.reading() as session:
        return session.connection().exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()


def test_what_is_found_says_all_of_it(enter, search):
    enter(point("p1", 100), file("a/contract.pdf", "aa", 5, 6))
    enter(point("p2", 200), file("a/contract.pdf", "aa", 5, 6))
    assert search.search("contract", 5) == [Found("a/contract.pdf", 5, 6, "Ann & Ben", 100, 200, "p2")]


def test_a_version_that_stays_is_stored_once(catalog, enter, search):
    for number in range(1, 6):
        enter(point(f"p{number}", number), "same.jpg", file("edited.xmp", f"{number}"))
    assert _rows(catalog, "file_entry") == 1 + 5
    assert _rows(catalog, "file_path") == 2
    assert [(one.first_ns, one.last_ns, one.point) for one in search.search("edited", 9)] == [
        (number, number, f"p{number}") for number in (5, 4, 3, 2, 1)
    ]


def test_many_versions_do_not_hide_other_files(enter, search):
    for number in range(1, 31):
        enter(point(f"p{number}", number), file("catalog.lrcat", f"{number}"), "catalog.txt")
    assert len(search.search("catalog.lrcat", 50)) == 10
    assert "catalog.txt" in paths(search.search("catalog", 12))
    assert len(search.search("catalog.lrcat", 50, versions=30)) == 30
    assert len(search.versions("catalog.lrcat")) == 30
    assert search.versions("catalog.lrcat")[0].point == "p30"
    assert search.versions("catalog.lrcat", "Nobody") == search.versions("catalog") == []


def test_at_a_moment(enter, search):
    enter(point("p1", 100), file("a.txt", "one"), "gone.txt")
    enter(point("p2", 200), file("a.txt", "two"))
    enter(point("p3", 300), file("a.txt", "one"), "gone.txt")

    def at(text, moment):
        return [(one.first_ns, one.last_ns, one.point) for one in search.search(text, 9, at_ns=moment)]

    assert at("a.txt", 99) == []
    assert at("a.txt", 100) == at("a.txt", 199) == [(100, 100, "p1")]
    assert at("a.txt", 250) == [(200, 200, "p2")]
    assert at("gone", 150) == [(100, 100, "p1")]
    assert at("gone", 200) == at("gone", 299) == []
    assert at("gone", 10**18) == [(300, 300, "p3")]


def test_of_one_wedding(enter, search):
    enter(point("p1", 1, "One"), "img.jpg", "only one.jpg")
    enter(point("p2", 2, "Two"), "img.jpg")
    enter(point("p3", 3, "Three"), "img.jpg")
    enter(point("p4", 4, "One", source="/other"), "img.jpg")
    assert {one.wedding for one in search.search("img", 9)} == {"One", "Two", "Three"}
    assert [one.point for one in search.search("img", 9, wedding="One")] == ["p4", "p1"]
    assert [one.point for one in search.search("img", 9, wedding="Two")] == ["p2"]
    assert [one.point for one in search.search("i", 9, wedding="One")] == ["p4", "p1"]
    assert [one.point for one in search.search("im", 9, wedding="Two")] == ["p2"]
    assert search.search("img", 9, wedding="one") == []
    assert [one.point for one in search.search("img", 9, wedding="One", at_ns=3)] == ["p1"]


def test_a_wedding_that_was_renamed(catalog, enter, search):
    enter(point("p1", 1, "Old", collection="c"), "img.jpg")
    PointTable(catalog).replace_all([point("p1", 1, "New", collection="c")])
    assert [one.wedding for one in search.search("img", 9, wedding="New")] == ["New"]
    assert search.search("img", 9, wedding="Old") == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Müller/Foto.JPG", "muller"),
        ("Muller/Foto.JPG", "MÜLLER"),
        ("Cafe\u0301.jpg", "café"),
        ("Straße.jpg", "STRASSE"),
        ("Nguyễn.jpg", "nguyen"),
        ("Ørsted & Łukasz.jpg", "orsted lukasz"),
        ("ΣΊΣΥΦΟΣ.jpg", "σισυφος"),
        ("Ｆｕｌｌ.jpg", "full"),
        ("İstanbul.jpg", "istanbul"),
        ("花嫁の写真.jpg", "花嫁の"),
        ("9:41\u202fAM.png", "9:41 am"),
        ("\U0001f470 bride.jpg", "\U0001f470 b"),
    ],
)
def test_case_and_accents_do_not_matter(enter, search, name, text):
    enter(point("p", 1), name, "something else.txt")
    assert paths(search.search(text, 9)) == [name]


@pytest.mark.parametrize(
    "name",
    [
        "100%_done.txt",
        'say "yes" OR no.txt',
        "a*b?c[d].txt",
        "NOT (this) AND that.txt",
        "folded:x.txt",
        "-minus +plus ^top.txt",
        "semi;colon--.txt",
        "back\\slash.txt",
        "it's.txt",
        "new\nline.txt",
        "bad\udcff\udcfebytes.txt",
        "lone\ud800surrogate.txt",
        "{NEAR(a b, 3)}.txt",
        "escape\x1b[31m.txt",
    ],
)
def test_any_name_is_found_by_itself_and_by_nothing_else(enter, search, name):
    enter(point("p", 1), f"folder/{name}", "folder/plain.txt", "folder/100 xdone.txt")
    assert paths(search.search(name, 9)) == [f"folder/{name}"]
    assert paths(search.search(name[:6], 9)) == [f"folder/{name}"]


@pytest.mark.parametrize(
    "text", ["%%%", "___", '"""', "***", "a%b", "' OR 1=1 --", "a\x00b", "\x00", "\udcff\udcff\udcff"]
)
def test_metacharacters_stand_for_themselves(enter, search, text):
    enter(point("p", 1), "axb.txt", "plain.txt")
    assert search.search(text, 9) == []


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\u0301"])
def test_nothing_asked_nothing_found(enter, search, text):
    enter(point("p", 1), "a.txt")
    assert search.search(text, 9) == []
    assert search.search("a.t", 0) == []


def test_a_very_long_text_is_answered(enter, search):
    assert question("".join(map(chr, range(0x4E00, 0x5E00)))).term.count("AND") < MOST_TRIPLES
    long = "abcdefghij" * 300
    enter(point("p", 1), long, long[:-1] + "x")
    assert paths(search.search(long, 9)) == [long]


def test_three_characters_anywhere_two_at_the_start_of_the_name(enter, search):
    enter(point("p", 1), "Papers/contract.pdf", "Pa/x.pdf", "Österreich.txt", "oben.txt")
    assert paths(search.search("ntr", 9)) == ["Papers/contract.pdf"]
    assert paths(search.search("Co", 9)) == ["Papers/contract.pdf"]
    assert search.search("nt", 9) == []
    assert search.search("pa", 9) == []
    assert sorted(paths(search.search("o", 9))) == ["oben.txt", "Österreich.txt"]
    assert paths(search.search("ö", 9)) == paths(search.search("o", 9))
    assert paths(search.search("os", 9)) == ["Österreich.txt"]


def test_all_words_must_be_there(enter, search):
    enter(point("p", 1), "Smith/contract.pdf", "Smith/menu.pdf", "Jones/contract.pdf")
    assert paths(search.search("contract smith", 9)) == ["Smith/contract.pdf"]
    assert paths(search.search("smith c", 9)) == ["Smith/contract.pdf"]
    assert paths(search.search("me s", 9)) == ["Smith/menu.pdf"]
    assert search.search("smith zebra", 9) == search.search("me z", 9) == []


def test_triples_alone_are_no_answer(enter, search):
    enter(point("p", 1), "abcd/bcde", "abcde")
    assert paths(search.search("abcde", 9)) == ["abcde"]


def test_the_limit_holds_and_the_newest_come_first(enter, search):
    enter(point("p1", 1, "Old"), *(f"img{number:04}.jpg" for number in range(700)))
    enter(point("p2", 2, "New"), "img.jpg")
    found = search.search("img", 300)
    assert len(found) == 300
    assert found[0].wedding == "New"
    assert len(search.search("img", 1000)) == 701
    assert len(search.search("i", 7)) == 7


def test_a_point_must_be_known(search):
    with pytest.raises(NotFoundError):
        search.add_point("p", [])


def test_a_second_time_the_files_are_not_even_read(enter, search):
    enter(point("p", 1), "a.txt")
    search.add_point("p", (1 / 0 for _ in "x"))
    assert search.points() == {"p"}


def test_a_point_without_files(enter, search):
    enter(point("p1", 1), "a.txt")
    enter(point("p2", 2))
    assert search.points() == {"p1", "p2"}
    assert search.search("a.txt", 9, at_ns=2) == []


def test_a_removed_point(catalog, enter, search):
    enter(point("p1", 1), "kept.txt", "first.txt")
    enter(point("p2", 2), "kept.txt", "second.txt")
    search.remove_point("p1")
    assert search.points() == {"p2"}
    assert search.search("first", 9) == []
    assert [(one.first_ns, one.last_ns) for one in search.search("kept", 9)] == [(2, 2)]
    assert _rows(catalog, "file_path") == 2
    search.remove_point("p1")
    search.remove_point("never there")
    search.remove_point("p2")
    assert search.search("txt", 9) == []
    assert _rows(catalog, "file_entry") == _rows(catalog, "file_path") == 0


def test_a_removed_path_leaves_nothing_in_the_index(catalog, enter, search):
    enter(point("p1", 1), *(f"one/{number}.txt" for number in range(50)))
    search.remove_point("p1")
    with catalog.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT rowid FROM file_text WHERE file_text MATCH 'txt'").all()
    assert rows == []
    enter(point("p2", 2), "one/1.txt", "two/2.txt")
    assert sorted(paths(search.search("txt", 9))) == ["one/1.txt", "two/2.txt"]


def test_many_files_come_in_steps_and_others_write_between(catalog, search, monkeypatch):
    monkeypatch.setattr(arrivals, "STEP", 10)
    PointTable(catalog).add(point("p", 1))
    settings, seen = KeyValue(catalog), []

    def files():
        for number in range(95):
            if number % 10 == 5:
                writer = threading.Thread(target=settings.put, args=("n", f"{number}"))
                writer.start()
                writer.join(10)
                seen.append(settings.get("n") == f"{number}")
            yield file(f"{number}.txt")

    search.add_point("p", files())
    assert seen == [True] * 9
    assert len(search.search("txt", 200)) == 95


def test_nothing_is_found_before_the_end(catalog, search, monkeypatch):
    monkeypatch.setattr(arrivals, "STEP", 10)
    PointTable(catalog).add(point("p", 1))

    def files():
        for number in range(35):
            assert search.search("txt", 9) == []
            yield file(f"{number}.txt")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        search.add_point("p", files())
    assert search.points() == set()
    assert search.search("txt", 9) == []
    search.add_point("p", [file(f"{number}.txt") for number in range(35)])
    assert len(search.search("txt", 99)) == 35
    assert _rows(catalog, "file_path") == 35


def test_a_point_that_another_thread_entered_or_removed_meanwhile(catalog, enter, search):
    enter(point("p1", 1), "a.txt")
    for name, meanwhile in (
        ("entered", lambda: search.add_point("entered", [file("a.txt")])),
        ("removed", lambda: PointTable(catalog).remove("removed")),
    ):
        PointTable(catalog).add(point(name, 2))

        def files(meanwhile=meanwhile):
            meanwhile()
            yield file("a.txt")

        search.add_point(name, files())
        assert search.points() == {"p1", "entered"}
        assert [(one.first_ns, one.last_ns) for one in search.versions("a.txt")] == [(1, 2)]


def test_two_threads_enter_points_at_once(catalog, search):
    rows = [point(f"p{number}", number, source=f"/{number % 2}") for number in range(1, 13)]
    PointTable(catalog).replace_all(rows)

    def work(part):
        for row in rows[part::3]:
            search.add_point(row.id, [file("a.txt"), file(f"{row.id}.txt")])

    threads = [threading.Thread(target=work, args=(part,)) for part in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert search.points() == {row.id for row in rows}
    found = search.versions("a.txt")
    assert {(one.first_ns, one.last_ns) for one in found} == {(1, 11), (2, 12)}


def test_a_point_twice_the_same_path_counts_once(enter, search):
    enter(point("p", 1), file("a.txt", "old"), file("a.txt", "new"))
    assert len(search.search("a.txt", 9)) == 1


def test_points_of_one_moment_are_all_kept(enter, search):
    for name in ("p1", "p2", "p3"):
        enter(point(name, 7), f"{name}.txt")
    assert {(one.path, one.first_ns, one.point) for one in search.search("txt", 9)} == {
        (f"{name}.txt", 7, name) for name in ("p1", "p2", "p3")
    }


def test_a_touched_file_stays_two_when_the_point_between_goes(enter, search):
    enter(point("p1", 1), file("a.txt", mtime=5), file("b.txt"))
    enter(point("p2", 2))
    enter(point("p3", 3), file("a.txt", mtime=6), file("b.txt"))
    search.remove_point("p2")
    assert [(one.mtime_ns, one.first_ns, one.last_ns) for one in search.versions("a.txt")] == [(6, 3, 3), (5, 1, 1)]
    assert [(one.first_ns, one.last_ns) for one in search.versions("b.txt")] == [(1, 3)]


def test_the_same_path_in_two_steps_counts_once(catalog, search, monkeypatch):
    monkeypatch.setattr(arrivals, "STEP", 1)
    PointTable(catalog).add(point("p", 1))
    search.add_point("p", [file("a.txt", "old"), file("a.txt", "new", 9)])
    assert [one.size for one in search.search("a.txt", 9)] == [9]
