"""The style sheet, made from the tokens. Widgets say what they are by the dynamic property `kind`."""

from __future__ import annotations

import dataclasses
from string import Template
from typing import Final

from studio_backup.ui.tokens import StateColours, Tokens


def style_sheet(tokens: Tokens) -> str:
    """The whole sheet in these colours."""
    return Template(_SHEET).substitute(_values(tokens))


def _values(tokens: Tokens) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in dataclasses.fields(tokens):
        value = getattr(tokens, one.name)
        if isinstance(value, StateColours):
            found |= {f"{one.name}_{part.name}": getattr(value, part.name) for part in dataclasses.fields(value)}
        else:
            found[one.name] = str(value)
    found["appearance"] = "dark" if tokens.dark else "light"
    return found


STILL: Final = "* { widget-animation-duration: 0; }\n"
"""Added to the sheet where nothing is to move by itself."""

_SHEET: Final = """
QWidget { color: $ink; }
QMainWindow, QDialog, QWidget[kind="page"], QWidget[kind="body"] { background: $window; }
QLabel[kind="body"] { background: transparent; }
QToolTip { background: $surface; color: $ink; border: 1px solid $line2; padding: 6px 8px; }

QWidget[kind="sidebar"] { background: $sidebar; border: 0; border-right: 1px solid $line; }
QLabel[kind="studio"] { font-weight: 600; padding: 0 8px; }
QToolButton[kind="nav"] { border: 2px solid transparent; border-radius: 6px; padding: 5px 6px; color: $ink2;
    font-weight: 500; text-align: left; background: transparent; }
QToolButton[kind="nav"]:hover { background: $hover; }
QToolButton[kind="nav"]:checked { background: $selected; color: $ink; font-weight: 600; }
QToolButton[kind="nav"]:focus { border-color: $accent; }

QLabel[kind="title"] { font-size: 20px; font-weight: 600; }
QLabel[kind="hero"] { font-size: 26px; font-weight: 600; }
QLabel[kind="hero2"] { font-size: 17px; color: $ink2; }
QLabel[kind="heading"] { font-size: 15px; font-weight: 600; }
QLabel[kind="big"] { font-size: 20px; font-weight: 600; }
QLabel[kind="strong"] { font-weight: 600; }
QLabel[kind="second"] { color: $ink2; }
QLabel[kind="small"] { font-size: 12px; color: $ink2; }
QLabel[kind="hint"] { font-size: 12px; color: $ink3; }
QLabel[kind="caption"] { font-size: 11px; color: $ink2; }
QLabel[state="protected"] { color: $protected_text; }
QLabel[state="working"] { color: $working_text; }
QLabel[state="attention"] { color: $attention_text; }
QLabel[state="failed"] { color: $failed_text; }

QFrame[kind="card"] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[kind="card"][state="attention"] { border: 1px solid $attention_glyph; border-left: 4px solid $attention_glyph; }
QFrame[kind="card"][state="failed"] { border: 1px solid $failed_glyph; border-left: 4px solid $failed_glyph; }
QFrame[kind="card"][state="paused"] { border: 1px solid $line2; border-left: 4px solid $paused_glyph; }
QFrame[kind="well"] { background: $sunken; border: 1px solid $line; border-radius: 10px; }
QFrame[kind="divider"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }
QFrame[kind="banner"] { background: $paused_ground; border: 0; border-bottom: 1px solid $line2; }
QFrame[kind="banner"][state="attention"] { background: $attention_ground; }
QFrame[kind="banner"][state="failed"] { background: $failed_ground; }
QFrame[kind="toast"] { background: $ink; border: 0; border-radius: 10px; }
QFrame[kind="toast"] QLabel { color: $window; }
QFrame[kind="toast"] QPushButton { background: transparent; border: 1px solid $ctl; color: $window; }
QFrame[kind="popup"] { background: $surface; border: 1px solid $line2; border-radius: 10px; }

QPushButton { background: $surface; border: 1px solid $line2; border-radius: 6px; padding: 0 12px; min-height: 30px;
    font-weight: 500; color: $ink; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $sunken; }
QPushButton:focus { border: 2px solid $accent; padding: 0 11px; min-height: 28px; }
QPushButton:disabled { background: $sunken; border-color: $line; color: $ink3; }
QPushButton:checked { background: $tint; border-color: $accent; color: $accent; font-weight: 600; }
QPushButton[kind="primary"] { background: $accent; border-color: $accent; color: $on; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent2; border-color: $accent2; }
QPushButton[kind="primary"]:focus { border: 2px solid $ink; }
QPushButton[kind="primary"]:disabled { background: $sunken; border-color: $line; color: $ink3; }
QPushButton[kind="main"] { background: $accent; border-color: $accent; color: $on; font-weight: 600; min-height: 36px;
    padding: 0 18px; font-size: 14px; }
QPushButton[kind="main"]:hover { background: $accent2; }
QPushButton[kind="main"]:focus { border: 2px solid $ink; min-height: 34px; padding: 0 17px; }
QPushButton[kind="main"]:disabled { background: $sunken; border-color: $line; color: $ink3; }
QPushButton[kind="link"] { background: transparent; border: 2px solid transparent; color: $accent; padding: 0 6px;
    min-height: 26px; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:disabled { background: transparent; border-color: transparent; color: $ink3; }
QPushButton[kind="link"]:focus { border-color: $accent; }
QPushButton[kind="title"] { background: transparent; border: 2px solid transparent; padding: 0; min-height: 28px;
    font-size: 20px; font-weight: 600; color: $ink; text-align: left; }
QPushButton[kind="title"]:hover { color: $accent; text-decoration: underline; }
QPushButton[kind="title"]:focus { border-color: $accent; }
QPushButton[kind="danger"] { color: $failed_text; }
QPushButton[kind="danger"]:disabled { color: $ink3; }
QPushButton[kind="icon"] { padding: 0; min-width: 30px; max-width: 30px; }
QPushButton[kind="icon"]:focus { padding: 0; min-width: 28px; max-width: 28px; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit, QComboBox {
    background: $surface; border: 1px solid $line2; border-radius: 6px; padding: 0 8px; min-height: 30px; color: $ink;
    selection-background-color: $accent; selection-color: $on; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: 0; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus { border: 0; padding: 0 8px; min-height: 0;
    background: transparent; }
QPlainTextEdit, QTextEdit { padding: 6px 8px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QDateEdit:focus,
QTimeEdit:focus, QComboBox:focus { border: 2px solid $accent; padding: 0 7px; min-height: 28px; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { background: $sunken; color: $ink3; }
QComboBox::drop-down { border: 0; width: 22px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line2; selection-background-color: $tint;
    selection-color: $ink; outline: 0; }
QCheckBox, QRadioButton { spacing: 8px; min-height: 24px; border: 2px solid transparent; border-radius: 6px;
    padding: 0 3px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $ctl; border-radius: 4px;
    background: $surface; }
QRadioButton::indicator { border-radius: 9px; }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $accent; background: $on; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url(icons:tick-$appearance.svg); }
QTableView::indicator, QListView::indicator { width: 16px; height: 16px; border: 1px solid $ctl; border-radius: 4px;
    background: $surface; }
QTableView::indicator:checked, QListView::indicator:checked { background: $accent; border-color: $accent;
    image: url(icons:tick-$appearance.svg); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $sunken; border-color: $line2; }
QCheckBox::indicator:checked:disabled { background: $ctl; border-color: $ctl; }

QProgressBar { background: $line; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $working_glyph; border-radius: 3px; }

QAbstractItemView { background: $surface; border: 0; outline: 0; selection-background-color: $tint;
    selection-color: $ink; }
QTableView, QTreeView, QListView { border: 1px solid $line; border-radius: 10px; gridline-color: $line; }
QTableView:focus, QTreeView:focus, QListView:focus { border: 1px solid $accent; }
QTableView::item, QTreeView::item { padding: 0 10px; border-bottom: 1px solid $line; }
QTableView::item:hover, QTreeView::item:hover, QListView::item:hover { background: $hover; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected { background: $tint; color: $ink; }
QListView[kind="plain"] { border: 0; border-radius: 0; }
QListView[kind="bare"], QTreeView[kind="folders"] { background: $window; border: 0; border-radius: 0; }
QListView[kind="bare"]::item, QListView[kind="bare"]::item:hover, QListView[kind="bare"]::item:selected {
    background: transparent; }
QTreeView[kind="folders"]::item { border: 0; }
QListView[kind="plain"]::item { border-radius: 6px; padding: 0 8px; }
QListView[kind="nav"] { background: transparent; border: 2px solid transparent; border-radius: 6px; }
QListView[kind="nav"]:focus { border-color: $accent; }
QListView[kind="nav"]::item { border-radius: 6px; padding: 0 8px; color: $ink2; }
QListView[kind="nav"]::item:selected { color: $accent; }
QHeaderView { background: $surface; border: 0; border-top-left-radius: 10px; border-top-right-radius: 10px; }
QHeaderView::section { background: $surface; color: $ink2; border: 0; border-bottom: 1px solid $line; font-size: 12px;
    font-weight: 500; padding: 8px 10px; }
QHeaderView[kind="close"]::section { padding: 8px 7px; }
QTableCornerButton::section { background: $surface; border: 0; }

QScrollArea { background: transparent; border: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $ctl; border-radius: 3px; margin: 3px; min-height: 28px; min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: 0;
    width: 0; height: 0; }

QMenu { background: $surface; border: 1px solid $line2; border-radius: 10px; padding: 6px; }
QMenu::item { padding: 6px 28px 6px 10px; border-radius: 6px; }
QMenu::item:selected { background: $tint; }
QMenu::item:disabled { color: $ink2; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 6px 4px; }
QTabBar::tab { background: transparent; color: $ink2; padding: 8px 12px; font-weight: 500;
    border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $ink; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:focus { color: $accent; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; }
"""
