"""Choosing whose answers are written: a person, a show of hands, the room, or somebody new."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from ui.screens.questionnaire.voice import CONSENSUS
from ui.theme import Theme
from workbench.domain.assessment import RespondentKind
from workbench.domain.book import Book
from workbench.domain.role import Role

ADD_PERSON, TALLY = "add", "tally:"


class WhoBox(QComboBox):
    """Lists the voices of an assessment with how far each has come."""

    voice_chosen = Signal(str)
    tally_wanted = Signal(object)
    person_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("Answering for")
        self.setMinimumWidth(theme.px(220))
        self.setMaximumWidth(theme.px(380))
        self.activated.connect(self._on_activated)

    def fill(self, book: Book, voice_id: str) -> None:
        """List everyone, with one voice marked."""
        self.blockSignals(True)
        self.clear()
        for respondent in book.respondents:
            done, asked = book.progress(respondent)
            extra = respondent.group or respondent.team
            where = f" ({extra})" if extra and extra.lower() not in respondent.label.lower() else ""
            self.addItem(f"{respondent.label}{where}   {done}/{asked}", respondent.id)
        if book.respondents:
            self.insertSeparator(self.count())
        self.addItem(f"Consensus of the room   {len(book.consensus)}", CONSENSUS)
        tallied = {each.role for each in book.respondents if each.kind is RespondentKind.TALLY}
        for role in book.assessment.roles:
            if role not in tallied:
                self.addItem(f"Show of hands, {role.plural}", f"{TALLY}{role.value}")
        self.addItem("Add a respondent…", ADD_PERSON)
        self.setCurrentIndex(max(0, self.findData(voice_id)))
        self.blockSignals(False)

    def _on_activated(self, index: int) -> None:
        chosen = str(self.itemData(index) or "")
        if chosen == ADD_PERSON:
            self.person_wanted.emit()
        elif chosen.startswith(TALLY):
            self.tally_wanted.emit(Role(chosen.removeprefix(TALLY)))
        elif chosen:
            self.voice_chosen.emit(chosen)
