"""The benchmark's figures: gathered by row and contender, printed as a table, written as JSON."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections import defaultdict
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

OURS = "studio-backup"
LIBRARIES = ("cryptography", "blake3", "pyfastcdc", "zstandard", "boto3", "msgspec")


@dataclass
class Figures:
    """Every measured value: row -> contender -> values. Rows keep the order in which they came."""

    values: dict[str, dict[str, list[float]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    units: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, row: str, contender: str, value: float, unit: str = "s") -> None:
        """One more value."""
        self.values[row][contender].append(value)
        self.units[row] = unit

    def median(self, row: str, contender: str) -> float | None:
        """The median, or None where nothing was measured."""
        found = self.values.get(row, {}).get(contender)
        return statistics.median(found) if found else None

    def ratio(self, row: str, contender: str) -> float | None:
        """How many times the other's median ours is faster (or smaller)."""
        ours, other = self.median(row, OURS), self.median(row, contender)
        return other / ours if ours and other else None


def machine(versions: dict[str, str]) -> dict[str, str]:
    """What was measured on, and with which versions."""
    return {
        "machine": f"{_processor()}, {os.cpu_count()} cores, {_memory()} MiB",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        **{name: metadata.version(name) for name in LIBRARIES},
        **versions,
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 20 if hasattr(os, "sysconf") else 0


def table(figures: Figures, about: dict[str, str]) -> str:
    """The figures as text: min / median / max, and how many times better ours is."""
    head = ["row", "contender", "min", "median", "max", "unit", "ours is better by"]
    rows = [head] + [
        [row, who, *_spread(values), figures.units[row], _better(figures, row, who)]
        for row, contenders in figures.values.items()
        for who, values in contenders.items()
    ]
    widths = [max(len(line[i]) for line in rows) for i in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in rows]
    lines.insert(1, "-" * len(lines[0]))
    return "\n".join([*(f"{name}: {value}" for name, value in about.items()), "", *lines, "", *figures.notes])


def _spread(values: list[float]) -> list[str]:
    return [f"{value:.3g}" for value in (min(values), statistics.median(values), max(values))]


def _better(figures: Figures, row: str, who: str) -> str:
    ratio = figures.ratio(row, who)
    return "" if who == OURS or ratio is None else f"{ratio:.2f} x"


def as_json(figures: Figures, about: dict[str, str]) -> str:
    """The same for programs."""
    rows = {
        row: {
            who: {"min": min(v), "median": statistics.median(v), "max": max(v), "values": v, "unit": figures.units[row]}
            for who, v in contenders.items()
        }
        for row, contenders in figures.values.items()
    }
    return json.dumps({"about": about, "rows": rows, "notes": figures.notes}, indent=1)
