"""The shell: sidebar, stack of screens, menus, status bar. It knows no assessment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui import settings as known
from ui.endings import ANSWERS, EXPORTED, PACK_ENDINGS, RETURNED, ROOM, SUFFIX, TAKEN
from ui.jobs import Jobs
from ui.keeping import Keeper
from ui.layout import NARROW
from ui.session import OnError, Session, sentence
from ui.settings import Settings
from ui.theme import Theme
from ui.widgets.parts import IconLabel, label, set_look
from ui.widgets.sidebar import Sidebar
from workbench.domain.text import plural

# Built after the first paint, so imported then: see `finish`.
if TYPE_CHECKING:
    from ui.dialogs.unlock import OpenWith
    from ui.opening import Opening
    from ui.screens.base import Screen
    from ui.screens.home import HomeScreen
    from ui.widgets.notices import Notice, Offer, OnlyRead, Toast
    from ui.widgets.seal import Seal

RAIL_SCREENS = frozenset({"questionnaire"})
FOOT = [("menu", "menu", "Menu"), ("settings", "settings", "Settings")]


class Commands(Protocol):
    """The menus, as far as the window knows them."""

    def knows(self, key: str) -> bool:
        """Whether there is such a command."""
        ...

    def trigger(self, key: str) -> None:
        """Carry a command out."""
        ...

    def content_packs(self, files: Sequence[Path] = ()) -> None:
        """Show the content packs, and take in the files."""
        ...

    def import_assessment(self, file: Path | None = None) -> None:
        """Take in an exported assessment."""
        ...

    def open_answers(self, file: Path) -> None:
        """Open an answer pack."""
        ...

    def offer_backups(self, workspace_id: str, path: Path, trouble: str = "") -> None:
        """List the backups of a workspace, and say what else can be done when it is damaged."""
        ...

    def ask_passphrase(self, path: Path, open_with: OpenWith, failed: OnError) -> None:
        """Ask for the passphrase of a workspace, and open it."""
        ...

    def take_in(self, files: Sequence[Path] = ()) -> None:
        """Take in what respondents sent back."""
        ...

    def open_room(self, file: Path) -> None:
        """Open what another room takes along, or brought back."""
        ...


class MainWindow(QMainWindow):
    """The program's window."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        theme: Theme,
        settings: Settings,
        make_menus: Callable[[MainWindow], Commands],
    ) -> None:
        super().__init__()
        self.session, self.jobs, self.theme, self.settings = session, jobs, theme, settings
        self.screens: dict[str, Screen] = {}
        self.key = self._came_from = "home"
        self._narrow_sidebar = False
        self.widget: QMainWindow = self
        self.keeper = Keeper(session, jobs, self)
        self._make_menus = make_menus
        self._finished = False
        self.menus: Commands
        self._build()
        self.resize(1280, 800)
        geometry = settings.get(known.GEOMETRY)
        if isinstance(geometry, QByteArray) and not geometry.isEmpty():
            self.restoreGeometry(geometry)

    def _build(self) -> None:
        self.setWindowTitle("SRE Workbench")
        self.setMinimumSize(1024, 640)
        self.setAcceptDrops(True)
        self.sidebar = Sidebar(self.theme)
        self.stack = QStackedWidget()
        self._middle = QVBoxLayout()
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        self._middle.addWidget(self.stack, 1)
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.sidebar)
        across.addLayout(self._middle, 1)
        centre = QWidget()
        centre.setLayout(across)
        self.setCentralWidget(centre)
        self._build_status()
        self.sidebar.show_items([("", [("home", "house", "Assessments")])], FOOT)
        self._fit()

    def finish(self) -> None:
        """Build what the first paint can do without: the home screen, menus and notices."""
        from ui.opening import Opening
        from ui.screens.home import HomeScreen
        from ui.widgets.notices import Notice, OnlyRead, Toast
        from ui.widgets.seal import Seal

        if self._finished:
            return
        self._finished = True
        self.notice: Notice = Notice(self.theme)
        self.toast: Toast = Toast(self.theme, self)
        self._middle.insertWidget(0, self.notice)
        self.seal: Seal = Seal(self.theme)
        self.only_read: OnlyRead = OnlyRead(self.theme)
        self._middle.insertWidget(1, self.only_read)
        self._middle.insertWidget(2, self.seal)
        self.opening: Opening = Opening(self.session, self, self.flush)
        self.opening.secret.connect(
            lambda path, open_with, failed: self.menus.ask_passphrase(path, open_with, failed)
        )
        self.seal.reopen.connect(lambda: self.menus.trigger("reopen"))
        self.home: HomeScreen = HomeScreen(self.session, self.theme)
        self.menus = self._make_menus(self)
        self._adopt("home", self.home)
        self._connect()
        self._show("home")
        self._fill_sidebar()

    def _build_status(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        self._saved_icon = IconLabel(self.theme, "check", "ok", 14)
        self._saved = label("All saved", "ok")
        self._where = label("")
        self._right = label("")
        # The status is read out when it changes: that an answer is on disk matters most of all.
        self._saved.setAccessibleName("Saved state")
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(12, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._saved_icon)
        line.addWidget(self._saved)
        line.addWidget(self._where)
        bar.addWidget(holder)
        self._names_icon = IconLabel(self.theme, "eye", "ink3", 14)
        self._names = label("")
        self._names.setAccessibleName("Names of people")
        names = QWidget()
        line = QHBoxLayout(names)
        line.setContentsMargins(0, 0, 16, 0)
        line.setSpacing(6)
        line.addWidget(self._names_icon)
        line.addWidget(self._names)
        bar.addPermanentWidget(names)
        bar.addPermanentWidget(self._right)
        self._show_curtain(self.session.curtain.hidden)

    def _connect(self) -> None:
        session = self.session
        self.sidebar.chosen.connect(self.go_to)
        self.sidebar.brand.pressed.connect(lambda: self.go_to("home" if session.book is None else "overview"))
        session.workspace_opened.connect(self._on_workspace)
        session.assessment_opened.connect(self._on_assessment)
        session.assessment_closed.connect(self._on_assessment_closed)
        session.listing_changed.connect(self._show_places)
        session.changed.connect(lambda _topics: self._show_places())
        session.moved.connect(self._on_moved)
        session.leaving.connect(self.flush)
        session.saving.connect(self._on_saving)
        session.stuck.connect(self.opening.offer_way_out)
        self.opening.trouble.connect(lambda text, offers: self._on_failed(text, *offers))
        self.opening.lost.connect(lambda known, path, text: self.menus.offer_backups(known, path, text))
        self.opening.only_read.connect(self._on_only_read)
        self.only_read.copy_wanted.connect(self.opening.ask_for_copy)
        session.curtain.turned.connect(self._show_curtain)
        session.saved.connect(self._on_saved)
        session.failed.connect(self._on_failed)
        self.jobs.idle.connect(self._on_idle)
        self.keeper.failed.connect(lambda text: self.notice.say(text))
        for i in range(9):
            QShortcut(QKeySequence(f"Ctrl+{i + 1}"), self, lambda i=i: self._go_nth(i))

    # Where one is

    def _fill_sidebar(self) -> None:
        from ui.screens.registry import PLACES

        foot = list(FOOT)
        if self.session.book is None:
            groups = [("", [("home", "house", "Assessments")])]
            recent = [(f"recent:{path}", "", path.stem) for path in self.home.recent]
            if recent:
                groups.append(("Recently opened", recent[:6]))
        else:
            foot.insert(0, ("find", "search", "Find anything"))
            groups = [("", [("home", "house", "All assessments")])]
            for place in PLACES:
                if place.group and groups[-1][0] != place.group:
                    groups.append((place.group, []))
                groups[-1][1].append((place.key, place.icon, place.name))
            groups.append(("Deliver", [("export", "file-text", "Reports")]))
        self.sidebar.show_items(groups, foot)
        self.sidebar.mark(self.key)
        self._show_places()
        self._fit()

    def _show_places(self) -> None:
        from ui.screens.registry import PLACES

        book, workspace = self.session.book, self.session.workspace
        if book is not None:
            self.sidebar.brand.show_words(book.workspace.client, book.assessment.title)
            for place in PLACES:
                if place.key in self.sidebar.items:
                    self.sidebar.items[place.key].set_count(place.count(book))
            done = sum(1 for question in book.questions if book.answered(question))
            people = len(book.respondents)
            self._right.setText(f"{done} of {len(book.questions)} answered    {plural(people, 'respondent')}")
            self.show_title()
        else:
            self.setWindowTitle("SRE Workbench")
            self.sidebar.brand.show_words("SRE Workbench", "Everything stays on this laptop")
            if "home" in self.sidebar.items and workspace is not None:
                self.sidebar.items["home"].set_count(str(len(self.session.listing) or ""))
            self._right.setText("")
        self._where.setText(self.session.path.name if self.session.path else "")
        self.seal.show_assessment(book.assessment if book is not None else None, self.key)

    def show_title(self) -> None:
        """Name the window: others see its title, so client and assessment are in it only where that is wanted."""
        book, path = self.session.book, self.session.path
        said = path.stem if path is not None else ""
        if self.settings.get(known.TITLES) and book is not None:
            said = f"{book.workspace.client}: {book.assessment.title}"
        self.setWindowTitle(f"{said} - SRE Workbench" if said else "SRE Workbench")

    def go_to(self, key: str, details: Any = None) -> None:
        """Show a screen by its key, and hand it details; 'back' is the one before a screen that filled the window."""
        from ui.screens.registry import BY_KEY

        if key == "back":
            key = self._came_from if self._came_from in BY_KEY else "overview"
        if key.startswith("recent:"):
            self.open_path(Path(key.removeprefix("recent:")))
        elif self.menus.knows(key):
            self.menus.trigger(key)
        elif key == "home":
            if self.session.book is not None:
                self.session.close_assessment()
            elif self._leave():
                self._show("home")
        elif key in BY_KEY and self.session.book is not None and self._leave():
            if key not in self.screens:
                self._adopt(key, BY_KEY[key].make(self.session, self.theme))
            if details is not None:
                self.screens[key].expect(details)
            self._show(key)
            if details is not None:
                self.screens[key].arrive(details)

    def _go_nth(self, index: int) -> None:
        from ui.screens.registry import PLACES

        keys = ["home", *(place.key for place in PLACES)] if self.session.book is not None else ["home"]
        if index < len(keys):
            self.go_to(keys[index])

    def _adopt(self, key: str, screen: Screen) -> None:
        self.screens[key] = screen
        self.stack.addWidget(screen)
        screen.go.connect(self.go_to)
        screen.say.connect(self.toast.say)
        screen.removed.connect(lambda text: self.toast.say(text, "Undo", self.session.undo))

    def _show(self, key: str) -> None:
        if not self.screens[key].full:
            self._came_from = key
        self.key = key
        self.sidebar.setHidden(self.screens[key].full)
        self.statusBar().setHidden(self.screens[key].full)
        self.stack.setCurrentWidget(self.screens[key])
        self.screens[key].take_focus()
        self.sidebar.mark(key)
        book = self.session.book
        self.seal.show_assessment(book.assessment if book is not None else None, key)
        self._fit()

    def _leave(self) -> bool:
        return self.screens[self.key].leave()

    def flush(self) -> None:
        """Write down what is still being typed anywhere."""
        for screen in self.screens.values():
            screen.leave()

    # The workspace

    def begin(self, path: Path | None) -> None:
        """Finish the window, show recent workspaces and open one; called right after the first paint."""
        self.finish()
        self.home.begin()
        self._fill_sidebar()
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open a workspace file, an answer pack in a window of its own, or a file from another room."""
        if path.suffix.lower() == ANSWERS:
            self.menus.open_answers(path)
            return
        if path.suffix.lower() == ROOM:
            self.menus.open_room(path)
            return
        self.notice.hide()
        self.opening.open(path)

    def put_back(self, backup: Path, path: Path, key: Any = None, *, take_over: bool = False) -> None:
        """Put a backup in the place of a workspace, and open it."""
        from workbench.storage.errors import HeldElsewhere  # loaded with the list of backups

        def said(aside: Path | None) -> None:
            beside = f" What was there is beside it, as '{aside.name}'." if aside is not None else ""
            self.notice.say(f"The backup was put back.{beside}")

        def failed(error: Exception) -> None:
            anyway: Offer = (
                "Put it back anyway",
                lambda: self.put_back(backup, path, key, take_over=True),
            )
            self._on_failed(sentence(error), *([anyway] if isinstance(error, HeldElsewhere) else []))

        self.notice.hide()
        self.session.put_back(backup, path, said, key, failed, take_over=take_over)

    def _on_workspace(self) -> None:
        self.home.note_recent()
        self._show("home")
        self._fill_sidebar()
        self._saved.setText("All saved")

    def _on_moved(self) -> None:
        self.home.note_recent()
        self._show_places()
        self.notice.hide()

    def _on_only_read(self, why: str) -> None:
        self.only_read.say(why)
        self._saved_icon.show_icon("lock" if why else "check", "ink2" if why else "ok")
        self._saved.setText("Only to be read" if why else "All saved")

    def _on_assessment(self) -> None:
        self._fill_sidebar()
        self.go_to("overview")

    def _on_assessment_closed(self) -> None:
        # Screens of one assessment must not be seen with another one's figures.
        for key in [key for key in self.screens if key != "home"]:
            screen = self.screens.pop(key)
            self.stack.removeWidget(screen)
            screen.hide()
            screen.close_windows()
            screen.deleteLater()
        self._show("home")
        self._fill_sidebar()

    def _show_curtain(self, hidden: bool) -> None:
        """Say on every screen whether names of people are hidden, and how to turn that."""
        self._names_icon.show_icon("eye-off" if hidden else "eye", "accent" if hidden else "ink3")
        self._names.setText("Names hidden" if hidden else "Names shown")
        set_look(self._names, "strong" if hidden else "muted")
        for each in (self._names, self._names_icon):
            each.setToolTip(f"{'Show' if hidden else 'Hide'} names of people: R or Ctrl+Shift+R")

    # What is saved

    def _on_saving(self) -> None:
        self._saved_icon.show_icon("refresh-cw", "ink2")
        self._saved.setText("Saving")

    def _on_saved(self, at: dt.datetime) -> None:
        self._saved_icon.show_icon("check", "ok")
        self._saved.setText(f"Saved {at.astimezone():%H:%M}")

    def _on_idle(self) -> None:
        if self._saved.text() == "Saving" and self.session.last_saved is not None:
            self._on_saved(self.session.last_saved)

    def _on_failed(self, text: str, *offers: Offer) -> None:
        last = self.session.last_saved
        if self._saved.text() == "Saving":
            self._saved_icon.show_icon("triangle-alert", "bad")
            since = f" since {last.astimezone():%H:%M}" if last else ""
            self._saved.setText(f"Not saved{since}")
        self.notice.say(text, *offers)

    # Qt

    def _fit(self) -> None:
        # Larger text needs the room a smaller window has: what counts is the width in its terms.
        width = round(self.width() / self.theme.scale)
        rail = width < NARROW or self.key in RAIL_SCREENS or self._narrow_sidebar
        self.sidebar.fit(width, rail)

    def toggle_sidebar(self) -> None:
        """Show the sidebar as a rail, or with names."""
        self._narrow_sidebar = not self._narrow_sidebar
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if self._finished:
            self.toast.place()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.toLocalFile().lower().endswith(TAKEN) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        file = next((each for each in files if each.suffix == SUFFIX or each.suffix.lower() == ROOM), None)
        if file is not None:
            QTimer.singleShot(0, lambda: self.open_path(file))
            return
        packs = [each for each in files if each.suffix.lower() in PACK_ENDINGS]
        if packs and self._finished:
            QTimer.singleShot(0, lambda: self.menus.content_packs(packs))
            return
        exported = next((each for each in files if each.suffix.lower() == EXPORTED), None)
        if exported is not None and self._finished:
            QTimer.singleShot(0, lambda: self.menus.import_assessment(exported))
            return
        answers = [each for each in files if each.suffix.lower() in RETURNED]
        if answers and self._finished:
            QTimer.singleShot(0, lambda: self._take_in(answers))

    def _take_in(self, files: Sequence[Path]) -> None:
        if self.session.store is None and len(files) == 1 and files[0].suffix.lower() == ANSWERS:
            # Without a workspace nobody takes answers in, so somebody is going to give them.
            self.open_path(files[0])
            return
        if self.session.book is None:
            self.notice.say("Open the assessment these answers belong to, then drop the files again.")
            return
        self.menus.take_in(files)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Write down everything, then go; what cannot be written keeps the window open once."""
        if not self.session.may_leave("close"):
            event.ignore()
            return
        self.flush()
        self.jobs.settle()
        self.session.close()
        self.jobs.drain()
        self.settings.set(known.GEOMETRY, self.saveGeometry())
        for screen in self.screens.values():
            screen.close_windows()
        event.accept()

    def tell(self, text: str) -> None:
        """Say above the screen what did not work."""
        self.notice.say(text)

    def toggle_inspector(self) -> None:
        """Show or hide the side panel of the screen."""
        self.screens[self.key].toggle_inspector()

    @property
    def current(self) -> Screen:
        """The screen that is shown."""
        return self.screens[self.key]
