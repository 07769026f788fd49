"""Conflicts: none where all agree, the same whatever the order, one wherever two policies differ."""

from hypothesis import given, settings
from hypothesis import strategies as some

from studio_backup.domain.job import LEVELS
from studio_backup.domain.policy import Policy
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.health.limits import RPO
from studio_backup.engine.schedule.policy_conflicts import conflicts

TIERS = ("cloud", "nas", "offsite")
tiers = some.sets(some.sampled_from(TIERS)).map(lambda names: tuple(sorted(names)))
policies = some.lists(
    some.builds(Policy, id=some.sampled_from("abc"), name=some.just("p"), tiers=tiers, level=some.sampled_from(LEVELS)),
    unique_by=lambda one: one.id,
    max_size=3,
).map(lambda found: [Policy(id="default", name="d"), *found])
folders = some.lists(some.sampled_from("xyz"), min_size=1, max_size=3).map(lambda parts: "/" + "/".join(parts))
sources = some.lists(
    some.builds(
        WatchedSource,
        id=some.text("0123456789", min_size=4, max_size=4),
        path=folders,
        wedding=some.sampled_from(("", "Anna", "ANNA", "Ben")),
        policy=some.sampled_from(("", "a", "b", "c")),
    ),
    unique_by=lambda one: one.path,
    max_size=6,
)


def _found(policies, sources):
    return conflicts(policies, sources, TIERS, RPO)


@settings(max_examples=100, deadline=None)
@given(policies, sources, some.randoms())
def test_the_order_does_not_matter(policies, sources, dice):
    shuffled = list(sources)
    dice.shuffle(shuffled)
    before = {(one.kind, frozenset(one.policies)) for one in _found(policies, sources)}
    assert before == {(one.kind, frozenset(one.policies)) for one in _found(policies, shuffled)}


@settings(max_examples=100, deadline=None)
@given(policies, sources)
def test_a_folder_inside_another_is_told_exactly_where_the_policies_differ(policies, sources):
    told = {one.sources for one in _found(policies, sources) if one.kind == "folder"}
    nearest = set()
    for inner in sources:
        above = [one for one in sources if inner.path.startswith(one.path + "/")]
        outer = max(above, key=lambda one: len(one.path), default=None)
        if outer is not None and outer.policy != inner.policy:
            nearest.add((outer.id, inner.id))
    assert told == nearest


@settings(max_examples=100, deadline=None)
@given(policies, sources)
def test_a_wedding_is_told_exactly_where_level_or_tiers_differ(policies, sources):
    known = {one.id: (one.level, one.tiers) for one in policies}
    known[""] = known["default"]
    told = {frozenset(one.policies) for one in _found(policies, sources) if one.kind == "wedding"}
    differing = {
        frozenset({one.policy or "default", other.policy or "default"})
        for one in sources
        for other in sources
        if one.wedding and one.wedding.casefold() == other.wedding.casefold()
        if one.policy in known and other.policy in known and known[one.policy] != known[other.policy]
    }
    assert told == differing
