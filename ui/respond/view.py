"""The respondent's view: head, areas, one question or the summary, and what stands beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QStackedWidget, QWidget

from ui.layout import NARROW
from ui.respond.answering import Answering, Kept
from ui.respond.areas import Areas
from ui.respond.head import Head
from ui.respond.question import QuestionPane
from ui.respond.summary import Summary
from ui.respond.why import KEYS, Why
from ui.theme import Theme
from ui.widgets.parts import Button, boxed, column, label, row, scrolled
from workbench.domain.answer_pack import PackQuestion


class RespondView(QWidget):
    """One respondent's questions; `later` when they want to pause, `finished` when they are done."""

    later = Signal()
    finished = Signal()

    def __init__(self, theme: Theme, answering: Answering, file_name: str = "") -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self.answering, self._file_name = theme, answering, file_name
        self._at = 0
        self._why_open = False
        self.head = Head(theme, answering.pack)
        self.areas, self.why = Areas(theme), Why(theme)
        self.pane, self.summary = QuestionPane(theme), Summary(theme)
        self.back = Button(theme, "Back", self.go_back, icon_name="chevron-left")
        self.next = Button(theme, "Next question", self.go_on, look="primary", icon_name="arrow-right")
        self._keys = label(KEYS, "muted", wrap=True)
        self._build()
        self._connect()
        self._begin()

    def _build(self) -> None:
        for each in (self.back, self.next):
            each.setProperty("touch", True)
            each.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # Its arrow stands behind the words.
        self.next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._foot = QFrame()
        self._foot.setObjectName("footer")
        self._foot_line = row(self.back, spacing=16)
        self._foot_line.addWidget(self._keys, 100)
        self._foot_line.addStretch(1)
        self._foot_line.addWidget(self.next)
        inside = boxed(self._foot_line)
        self._foot_inside = inside
        self._foot_sides = row(inside, None, spacing=0)
        self._foot_sides.setStretch(0, 1)
        self._foot_sides.setStretch(1, 0)
        self._foot.setLayout(self._foot_sides)
        self._scroll: QScrollArea = scrolled(self.pane)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack = QStackedWidget()
        self._question_page = boxed(column(self._scroll, self._foot, spacing=0))
        self._stack.addWidget(self._question_page)
        self._stack.addWidget(self.summary)
        middle = column(self.areas.strip, self._stack, spacing=0)
        middle.setStretch(1, 1)
        across = row(self.areas, spacing=0)
        across.addLayout(middle, 1)
        across.addWidget(self.why)
        layout = column(self.head, spacing=0)
        layout.addLayout(across, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.head.later.connect(self._on_later)
        self.head.why.connect(self._on_why)
        self.head.again.connect(self.answering.save)
        self.areas.chosen.connect(self._on_area)
        self.pane.onward.connect(self.go_on)
        self.pane.answered.connect(self._refresh_areas)
        self.pane.moved.connect(self._on_moved)
        self.summary.wanted.connect(self._on_wanted)
        self.summary.done.connect(self.finished)
        self.answering.turned.connect(self._on_turned)
        self._theme.changed.connect(self._fit)

    def _begin(self) -> None:
        self.areas.begin(self.answering)
        self.why.begin(self.answering)
        self.pane.begin(self.answering)
        self._on_turned()
        still = self.answering.open_questions
        if still:
            self._show(self.answering.pack.questions.index(still[0]))
        else:
            self._at = len(self.answering.pack.questions) - 1
            self._show_summary()

    # Where one is

    @property
    def question(self) -> PackQuestion:
        """The question shown, or shown before the summary."""
        return self.answering.pack.questions[self._at]

    @property
    def at_summary(self) -> bool:
        """Whether the summary is shown."""
        return self._stack.currentWidget() is self.summary

    def _show(self, at: int) -> None:
        questions = self.answering.pack.questions
        self._at = at
        self.pane.show_question(questions[at], at + 1, len(questions))
        self.why.show_question(self.answering, questions[at])
        self.back.setEnabled(at > 0)
        self.next.setText("Next question" if at < len(questions) - 1 else "To the summary")
        self._stack.setCurrentWidget(self._question_page)
        self._refresh_areas()
        self._fit()
        self._scroll.verticalScrollBar().setValue(0)
        self.pane.take_focus()
        self._on_moved()

    def _on_moved(self) -> None:
        # What is shown for the first time has its place only after the layout had its turn.
        QTimer.singleShot(0, self, self._see_focus)

    def _see_focus(self) -> None:
        focused = self.focusWidget()
        if focused is not None and self.pane.isAncestorOf(focused):
            self._scroll.ensureWidgetVisible(focused, 0, self._theme.px(8))

    def _show_summary(self) -> None:
        self.summary.refresh(self.answering, self._file_name)
        self._stack.setCurrentWidget(self.summary)
        self._refresh_areas()
        self._fit()
        self.summary.finish.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_file(self, name: str) -> None:
        """Say the name of another file the answers are in now."""
        self._file_name = name
        if self.at_summary:
            self.summary.refresh(self.answering, name)

    def flush(self) -> bool:
        """Save what is being typed; False where it cannot be, and would be lost."""
        return self.pane.flush()

    def go_on(self) -> None:
        """Show the next question, or the summary after the last."""
        if self.at_summary or not self.flush():
            return
        if self._at + 1 < len(self.answering.pack.questions):
            self._show(self._at + 1)
        else:
            self._show_summary()

    def go_back(self) -> None:
        """Show the question before."""
        if self._at and self.flush():
            self._show(self._at - 1)

    def _on_wanted(self, question: str) -> None:
        if self.flush():
            self._show([each.id for each in self.answering.pack.questions].index(question))

    def _on_area(self, name: str) -> None:
        questions = self.answering.areas[name]
        still = [each for each in questions if self.answering.is_open(each)]
        self._on_wanted((still or questions)[0].id)

    def _on_later(self) -> None:
        if self.flush():
            self.later.emit()

    def _refresh_areas(self) -> None:
        self.areas.refresh(self.answering, "" if self.at_summary else self.question.area)

    def _on_turned(self) -> None:
        self.head.show_saved(self.answering)
        if self.at_summary and self.answering.kept is not Kept.SAVING:
            self._refresh_areas()

    # How it is laid out

    def _on_why(self) -> None:
        self._why_open = not self._why_open
        self._fit()

    def _fit(self) -> None:
        # Larger text needs the room a smaller window has: what counts is the width in its terms.
        theme = self._theme
        width = round(self.width() / theme.scale)
        narrow = width < NARROW
        asking = not self.at_summary
        beside = asking and (not narrow or self._why_open)
        self.areas.setVisible(not narrow)
        self.areas.strip.setVisible(narrow)
        self.why.setVisible(beside)
        self.areas.fit(width)
        self.why.fit(width)
        self.head.fit(width, folded=narrow and asking)
        left = 0 if narrow else self.areas.width()
        middle = round((self.width() - left - (self.why.width() if beside else 0)) / theme.scale)
        self.pane.fit(width, middle)
        self._keys.setVisible(narrow and middle > 560)
        side = self.pane.side
        self._foot_inside.setMaximumWidth(self.pane.measure)
        self._foot_sides.setContentsMargins(side, 10, side, 10)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            # What is no answer is pressed, as people expect of a button.
            focused.click()
        else:
            super().keyPressEvent(event)
