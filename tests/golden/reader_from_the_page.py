"""A reader of repository format 1, written from docs/format.md alone: no line of the program was looked at.

It reads one folder that holds a vault, opened by a recovery kit's text or by the passphrase, and checks what the
page says can be checked. It is a proof that the page suffices, so it shares no code with the program.
"""

import base64
import binascii
import hashlib
import hmac
import json
import re
import struct
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import zstandard
from blake3 import blake3
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

Json = dict[str, Any]

MAGIC = bytes.fromhex("895342560D0A1A0A")
PACK, INDEX, SNAPSHOT, META, PENDING, SLOT, IDENTITY, MASTER, COLLECTION_KEY, NAME = range(1, 11)
PADDED_BY_NEWLINES = {SNAPSHOT, META, PENDING, NAME}
DATA, TREE = 1, 2
PLAIN_MAX = (16 << 20) + (64 << 10)
PACK_MAX = 64 << 20
NO_CONTENTS = {"unreadable", "online_only", "vanished"}
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ZEROS = bytes(8)

_H8, _SHA = "[0-9a-f]{16}", "(?P<sha>[0-9a-f]{64})"
_C = f"c/(?P<collection>{_H8})"
NAMES = {
    "config": f"config-{_SHA}",
    "features": f"features/{_SHA}",
    "slot": f"keys/slots/(?P<id>{_H8})-{_SHA}",
    "identity": f"keys/identity/(?P<id>{_H8})-{_SHA}",
    "master": f"keys/master/(?P<id>{_H8})-{_SHA}",
    "collection-key": f"keys/c/(?P<collection>{_H8})/(?P<id>{_H8})-{_SHA}",
    "device": f"devices/(?P<id>{_H8})-{_SHA}",
    "meta": f"{_C}/meta/{_SHA}",
    "pack": f"{_C}/packs/(?P<two>[0-9a-f]{{2}})/(?P<sha>(?P=two)[0-9a-f]{{62}})",
    "index": f"{_C}/index/{_SHA}",
    "superseded": f"{_C}/superseded/{_SHA}",
    "pending": f"{_C}/pending/{_SHA}",
    "snapshot": f"{_C}/snapshots/{_SHA}",
    "condemned": f"{_C}/condemned/[0-9a-f]{{64}}\\.{_H8}-{_SHA}",
    "prune": f"prune/{_H8}-{_SHA}",
    "erase": f"erase/(?P<collection>{_H8})-{_SHA}",
    "audit": f"audit/(?P<id>{_H8})/(?P<sequence>[0-9]{{10}})-{_SHA}",
}
PATTERNS = {kind: re.compile(form) for kind, form in NAMES.items()}
WITHOUT_REPOSITORY = ("meta", "pending")
LATER = ("condemned", "prune", "erase")
SIGNED_BY_DEVICE = ("superseded", "condemned", "prune", "erase", "audit")


class ReadError(Exception):
    """Something the page calls for is not so."""


class Damaged(ReadError):
    """The bytes are not those that the name promises."""


class WrongKey(ReadError):
    """The commitment differs: another key or epoch."""


class Forged(ReadError):
    """A tag, MAC, signature, or a rule of the format fails though the bytes are whole."""


def ensure(truth: object, what: str) -> None:
    """Raise Forged unless `truth` holds."""
    if not truth:
        raise Forged(what)


# --- small pieces -----------------------------------------------------------------------------------------------


def hkdf(key: bytes, info: bytes, size: int = 32) -> bytes:
    """HKDF-SHA256 with an empty salt."""
    return HKDF(SHA256(), size, None, info).derive(key)


def padme(length: int) -> int:
    """Give the Padmé size for a length."""
    exponent = length.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length()) if exponent > 1 else 1
    return -(-length // step) * step


def nonce(ordinal: int) -> bytes:
    """Twelve bytes: the ordinal, then zeros."""
    return struct.pack("<I8x", ordinal)


def decrypt(cipher: AESGCM, ordinal: int, stored: bytes, aad: bytes) -> bytes:
    """Open one AES-256-GCM frame."""
    try:
        return cipher.decrypt(nonce(ordinal), stored, aad)
    except (InvalidTag, ValueError) as wrong:
        raise Forged("a tag fails") from wrong


def _no_repeats(pairs: list[tuple[str, Any]]) -> Json:
    ensure(len({key for key, _ in pairs}) == len(pairs), "a repeated key in JSON")
    return dict(pairs)


def _no_constant(name: str) -> None:
    raise Forged(f"JSON holds {name}")


def strict_json(line: bytes) -> Json:
    """One line of JSON that is an object, without NaN or a repeated key."""
    ensure(b"\n" not in line, "JSON of several lines")
    try:
        read = json.loads(line.decode(), object_pairs_hook=_no_repeats, parse_constant=_no_constant)
    except ValueError as wrong:
        raise Forged("no JSON") from wrong
    ensure(isinstance(read, dict), "JSON that is no object")
    return dict(read)


def from_base64(text: str | bytes) -> bytes:
    """Decode strict base64."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as wrong:
        raise Forged("no base64") from wrong


def signed_line(data: bytes, digits: int) -> tuple[bytes, bytes]:
    """Split JSON, newline, hex digits, newline into the JSON line and the signature."""
    match = re.fullmatch(rb"([^\n]*)\n([0-9a-f]{%d})\n" % digits, data)
    if not match:
        raise Forged("not of the form JSON, signature")
    return match[1], bytes.fromhex(match[2].decode())


# --- the recovery kit and the passphrase ------------------------------------------------------------------------


def _bits(characters: str) -> str:
    return "".join(f"{CROCKFORD.index(each):05b}" for each in characters)


def kit_line(number: int, groups: str) -> bytes:
    """Give the 8 bytes of the key that one line of the kit carries."""
    text = re.sub(r"[\s-]", "", groups).upper().translate(str.maketrans("OIL", "011"))
    ensure(len(text) == 15 and set(text) <= set(CROCKFORD), f"line {number} of the kit is not 15 characters")
    key_bits, check = _bits(text[:13]), _bits(text[13:])
    key = int(key_bits[:64], 2).to_bytes(8)
    sha = hashlib.sha256(b"studio-backup kit line" + bytes([number]) + key).digest()
    ensure(key_bits[64] == "0" and f"{int.from_bytes(sha[:2]):016b}"[:10] == check, f"line {number} has an error")
    return key


def read_kit(text: bytes) -> tuple[bytes, bytes]:
    """Give the repository id and the key of a recovery kit."""
    whole = re.fullmatch(rb"(STUDIO BACKUP RECOVERY KIT\n.*\n)Checksum: ([0-9a-f]{16})\n?", text, re.DOTALL)
    ensure(whole and hashlib.sha256(whole[1]).hexdigest()[:16].encode() == whole[2], "the kit's checksum differs")
    decoded = text.decode()
    repository = re.findall(r"^Repository: ([0-9a-f]{32})$", decoded, re.MULTILINE)
    lines = re.findall(r"^([1-4]): (.+)$", decoded, re.MULTILINE)
    ensure(len(repository) == 1 and [n for n, _ in lines] == list("1234"), "the kit lacks lines")
    return bytes.fromhex(repository[0]), b"".join(kit_line(int(n), groups) for n, groups in lines)


def kit_kek(text: bytes, repository: bytes) -> bytes:
    """Give the key that a kit wraps with."""
    named, key = read_kit(text)
    if named != repository:
        raise WrongKey("the kit is another vault's")
    return hkdf(key, b"studio-backup kit v1" + repository)


def passphrase_kek(passphrase: str, kdf: Json) -> bytes:
    """Give the key that a passphrase wraps with; hostile parameters are refused first."""
    memory, passes, lanes, salt = kdf["memory_kib"], kdf["passes"], kdf["lanes"], bytes.fromhex(kdf["salt"])
    ensure(kdf["name"] == "argon2id" and len(salt) == 16, "an unknown KDF")
    ensure(65_536 <= memory <= 524_288 and 1 <= passes <= 16 and 1 <= lanes <= 16, "KDF parameters out of bounds")
    secret = unicodedata.normalize("NFC", passphrase).encode()
    return Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory).derive(secret)


# --- headers, sealed objects ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Header:
    """The first 112 bytes of a pack or a sealed object."""

    raw: bytes
    type: int
    repository: bytes
    collection: bytes
    epoch: bytes

    @classmethod
    def parse(cls, data: bytes, kind: int, repository: bytes) -> "Header":
        """Check the fixed fields, type and repository."""
        ensure(len(data) >= 112 + 16, "too short for a header and a tag")
        magic, form, read_kind, suite, zero, repo, collection, epoch = struct.unpack_from("<8sHBBI16s8s8s", data)
        ensure((magic, form, suite, zero) == (MAGIC, 1, 1, 0), "no header of format 1")
        ensure(read_kind == kind and repo == repository, "a header of another type or vault")
        return cls(data[:112], kind, repo, collection, epoch)

    def cipher(self, key: bytes) -> AESGCM:
        """Give the object's cipher, if `key` is the one it is sealed with."""
        derived = hkdf(key, b"studio-backup object v1" + self.raw[:80], 64)
        if not hmac.compare_digest(derived[32:], self.raw[80:]):
            raise WrongKey("the commitment differs")
        return AESGCM(derived[:32])


def unpad(kind: int, payload: bytes) -> bytes:
    """Strip the newlines of the padded types."""
    if kind not in PADDED_BY_NEWLINES:
        return payload
    ensure(payload and len(payload) % 256 == 0, "a payload without its padding")
    return payload.rstrip(b"\n")


def unseal(data: bytes, head: Header, key: bytes, role: bytes) -> bytes:
    """Open a sealed object's one frame, without its padding."""
    return unpad(head.type, decrypt(head.cipher(key), 0, data[112:], head.raw + role))


# --- packs and indexes ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """One line of a pack's directory."""

    raw: bytes
    type: int
    compression: int
    plain: int
    stored: int
    offset: int
    id: bytes

    @classmethod
    def parse(cls, raw: bytes) -> "Entry":
        """Read the 56 bytes."""
        kind, compression, zero, plain, stored, zero2, offset, ident = struct.unpack("<BBHIIIQ32s", raw)
        ensure(kind in (DATA, TREE) and compression in (0, 1) and zero == zero2 == 0, "a bad entry")
        ensure(plain <= PLAIN_MAX and stored >= 16, "an entry with bad lengths")
        return cls(raw, kind, compression, plain, stored, offset, ident)


def parse_entries(raw: bytes) -> list[Entry]:
    """Read entries of 56 bytes that lie one after the other, of one kind and without gaps between their frames."""
    ensure(len(raw) % 56 == 0, "entries of odd length")
    entries = [Entry.parse(raw[at : at + 56]) for at in range(0, len(raw), 56)]
    ensure(len({entry.type for entry in entries}) <= 1, "a pack of data and trees")
    offset = 112
    for entry in entries:
        ensure(entry.offset == offset, "frames that do not follow one another")
        offset += entry.stored
    return entries


def decompress(entry: Entry, stored: bytes) -> bytes:
    """Give the plain chunk of a frame's plain text."""
    try:
        plain = zstandard.ZstdDecompressor().decompress(stored, entry.plain) if entry.compression else stored
    except zstandard.ZstdError as wrong:
        raise Forged("a chunk that does not decompress") from wrong
    ensure(len(plain) == entry.plain, "a chunk of another length")
    return plain


@dataclass(frozen=True)
class Pack:
    """An opened pack: its bytes were checked, its directory was read."""

    data: bytes
    head: Header
    cipher: AESGCM
    id_key: bytes
    entries: list[Entry]

    @classmethod
    def open(cls, data: bytes, head: Header, data_key: bytes, id_key: bytes) -> "Pack":
        """Read footer and directory; check padding and size."""
        ensure(len(data) <= PACK_MAX, "a pack of more than 64 MiB")
        cipher = head.cipher(data_key)
        footer = decrypt(cipher, 0xFFFFFFFE, data[-40:], head.raw + b"footer")
        offset, length, count, zero = struct.unpack("<QIIQ", footer)
        end = offset + length
        ensure(zero == 0 and len(data) == padme(end + 40) and not any(data[end:-40]), "bad padding")
        entries = parse_entries(decrypt(cipher, 0xFFFFFFFF, data[offset:end], head.raw + b"directory"))
        ensure(len(entries) == count and offset == 112 + sum(e.stored for e in entries), "a bad directory")
        return cls(data, head, cipher, id_key, entries)

    def chunk(self, ordinal: int) -> bytes:
        """Give the plain chunk `ordinal`, its id checked."""
        entry = self.entries[ordinal]
        aad = self.head.raw + struct.pack("<I", ordinal) + entry.raw
        stored = self.data[entry.offset : entry.offset + entry.stored]
        plain = decompress(entry, decrypt(self.cipher, ordinal, stored, aad))
        tree_key = blake3(b"studio-backup tree ids v1", key=self.id_key).digest()
        key = self.id_key if entry.type == DATA else tree_key
        ensure(blake3(plain, key=key).digest() == entry.id, "a chunk of another id")
        return plain


@dataclass(frozen=True)
class Indexed:
    """What an index tells of one pack."""

    sha: str
    size: int
    entries: list[Entry]


def parse_index(payload: bytes) -> list[Indexed]:
    """Read an index segment's payload, padding included."""
    (count,), at, packs = struct.unpack_from("<I", payload), 4, []
    for _ in range(count):
        sha, size, number = struct.unpack_from("<32sQI", payload, at)
        end = at + 44 + 56 * number
        packs.append(Indexed(sha.hex(), size, parse_entries(payload[at + 44 : end])))
        at = end
    ensure(len(payload) == padme(at) and not any(payload[at:]), "bad padding of an index")
    return packs


# --- trees ------------------------------------------------------------------------------------------------------


def raw_bytes(entry: Json, key: str) -> bytes:
    """Give `name`, `target` or `path` as raw bytes, from text or base64."""
    return str(entry[key]).encode() if key in entry else from_base64(entry[key + "64"])


def checked_extents(entry: Json) -> list[tuple[int, int]]:
    """Give the extents that hold data: ascending, apart, inside the size."""
    size, at = int(entry.get("size", 0)), 0
    extents = [(int(offset), int(length)) for offset, length in entry.get("extents", [[0, size]])]
    for offset, length in extents:
        ensure(at <= offset and length >= 0, "extents out of order")
        at = offset + length
    ensure(at <= size, "extents beyond the size")
    return extents


def with_holes(entry: Json, content: bytes) -> bytes:
    """Lay the stored content out over the file's holes."""
    extents, at = checked_extents(entry), 0
    ensure(sum(length for _, length in extents) == len(content), "content of another size")
    out = bytearray(int(entry.get("size", 0)))
    for offset, length in extents:
        out[offset : offset + length] = content[at : at + length]
        at += length
    return bytes(out)


# --- the vault --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stored:
    """An object: its path and what its name tells."""

    kind: str
    path: Path
    sha: str
    id: str
    collection: str

    def read(self) -> bytes:
        """Give the bytes, if they are those of the name."""
        data = self.path.read_bytes()
        if hashlib.sha256(data).hexdigest() != self.sha:
            raise Damaged(str(self.path))
        return data


@dataclass(frozen=True)
class Keys:
    """A collection key."""

    data: bytes
    id: bytes
    created_ns: int


@dataclass(frozen=True)
class Snapshot:
    """A valid recovery point."""

    sha: str
    collection: str
    body: Json


@dataclass(frozen=True)
class Wedding:
    """All collections of one uid."""

    uid: str
    label: str
    date: str
    wedding_class: str
    collections: tuple[str, ...]


def find_objects(folder: Path) -> list[Stored]:
    """Give every object of a tier; all else is none."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        for kind, pattern in PATTERNS.items():
            if (match := pattern.fullmatch(name)) and path.is_file():
                groups = match.groupdict()
                found.append(Stored(kind, path, groups["sha"], groups.get("id", ""), groups.get("collection", "")))
    return found


def split_slot(data: bytes) -> tuple[bytes, Json, bytes]:
    """Give a slot's first line, that line read, and the sealed object."""
    match = re.fullmatch(rb"([^\n]*)\n([^\n]*)\n", data)
    if not match:
        raise Forged("a slot of another form")
    return match[1], strict_json(match[1]), from_base64(match[2])


class Vault:
    """An unlocked vault."""

    def __init__(self, folder: Path, kek: Callable[[Json, bytes], bytes | None]) -> None:
        """Unlock `folder`; `kek` gives the key for a slot's JSON and the repository id, None for another factor's."""
        self.folder, self.objects = folder, find_objects(folder)
        self._packs: dict[str, Pack] = {}
        configs = [(stored, stored.read()) for stored in self._of("config")]
        ensure(configs, "no config: no vault")
        claimed = {strict_json(signed_line(data, 64)[0])["repository"] for _, data in configs}
        ensure(len(claimed) == 1, "configs of several vaults")
        self.repository = bytes.fromhex(claimed.pop())
        self._roots = self._unlock_slots(kek)
        self._identity = self._unlock_identity()
        self._check_config_and_features()

    def _of(self, kind: str, collection: str | None = None) -> list[Stored]:
        return [o for o in self.objects if o.kind == kind and collection in (None, o.collection)]

    # keys

    def _unlock_slots(self, kek: Callable[[Json, bytes], bytes | None]) -> dict[str, bytes]:
        roots = {}
        for stored in self._of("slot"):
            line, slot, sealed = split_slot(stored.read())
            self._check_place(slot, stored, "id")
            if key := kek(slot, self.repository):
                head = self._header(sealed, SLOT)
                try:
                    roots[slot["root"]] = unseal(sealed, head, key, b"slot\0" + line)
                except WrongKey:
                    continue
        if not roots:
            raise WrongKey("no slot opens")
        return roots

    def _header(self, data: bytes, kind: int, collection: str = "", epoch: str | None = "") -> Header:
        head = Header.parse(data, kind, self.repository)
        ensure(head.collection == (bytes.fromhex(collection) or ZEROS), "a header of another collection")
        ensure(epoch is None or head.epoch == (bytes.fromhex(epoch) or ZEROS), "a header of another epoch")
        return head

    def _check_place(self, body: Json, stored: Stored, *keys: str) -> None:
        """Compare what an object says of itself with where it lies."""
        ensure(body["format"] == 1, "another format")
        if stored.kind not in WITHOUT_REPOSITORY:
            ensure(body["repository"] == self.repository.hex(), "of another vault")
        for key in keys:
            ensure(body[key] == getattr(stored, key), f"another {key} than in its name")

    def _unlock_identity(self) -> bytes:
        for stored in self._of("identity"):
            if stored.id in self._roots:
                data = stored.read()
                head = self._header(data, IDENTITY, epoch=stored.id)
                return self._key32(unseal(data, head, self._roots[stored.id], b"identity"))
        raise WrongKey("no identity key for this root")

    @staticmethod
    def _key32(payload: bytes) -> bytes:
        ensure(len(payload) == 32, "a key that is not 32 bytes")
        return payload

    def _derived(self, name: bytes) -> bytes:
        return hkdf(self._identity, b"studio-backup " + name + b" v1")

    def _try_keys(self, data: bytes, head: Header, keys: list[bytes], role: bytes) -> bytes:
        """Unseal with whichever key the commitment fits."""
        for key in keys:
            try:
                return unseal(data, head, key, role)
            except WrongKey:
                continue
        raise WrongKey("none of the keys fits")

    @cached_property
    def _masters(self) -> list[bytes]:
        masters = []
        for stored in self._of("master"):
            data = stored.read()
            head = self._header(data, MASTER, epoch=stored.id)
            try:
                masters.append(self._key32(self._try_keys(data, head, list(self._roots.values()), b"master")))
            except WrongKey:  # wrapped by a root that this kit or passphrase does not open
                continue
        return masters

    @cached_property
    def _keys(self) -> dict[tuple[str, str], Keys]:
        """Give the collection keys by collection and epoch."""
        keys = {}
        for stored in self._of("collection-key"):
            data = stored.read()
            head = self._header(data, COLLECTION_KEY, stored.collection, stored.id)
            body = strict_json(self._try_keys(data, head, self._masters, b"collection-key"))
            pair = [self._key32(bytes.fromhex(body[name])) for name in ("data", "id")]
            keys[stored.collection, stored.id] = Keys(pair[0], pair[1], body["created_ns"])
        return keys

    def _epoch_keys(self, head: Header) -> Keys:
        try:
            return self._keys[head.collection.hex(), head.epoch.hex()]
        except KeyError:
            raise WrongKey("no key of this epoch") from None

    # objects in clear

    def _signed_by_mac(self, data: bytes, role: bytes) -> Json:
        line, mac = signed_line(data, 64)
        key = self._derived(b"mac")
        ensure(hmac.compare_digest(hmac.digest(key, role + b"\0" + line, "sha256"), mac), "a MAC fails")
        return strict_json(line)

    def _check_config_and_features(self) -> None:
        for stored in self._of("config"):
            config = self._signed_by_mac(stored.read(), b"config")
            self._check_place(config, stored)
        for stored in self._of("features"):
            features = self._signed_by_mac(stored.read(), b"features")
            ensure(not features.get("read"), f"unknown features: {features.get('read')}")

    @cached_property
    def studio(self) -> str:
        """The studio's name."""
        return self.sealed_name(self._signed_by_mac(self._of("config")[0].read(), b"config")["studio"])

    @cached_property
    def tier(self) -> Json:
        """Which tier this is."""
        tier = self._signed_by_mac((self.folder / "tier").read_bytes(), b"tier")
        ensure((tier["format"], tier["repository"]) == (1, self.repository.hex()), "a tier of another vault")
        return tier

    def sealed_name(self, text: str) -> str:
        """Open a sealed name that stands in base64."""
        data = from_base64(text)
        return unseal(data, self._header(data, NAME), self._derived(b"names"), b"name").decode()

    @cached_property
    def devices(self) -> dict[str, Json]:
        """The laptops by id."""
        devices = {}
        for stored in self._of("device"):
            body = self._signed_by_mac(stored.read(), b"device")
            self._check_place(body, stored, "id")
            devices[stored.id] = body
        return devices

    def _verify(self, line: bytes, signature: bytes, role: str) -> Json:
        """Check a device's signature over a JSON line."""
        body = strict_json(line)
        ensure(body["device"] in self.devices, "signed by an unknown device")
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.devices[body["device"]]["public_key"]))
        try:
            public.verify(signature, f"studio-backup {role} v1\0".encode() + line)
        except InvalidSignature as wrong:
            raise Forged("a signature fails") from wrong
        return body

    def signed_by_device(self, stored: Stored) -> Json:
        """Read an object in clear that a device signed."""
        body = self._verify(*signed_line(stored.read(), 128), stored.kind)
        if stored.kind not in LATER:  # the page names no keys of those
            self._check_place(body, stored, *(["collection"] if stored.kind == "superseded" else []))
        return body

    # sealed objects of a collection

    def _sealed(self, stored: Stored, kind: int) -> bytes:
        data = stored.read()
        head = self._header(data, kind, stored.collection, None)
        return unseal(data, head, self._epoch_keys(head).data, stored.kind.encode())

    def _meta(self, stored: Stored) -> Json:
        meta = strict_json(self._sealed(stored, META))
        self._check_place(meta, stored, "collection")
        ensure(self._uid(meta["label"], meta["date"]) == meta["uid"], "a uid of another label or date")
        return meta

    def _uid(self, label: str, date: str) -> str:
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", label).casefold())
        return hmac.digest(self._derived(b"wedding"), f"{folded}\n{date}".encode(), "sha256")[:16].hex()

    def weddings(self) -> list[Wedding]:
        """Give the weddings, by date and label."""
        newest: dict[str, Json] = {}
        for meta in sorted((self._meta(stored) for stored in self._of("meta")), key=lambda m: m["created_ns"]):
            newest[meta["collection"]] = meta
        by_uid: dict[str, list[Json]] = {}
        for meta in newest.values():
            by_uid.setdefault(meta["uid"], []).append(meta)
        found = [
            Wedding(uid, all_[-1]["label"], all_[-1]["date"], all_[-1]["class"], tuple(m["collection"] for m in all_))
            for uid, all_ in by_uid.items()
        ]
        return sorted(found, key=lambda wedding: (wedding.date, wedding.label))

    def _snapshot(self, stored: Stored) -> Snapshot:
        line, _, signature = self._sealed(stored, SNAPSHOT).partition(b"\n")
        ensure(re.fullmatch(rb"[0-9a-f]{128}", signature), "a snapshot without signature")
        body = self._verify(line, bytes.fromhex(signature.decode()), "snapshot")
        self._check_place(body, stored, "collection")
        return Snapshot(stored.sha, stored.collection, body)

    def snapshots(self, wedding: Wedding) -> list[Snapshot]:
        """Give the recovery points of a wedding, oldest first."""
        found = [self._snapshot(s) for collection in wedding.collections for s in self._of("snapshot", collection)]
        return sorted(found, key=lambda snapshot: (snapshot.body["ended_ns"], snapshot.sha))

    # packs

    def pack(self, stored: Stored) -> Pack:
        """Open a pack, once."""
        if stored.sha not in self._packs:
            data = stored.read()
            head = self._header(data, PACK, stored.collection, None)
            keys = self._epoch_keys(head)
            self._packs[stored.sha] = Pack.open(data, head, keys.data, keys.id)
        return self._packs[stored.sha]

    @cached_property
    def superseded(self) -> set[tuple[str, str]]:
        """The lost packs, by collection and SHA-256."""
        return {(stored.collection, self.signed_by_device(stored)["pack"]) for stored in self._of("superseded")}

    def _live_packs(self) -> Iterator[tuple[Stored, Pack]]:
        for stored in self._of("pack"):
            if (stored.collection, stored.sha) not in self.superseded:
                try:
                    yield stored, self.pack(stored)
                except Damaged:
                    continue

    @cached_property
    def _places(self) -> dict[tuple[str, int, bytes], tuple[Pack, int]]:
        """Where each chunk lies, from the packs' directories."""
        places = {}
        for stored, pack in self._live_packs():
            for ordinal, entry in enumerate(pack.entries):
                places[stored.collection, entry.type, entry.id] = pack, ordinal
        return places

    def chunk(self, collection: str, kind: int, ident: str) -> bytes:
        """Give a chunk or a tree of a collection."""
        place = self._places.get((collection, kind, bytes.fromhex(ident)))
        if place is None:
            raise Damaged(f"no whole pack holds {ident}")
        return place[0].chunk(place[1])

    # files

    def _tree(self, collection: str, ident: str) -> Json:
        return strict_json(self.chunk(collection, TREE, ident))

    def _children(self, collection: str, ident: str) -> list[Json]:
        tree = self._tree(collection, ident)
        ensure(("parts" in tree) != ("entries" in tree), "a folder's tree of another form")
        parts = [self._children(collection, part) for part in tree.get("parts", [])]
        return list(tree.get("entries", [])) + [entry for part in parts for entry in part]

    def _folder(self, collection: str, ident: str) -> dict[bytes, Json]:
        """Give a folder's entries by raw name; the names are checked."""
        entries = self._children(collection, ident)
        names = [raw_bytes(entry, "name") for entry in entries]  # "/", "." and the like: never out of the folder
        ensure(all(a < b for a, b in pairwise(names)), "names out of order")
        ensure(all(n not in (b"", b".", b"..") and not {0, 47} & set(n) for n in names), "names that are no names")
        return dict(zip(names, entries, strict=True))

    def _walk(self, collection: str, prefix: bytes, entry: Json) -> Iterator[tuple[bytes, Json]]:
        yield prefix, entry
        if entry["type"] == "folder" and "tree" in entry:
            for name, child in self._folder(collection, entry["tree"]).items():
                yield from self._walk(collection, prefix + b"/" + name if prefix else name, child)

    def paths(self, snapshot: Snapshot) -> dict[bytes, Json]:
        """Give the entries of a snapshot by path; the source folder is b"", a single file has its own name."""
        root = snapshot.body["root"]
        prefix = b"" if root["type"] == "folder" else raw_bytes(root, "name")
        return dict(self._walk(snapshot.collection, prefix, root))

    def content(self, snapshot: Snapshot, entry: Json) -> bytes:
        """Give a file's bytes, holes included, digest and size checked."""
        ensure(entry["type"] == "file", "no file")
        ensure(not NO_CONTENTS & set(entry.get("flags", [])), "a file without contents")
        ids = list(entry.get("chunks", []))
        for part in entry.get("chunk_parts", []):
            ids += self._tree(snapshot.collection, part)["chunks"]
        content = b"".join(self.chunk(snapshot.collection, DATA, ident) for ident in ids)
        ensure(blake3(content).hexdigest() == entry["digest"], "a digest differs")
        return with_holes(entry, content)

    def extract(self, snapshot: Snapshot, path: bytes) -> bytes:
        """Give the bytes of the file at a path."""
        return self.content(snapshot, self.paths(snapshot)[path])

    # everything

    def check(self) -> Counter[str]:
        """Check all the page says can be checked, and count what was."""
        seen = Counter(stored.kind for stored in self.objects)
        for stored in self.objects:
            stored.read()
        ensure(self.tier["role"] in ("local", "nas", "cloud", "cloud-secondary", "offsite"), "an unknown role")
        ensure(self.studio and all(self.sealed_name(d["name"]) for d in self.devices.values()), "no names")
        seen += self._check_packs_and_indexes() + self._check_signed() + self._check_snapshots()
        return seen

    def _check_packs_and_indexes(self) -> Counter[str]:
        packs = {(stored.collection, stored.sha): pack for stored, pack in self._live_packs()}
        chunks = sum(len([pack.chunk(i) for i in range(len(pack.entries))]) for pack in packs.values())
        indexed = 0
        for stored in self._of("index"):
            for told in parse_index(self._sealed(stored, INDEX)):
                indexed += self._check_indexed(told, packs.get((stored.collection, told.sha)))
        return Counter(chunks=chunks, indexed=indexed)

    @staticmethod
    def _check_indexed(told: Indexed, pack: Pack | None) -> int:
        if pack is None:  # superseded, damaged or lost: reading tells whether it is missed
            return 0
        same = (len(pack.data), pack.entries) == (told.size, told.entries)
        ensure(same, "an index that differs from a pack's directory")
        return 1

    def _check_signed(self) -> Counter[str]:
        for stored in (s for s in self.objects if s.kind in SIGNED_BY_DEVICE):
            self.signed_by_device(stored)
        for stored in self._of("pending"):
            self._check_place(strict_json(self._sealed(stored, PENDING)), stored, "collection")
        for device in {stored.id for stored in self._of("audit")}:
            self._check_audit([stored for stored in self._of("audit") if stored.id == device])
        return Counter()

    def _check_audit(self, chain: list[Stored]) -> None:
        """Check that a device's entries follow one another, each naming the one before."""
        before = ""
        for sequence, stored in enumerate(sorted(chain, key=lambda s: s.path.name), 1):
            body = self.signed_by_device(stored)
            ensure((body["sequence"], body["previous"]) == (sequence, before), "a broken chain of audit entries")
            ensure(body["device"] == stored.id and stored.path.name[:10] == f"{sequence:010}", "an entry out of place")
            before = stored.sha

    def _check_snapshots(self) -> Counter[str]:
        seen: Counter[str] = Counter()
        for wedding in self.weddings():
            snapshots = self.snapshots(wedding)
            self._check_numbers(snapshots)
            for snapshot in snapshots:
                seen += self._check_files(snapshot)
        return seen

    @staticmethod
    def _check_numbers(snapshots: list[Snapshot]) -> None:
        by_sha = {snapshot.sha: snapshot.body for snapshot in snapshots}
        for body in by_sha.values():
            ensure((body["number"] == 1) == (body["previous"] == ""), "a first number that is none")
            if before := by_sha.get(body["previous"]):
                same = all(before[key] == body[key] for key in ("device", "collection"))
                ensure(same and before["number"] == body["number"] - 1, "a broken chain of snapshots")

    def _check_files(self, snapshot: Snapshot) -> Counter[str]:
        """Read every file of a snapshot and compare the counts of kinds."""
        kinds: Counter[str] = Counter()
        for entry in self.paths(snapshot).values():
            kinds[entry["type"]] += 1
            if entry["type"] == "file" and not NO_CONTENTS & set(entry.get("flags", [])):
                kinds["bytes"] += len(self.content(snapshot, entry))
        return kinds


def open_with_kit(folder: Path, kit: bytes) -> Vault:
    """Unlock with the text of a recovery kit."""

    def kek(slot: Json, repository: bytes) -> bytes | None:
        return kit_kek(kit, repository) if slot["kind"] == "kit" else None

    return Vault(folder, kek)


def open_with_passphrase(folder: Path, passphrase: str) -> Vault:
    """Unlock with the passphrase."""

    def kek(slot: Json, repository: bytes) -> bytes | None:
        return passphrase_kek(passphrase, slot["kdf"]) if slot["kind"] == "passphrase" else None

    return Vault(folder, kek)
