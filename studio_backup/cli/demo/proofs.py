"""The table at the end: what was to be proven, and whether it held."""

from __future__ import annotations

from dataclasses import dataclass, field

from studio_backup.cli import words


@dataclass(frozen=True)
class Proof:
    """One row. `figure`: what was counted or measured."""

    what: str
    held: bool
    figure: str


@dataclass
class Proofs:
    """Rows in the order in which they were shown."""

    rows: list[Proof] = field(default_factory=list)

    def show(self, what: str, held: bool, figure: str) -> None:
        """Add a row."""
        self.rows.append(Proof(what, held, figure))

    @property
    def held(self) -> bool:
        """Whether all did."""
        return bool(self.rows) and all(row.held for row in self.rows)

    def table(self) -> list[str]:
        """The rows as aligned text; a shape and a word each, never only a colour."""
        cells = [("yes" if row.held else "NO", row.what, row.figure) for row in self.rows]
        return ["What was proven:", *words.table(cells)]
