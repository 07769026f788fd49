"""Tokens of foreign clients: known by their digest, at once, and across a restart."""

from __future__ import annotations

import hashlib

import pytest

from studio_backup.api.requests import PageQuery
from studio_backup.api.tokens import NewToken
from studio_backup.base.errors import NotFoundError, UsageError
from studio_backup.catalog.database import open_catalog
from studio_backup.catalog.tokens import TokenTable
from studio_backup.engine.service.tokens import MOST, Tokens
from tests.support.fixed_clock import FixedClock


@pytest.fixture
def table(tmp_path):
    catalog = open_catalog(str(tmp_path / "catalog.db"), FixedClock())
    yield TokenTable(catalog)
    catalog.close()


def test_a_token_counts_at_once_and_after_a_restart_and_its_text_is_not_kept(table, tmp_path):
    tokens = Tokens(table, FixedClock())
    known = tokens.known
    made = tokens.add(NewToken(name="Plugin"))
    digest = hashlib.sha256(made.token.encode()).hexdigest()
    assert known == {digest: "Plugin"}
    assert Tokens(table, FixedClock()).known == {digest: "Plugin"}
    assert made.token not in repr(made)
    assert made.token.encode() not in b"".join(one.read_bytes() for one in tmp_path.iterdir())


def test_a_revoked_token_is_worthless_at_once_and_after_a_restart(table):
    tokens = Tokens(table, FixedClock())
    known = tokens.known
    first, second = tokens.add(NewToken(name="a")), tokens.add(NewToken(name="b"))
    tokens.revoke(first.id)
    assert list(known.values()) == ["b"]
    assert [one.id for one in Tokens(table, FixedClock()).list(PageQuery()).items] == [second.id]
    with pytest.raises(NotFoundError, match="no such token"):
        tokens.revoke(first.id)


def test_one_token_a_name_and_not_without_end(table):
    tokens = Tokens(table, FixedClock())
    tokens.add(NewToken(name="Plugin"))
    with pytest.raises(UsageError, match="has a token already"):
        tokens.add(NewToken(name="PLUGIN"))
    for number in range(MOST - 1):
        tokens.add(NewToken(name=f"n{number}"))
    with pytest.raises(UsageError, match="no more may be"):
        tokens.add(NewToken(name="one more"))
