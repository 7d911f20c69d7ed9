"""Who is in the chosen session: ticked by person, role or group, and somebody who comes late added by role title."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QSizePolicy, QTreeWidget, QTreeWidgetItem, QWidget

from ui.curtain import Curtain
from ui.session import OnError
from ui.theme import Theme
from ui.widgets.add_line import GivenLine
from ui.widgets.parts import Button, boxed, column, label, row
from ui.widgets.put_away import PutAway
from ui.widgets.segmented import Segmented
from workbench.actions import meeting_parts, meetings
from workbench.actions.edit import Edit
from workbench.analysis.meetings import present_by_role
from workbench.charts.words import one_line
from workbench.domain.assessment import Respondent
from workbench.domain.book import Book
from workbench.domain.meeting import Meeting
from workbench.domain.role import Role
from workbench.domain.text import plural, whole_line

ID = Qt.ItemDataRole.UserRole
ROLE, GROUP = "role", "group"
_ON, _PARTLY, _OFF = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked
_ROW = 26
Run = Callable[[Edit, Callable[[], None] | None, OnError | None], None]


def grouped(book: Book, by: str) -> dict[str, list[Respondent]]:
    """Everybody who answers, under the heads they are ticked by."""
    found: dict[str, list[Respondent]] = {}
    for each in book.people():
        head = each.role.label if by == ROLE else whole_line(each.group) or "No group"
        found.setdefault(head, []).append(each)
    return found


class PeoplePane(QWidget):
    """Shows who can be there and ticks them through `run`."""

    def __init__(self, theme: Theme, curtain: Curtain, run: Run) -> None:
        super().__init__()
        self._theme, self._run, self._curtain = theme, run, curtain
        self._book: Book | None = None
        self._meeting: Meeting | None = None
        self._quiet = False
        self.said = label("", "second", wrap=True)
        self.by = Segmented(theme, [(ROLE, "By role"), (GROUP, "By group")], "People in order")
        self.by.take(ROLE)
        self.all = Button(theme, "Tick all", lambda: self._tick_all(True), look="small")
        self.none = Button(theme, "Tick none", lambda: self._tick_all(False), look="small")
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName("Who is there")
        self.tree.setAccessibleDescription("Space ticks somebody, or everybody of a role or group.")
        self.tree.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tree.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setUniformRowHeights(True)
        self.role = QComboBox()
        self.role.setAccessibleName("Role of somebody who comes late")
        for each in Role:
            self.role.addItem(each.label, each.value)
        self.late = GivenLine()
        self.late.setPlaceholderText("Somebody else is there: a role title, then Enter")
        self.late.setAccessibleName(
            "Role title of somebody who is not on the list; Enter adds and ticks them"
        )
        coming = row(self.role, self.late, spacing=8)
        coming.setStretch(1, 1)
        self.setLayout(
            column(
                self.said,
                boxed(row(self.by, self.all, self.none, None, spacing=8)),
                boxed(coming),
                self.tree,
                spacing=8,
            )
        )
        PutAway(curtain, self.late)
        self.by.chosen.connect(self._on_by)
        self.tree.itemChanged.connect(self._on_changed)
        self.tree.itemExpanded.connect(lambda _item: self._fit())
        self.tree.itemCollapsed.connect(lambda _item: self._fit())
        self.late.given.connect(self._on_late)

    def show_meeting(self, book: Book, meeting: Meeting) -> None:
        """Show who can be and who is in a session."""
        self._book, self._meeting = book, meeting
        there = present_by_role(book, meeting)
        count = len(self._here)
        self.said.setText(
            f"{plural(count, 'person is', 'people are')} there: {there}."
            if count
            else "Nobody is ticked yet."
        )
        self._fill()
        people = bool(book.people())
        for each in (self.tree, self.by, self.all, self.none):
            each.setVisible(people)

    @property
    def _here(self) -> frozenset[str]:
        if self._book is None or self._meeting is None:
            return frozenset()
        return frozenset(each.id for each in self._book.people() if each.id in self._meeting.present)

    def _fill(self) -> None:
        """Make the list anew, the one that is pointed at staying so."""
        if self._book is None:
            return
        current = self.tree.currentItem()
        kept = current.data(0, ID) if current is not None else None
        closed = {each.data(0, ID)[0] for each in self._tops() if not each.isExpanded()}
        here, heads = self._here, grouped(self._book, self.by.current)
        self._quiet = True
        self.tree.clear()
        size = QSize(0, self._theme.px(_ROW))
        for head, people in heads.items():
            count = sum(1 for each in people if each.id in here)
            top = QTreeWidgetItem([f"{one_line(head)[:120]}  {count} of {len(people)}"])
            top.setData(0, ID, (head, ""))
            top.setSizeHint(0, size)
            top.setFont(0, self._theme.font(13, 600))
            top.setFlags(_flags())
            top.setCheckState(0, _OFF if not count else _ON if count == len(people) else _PARTLY)
            self.tree.addTopLevelItem(top)
            for each in people:
                item = QTreeWidgetItem([self._words(each)])
                item.setData(0, ID, (head, each.id))
                item.setSizeHint(0, size)
                item.setFlags(_flags())
                item.setCheckState(0, _ON if each.id in here else _OFF)
                top.addChild(item)
            top.setExpanded(head not in closed)
            for item in (top, *_inside(top)):
                if item.data(0, ID) == kept:
                    self.tree.setCurrentItem(item)
        self._quiet = False
        self._fit()

    def _words(self, each: Respondent) -> str:
        beside = (each.name if not self._curtain.hidden else "", each.team, each.group)
        parts = (part for part in (each.label, *beside) if part.strip())
        return one_line(", ".join(dict.fromkeys(parts)))[:300]

    def _tops(self) -> list[QTreeWidgetItem]:
        return [found for i in range(self.tree.topLevelItemCount()) if (found := self.tree.topLevelItem(i))]

    def _fit(self) -> None:
        tops = self._tops()
        rows = len(tops) + sum(each.childCount() for each in tops if each.isExpanded())
        self.tree.setFixedHeight(rows * self._theme.px(_ROW) + 6)

    def item(self, who: str) -> QTreeWidgetItem | None:
        """The item of somebody, or of a head by its words."""
        for top in self._tops():
            if top.data(0, ID) == (who, ""):
                return top
            for each in _inside(top):
                if each.data(0, ID)[1] == who:
                    return each
        return None

    def _on_by(self, key: str) -> None:
        self.by.take(key)
        self._fill()

    def _on_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if self._quiet or column or self._book is None:
            return
        head, who = item.data(0, ID)
        on = item.checkState(0) is not _OFF
        heads = grouped(self._book, self.by.current)
        self._tick([who] if who else [each.id for each in heads.get(head, ())], on)

    def _tick_all(self, on: bool) -> None:
        if self._book is not None:
            self._tick([each.id for each in self._book.people()], on)

    def _tick(self, who: list[str], on: bool) -> None:
        if self._meeting is not None and who:
            self._run(meeting_parts.tick(self._meeting.id, who, on), None, None)

    def _on_late(self, text: str) -> None:
        if self._meeting is None:
            return
        role = list(Role)[self.role.currentIndex()]
        self._run(
            meetings.come_new(self._meeting.id, role, whole_line(text)),
            lambda: self.late.landed(text),
            lambda error: self.late.refused(text, error),
        )


def _inside(top: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [found for i in range(top.childCount()) if (found := top.child(i)) is not None]


def _flags() -> Qt.ItemFlag:
    return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
