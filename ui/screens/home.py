"""Home: the assessments of the open workspace, and beside them the other workspaces by file name."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QFrame, QLineEdit, QListView, QWidget

from ui.screens.base import Screen
from ui.screens.home_list import ROW_HEIGHT, AssessmentList, AssessmentRow, columns
from ui.session import Session
from ui.theme import Theme
from ui.widgets.parts import Button, IconLabel, boxed, clear, column, label, row, rule, section
from workbench.domain.text import short
from workbench.domain.topic import Topic

SUFFIX = ".srew"


class _Columns(QWidget):
    """The headings over the list."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(theme.px(30))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._theme.font(12))
        painter.setPen(self._theme.color("ink2"))
        for i, (share, text) in enumerate(columns()):
            x = round(self.width() * share) + (self._theme.px(10) if i == 0 else 0)
            painter.drawText(x, self._theme.px(19), text)
        painter.setPen(self._theme.color("line2"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()


class Card(QFrame):
    """A large button that says what it begins."""

    def __init__(
        self, theme: Theme, icon_name: str, title: str, text: str, key: str, on_click: object
    ) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self._on_click = on_click
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{title}. {text}")
        head = row(label(title, "strong"), None, *([label(key, "key")] if key else []))
        words = column(spacing=4)
        words.addLayout(head)
        words.addWidget(label(text, "second", wrap=True))
        words.addStretch(1)
        layout = row(spacing=14, margins=(16, 14, 16, 14))
        layout.addWidget(IconLabel(theme, icon_name, "accent", 18), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        self.setLayout(layout)

    def _press(self) -> None:
        if callable(self._on_click):
            self._on_click()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._press()

    def keyPressEvent(self, event: object) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):  # type: ignore[attr-defined]
            self._press()
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]


class HomeScreen(Screen):
    """What there is to go on with, and how to begin."""

    key = "home"
    title = "Assessments"
    topics = frozenset({Topic.ASSESSMENTS, Topic.WORKSPACE})

    def __init__(self, session: Session, theme: Theme) -> None:
        self.recent: list[Path] = []
        self._begun = False
        super().__init__(session, theme)
        self._stale = False

    def _build(self) -> None:
        theme = self.theme
        new = Button(theme, "New assessment", lambda: self.go.emit("new-assessment", None), icon_name="plus")
        self.header.add(new)
        self._where = label("", "muted")
        self._finding = label("", "finding", wrap=True)
        self._next = Button(theme, "", look="primary")
        self._why = label("", "muted")
        top = row(spacing=12)
        top.addLayout(column(self._where, self._finding, spacing=2), 1)
        top.addWidget(self._why, 0, Qt.AlignmentFlag.AlignBottom)
        top.addWidget(self._next, 0, Qt.AlignmentFlag.AlignBottom)
        self.content.addLayout(top)
        self._filter = QLineEdit()
        self._filter.setPlaceholderText("Filter by title or scope")
        self._filter.setAccessibleName("Filter assessments")
        self._filter.setFixedWidth(theme.px(220))
        self._filter.setClearButtonEnabled(True)
        self._count = label("", "muted")
        self.archived = QCheckBox("Archived")
        self.archived.setAccessibleName("Show archived assessments, too")
        self._list_box = column(spacing=0)
        head = row(
            label("All assessments", "section"), self._count, None, self.archived, self._filter, spacing=10
        )
        self._list_box.addWidget(rule())
        self._list_box.addSpacing(8)
        self._list_box.addLayout(head)
        self._list_box.addWidget(_Columns(theme))
        self._model = AssessmentList()
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(AssessmentRow(theme))
        self._list.setAccessibleName("Assessments")
        self._list.setMouseTracking(True)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)
        self._list_box.addWidget(self._list)
        self._list_area = boxed(self._list_box)
        self.content.addWidget(self._list_area)
        self._cards = row(spacing=16)
        self.content.addLayout(self._cards)
        self._others = column(spacing=0)
        self._others_area = boxed(self._others)
        self.content.addWidget(self._others_area)
        self.content.addStretch(1)
        self._fill_cards()
        self.refresh()

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._on_filter)
        self.archived.toggled.connect(lambda _on: self.refresh())
        self._list.activated.connect(self._on_chosen)
        self._list.clicked.connect(self._on_chosen)
        self._next.clicked.connect(lambda _checked=False: self._open_first())
        self.session.listing_changed.connect(self.refresh)
        self.session.workspace_opened.connect(self.refresh)

    @property
    def ready(self) -> bool:
        return True

    def _fill_cards(self) -> None:
        theme = self.theme
        cards = (
            (
                "plus",
                "New from the blueprint",
                "All six areas and 30 capabilities, ready to trim to the client.",
                "Ctrl N",
                "new-assessment",
            ),
            (
                "folder-open",
                "Open a workspace",
                f"A {SUFFIX} file: all assessments of one client.",
                "Ctrl O",
                "open",
            ),
            (
                "play",
                "Open the demo",
                "Larkfield Logistics, filled in. Nothing you do there touches client work.",
                "",
                "demo",
            ),
        )
        for icon_name, title, text, key, command in cards:
            card = Card(
                theme, icon_name, title, text, key, lambda command=command: self.go.emit(command, None)
            )
            self._cards.addWidget(card, 1)

    def begin(self) -> None:
        """Show what there is to go on with, right after the first paint."""
        self._begun = True
        self.note_recent()
        self.refresh()

    def take_focus(self) -> None:
        if self._model.rowCount():
            self._list.setFocus()
        else:
            self.setFocus()

    def note_recent(self) -> None:
        """Read the list of recent workspaces again."""
        from workbench.storage import places  # its library is not needed before the first paint

        self.recent = places.recent_workspaces()

    def refresh(self) -> None:
        session = self.session
        away = sum(1 for each in session.listing if each.assessment.archived)
        self.archived.setVisible(bool(away))
        self.archived.setText(f"Archived ({away})")
        rows = [each for each in session.listing if self.archived.isChecked() or not each.assessment.archived]
        self._model.show_rows(rows)
        self._count.setText(f"{len(rows)}, last changed first" if rows else "")
        # The way back to what was archived stays, however little else there is.
        self._list_area.setVisible(bool(rows) or bool(away))
        self._list.setFixedHeight(self.theme.px(ROW_HEIGHT) * self._model.rowCount())
        if rows:
            index = self._model.index(0, 0)
            self._list.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            if self.isVisible() and not self._filter.hasFocus():
                self.take_focus()
        self._say(rows)
        self._show_others()

    def _say(self, rows: list) -> None:  # type: ignore[type-arg]
        session = self.session
        client = short(session.client)
        self._next.setVisible(bool(rows))
        self._why.setVisible(bool(rows))
        if session.store is None and not rows:
            self._where.setText("Welcome")
            self._finding.setText("Open a client's workspace, begin a new one, or look at the demo first.")
        elif not rows:
            self._where.setText(client)
            self._finding.setText(
                f"No assessment yet for {client}. Begin with the blueprint; a quick scan takes an hour."
            )
        else:
            first = rows[0]
            step = str(first.figures.get("next", ""))
            self._where.setText("Where you left off")
            where = f"{client}, {short(first.assessment.title)}"
            self._finding.setText(f"{where}: {step[:1].lower()}{step[1:]}." if step else f"{where}.")
            self._next.setText("Open it")
            self._next.setAccessibleName(f"Open {first.assessment.title}")
            self._why.setText(str(first.figures.get("why", "")))

    def _show_others(self) -> None:
        clear(self._others)
        if not self._begun:
            return
        from workbench.storage import places  # its library is not needed before the first paint
        from workbench.storage.cipher import is_protected

        here = self.session.path
        folder = places.workspace_folder()
        try:
            files = sorted(folder.glob(f"*{SUFFIX}"), key=lambda each: each.name.casefold())
        except OSError:
            files = []
        files = [each for each in files if each != here]
        self._others_area.setVisible(bool(files))
        if not files:
            return
        self._others.addWidget(
            section("Other workspaces", f"in {folder.name}; opened only when you press one")
        )
        for path in files:
            protected = is_protected(path)
            button = Button(
                self.theme,
                path.name.replace("&", "&&"),
                lambda path=path: self._open(path),
                icon_name="lock" if protected else "folder",
                look="link",
            )
            if protected:
                button.setAccessibleName(f"{path.name}, protected with a passphrase")
                button.setToolTip("Protected with a passphrase")
            self._others.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _open(self, path: Path) -> None:
        self.go.emit(f"recent:{path}", None)

    def _on_filter(self, text: str) -> None:
        self._model.filter(text)
        self._list.setFixedHeight(self.theme.px(ROW_HEIGHT) * self._model.rowCount())

    def _on_chosen(self, index: QModelIndex) -> None:
        self.session.open_assessment(self._model.row(index.row()).assessment.id)

    def _open_first(self) -> None:
        if self._model.rowCount():
            self.session.open_assessment(self._model.row(0).assessment.id)
