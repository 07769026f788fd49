"""The first run in words: steps, places, passphrases, groups, folders, buckets."""

from __future__ import annotations

from typing import Any

import pytest

from studio_backup.api.offers import PlaceView, StrengthView, SuggestedFolderView
from studio_backup.api.tiers import ProbeView, ReportView, TierCard
from studio_backup.api.vault import SettingsBackView, VaultOpenedView, VaultWeddingView
from studio_backup.ui.first_run.course import JOIN, NEW, Reached, after, before, goes_on_at, state_of, step_title
from studio_backup.ui.providers import PROVIDERS, BucketAddress
from studio_backup.ui.wording.dates import date_of
from studio_backup.ui.wording.first_run import (
    came_back,
    chosen_words,
    count_words,
    first_backup_words,
    folder_words,
    groups_wait,
    passphrase_waits,
    place_title,
    place_words,
    size_words,
    so_far,
    speed_words,
    strength_look,
    tried_words,
)
from tests.support.window_views import NOW, ago

ENOUGH = StrengthView(strength="strong", enough=True, guesses=20.0, sentence="Strong.")
WEAK = StrengthView(strength="weak", enough=False, guesses=2.0, sentence="Too weak.", hint="Add a word.")


@pytest.mark.parametrize(
    ("reached", "step"),
    [
        (Reached(), "name"),
        (Reached(vault=True, kit_later=True), "kit"),
        (Reached(vault=True), "folders"),
        (Reached(vault=True, sources=2), "second"),
        (Reached(vault=True, sources=2, tiers=1), "calendar"),
        (Reached(vault=True, sources=2, tiers=1, calendars=1), "backup"),
        (Reached(vault=True, kit_later=True, sources=2, tiers=1), "kit"),
    ],
)
def test_one_goes_on_at_the_first_thing_not_done(reached: Reached, step: str) -> None:
    assert goes_on_at(reached) == step


def test_steps_follow_one_another_and_lead_back() -> None:
    for course in (NEW, JOIN):
        assert [after(one, course) for one in course] == [*course[1:], None]
        assert [before(one, course) for one in course[1:]] == list(course[:-1])
        assert len({step_title(one) for one in course}) == len(course)
    assert before("name", NEW) is None and before("vault", JOIN) == "name"
    assert [state_of(one, "kit", NEW) for one in NEW] == ["done", "done", "now", *["later"] * 4]
    off = frozenset({NEW[2]})
    assert [state_of(one, "second", NEW, off) for one in NEW][1:4] == ["done", "put off", "done"]


def place(**more: Any) -> PlaceView:
    told = {"path": "/m/T7/v", "name": "T7", "mount": "/m/T7", "kind": "external", "filesystem": "exfat"}
    return PlaceView(**{**told, "free_bytes": 1_400_000_000_000, "total_bytes": 2_000_000_000_000, **more})


def test_places() -> None:
    assert place_title(place()) == "T7 · external drive" and place_title(place(kind="home")) == "This computer"
    assert place_words(place()) == "1.4 TB free of 2.0 TB"
    assert place_words(place(why="You may not write there.")).endswith(". You may not write there.")
    assert speed_words(172e6) == "takes 172 MB a second, measured just now"


@pytest.mark.parametrize(
    ("first", "again", "strength", "words"),
    [
        ("", "", None, "The passphrase is still missing"),
        ("abc", "", None, "The passphrase is being judged"),
        ("abc", "abc", WEAK, "The passphrase is too weak"),
        ("abc", "", ENOUGH, "Type the passphrase a second time"),
        ("abc", "abd", ENOUGH, "The two passphrases differ"),
        ("abc", "abc", ENOUGH, ""),
    ],
)
def test_why_a_passphrase_does_not_do_yet(first: str, again: str, strength: StrengthView | None, words: str) -> None:
    assert passphrase_waits(first, again, strength) == words
    assert strength_look(WEAK) == "failed" and strength_look(ENOUGH) == "protected" and strength_look(None) is None


@pytest.mark.parametrize(
    ("typed", "wrong", "words"),
    [
        (("", ""), (), "Group 3 is still missing"),
        (("ab-c de", "fgh"), (), "Group 9 is still missing"),
        (("abcde", "fghjk"), (9,), "Group 9 is not right"),
        (("abcde", "fghjk"), (), ""),
    ],
)
def test_which_group_is_waited_for(typed: tuple[str, str], wrong: tuple[int, ...], words: str) -> None:
    assert groups_wait((3, 9), typed, wrong) == words


def folder(**more: Any) -> SuggestedFolderView:
    told = {"path": "/w", "kind": "pictures", "why": "Your pictures.", "files": 1204, "photos": 0, "videos": 0}
    return SuggestedFolderView(**{**told, "bytes": 2_100_000_000, **more})


def test_folders() -> None:
    assert count_words(folder(photos=41_208)) == "41,208 photos"
    assert count_words(folder(videos=2)) == "2 videos" and count_words(folder()) == "1,204 files"
    assert count_words(folder(photos=3000, at_least=True)) == "over 3,000 photos"
    assert size_words(folder()) == "2.1 GB" and size_words(folder(at_least=True)) == "over 2.1 GB"
    assert folder_words(folder(), NOW) == "Your pictures."
    assert folder_words(folder(newest_ns=ago(10)), NOW) == "Your pictures · newest 21:40"
    assert chosen_words([]) == "Nothing is chosen yet"
    assert chosen_words([folder(), folder(files=1)]) == "Chosen: 1,205 files, 4.2 GB"


@pytest.mark.parametrize(
    ("bytes_", "speed", "words"),
    [
        (0, 1e8, ""),
        (10**12, 0.0, ""),
        (10**9, 1e8, "about a minute"),
        (10**11, 1e8, "about 17 min"),
        (1_770_000_000_000, 172e6, "about 3 h"),
    ],
)
def test_how_long_the_first_backup_takes(bytes_: int, speed: float, words: str) -> None:
    found = first_backup_words(bytes_, speed)
    assert words in found and bool(found) == bool(words)


def test_what_trying_a_place_out_showed() -> None:
    report = ReportView(
        kind="share", label="x", probed_ns=1, readback=True, exclusive=True, checksum=True, listing=True, latency=0.004,
        put_speed=9e7, get_speed=1.1e8, clock_offset=0.0, medium="disk", free_space=3 * 10**12,
    )  # fmt: skip
    card = TierCard(id="a", name="NAS", role="nas", location="/n", added_ns=1)
    assert tried_words(card) == ()
    told = tried_words(
        TierCard(
            id="a", name="NAS", role="nas", location="/n", added_ns=1, attached=True,
            probe=ProbeView(report=report, missing=("Files cannot be locked.",)),
        )
    )  # fmt: skip
    assert told == (
        "It holds copies of this vault already, and goes on with them.",
        "Written, read back and compared: equal.",
        "Takes 90 MB a second, gives 110 MB a second, answers in 4 ms.",
        "3.0 TB free.",
        "Files cannot be locked.",
    )


def test_what_came_back_with_a_vault() -> None:
    wedding = VaultWeddingView(uid="u", label="Rose", date="2026-06-20", kind="wedding")
    opened = VaultOpenedView(
        repository="r", location="/n", folder="", reads_from="NAS", weddings=(wedding,),
        settings=SettingsBackView(sources=2, missing=("/gone",)), notices=("Mind the gap.", "Give --kit."),
    )  # fmt: skip
    told = came_back(opened)
    assert "in this vault" in told[0] and told[1] == "2 folders are watched again."
    assert (
        "/gone is not on this computer" in told[2]
        and "read from NAS only" in told[3]
        and told[4:] == ("Mind the gap.",)
    )


def test_time_so_far() -> None:
    assert so_far(9.7).startswith("9 s so far") and so_far(65).startswith("1 min 05 s so far")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-06-20", "2026-06-20"),
        (" 2026-6-2 ", "2026-06-02"),
        ("20.6.2026", "2026-06-20"),
        ("2026-02-30", ""),
        ("6/20/2026", ""),
        ("soon", ""),
    ],
)
def test_days_as_they_are_typed(text: str, day: str) -> None:
    assert date_of(text) == day


BY_NAME = {one.name: one for one in PROVIDERS}


@pytest.mark.parametrize(
    ("provider", "told", "location"),
    [
        ("amazon", {"region": "eu-west-1"}, "s3://studio?region=eu-west-1"),
        (
            "backblaze",
            {"region": "eu-central-003", "folder": "/vault/"},
            "s3://studio/vault?endpoint=https://s3.eu-central-003.backblazeb2.com&region=eu-central-003",
        ),
        (
            "cloudflare",
            {"account": "abc123"},
            "s3://studio?endpoint=https://abc123.r2.cloudflarestorage.com&region=auto",
        ),
        ("wasabi", {"region": "us-east-1"}, "s3://studio?endpoint=https://s3.us-east-1.wasabisys.com&region=us-east-1"),
        ("minio", {"endpoint": "http://nas:9000/"}, "s3://studio?endpoint=http://nas:9000"),
    ],
)
def test_addresses_of_buckets(provider: Any, told: dict[str, str], location: str) -> None:
    address = BucketAddress(provider=BY_NAME[provider], bucket="studio", **told)
    assert address.lacks == "" and address.location == location


@pytest.mark.parametrize(
    ("provider", "told", "lacks"),
    [
        ("amazon", {"region": "eu-west-1"}, "bucket"),
        ("amazon", {"bucket": "Studio!", "region": "eu-west-1"}, "bucket"),
        ("amazon", {"bucket": "studio"}, "region"),
        ("cloudflare", {"bucket": "studio"}, "account"),
        ("minio", {"bucket": "studio", "endpoint": "nas:9000"}, "endpoint"),
        ("minio", {"bucket": "studio", "endpoint": "http://key:secret@nas"}, "endpoint"),
        ("amazon", {"bucket": "studio", "region": "eu-west-1", "folder": "a b"}, "folder"),
    ],
)
def test_what_an_address_lacks(provider: Any, told: dict[str, str], lacks: str) -> None:
    assert BucketAddress(provider=BY_NAME[provider], **told).lacks == lacks
