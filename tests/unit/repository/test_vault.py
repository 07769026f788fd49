import pytest

from studio_backup.base.errors import RefusedError, StorageFull, UsageError
from studio_backup.domain.objects import parse_name
from studio_backup.repository.kit import new_kit_key
from studio_backup.repository.passphrase import check_strength
from studio_backup.repository.vault import create_vault
from studio_backup.storage.memory import MemoryStorage
from tests.support.fixed_clock import FixedClock
from tests.support.vaults import PASSPHRASE, cheap_kdf, new_vault

CLOCK = FixedClock()


class Recording(MemoryStorage):
    """Remembers the order of puts; refuses the one after `room`."""

    def __init__(self, room: int = 99) -> None:
        super().__init__(clock=CLOCK)
        self.written: list[str] = []
        self.room = room

    def put(self, name, data, *, sha256):
        if len(self.written) >= self.room:
            raise StorageFull("full")
        super().put(name, data, sha256=sha256)
        self.written.append(name)


def create(storage, **more):
    wanted = {"studio": "Rose", "passphrase": PASSPHRASE, "kit_key": new_kit_key(), "kdf": cheap_kdf(), "clock": CLOCK}
    return create_vault(storage, **{**wanted, **more})


def test_objects_are_made_in_law_order():
    storage = Recording()
    keys = create(storage, repository="ab" * 16)
    kinds = [parse_name(name).kind for name in storage.written]
    assert kinds == sorted(kinds) and len(kinds) == 5 and keys.repository == "ab" * 16


def test_a_place_in_use_is_refused_untouched():
    storage = MemoryStorage(clock=CLOCK)
    new_vault(storage, clock=CLOCK)
    before = dict(storage._objects)
    with pytest.raises(RefusedError, match="in use"):
        create(storage)
    assert storage._objects == before


@pytest.mark.parametrize("room", range(5))
def test_a_failed_write_leaves_nothing(room):
    storage = Recording(room)
    with pytest.raises(StorageFull):
        create(storage)
    assert not storage._objects


@pytest.mark.parametrize("studio", ["", " ", "a\nb", "x" * 201])
def test_a_studio_has_a_name(studio):
    storage = MemoryStorage(clock=CLOCK)
    with pytest.raises(UsageError, match="visible"):
        create(storage, studio=studio)
    assert not storage._objects


WEAK = [
    "password",
    "12345678",
    "qwertyuiop",
    "Rosegarden1",
    "rose garden studio",
    "studio backup",
    "aaaaaaaaaaaaaaaa",
    "2026-06-20",
]


@pytest.mark.parametrize("passphrase", [*WEAK, "", "   ", "two\nlines of it all together", "password" * 12])
def test_weak_passphrases_are_refused_with_a_reason_and_are_not_repeated(passphrase):
    storage = MemoryStorage(clock=CLOCK)
    with pytest.raises(RefusedError) as caught:
        create(storage, studio="Rose Garden", passphrase=passphrase)
    assert not storage._objects and ("words" in caught.value.hint or "line" in caught.value.hint)
    assert passphrase.strip() in ("", "password") or passphrase not in caught.value.message


@pytest.mark.parametrize(
    "passphrase",
    [PASSPHRASE, "żółć gęślą jaźń łódka", "correct horse battery staple " * 4, "写真館の秘密の合言葉です長い"],
)
def test_strong_passphrases_of_any_script_and_length_are_taken(passphrase):
    check_strength(passphrase, studio="Rose Garden")
