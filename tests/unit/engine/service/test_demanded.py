"""At which tiers the policies want a wedding."""

from __future__ import annotations

from studio_backup.domain.collection import SETTINGS, SETTINGS_LABEL, UNASSIGNED, Wedding
from studio_backup.domain.policy import DEFAULT, Policy
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.health.facts import Facts, SourceFacts, TierFacts
from studio_backup.engine.health.state import overall
from studio_backup.engine.service.demanded import Demanded

ALL = frozenset({"nas", "cloud", "offsite"})
POLICIES = (
    DEFAULT,
    Policy(id="nas", name="N", tiers=("nas",), copies=2),
    Policy(id="cloud", name="C", tiers=("cloud",), copies=5),
    Policy(id="gone", name="G", tiers=("gone",)),
    Policy(id="half", name="H", tiers=("gone", "nas")),
)


def _source(name: str, policy: str, wedding: str = "", date: str = "") -> WatchedSource:
    return WatchedSource(id=name, path=f"/{name}", wedding=wedding, date=date, policy=policy)


def _of(*sources: WatchedSource) -> Demanded:
    return Demanded(POLICIES, sources, ALL)


def test_a_wedding_goes_to_the_tiers_of_all_its_sources() -> None:
    found = _of(_source("a", "nas", "Anna", "2026-06-20"), _source("b", "cloud", "ANNA"))
    assert found.tiers_of("Anna", "2026-06-20") == {"nas", "cloud"} == found.tiers_of("anna", "")
    assert found.tiers_of("Anna", "2027-06-20") == {"cloud"}
    assert not found.at("offsite", "Anna", "2026-06-20") and found.at("nas", "Anna", "2026-06-20")


def test_without_a_wish_it_goes_everywhere() -> None:
    found = _of(_source("a", "", "Anna"), _source("b", "nas", "Anna"), _source("c", "missing", "Carl"))
    assert found.tiers_of("Anna", "") == found.tiers_of("Carl", "") == found.tiers_of("Nobody", "") == ALL


def test_tiers_that_are_gone_do_not_count_and_rather_all_than_none() -> None:
    found = _of(_source("a", "gone", "Anna"), _source("b", "half", "Ben"))
    assert found.tiers_of("Anna", "") == ALL and found.tiers_of("Ben", "") == {"nas"}


def test_what_belongs_to_none_and_what_is_typed() -> None:
    found = _of(_source("a", "nas"))
    assert found.tiers_of(UNASSIGNED, "") == {"nas"} and found.tiers_of(SETTINGS_LABEL, "") == ALL
    assert found.left_out("cloud", Wedding("u", UNASSIGNED, "", UNASSIGNED, ()))
    assert not found.left_out("cloud", Wedding("s", SETTINGS_LABEL, "", SETTINGS, ()))
    assert not found.left_out("cloud", Wedding("w", "Anna", "2026-06-20", "wedding", ()))


def _overall(*facts: SourceFacts) -> str:
    tiers = tuple(TierFacts(name=name, last_contact_ns=5) for name in sorted(ALL))
    return overall(Facts(now_ns=10, sources=facts, tiers=tiers)).state


def test_too_few_tiers_for_a_folder_is_no_green_though_others_have_enough() -> None:
    sources = [_source("a", ""), _source("b", "nas"), _source("c", "cloud")]
    demanded = Demanded(POLICIES, sources, ALL)
    well, few, many = demanded.of([SourceFacts(id=one.id, path=one.path, last_backup_ns=5) for one in sources])
    assert (well.tiers, well.away_copies_demanded) == (tuple(sorted(ALL)), 2)
    assert (few.tiers, few.away_copies_demanded, many.away_copies_demanded) == (("nas",), 1, 4)
    assert _overall(well) == "protected" and _overall(well, few) == "attention"
    tiers = (TierFacts(name="cloud", last_contact_ns=5), TierFacts(name="nas", last_contact_ns=5))
    reasons = overall(Facts(now_ns=10, sources=(well, few), tiers=tiers)).reasons
    assert "1 good copy away from this machine, 2 are wanted, at nas. Add another place." in reasons


def test_an_emergency_goes_to_every_place_there_is_whatever_policies_leave_out() -> None:
    sources = [_source("a", "nas", "Anna", "2026-06-20"), _source("b", "cloud", "Anna"), _source("c", "nas", "Ben")]
    found = Demanded(POLICIES, sources, ALL, lambda wedding, _date: wedding == "Anna")
    assert found.tiers_of("Anna", "2026-06-20") == ALL and found.tiers_of("Ben", "") == {"nas"}
    assert not found.left_out("offsite", Wedding("w", "Anna", "2026-06-20", "wedding", ()))
    assert found.left_out_by_policy() == {"a": ALL - {"nas"}, "b": ALL - {"cloud"}, "c": ALL - {"nas"}}
