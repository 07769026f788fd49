"""Adding a place in words: which kinds there are, what is still missing. Pure."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final, Literal

from studio_backup.api.tiers import GivenRole
from studio_backup.ui.providers import PROVIDERS, BucketAddress, Lacking, Provider
from studio_backup.ui.texts import translate

FolderKind = Literal["folder", "drive", "nas"]
FOLDER_KINDS: Final[tuple[FolderKind, ...]] = ("folder", "drive", "nas")
LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class NewKind:
    """A kind of place one can add: a folder of some kind, or a bucket of a provider."""

    folder: FolderKind | None = None
    provider: Provider | None = None

    @property
    def title(self) -> str:
        """As it stands in the list."""
        if self.provider is not None:
            return self.provider.title
        titles: dict[FolderKind | None, str] = {
            "folder": translate("AddPlace", "Folder on this computer"),
            "drive": translate("AddPlace", "External drive"),
            "nas": translate("AddPlace", "NAS folder"),
        }
        return titles[self.folder]

    @property
    def about(self) -> str:
        """What it is good for."""
        if self.provider is not None:
            return translate("AddPlace", "A bucket in the cloud, by its S3 address")
        abouts: dict[FolderKind | None, str] = {
            "folder": translate("AddPlace", "On another disk of this machine: lost with it, if it is stolen"),
            "drive": translate("AddPlace", "Known by what lies on it, not by its drive letter"),
            "nas": translate("AddPlace", "A network share which this machine has mounted"),
        }
        return abouts[self.folder]

    @property
    def picture(self) -> str:
        """Its icon."""
        return {"folder": "folder", "drive": "hard-drive", "nas": "hard-drives"}.get(self.folder or "", "cloud")

    @property
    def usual_name(self) -> str:
        """What it is called unless a person says otherwise."""
        if self.provider is not None:
            return self.provider.title
        names: dict[FolderKind | None, str] = {
            "folder": translate("AddPlace", "Second disk"),
            "drive": translate("AddPlace", "Drive"),
            "nas": translate("AddPlace", "NAS"),
        }
        return names[self.folder]

    @property
    def usual_role(self) -> GivenRole:
        """What it is for unless a person says otherwise."""
        return "cloud" if self.provider is not None else "nas"


KINDS: Final = (*(NewKind(folder=one) for one in FOLDER_KINDS), *(NewKind(provider=one) for one in PROVIDERS))


def free_name(wanted: str, taken: frozenset[str]) -> str:
    """The name, with a number behind it where a place is called so already."""
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted} {number}", number + 1
    return name


def name_waits(name: str, taken: frozenset[str]) -> str:
    """Why a place cannot be called so; "" if it can."""
    if not name.strip():
        return translate("AddPlace", "The name is still missing")
    if len(name) > LONGEST_NAME or not name.isprintable():
        return translate("AddPlace", "A name has 60 visible characters at most")
    return translate("AddPlace", "A place is called so already") if name in taken else ""


def folder_waits(path: str) -> str:
    """Why a folder cannot be tried out yet; "" if it can."""
    if not path.strip():
        return translate("AddPlace", "The folder is still missing")
    if not os.path.isabs(path):
        return translate("AddPlace", "Give the whole path of the folder")
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return translate("AddPlace", "The name of a folder on the way there is no text; rename it or choose another")
    return ""


def bucket_waits(address: BucketAddress) -> str:
    """What of a bucket's address is missing or cannot be right; "" if all is there."""
    words: dict[Lacking, str] = {
        "": "",
        "endpoint": translate("AddPlace", "The address is still missing, such as https://nas.example:9000"),
        "account": translate("AddPlace", "The account's number is still missing"),
        "region": translate("AddPlace", "The region is still missing"),
        "bucket": translate("AddPlace", "The bucket's name is still missing, or none can be called so"),
        "folder": translate("AddPlace", "The folder in the bucket may have letters, digits and . _ - / only"),
    }
    return words[address.lacks]
