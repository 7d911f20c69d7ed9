"""Every key of the program in one list."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets.parts import boxed, column, label, row, rule, scrolled

KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Answering",
        (
            ("1 … 5", "Choose an answer"),
            ("0", "Not applicable"),
            ("D", "Don't know"),
            ("Shift 1 … 3", "How sure: my view, example, can show it"),
            ("N", "Write a note; Esc leaves it"),
            ("E", "Add evidence"),
            ("W", "What a word means; again, the next word"),
            ("Enter, →", "Next question"),
            ("Backspace, ←", "Question before"),
            ("↑ ↓", "Move among the answers"),
            ("Ctrl G", "Go to a question"),
        ),
    ),
    ("Lists", (("A", "Add"), ("F2", "Edit the title"), ("Del", "Remove, with undo"))),
    (
        "Respondents",
        (
            ("M, Ctrl M", "Copy the reminder, and note its day"),
            ("Ctrl I", "Take answers in"),
            ("Ctrl Shift P", "People who answer"),
        ),
    ),
    (
        "Sessions",
        (
            ("Enter", "Go to what is shown of the session"),
            ("Space", "Tick an item or a person"),
            ("Alt ↑, Alt ↓", "Move an item of the agenda"),
            ("A", "Add a session; in the agenda, an item"),
        ),
    ),
    (
        "Library",
        (
            ("Ctrl L", "Library and glossary"),
            ("/ or Ctrl F", "Find in the library; Esc clears"),
            ("Enter", "Read what was chosen"),
            ("Ctrl C", "Copy it as text"),
        ),
    ),
    (
        "Workshop (F5)",
        (
            ("X M E O, Tab", "Whose hands are counted"),
            ("1 … 9, 0, D", "A hand up; Shift or −: down"),
            ("P, F2", "Pass the keyboard; type counts"),
            ("R, V, S", "Reveal, vote again, skip"),
            ("1 … 9, Enter", "Choose another level, record it"),
            ("F2, Del", "Who sees it otherwise; take it back"),
            ("N B, → ←", "Next question, question before"),
            ("L, I", "Agenda; done with this item"),
            ("↑ ↓", "Scroll a long question"),
            ("T, Shift T", "Clock: run or pause; whole time again"),
            ("K, G, C", "Park, decision, late comers"),
            ("W or F6, H", "Projector; still picture"),
            ("Esc, Shift F5", "Leave; end the session"),
        ),
    ),
    (
        "Daily update",
        (
            ("Ctrl T", "Start or pause the clock"),
            ("Ctrl Enter", "Next person"),
            ("Alt ←, Alt →", "Day before, day after"),
            ("Alt Home", "Today"),
        ),
    ),
    (
        "Trade-offs",
        (
            ("1 … 5", "Rate an option by a criterion"),
            ("F2", "Change a name or a weight"),
            ("Del", "Take a rating, an option or a criterion away"),
            ("Space", "Choose an option"),
        ),
    ),
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
            ("Ctrl Shift E", "Export data"),
            ("R, Ctrl Shift R", "Hide names of people, or show them"),
            ("F4, Ctrl B", "Side panel, sidebar"),
            ("F5", "Workshop mode"),
            ("Ctrl Shift L", "Lock a protected workspace"),
            ("Ctrl +, Ctrl −", "Text size"),
            ("? or F1", "This list"),
        ),
    ),
)


class KeysDialog(Dialog):
    """Lists the keys."""

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(theme, "Keys", parent, width=980)
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
            columns.append(boxed(box))
        left, right = (boxed(column(*part, None, spacing=16)) for part in (columns[:4], columns[4:]))
        listed = boxed(row(left, right, spacing=32, margins=(0, 0, 12, 0)))
        self.body.addWidget(scrolled(listed), 1)
        room = parent.window().height() if parent is not None else self.height()
        # As high as the list, where the window is; on a small one it scrolls.
        self.resize(theme.px(780), min(listed.sizeHint().height() + theme.px(150), room - 20))
