"""The printed kit has the numbers which the window asks for."""

from __future__ import annotations

from studio_backup.ui.first_run.kit_printing import numbered

KIT = """STUDIO BACKUP RECOVERY KIT
Studio: 1: AAAAA
1: 0MVG7 BBRKP PACJ7
2: 6NSNJ 77Q0P YVJKP

Print it.
"""


def test_each_group_has_its_number() -> None:
    printed = numbered(KIT).splitlines()
    assert printed[:4] == KIT.splitlines()[:4] and printed[-1] == "Print it."
    at = printed.index("The same groups by their numbers:")
    assert printed[at + 1].split() == ["1", "0MVG7", "2", "BBRKP", "3", "PACJ7"]
    assert printed[at + 2].split() == ["4", "6NSNJ", "5", "77Q0P", "6", "YVJKP"]
    assert numbered("no kit\n") == "no kit\n"
