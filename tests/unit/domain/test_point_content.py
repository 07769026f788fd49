"""What a point holds is told from names, sizes and digests, in whichever order its files come."""

from __future__ import annotations

from studio_backup.domain.point_content import MOST_GROUPS, Group, Tally, is_media

DAY_NS = 86_400 * 10**9
FILES = [
    ("cards/A/DSC_1.NEF", 100, 20_000 * DAY_NS + 5, "aa"),
    ("cards/A/DSC_2.jpg", 50, 20_000 * DAY_NS + 9, "bb"),
    ("cards/B/clip.MP4", 900, 20_001 * DAY_NS, "cc"),
    ("timeline.pdf", 10, 19_000 * DAY_NS, "dd"),
    ("lightroom.lrcat", 30, 20_002 * DAY_NS, "ee"),
]


def _content(files: list[tuple[str, int, int, str]]):
    tally = Tally()
    for one in files:
        tally.add(*one)
    return tally.content()


def test_media_and_papers() -> None:
    found = _content(FILES)
    assert (found.photos, found.videos, found.media, found.papers) == (2, 1, 3, 2)
    assert (found.media_bytes, found.papers_bytes) == (1_050, 40)
    assert (found.media_ns, found.papers_ns) == (20_001 * DAY_NS, 20_002 * DAY_NS)
    assert found.groups == (Group("cards/A", 20_000, 2), Group("cards/B", 20_001, 1))


def test_a_mark_is_of_its_class_only_and_of_no_order() -> None:
    found = _content(FILES)
    assert _content(FILES[::-1]) == found
    edited = _content([*FILES[:3], ("timeline.pdf", 11, 1, "ff"), FILES[4]])
    assert (edited.media_mark, edited.papers_mark != found.papers_mark) == (found.media_mark, True)
    renamed = _content([("cards/A/DSC_9.NEF", *FILES[0][1:]), *FILES[1:]])
    assert (renamed.media_mark != found.media_mark, renamed.papers_mark) == (True, found.papers_mark)
    assert _content(FILES[3:]).media_mark == "", "none of it"


def test_of_many_folders_the_rest_is_counted_together() -> None:
    found = _content([(f"{n}/a.cr2", 1, n * DAY_NS, f"{n}") for n in range(MOST_GROUPS + 7)])
    assert len(found.groups) == MOST_GROUPS + 1
    assert sum(one.files for one in found.groups) == MOST_GROUPS + 7
    assert found.groups[-1].folder == ""


def test_a_folder_that_is_no_unicode_is_kept_as_text() -> None:
    (group,) = _content([("caf\udce9/a.cr2", 1, 0, "x")]).groups
    assert group.folder == "caf�"


def test_media_by_name() -> None:
    assert is_media(["a.txt", "B.CR3"])
    assert not is_media(["a.txt", "b.xmp"])
