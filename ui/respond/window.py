"""A window with nothing but a respondent's questions: no menu, no sidebar, no workspace in reach."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from ui.respond.answering import Answering
from ui.respond.pages import Page
from ui.respond.view import RespondView
from ui.theme import Theme
from workbench.domain.text import short

NAME = "SRE Workbench"


class RespondWindow(QMainWindow):
    """Shows one page at a time; the only keys it knows make text larger and smaller."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.view: RespondView | None = None
        self.setWindowTitle(NAME)
        self.setMinimumSize(1024, 640)
        self.resize(1280, 800)
        self.setAcceptDrops(False)
        self.pages = QStackedWidget()
        self.setCentralWidget(self.pages)
        for keys, by in ((QKeySequence.StandardKey.ZoomIn, 0.1), (QKeySequence.StandardKey.ZoomOut, -0.1)):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _checked=False, by=by: self._resize_text(by))
            self.addAction(action)

    def _resize_text(self, by: float) -> None:
        self.theme.choose(self.theme.choice, round(self.theme.scale + by, 2))

    def show_page(self, page: QWidget) -> None:
        """Show a page, and only that."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    def say(self, page: Page, head: str, words: str) -> None:
        """Show a page of few words."""
        page.show_words(head, words)
        self.show_page(page)

    def answer(self, answering: Answering, file_name: str = "") -> RespondView:
        """Show a respondent's questions, at the first open one."""
        view = self.view = RespondView(self.theme, answering, file_name)
        # The title of the assessment alone: who looks at the list of windows reads nothing else.
        self.setWindowTitle(f"{short(answering.pack.title, 80)} - {NAME}")
        self.show_page(view)
        view.pane.take_focus() if not view.at_summary else view.summary.finish.setFocus()
        return view
