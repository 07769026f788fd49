#!/usr/bin/env python3
# Studio Backup rescue: brings weddings back from any one copy of a vault, with the recovery kit or the passphrase.
#
# One file that shares nothing with the program: it was written from the format page alone, so that it still works
# when the program does not. It needs Python 3.11 or later and the three packages of the requirements file that was
# saved beside the kit:   python3 -m pip install -r ...-rescue-requirements.txt
#
# It only reads the copy, and of it only the folders keys/, devices/ and c/. A copy in a bucket is copied to a folder
# first; the printed kit names the command. Contents, names, modes, times, links and holes come back; owners and
# extended attributes do not, and hard links become copies. Files whose contents are damaged are left as far as they
# could be read, under their names with ".damaged".

import argparse, base64, hashlib, hmac, json, os, re, struct, sys, time, unicodedata  # noqa: E401, I001

try:
    import zstandard
    from blake3 import blake3
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF
except ImportError as missing:
    sys.exit(f"{missing}. First: python3 -m pip install -r the rescue-requirements.txt that was saved beside the kit.")

SHA, NAMED, MAX_PLAIN, MAX_OBJECT = "([0-9a-f]{64})", "[0-9a-f]{16}-([0-9a-f]{64})", 16 << 20 | 64 << 10, 64 << 20
CROCKFORD = str.maketrans("0123456789ABCDEFGHJKMNPQRSTVWXYZOIL", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567ABB")
lost, restored, POSIX, LACKING = [], [], os.name == "posix", {"unreadable", "online_only", "vanished"}


def need(fits, text):
    if not fits:
        raise ValueError(text)


def say(text):
    print(text, file=sys.stderr)


# Contents that are wanted and do not come back: exit 4.
def lose(text):
    return lost.append(text) or say(f"LOST: {text}")


def reason(error):
    return str(error) if isinstance(error, (ValueError, OSError)) else f"is damaged or forged ({error!r})"


# Parts of a path for the screen, without control characters.
def show(*path):
    return repr(b"/".join(path).decode("utf-8", "backslashreplace"))[1:-1]


def folded(text):
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text.strip()).casefold())


# ---- Keys and ciphers ----


def hkdf(key, info, length=32):
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(key)


def cipher_of(header, keys):
    derived = (hkdf(key, b"studio-backup object v1" + header[:80], 64) for key in keys)
    object_key = next((both[:32] for both in derived if both[32:] == header[80:]), None)
    need(object_key, "was sealed under another key, or by a newer program")
    return AESGCM(object_key)


def opened(cipher, ordinal, frame, aad):
    return cipher.decrypt(struct.pack("<IQ", ordinal, 0), frame, aad)


def unseal(keys, role, data):
    return opened(cipher_of(data[:112], keys), 0, data[112:], data[:112] + role)


# (repository or "", key) of FILE.txt, or of its four key lines typed by hand.
def read_kit(path):
    text, key = read(path).decode("utf-8-sig", "replace").replace("\r\n", "\n"), b""
    for number in (1, 2, 3, 4):
        line = re.search(rf"(?m)^\s*{number}\s*:(.*)$", text)
        chars = re.sub(r"[\s-]", "", line[1]).upper().translate(CROCKFORD) if line else ""
        both = base64.b32decode(chars + "A") if re.fullmatch("[A-Z2-7]{15}", chars) else bytes(9)
        digest = hashlib.sha256(b"studio-backup kit line" + bytes([number]) + both[:8]).digest()
        fits = both[8:] == (int.from_bytes(digest[:2], "big") >> 6 << 5).to_bytes(2, "big")
        need(fits, f"The kit (its .txt file) is torn: key line {number} is missing or does not fit its checksum.")
        key += both[:8]
    return [*re.findall(r"(?m)^Repository:\s*([0-9a-f]{32})\s*$", text), ""][0], key


# The root key.
def unlock(tier, kit, phrase):
    kind, why = "kit" if kit else "passphrase", []

    def root(_, data):
        line, sealed = data.split(b"\n")[:2]
        slot = json.loads(line)
        if slot["kind"] == "kit" and kit:
            need(kit[0] in ("", slot["repository"]), f"is another vault's, {slot['repository']}; the kit says {kit[0]}")
            key = hkdf(kit[1], b"studio-backup kit v1" + bytes.fromhex(slot["repository"]))
        elif slot["kind"] == kind:
            kib, turns, lanes, salt = (slot["kdf"][name] for name in ("memory_kib", "passes", "lanes", "salt"))
            need(65536 <= kib <= 524288 and 1 <= turns <= 16 and 1 <= lanes <= 16, "has impossible parameters")
            kdf = Argon2id(salt=bytes.fromhex(salt), length=32, memory_cost=kib, iterations=turns, lanes=lanes)
            key = kdf.derive(phrase)
        return slot["kind"] == kind and unseal([key], b"slot\0" + line, base64.b64decode(sealed))

    found = next(filter(None, gather(f"{tier}/keys/slots", NAMED, root, why.append)), None)
    return found or sys.exit("\n".join([f"This {kind} opens nothing here.", *(why or [f"{tier} has no slot for it."])]))


# ---- The copy, a folder of objects ----


def read(path, offset=0, size=MAX_OBJECT):
    with open(path, "rb") as file:
        file.seek(offset, os.SEEK_SET if offset >= 0 else os.SEEK_END)
        return file.read(size)


# What `take` makes of every object there whose bytes fit its name.
def gather(folder, shape, take, blame=say):
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    for match in filter(None, map(re.compile(shape).fullmatch, names)):
        try:
            data = read(f"{folder}/{match[0]}")
            need(hashlib.sha256(data).hexdigest() == match[1], "is damaged: its bytes are not those once written")
            yield take(match[0], data)
        except Exception as error:
            blame(f"{folder}/{match[0]} {reason(error)}")


class Vault:
    def __init__(self, tier, kit, phrase):
        self.tier, self.keys, self.spots, self.packs, self.points = tier, {}, {}, [], []
        root = unlock(tier, kit, phrase)
        identity = gather(f"{tier}/keys/identity", NAMED, lambda _, data: unseal([root], b"identity", data))
        self.identity = next(identity, None) or sys.exit("The identity key is missing or damaged. Use another copy.")
        self.masters = [*gather(f"{tier}/keys/master", NAMED, lambda _, data: unseal([root], b"master", data))]
        self.devices = dict(gather(f"{tier}/devices", NAMED, self.device))
        for name in sorted(os.listdir(f"{tier}/c")) if os.path.isdir(f"{tier}/c") else []:
            self.keys.update(gather(f"{tier}/keys/c/{name}", NAMED, self.collection_key))
            metas = gather(f"{tier}/c/{name}/meta", SHA, lambda _, data: json.loads(self.unseal(b"meta", data)))
            self.meta = max(metas, key=lambda meta: meta["created_ns"], default={"label": name, "date": ""})
            self.points += gather(f"{tier}/c/{name}/snapshots", SHA, self.point, lose)
        self.points.sort(key=lambda point: (point["started_ns"], point["number"], point["id"]))

    def device(self, _, data):
        line, mac = data.split(b"\n")[:2]
        mac_key, names_key = (hkdf(self.identity, b"studio-backup " + word + b" v1") for word in (b"mac", b"names"))
        need(hmac.digest(mac_key, b"device\0" + line, "sha256").hex().encode() == mac, "was altered without the keys")
        record = json.loads(line)
        name = unseal([names_key], b"name", base64.b64decode(record["name"])).rstrip(b"\n")
        return record["id"], (Ed25519PublicKey.from_public_bytes(bytes.fromhex(record["public_key"])), name)

    def collection_key(self, _, data):
        return data[32:48], json.loads(unseal(self.masters, b"collection-key", data))

    def unseal(self, role, data):
        need(data[32:48] in self.keys, "has lost its key, which is missing or damaged here: use another copy")
        return unseal([bytes.fromhex(self.keys[data[32:48]]["data"])], role, data)

    # The record of a signed line.
    def signed(self, role, data):
        line, signature = data.split(b"\n")[:2]
        record = json.loads(line)
        signer = self.devices.get(record["device"])
        need(signer, "was signed by a laptop that this copy does not know")
        signer[0].verify(bytes.fromhex(signature.decode()), b"studio-backup " + role + b" v1\0" + line)
        return record

    def point(self, name, data):
        point = self.signed(b"snapshot", self.unseal(b"snapshot", data))
        path, device = raw(point["source"], "path"), self.devices[point["device"]][1]
        parts = re.split(rb"[/\\:]" if point["source"].get("platform") == "windows" else b"/", path)
        *_, parent, own = [b"root", b"root", *(part for part in parts if part not in (b"", b".", b".."))]
        told = {"id": name, "name": own, "long": own + b" (" + device.replace(b"/", b"-") + b", " + parent + b")"}
        told["when"] = time.strftime("%Y-%m-%d %H:%M", time.localtime(point["started_ns"] // 10**9))
        told["title"] = f"{self.meta['label']} {self.meta['date']}".strip()
        told["origin"], told["from"] = (folded(told["title"]), path, point["device"]), show(device, path)
        return {**point, **told, "meta": self.meta}

    # The directories of a collection's packs; superseded packs come last, to be used only in need.
    def load(self, base):
        gone = [*gather(f"{base}/superseded", SHA, lambda _, data: self.signed(b"superseded", data)["pack"])]
        paths = [f"{here}/{name}" for here, _, names in os.walk(f"{base}/packs") for name in names if len(name) == 64]
        for path in sorted(paths, key=lambda path: path[-64:] in gone):
            try:
                head = read(path, 0, 112)
                cipher = cipher_of(head, [bytes.fromhex(self.keys[head[32:48]]["data"])])
                footer = opened(cipher, 0xFFFFFFFE, read(path, -40, 40), head + b"footer")
                offset, length = struct.unpack("<QI12x", footer)
                entries = opened(cipher, 0xFFFFFFFF, read(path, offset, length), head + b"directory")
                for ordinal, (entry, id_) in enumerate(struct.iter_unpack("<24s32s", entries)):
                    spot = struct.pack("<24sII", entry, len(self.packs), ordinal)
                    self.spots[entry[:1] + id_] = self.spots.get(entry[:1] + id_, b"") + spot
                self.packs.append((path, head, cipher))
            except Exception as error:
                say(f"note: {path} {reason(error)}; its contents are looked for elsewhere")

    # A chunk (1) or tree (2) from any pack that has it whole.
    def piece(self, kind, name):
        name, why = bytes.fromhex(name), "is in no pack of this copy"
        for entry, number, ordinal in struct.iter_unpack("<24sII", self.spots.get(bytes([kind]) + name, b"")):
            path, header, cipher = self.packs[number]
            packed, length, stored, offset = struct.unpack("<xBxxII4xQ", entry)
            try:
                need(length <= MAX_PLAIN and stored <= MAX_OBJECT, "has an impossible size")
                aad = header + struct.pack("<I", ordinal) + entry + name
                plain = opened(cipher, ordinal, read(path, offset, stored), aad)
                if packed:
                    plain = zstandard.ZstdDecompressor().stream_reader(plain).read(length + 1)
                key = bytes.fromhex(self.keys[header[32:48]]["id"])
                key = key if kind == 1 else blake3(b"studio-backup tree ids v1", key=key).digest()
                need(len(plain) == length and blake3(plain, key=key).digest() == name, "is not what its id says")
                return plain
            except Exception as error:
                why = f"in {path} {reason(error)}"
        raise ValueError(f"a piece {why}")

    def listed(self, trees, key):
        for tree in trees:
            yield from json.loads(self.piece(2, tree)).get(key, [])

    def entries(self, folder):
        tree = [folder["tree"]] if "tree" in folder else []
        yield from self.listed(tree, "entries")
        yield from self.listed(self.listed(tree, "parts"), "entries")

    # (path, entry) of all that a point holds, folder by folder, without recursion.
    def walk(self, point, name, mend=lambda *found: found[-1]):
        pending = [((), {})]
        while pending:
            path, folder = pending.pop()
            try:
                for entry in self.entries(folder) if path else [point["root"]]:
                    own = (*path, raw(entry) if path else name)
                    entry = mend(point, own, entry) if lacks(entry) else entry
                    if own[-1] in (b"", b".", b"..") or set(own[-1]) & set(b"/\0" if POSIX else b'/\0\\:*?"<>|'):
                        lose(f"{show(*path)} holds a name that leads elsewhere, or fits none here: {show(own[-1])}")
                    else:
                        pending += [(own, entry)] if entry["type"] == "folder" else []
                        yield own, entry
            except Exception as error:
                lose(f"in folder {show(*path)}: {reason(error)}")

    # Contents that a point lacks come from the newest older point of its root that has them.
    def mend(self, point, path, entry):
        for other in reversed(self.points[: self.points.index(point)]):
            found = other["root"] if other["origin"] == point["origin"] else {}
            for name in path[1:]:
                found = next((child for child in self.entries(found) if raw(child) == name), {})
            if found.get("type") == entry["type"] and not lacks(found):
                say(f"older: {show(*path)} was not readable then; it comes from the point of {other['when']}")
                return found
        return lose(f"{show(*path)} has no contents in this point, nor in an older one") or entry

    # Equal for roots of equal names and contents, all of which were stored.
    def outline(self, point):
        digest, keys = blake3(), ("type", "size", "digest", "target", "target64")
        for path, entry in self.walk(point, b"root"):
            digest.update(repr((path, *map(entry.get, keys), entry.get("flags") and point["id"])).encode())
        return digest.digest()

    # (name, point): of every source root on every device the newest complete point, else the newest partial one;
    # equal roots once, others of one name told apart.
    def lay_out(self, points):
        chosen = {p["origin"]: p for p in sorted(points, key=lambda p: not p["partial"])}.values()
        names, kept, used = [point["name"] for point in chosen], {}, []
        for point in sorted(chosen, key=self.points.index, reverse=True):
            same = point["name"], names.count(point["name"]) == 1 or self.outline(point)
            if kept.setdefault(same, point) is not point:
                say(f"once: {point['from']} holds the same as {kept[same]['from']}")
        names = [name for name, _ in kept]
        for point in sorted(kept.values(), key=lambda point: point["origin"]):
            used.append(point["name"] if names.count(point["name"]) == 1 else point["long"])
            yield used[-1] + b" 2" * (used.count(used[-1]) - 1), point


def raw(entry, key="name"):
    return base64.b64decode(entry[key + "64"]) if key + "64" in entry else entry.get(key, "").encode()


def lacks(entry):
    return not LACKING.isdisjoint(entry.get("flags", [])) or (entry["type"] == "folder" and "tree" not in entry)


# ---- The target ----


# `act` in the entry's folder, which is opened part by part, no link followed; on Windows by its path.
def attempt(act, target, path, entry, vault):
    here, name = None, path[-1] if POSIX else os.path.join("\\\\?\\" + target, *map(os.fsdecode, path))
    try:
        for part in (target, *path[:-1]) if POSIX else ():
            here, above = os.open(part, os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=here), here
            os.close(above) if above is not None else None
        return act(name, here, entry, vault)
    except Exception as error:
        return lose(f"{show(*path)} {reason(error)}")
    finally:
        os.close(here) if here is not None else None


# A new folder, link or file, never in the place of something that is there; whether it must be dressed later.
def make(name, here, entry, vault):
    if entry["type"] in ("folder", "mount"):
        os.mkdir(name, 0o700, dir_fd=here)
    elif entry["type"] == "link":
        os.symlink(raw(entry, "target") if POSIX else os.fsdecode(raw(entry, "target")), name, dir_fd=here)
    elif not lacks(entry):
        try:
            with open(name, "xb", 0, opener=lambda path, flags: os.open(path, flags, 0o600, dir_fd=here)) as file:
                chunks = [*entry.get("chunks", []), *vault.listed(entry.get("chunk_parts", []), "chunks")]
                fill(file, entry, (vault.piece(1, chunk) for chunk in chunks))
        except (ValueError, StopIteration):
            os.rename(name, name + (b".damaged" if POSIX else ".damaged"), src_dir_fd=here, dst_dir_fd=here)
            raise
        dress(name, here, entry, vault)
        restored.append(entry.get("size", 0))
    return entry["type"] != "file"


# Contents into the extents of a sparse file, or from its start.
def fill(file, entry, pieces):
    digest, piece = blake3(), b""
    for offset, length in entry.get("extents", [[0, entry.get("size", 0)]]):
        file.seek(offset)
        while length:
            piece = piece or next(pieces)
            done = file.write(piece[:length])
            digest.update(piece[:done])
            length, piece = length - done, piece[done:]
    file.truncate(entry.get("size", 0))
    need(not piece and not next(pieces, b"") and digest.hexdigest() == entry["digest"], "is not what was backed up")


# Mode and time; set-id bits only on one's own files.
def dress(name, here, entry, _):
    own = POSIX and entry.get("uid") == os.geteuid()
    if entry["type"] != "link":
        os.chmod(name, entry.get("mode", 0o700) & (0o7777 if own else 0o1777), dir_fd=here)
    os.utime(name, ns=(entry.get("mtime_ns", 0),) * 2, dir_fd=here, follow_symlinks=not POSIX)


# Links come after all files, and modes and times of folders last, the deepest first.
def restore(vault, point, name, target):
    later = []
    for path, entry in vault.walk(point, name, vault.mend):
        if entry["type"] in ("fifo", "socket", "device"):
            say(f"note: {show(*path)} is a {entry['type']}, which has no contents")
        elif entry["type"] == "link" or attempt(make, target, path, entry, vault):
            later.append((path, entry))
    for path, entry in reversed(later):
        if entry["type"] != "link" or attempt(make, target, path, entry, vault):
            attempt(dress, target, path, entry, vault)


def run(args):
    phrase = unicodedata.normalize("NFC", read(args.kit or args.passphrase_file).split(b"\n")[0].decode("utf-8-sig"))
    vault, weddings = Vault(args.tier, args.kit and read_kit(args.kit), phrase.removesuffix("\r").encode()), {}
    points = [p for p in vault.points if folded(args.wedding or p["meta"]["label"]) == folded(p["meta"]["label"])]
    points = [p for p in points if p["id"].startswith(args.snapshot or "") and args.date in (None, p["meta"]["date"])]
    for point in points:
        weddings.setdefault(point["origin"][0], []).append(point)
        if args.list:
            print(point["id"], point["title"], point["when"], point["from"], "partial" * point["partial"], sep=" | ")
    one = args.wedding or args.snapshot
    if args.list or not points or (one and len(weddings) > 1) or (args.snapshot and len(points) > 1):
        say("" if args.list else f"Which of these? {sorted({p['title'] for p in points or vault.points})}")
        sys.exit((0 if args.list else 2 if points else 1) or 4 * bool(lost))
    target = os.path.realpath(args.to)
    os.makedirs(target, exist_ok=True)
    need(not os.listdir(target), f"{target} is not empty. Name a new folder, so that nothing of yours is touched.")
    for collection in {p["collection"] for p in vault.points if p["origin"][0] in weddings}:
        vault.load(f"{args.tier}/c/{collection}")
    for some in weddings.values():
        below = target if one else os.path.join(target, re.sub(r'[<>:"/\\|?*\0]|^\.', "_", some[0]["title"])[:80])
        os.makedirs(below, exist_ok=True)
        for name, point in vault.lay_out(some):
            note = f"{show(name)} from the {'only partial ' * point['partial']}point of {point['when']}, {point['id']}"
            (lose if point["partial"] and not args.snapshot else say)(note)
            restore(vault, point, name, below)
    print(f"{len(restored)} files, {sum(restored)} bytes restored into {target}; {len(lost)} problems.")


def main():
    sys.excepthook = lambda _, error, __: say(f"Failed: {reason(error)}")
    parser = argparse.ArgumentParser(epilog="Exit: 0 done, 1 failed, 2 usage, 4 damaged or missing contents.")
    parser.add_argument("tier", help="a copy of the vault; DIR is a new or empty folder")
    parser.add_argument("--list", action="store_true")
    for option in ("--kit", "--passphrase-file", "--wedding", "--date", "--snapshot", "--to"):
        parser.add_argument(option)
    args = parser.parse_args()
    if bool(args.kit) == bool(args.passphrase_file) or not (args.to or args.list):
        parser.error("one of --kit and --passphrase-file is needed, and --to or --list")
    run(args)
    sys.exit(4 if lost else 0)


if __name__ == "__main__":
    main()
