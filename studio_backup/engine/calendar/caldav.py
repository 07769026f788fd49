"""Calendars on a CalDAV server (RFC 4791), read only: three questions, each bounded as `web` bounds them.

Written here and not with the library `caldav`: its HTTP is a fork that takes the place of the urllib3 boto3 needs, and
could not be held to the rules of `reaching`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urljoin
from xml.etree import ElementTree

from msgspec import Struct

from studio_backup.base.clock import Clock
from studio_backup.engine.calendar.addresses import Address
from studio_backup.engine.calendar.marks import Fetched, Marks
from studio_backup.engine.calendar.texts import clean, folded
from studio_backup.engine.calendar.trouble import NotFetched
from studio_backup.engine.calendar.web import Reply, Web, refused

_DAV: Final = "{DAV:}"
_CAL: Final = "{urn:ietf:params:xml:ns:caldav}"
_CS: Final = "{http://calendarserver.org/ns/}"
_ASK: Final = (
    b'<?xml version="1.0"?><d:propfind xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" '
    b'xmlns:s="http://calendarserver.org/ns/"><d:prop><d:resourcetype/><d:displayname/><s:getctag/>'
    b"<d:current-user-principal/><c:calendar-home-set/><c:supported-calendar-component-set/></d:prop></d:propfind>"
)
_EVENTS: Final = (
    '<?xml version="1.0"?><c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop>'
    '<c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">'
    '<c:time-range start="{}" end="{}"/></c:comp-filter></c:comp-filter></c:filter></c:calendar-query>'
)
_XML: Final = {"Content-Type": "application/xml; charset=utf-8"}
_EMPTY: Final = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
_BACK, _AHEAD = timedelta(days=366), timedelta(days=3 * 366)


class _Found(Struct, frozen=True, kw_only=True):
    """What a server says of one of its places."""

    url: str
    is_calendar: bool
    name: str
    ctag: str
    principal: str
    home: str


def read_caldav(address: Address, marks: Marks, clock: Clock) -> Fetched:
    """All events from a year ago to three years ahead. NotFetched."""
    asked = _Asked(address, clock)
    calendar = asked.calendar()
    if calendar.ctag and calendar.ctag == marks.etag and marks.digest:
        return Fetched(unchanged=True, marks=marks)
    return Fetched(data=asked.events(calendar.url), marks=Marks(etag=calendar.ctag))


class _Asked:
    def __init__(self, address: Address, clock: Clock) -> None:
        self._address, self._web, self._clock = address, Web(address, clock), clock

    def calendar(self) -> _Found:
        """The one that is meant: at the address itself, else among those of its user."""
        found = self._at(self._address.url)
        if found.is_calendar:
            return found
        home = found.home or (self._at(found.principal).home if found.principal else "")
        if not home:
            raise NotFetched(
                f"{self._address.host} names no calendar at this address.",
                hint="Give the address of the calendar itself: its settings call it CalDAV address.",
            )
        return self._chosen([one for one in self._ask(home, "1") if one.is_calendar])

    def _chosen(self, found: list[_Found]) -> _Found:
        wanted = folded(self._address.pick)
        meant = [one for one in found if not wanted or folded(one.name) == wanted]
        if len(meant) == 1:
            return meant[0]
        names = ", ".join(sorted(f"“{one.name}”" for one in found)[:20]) or "none"
        raise NotFetched(
            f"{self._address.host} has several calendars for this user, or not the one named: {names}.",
            hint="Say which one is meant: put # and its name behind the address.",
        )

    def events(self, url: str) -> bytes:
        """The calendars' own texts of these years, one behind the other."""
        now = datetime.fromtimestamp(self._clock.now_ns() / 1e9, UTC)
        begins, ends = ((now + span).strftime("%Y%m%dT000000Z") for span in (-_BACK, _AHEAD))
        body = _EVENTS.format(begins, ends).encode()
        reply = self._web.ask("REPORT", url, {**_XML, "Depth": "1"}, body)
        texts = (one.text or "" for one in self._tree(reply).iter(f"{_CAL}calendar-data"))
        return "\r\n".join(texts).encode() or _EMPTY

    def _at(self, url: str) -> _Found:
        found = self._ask(url, "0")
        if not found:
            raise NotFetched(f"{self._address.host} says nothing of this address.", hint="Look at the address again.")
        return found[0]

    def _ask(self, url: str, depth: str) -> list[_Found]:
        reply = self._web.ask("PROPFIND", url, {**_XML, "Depth": depth}, _ASK)
        return list(_places(self._tree(reply), reply.url))

    def _tree(self, reply: Reply) -> ElementTree.Element:
        if reply.status != 207:
            if reply.status == 200:
                raise NotFetched(
                    f"{self._address.host} does not speak CalDAV at this address.",
                    hint="Leave user and password away for a feed, or give the calendar's CalDAV address.",
                )
            raise refused(reply, self._address.host)
        head = reply.body[:2] in (b"\xff\xfe", b"\xfe\xff") or b"<!DOCTYPE" in reply.body or b"<!ENTITY" in reply.body
        try:
            if head:
                raise ValueError  # entities, which can unfold without an end, are none of CalDAV's
            return ElementTree.fromstring(reply.body)
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise NotFetched(
                f"{self._address.host} answers with what is no CalDAV.", hint="Look at the address again."
            ) from error


def _places(tree: ElementTree.Element, url: str) -> Iterator[_Found]:
    for response in tree.iter(f"{_DAV}response"):
        href = response.findtext(f"{_DAV}href", "").strip()
        kinds = response.find(f".//{_DAV}resourcetype")
        parts = [one.get("name") for one in response.iter(f"{_CAL}comp")]
        yield _Found(
            url=urljoin(url, href),
            is_calendar=kinds is not None and kinds.find(f"{_CAL}calendar") is not None and _holds_events(parts),
            name=clean(response.findtext(f".//{_DAV}displayname", ""), 100),
            ctag=clean(response.findtext(f".//{_CS}getctag", ""), 200),
            principal=_link(response, f"{_DAV}current-user-principal", url),
            home=_link(response, f"{_CAL}calendar-home-set", url),
        )


def _holds_events(parts: list[str | None]) -> bool:
    return not parts or "VEVENT" in parts


def _link(response: ElementTree.Element, name: str, url: str) -> str:
    href = (response.findtext(f".//{name}/{_DAV}href") or "").strip()
    return urljoin(url, href) if href else ""
