"""Selection: the quick sieve never hides a match, and names match as the standard library's globs do."""

from __future__ import annotations

import fnmatch

from hypothesis import given
from hypothesis import strategies as st

from studio_backup.engine.backup.patterns import compile_pattern
from studio_backup.engine.backup.place import Place
from studio_backup.engine.backup.selection import Selection

LETTERS = "aAbB.-_ é["
NAMES = st.text(LETTERS, min_size=1, max_size=6)
GLOBS = st.text(LETTERS.replace("[", "") + "*?", min_size=1, max_size=5).filter(lambda text: text.strip("/!"))
PATHS = st.lists(NAMES, min_size=1, max_size=4)


def place_of(folders: list[str]) -> Place:
    place = Place(None, "")
    for folder in folders:
        place = Place(place, folder)
    return place


@given(GLOBS, NAMES)
def test_a_name_matches_as_globs_do(glob: str, name: str) -> None:
    assert compile_pattern(glob, ignore_case=False).matches(name, False) == fnmatch.fnmatchcase(name, glob)


@given(st.lists(st.sampled_from(["a", "*", "b*", "**", "?", "[ab]", "A.b"]), min_size=1, max_size=3), PATHS)
def test_the_sieve_never_hides_a_match(parts: list[str], path: list[str]) -> None:
    text = "/" + "/".join(parts)
    for ignore_case in (False, True):
        pattern = compile_pattern(text, ignore_case=ignore_case)
        if pattern.matches("/".join(path), True):
            lines = Selection((), defaults=[(text, "for the test")]) if ignore_case else Selection([text], defaults=[])
            assert lines.may_match(path[-1])
            assert lines.left_out_by(place_of(path[:-1]), path[-1], True) is not None


@given(PATHS)
def test_two_stars_match_any_number_of_folders(path: list[str]) -> None:
    name = path[-1]
    quoted = "".join(f"[{char}]" if char in "*?[" else char for char in name)
    pattern = compile_pattern(f"**/{quoted}", ignore_case=False)
    assert pattern.matches("/".join(path), False)
    assert not pattern.matches("/".join(path) + "x", False)


@given(PATHS, st.booleans())
def test_the_last_line_that_matches_decides(path: list[str], keep_last: bool) -> None:
    lines = ["*", "!*"] if keep_last else ["!*", "*"]
    found = Selection(lines, defaults=[]).left_out_by(place_of(path[:-1]), path[-1], False)
    assert (found is None) == keep_last
