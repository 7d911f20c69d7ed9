"""The questionnaire screen: who answers, which question, and what keys do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu

from ui import settings as known
from ui.layout import NARROW
from ui.screens.base import Screen
from ui.screens.questionnaire import side
from ui.screens.questionnaire.evidence_desk import EvidenceDesk
from ui.screens.questionnaire.last_time import LastTime
from ui.screens.questionnaire.question_page import QuestionPage
from ui.screens.questionnaire.stage_list import StageList
from ui.screens.questionnaire.voice import CONSENSUS, Voice
from ui.screens.questionnaire.who import WhoBox
from ui.session import sentence
from ui.settings import Settings
from ui.widgets.parts import Button, IconButton, column, empty_state, label, row, scrolled
from workbench.actions import answers, respondents
from workbench.actions.edit import Edit
from workbench.domain.assessment import AnswerState, RespondentKind, Strength
from workbench.domain.content import Question
from workbench.domain.entity import new_id
from workbench.domain.role import Role
from workbench.domain.text import short
from workbench.domain.topic import Topic
from workbench.storage.errors import StorageError

FIELDS = {"set_note": "note", "set_reason": "reason", "set_agreed_by": "agreed_by"}


class QuestionnaireScreen(Screen):
    """One question at a time for one voice at a time."""

    key = "questionnaire"
    title = "Questionnaire"
    topics = frozenset({Topic.ANSWERS, Topic.RESPONDENTS, Topic.ASSESSMENTS, Topic.TARGETS})
    has_inspector = True

    def _lay_out(self) -> None:
        self.stages = StageList(self.theme)
        self.page = QuestionPage(self.theme)
        self._page_area = scrolled(self.page)
        self._footer = QFrame()
        self._footer.setObjectName("footer")
        self._centre = column(self._page_area, self._footer, spacing=0)
        self._middle = row(spacing=0)
        self._middle.addWidget(self.stages)
        self._middle.addLayout(self._centre, 1)
        self._middle.addWidget(self.inspector)
        self._columns = QHBoxLayout()
        self._columns.setContentsMargins(0, 0, 0, 0)
        outer = column(self.header, spacing=0)
        outer.addLayout(self._middle, 1)
        self._columns.addLayout(outer)
        self.setLayout(self._columns)

    def _build(self) -> None:
        theme = self.theme
        self._voice_id = ""
        self._question_id = ""
        self._only_open = False
        self._pending: dict[tuple[str, str], tuple[str, AnswerState]] = {}
        self._shown_key: tuple[str, str] | None = None
        self._unsaved: dict[tuple[str, str, str], tuple[str, int]] = {}
        self._retried: set[tuple[str, str, str]] = set()
        self._who = WhoBox(theme)
        self._jump = Button(theme, "", self._pop_capabilities, icon_name="panel-left")
        self._jump.hide()
        self.header.line.insertWidget(0, self._jump)
        self._answering = label("Answering for", "muted")
        panel = IconButton(
            theme, "panel-right", "Why it matters, and where it stands (F4)", self.toggle_inspector
        )
        self.header.add(self._answering, self._who, panel)
        self._back = Button(theme, "Back", self.back, icon_name="chevron-left")
        self._next = Button(theme, "Next question", self.next, look="primary", key="Enter")
        self._hints = [
            label("1", "key"), label("–", "muted"), label("5", "key"), label("answer", "muted"), 6,
            label("N", "key"), label("note", "muted"), 6,
            label("E", "key"), label("evidence", "muted"), 6,
            label("F4", "key"), label("side panel", "muted"),
        ]  # fmt: skip
        self._footer.setLayout(
            row(*self._hints, None, self._back, self._next, spacing=6, margins=(40, 10, 40, 10))
        )
        self._empty = empty_state(
            theme,
            "users-round",
            "Nobody to answer yet",
            "Add the people who answer, or count a show of hands per role.",
            Button(theme, "Add a respondent", self._ask_person, look="primary"),
            Button(theme, "Show of hands", self._pop_tallies),
        )
        self._centre.insertWidget(0, self._empty)
        self._empty.hide()
        self._last_time = LastTime(self.session, self.mark_stale)

    def _connect(self) -> None:
        page = self.page
        self.session.curtain.turned.connect(lambda _hidden: self._on_curtain())
        self._who.voice_chosen.connect(self._on_voice)
        self._who.tally_wanted.connect(self._on_tally)
        self._who.person_wanted.connect(self._ask_person)
        self.stages.chosen.connect(self._on_capability)
        self.stages.filtered.connect(self._on_filter)
        page.rated.connect(self.answer)
        page.fewer.connect(self._on_fewer)
        page.not_applicable.connect(self.not_applicable)
        page.dont_know.connect(self.dont_know)
        page.strength.connect(self._on_strength)
        page.all_words.connect(lambda term: self.go.emit("library", ("glossary", term)))
        page.note.written.connect(lambda text, epoch: self._write("set_note", text, epoch))
        page.reason.written.connect(lambda text, epoch: self._write("set_reason", text, epoch))
        page.agreed_by.written.connect(lambda text, epoch: self._write("set_agreed_by", text, epoch))
        self._desk = EvidenceDesk(self.session, page.evidence, self._answering_person, self.say.emit)
        self._bind_keys()

    def _bind_keys(self) -> None:
        def bind(keys: str, do: Any, single: bool = False) -> None:
            if single and not Settings().get(known.SINGLE_KEYS):
                return
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

        for level in range(1, 7):
            bind(str(level), lambda level=level: self.answer(level), single=True)
        for i, strength in enumerate(Strength):
            bind(f"Shift+{i + 1}", lambda strength=strength: self._on_shift(strength))
        bind("0", self.not_applicable, single=True)
        bind("D", self.dont_know, single=True)
        bind("N", self.page.note.setFocus, single=True)
        bind("E", self.page.evidence.ask, single=True)
        bind("W", self.page.explain, single=True)
        bind("A", self._ask_person, single=True)
        for keys in ("Return", "Enter", "Right", "PgDown"):
            bind(keys, self.next)
        for keys in ("Backspace", "Left", "PgUp"):
            bind(keys, self.back)
        bind("Down", lambda: self._step_card(1))
        bind("Up", lambda: self._step_card(-1))
        bind("Ctrl+G", self._go_to_question)
        bind("Escape", self._leave_field)

    # What is shown

    def voice(self) -> Voice | None:
        """Whose answers are written."""
        book = self.session.book
        if book is None:
            return None
        if self._voice_id == CONSENSUS:
            return Voice(book, None)
        found = next((each for each in book.respondents if each.id == self._voice_id), None)
        if found is None:
            found = next(iter(book.respondents), None)
            self._voice_id = found.id if found else ""
        return Voice(book, found) if found else None

    def question(self) -> Question | None:
        """The question that is shown."""
        book = self.session.book
        return book.pack.by_question.get(self._question_id) if book else None

    def refresh(self) -> None:
        self._last_time.follow()
        book = self.session.book
        assert book is not None
        self.header.title.setText(short(book.workspace.client, 32))
        self._show_where(book.assessment.title)
        self._who.fill(book, self._voice_id)
        voice = self.voice()
        for widget in (self._page_area, self._footer):
            widget.setVisible(voice is not None)
        self._empty.setVisible(voice is None)
        if voice is None:
            return
        asked = self._asked(voice)
        if not any(question.id == self._question_id for question in asked):
            waiting = next((each for each in asked if not voice.given(each)), asked[0] if asked else None)
            self._question_id = waiting.id if waiting else ""
        question = self.question()
        self.stages.show_progress(voice, question.capability if question else "")
        if question is not None:
            self._show(voice, question)

    def _on_curtain(self) -> None:
        """Names were hidden or shown: the fields are filled anew, whatever is being typed elsewhere."""
        self._shown_key = None

    def _show_where(self, title: str) -> None:
        narrow = self.window().width() < NARROW
        self.header.note.setText(self.page.place if narrow else short(title, 32))
        self.header.note.setVisible(True)

    def _asked(self, voice: Voice) -> list[Question]:
        asked = voice.asked()
        if not self._only_open:
            return asked
        return [each for each in asked if not voice.given(each) or each.id == self._question_id]

    def _show(self, voice: Voice, question: Question) -> None:
        pack = voice.book.pack
        key = (voice.id, question.id)
        fresh = key != self._shown_key
        self._shown_key = key
        siblings = [each for each in voice.asked() if each.capability == question.capability]
        if fresh:
            place = siblings.index(question) + 1 if question in siblings else 1
            self.page.show_question(pack, question, (place, len(siblings)))
            self._show_where(voice.book.assessment.title)
            self._page_area.verticalScrollBar().setValue(0)
            self._jump.setText(
                f"{pack.by_area[pack.by_capability[question.capability].area].mark}  {pack.by_capability[question.capability].name}"
            )
        kept = {FIELDS[what]: text for (*at, what), (text, _) in self._unsaved.items() if tuple(at) == key}
        kept, behind = self.session.curtain.waiting(*voice.entry(question), kept)
        covered = self.session.curtain.covered(*voice.entry(question)) | behind
        self.page.show_answer(voice, replace(voice.shown(question), **kept), fresh, covered)
        self.page.show_earlier(voice.earlier(question) if key not in self._pending else "")
        if key in self._pending:
            self.page.choose(*self._pending[key])
        items = voice.book.evidence_for(voice.id, question.id)
        self.page.evidence.show_items(items)
        self.page.show_evidence_count(len(items))
        if self.inspector.isVisible():
            side.fill(
                self.inspector_layout, self.theme, voice, question, self.session.standing,
                self._show_history, lambda: self.go.emit("results", question.capability),
                self._last_time.words(question),
            )  # fmt: skip

    # Going about

    def arrive(self, details: Any) -> None:
        if isinstance(details, str):
            self.show_question(details)
        elif isinstance(details, tuple):
            # A question, and whose answer is wanted.
            question_id, voice_id = details
            self._flush()
            self._voice_id = voice_id
            self.show_question(question_id)

    def show_question(self, question_id: str) -> None:
        """Go to a question; where the voice is not asked it, to one that is."""
        voice, book = self.voice(), self.session.book
        if voice is None or book is None:
            return
        if not any(each.id == question_id for each in voice.asked()):
            wanted = book.pack.by_question.get(question_id)
            other = next((each for each in book.respondents if wanted and each.role in wanted.roles), None)
            if other is None:
                return
            self._flush()
            self._voice_id = other.id
        self._move_to(question_id)

    def _move_to(self, question_id: str) -> None:
        self._flush()
        self._question_id = question_id
        self.refresh()

    def next(self) -> None:
        """Go to the next question asked of this voice."""
        self._step(1)

    def back(self) -> None:
        """Go to the question before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        voice = self.voice()
        if voice is None:
            return
        asked = self._asked(voice)
        ids = [question.id for question in asked]
        at = ids.index(self._question_id) if self._question_id in ids else 0
        if 0 <= at + by < len(ids):
            self._move_to(ids[at + by])
            self.setFocus()
        elif by > 0:
            waiting = sum(1 for each in voice.asked() if not voice.given(each))
            self.say.emit(
                "This was the last question."
                if not waiting
                else f"This was the last one; {waiting} are still open."
            )

    def _step_card(self, by: int) -> None:
        cards = [card for card in self.page.cards if card.isVisible()]
        focused = next((i for i, card in enumerate(cards) if card.hasFocus()), None)
        at = (
            (0 if by > 0 else len(cards) - 1)
            if focused is None
            else max(0, min(len(cards) - 1, focused + by))
        )
        cards[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _go_to_question(self) -> None:
        voice = self.voice()
        if voice is None:
            return
        from ui.dialogs.find import FindDialog  # a dialog is built when it is asked for

        items = [(question.id, f"{question.id}  {question.ask}") for question in voice.asked()]
        dialog = FindDialog(self.theme, "Go to question", items, self)
        dialog.chosen.connect(self.show_question)
        dialog.open()

    def _leave_field(self) -> None:
        self._flush()
        self.setFocus()

    def _on_capability(self, capability: str) -> None:
        voice = self.voice()
        if voice is None:
            return
        asked = [each for each in voice.asked() if each.capability == capability]
        current = self.question()
        if asked and (current is None or current.capability != capability):
            self._move_to(next((each for each in asked if not voice.given(each)), asked[0]).id)

    def _pop_capabilities(self) -> None:
        voice = self.voice()
        if voice is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked = {each.capability for each in voice.asked()}
        for area in voice.book.pack.areas:
            inner = menu.addMenu(f"{area.mark}  {area.name}".replace("&", "&&"))
            for capability in voice.book.pack.in_area(area.id):
                if capability.id in asked:
                    action = inner.addAction(capability.name.replace("&", "&&"))
                    action.triggered.connect(
                        lambda _checked=False, key=capability.id: self._on_capability(key)
                    )
        menu.popup(self._jump.mapToGlobal(self._jump.rect().bottomLeft()))

    def _on_filter(self, which: str) -> None:
        self._only_open = which == "open"
        self.refresh()

    # Who answers

    def _on_voice(self, voice_id: str) -> None:
        self._flush()
        self._voice_id = voice_id
        self.refresh()
        self.setFocus()

    def _on_tally(self, role: Role) -> None:
        self._flush()
        self._add(role, RespondentKind.TALLY)

    def _add(self, role: Role, kind: RespondentKind, **fields: Any) -> None:
        book = self.session.book
        assert book is not None
        self._voice_id = new_id()
        edit = respondents.add(book.assessment.id, role, kind, respondent_id=self._voice_id, **fields)
        self._run(edit)

    def _pop_tallies(self) -> None:
        book = self.session.book
        if book is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for role in book.assessment.roles:
            action = menu.addAction(f"Show of hands, {role.plural}")
            action.triggered.connect(lambda _checked=False, role=role: self._add(role, RespondentKind.TALLY))
        menu.popup(self.cursor().pos())

    def _ask_person(self) -> None:
        from ui.dialogs.respondent import RespondentDialog  # a dialog is built when it is asked for

        book = self.session.book
        if book is None:
            return
        self._flush()
        dialog = RespondentDialog(self.theme, book.assessment.roles, self)
        dialog.given.connect(lambda fields: self._add(fields.pop("role"), RespondentKind.PERSON, **fields))
        dialog.finished.connect(lambda _result: self.mark_stale())
        dialog.open()

    # Answering

    def answer(self, number: int) -> None:
        """Choose an anchor by its place, from 1."""
        voice, question = self.voice(), self.question()
        if voice is not None and question is not None and 1 <= number <= len(question.options):
            option = question.options[number - 1]
            self._choose(voice, question, voice.rate(question, option), option.key, AnswerState.RATED)

    def not_applicable(self) -> None:
        """Say that the question does not apply; the reason is asked for at once."""
        voice, question = self.voice(), self.question()
        if voice is None or question is None:
            return
        self.page.choose("", AnswerState.NOT_APPLICABLE)
        edit = voice.not_applicable(question)
        if edit is not None:
            self._choose(voice, question, edit, "", AnswerState.NOT_APPLICABLE)
        self.page.reason.show()
        self.page.reason.setFocus()

    def dont_know(self) -> None:
        """Say 'don't know'."""
        voice, question = self.voice(), self.question()
        if voice is None or question is None:
            return
        edit = voice.dont_know(question)
        if edit is None:
            self.page.choose(voice.shown(question).key, voice.shown(question).state)
        else:
            self._choose(voice, question, edit, "", AnswerState.DONT_KNOW)

    def _choose(self, voice: Voice, question: Question, edit: Edit, option: str, state: AnswerState) -> None:
        if voice.tally:
            self._run(edit)
            return
        # Shown at once; 'Saved' follows when it is on disk, and trouble takes it back.
        key = (voice.id, question.id)
        self._pending[key] = (option, state)
        self.page.choose(option, state)
        self.session.run(
            edit, then=lambda _done: self._settle(key), failed=lambda error: self._undo_choice(key, error)
        )

    def _settle(self, key: tuple[str, str]) -> None:
        self._pending.pop(key, None)
        if self._shown_key == key:
            self.mark_stale()

    def _undo_choice(self, key: tuple[str, str], error: Exception) -> None:
        self._settle(key)
        self.session.failed.emit(sentence(error))

    def _on_place_fewer(self, number: int) -> None:
        question = self.question()
        if question is not None and number <= len(question.options):
            self._on_fewer(question.options[number - 1].key)

    def _on_fewer(self, key: str) -> None:
        voice, question = self.voice(), self.question()
        if voice is not None and question is not None and voice.tally:
            self._run(voice.fewer(question, key))

    def _on_shift(self, strength: Strength) -> None:
        voice, question = self.voice(), self.question()
        if voice is None or question is None:
            return
        if voice.tally:
            # In a show of hands Shift takes a hand down instead.
            self._on_place_fewer(list(Strength).index(strength) + 1)
        else:
            self._on_strength(strength.value)

    def _on_strength(self, value: str) -> None:
        voice, question = self.voice(), self.question()
        if voice is not None and question is not None and voice.respondent is not None:
            self.page.strengths.take(value)
            self._run(answers.set_strength(voice.id, question.id, Strength(value)))

    def _write(self, what: str, text: str, epoch: int) -> None:
        if self._shown_key is None or self.session.book is None:
            return
        # What was typed belongs to the question it was typed at, whatever is shown by now.
        self._write_at((*self._shown_key, what), text, epoch)

    def _write_at(self, place: tuple[str, str, str], text: str, epoch: int) -> None:
        voice_id, question_id, what = place
        book = self.session.book
        if book is None:
            return
        respondent = next((each for each in book.respondents if each.id == voice_id), None)
        if respondent is None and voice_id != CONSENSUS:
            self._unsaved.pop(place, None)
            return
        edit = getattr(Voice(book, respondent), what)(book.pack.by_question[question_id], text, epoch)

        if place in self._unsaved:
            # It goes on waiting, and being shown, until this one is on disk.
            self._unsaved[place] = (text, epoch)
            self._retried.add(place)

        def settled() -> None:
            self._retried.discard(place)
            if self._unsaved.get(place) == (text, epoch):
                del self._unsaved[place]

        def failed(error: Exception) -> None:
            settled()
            # Kept until it can be saved, unless something newer was typed by now.
            if isinstance(error, StorageError):
                self._unsaved.setdefault(place, (text, epoch))
            if self.session.curtain.hidden:
                # What waits now may name somebody.
                self.mark_stale()
            self.session.failed.emit(sentence(error))

        if edit is not None:
            self.session.run(edit, then=lambda _done: settled(), failed=failed)
        else:
            settled()

    def _flush(self) -> None:
        """Save what is being typed, and try again what could not be saved before."""
        waiting = list(self._unsaved.items())
        self.page.flush()
        for place, (text, epoch) in waiting:
            if self._unsaved.get(place) == (text, epoch) and place not in self._retried:
                self._write_at(place, text, epoch)

    def _run(self, edit: Edit) -> None:
        self.session.run(edit)

    # Evidence and history

    def _answering_person(self) -> tuple[str, str] | None:
        voice, question = self.voice(), self.question()
        if voice is None or question is None or voice.respondent is None:
            return None
        return voice.respondent.id, question.id

    def _show_history(self) -> None:
        from ui.dialogs.history import HistoryDialog  # a dialog is built when it is asked for

        voice, question = self.voice(), self.question()
        if voice is None or question is None:
            return
        HistoryDialog(self.session, self.theme, question, *voice.entry(question), self).open()

    # Qt

    def leave(self) -> bool:
        self._flush()
        return True

    def toggle_inspector(self) -> None:
        super().toggle_inspector()
        if self.inspector.isVisible():
            self.mark_stale()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.window().width()
        narrow = width < NARROW
        self.stages.setVisible(not narrow)
        self.stages.setFixedWidth(self.theme.px(292 if width >= 1400 else 248))
        self._jump.setVisible(narrow)
        self.header.title.setVisible(not narrow)
        self._answering.setVisible(not narrow)
        self.page.compact(narrow or self.window().height() < 700)
        for hint in self._hints:
            if not isinstance(hint, int):
                hint.setVisible(width >= 1400)
