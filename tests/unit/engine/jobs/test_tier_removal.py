"""What removing a tier would mean: who loses which cover."""

from __future__ import annotations

from dataclasses import replace

from studio_backup.domain.tier import Tier
from studio_backup.engine.jobs.status import Copy, Status, WeddingStatus
from studio_backup.engine.jobs.tier_removal import plan_removal

NAS = Tier(id="1", name="nas", role="nas", location="/nas")


def _wedding(name: str, **points: int) -> WeddingStatus:
    copies = tuple(Copy(place, "nas", held, 0, 1, 100.0, 1, ()) for place, held in points.items())
    return WeddingStatus(name, "2026-06-20", "good", (), max(points.values()), None, copies)


def _status(*weddings: WeddingStatus) -> Status:
    return Status(weddings, ("nas", "cloud"), ())


def test_weddings_lose_one_copy_the_last_off_the_laptop_or_all_there_is() -> None:
    plan = plan_removal(
        NAS,
        _status(
            _wedding("safe", local=2, nas=2, cloud=2),
            _wedding("bare", local=2, nas=2, cloud=0),
            _wedding("alone", nas=2),
            _wedding("elsewhere", local=1, nas=0, cloud=1),
            _wedding("short", local=1, nas=3, cloud=1),
        ),
    )
    assert [(one.wedding, one.left, one.away, one.short) for one in plan.losses] == [
        ("alone", 0, 0, True),
        ("bare", 1, 0, False),
        ("safe", 2, 1, False),
        ("short", 2, 1, True),
    ]
    told = " ".join(plan.sentences)
    assert "4 weddings would have one copy fewer, 1 would have none off this laptop, 1 would have none at all." in told
    assert "Of 1 wedding no other place holds as many recovery points." in told
    assert "First of all: alone (2026-06-20), bare (2026-06-20), short (2026-06-20)." in told
    assert "Nothing is deleted at /nas" in plan.sentences[-1]


def test_nothing_is_lost_or_nobody_knows() -> None:
    assert plan_removal(NAS, _status()).sentences[0] == "No wedding has a copy at nas."
    locked = plan_removal(NAS, None)
    assert not locked.known and "not known" in locked.sentences[0]


def test_another_plan_has_another_confirmation() -> None:
    one = plan_removal(NAS, _status(_wedding("a", local=1, nas=1)))
    assert one.confirm == plan_removal(NAS, _status(_wedding("a", local=1, nas=1))).confirm
    others = (
        plan_removal(NAS, _status(_wedding("a", local=0, nas=1))),
        plan_removal(NAS, _status(_wedding("\udcff", local=1, nas=1))),
        plan_removal(NAS, None),
        replace(one, known=False),
    )
    assert one.confirm not in {other.confirm for other in others}
