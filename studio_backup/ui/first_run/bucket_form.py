"""The address of a bucket and its access key, asked as each provider's own pages call them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from studio_backup.ui.providers import PROVIDERS, BucketAddress, Provider
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.key_fields import KeyFields
from studio_backup.ui.widgets.labels import label


class BucketForm(QWidget):
    """`changed`: something else was typed or chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.provider = QComboBox()
        for one in PROVIDERS:
            self.provider.addItem(one.title)
        self.bucket, self.folder, self.region = QLineEdit(), QLineEdit(), QLineEdit()
        self.account, self.endpoint = QLineEdit(), QLineEdit()
        self.endpoint.setPlaceholderText("https://minio.example.com:9000")
        self.keys = KeyFields(self.changed.emit)
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(8)
        told = (
            (self.provider, translate("FirstRun", "Provider")),
            (self.endpoint, translate("FirstRun", "Address of the server")),
            (self.account, translate("FirstRun", "Account number")),
            (self.region, translate("FirstRun", "Region")),
            (self.bucket, translate("FirstRun", "Bucket")),
            (self.folder, translate("FirstRun", "Folder in it (may stay empty)")),
            (self.keys.access, self.keys.access_words),
            (self.keys.secret, self.keys.secret_words),
        )
        for field, name in told:
            field.setAccessibleName(name)
            field.setMaximumWidth(460)
            caption = label(name, "strong")
            caption.setBuddy(field)
            caption.setMinimumHeight(32)
            self._form.addRow(caption, field)
            if isinstance(field, QLineEdit):
                field.textChanged.connect(lambda _: self.changed.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._form)
        self._form.addRow("", self.keys.show_it)
        layout.addWidget(self.keys.about)
        self.provider.currentIndexChanged.connect(self._chosen)
        self._chosen(0)

    @property
    def address(self) -> BucketAddress:
        """What was typed so far."""
        return BucketAddress(
            provider=self._provider,
            bucket=self.bucket.text().strip(),
            folder=self.folder.text().strip(),
            region=self.region.text().strip(),
            account=self.account.text().strip(),
            endpoint=self.endpoint.text().strip(),
        )

    @property
    def _provider(self) -> Provider:
        return PROVIDERS[max(0, self.provider.currentIndex())]

    def _chosen(self, at: int) -> None:
        provider = PROVIDERS[max(0, at)]
        asked = ((self.region, provider.asks_region), (self.account, provider.asks_account))
        for field, wanted in (*asked, (self.endpoint, provider.asks_endpoint)):
            self._form.setRowVisible(field, wanted)
        self.region.setText(provider.region)
        self.keys.show_provider(provider.name)
        self.changed.emit()
