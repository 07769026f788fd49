"""The folders of a wedding, or of all weddings, read as one opens them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon

from studio_backup.api.browse import EntryView, TreeView
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.icons import icon
from studio_backup.ui.places import Place, WeddingKey, below, shown_name
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.amounts import number

FILES_ROLE: Final = Qt.ItemDataRole.UserRole
"""How many files are in it, as text."""
_Index = QModelIndex | QPersistentModelIndex


class Node:
    """A folder (`entry`), a whole wedding (no entry), or the invisible top (no key)."""

    __slots__ = ("asked", "children", "complete", "entry", "key", "name", "next", "parent", "path", "row")

    def __init__(self, parent: Node | None, row: int, key: WeddingKey | None, path: str, name: str) -> None:
        self.parent, self.row, self.key, self.path, self.name = parent, row, key, path, name
        self.entry: EntryView | None = None
        self.children: list[Node] = []
        self.next = ""
        self.asked = self.complete = False


class FolderTree(QAbstractItemModel):
    """`told`: a folder was read that `seek` waits for: this index is what was sought. `refused`: the engine could not
    list a folder, with the StudioBackupError that says why."""

    told = Signal(QModelIndex)
    refused = Signal(object)

    def __init__(self, shell: Shell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._top = Node(None, 0, None, "", "")
        self._moments: dict[WeddingKey, int] = {}
        self._sought: tuple[WeddingKey, str] | None = None
        self._icons: tuple[str, QIcon, QIcon] | None = None

    def show(self, keys: tuple[WeddingKey, ...], *, whole: bool) -> None:
        """List the folders of these weddings; `whole`: each wedding is a row itself."""
        self.beginResetModel()
        self._top = Node(None, 0, None, "", "")
        if whole:
            self._top.children = [
                Node(self._top, row, key, "", shown_name(key.wedding)) for row, key in enumerate(keys)
            ]
            self._top.complete = True
        elif keys:
            self._top.key = keys[0]
        else:
            self._top.complete = True
        self.endResetModel()

    def set_moment(self, key: WeddingKey, at_ns: int | None) -> None:
        """Show this wedding as it was then (None: now)."""
        if at_ns == self._moments.get(key):
            return
        if at_ns is None:
            self._moments.pop(key, None)
        else:
            self._moments[key] = at_ns
        self.read_again(key)

    def moment(self, key: WeddingKey) -> int | None:
        """As of when a wedding is shown."""
        return self._moments.get(key)

    def read_again(self, key: WeddingKey) -> None:
        """Forget what is known of a wedding's folders."""
        for node in self._heads(key):
            at = self._index_of(node)
            if node.children:
                self.beginRemoveRows(at, 0, len(node.children) - 1)
                node.children = []
                self.endRemoveRows()
            node.next, node.asked, node.complete = "", False, False
            self._ask(node)

    def place(self, index: _Index) -> Place | None:
        """Which folder a row is."""
        node = self._node(index)
        return Place(node.key, node.path, self._moments.get(node.key)) if node.key is not None else None

    def entry(self, index: _Index) -> EntryView | None:
        """The row's entry, None of a whole wedding."""
        return self._node(index).entry

    def seek(self, key: WeddingKey, path: str) -> None:
        """Read folder after folder down to this one, then say it by `told`; "" is the first root."""
        self._sought = key, path
        heads = self._heads(key)
        if heads:
            self._go_on(heads[0])

    def _heads(self, key: WeddingKey) -> list[Node]:
        if self._top.key is not None:
            return [self._top] if self._top.key == key else []
        return [node for node in self._top.children if node.key == key]

    # Reading ---------------------------------------------------------------------------------------------------

    def _ask(self, node: Node) -> None:
        if node.asked or node.complete or node.key is None:
            return
        node.asked = True
        top, key = self._top, node.key
        place = Place(key, node.path, self._moments.get(key))
        query = place.query(node.next)

        def take(view: TreeView) -> None:
            if top is self._top and place.at_ns == self._moments.get(key) and node.asked:
                self._take(node, view)

        def refuse(error: StudioBackupError) -> None:
            node.asked = False
            if top is self._top:
                node.complete = True
                self.refused.emit(error)

        self._shell.bridge.ask(lambda engine: engine.browse.wedding_tree(query), take, refuse, owner=self)

    def _take(self, node: Node, view: TreeView) -> None:
        folders = [one for one in view.items if one.kind == "folder"]
        first = len(node.children)
        if folders:
            self.beginInsertRows(self._index_of(node), first, first + len(folders) - 1)
            node.children += [self._made(node, first + row, one) for row, one in enumerate(folders)]
            self.endInsertRows()
        node.asked = False
        node.next = view.next or ""
        node.complete = view.next is None or len(node.children) >= view.folders
        if node.complete and not node.children:
            at = self._index_of(node)
            self.dataChanged.emit(at, at)  # no branch to open after all
        self._go_on(node)

    def _made(self, parent: Node, row: int, entry: EntryView) -> Node:
        made = Node(parent, row, parent.key, below(parent.path, entry.name), shown_name(entry.name))
        made.entry = entry
        return made

    def _go_on(self, node: Node) -> None:
        """A step nearer to what is sought."""
        if self._sought is None or node.key != self._sought[0]:
            return
        key, path = self._sought
        if not path and node.children:
            self._found(node.children[0])
        elif path and node.path == path:
            self._found(node)
        elif not path or not node.path or path.startswith(f"{node.path}/"):
            step = next((one for one in node.children if path == one.path or path.startswith(f"{one.path}/")), None)
            if step is not None:
                self._go_on(step)
            elif not node.complete:
                self._ask(node)
            elif node.path or not path:
                self._found(node)
            else:
                self._sought = key, ""
                self._go_on(node)

    def _found(self, node: Node) -> None:
        self._sought = None
        self._ask(node)
        self.told.emit(self._index_of(node))

    # As Qt asks ------------------------------------------------------------------------------------------------

    def _node(self, index: _Index | None) -> Node:
        if index is None or not index.isValid():
            return self._top
        found = index.internalPointer()
        return found if isinstance(found, Node) else self._top

    def _index_of(self, node: Node) -> QModelIndex:
        return QModelIndex() if node.parent is None else self.createIndex(node.row, 0, node)

    def index(self, row: int, column: int, parent: _Index | None = None) -> QModelIndex:
        """See QAbstractItemModel."""
        node = self._node(parent)
        if column != 0 or not 0 <= row < len(node.children):
            return QModelIndex()
        return self.createIndex(row, 0, node.children[row])

    def parent(self, index: _Index | None = None) -> QModelIndex:  # type: ignore[override]
        """See QAbstractItemModel."""
        above = self._node(index).parent
        return QModelIndex() if above is None else self._index_of(above)

    def hasChildren(self, parent: _Index | None = None) -> bool:  # noqa: N802  Qt's name
        """See QAbstractItemModel. Where nobody looked yet, there may be."""
        node = self._node(parent)
        return bool(node.children) or not node.complete

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        return len(self._node(parent).children)

    def columnCount(self, parent: _Index | None = None) -> int:  # noqa: ARG002, N802  Qt's name
        """See QAbstractItemModel."""
        return 1

    def canFetchMore(self, parent: _Index) -> bool:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        node = self._node(parent)
        return not node.complete and not node.asked and node.key is not None

    def fetchMore(self, parent: _Index) -> None:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        self._ask(self._node(parent))

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        node = self._node(index)
        if node is self._top:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return node.name
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icon(node)
        files = node.entry.files if node.entry is not None else None
        if role == FILES_ROLE:
            return "" if files is None else number(files)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return node.name if files is None else f"{node.name}, {translate('Restore', '%n files', '', files)}"
        return None

    def _icon(self, node: Node) -> QIcon:
        colour = self._shell.theme.tokens.ink2
        if self._icons is None or self._icons[0] != colour:
            self._icons = colour, icon("folder", colour), icon("heart", colour)
        return self._icons[1] if node.entry is not None else self._icons[2]
