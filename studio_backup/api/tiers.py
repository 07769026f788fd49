"""Tiers over the wire: what they are, how well they are, what they may take of the line."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import UNSET, Meta, UnsetType

from studio_backup.api.requests import Label, Request
from studio_backup.api.wire import Answer, Editable
from studio_backup.domain.bandwidth import DAY_MINUTES, LEAST_RATE, Bandwidth
from studio_backup.domain.tier import Medium, TierRole
from studio_backup.domain.wedding import Spot

TierWord = Literal["good", "working", "waiting", "unreachable", "refused", "damaged", "unknown"]
GivenRole = Literal["nas", "cloud", "cloud-secondary", "offsite"]
Name = Annotated[str, Meta(min_length=1, max_length=60)]
Place = Annotated[str, Meta(min_length=1, max_length=4_096)]
KeyText = Annotated[str, Meta(min_length=1, max_length=512)]
Minute = Annotated[int, Meta(ge=0, lt=DAY_MINUTES)]
Rate = Annotated[int, Meta(ge=LEAST_RATE, le=2**53)]


class BucketAbilities(Answer, frozen=True, kw_only=True):
    """What a bucket's provider really does: see `storage.s3_settings`."""

    conditional: bool
    checksum: bool
    path_style: bool
    unsigned_payload: bool
    request_checksum_calculation: str
    connect_timeout: float
    read_timeout: float
    connections: int


class ReportView(Answer, frozen=True, kw_only=True):
    """What a probe found out: see `storage.probe_report`. Speeds in bytes a second, `latency` in seconds."""

    kind: str
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
    settings: BucketAbilities | None = None


class ProbeView(Answer, frozen=True, kw_only=True):
    """What a place really does. `missing`: what it lacks, in sentences."""

    report: ReportView
    missing: tuple[str, ...] = ()


class HealthReason(Answer, frozen=True, kw_only=True):
    """Why a tier is not healthier: so many points of 100, in a sentence."""

    points: int
    text: str


class TierCard(Editable, frozen=True, kw_only=True):
    """A tier with all that is known of it, from memory: it is not asked now.

    `location` never holds a key. `attached`: in the answer to `add`, whether it bore this vault's marker already.
    `health`: 0 to 100, 100 less the points of its `reasons`. `state`, `why`, `hint`, `waiting_*`, `last_contact_ns`: as
    of the last look; `latency_s`: what its answer to one small question took then, 0 if unknown; `free_bytes`: None
    where it does not tell. `used_bytes`, `objects`: what this vault is known to have there. `probe`: None if never
    probed. `bandwidth`: what work for it may take of the line; `bandwidth_told`: the same for people. `medium`,
    `place`, `provider`: as its copies are counted, told from its kind and address where nobody said it; `spot`: where
    it is on the map. `own_keys`: whether the access key of a bucket was typed, and lies in the keyring.
    `denied`: at the last look the place refused what was asked of it, as it does with a wrong access key.
    """

    editable: ClassVar[tuple[str, ...]] = ("name", "role", "bandwidth", "medium", "place", "spot")
    id: str
    name: str
    role: TierRole
    location: str
    added_ns: int
    attached: bool = False
    state: TierWord = "unknown"
    health: int = 0
    reasons: tuple[HealthReason, ...] = ()
    why: str = ""
    hint: str = ""
    waiting_files: int = 0
    waiting_bytes: int = 0
    waiting_since_ns: int = 0
    last_contact_ns: int = 0
    latency_s: float = 0.0
    free_bytes: int | None = None
    used_bytes: int = 0
    objects: int = 0
    probe: ProbeView | None = None
    bandwidth: Bandwidth = Bandwidth()
    bandwidth_told: str = ""
    medium: str = ""
    place: str = ""
    provider: str = ""
    spot: Spot | None = None
    own_keys: bool = False
    denied: bool = False


class LineView(Editable, frozen=True, kw_only=True):
    """What all tiers together may take of this machine's line."""

    editable: ClassVar[tuple[str, ...]] = ("bandwidth",)
    bandwidth: Bandwidth = Bandwidth()
    bandwidth_told: str = ""


class RepairedView(Answer, frozen=True, kw_only=True):
    """What was done. `repaired`: False if the marker was good. `points`: recovery points which the place holds."""

    tier: str
    location: str
    repaired: bool
    points: int


class CoverLoss(Answer, frozen=True, kw_only=True):
    """A wedding with copies at a tier. `points`: how many there; `copies_left`: other places which hold some of it;
    `away_left`: those of them off this laptop. `short`: no other place is known to hold as many of its points.
    """

    wedding: str
    date: str
    points: int
    copies_left: int
    away_left: int
    short: bool = False


class RemovalPlan(Answer, frozen=True, kw_only=True):
    """What removing a tier would mean. Nothing is deleted there, and `add` attaches it again.

    `confirm`: pass it to remove the tier; another plan by then is refused. `known`: False where the vault is locked,
    and so nobody knows what it covers. `sentences`: the whole for people.
    """

    tier: str
    name: str
    confirm: str
    known: bool
    sentences: tuple[str, ...]
    loses: tuple[CoverLoss, ...] = ()


class TypedKeys(Request, frozen=True, kw_only=True):
    """The access key of a bucket, as a person typed it. Kept in the keyring of the engine's machine, told to nobody."""

    access_key: KeyText
    secret_key: KeyText

    def __repr__(self) -> str:
        return "TypedKeys(…)"


class NewTier(Request, frozen=True, kw_only=True):
    """A place to hold a copy: a folder, or s3://bucket/prefix?endpoint=URL&region=R.

    `keys`: of a bucket, None for those which the AWS tools find where the engine was started. `medium`, `place`,
    `spot`: what it is made of and where it lies, "" and None to tell that from its address.
    """

    name: Name
    location: Place
    role: GivenRole
    medium: Medium = ""
    place: Label = ""
    spot: Spot | None = None
    keys: TypedKeys | None = None


class TryPlace(Request, frozen=True, kw_only=True):
    """A place to try out before it is trusted, written as in `NewTier`. Its keys are kept nowhere."""

    location: Place
    role: GivenRole
    keys: TypedKeys | None = None


class ChangeKeys(Request, frozen=True, kw_only=True):
    """Another access key for a bucket. The old one is replaced once the bucket was tried out with it."""

    keys: TypedKeys


class TriedView(Answer, frozen=True, kw_only=True):
    """What was found at a place; it is as it was before. `probe`: None where it was not tried out, because it bears
    this vault's marker: adding attaches it, under `name`, the name in the marker ("" where there is none).
    """

    location: str
    name: str = ""
    probe: ProbeView | None = None


class WindowRequest(Request, frozen=True, kw_only=True):
    """A part of each day with its limit: see `domain.bandwidth.Window`."""

    begins: Minute
    ends: Minute
    rate: Rate


class BandwidthRequest(Request, frozen=True, kw_only=True):
    """What to allow: see `domain.bandwidth.Bandwidth`."""

    windows: Annotated[tuple[WindowRequest, ...], Meta(max_length=24)] = ()
    otherwise: Rate | None = None
    urgent_free: bool = True


class TierPatch(Request, frozen=True, kw_only=True):
    """What to change of a tier; what is left out stays. Name and role are written at the place too: it must answer.
    An empty medium or place is told from its kind and address again.
    """

    name: Name | UnsetType = UNSET
    role: GivenRole | UnsetType = UNSET
    bandwidth: BandwidthRequest | UnsetType = UNSET
    medium: Medium | UnsetType = UNSET
    place: Label | UnsetType = UNSET
    spot: Spot | UnsetType | None = UNSET


class LinePatch(Request, frozen=True, kw_only=True):
    """What all tiers together may take."""

    bandwidth: BandwidthRequest


class RemoveTier(Request, frozen=True, kw_only=True):
    """The plan's `confirm`."""

    confirm: Label
