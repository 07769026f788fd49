"""What a damaged object means for people: which files, which weddings, which act of the vault."""

from __future__ import annotations

from collections.abc import Iterable

from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.domain.objects import Kind, ObjectName, parse_name
from studio_backup.domain.problem import Problem
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.engine.verify.knowledge import Knowledge
from studio_backup.engine.verify.report import Damage
from studio_backup.repository.repository import Repository

_MEANS = {
    Kind.TOMBSTONE: "the record of an erasure",
    Kind.PRUNE_RECORD: "the record of packs which were removed for ever",
    Kind.DEATH_MARK: "a mark on a pack which is to be removed",
    Kind.CONFIG: "who this vault is: nothing opens from this place without it",
    Kind.FEATURES: "which program may write here",
    Kind.SLOT: "one way of unlocking: a passphrase, a recovery kit or a laptop",
    Kind.IDENTITY: "the identity key: nothing opens from this place without it",
    Kind.MASTER: "a master key: no wedding opens from this place without it",
    Kind.COLLECTION_KEY: "the key of this wedding: none of it opens from this place without it",
    Kind.DEVICE: "a laptop's signature: its recovery points cannot be trusted from this place without it",
    Kind.META: "the name and date of this wedding",
    Kind.PACK: "contents of the files named",
    Kind.INDEX: "where contents lie: no file is lost, reading from this place is slower",
    Kind.SUPERSEDED: "which pack replaces a lost one",
    Kind.PENDING: "the intent of a running backup",
    Kind.SNAPSHOT: "one recovery point as a whole",
    Kind.AUDIT: "one entry of the record of who did what",
    Kind.MARKER: "which place this is: nothing is written here until tier repair",
}
_ALL_WEDDINGS = frozenset({Kind.CONFIG, Kind.IDENTITY, Kind.MASTER})
_WHOLE_POINTS = frozenset({Kind.COLLECTION_KEY, Kind.META})


class Naming:
    """Names what problems mean, by what is known of the vault."""

    def __init__(self, repository: Repository, knowledge: Knowledge) -> None:
        self._repository, self._knowledge = repository, knowledge
        self._points = knowledge.by_id()

    def of(self, tier: str, problems: Iterable[Problem]) -> list[Damage]:
        """The problems of one place, named."""
        problems = list(problems)
        files = self._files_of_packs([one.object for one in problems])
        return [self._damage(tier, one, files) for one in problems]

    def _damage(self, tier: str, problem: Problem, files: dict[str, tuple[str, ...]]) -> Damage:
        name = parse_name(problem.object)
        if name is None:  # a group of objects, as "c/<id>/meta/"
            return Damage(problem.object, tier, problem.problem, problem.detail, "")
        return Damage(
            problem.object,
            tier,
            problem.problem,
            problem.detail,
            _MEANS[name.kind],
            files.get(name.text) or self._roots(name),
            self._weddings(name),
        )

    def _weddings(self, name: ObjectName) -> tuple[str, ...]:
        if name.kind in _ALL_WEDDINGS:
            return tuple(one.label for one in self._knowledge.weddings)
        if name.kind is Kind.DEVICE:
            return self._knowledge.weddings_of({one.snapshot.collection for one in self._made_by(name.subject)})
        return self._knowledge.weddings_of({name.collection}) if name.collection else ()

    def _made_by(self, device: str) -> list[StoredSnapshot]:
        return [one for one in self._points.values() if one.snapshot.device == device]

    def _roots(self, name: ObjectName) -> tuple[str, ...]:
        """The source folders whose points hang on an object, as a whole."""
        if name.kind is Kind.SNAPSHOT:
            points = [self._points[name.sha256]] if name.sha256 in self._points else []
        elif name.kind is Kind.DEVICE:
            points = self._made_by(name.subject)
        elif name.kind in _WHOLE_POINTS:
            points = list(self._knowledge.snapshots.get(name.collection, ()))
        else:
            points = []
        return tuple(sorted({display(one.snapshot.source.raw_path) for one in points}))

    def _files_of_packs(self, objects: list[str]) -> dict[str, tuple[str, ...]]:
        packs: dict[str, list[str]] = {}
        for text in objects:
            name = parse_name(text)
            if name and name.kind is Kind.PACK:
                packs.setdefault(name.collection, []).append(text)
        found: dict[str, tuple[str, ...]] = {}
        for collection, names in packs.items():
            found.update(self._files_of(collection, names))
        return found

    def _files_of(self, collection: str, packs: list[str]) -> dict[str, tuple[str, ...]]:
        points = self._knowledge.snapshots.get(collection, ())
        try:
            refs = self._repository.reader(collection).files_of(packs, points)
        except StudioBackupError:  # the collection itself does not open: its problem is named beside this one
            return {}
        return {
            name: tuple(sorted({ref.path or self._root_of(ref.snapshot) for ref in of_one}))
            for name, of_one in refs.items()
        }

    def _root_of(self, snapshot: str) -> str:
        return display(self._points[snapshot].snapshot.source.raw_path)
