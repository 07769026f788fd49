"""Which machine an address leads to, and whether a calendar may be asked of it.

A calendar's server must not be able to send this program to the machine it runs on, nor into the studio's network: a
redirect leads to a public machine by https, or nowhere. What a person typed may be a machine of the studio (a NAS with
a calendar), and this very machine only where the address itself says so. The connection goes to the address that was
looked at, so that no second answer of the name server can change it.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from functools import lru_cache
from typing import Final, TypeAlias
from urllib.parse import urlsplit

from msgspec import Struct
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from studio_backup.engine.calendar.addresses import names_loopback
from studio_backup.engine.calendar.trouble import NotFetched

SILENT_S: Final = 20.0
"""Seconds a server may be silent."""
_Ip: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address


class Target(Struct, frozen=True, kw_only=True):
    """One machine to ask. `typed`: a person named it; else a server did."""

    scheme: str
    host: str
    port: int
    typed: bool


def target_of(url: str, *, typed: bool) -> Target:
    """The machine that a URL names. NotFetched for one which a server named and which is not https."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host or (not typed and parts.scheme != "https"):
        raise NotFetched(
            "The calendar's server sends this program to an address that is none of https.",
            hint="Open the address in a browser, and give the one that it leads to.",
        )
    return Target(scheme=parts.scheme, host=host, port=port or (80 if parts.scheme == "http" else 443), typed=typed)


def connected(target: Target) -> HTTPConnection:
    """A connection to the first of its addresses which answers. NotFetched."""
    found = _resolved(target)
    failed: Exception | None = None
    for ip in found:
        connection = _connection(target, ip)
        try:
            connection.connect()
        except ssl.SSLError as error:
            raise NotFetched(
                f"{target.host} does not prove who it is: its certificate is not accepted.",
                hint="Look at the date of this machine's clock. Where it is right, ask whoever runs the calendar.",
            ) from error
        except (OSError, HTTPError) as error:
            failed = error
            connection.close()
        else:
            return connection
    raise NotFetched(f"{target.host} does not answer.", hint=_AGAIN, retryable=True) from failed


_AGAIN: Final = "It is asked again by itself. What the calendar told before still counts."


def _connection(target: Target, ip: str) -> HTTPConnection:
    if target.scheme == "http":
        return HTTPConnection(ip, target.port, timeout=SILENT_S)
    return HTTPSConnection(
        ip, target.port, timeout=SILENT_S, server_hostname=target.host, ssl_context=_trusted_certificates()
    )


@lru_cache(1)
def _trusted_certificates() -> ssl.SSLContext:
    return ssl.create_default_context()


def _resolved(target: Target) -> list[str]:
    try:
        told = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetched(f"{target.host} is not found.", hint=_AGAIN, retryable=True) from error
    ips = list(dict.fromkeys(str(one[4][0]) for one in told))
    if not all(_may_be_asked(_plain(ip), target) for ip in ips):
        raise NotFetched(
            f"{target.host} leads to a machine which is not asked for a calendar.",
            hint="Give the address of the calendar itself.",
        )
    return ips


def _plain(ip: str) -> _Ip:
    found = ipaddress.ip_address(ip.partition("%")[0])
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


def _may_be_asked(ip: _Ip, target: Target) -> bool:
    if not target.typed:
        return ip.is_global and not ip.is_multicast
    if names_loopback(target.host):
        return ip.is_loopback
    return not (ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_unspecified or ip.is_reserved)
