"""Every command of the program, once: menus, shortcuts and what they do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMenu

from ui import settings as known
from ui.endings import ANSWERS, ROOM, TAKE_IN
from ui.icons import icon
from ui.life_menu import LifeMenu
from ui.respond.commands import RespondCommands
from ui.room_commands import RoomCommands
from ui.secret_commands import SecretCommands
from ui.widgets.parts import tip

if TYPE_CHECKING:
    from ui.dialogs.unlock import OpenWith
    from ui.jobs import Jobs
    from ui.opening import Opening
    from ui.screens.home import HomeScreen
    from ui.session import OnError, Session
    from ui.settings import Settings
    from ui.theme import Theme
    from ui.widgets.sidebar import Sidebar

Standard = QKeySequence.StandardKey
PROTECT, CHANGE = "&Protect with a passphrase…", "Change &passphrase…"
NAMES, NAMES_ALONE = "Ctrl+Shift+R", "R"
"""What hides names, always and where single letters are allowed."""


class Shell(Protocol):
    """What the menus ask of the window they serve; `widget` is the window itself, the parent of dialogs."""

    widget: QMainWindow
    session: Session
    jobs: Jobs
    theme: Theme
    settings: Settings
    sidebar: Sidebar
    home: HomeScreen
    opening: Opening

    def open_path(self, path: Path) -> None:
        """Open a workspace file."""
        ...

    def put_back(self, backup: Path, path: Path, key: object = None) -> None:
        """Put a backup in the place of a workspace."""
        ...

    def show_title(self) -> None:
        """Name the window anew."""
        ...

    def go_to(self, key: str, details: object = None) -> None:
        """Show a screen."""
        ...

    def flush(self) -> None:
        """Write down what is being typed."""
        ...

    def toggle_sidebar(self) -> None:
        """Show the sidebar with or without names."""
        ...

    def toggle_inspector(self) -> None:
        """Show or hide the side panel."""
        ...

    def tell(self, text: str) -> None:
        """Say above the screen what did not work."""
        ...


class Menus(QObject):
    """Builds the menus of the main window and carries out what they say."""

    def __init__(self, window: Shell) -> None:
        super().__init__(window.widget)
        self._window = window
        self._main = window.widget
        self.actions: dict[str, QAction] = {}
        bar = window.widget.menuBar()
        self._recent = QMenu("Open recent", window.widget)
        self._recent.aboutToShow.connect(self._fill_recent)
        self.life = LifeMenu(window.session, window.theme, window.widget, self._add)
        # Before the window hears of it: what was handed over is locked before anything of it is shown.
        self.respond = RespondCommands(window)
        self.rooms = RoomCommands(window)
        self.secrets = SecretCommands(window)
        self._menus = [self._file(), self._edit(), self._view(), self.life.menu, self._help()]
        for menu in self._menus:
            bar.addMenu(menu)
            # Shortcuts work while the bar is hidden only if the window itself knows the actions.
            window.widget.addActions([action for action in menu.actions() if not action.menu()])
        bar.setVisible(bar.isNativeMenuBar())
        window.session.workspace_opened.connect(self._enable)
        window.session.assessment_opened.connect(self._enable)
        window.session.assessment_closed.connect(self._enable)
        window.session.undo_stack.indexChanged.connect(self._on_undo_moved)
        window.session.saving.connect(self._enable)
        window.jobs.idle.connect(self._enable)
        window.session.curtain.turned.connect(lambda _hidden: self._enable())
        window.session.changed.connect(lambda _topics: self._enable())
        self._enable()

    def _add(
        self,
        menu: QMenu,
        key: str,
        text: str,
        do: Callable[[], None],
        shortcut: QKeySequence | Standard | str | None = None,
        icon_name: str = "",
        role: QAction.MenuRole = QAction.MenuRole.NoRole,
    ) -> QAction:
        action = QAction(text, self._main)
        if shortcut is not None:
            action.setShortcut(QKeySequence(shortcut))
        if icon_name:
            action.setIcon(icon(self._window.theme, icon_name))
        action.setMenuRole(role)
        action.triggered.connect(lambda _checked=False: do())
        menu.addAction(action)
        self.actions[key] = action
        return action

    def _file(self) -> QMenu:
        menu = QMenu("&File", self._main)
        self._add(menu, "new-assessment", "&New assessment…", self.new_assessment, Standard.New, "plus")
        self._add(menu, "new-workspace", "New &workspace…", self.new_workspace, "Ctrl+Shift+N", "folder")
        menu.addSeparator()
        self._add(menu, "open", "&Open workspace…", self.open_workspace, Standard.Open, "folder-open")
        menu.addMenu(self._recent)
        self._add(menu, "demo", "Open the &demo", self.open_demo, None, "play")
        menu.addSeparator()
        self._add(menu, "export", "&Export report…", self.export, "Ctrl+E", "file-text")
        self._add(menu, "export-data", "Export d&ata…", self.export_data, "Ctrl+Shift+E", "file-spreadsheet")
        self._add(menu, "take-in", "&Take answers in…", self.take_in, "Ctrl+I", "download")
        self._add(menu, "import", "&Import assessment…", self.import_assessment, None, "download")
        menu.addSeparator()
        self._add(
            menu, "copy", "Go on in a &copy…", lambda: self._window.opening.ask_for_copy(), None, "copy"
        )
        self._add(menu, "backups", "&Backups…", self.backups, None, "history")
        self._add(menu, "protect", PROTECT, self.secrets.protect, None, "lock")
        self._add(menu, "recovery", "Recovery &key…", self.secrets.recovery, None, "file-text")
        self._add(menu, "lock", "&Lock now", self.secrets.lock, "Ctrl+Shift+L", "lock")
        self._add(menu, "forget", "&Forget a person…", self.forget, None, "trash-2")
        self._add(menu, "packs", "&Content packs…", self.content_packs, None, "archive")
        self._add(
            menu,
            "settings",
            "&Settings…",
            self.settings,
            Standard.Preferences,
            "settings",
            QAction.MenuRole.PreferencesRole,
        )
        self._add(
            menu,
            "quit",
            "&Quit",
            self._quit,
            Standard.Quit,
            "",
            QAction.MenuRole.QuitRole,
        )
        return menu

    def _edit(self) -> QMenu:
        menu = QMenu("&Edit", self._main)
        self._add(menu, "undo", "&Undo", self._undo, Standard.Undo, "undo-2")
        redo = self._add(menu, "redo", "&Redo", self._redo, None, "redo-2")
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        menu.addSeparator()
        self._add(menu, "find", "&Find anything…", self.find, "Ctrl+K", "search")
        # Not 'respondents', for the same reason as 'read' below.
        self._add(menu, "people", "&People who answer", self.respondents, "Ctrl+Shift+P", "user-round")
        self._add(menu, "hand-over", "&Hand over to a respondent…", self.respond.hand_over, None, "lock")
        self._add(menu, "assessment", "&Assessment details…", self.assessment_details, None, "pencil")
        return menu

    def _view(self) -> QMenu:
        window = self._window
        menu = QMenu("&View", self._main)
        self._add(menu, "sidebar", "Names in the &sidebar", window.toggle_sidebar, "Ctrl+B", "panel-left")
        self._add(menu, "inspector", "Side &panel", window.toggle_inspector, "F4", "panel-right")
        names = self._add(menu, "names", "Hide &names of people", self.turn_names, NAMES, "eye-off")
        names.setCheckable(True)
        window.session.curtain.turned.connect(names.setChecked)
        # Not 'workshop': a screen has that key, and what the menus know goes before the screens.
        self._add(menu, "hold", "&Workshop mode", lambda: window.go_to("workshop"), "F5", "presentation")
        menu.addSeparator()
        self._add(menu, "larger", "&Larger text", lambda: self._resize_text(0.1), Standard.ZoomIn)
        self._add(menu, "smaller", "S&maller text", lambda: self._resize_text(-0.1), Standard.ZoomOut)
        menu.addSeparator()
        for choice, text, name in (
            ("light", "Li&ght", "sun"),
            ("dark", "&Dark", "moon"),
            ("system", "As the s&ystem", ""),
        ):
            self._add(
                menu, f"theme-{choice}", text, lambda choice=choice: self._choose_theme(choice), None, name
            )
        return menu

    def _help(self) -> QMenu:
        menu = QMenu("&Help", self._main)
        keys = self._add(menu, "keys", "&Keys", self.show_keys, None, "keyboard")
        keys.setShortcuts([QKeySequence("F1"), QKeySequence("?")])
        # Not 'library': a screen has that key, and what the menus know goes before the screens.
        self._add(menu, "read", "&Library and glossary", self.show_library, "Ctrl+L", "book-open")
        self._add(menu, "about", "&About SRE Workbench", self.about, None, "info", QAction.MenuRole.AboutRole)
        return menu

    def _on_undo_moved(self, _index: int) -> None:
        self._enable()

    def _enable(self) -> None:
        session = self._window.session
        has_book, has_workspace = session.book is not None, session.store is not None
        always = (
            "export",
            "export-data",
            "people",
            "assessment",
            "find",
            "read",
            "hold",
        )
        for key in always:
            self.actions[key].setEnabled(has_book)
        self.actions["backups"].setEnabled(has_workspace)
        self.actions["copy"].setEnabled(has_workspace)
        protected = session.key is not None
        # Whoever only reads it changes nothing of it.
        for key in ("take-in", "hand-over"):
            self.actions[key].setEnabled(has_book and session.writable)
        self.actions["new-assessment"].setEnabled(session.writable or not has_workspace)
        self.actions["protect"].setEnabled(session.writable)
        self.actions["protect"].setText(CHANGE if protected else PROTECT)
        for key in ("recovery", "lock"):
            self.actions[key].setEnabled(protected)
        # While names are hidden nobody chooses among them, nor are they shown to whoever is in the room.
        self.actions["forget"].setEnabled(session.writable and not session.curtain.hidden)
        self.life.enable()
        single = [NAMES_ALONE] if self._window.settings.get(known.SINGLE_KEYS) else []
        self.actions["names"].setShortcuts([QKeySequence(each) for each in (NAMES, *single)])
        stack = session.undo_stack
        # What is still being saved can be undone, too: the step waits for it.
        saving = session.jobs.pending > 0
        self.actions["undo"].setEnabled(has_workspace and (stack.canUndo() or saving))
        self.actions["redo"].setEnabled(has_workspace and stack.canRedo())
        said = session.curtain.said
        self.actions["undo"].setText(f"&Undo {_short(said(stack.undoText()))}".rstrip())
        self.actions["redo"].setText(f"&Redo {_short(said(stack.redoText()))}".rstrip())

    def knows(self, key: str) -> bool:
        """Whether there is such a command."""
        return key == "menu" or key in self.actions

    def trigger(self, key: str) -> None:
        """Carry out a command by its key."""
        if key == "menu":
            self.pop_up()
        else:
            self.actions[key].trigger()

    def pop_up(self) -> None:
        """Show all menus from the sidebar, where there is no menu bar."""
        menu = QMenu(self._main)
        for each in self._menus:
            menu.addMenu(each)
        item = self._window.sidebar.items["menu"]
        menu.popup(item.mapToGlobal(QPoint(item.width(), 0)))

    def _fill_recent(self) -> None:
        from workbench.storage.cipher import is_protected  # light, but not before the first paint

        self._recent.clear()
        paths = self._window.home.recent
        for path in paths:
            action = self._recent.addAction(path.name.replace("&", "&&"))
            action.setToolTip(tip(str(path)))
            action.setEnabled(path.exists())
            if is_protected(path):
                action.setIcon(icon(self._window.theme, "lock"))
            action.triggered.connect(lambda _checked=False, path=path: self._window.open_path(path))
        if not paths:
            self._recent.addAction("Nothing yet").setEnabled(False)

    # What the commands do. Dialogs are imported when asked for: they bring actions and SQLAlchemy with them.

    def new_workspace(self) -> None:
        """Ask for a client and make a workspace."""
        from ui.dialogs.new_workspace import NewWorkspaceDialog

        dialog = NewWorkspaceDialog(self._window.session, self._window.theme, self._main)
        dialog.protected.connect(lambda key: self.secrets.show_key(key, fresh=True))
        dialog.open()

    def new_assessment(self) -> None:
        """Ask for date, roles and scope, and begin an assessment."""
        if self._window.session.store is None:
            self.new_workspace()
            return
        from ui.dialogs.new_assessment import NewAssessmentDialog

        NewAssessmentDialog(self._window.session, self._window.theme, self._main).open()

    def open_workspace(self) -> None:
        """Choose a workspace file."""
        from workbench.storage.places import workspace_folder

        dialog = QFileDialog(self._main, "Open workspace", str(workspace_folder()))
        dialog.setNameFilters(
            [
                "SRE Workbench workspaces (*.srew)",
                f"Answer packs (*{ANSWERS})",
                f"From another room (*{ROOM})",
                "All files (*)",
            ]
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self._window.open_path(Path(name)))
        dialog.open()

    def open_demo(self) -> None:
        """Open the demo, making it first where there is none."""
        from ui.dialogs.demo import open_demo

        open_demo(self._window.session)

    def export(self) -> None:
        """Write a report."""
        from ui.dialogs.export import ExportDialog

        self._window.flush()
        ExportDialog(self._window.session, self._window.theme, self._main).open()

    def export_data(self) -> None:
        """Write everything as a spreadsheet, CSV, Word or JSON."""
        from ui.dialogs.export_data import ExportDataDialog

        self._window.flush()
        ExportDataDialog(self._window.session, self._window.theme, self._main).open()

    def import_assessment(self, file: Path | None = None) -> None:
        """Take in an assessment that was exported as JSON; without a file, ask for one."""
        from ui.dialogs.import_assessment import ImportAssessmentDialog, choose_file

        self._window.flush()
        if file is None:
            dialog = choose_file(self._main)
            dialog.fileSelected.connect(lambda name: self.import_assessment(Path(name)))
            dialog.open()
            return
        ImportAssessmentDialog(self._window.session, self._window.theme, self._main, file).open()

    def content_packs(self, files: Sequence[Path] = ()) -> None:
        """Show the content packs there are, and import more."""
        from ui.dialogs.packs import PacksDialog

        PacksDialog(self._window.session, self._window.theme, self._main, files).open()

    def settings(self) -> None:
        """Change how the program looks and works."""
        from ui.dialogs.settings import SettingsDialog

        window = self._window
        dialog = SettingsDialog(window.settings, window.session, window.theme, self._main)
        dialog.titles.toggled.connect(lambda _on: window.show_title())
        dialog.open()

    def find(self) -> None:
        """Find a screen, a question or an entry, and go there."""
        from ui.dialogs.find import FindDialog, everything
        from ui.screens.registry import PLACES

        book = self._window.session.book
        if book is None:
            return
        items = everything(book, [(place.key, place.name) for place in PLACES])
        dialog = FindDialog(self._window.theme, "Find anything", items, self._main)
        dialog.chosen.connect(lambda found: self._window.go_to(*found))
        dialog.open()

    def respondents(self) -> None:
        """Go to those who answer."""
        self._window.go_to("respondents")

    def take_in(self, files: Sequence[Path] = ()) -> None:
        """Take in what respondents sent back; without files, ask for them."""
        self._window.flush()
        self._window.go_to("respondents", (TAKE_IN, tuple(files)))

    def backups(self) -> None:
        """List the backups of the open workspace, and put one back."""
        session = self._window.session
        if session.workspace is not None and session.path is not None:
            self.offer_backups(session.workspace.id, session.path)

    def forget(self, name: str = "") -> None:
        """Take everything that names a person out of the workspace."""
        from ui.dialogs.forget import ForgetDialog

        window = self._window
        window.flush()
        ForgetDialog(window.session, window.theme, self._main, name).open()

    def offer_backups(self, workspace_id: str, path: Path, trouble: str = "") -> None:
        """List the backups of a workspace, open or not; `trouble` says why one is wanted."""
        from ui.dialogs.backups import BackupsDialog
        from ui.opening import first_sentence

        self._window.flush()
        dialog = BackupsDialog(
            self._window.session, self._window.theme, self._main, workspace_id, path, trouble
        )
        dialog.put_back.connect(lambda backup, key: self._window.put_back(backup.path, path, key))
        dialog.salvage_wanted.connect(lambda: self._salvage(path))
        dialog.read_wanted.connect(lambda: self._window.opening.open_to_read(path, first_sentence(trouble)))
        dialog.open()

    def _salvage(self, damaged: Path) -> None:
        """Read what can be read of a damaged workspace into a new one."""
        from ui.dialogs.salvage import SalvageDialog

        dialog = SalvageDialog(self._window.session, self._window.theme, self._main, damaged)
        dialog.open_wanted.connect(lambda goal: self._window.open_path(goal))
        dialog.open()

    def open_answers(self, file: Path) -> None:
        """Open an answer pack in a window of its own."""
        self.respond.open_answers(file)

    def open_room(self, file: Path) -> None:
        """Open what another room takes along, or brought back."""
        self.rooms.open_room(file)

    def ask_passphrase(self, path: Path, open_with: OpenWith, failed: OnError) -> None:
        """Ask for the passphrase of a workspace, and open it."""
        self.secrets.ask(path, open_with, failed)

    def assessment_details(self) -> None:
        """Change what the assessment says of itself."""
        from ui.dialogs.assessment_details import AssessmentDetailsDialog

        AssessmentDetailsDialog(self._window.session, self._window.theme, self._main).open()

    def turn_names(self) -> None:
        """Hide names of people everywhere, or show them again."""
        self._window.flush()
        self._window.session.turn_names()
        self.actions["names"].setChecked(self._window.session.curtain.hidden)

    def show_keys(self) -> None:
        """List every key."""
        from ui.dialogs.keys import KeysDialog

        KeysDialog(self._window.theme, self._main).open()

    def show_library(self) -> None:
        """Go to what the content pack has to read."""
        self._window.go_to("library")

    def about(self) -> None:
        """Say what this is, and under which licences."""
        from ui.dialogs.about import AboutDialog

        AboutDialog(self._window.theme, self._main).open()

    def _quit(self) -> None:
        self._main.close()

    def _undo(self) -> None:
        self._window.flush()
        self._window.session.undo()

    def _redo(self) -> None:
        self._window.flush()
        self._window.session.redo()

    def _resize_text(self, by: float) -> None:
        theme = self._window.theme
        theme.choose(theme.choice, round(theme.scale + by, 2))
        self._window.settings.set(known.TEXT_SIZE, theme.scale)

    def _choose_theme(self, choice: str) -> None:
        self._window.theme.choose(choice)
        self._window.settings.set(known.THEME, choice)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
