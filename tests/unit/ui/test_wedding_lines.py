"""Weddings and their copies in words."""

from __future__ import annotations

from studio_backup.ui.wording.safety import copies_words, media_words, offsite_words, safety
from studio_backup.ui.wording.weddings import wants_place, wedding_lines
from tests.support.window_views import NOW, THREE, ago, copy, source, status, tier, wedding


def test_a_wedding_in_every_place() -> None:
    line = wedding_lines(status(), NOW)[0]
    assert (line.name, line.day, line.look) == ("Rose Hall", "Sat 13 Jun · in 3 days", "protected")
    assert [(one.place, one.words) for one in line.copies] == [
        ("Laptop", "All 412 · 6 min ago"),
        ("NAS", "All 412 · 6 min ago"),
        ("Amsterdam", "All 412 · 6 min ago"),
    ]
    assert "NAS: All 412" in line.whole


def test_what_was_not_read_back_is_never_green() -> None:
    copies = (copy(), copy("NAS", "nas", read_percent=99.97), copy("Amsterdam", "cloud"))
    line = wedding_lines(status(weddings=(wedding(copies=copies),)), NOW)[0]
    assert line.look == "part" and line.copies[1].words == "All 412 · 99 % read back"


def test_with_one_place_away_from_the_laptop_nothing_is_called_protected() -> None:
    line = wedding_lines(status(weddings=(wedding(copies=(copy(), copy("NAS", "nas"))),)), NOW)[0]
    assert line.look == "attention" and line.why == "1 of 2 places away from this laptop"
    spare = (copy(), copy("NAS", "nas"), copy("Drive", "offsite", points=0, demanded=False))
    line = wedding_lines(status(weddings=(wedding(copies=spare),)), NOW)[0]
    assert line.look == "attention" and [one.place for one in line.copies] == ["Laptop", "NAS"]


def test_a_place_which_is_away() -> None:
    view = status(
        weddings=(wedding(copies=(copy(), copy("NAS", "nas", waiting=2))),),
        tiers=(tier(state="unreachable", last_contact_ns=ago(40)),),
    )
    line = wedding_lines(view, NOW)[0]
    assert line.look == "attention" and line.at_risk
    assert line.copies[1].words == "Not reachable since 21:10"


def test_a_place_in_trouble_is_never_left_out_of_a_row() -> None:
    copies = (copy(), *(copy(name, "cloud") for name in ("B2", "R2", "S3")), copy("Drive", "offsite", damaged=1))
    line = wedding_lines(status(weddings=(wedding(copies=copies),)), NOW)[0]
    assert [one.place for one in line.first(4)] == ["Laptop", "B2", "R2", "Drive"]
    assert [one.place for one in line.first(9)] == ["Laptop", "B2", "R2", "S3", "Drive"]


def test_what_waits_by_plan_is_not_at_risk() -> None:
    copies = (copy(), copy("NAS", "nas", points=2, waiting=1), copy("Amsterdam", "cloud"))
    line = wedding_lines(status(weddings=(wedding(copies=copies),)), NOW)[0]
    assert (line.look, line.at_risk, line.copies[1].words) == ("later", False, "1 of 3 backups to copy")


def test_files_in_no_backup_yet_are_named() -> None:
    folder = source(wedding="Rose Hall", date="2026-06-13", waiting_files=40, waiting_since_ns=ago(40), state="working")
    line = wedding_lines(status(weddings=(wedding(),), sources=(folder,)), NOW)[0]
    assert (line.look, line.copies[0].words) == ("working", "40 waiting since 21:10")
    other = source(wedding="Barn", date="2026-06-13", waiting_files=40, waiting_since_ns=ago(40))
    assert wedding_lines(status(weddings=(wedding(),), sources=(other,)), NOW)[0].look == "protected"


def test_the_worst_first_then_the_closest() -> None:
    damaged = wedding("Old Mill", "2025-01-01", state="damaged", copies=(copy(damaged=2),))
    unread = wedding("Orchard", "2026-06-27", newest_flagged=3)
    lines = wedding_lines(status(weddings=(wedding(), wedding("Barn", "2026-06-09"), unread, damaged)), NOW)
    assert [one.name for one in lines] == ["Old Mill", "Orchard", "Barn", "Rose Hall"]
    assert lines[0].copies[0].words == "2 pieces damaged or missing"
    assert lines[1].why == "3 files could not be read"


def test_three_two_one() -> None:
    found = safety((wedding(), wedding("Barn")))
    assert (found.met, found.weddings, found.complete) == (2, 2, True)
    assert copies_words(found) == ("3 copies", "Laptop, NAS, Amsterdam")
    assert media_words(found)[0] == "3 kinds of media" and offsite_words(found) == ("1 off-site", "Amsterdam")


def test_three_two_one_counts_only_whole_copies() -> None:
    behind = wedding("Barn", copies=(*THREE[:2], copy("Amsterdam", "cloud", waiting=1)))
    found = safety((wedding(), behind))
    assert (found.met, found.copies, found.media, found.offsite) == (1, 2, 2, 0)
    assert copies_words(found) == ("2 of 3 copies", "Laptop, NAS")
    assert offsite_words(found)[0] == "0 of 1 off-site"
    assert not safety(()).complete


def test_three_two_one_says_what_was_not_read_back_yet() -> None:
    new = wedding("Barn", copies=(*THREE[:2], copy("Amsterdam", "cloud", oldest_read_ns=0)))
    found = safety((wedding(), new))
    assert (found.met, found.unread, found.complete) == (2, 1, True)
    assert (found.places, found.proven) == (("Laptop", "NAS", "Amsterdam"), ("Laptop", "NAS"))
    more = wedding("Barn", copies=(*THREE, copy("Drive", "offsite", oldest_read_ns=0)))
    assert safety((more,)).unread == 0, "three of four were"


def test_with_one_place_another_is_wanted() -> None:
    one = status(sources=(source(),), tiers=(tier(),))
    assert wants_place(one) and not wants_place(status(sources=(source(),), tiers=(tier(), tier(name="Cloud"))))
    assert not wants_place(status(sources=(), tiers=())) and not wants_place(
        status(sources=(source(),), unlocked=False)
    )
