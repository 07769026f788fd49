"""What a bucket's provider really does, as the probe found it. Stored with the tier; holds no key."""

from __future__ import annotations

from typing import Literal

import msgspec

ChecksumMode = Literal["when_supported", "when_required"]


class S3Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The defaults are the modern ones; the probe turns off what the provider refuses or ignores.

    `conditional`: If-None-Match is honoured (a second writer gets 412). `checksum`: a put with a wrong SHA-256 is
    refused. `unsigned_payload`: the body is not hashed a second time for the signature; its checksum is signed.
    `request_checksum_calculation`: botocore's word for whether it adds checksums of its own. Times in seconds.
    """

    conditional: bool = True
    checksum: bool = True
    path_style: bool = True
    unsigned_payload: bool = True
    request_checksum_calculation: ChecksumMode = "when_required"
    connect_timeout: float = 10.0
    read_timeout: float = 60.0
    connections: int = 16
