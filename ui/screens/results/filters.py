"""The choices above the results: one stage, some people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QSizePolicy

from ui.theme import Theme

_WIDEST = 190
_FEWEST = 8


def filter_box(theme: Theme, name: str) -> QComboBox:
    """A choice that gets narrow where there is little room."""
    box = QComboBox()
    box.setAccessibleName(name)
    box.setMaximumWidth(theme.px(_WIDEST))
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_FEWEST)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


def fill(box: QComboBox, names: Sequence[str], keys: Sequence[Any], current: Any) -> None:
    """Offer other choices where they have changed, and show the one taken; the first where it is gone."""
    if [box.itemText(i) for i in range(box.count())] != list(names):
        box.clear()
        for name, key in zip(names, keys, strict=True):
            box.addItem(name, key)
    box.setCurrentIndex(keys.index(current) if current in keys else 0)
