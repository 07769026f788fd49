"""Any text comes back as it was."""

import sqlite3
from contextlib import closing

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from studio_backup.catalog import texts

ANY = st.text(st.characters(codec=None, categories=None), max_size=20)
PATHS = st.binary(max_size=20).map(lambda raw: raw.decode("utf-8", "surrogateescape"))


@given(ANY | PATHS)
def test_through_sqlite(text):
    with closing(sqlite3.connect(":memory:")) as connection:
        back = connection.execute("SELECT ?", (texts.stored(text),)).fetchone()[0]
    assert texts.read(back) == text


@given(ANY | PATHS, ANY | PATHS)
def test_two_texts_are_two_values(one, other):
    assert (texts.stored(one) == texts.stored(other)) == (one == other)


@given(ANY | PATHS)
def test_through_json(text):
    data = msgspec.json.encode(texts.to_json(text))
    assert texts.from_json(msgspec.json.decode(data, type=str | texts.Raw)) == text


@given(st.lists(ANY | PATHS, max_size=5).map(tuple))
def test_several_in_one_column(several):
    assert texts.unpacked(texts.packed(several)) == several
