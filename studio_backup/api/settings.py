"""What a person set of the program itself, over the wire."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import UNSET, Meta, UnsetType

from studio_backup.api.requests import Request
from studio_backup.api.wire import Editable
from studio_backup.domain.priorities import NUMBERS, Numbers
from studio_backup.domain.wedding import Spot

Appearance = Literal["system", "light", "dark"]
Notifications = Literal["all", "critical", "none"]
Language = Annotated[str, Meta(pattern=r"^([a-z]{2,3}(_[A-Z]{2})?)?$", max_length=6)]
Scale = Annotated[int, Meta(ge=0, le=200)]
Zone = Annotated[str, Meta(max_length=64)]
Percent = Annotated[int, Meta(ge=0, le=100)]


class SettingsView(Editable, frozen=True, kw_only=True):
    """All settings. `language`, `scale`: "" and 0 follow the system, else such as "de" and 100 to 200 (percent).

    `reduce_motion`: nothing in the window moves by itself.
    `battery_percent`: below so much, without mains, only critical work goes on; 0: whatever the battery says.
    `metered`: whether copying goes on in a network that costs money. `zone`: the studio's own, an IANA name, "" for
    this machine's; `spot`: where the studio is on the map. `numbers`: of the rules of priority; `lowered`: what of them
    is less than survives the loss of one place, in sentences. `start_at_login`: whether the engine does, on this
    machine. `kit`: "later" as long as nobody has confirmed that the recovery kit is kept safe; `kit_tried_ns`: when it
    was last in somebody's hand (ns UTC, 0: not known).
    """

    editable: ClassVar[tuple[str, ...]] = (
        "appearance",
        "language",
        "scale",
        "reduce_motion",
        "notifications",
        "battery_percent",
        "metered",
        "zone",
        "spot",
        "numbers",
        "start_at_login",
    )
    appearance: Appearance = "system"
    language: str = ""
    scale: int = 0
    reduce_motion: bool = False
    notifications: Notifications = "all"
    battery_percent: int = 30
    metered: bool = False
    zone: str = ""
    spot: Spot | None = None
    numbers: Numbers = NUMBERS
    lowered: tuple[str, ...] = ()
    start_at_login: bool = False
    kit: Literal["saved", "later"] = "saved"
    kit_tried_ns: int = 0


class SettingsPatch(Request, frozen=True, kw_only=True):
    """What to change; what is left out stays. `confirm`: numbers that are lowered below the least are meant."""

    appearance: Appearance | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    scale: Scale | UnsetType = UNSET
    reduce_motion: bool | UnsetType = UNSET
    notifications: Notifications | UnsetType = UNSET
    battery_percent: Percent | UnsetType = UNSET
    metered: bool | UnsetType = UNSET
    zone: Zone | UnsetType = UNSET
    spot: Spot | UnsetType | None = UNSET
    numbers: Numbers | UnsetType = UNSET
    confirm: bool = False
    start_at_login: bool | UnsetType = UNSET

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.scale is not UNSET and 0 < self.scale < 100:
            raise ValueError("a scale is 100 to 200 percent, or 0 for the system's")
        if self.language is not UNSET and self.language.endswith("\n"):
            raise ValueError("a character which cannot stand here")
