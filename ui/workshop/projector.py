"""The projector's window: a slide and the time, or a still picture; it is given nothing else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from ui.theme import SERIF, Theme
from ui.widgets.parts import boxed, column, row
from ui.workshop.head import Head
from ui.workshop.lettering import BigText, Sizes
from ui.workshop.slide import Slide
from ui.workshop.stage import QuestionStage

ONE_MOMENT = "One moment, please."


class ProjectorWindow(QWidget):
    """A window of its own, full on the second screen where there is one; `closed` when somebody closes it.

    Keys pressed in it go to `take_key`, which says whether it knew them.
    """

    closed = Signal()

    def __init__(self, theme: Theme, take_key: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        self._theme, self._take_key = theme, take_key
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # The program ends with its main window, whatever stands on the projector.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle("Session")
        self.setMinimumSize(480, 320)
        self.head = Head(theme, projected=True)
        self.stage = QuestionStage(theme, projected=True)
        for each in (self.head, self.stage):
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.figure = BigText(theme, 38, 600)
        self.words = BigText(theme, 22, 600)
        self.note = BigText(theme, 22, 400, token="ink2")
        self._foot = QFrame()
        self._foot.setObjectName("workshop-foot")
        self._said = column(self.words, self.note, spacing=4)
        self._line = row(self.figure, boxed(self._said), spacing=32)
        self._line.setStretch(1, 1)
        self._foot.setLayout(self._line)
        showing = column(self.head, self.stage, self._foot, spacing=0)
        showing.setStretch(1, 1)
        live = boxed(showing)
        self.title = BigText(theme, 50, 400, SERIF)
        self.moment = BigText(theme, 24, 400, token="ink2")
        self.moment.setText(ONE_MOMENT)
        self._still = boxed(column(None, self.title, self.moment, None, spacing=20))
        self._pages = QStackedWidget()
        self._pages.addWidget(live)
        self._pages.addWidget(self._still)
        self._cover = BigText(theme, 24, 400, token="ink2")
        self._cover.setText(ONE_MOMENT)
        self._cover_page = boxed(column(None, self._cover, None))
        self._under = QStackedWidget()
        self._under.addWidget(self._pages)
        self._under.addWidget(self._cover_page)
        self.setLayout(column(self._under, spacing=0))
        self.on: QScreen | None = None
        self.show_still("")

    # What is shown

    def cover(self, on: bool) -> None:
        """Show nothing of the session, whatever was shown or comes, until it is uncovered."""
        self._under.setCurrentIndex(1 if on else 0)

    @property
    def covered(self) -> bool:
        """Whether nothing of the session can be seen."""
        return self._under.currentIndex() == 1

    @property
    def still(self) -> bool:
        """Whether the still picture is shown."""
        return self._pages.currentIndex() == 1

    def show_still(self, title: str) -> None:
        """Show the still picture; nothing of the question is left in the window."""
        self.title.setText(title)
        self._fill(Slide("", "", 0, ""))
        self.show_time("", "", False)
        self._pages.setCurrentIndex(1)

    def show_slide(self, slide: Slide) -> None:
        """Show a question."""
        self._pages.setCurrentIndex(0)
        self._fill(slide)

    def _fill(self, slide: Slide) -> None:
        self.head.show_place(slide.title, slide.where, slide.share)
        self.stage.show_slide(slide)
        self.figure.token = slide.tone
        self.figure.setText(slide.agreement)
        self.figure.setVisible(bool(slide.agreement))
        self.words.setText(slide.finding if slide.revealed else slide.voted)
        self.note.setText(f"Agreement: {slide.word}" if slide.revealed else "")
        self.note.setVisible(bool(self.note.text()))

    def show_time(self, words: str, spoken: str, over: bool) -> None:
        """Show what is left of the time for the question."""
        self.head.show_time(words, spoken, over)

    # Where it stands

    def put_up(self, beside: QWidget) -> None:
        """Show the window: full on another screen than the laptop's, or as a window where there is none."""
        mine = beside.window().screen()
        other = next((each for each in QGuiApplication.screens() if each is not mine), None)
        self.on = other
        if other is None:
            self.resize(1024, 640)
            self.showNormal()
        else:
            self.showNormal()
            self.setScreen(other)
            self.setGeometry(other.geometry())
            self.showFullScreen()
        # The facilitator goes on typing where they were.
        beside.window().activateWindow()

    def pull_back(self, title: str) -> None:
        """Take the window out of sight as a still picture, since its screen is gone."""
        self.on = None
        self.show_still(title)
        self.showMinimized()

    @property
    def up(self) -> bool:
        """Whether it can be seen."""
        return self.isVisible() and not self.isMinimized()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self.size()
        sizes = Sizes.of(size, projected=True)
        side = round(72 * size.width() / 1440)
        self.head.show_window(size)
        self.stage.show_window(size)
        for each in (self.figure, self.words, self.note, self.title, self.moment):
            each.show_sizes(sizes)
        self._line.setContentsMargins(side, round(16 * sizes.base), side, round(16 * sizes.base))
        layout = self._still.layout()
        if layout is not None:
            layout.setContentsMargins(side, 0, side, 0)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
