"""A second place: a drive, a NAS or a bucket, tried out by the engine before it is trusted."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from studio_backup.api.offers import PlacesQuery, PlacesView
from studio_backup.api.requests import PageQuery
from studio_backup.api.tiers import GivenRole, NewTier, TierCard
from studio_backup.api.wire import Page
from studio_backup.base.names import display
from studio_backup.ui.first_run.bucket_form import BucketForm
from studio_backup.ui.first_run.draft import Draft
from studio_backup.ui.first_run.either import Either
from studio_backup.ui.first_run.place_choice import PlaceChoice
from studio_backup.ui.first_run.step import Step
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.tokens import Look
from studio_backup.ui.widgets.frames import Card, clear, column, row
from studio_backup.ui.widgets.glyph import StateGlyph
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.wording.first_run import lacking_words, tried_words

_LONGEST = 60


class SecondStep(Step):
    """Continue tries the place out and adds it; once there is one, Continue goes on."""

    def __init__(self, shell: Shell, draft: Draft) -> None:
        super().__init__(
            shell,
            draft,
            "second",
            translate("FirstRun", "Where should a second copy lie?"),
            translate("FirstRun", "A disk fails, a laptop is stolen: what lies in two places outlives both."
                      " The first backup runs meanwhile."),
        )  # fmt: skip
        self.tiers: tuple[TierCard, ...] = ()
        self.places = PlaceChoice(shell, translate("FirstRun", "Folder of the copy: empty, or not there yet"))
        self.bucket = BucketForm()
        self.away = QCheckBox(translate("FirstRun", "It is kept in another building"))
        self.name_field = QLineEdit()
        self.name_field.setMaxLength(_LONGEST)
        self.name_field.setMaximumWidth(460)
        self._named = ""
        self.asked, self.there = Card(), Card(translate("FirstRun", "The second place"))
        self._lay_out()
        self.finish_layout()
        self.where.switched.connect(self._told)
        self.places.chosen.connect(self._told)
        self.bucket.changed.connect(self._told)
        self.name_field.textChanged.connect(self.changed)
        self._told()

    def _lay_out(self) -> None:
        on_disk = QWidget()
        on_disk.setLayout(column(self.places, self.away, spacing=10))
        self.where = Either(
            translate("FirstRun", "A drive or a NAS"),
            on_disk,
            translate("FirstRun", "A bucket in the cloud"),
            self.bucket,
        )
        caption = label(translate("FirstRun", "What you call it"), "strong")
        caption.setBuddy(self.name_field)
        self.name_field.setAccessibleName(caption.text())
        self.asked.body.setSpacing(12)
        self.asked.body.addWidget(self.where)
        self.asked.body.addWidget(caption)
        self.asked.body.addWidget(self.name_field)
        self._found = column(spacing=10)
        self.there.body.addLayout(self._found)
        self.body.addWidget(self.there)
        self.body.addWidget(self.asked)

    def entered(self) -> None:
        """See Step."""
        ask = self.shell.bridge.ask
        ask(lambda engine: engine.tiers.list(PageQuery()), self._know, self.complain, owner=self)
        query = PlacesQuery(purpose="second")
        ask(lambda engine: engine.offers.places(query), self._offer, self.complain, owner=self, lane="slow")
        self._show()

    @property
    def finished(self) -> bool:
        """See Step."""
        return bool(self.tiers)

    def first_field(self) -> QWidget | None:
        """See Step."""
        return None if self.tiers else self.where.chosen

    def forward_text(self) -> str:
        """See Step."""
        return super().forward_text() if self.tiers else translate("FirstRun", "Try it out and add it")

    def later_text(self) -> str:
        """See Step."""
        return "" if self.tiers else translate("FirstRun", "Later")

    def waits(self) -> str:
        """See Step."""
        if self.busy or self.tiers:
            return self.busy
        if not self.where.is_first:
            lacks = lacking_words(self.bucket.address.lacks) or self.bucket.keys.waits
            if lacks:
                return lacks
        elif not self.places.path:
            return translate("FirstRun", "The folder of the copy is still missing")
        return "" if self.name_field.text().strip() else translate("FirstRun", "Its name is still missing")

    def forward(self) -> None:
        """See Step."""
        if self.tiers:
            self.done.emit()
            return
        location, keys = self.places.path, None
        if not self.where.is_first:
            location, keys = self.bucket.address.location, self.bucket.keys.typed
        request = NewTier(name=self.name_field.text().strip(), location=location, role=self._role, keys=keys)
        self.work(
            translate("FirstRun", "It is being tried out: written, read back, compared. A slow NAS takes minutes.")
        )
        self.shell.bridge.ask(
            lambda engine: engine.tiers.add(request), self._added, self.complain, owner=self, lane="slow"
        )

    @property
    def _role(self) -> GivenRole:
        if not self.where.is_first:
            return "cloud"
        return "offsite" if self.away.isChecked() else "nas"

    def _added(self, card: TierCard) -> None:
        self.bucket.keys.forget()
        self._show_tiers((card,))
        self.complain(None)
        self.shell.live.refresh()

    def _know(self, page: Page[TierCard]) -> None:
        if page.items:
            self._show_tiers(page.items)

    def _show_tiers(self, tiers: tuple[TierCard, ...]) -> None:
        self.tiers = tiers
        clear(self._found)
        for card in tiers:
            for at, words in enumerate((_called(card), *tried_words(card))):
                lacks = card.probe is not None and words in map(display, card.probe.missing)
                look: Look = "attention" if lacks else "protected"
                glyph = StateGlyph(self.shell.theme, 16, look, words)
                line = label(words, "strong" if at == 0 else "body", wrap=True)
                self._found.addLayout(row(glyph, line, spacing=10))
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.there.setVisible(bool(self.tiers))
        self.asked.setVisible(not self.tiers)

    def _offer(self, found: PlacesView) -> None:
        self.places.show_places(found.places, translate("FirstRun", "Another folder, or one on a NAS"))
        self._told()

    def _told(self) -> None:
        """A name is offered as long as a person has typed no other."""
        if self.name_field.text() in ("", self._named):
            place = self.places.place
            drive = display(place.name) if place and place.kind != "home" else translate("FirstRun", "Second copy")
            self._named = drive[:_LONGEST] if self.where.is_first else self.bucket.address.provider.title
            self.name_field.setText(self._named)
        self.changed.emit()


def _called(card: TierCard) -> str:
    text = translate("FirstRun", "{name} is added: copies go there by themselves from now on.")
    return text.format(name=display(card.name))
