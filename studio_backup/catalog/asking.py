"""What a person typed, as questions to the index, and the paths which answer them.

Each word must stand somewhere in the path; the index knows triples of characters, so what it offers is looked at
again. Words of one or two characters alone ask for file names that begin so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from studio_backup.catalog.folding import fold
from studio_backup.catalog.texts import read

MOST_TRIPLES: Final = 24
"""More make no answer narrower; a text of ten thousand characters is no attack."""

_CHUNK: Final = 256

_BY_TRIPLES: Final = """
SELECT f.id, f.path FROM file_text t CROSS JOIN file_path f ON f.id = t.rowid
WHERE t.file_text MATCH ? AND t.rowid BETWEEN ? AND ? ORDER BY t.rowid DESC"""

_BY_TWO: Final = "SELECT id, path FROM file_path WHERE initials = ? AND id BETWEEN ? AND ? ORDER BY id DESC"

_BY_ONE: Final = (
    "SELECT id, path FROM file_path WHERE substr(initials, 1, 1) = ? AND id BETWEEN ? AND ? ORDER BY id DESC"
)


@dataclass(frozen=True, slots=True)
class Question:
    """`statement` and `term`: how the index is asked; `words`: what a path must hold to be an answer."""

    statement: str
    term: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A range of path ids, ends included."""

    lowest: int
    highest: int


def question(text: str) -> Question | None:
    """The question a text stands for; None if it asks for nothing."""
    words = tuple(sorted(dict.fromkeys(fold(text).split()), key=len, reverse=True))
    if not words:
        return None
    if len(words[0]) >= 3:
        return Question(_BY_TRIPLES, _match(words), words)
    return Question(_BY_TWO if len(words[0]) == 2 else _BY_ONE, words[0], words[1:])


def answers(connection: Connection, asked: Question, span: Span) -> Iterator[list[tuple[int, str]]]:
    """Paths with their ids, the newest first, in chunks."""
    cursor = connection.exec_driver_sql(asked.statement, (asked.term, span.lowest, span.highest))
    try:
        while rows := cursor.fetchmany(_CHUNK):
            paths = [(int(row[0]), read(row[1])) for row in rows]
            yield [(number, path) for number, path in paths if _holds(path, asked.words)]
    finally:
        cursor.close()


def _holds(path: str, words: tuple[str, ...]) -> bool:
    folded = fold(path)
    return all(word in folded for word in words)


def _match(words: tuple[str, ...]) -> str:
    triples = {word[i : i + 3]: None for word in words for i in range(len(word) - 2)}
    step = -(-len(triples) // MOST_TRIPLES)
    return " AND ".join('"' + triple.replace('"', '""') + '"' for triple in list(triples)[::step])
