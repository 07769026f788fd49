"""Which factor opens the vault: kit file, passphrase file, this device's secret, or a person who is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from studio_backup.base.errors import NotFoundError, TornKit, UnlockError, UsageError
from studio_backup.base.names import display
from studio_backup.engine.home import Home, HomeDevice
from studio_backup.engine.secrets import KeyringUnusable, read_secret, system_keyring
from studio_backup.repository.keys import VaultKeys, unlock
from studio_backup.repository.kit import Kit, parse_kit
from studio_backup.repository.slots import DeviceFactor, Factor, KitFactor, PassphraseFactor
from studio_backup.storage.interface import Listed, Storage
from studio_backup.storage.wrapped import WrappedStorage

_LARGEST_TEXT = 64 * 1024
_NO_WAY_IN = "Give --passphrase-file FILE or --kit FILE.txt before the verb, or run it in a terminal to be asked."


class Locked(UnlockError):
    """No factor was given, and there is nobody to ask."""


def no_vault() -> NotFoundError:
    """What a verb says that needs a vault, where none is joined."""
    return NotFoundError(
        "No vault is joined here yet.",
        hint="`studio-backup vault create` makes one, `studio-backup vault open` joins one that exists.",
    )


@dataclass(frozen=True)
class Options:
    """What stands before the verb. `home`: a folder, None for the platform's. `kit_file` may be "-": asked for.

    `ask`: shows a prompt and returns what a person typed, unseen; None where there is no terminal.
    """

    home: str | None = None
    passphrase_file: str | None = None
    kit_file: str | None = None
    ask: Callable[[str], str] | None = None


@dataclass(frozen=True)
class Unlocked:
    """The keys, and what a person should know about how they were come by."""

    keys: VaultKeys
    notices: tuple[str, ...] = ()


def unlock_vault(storage: Storage, home: Home, options: Options, pinned: Mapping[str, str]) -> Unlocked:
    """Open the vault with the first factor at hand. Raises UnlockError where there is none, or it does not fit."""
    storage = with_device_slot(storage, home)
    given = given_factor(options)
    if given is not None:
        return Unlocked(unlock(storage, given, pinned=pinned))
    notices: list[str] = []
    keys = _by_device(storage, home.device(), pinned, notices)
    if keys is not None:
        return Unlocked(keys)
    if options.ask is None:
        raise Locked(" ".join(("The vault is locked.", *notices)), hint=_NO_WAY_IN)
    asked = PassphraseFactor(options.ask("Passphrase of the vault"))
    return Unlocked(unlock(storage, asked, pinned=pinned), tuple(notices))


def given_factor(options: Options) -> Factor | None:
    """The factor that the options name: the kit before the passphrase file."""
    if options.kit_file is not None:
        return KitFactor(given_kit(options))
    if options.passphrase_file is not None:
        return PassphraseFactor(read_passphrase(options.passphrase_file))
    return None


def given_kit(options: Options) -> Kit:
    """The kit that the options name: of a file, or asked for. Raises TornKit, NotFoundError, UsageError."""
    if options.kit_file != "-":
        return read_kit(str(options.kit_file))
    if options.ask is None:
        raise UsageError("--kit - asks for the kit's groups, and there is no terminal.", hint="Give --kit FILE.txt.")
    return parse_kit(options.ask("The 12 groups of the recovery kit"))


def read_kit(path: str) -> Kit:
    """A kit file. Raises TornKit, NotFoundError."""
    try:
        return parse_kit(_read_text(path, "recovery kit").decode("utf-8"))
    except UnicodeDecodeError:
        raise TornKit(f"{display(path)} is no recovery kit, or it is torn.", hint="Give the kit's .txt file.") from None


def read_passphrase(path: str) -> str:
    """The first line of a passphrase file, without its end. Raises UsageError if there is nothing in it."""
    data = _read_text(path, "passphrase file").removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].removesuffix(b"\r")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError(f"The passphrase file {display(path)} is no UTF-8 text.", hint="Save it as UTF-8.") from None
    if not text:
        raise UsageError(
            f"The passphrase file {display(path)} begins with an empty line.", hint="Its first line is the passphrase."
        )
    return text


def _read_text(path: str, what: str) -> bytes:
    try:
        with open(path, "rb") as file:
            data = file.read(_LARGEST_TEXT + 1)
    except OSError as error:
        raise NotFoundError(
            f"The {what} {display(path)} cannot be read: {error.strerror}.", hint="Check the path."
        ) from error
    if len(data) > _LARGEST_TEXT:
        raise UsageError(f"{display(path)} is too large for a {what}.", hint="Check the path.")
    return data


def _by_device(
    storage: Storage, device: HomeDevice | None, pinned: Mapping[str, str], notices: list[str]
) -> VaultKeys | None:
    """The keys by this device's secret; None, with a notice, where the keyring does not give it."""
    if device is None or not device.in_keyring:
        return None
    try:
        secret = read_secret(system_keyring(), device.id)
        if secret is None:
            notices.append("The keyring holds no secret for this laptop any more.")
            return None
        return unlock(storage, DeviceFactor(device.id, secret), pinned=pinned)
    except (KeyringUnusable, UnlockError) as error:
        notices.append(error.message)
    return None


class _WithSlot(WrappedStorage):
    """A place, and beside it the slot which only this home holds until it is published."""

    def __init__(self, inner: Storage, name: str, data: bytes) -> None:
        super().__init__(inner)
        self._name, self._data = name, data

    def get(self, name: str) -> bytes:
        """See Storage."""
        return self._data if name == self._name else self.inner.get(name)

    def list(self, prefix: str = "") -> Iterator[Listed]:
        """See Storage."""
        if self._name.startswith(prefix):
            yield Listed(self._name, len(self._data), 0)
        yield from (one for one in self.inner.list(prefix) if one.name != self._name)


def with_device_slot(storage: Storage, home: Home) -> Storage:
    """The place together with the home's own slot object, if it keeps one."""
    kept = home.device_slot()
    if kept is None:
        return storage
    name, _, data = kept.partition(b"\n")
    return _WithSlot(storage, name.decode("ascii", "replace"), data)


def secret_of(home: Home) -> bytes | None:
    """This device's secret from the keyring, or None."""
    device = home.device()
    if device is None or not device.in_keyring:
        return None
    try:
        return read_secret(system_keyring(), device.id)
    except KeyringUnusable:
        return None
