"""The whole bound, with a table: tests/model/run [--traces] [--only NAME …] [--most STATES]."""

from __future__ import annotations

import argparse
import sys

from tests.model import mutants, scenarios
from tests.model.explorer import Explored


def _row(title: str, found: Explored, said: str) -> None:
    figures = f"{found.states:10} {found.moves:11} {found.depth:5} {found.seconds:8.1f}"
    print(f"{title:52.52} {figures}  {said}", flush=True)


def _scenarios(only: list[str], most: int) -> int:
    bad = 0
    for one in (*scenarios.SHORT, *scenarios.LONG):
        if only and one.name not in only:
            continue
        found = one.explore(most=most)
        bad += bool(found.problem)
        _row(one.name, found, found.problem or ("holds" if found.whole else "holds so far: NOT WHOLE"))
        if found.problem:
            _trace(found)
    return bad


def _mutants(traces: bool) -> int:
    missed = 0
    for one in mutants.ALL:
        found = one.hunt()
        missed += not found.problem
        _row(one.name, found, f"{len(found.trace)} steps: {found.problem}" if found.problem else "MISSED")
        if traces:
            _trace(found)
    for one in mutants.HARMLESS:
        found = one.hunt()
        _row(f"(not needed here) {one.name}", found, found.problem or "holds")
    return missed


def _trace(found: Explored) -> None:
    for number, step in enumerate(found.trace, 1):
        print(f"    {number:2} {step}", flush=True)


def main() -> int:
    """Print the table; 1 if the protocol does not hold or a mutant is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--traces", action="store_true", help="print each mutant's shortest counterexample")
    parser.add_argument("--only", nargs="+", default=[], help="scenarios; no mutants then")
    parser.add_argument("--most", type=int, default=3_000_000, help="states a scenario, to bound memory")
    chosen = parser.parse_args()
    print(f"{'what':52} {'states':>10} {'moves':>11} {'depth':>5} {'seconds':>8}")
    bad = _scenarios(chosen.only, chosen.most)
    missed = 0 if chosen.only else _mutants(chosen.traces)
    print(f"{len(mutants.ALL) - missed} of {len(mutants.ALL)} mutants caught" if not chosen.only else "done")
    return 1 if bad or missed else 0


if __name__ == "__main__":
    sys.exit(main())
