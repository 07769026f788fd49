"""Places in words: cards, findings of a probe, what is missing in the wizard, what removing means."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from studio_backup.api.tiers import (
    CoverLoss,
    HealthReason,
    ProbeView,
    RemovalPlan,
    ReportView,
    TierCard,
    TriedView,
    WindowRequest,
)
from studio_backup.api.vault import VaultInfoView
from studio_backup.domain.bandwidth import Bandwidth, Window
from studio_backup.ui.providers import PROVIDERS, BucketAddress
from studio_backup.ui.verbs import EngineVerbs, mending
from studio_backup.ui.widgets.hours import HoursEditor
from studio_backup.ui.wording.adding import KINDS, bucket_waits, folder_waits, free_name, name_waits
from studio_backup.ui.wording.places import (
    card_facts,
    health_look,
    kind_words,
    limit_words,
    place_lines,
    read_back,
    vault_lines,
)
from studio_backup.ui.wording.probing import probe_lines, tried_lines, usable
from studio_backup.ui.wording.removing import loses_words, must_type, plan_sentences, removal_waits
from tests.support.window_views import NOW, ago, alert, copy, status, wedding


def _report(**more: Any) -> ReportView:
    told: dict[str, Any] = {
        "kind": "share", "label": "/nas", "probed_ns": 1, "readback": True, "exclusive": True, "checksum": False,
        "listing": True, "latency": 0.004, "put_speed": 104e6, "get_speed": 120e6, "clock_offset": 0.0,
        "medium": "dropped",
    }  # fmt: skip
    return ReportView(**{**told, **more})


def _card(**more: Any) -> TierCard:
    told: dict[str, Any] = {
        "id": "t1", "name": "NAS", "role": "nas", "location": "/mnt/nas/studio", "added_ns": 1, "state": "good",
        "health": 100, "last_contact_ns": ago(4), "latency_s": 0.004, "free_bytes": 10**12, "used_bytes": 3 * 10**9,
        "objects": 1204, "probe": ProbeView(report=_report()),
    }  # fmt: skip
    return TierCard(**{**told, **more})


def test_a_place_which_is_well(application: Any) -> None:
    lines = place_lines(_card(), read_back("NAS", (wedding(),)), NOW)
    assert [one.look for one in lines] == ["protected"] * 3
    assert lines[0].words == "Last contact 4 min ago" and "oldest reading: 5 min ago" in lines[2].words
    assert kind_words(_card()) == "in the house · network share" and health_look(_card()) == "protected"
    facts = dict(card_facts(_card()))
    assert facts["Speed"] == "4 ms · writes 104 MB/s, reads 120 MB/s" and facts["Limit"] == "no limit"


def test_what_was_not_read_back_is_never_green(application: Any) -> None:
    half = wedding(copies=(copy("NAS", "nas", read_percent=50.0, oldest_read_ns=0),))
    line = place_lines(_card(), read_back("NAS", (half,)), NOW)[-1]
    assert line.look == "part" and line.words == "50 % read back and matched; the rest not"
    whole_but_one = wedding(copies=(copy("NAS", "nas", oldest_read_ns=0),))
    assert place_lines(_card(), read_back("NAS", (whole_but_one,)), NOW)[-1].words.startswith("99 %")
    assert read_back("elsewhere", (wedding(),)) is None


def test_a_place_in_trouble_says_why_and_what_waits(application: Any) -> None:
    away = _card(
        state="unreachable", health=50, last_contact_ns=ago(120), waiting_files=412, waiting_bytes=18 * 10**9,
        waiting_since_ns=ago(40), reasons=(HealthReason(points=50, text="It does not answer."),),
    )  # fmt: skip
    lines = place_lines(away, None, NOW)
    assert [(one.look, one.words) for one in lines] == [
        ("attention", "Last contact 2 h ago"),
        ("failed", "It does not answer."),
        ("later", "412 files (18 GB) wait since 21:10"),
    ]
    assert health_look(away) == "failed" and health_look(_card(state="refused", health=95)) == "attention"
    assert health_look(_card(state="damaged", health=95)) == "failed"


def test_the_vaults_own_card(application: Any) -> None:
    info = VaultInfoView(
        repository="r", studio="s", created_ns=1, folder="/v", reads_from="", stored_bytes=1, free_bytes=1
    )
    assert vault_lines(info, (alert(),), None, NOW)[0].look == "protected"
    hurt = alert(kind="damage", cause="local", severity="critical", message="3 stored pieces are damaged.")
    (line,) = vault_lines(info, (hurt,), None, NOW)
    assert (line.look, line.words) == ("failed", "3 stored pieces are damaged.")


def test_limits_by_the_hour(application: Any) -> None:
    day = Bandwidth(windows=(Window(begins=480, ends=1080, rate=2_000_000),))
    assert limit_words(day) == "2.0 MB/s 08:00 to 18:00, else no limit"
    assert limit_words(Bandwidth(otherwise=500_000, urgent_free=False)) == "500 kB/s, urgent work too"
    assert limit_words(Bandwidth(windows=(Window(begins=0, ends=0, rate=1_000),))).startswith("1.0 kB/s all day")


def test_the_editor_of_hours_gives_back_what_it_was_given(theme: Any) -> None:
    given = Bandwidth(windows=(Window(begins=1320, ends=360, rate=1_234_567),), otherwise=3_000_000, urgent_free=False)
    editor = HoursEditor(theme, given)
    asked = editor.bandwidth
    assert asked.windows == (WindowRequest(begins=1320, ends=360, rate=1_234_567),)
    assert (asked.otherwise, asked.urgent_free) == (3_000_000, False)
    editor.rows[0].rate.show_rate(None)
    editor.otherwise.show_rate(None)
    assert editor.bandwidth.otherwise is None and editor.bandwidth.windows[0].rate == 1_000


def test_findings_of_a_probe(application: Any) -> None:
    good = TriedView(location="/nas", probe=ProbeView(report=_report(free_space=10**12), missing=("It is slow.",)))
    words = [(one.look, one.words) for one in tried_lines(good)]
    assert ("protected", "What was written came back equal") in words and words[-1] == ("attention", "It is slow.")
    assert usable(good)
    bad = ProbeView(report=_report(readback=False), missing=("What was written did not come back equal.",))
    assert not usable(TriedView(location="/nas", probe=bad)) and probe_lines(bad)[-1].look == "failed"
    known = TriedView(location="/nas", name="old NAS")
    assert usable(known) and "old NAS" in tried_lines(known)[0].words


def test_what_the_wizard_waits_for(application: Any) -> None:
    taken = frozenset({"local", "NAS"})
    assert free_name("NAS", taken) == "NAS 2" and name_waits("NAS", taken) and not name_waits("NAS 2", taken)
    assert name_waits("a\nb", taken) and name_waits(" ", taken) and name_waits("x" * 61, taken)
    assert folder_waits("") and folder_waits("nas") and folder_waits("/mnt/\udcff") and not folder_waits("/mnt/nas")
    amazon = PROVIDERS[0]
    address = BucketAddress(provider=amazon, bucket="b", region="eu-central-1")
    assert "bucket" in bucket_waits(address) and not bucket_waits(_moved(address, bucket="north-light"))
    assert [one.title for one in KINDS][3:] == [
        "Amazon S3", "Backblaze B2", "Cloudflare R2", "Wasabi", "MinIO",
    ]  # fmt: skip


def _moved(address: BucketAddress, **more: str) -> BucketAddress:
    """The address with other parts."""
    return BucketAddress(provider=address.provider, bucket=more["bucket"], region=address.region)


def test_removing_says_what_loses_cover(application: Any) -> None:
    bare = CoverLoss(wedding="Rose Hall", date="2026-06-13", points=4, copies_left=1, away_left=0)
    fine = CoverLoss(wedding="Barn", date="", points=2, copies_left=2, away_left=1)
    plan = RemovalPlan(tier="t1", name="NAS", confirm="c", known=True, sentences=(), loses=(bare, fine))
    assert loses_words(bare).endswith("no other copy away from this machine") and loses_words(fine).startswith("Barn: ")
    assert "none away" in plan_sentences(plan)[1] and must_type(plan)
    assert removal_waits(None, "") and removal_waits(plan, "nas") and not removal_waits(plan, " NAS ")
    easy = msgspec.structs.replace(plan, loses=(fine,))
    assert not must_type(easy) and not removal_waits(easy, "")
    assert must_type(msgspec.structs.replace(plan, loses=(), known=False))


class _Window:
    """Notes which page was opened."""

    def __init__(self) -> None:
        self.opened: list[tuple[str, str]] = []

    def open_page(self, name: str, target: str = "") -> bool:
        self.opened.append((name, target))
        return True


class _Bridge:
    """Notes what the engine is asked for."""

    def __init__(self) -> None:
        self.asked: list[Any] = []

    def ask(self, call: Any, done: Any, *_: Any, **__: Any) -> None:
        self.asked.append(call)


class _Work:
    def __init__(self) -> None:
        self.verified: list[Any] = []
        self.work = self

    def verify(self, asked: Any) -> None:
        self.verified.append(asked)


def test_what_mends_an_alert_of_a_place(application: Any) -> None:
    class Shell:
        window, bridge = _Window(), _Bridge()
        live = type("Live", (), {"status": status()})

    verbs = EngineVerbs(Shell())  # type: ignore[arg-type]
    for kind in ("tier_unreachable", "tier_marker_wrong", "disk_low"):
        found = mending(alert(kind=kind), verbs)
        assert found and found[0] == "Show the place"
        found[1]()
    assert Shell.window.opened == [("storage", "tier:NAS")] * 3
    healing = mending(alert(kind="damage"), verbs)
    assert healing and healing[0] == "Heal it"
    healing[1]()
    engine = _Work()
    Shell.bridge.asked[0](engine)
    (asked,) = engine.verified
    assert (asked.tier, asked.level, asked.heal) == ("NAS", "read", True)
