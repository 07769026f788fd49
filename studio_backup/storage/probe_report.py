"""What a probe found out about a place. Stored with the tier, shown to a person."""

from __future__ import annotations

import msgspec

from studio_backup.storage.s3_settings import S3Settings

_SKEW_LIMIT = 300.0  # seconds
_LITTLE_SPACE = 1 << 30


class ProbeReport(msgspec.Struct, frozen=True, kw_only=True):
    """What the place does, tried out and not read from a brochure. None: does not apply, or could not be learned.

    `exclusive`: a second put of other bytes under one name fails. `checksum`: a put with a wrong digest is refused.
    `readback`: what was written came back equal. `listing`: a put is seen by the next listing, a delete too.
    `links`, `locks`, `folder_sync`: abilities of a file system. `medium`: what `reads_medium` says.
    `clock_offset`: the place's clock minus ours, seconds. Speeds in bytes a second, `latency` in seconds.
    """

    kind: str  # "folder", "share" or "bucket"
    label: str
    probed_ns: int
    readback: bool
    exclusive: bool
    checksum: bool
    listing: bool
    latency: float
    put_speed: float
    get_speed: float
    clock_offset: float
    medium: str
    versions: bool | None = None
    object_lock: bool | None = None
    links: bool | None = None
    locks: bool | None = None
    folder_sync: bool | None = None
    free_space: int | None = None
    settings: S3Settings | None = None

    @property
    def consistent(self) -> bool:
        """Whether listings can be trusted at once, which shortens the grace of prune (24 hours, else 7 days)."""
        return self.listing and self.kind != "share"

    @property
    def missing(self) -> tuple[str, ...]:
        """What the place lacks, in sentences for a person; empty if nothing."""
        return tuple(sentence for lacks, sentence in self._judged() if lacks)

    def _judged(self) -> tuple[tuple[bool, str], ...]:
        return (
            (not self.readback, "What was written did not come back equal: this place cannot be used."),
            (not self.exclusive, "Two writers at once are not kept apart here; the program looks before it writes."),
            (
                self.kind == "bucket" and not self.checksum,
                "The provider does not check digests: each object is read back before it counts.",
            ),
            (not self.listing, "New objects do not show in listings at once: deletions wait for 7 days."),
            (
                self.versions is False and self.object_lock is False,
                "There are neither versions nor object lock: whoever holds these keys can delete everything here.",
            ),
            (self.folder_sync is False, "Names are not confirmed as durable: after a power cut the last may be lost."),
            (self.locks is False, "Files cannot be locked: interrupted writes are removed after a day only."),
            (self.medium == "cache", "Checks read the computer's cache and not the medium."),
            (
                abs(self.clock_offset) > _SKEW_LIMIT,
                f"The clock of this place differs from ours by {abs(self.clock_offset):.0f} s.",
            ),
            (self.free_space is not None and self.free_space < _LITTLE_SPACE, "Less than 1 GiB is free."),
        )


def encode_report(report: ProbeReport) -> str:
    """As JSON, for the tier's record."""
    return msgspec.json.encode(report).decode("utf-8")


def decode_report(text: str) -> ProbeReport:
    """From JSON. ValueError if it is none."""
    try:
        return msgspec.json.decode(text, type=ProbeReport)
    except msgspec.DecodeError as error:
        raise ValueError("no probe report") from error


def settings_of(text: str) -> S3Settings:
    """The settings in a tier's record: the modern ones if it was never probed, or is no bucket."""
    return (decode_report(text).settings if text else None) or S3Settings()
