import json

from studio_backup.domain.objects import parse_name
from studio_backup.repository.audit import append_audit
from studio_backup.repository.crypto import signature_fits
from studio_backup.repository.format import signed_message, signed_record
from studio_backup.storage.memory import MemoryStorage
from tests.support.fixed_clock import FixedClock
from tests.support.vaults import new_identity, new_vault

CLOCK = FixedClock()


def test_entries_form_a_signed_chain_which_damage_does_not_end():
    storage = MemoryStorage(clock=CLOCK)
    keys = new_vault(storage, clock=CLOCK).keys
    one, other = new_identity(storage, keys, clock=CLOCK), new_identity(storage, keys, clock=CLOCK)
    for identity in (one, one, other, one):
        append_audit(storage, keys.repository, identity, act="heal", place="ab" * 8, objects=["c/x"], clock=CLOCK)
        last = max(entry.name for entry in storage.list(f"audit/{identity.id}/"))
        if identity is one:
            good = storage.get(last)
            storage.damage(last, b"rotten")
    names = sorted(entry.name for entry in storage.list(f"audit/{one.id}/"))
    assert [int(name.split("/")[2][:10]) for name in names] == [1, 2, 3]
    record, line, signature = signed_record(good)
    assert signature_fits(one.public, signature, signed_message(b"audit", line))
    assert (record["sequence"], record["previous"]) == (3, parse_name(names[1]).sha256)
    first = json.loads(storage.get(next(e.name for e in storage.list(f"audit/{other.id}/"))).split(b"\n")[0])
    assert (first["sequence"], first["previous"]) == (1, "")
