"""The fakes of the areas of the first run."""

from __future__ import annotations

from studio_backup.api import offers, vault


class FakeVault:
    """Answers fixed values."""

    def create(self, request: vault.CreateVault) -> vault.VaultCreatedView:
        page = vault.KitFileView(path=request.kit_pdf, kind="pdf", about="To print.")
        return vault.VaultCreatedView(repository="0" * 32, folder=request.folder, kit_files=(page,), device="laptop")

    def open(self, request: vault.OpenVault) -> vault.VaultOpenedView:
        folder = request.local or request.location
        return vault.VaultOpenedView(repository="0" * 32, location=request.location, folder=folder, reads_from="")

    def info(self) -> vault.VaultInfoView:
        return vault.VaultInfoView(
            repository="0" * 32,
            studio="Rose",
            created_ns=1,
            folder="/v",
            reads_from="",
            stored_bytes=1,
            free_bytes=None,
        )

    def check_kit(self, request: vault.CheckKit) -> vault.KitCheckedView:
        return vault.KitCheckedView(repository="0" * 32, studio="", created_ns=0, key_only=not request.kit)

    def print_kit(self, request: vault.PrintKit) -> vault.KitFileView:
        return vault.KitFileView(path=request.to, kind="pdf", about="To print.")

    def kit_groups(self) -> vault.KitGroupsView:
        return vault.KitGroupsView(numbers=(3, 9))

    def confirm_kit(self, request: vault.ConfirmKit) -> vault.KitConfirmedView:
        return vault.KitConfirmedView(confirmed=False, wrong=tuple(one.number for one in request.groups))


class FakeOffers:
    """Answers fixed values."""

    def places(self, query: offers.PlacesQuery) -> offers.PlacesView:
        one = offers.PlaceView(
            path="/v", name="Disk", mount="/", kind="home", filesystem="ext4", free_bytes=1, total_bytes=2
        )
        return offers.PlacesView(places=(one,), unanswered=(query.purpose,))

    def measure(self, request: offers.MeasureRequest) -> offers.MeasuredView:
        return offers.MeasuredView(path=request.path, bytes=1, seconds=0.5, bytes_per_s=2.0)

    def suggestions(self, query: offers.SuggestionsQuery) -> offers.SuggestionsView:
        return offers.SuggestionsView(seconds=query.seconds)

    def strength(self, request: offers.StrengthRequest) -> offers.StrengthView:
        return offers.StrengthView(
            strength="weak", enough=False, guesses=float(len(request.passphrase)), sentence="Too weak."
        )
