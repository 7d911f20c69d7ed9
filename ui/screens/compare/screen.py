"""Compare: two moments side by side, what moved between them and why, and how comparable they are."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame

from ui.screens.base import Screen
from ui.screens.compare.reasons import Reasons
from ui.screens.compare.snapshot_list import SnapshotList
from ui.session import sentence
from ui.widgets.copies import copy_picture, copy_table
from ui.widgets.figure_view import FigureView
from ui.widgets.parts import Button, IconLabel, boxed, column, empty_state, label, row, rule
from workbench.actions import moments
from workbench.actions.moments import Looked, Moment
from workbench.analysis.summary import scope_words
from workbench.charts import moved, slope
from workbench.domain.text import short
from workbench.domain.topic import Topic


class CompareScreen(Screen):
    """What moved between any two moments of the same pack's lineage."""

    key = "compare"
    title = "Compare"
    topics = frozenset(Topic)

    def _build(self) -> None:
        theme = self.theme
        self.looked: Looked | None = None
        self.selected = ""
        self._moments: list[Moment] = []
        self._asked = 0
        self.before, self.after = QComboBox(), QComboBox()
        for box, name in ((self.before, "The earlier moment"), (self.after, "The later moment")):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(18)
        self.turn = Button(theme, "Swap", self._on_swap, look="small", icon_name="git-compare")
        self.copy = Button(theme, "Copy chart", self._on_copy, icon_name="copy")
        self.copy_rows = Button(theme, "Copy table", self._on_copy_table, icon_name="table-2")
        self._between = label("with", "muted")
        self.header.add(self.before, self._between, self.after, self.turn, self.copy_rows, self.copy)
        self._finding = label("", "finding", wrap=True)
        self._scope = label("", "chip-warn")
        self._trouble = label("", "bad", wrap=True)
        self.slope = FigureView(theme, name="Dimensions at both moments")
        self.slope.setFixedHeight(theme.px(400))
        self.moved = FigureView(theme, name="Change by capability", keep_height=True)
        self._slope_title, self._moved_title = label("", "section", True), label("", "section", True)
        left = column(
            rule(), self._slope_title, self.slope, rule(), self._moved_title, self.moved, None, spacing=8
        )
        self.reasons = Reasons(theme)
        self._notes = label("", "second", wrap=True)
        card = QFrame()
        card.setProperty("look", "panel")
        head = row(IconLabel(theme, "info", "ink2", 16), label("How comparable is this?", "strong"), None)
        inside = column(spacing=6, margins=(16, 14, 16, 14))
        inside.addLayout(head)
        inside.addWidget(self._notes)
        card.setLayout(inside)
        right = column(self.reasons, card, None, spacing=16)
        self._two = row(spacing=40)
        self._two.addLayout(left, 15)
        self._two.addLayout(right, 11)
        self._main = boxed(self._two)
        self.list = SnapshotList(self.session, theme)
        self._empty = empty_state(
            theme,
            "git-compare",
            "Nothing to compare with yet",
            "Take a snapshot before the work begins. Later it shows what moved, and by which answers and actions.",
            Button(theme, "Take a snapshot…", lambda: self.go.emit("snapshot", None), look="primary"),
        )
        for each in (
            self._finding,
            boxed(row(self._scope, None)),
            self._trouble,
            self._empty,
            self._main,
            self.list,
        ):
            self.content.addWidget(each)
        self.content.addStretch(1)

    def _connect(self) -> None:
        self.before.activated.connect(lambda _index: self._look())
        self.after.activated.connect(lambda _index: self._look())
        self.moved.pressed.connect(self._on_capability)
        self.list.chosen.connect(self._on_snapshot)
        self.list.take.connect(lambda: self.go.emit("snapshot", None))
        self.reasons.question.connect(self._on_question)
        self.reasons.action.connect(lambda key: self.go.emit("plan", key))

    # What is compared

    def refresh(self) -> None:
        book, store = self.session.book, self.session.store
        assert book is not None
        assert store is not None
        self.list.show_book(book)
        self._asked += 1
        asked, mine = self._asked, book.assessment.id
        self.session.jobs.lane(
            lambda: moments.moments(store, mine),
            lambda found: self._on_moments(found, asked),
            lambda error: self._say(sentence(error)),
        )

    def _on_moments(self, found: list[Moment], asked: int) -> None:
        book = self.session.book
        if asked != self._asked or book is None:
            return
        wanted = self._chosen(self.before), self._chosen(self.after)
        self._moments = found
        keys = [each.key for each in found]
        for box in (self.before, self.after):
            box.blockSignals(True)
            box.clear()
            for each in found:
                box.addItem(short(self.session.curtain.said(each.label), 60), each.key)
            box.blockSignals(False)
        now = f"{book.assessment.id}/"
        after = wanted[1] if wanted[1] in keys else now
        self.after.setCurrentIndex(max(0, keys.index(after) if after in keys else 0))
        before = wanted[0] if wanted[0] in keys and wanted[0] != after else self._earlier(keys, after)
        self.before.setCurrentIndex(keys.index(before) if before in keys else -1)
        self._look()

    def _earlier(self, keys: list[str], after: str) -> str:
        """The moment nearest before another: its first snapshot, else the next assessment in the list."""
        at = keys.index(after) if after in keys else -1
        return next((key for key in keys[at + 1 :]), next((key for key in keys if key != after), ""))

    def _chosen(self, box: QComboBox) -> str:
        return str(box.currentData() or "")

    def _moment(self, box: QComboBox) -> Moment | None:
        wanted = self._chosen(box)
        return next((each for each in self._moments if each.key == wanted), None)

    def _look(self) -> None:
        store, before, after = self.session.store, self._moment(self.before), self._moment(self.after)
        several = len(self._moments) > 1
        for each in (self.before, self._between, self.after, self.turn, self.copy, self.copy_rows):
            each.setVisible(several)
        self._empty.setVisible(not several)
        if store is None or before is None or after is None:
            self._show(None)
            return
        if before.key == after.key:
            self._say("Choose two different moments.")
            return
        self._asked += 1
        asked, names = self._asked, not self.session.curtain.hidden
        self.session.jobs.lane(
            lambda: moments.look(store, before, after, names=names),
            lambda found: self._on_looked(found, asked),
            lambda error: self._say(sentence(error)),
        )

    def _on_looked(self, found: Looked, asked: int) -> None:
        if asked == self._asked:
            self._show(found)

    def _say(self, trouble: str) -> None:
        self._show(None)
        self._trouble.setText(trouble)
        self._trouble.show()

    def _show(self, looked: Looked | None) -> None:
        self.looked = looked
        self._trouble.hide()
        for each in (self._main, self._finding):
            each.setVisible(looked is not None)
        self._scope.setVisible(False)
        if looked is None:
            return
        found = looked.found
        shifts, what = (found.dimensions, "dimension") if found.dimensions else (found.areas, "area")
        self._finding.setText(f"{slope.title(shifts, what)}.")
        scopes = [words for words in (scope_words(looked.before), scope_words(looked.after)) if words]
        self._scope.setText(" / ".join(dict.fromkeys(scopes)))
        self._scope.setVisible(bool(scopes))
        self._slope_title.setText(moved.overall(found, looked.after.pack))
        self._moved_title.setText(moved.title(found))
        heads = (
            moments.head(looked.before, self._moment(self.before)),
            moments.head(looked.after, self._moment(self.after)),
        )
        self.slope.show_figure(lambda w, h: slope.draw(shifts, looked.after.pack, heads, w, h, what))
        self._draw_moved()
        self.reasons.show_looked(looked, self.selected)
        self._notes.setText("\n".join(found.notes))

    def _draw_moved(self) -> None:
        looked, selected = self.looked, self.selected
        if looked is not None:
            self.moved.show_figure(lambda w, _h: moved.draw(looked.found, w, selected=selected))

    # What can be done

    def _on_swap(self) -> None:
        first, second = self.before.currentIndex(), self.after.currentIndex()
        self.before.setCurrentIndex(second)
        self.after.setCurrentIndex(first)
        self._look()

    def _on_snapshot(self, snapshot: str) -> None:
        key = next((each.key for each in self._moments if each.snapshot == snapshot), "")
        if key and key != self._chosen(self.after):
            self.before.setCurrentIndex(self.before.findData(key))
            self._look()

    def _on_capability(self, capability: str) -> None:
        self.selected = "" if capability == self.selected else capability
        self._draw_moved()
        if self.looked is not None:
            self.reasons.show_looked(self.looked, self.selected)

    def _on_question(self, question: str) -> None:
        book = self.session.book
        if book is not None and question in book.pack.by_question:
            self.go.emit("questionnaire", question)

    def _on_copy(self) -> None:
        if self.slope.figure is not None:
            copy_picture(self.theme, self.slope.figure, self.devicePixelRatioF())
            self.say.emit("The chart is on the clipboard")

    def _on_copy_table(self) -> None:
        if self.moved.figure is not None:
            copy_table(self.moved.figure)
            self.say.emit("The table is on the clipboard")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.theme.px(900)
        self._two.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )
