"""The steps of adding a place: which kind, where it is, what was found there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from studio_backup.api.offers import PlacesQuery, PlacesView
from studio_backup.api.paths import from_wire
from studio_backup.api.remote import RemoteService
from studio_backup.api.tiers import GivenRole, TriedView, TypedKeys
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.ui.icons import icon
from studio_backup.ui.providers import BucketAddress
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.facts import FactLines
from studio_backup.ui.widgets.fields import Choice
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.key_fields import KeyFields
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.wording.adding import KINDS, NewKind, bucket_waits, folder_waits, name_waits
from studio_backup.ui.wording.amounts import size
from studio_backup.ui.wording.places import GIVEN_ROLES, FactLine, role_choice
from studio_backup.ui.wording.probing import tried_lines

_DRIVE_KINDS = {"drive": ("external",), "nas": ("share",), "folder": ("internal", "home")}
_ROLE = Qt.ItemDataRole.UserRole


class KindStep(QWidget):
    """Which kind of place: a list, so that arrows and Return are enough."""

    def __init__(self, theme: Theme, chosen: Callable[[], None]) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setAccessibleName(translate("AddPlace", "Kinds of places"))
        self.list.setProperty("kind", "plain")
        self.list.setSpacing(2)
        for kind in KINDS:
            item = QListWidgetItem(icon(kind.picture, theme.tokens.ink2), f"{kind.title}\n{kind.about}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{kind.title}: {kind.about}")
            self.list.addItem(item)
        self.list.setCurrentRow(2)
        self.list.itemActivated.connect(lambda _: chosen())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label(translate("AddPlace", "What kind of place is it?"), "heading"))
        layout.addWidget(self.list, 1)

    @property
    def kind(self) -> NewKind:
        """The chosen one."""
        return KINDS[max(0, self.list.currentRow())]


class WhereStep(QWidget):
    """Name, role, and where it is. `waits`: why it cannot be tried out yet, "" if it can."""

    def __init__(self, shell: Shell, taken: frozenset[str], changed: Callable[[], None]) -> None:
        super().__init__()
        self._shell, self._taken, self._changed = shell, taken, changed
        self.kind = KINDS[0]
        self.heading = label("", "heading")
        self.name, self.path = self._field(), self._field()
        self.region, self.account, self.endpoint = self._field(), self._field(), self._field()
        self.bucket, self.folder = self._field(), self._field()
        roles = [role_choice(one) for one in GIVEN_ROLES]
        self.role = Choice(shell.theme, translate("AddPlace", "What it is for"), roles)
        self.choose = Button(shell.theme, translate("AddPlace", "Choose…"), self._choose, picture="folder-open")
        self.offers = QListWidget()
        self.offers.setAccessibleName(translate("AddPlace", "Places found on this machine"))
        self.offers.setMaximumHeight(110)
        self.offers.currentItemChanged.connect(self._offered)
        self.keys = KeyFields(changed)
        self._rows = QFormLayout()
        self._lay_out()

    def _field(self) -> QLineEdit:
        field = QLineEdit()
        field.textChanged.connect(lambda _: self._changed())
        return field

    def _lay_out(self) -> None:
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(10)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        folder = QWidget()
        folder.setLayout(row(self.path, self.choose))
        self._folder_row = folder
        rows: tuple[tuple[str, QWidget, QWidget], ...] = (
            (translate("AddPlace", "Name"), self.name, self.name),
            (translate("AddPlace", "What it is for"), self.role, self.role),
            (translate("AddPlace", "Folder"), folder, self.path),
            (translate("AddPlace", "Region"), self.region, self.region),
            (translate("AddPlace", "Account number"), self.account, self.account),
            (translate("AddPlace", "Address"), self.endpoint, self.endpoint),
            (translate("AddPlace", "Bucket"), self.bucket, self.bucket),
            (translate("AddPlace", "Folder in the bucket"), self.folder, self.folder),
            (self.keys.access_words, self.keys.access, self.keys.access),
            (self.keys.secret_words, self.keys.secret, self.keys.secret),
        )
        for words, widget, named in rows:
            named.setAccessibleName(words)
            self._rows.addRow(label(words, "second"), widget)
        self._rows.addRow("", self.keys.show_it)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.heading)
        layout.addWidget(self.offers)
        layout.addLayout(self._rows)
        layout.addWidget(self.keys.about)
        layout.addStretch(1)

    def show_kind(self, kind: NewKind, usual_name: str) -> None:
        """Ask for what this kind needs; what was typed for the same kind stays."""
        if kind != self.kind or not self.name.text():
            self.name.setText(usual_name)
            self.role.setCurrentIndex(GIVEN_ROLES.index(kind.usual_role))
            self.path.clear()
            self.keys.forget()
            self.region.setText(kind.provider.region if kind.provider else "")
        self.kind = kind
        self.heading.setText(kind.title)
        provider = kind.provider
        shown = {
            self._folder_row: provider is None,
            self.region: bool(provider and provider.asks_region),
            self.account: bool(provider and provider.asks_account),
            self.endpoint: bool(provider and provider.asks_endpoint),
            self.bucket: provider is not None,
            self.folder: provider is not None,
            self.keys.access: provider is not None,
            self.keys.secret: provider is not None,
            self.keys.show_it: provider is not None,
        }
        for widget, there in shown.items():
            self._rows.setRowVisible(widget, there)
        self.keys.show_provider(provider.name if provider else None)
        self.keys.about.setVisible(provider is not None)
        self._ask_offers()
        (self.bucket if provider else self.path).setFocus()

    def _ask_offers(self) -> None:
        self.offers.clear()
        self.offers.hide()
        if self.kind.folder is not None:
            self._shell.bridge.ask(_second_places, self._show_offers, lambda _: None, owner=self, lane="slow")

    def _show_offers(self, found: PlacesView) -> None:
        wanted = _DRIVE_KINDS.get(self.kind.folder or "", ())
        for place in found.places:
            if place.kind in wanted and not place.with_vault:
                words = translate("AddPlace", "{name}: {free} free, {path}").format(
                    name=display(place.name), free=size(place.free_bytes), path=display(from_wire(place.path))
                )
                item = QListWidgetItem(words)
                item.setData(_ROLE, place.path)
                item.setToolTip(display(place.why))
                self.offers.addItem(item)
        self.offers.setVisible(self.offers.count() > 0)

    def _offered(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.path.setText(from_wire(item.data(_ROLE)))

    def _choose(self) -> None:
        dialog = QFileDialog(self, translate("AddPlace", "Choose an empty folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.path.setText)
        dialog.open()

    @property
    def waits(self) -> str:
        """Why it cannot be tried out yet."""
        return name_waits(self.name.text(), self._taken) or self._where_waits()

    def _where_waits(self) -> str:
        if self.kind.provider is None:
            return folder_waits(self.path.text())
        return bucket_waits(self.address) or self.keys.waits

    @property
    def address(self) -> BucketAddress:
        """The bucket as it was typed."""
        assert self.kind.provider is not None
        return BucketAddress(
            provider=self.kind.provider,
            bucket=self.bucket.text().strip(),
            folder=self.folder.text().strip(),
            region=self.region.text().strip(),
            account=self.account.text().strip(),
            endpoint=self.endpoint.text().strip(),
        )

    @property
    def location(self) -> str:
        """As the engine takes it."""
        return self.address.location if self.kind.provider else self.path.text().strip()

    @property
    def typed_keys(self) -> TypedKeys | None:
        """Of a bucket, where they were typed."""
        return self.keys.typed if self.kind.provider else None

    @property
    def chosen_role(self) -> GivenRole:
        """What it is for."""
        return GIVEN_ROLES[self.role.currentIndex()]


def _second_places(engine: RemoteService) -> PlacesView:
    return engine.offers.places(PlacesQuery(purpose="second"))


class TriedStep(QWidget):
    """What was found at the place, in words, before it is trusted."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.heading = label("", "heading", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(translate("AddPlace", "Being tried out"))
        self.lines = FactLines(theme)
        self.more = label("", "second", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for widget in (self.heading, self.bar, self.lines, self.more):
            layout.addWidget(widget)
        layout.addStretch(1)

    def trying(self, name: str) -> None:
        """It is being tried out."""
        text = translate("AddPlace", "{name} is being tried out: written to, read back, deleted.")
        more = translate("AddPlace", "This takes seconds, on a slow place minutes. Nothing stays there.")
        self._show(text.format(name=display(name)), (), more, busy=True)

    def found(self, name: str, tried: TriedView) -> None:
        """What it does and what it lacks."""
        text = translate("AddPlace", "What {name} really does").format(name=display(name))
        more = translate("AddPlace", "Copying to it begins when you use it. Nothing was left there so far.")
        self._show(text, tried_lines(tried), more)

    def adding(self, name: str) -> None:
        """It is being added."""
        self.more.setText(translate("AddPlace", "{name} is being added.").format(name=display(name)))
        self.bar.show()

    def refused(self, error: StudioBackupError) -> None:
        """Why it cannot be used."""
        text = translate("AddPlace", "This place cannot be used so.")
        self._show(text, (FactLine("failed", display(error.message)),), display(error.hint))

    def _show(self, heading: str, lines: tuple[FactLine, ...], more: str, *, busy: bool = False) -> None:
        self.heading.setText(heading)
        self.lines.show_lines(lines)
        self.more.setText(more)
        self.bar.setVisible(busy)
