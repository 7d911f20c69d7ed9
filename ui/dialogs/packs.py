"""The content packs there are: bring one, see what is in it, take one away."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QWidget

from ui.dialogs.base import Dialog
from ui.endings import PACK_ENDINGS
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import Button, label, row
from workbench.actions import packs
from workbench.actions.packs import Shelf, Shelved
from workbench.content.yaml_tree import PackError
from workbench.domain.text import plural, short

PLACE = Qt.ItemDataRole.UserRole


def choose_files(parent: QWidget) -> QFileDialog:
    """A dialog that asks for pack files."""
    dialog = QFileDialog(parent, "Import content packs")
    dialog.setNameFilters(["Content packs (*.yaml *.yml)", "All files (*)"])
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


class PacksDialog(Dialog):
    """Lists the packs new assessments can be made with; takes files, chosen or dropped."""

    def __init__(
        self, session: Session, theme: Theme, parent: QWidget | None, files: Iterable[Path] = ()
    ) -> None:
        super().__init__(theme, "Content packs", parent, width=640)
        self.session = session
        self._shelf: Shelf | None = None
        self.setAcceptDrops(True)
        self.head("Content packs")
        self.body.addWidget(
            label(
                "A pack holds the questions and catalogues of an assessment. Several can stand side by side; "
                "an assessment keeps its own copy of the pack it was made with.",
                "muted",
                wrap=True,
            )
        )
        self.list = QListWidget()
        self.list.setAccessibleName("Content packs")
        self.list.setMinimumHeight(theme.px(220))
        self.body.addWidget(self.list, 1)
        self.about = label("", "second", wrap=True)
        self.body.addWidget(self.about)
        self.bring = Button(theme, "Import a pack…", self._ask, icon_name="plus", look="primary")
        self.take = Button(theme, "Remove", self._remove, icon_name="trash-2")
        self.body.addLayout(row(self.bring, self.take, label("or drop files here", "muted"), None))
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_chosen())
        self._show_chosen()
        waiting = list(files)
        if waiting:
            self.bring_in(waiting)
        else:
            self._read()

    def _read(self, said: str = "", select: str = "") -> None:
        self.session.jobs.pool(
            lambda _job: packs.shelf(),
            lambda shelf: self._on_shelf(shelf, said, select),
            lambda error: self.say(sentence(error)),
        )

    def _on_shelf(self, shelf: Shelf, said: str, select: str) -> None:
        self._shelf = shelf
        self.list.clear()
        for i, each in enumerate(shelf.packs):
            pack = each.pack
            counts = f"{plural(len(pack.questions), 'question')} in {plural(len(pack.capabilities), 'capability', 'capabilities')}"
            item = QListWidgetItem(f"{short(each.name, 70)}   ({counts})")
            item.setData(PLACE, i)
            self.list.addItem(item)
            if pack.content_hash == select:
                self.list.setCurrentItem(item)
        self.say("\n".join((*([said] if said else []), *shelf.problems)))
        self._show_chosen()

    def chosen(self) -> Shelved | None:
        """The pack that is selected."""
        item = self.list.currentItem()
        return self._shelf.packs[item.data(PLACE)] if self._shelf is not None and item is not None else None

    def _show_chosen(self) -> None:
        each = self.chosen()
        self.take.setEnabled(each is not None and each.path is not None)
        if each is None:
            self.about.setText("")
            return
        pack = each.pack
        where = "It comes with the program and stays." if each.path is None else f"Kept in {each.path}"
        self.about.setText(
            f"{short(pack.title, 120)} ({pack.id}), language {pack.language}: "
            f"{plural(len(pack.areas), 'area')}, {plural(len(pack.actions), 'suggested action')}, "
            f"{plural(len(pack.glossary), 'glossary entry', 'glossary entries')}. {where}"
        )

    def _ask(self) -> None:
        dialog = choose_files(self)
        dialog.filesSelected.connect(lambda names: self.bring_in([Path(name) for name in names]))
        dialog.open()

    def bring_in(self, files: Iterable[Path]) -> None:
        """Check files and keep the sound ones; what is wrong with the others is said, each with its line."""
        listed = list(files)
        self.bring.setEnabled(False)

        def work(_job: object) -> tuple[list[Shelved], list[str]]:
            kept: list[Shelved] = []
            problems: list[str] = []
            for path in listed:
                try:
                    kept.append(packs.put_on_shelf(path))
                except PackError as problem:
                    problems.append(str(problem))
            return kept, problems

        def done(result: tuple[list[Shelved], list[str]]) -> None:
            kept, problems = result
            self.bring.setEnabled(True)
            self._read("\n".join(problems), kept[-1].pack.content_hash if kept else "")

        def failed(error: Exception) -> None:
            self.bring.setEnabled(True)
            self.say(sentence(error))

        self.session.jobs.pool(work, done, failed)

    def _remove(self) -> None:
        each = self.chosen()
        if each is None:
            return
        try:
            packs.take_from_shelf(each)
        except OSError as problem:
            self.say(f"The pack could not be removed ({problem.strerror}).")
            return
        self._read()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.bring_in(dropped(event))


def dropped(event: QDropEvent) -> list[Path]:
    """The pack files that are being dropped."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
    return [each for each in files if each.suffix.lower() in PACK_ENDINGS]
