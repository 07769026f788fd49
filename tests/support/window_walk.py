"""Walking a page as a screen reader and a keyboard do."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

_ROLE = QAccessible.Role
ASKS = frozenset(
    {
        _ROLE.Button, _ROLE.CheckBox, _ROLE.RadioButton, _ROLE.ComboBox, _ROLE.EditableText, _ROLE.SpinBox,
        _ROLE.Slider, _ROLE.List, _ROLE.Table, _ROLE.Tree, _ROLE.PageTab, _ROLE.Link,
        _ROLE.ButtonMenu, _ROLE.ButtonDropDown,
    }
)  # fmt: skip
"""What a person acts on: each must have a name."""
_DEEP_ENOUGH = 25
_CELLS = 200


def nameless(root: QWidget) -> list[str]:
    """What a screen reader meets on a page and cannot name: controls, cells, and painted parts."""
    found = [_told(one) for one in _walk(QAccessible.queryAccessibleInterface(root), 0) if not _named(one)]
    painted = [one for one in root.findChildren(QWidget) if one.isVisibleTo(root) and _paints_itself(one)]
    return found + [repr(one) for one in painted if not one.accessibleName()]


def _walk(one: QAccessibleInterface | None, depth: int) -> Iterator[QAccessibleInterface]:
    if one is None or not one.isValid() or one.state().invisible or depth > _DEEP_ENOUGH:
        return
    yield one
    for number in range(min(one.childCount(), _CELLS)):
        yield from _walk(one.child(number), depth + 1)


def _named(one: QAccessibleInterface) -> bool:
    if one.role() not in ASKS:
        return True
    parts = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
    return any(one.text(part).strip() for part in parts[: 1 if one.role() is not _ROLE.EditableText else 2])


def _told(one: QAccessibleInterface) -> str:
    return f"{one.role()} {one.object()!r}"


def _paints_itself(one: QWidget) -> bool:
    if isinstance(one, QLabel) and not one.text():
        return False  # nothing is shown
    return type(one).__module__.startswith("studio_backup.ui") and "paintEvent" in vars(type(one))


def unreached(root: QWidget, presses: int = 400) -> list[str]:
    """Controls which the Tab key does not come to, within a page that is shown in an active window."""
    wanted = [one for one in root.findChildren(QWidget) if _takes_tab(one, root)]
    if not wanted:
        return []
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    for _ in range(presses):
        now = QApplication.focusWidget()
        if now is None or (len(seen) > len(wanted) and now is seen[0]):
            break
        seen.append(now)
        now.window().focusNextChild()
    return [f"{one!r} {_words(one)}" for one in wanted if not any(_same(one, other) for other in seen)]


def _same(one: QWidget, other: QWidget) -> bool:
    """Reached itself, by a part of it, or by another choice of its group: there the arrows go on."""
    if one is other or one.isAncestorOf(other):
        return True
    group = one.group() if isinstance(one, QAbstractButton) else None
    return group is not None and group.exclusive() and isinstance(other, QAbstractButton) and other.group() is group


def _words(one: QWidget) -> str:
    return one.text() if isinstance(one, QAbstractButton) else one.accessibleName()


def _takes_tab(one: QWidget, root: QWidget) -> bool:
    takes = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and one.focusProxy() is None
    return takes and one.isEnabledTo(root) and one.isVisibleTo(root)
