"""Column types: domain values to SQLite and back, strictly."""

from __future__ import annotations

from typing import Final, cast

import msgspec
from sqlalchemy import Dialect, Integer, Text, TypeDecorator

from studio_backup.base.errors import DamageError, UsageError
from studio_backup.catalog import texts

LARGEST: Final = (1 << 63) - 1
"""SQLite's largest whole number."""


class AnyText(TypeDecorator[str]):
    """Any text, surrogates included."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """See TypeDecorator. Bytes pass through SQLAlchemy's text as they are."""
        return None if value is None else cast("str", texts.stored(value))

    def process_result_value(self, value: str | bytes | None, _dialect: Dialect) -> str | None:
        """See TypeDecorator."""
        return None if value is None else texts.read(value)


class Texts(TypeDecorator[tuple[str, ...]]):
    """Several texts, in their order."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, _dialect: Dialect) -> str | None:
        """See TypeDecorator."""
        return None if value is None else texts.packed(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> tuple[str, ...] | None:
        """See TypeDecorator."""
        try:
            return None if value is None else texts.unpacked(value)
        except msgspec.MsgspecError as error:
            raise DamageError("The catalog holds a list which cannot be read.", hint=_REBUILD) from error


class Whole(TypeDecorator[int]):
    """A whole number; UsageError for one SQLite cannot hold."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: int | None, _dialect: Dialect) -> int | None:
        """See TypeDecorator."""
        if value is not None and abs(value) > LARGEST:
            raise UsageError("A number is too large to be kept.", hint="Give a smaller one.")
        return value


class Word(TypeDecorator[str]):
    """One word out of a closed list."""

    impl = Text
    cache_ok = True

    def __init__(self, *words: str) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """See TypeDecorator."""
        if value is not None and value not in self.words:
            raise UsageError("This word is none the catalog knows.", hint=f"It knows: {', '.join(self.words)}.")
        return value

    def process_result_value(self, value: str | None, _dialect: Dialect) -> str | None:
        """See TypeDecorator."""
        if value is not None and value not in self.words:
            raise DamageError("The catalog holds a word which cannot be.", hint=_REBUILD)
        return value


_REBUILD: Final = "Stop the engine and move the catalog file away: it is rebuilt from the vault."
