"""A kit survives whatever people do to its text without changing its meaning."""

from hypothesis import given
from hypothesis import strategies as st

from studio_backup.repository.kit import Kit, kit_groups, kit_text, parse_kit

keys = st.binary(min_size=32, max_size=32)
studios = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=40)


@given(keys, st.binary(min_size=16, max_size=16), studios, st.integers(0, 4_000_000_000))
def test_round_trip(key, repository, studio, second):
    kit = Kit(repository.hex(), key, studio, second * 10**9)
    assert parse_kit(kit_text(kit)) == kit
    assert parse_kit(kit_text(kit, explained=False)) == kit


@given(keys, st.randoms(use_true_random=False))
def test_case_spaces_and_dashes_do_not_matter(key, random):
    groups = kit_groups(key)
    lines = []
    for number in range(4):
        chars = "".join(groups[3 * number : 3 * number + 3])
        typed = "".join(
            random.choice((c.upper(), c.lower())) + random.choice(("", "", " ", "-", " - ", "\t")) for c in chars
        )
        lines.append(f"{random.choice(('', ' '))}{number + 1}{random.choice((':', ' :', '.'))} {typed}")
    assert parse_kit(random.choice(("\n", "\r\n", "\n\n")).join(lines)).key == key
