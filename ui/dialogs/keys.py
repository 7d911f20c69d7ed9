"""Every key of the program in one list."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets.parts import boxed, column, label, row, rule

KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Answering",
        (
            ("1 … 5", "Choose an answer"),
            ("0", "Not applicable"),
            ("D", "Don't know"),
            ("Shift 1 … 3", "How sure: my view, recent example, can show it"),
            ("N", "Write a note; Esc leaves it"),
            ("E", "Add evidence"),
            ("Enter, →", "Next question"),
            ("Backspace, ←", "Question before"),
            ("↑ ↓", "Move among the answers"),
            ("Ctrl G", "Go to a question"),
        ),
    ),
    ("Lists", (("A", "Add"), ("F2", "Edit the title"), ("Del", "Remove, with undo"))),
    (
        "Everywhere",
        (
            ("Ctrl Z, Ctrl Shift Z", "Undo, redo"),
            ("Ctrl 1 … 9", "Screens of the sidebar"),
            ("Ctrl K", "Find anything"),
            ("Ctrl N", "New assessment"),
            ("Ctrl Shift N", "New workspace"),
            ("Ctrl O", "Open a workspace"),
            ("Ctrl E", "Export a report"),
            ("F4, Ctrl B", "Side panel, sidebar"),
            ("Ctrl +, Ctrl −", "Text size"),
            ("? or F1", "This list"),
        ),
    ),
)


class KeysDialog(Dialog):
    """Lists the keys."""

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(theme, "Keys", parent, width=760)
        self.head("Keys")
        columns = []
        for title, keys in KEYS:
            grid = QGridLayout()
            grid.setHorizontalSpacing(12)
            grid.setVerticalSpacing(8)
            for i, (key, words) in enumerate(keys):
                grid.addLayout(row(label(key, "key"), None), i, 0)
                grid.addWidget(label(words, "second", wrap=True), i, 1)
            grid.setColumnStretch(1, 1)
            box = column(rule(), label(title, "section"), spacing=8)
            box.addLayout(grid)
            box.addStretch(1)
            columns.append(boxed(box))
        self.body.addLayout(row(columns[0], boxed(column(columns[1], columns[2], spacing=16)), spacing=32))
