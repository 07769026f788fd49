"""What the probe of a place found out, as sentences. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from studio_backup.api.tiers import ProbeView, ReportView, TriedView
from studio_backup.base.names import display
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.amounts import size
from studio_backup.ui.wording.places import FactLine, latency_words


def tried_lines(tried: TriedView) -> tuple[FactLine, ...]:
    """What was found at a place that is not trusted yet."""
    if tried.probe is None:
        text = translate("Probing", "This place holds copies of this vault already: it is attached as {name}")
        return (FactLine("protected", text.format(name=display(tried.name))),)
    return probe_lines(tried.probe)


def usable(tried: TriedView) -> bool:
    """Whether the place may be trusted with a copy at all."""
    return tried.probe is None or tried.probe.report.readback


def probe_lines(probe: ProbeView) -> tuple[FactLine, ...]:
    """What it does, then what it lacks."""
    lacks = (FactLine("attention" if probe.report.readback else "failed", display(one)) for one in probe.missing)
    return (*_does(probe.report), *lacks)


def _does(report: ReportView) -> Iterator[FactLine]:
    if report.readback:
        yield FactLine("protected", translate("Probing", "What was written came back equal"))
    if report.exclusive:
        yield FactLine("protected", translate("Probing", "Nothing that lies there is overwritten by mistake"))
    if report.listing:
        yield FactLine("protected", translate("Probing", "New objects show in its listing at once"))
    if report.kind == "bucket" and report.checksum:
        yield FactLine("protected", translate("Probing", "The provider itself checks what arrives"))
    if report.object_lock:
        yield FactLine("protected", translate("Probing", "It can lock objects, so that nobody can delete them"))
    elif report.versions:
        yield FactLine("protected", translate("Probing", "It keeps old versions of what is overwritten or deleted"))
    if report.put_speed and report.get_speed:
        text = translate("Probing", "It takes {put} and gives {get} a second, and answers in {latency}")
        words = text.format(
            put=size(round(report.put_speed)), get=size(round(report.get_speed)), latency=latency_words(report.latency)
        )
        yield FactLine("part", words, 100.0)
    if report.free_space is not None:
        yield FactLine("part", translate("Probing", "{size} are free").format(size=size(report.free_space)), 100.0)
