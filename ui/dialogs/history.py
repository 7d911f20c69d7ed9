"""Everything one answer has ever been, and the way back to any of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.dialogs.base import Dialog
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import Button, label, row
from workbench.actions import answers
from workbench.domain.assessment import Answer, AnswerState, Consensus
from workbench.domain.content import Question
from workbench.domain.entity import Entity

SEQ = Qt.ItemDataRole.UserRole


def said(entity: Entity | None, clean: Callable[[str], str] = str) -> str:
    """Say what an answer or a consensus was; `clean` gives a note as it may be shown."""
    if entity is None:
        return "nothing"
    if isinstance(entity, Consensus):
        return f"consensus {entity.value if entity.value is not None else 'not applicable'}"
    if not isinstance(entity, Answer):
        return "an entry"
    words = {
        AnswerState.OPEN: "no choice",
        AnswerState.RATED: str(entity.value),
        AnswerState.NOT_APPLICABLE: "not applicable",
        AnswerState.DONT_KNOW: "don't know",
        AnswerState.COUNTED: ", ".join(f"{n} × {key}" for key, n in entity.counts.items()) or "no hands",
    }[entity.state]
    strength = f", {entity.strength.label.lower()}" if entity.strength else ""
    note = f", note: {' '.join(clean(entity.note).split())[:60]}" if entity.note else ""
    return f"{words}{strength}{note}"


class HistoryDialog(Dialog):
    """Lists who changed what and when; any earlier answer can be restored, which is a change of its own."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        question: Question,
        kind: type[Entity],
        entity_id: str,
        parent: QWidget | None,
    ) -> None:
        super().__init__(theme, "Earlier answers", parent, width=640)
        self.session = session
        self._kind, self._entity_id = kind, entity_id
        self.head(question.ask)
        self.list = QListWidget()
        self.list.setAccessibleName("Earlier answers, newest first")
        self.list.setMinimumHeight(theme.px(240))
        self.body.addWidget(self.list, 1)
        self._none = label("Nothing was answered here yet.", "muted")
        self.body.addWidget(self._none)
        self._restore = Button(theme, "Restore the chosen one", self._on_restore, icon_name="undo-2")
        self._restore.setEnabled(False)
        self.body.addLayout(row(self._restore, None))
        self.list.currentItemChanged.connect(
            lambda now, _before: self._restore.setEnabled(now is not None and kind is Answer)
        )
        self._load()

    def _load(self) -> None:
        store = self.session.store
        self._none.hide()
        if store is None:
            return

        def read() -> list[Any]:
            with store.unit("History", writes=False) as unit:
                return unit.history(self._kind, self._entity_id)

        self.session.jobs.lane(read, self._show, lambda error: self.say(sentence(error)))

    def _show(self, entries: list[Any]) -> None:
        self._none.setVisible(not entries)
        for entry in entries:
            clean = self.session.curtain.said
            who = f", {clean(entry.who)}" if entry.who else ""
            item = QListWidgetItem(
                f"{entry.at.astimezone():%d.%m.%Y %H:%M:%S}{who}:  {said(entry.before, clean)}  →  {said(entry.after, clean)}"
            )
            item.setData(SEQ, entry.seq)
            if entry.after is None:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsSelectable)
            self.list.addItem(item)

    def _on_restore(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            edit = answers.restore(int(item.data(SEQ)))
            self.session.run(edit, lambda _done: self.accept(), lambda error: self.say(sentence(error)))
