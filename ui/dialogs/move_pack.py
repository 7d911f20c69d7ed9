"""Moving an assessment to another version of its content pack, with everything it would do shown first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QTreeWidget, QTreeWidgetItem, QWidget

from ui.dialogs.base import Dialog
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import label
from workbench.actions import packs
from workbench.actions.packs import Shelved
from workbench.analysis.moving import Fate, Move, QuestionMove, moved
from workbench.domain.content import Question
from workbench.domain.text import plural

ID = Qt.ItemDataRole.UserRole
GROUPS = (
    (Fate.RESCALED, "Other levels are offered", True),
    (Fate.REWORDED, "Changed", True),
    (Fate.RETIRED, "Retired: answers stay readable and count no longer", True),
    (Fate.NEW, "New: still to be answered", True),
    (Fate.SAME, "The same", False),
)


class MovePackDialog(Dialog):
    """Shows what happens to each question and its answers; the move is one step of undo."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(theme, "Move to another version", parent, "Move the assessment", width=820)
        assert session.stored_book is not None
        assert session.store is not None
        self.session = session
        # What moves is what is stored; nothing that people typed is shown here.
        self._book = session.stored_book.snapshot()
        self._versions: list[Shelved] = []
        self.preview: Move | None = None
        pack = self._book.pack
        self.head("Move to another version of the content pack")
        self.version = QComboBox()
        self.field(
            "Version",
            self.version,
            f"This assessment has version {pack.version} of '{pack.title}'. Answers stay with their questions.",
        )
        self.sums = label("Looking for other versions…", "strong", wrap=True)
        self.body.addWidget(self.sums)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels(["Question", "Answers", "What changes"])
        self.tree.setAccessibleName("What happens to each question")
        self.tree.setMinimumHeight(theme.px(240))
        self.tree.setColumnWidth(0, theme.px(330))
        self.tree.setColumnWidth(1, theme.px(70))
        self.body.addWidget(self.tree, 1)
        self.detail = label("", "second", wrap=True)
        self.detail.setMinimumHeight(theme.px(70))
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.detail.setAccessibleName("Wording before and after")
        self.body.addWidget(self.detail)
        self.primary.setEnabled(False)
        self.tree.currentItemChanged.connect(lambda _now, _before: self._show_wording())
        self.version.currentIndexChanged.connect(lambda _i: self._show_move())
        session.jobs.lane(
            partial(packs.versions_of, session.store, pack),
            self._on_versions,
            lambda error: self.say(sentence(error)),
        )

    def _on_versions(self, found: list[Shelved]) -> None:
        self._versions = found
        if not found:
            self.sums.setText(
                "There is no other version here. Import one under File, Content packs; its id must be "
                f"'{self._book.pack.id}'."
            )
            return
        for each in found:
            self.version.addItem(f"{each.pack.version}  ({each.pack.title})")

    def _show_move(self) -> None:
        self.tree.clear()
        self.primary.setEnabled(False)
        i = self.version.currentIndex()
        if not 0 <= i < len(self._versions):
            return
        try:
            self.preview = moved(self._book, self._versions[i].pack)
        except ValueError as problem:
            self.say(str(problem))
            return
        move = self.preview
        waiting = sum(each.waiting for each in move.questions)
        words = [f"{plural(len(move.of(Fate.SAME)), 'question')} the same"]
        changed = len(move.of(Fate.REWORDED)) + len(move.of(Fate.RESCALED))
        words += [
            f"{changed} changed",
            f"{len(move.of(Fate.NEW))} new",
            f"{len(move.of(Fate.RETIRED))} retired",
        ]
        said = ", ".join(words) + "."
        if waiting:
            said += (
                f" {plural(waiting, 'answer')} chose a level that is no longer offered: kept to read, without a "
                "value until given again."
            )
        self.sums.setText("\n".join((said, *move.notes)))
        for fate, name, opened in GROUPS:
            rows = move.of(fate)
            if not rows:
                continue
            top = QTreeWidgetItem([f"{name} ({len(rows)})"])
            self.tree.addTopLevelItem(top)
            top.setFirstColumnSpanned(True)
            for each in rows:
                top.addChild(self._row(each))
            top.setExpanded(opened)
        self.primary.setEnabled(True)

    def _row(self, each: QuestionMove) -> QTreeWidgetItem:
        question = each.after or each.before
        assert question is not None
        changes = list(each.changes)
        if each.waiting:
            changes.append(f"{plural(each.waiting, 'answer')} to be given again.")
        item = QTreeWidgetItem(
            [" ".join(f"{each.id}  {question.ask}".split()), str(each.given), " ".join(changes)]
        )
        item.setToolTip(2, "")
        item.setData(0, ID, each.id)
        return item

    def _show_wording(self) -> None:
        item = self.tree.currentItem()
        wanted = item.data(0, ID) if item is not None else None
        found = (
            next((each for each in self.preview.questions if each.id == wanted), None)
            if self.preview
            else None
        )
        if found is None:
            self.detail.setText("")
            return
        texts: list[str] = []
        if found.before is not None:
            texts.append(f"Before: {_worded(found.before)}")
        if found.after is not None and (found.before is None or found.changes):
            texts.append(f"After: {_worded(found.after)}")
        self.detail.setText("\n".join(texts))

    def on_accept(self) -> None:
        chosen = self._versions[self.version.currentIndex()]
        try:
            edit = packs.move(self._book, chosen.pack, chosen.source)
        except ValueError as problem:
            self.say(str(problem))
            return
        self.primary.setEnabled(False)

        def failed(error: Exception) -> None:
            self.primary.setEnabled(True)
            self.say(sentence(error))

        self.session.run(edit, lambda _done: self.accept(), failed)


def _worded(question: Question) -> str:
    options = "; ".join(f"{option.level} {option.text}" for option in question.options)
    return f"{question.ask} {options}"
