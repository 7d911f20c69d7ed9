"""Which key does what in workshop mode, and whether somebody is typing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

Key = Qt.Key
_HELD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
DIGITS = {Qt.Key(Key.Key_1.value + i): i + 1 for i in range(9)}


@dataclass(frozen=True)
class Binding:
    """What a key does; a `single` one is a bare letter or digit, which can be turned off. Held down it counts once,
    unless it `repeats`."""

    do: Callable[[], None]
    single: bool = False
    repeats: bool = False


Table = Mapping[tuple[Qt.Key, bool], Binding]
"""Bindings by key, and whether Shift is held."""


def typing(widget: QWidget | None) -> bool:
    """Whether what has the keyboard takes letters as text."""
    return isinstance(widget, (QLineEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox))


def find(table: Table, event: QKeyEvent, singles: bool) -> Binding | None:
    """What an event of the keyboard asks for; `singles` says whether bare letters and digits may."""
    if event.modifiers() & _HELD:
        return None
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    found = table.get((Qt.Key(event.key()), shift))
    return None if found is None or (found.single and not singles) else found
