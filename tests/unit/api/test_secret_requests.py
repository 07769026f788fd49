"""Requests with a secret show nothing of it, however they are printed or refused."""

from __future__ import annotations

import msgspec
import pytest

from studio_backup.api.offers import StrengthRequest
from studio_backup.api.tiers import ChangeKeys, NewTier, TryPlace, TypedKeys
from studio_backup.api.vault import CheckKit, ConfirmKit, CreateVault, OpenVault, PrintKit, TypedGroup

SECRET = "seldom granite walrus"
KEYS = TypedKeys(access_key=SECRET, secret_key=SECRET)
MADE = [
    CreateVault(studio="Rose", folder="/v", passphrase=SECRET, kit_pdf="/k.pdf"),
    OpenVault(location="/v", passphrase=SECRET),
    OpenVault(location="/v", kit=SECRET),
    CheckKit(kit=SECRET),
    PrintKit(kit=SECRET, to="/k.pdf"),
    TypedGroup(number=1, text=SECRET),
    ConfirmKit(groups=(TypedGroup(number=1, text=SECRET),)),
    StrengthRequest(passphrase=SECRET),
    NewTier(name="b2", location="s3://studio", role="cloud", keys=KEYS),
    TryPlace(location="s3://studio", role="cloud", keys=KEYS),
    OpenVault(location="s3://studio", keys=KEYS),
    ChangeKeys(keys=KEYS),
]


@pytest.mark.parametrize("request_", MADE, ids=lambda one: type(one).__name__)
def test_it_is_not_shown(request_: msgspec.Struct) -> None:
    assert SECRET not in f"{request_!r} {request_} {[request_]}"
    assert msgspec.json.decode(msgspec.json.encode(request_), type=type(request_)) == request_


@pytest.mark.parametrize("request_", MADE, ids=lambda one: type(one).__name__)
def test_a_refusal_does_not_repeat_it(request_: msgspec.Struct) -> None:
    told = msgspec.to_builtins(request_) | {"unknown": 1}
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.convert(told, type(request_))
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("name", ["folder", "kit_pdf"])
def test_no_place_holds_a_character_which_none_can(name: str) -> None:
    told = {"studio": "Rose", "folder": "/v", "passphrase": SECRET, "kit_pdf": "/k.pdf", name: "/a\0b"}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(told, CreateVault)
