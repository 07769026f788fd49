"""Weddings over HTTP."""

from __future__ import annotations

from typing import Final

from studio_backup.api import weddings, wire
from studio_backup.engine.server.operation import Operation

WEDDINGS: Final = (
    Operation(
        method="GET",
        path="/v1/bookings",
        name="weddings",
        about="The weddings that the studio knows, and how each is protected: at risk first, then by date.",
        call=lambda service, asked: service.weddings.list(asked.query),
        answer=wire.Page[weddings.BookingView],
        query=weddings.WeddingsQuery,
    ),
    Operation(
        method="POST",
        path="/v1/bookings",
        name="add_wedding",
        about="A wedding typed in.",
        call=lambda service, asked: service.weddings.add(asked.body),
        answer=weddings.BookingView,
        body=weddings.NewWedding,
        status=201,
        once=True,
        ours=True,
    ),
    Operation(
        method="GET",
        path="/v1/bookings/{id}",
        name="wedding",
        about="One wedding; its ETag is needed to edit it.",
        call=lambda service, asked: service.weddings.get(asked.id),
        answer=weddings.BookingView,
    ),
    Operation(
        method="PATCH",
        path="/v1/bookings/{id}",
        name="edit_wedding",
        about="Edit a wedding: what is typed wins over its calendar; what is emptied follows the calendar again.",
        call=lambda service, asked: service.weddings.edit(asked.id, asked.body, asked.version),
        answer=weddings.BookingView,
        body=weddings.WeddingPatch,
        edits=True,
        now=lambda service, asked: service.weddings.get(asked.id),
        ours=True,
    ),
    Operation(
        method="DELETE",
        path="/v1/bookings/{id}",
        name="remove_wedding",
        about="Forget a wedding of which nothing is stored.",
        call=lambda service, asked: service.weddings.remove(asked.id, asked.version),
        answer=None,
        status=204,
        edits=True,
        now=lambda service, asked: service.weddings.get(asked.id),
        ours=True,
    ),
    Operation(
        method="POST",
        path="/v1/bookings/{id}/hold",
        name="hold_wedding",
        about="Nothing of it may be removed, for a reason; without one the hold ends.",
        call=lambda service, asked: service.weddings.hold(asked.id, asked.body),
        answer=weddings.BookingView,
        body=weddings.HoldRequest,
        once=True,
        ours=True,
    ),
    Operation(
        method="POST",
        path="/v1/bookings/{id}/cards",
        name="release_cards",
        about="Its cards may be formatted; refused while its media is not safe.",
        call=lambda service, asked: service.weddings.release_cards(asked.id, asked.body),
        answer=weddings.BookingView,
        body=weddings.ReleaseCards,
        once=True,
        ours=True,
    ),
    Operation(
        method="POST",
        path="/v1/bookings/{id}/decide",
        name="decide_wedding",
        about="What a person says of a wedding that its calendar shows no more.",
        call=lambda service, asked: service.weddings.decide(asked.id, asked.body),
        answer=weddings.BookingView,
        body=weddings.DecideWedding,
        once=True,
        ours=True,
    ),
)
