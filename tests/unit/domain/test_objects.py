"""Names of objects: every name of the format page parses, nothing else does, and the order law stands."""

from __future__ import annotations

import pytest

from studio_backup.domain.objects import Kind, digest_of, pack_name, parse_name

SHA = "ab" + "0" * 62
ID = "0123456789abcdef"
NAMES = {
    f"config-{SHA}": Kind.CONFIG,
    f"features/{SHA}": Kind.FEATURES,
    f"keys/slots/{ID}-{SHA}": Kind.SLOT,
    f"keys/identity/{ID}-{SHA}": Kind.IDENTITY,
    f"keys/master/{ID}-{SHA}": Kind.MASTER,
    f"keys/c/{ID}/{ID}-{SHA}": Kind.COLLECTION_KEY,
    f"devices/{ID}-{SHA}": Kind.DEVICE,
    f"c/{ID}/meta/{SHA}": Kind.META,
    f"c/{ID}/packs/ab/{SHA}": Kind.PACK,
    f"c/{ID}/index/{SHA}": Kind.INDEX,
    f"c/{ID}/superseded/{SHA}": Kind.SUPERSEDED,
    f"c/{ID}/pending/{SHA}": Kind.PENDING,
    f"c/{ID}/snapshots/{SHA}": Kind.SNAPSHOT,
    f"c/{ID}/condemned/{SHA}.{ID}-{SHA}": Kind.DEATH_MARK,
    f"prune/{ID}-{SHA}": Kind.PRUNE_RECORD,
    f"erase/{ID}-{SHA}": Kind.TOMBSTONE,
    f"audit/{ID}/0000000001-{SHA}": Kind.AUDIT,
    "tier": Kind.MARKER,
}


@pytest.mark.parametrize(("text", "kind"), NAMES.items())
def test_every_name_of_the_format_parses(text, kind):
    name = parse_name(text)
    assert name is not None
    assert (name.kind, name.text) == (kind, text)
    assert name.sha256 == ("" if kind is Kind.MARKER else SHA) == digest_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tier2",
        f"config-{SHA}\n",
        f"config-{SHA.upper()}",
        f"c/{ID}/packs/ff/{SHA}",
        f"c/../packs/ab/{SHA}",
        f"c/{ID}/packs/ab/{SHA}.tmp",
        f"/config-{SHA}",
        "Thumbs.db",
        ".sb-00000000-00000000-1.tmp",
    ],
)
def test_nothing_else_is_an_object(text):
    assert parse_name(text) is None


def test_the_order_law():
    law = [
        (Kind.TOMBSTONE, Kind.PRUNE_RECORD, Kind.DEATH_MARK),
        (Kind.CONFIG, Kind.FEATURES),
        (Kind.SLOT, Kind.IDENTITY, Kind.MASTER, Kind.COLLECTION_KEY),
        (Kind.DEVICE,),
        (Kind.META,),
        (Kind.PACK,),
        (Kind.INDEX,),
        (Kind.SUPERSEDED,),
        (Kind.PENDING,),
        (Kind.SNAPSHOT,),
        (Kind.AUDIT,),
    ]
    flat = [kind for step in law for kind in step]
    assert flat == sorted(flat)
    assert set(Kind) - set(flat) == {Kind.MARKER}


def test_a_pack_lies_under_its_first_two_digits():
    assert parse_name(pack_name(ID, SHA)) is not None
