"""Fetching: what is asked, what is followed, what is refused, and that nothing secret is ever said."""

from __future__ import annotations

import gzip
import os
import socket
import threading
import zlib
from pathlib import Path

import pytest

from studio_backup.base.clock import SystemClock
from studio_backup.base.errors import UsageError
from studio_backup.engine.calendar import reaching, web
from studio_backup.engine.calendar.addresses import Address, address_of, shown
from studio_backup.engine.calendar.fetching import fetch
from studio_backup.engine.calendar.marks import Fetched, Marks
from studio_backup.engine.calendar.polling_pace import EVERY_S, LONGEST_S, wait_s
from studio_backup.engine.calendar.trouble import NotFetched
from tests.support.calendars import Answer, Feed, calendar, feed, wedding

SECRET = "private-8f3e2a9b7c6d5e4f3a2b1c0d"
WEDDING = calendar(wedding("1", "Anna & Ben"))


def fetched(typed: str, marks: Marks = Marks(), **more: str) -> Fetched:  # noqa: B008
    return fetch(address_of(typed, **more), marks, SystemClock())


def refused(typed: str, **more: str) -> NotFetched:
    with pytest.raises(NotFetched) as error:
        fetched(typed, **more)
    assert SECRET not in f"{error.value} {error.value.hint}" and error.value.hint
    return error.value


# Addresses


@pytest.mark.parametrize(
    "typed, url",
    [
        ("webcal://calendar.example/a.ics", "https://calendar.example/a.ics"),
        ("HTTPS://Calendar.Example/a?key=1#x", "https://calendar.example/a?key=1"),
        ("https://hochzeit-müller.example/a", "https://xn--hochzeit-mller-psb.example/a"),
        ("http://127.0.0.1:8080/a", "http://127.0.0.1:8080/a"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("https://anna:pw@calendar.example", "https://calendar.example/"),
    ],
)
def test_addresses_made_plain(typed: str, url: str) -> None:
    assert address_of(typed).url == url


@pytest.mark.parametrize(
    "typed",
    [
        "http://calendar.example/a.ics",
        "ftp://calendar.example/a",
        "file:///etc/passwd",
        "https://",
        "https://[::1",
        "a.ics",
        "https://calendar.example:99999/",
        "https://calendar.example/a\nb",
        "javascript://x",
        "http://127.0.0.1.example/a",
    ],
)
def test_what_is_no_address(typed: str) -> None:
    with pytest.raises(UsageError) as error:
        address_of(typed)
    assert "calendar.example/a" not in error.value.message and error.value.hint


@pytest.mark.parametrize(
    "typed, seen",
    [
        (f"https://calendar.google.com/calendar/ical/anna/{SECRET}/basic.ics", "calendar.google.com/…/basic.ics"),
        (f"https://p42.icloud.com/published/2/{SECRET}", "p42.icloud.com/…"),
        (f"https://calendar.example/{SECRET}.ics", "calendar.example/…"),
        (f"https://anna:{SECRET}@calendar.example/a.ics?key={SECRET}", "calendar.example/…/a.ics"),
        (f"caldavs://calendar.example/{SECRET}/a.ics", "calendar.example/…"),
    ],
)
def test_what_of_an_address_may_be_shown(typed: str, seen: str) -> None:
    address = address_of(typed)
    assert shown(address) == seen and SECRET not in repr(address)


# Files


def test_a_file_and_what_is_none(tmp_path: Path) -> None:
    path = tmp_path / "weddings.ics"
    assert "not there" in refused(str(path)).message
    path.write_bytes(WEDDING)
    found = fetched(str(path))
    assert found.data == WEDDING and shown(address_of(str(path))) == str(path)
    assert fetched(str(path), found.marks).unchanged
    assert "cannot be read" in refused(str(tmp_path)).message
    os.mkfifo(tmp_path / "pipe")
    assert "is no file" in refused(str(tmp_path / "pipe")).message


# Feeds


def test_a_feed_and_what_did_not_change() -> None:
    with feed() as one:
        one.answer = Answer(WEDDING, headers={"ETag": '"1"', "Last-Modified": "Fri, 20 Nov 2026 10:00:00 GMT"})
        first = fetched(one.url)
        assert (first.data, first.unchanged, first.marks.etag) == (WEDDING, False, '"1"')
        again = fetched(one.url, first.marks)
        assert again.unchanged and not again.data and again.marks == first.marks
        assert one.asked[-1][2]["If-Modified-Since"] == "Fri, 20 Nov 2026 10:00:00 GMT"
        one.answer = Answer(WEDDING, headers={"ETag": '"2"'})
        same = fetched(one.url, first.marks)
        assert same.unchanged and same.marks.etag == '"2"', "other mark, same bytes"


def test_user_and_password_of_an_address() -> None:
    with feed() as one:
        one.says()
        fetched(one.url.replace("//", "//anna:p%40ss@"))
        assert one.asked[0][2]["Authorization"] == "Basic YW5uYTpwQHNz"
        assert "anna" not in one.asked[0][1] + one.asked[0][2]["Host"]


@pytest.mark.parametrize(
    "status, said, again",
    [
        (401, "does not let", False),
        (403, "does not let", False),
        (404, "no calendar", False),
        (410, "no calendar", False),
        (500, "error (500)", True),
        (503, "error (503)", True),
        (418, "error (418)", True),
    ],
)
def test_what_a_server_may_say_instead(status: int, said: str, again: bool) -> None:
    with feed() as one:
        one.answer = Answer(b"no", status, {"Retry-After": "7200"})
        error = refused(f"{one.url}?{SECRET}")
        assert said in error.message and (error.retryable, error.after_s) == (again, 7200.0 if again else 0.0)


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1:{port}/other.ics",
        "http://127.0.0.1:1/",
        "https://127.0.0.1:1/",
        "https://localhost/",
        "//127.0.0.1:1/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "http://calendar.example/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest",
        "https://0.0.0.0/",
        "/other.ics",
        "https://[bad",
        "https://",
    ],
)
def test_no_redirect_leads_inwards(to: str) -> None:
    with feed() as one:
        port = one.url.split(":")[2].split("/")[0]
        one.answers["GET", "/calendar.ics"] = Answer(status=302, headers={"Location": to.format(port=port)})
        refused(one.url)
        assert len(one.asked) == 1


def test_a_name_that_leads_to_this_machine_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def leads_to(ip: str) -> None:
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(socket.AF_INET, 1, 6, "", (ip, 443))])

    for ip in ("127.0.0.1", "::ffff:127.0.0.1", "169.254.1.1", "fe80::1%eth0", "0.0.0.0", "224.0.0.1"):
        leads_to(ip)
        assert "not asked" in refused("https://calendar.example/").message
    leads_to("93.184.216.34")
    assert "not asked" in refused("http://localhost/").message, "loopback by name, and somewhere else in truth"


def test_a_server_of_the_studio_may_be_typed_but_not_be_led_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(socket.AF_INET, 1, 6, "", ("192.168.1.5", 443))])
    typed, told = (reaching.target_of("https://nas.example/", typed=by_person) for by_person in (True, False))
    assert reaching._resolved(typed) == ["192.168.1.5"]
    with pytest.raises(NotFetched):
        reaching._resolved(told)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "gzip, gzip"])
def test_compressed_and_a_bomb(coding: str) -> None:
    def packed(data: bytes) -> bytes:
        for one in coding.split(", "):
            data = gzip.compress(data) if one == "gzip" else zlib.compress(data)
        return data

    with feed() as one:
        one.answer = Answer(packed(WEDDING), headers={"Content-Encoding": coding})
        assert fetched(one.url).data == WEDDING
        one.answer = Answer(packed(bytes(48 << 20)), headers={"Content-Encoding": coding})
        assert "more than 32 MiB" in refused(one.url).message
        one.answer = Answer(b"torn", headers={"Content-Encoding": "gzip"})
        assert "did not answer as it should" in refused(one.url).message


def test_larger_than_is_read() -> None:
    with feed() as one:
        one.answer = Answer(b"x" * (50 << 20))
        assert "more than 32 MiB" in refused(one.url).message


def test_nobody_there_nonsense_and_a_server_that_drips(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        threading.Thread(target=_nonsense, args=(server, b"hello\r\n\r\n", False), daemon=True).start()
        assert "did not answer as it should" in refused(url).message
        monkeypatch.setattr(web, "WHOLE_S", 0.5)
        threading.Thread(target=_nonsense, args=(server, b"HTTP/1.1 200 OK\r\nX: ", True), daemon=True).start()
        assert "did not answer as it should" in refused(url).message
    assert refused(url).retryable


def _nonsense(server: socket.socket, said: bytes, drips: bool) -> None:
    line, _ = server.accept()
    with line:
        line.sendall(said)
        try:
            while drips:
                line.sendall(b"x")
                threading.Event().wait(0.05)
        except OSError:
            return


# CalDAV

_PLACE = (
    "<d:response><d:href>{href}</d:href><d:propstat><d:prop><d:displayname>{name}</d:displayname>"
    "<d:resourcetype><d:collection/>{kind}</d:resourcetype><s:getctag>{ctag}</s:getctag>{more}</d:prop></d:propstat></d:response>"
)
_HOME = "<c:calendar-home-set><d:href>/home/</d:href></c:calendar-home-set>"


def _place(href: str, *, name: str = "", kind: str = "", ctag: str = "", more: str = "") -> str:
    return _PLACE.format(href=href, name=name, kind=kind, ctag=ctag, more=more)


def _multi(*places: str) -> Answer:
    names = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:s="http://calendarserver.org/ns/"'
    return Answer(f"<d:multistatus {names}>{''.join(places)}</d:multistatus>".encode(), 207)


def _caldav(one: Feed, ctag: str, *names: str) -> str:
    kind = "<c:calendar/>"
    one.answers["PROPFIND", "/"] = _multi(_place("/", more=_HOME))
    one.answers["PROPFIND", "/home/"] = _multi(
        _place("/home/"), *(_place(f"/home/{name}/", name=name, kind=kind, ctag=ctag) for name in names)
    )
    for name in names:
        texts = (wedding(f"{name}{n}", "Anna & Ben") for n in range(2))
        data = "".join(
            f"<d:response><d:prop><c:calendar-data>{_xml(calendar(text))}</c:calendar-data></d:prop></d:response>"
            for text in texts
        )
        one.answers["REPORT", f"/home/{name}/"] = _multi(data)
    return one.url.replace("calendar.ics", "")


def _xml(text: bytes) -> str:
    return text.decode().replace("&", "&amp;")


def test_caldav_from_its_root_to_its_events() -> None:
    with feed() as one:
        url = _caldav(one, "c1", "Weddings", "Work")
        error = refused(url, user="anna", password=SECRET)
        assert "“Weddings”, “Work”" in error.message and "#" in error.hint
        found = fetched(f"{url}#weddings", user="anna", password=SECRET)
        assert found.data.count(b"BEGIN:VEVENT") == 2 and b"Weddings1" in found.data
        assert [method for method, *_ in one.asked[-3:]] == ["PROPFIND", "PROPFIND", "REPORT"]
        assert all("Authorization" in headers for _, _, headers in one.asked)
        before = len(one.asked)
        assert fetched(f"{url}#Weddings", found.marks, user="anna", password=SECRET).unchanged
        assert [method for method, *_ in one.asked[before:]] == ["PROPFIND", "PROPFIND"]


@pytest.mark.parametrize(
    "answer, said",
    [
        (Answer(b"<html>", 200), "does not speak CalDAV"),
        (Answer(b"", 401), "does not let"),
        (Answer(b"<d:multistatus", 207), "no CalDAV"),
        (Answer(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 207), "no CalDAV"),
        (Answer('<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16"), 207), "no CalDAV"),
        (_multi(), "says nothing"),
        (_multi(_place("/")), "names no calendar"),
        (_multi(_place("/", more=_HOME.replace("/home/", "http://169.254.169.254/"))), "none of https"),
    ],
)
def test_what_is_no_caldav(answer: Answer, said: str) -> None:
    with feed() as one:
        one.answer = answer
        assert said in refused(one.url, user="anna", password=SECRET).message


def test_a_password_goes_to_no_other_site() -> None:
    web_ = web.Web(
        Address(kind="caldav", url="https://caldav.icloud.com/", host="caldav.icloud.com", user="a"), SystemClock()
    )
    assert web_._credentials("https://p42-caldav.icloud.com/x") and not web_._credentials("https://evil.example/")
    assert not web_._credentials("https://icloud.com.evil.example/")


def test_names_that_end_alike_are_strangers() -> None:
    web_ = web.Web(Address(kind="caldav", url="https://a.co.uk/", host="a.co.uk", user="a"), SystemClock())
    assert web_._credentials("https://a.co.uk/x") and web_._credentials("https://dav.a.co.uk/")
    assert not web_._credentials("https://b.co.uk/") and not web_._credentials("https://aa.co.uk/")


# When the next poll comes


def test_the_pace_of_polls() -> None:
    assert wait_s(0, 0.5) == EVERY_S and 0.9 * EVERY_S <= wait_s(0, 0.0) < wait_s(0, 1.0) <= 1.1 * EVERY_S
    waits = [wait_s(failures, 0.5) for failures in range(1, 40)]
    assert waits == sorted(waits) and waits[0] == 2 * EVERY_S and waits[-1] == LONGEST_S
    assert wait_s(1, 0.5, after_s=30_000.0) == 30_000.0
