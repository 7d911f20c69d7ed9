"""People and talent: who the change depends on. Influence and stance are confidential."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from ui.dialogs.pick import Choice
from ui.models.entries import Cell, Column, text_cell
from ui.screens.entries import EntryScreen
from ui.widgets import entry_form as forms
from ui.widgets.entry_form import Field, Group
from ui.widgets.parts import Button, IconLabel, label, row
from workbench.actions import talents
from workbench.actions.edit import Edit
from workbench.charts import glyphs
from workbench.charts.calendar import day_words
from workbench.charts.words import one_line
from workbench.domain.book import Book
from workbench.domain.talent import STANCES, Talent
from workbench.domain.text import plural, sentence_case, spelled
from workbench.domain.topic import Topic

INFLUENCE = ("Little", "Own team", "Several teams", "A whole department", "The whole organisation")
STRONG = 4
_TOKENS = {-2: "bad", -1: "warn", 0: "ink2", 1: "ok", 2: "ok"}


def stance_cell(talent: Talent) -> Cell:
    """The stance in words."""
    if talent.stance is None:
        return text_cell("not noted", "ink3")
    return text_cell(STANCES[talent.stance], _TOKENS[talent.stance], 500)


def finding(people: Sequence[Talent]) -> str:
    """Say who has to be won, and who can be leaned on."""
    if not people:
        return "Nobody listed yet."
    strong = [each for each in people if (each.influence or 0) >= STRONG and each.stance is not None]
    if not strong:
        return f"{sentence_case(spelled(len(people)))} {'person' if len(people) == 1 else 'people'} listed; influence and stance are still to be noted."
    against = sorted(
        (each for each in strong if (each.stance or 0) < 0),
        key=lambda each: (-(each.influence or 0), each.stance or 0),
    )
    favour = sum(1 for each in strong if (each.stance or 0) > 0)
    count = f"{sentence_case(spelled(favour))} of {spelled(len(strong))} influential people {'is' if favour == 1 else 'are'} in favour"
    if not against:
        return f"{count}; none of them holds out."
    return f"{count}. The most influential holdout: {one_line(against[0].role_title)[:80]}."


class TalentsScreen(EntryScreen):
    """The list of talents and stakeholders."""

    key = "talents"
    title = "People and talent"
    topics = frozenset({Topic.TALENTS, Topic.ASSESSMENTS})
    kind = Talent
    noun = "person"
    nouns = "people"
    list_title = "People"
    title_field = "role_title"
    icon = "users-round"
    empty_title = "Nobody listed yet"
    empty_text = "Begin with those whose word counts, and with the quiet ones who already automate. The catalogue asks the questions that find them."
    accept_pick = "Add people"

    def build_head(self) -> None:
        self.redacted = False
        self.redact = Button(self.theme, "Redact names", self.toggle_redaction, icon_name="eye-off", key="R")
        self.redact.setCheckable(True)
        self.redact.setAccessibleDescription(
            "Names are hidden on this screen, so that it can be shown to others."
        )
        self.header.add(self.redact)

    def build_details(self, layout: QVBoxLayout) -> None:
        words = label("Influence and stance are confidential and left out of reports.", "second", wrap=True)
        mark = row(IconLabel(self.theme, "lock", "ink3", 14), words, spacing=8)
        mark.setStretch(1, 1)
        layout.addLayout(mark)

    def _connect(self) -> None:
        super()._connect()
        self.bind("R", self.toggle_redaction)

    def columns(self) -> Sequence[Column]:
        return (
            Column("", 46, lambda each: text_cell(each.code, "ink2"), lambda each: each.position),
            Column(
                "Role",
                0,
                lambda each: text_cell(each.role_title),
                lambda each: each.role_title.casefold(),
                edits=True,
            ),
            Column("Name", 130, self._name_cell, lambda each: each.name.casefold(), least=820),
            Column(
                "Team",
                120,
                lambda each: text_cell(each.team or "–", "ink2"),
                lambda each: each.team.casefold(),
                least=700,
            ),
            Column(
                "Influence",
                84,
                lambda each: Cell(
                    str(each.influence or "not noted"), marks=tuple(glyphs.dots(0, 0, each.influence))
                ),
                lambda each: -(each.influence or 0),
            ),
            Column("Stance", 212, stance_cell, lambda each: (each.stance is None, each.stance or 0)),
            Column(
                "Due",
                100,
                lambda each: text_cell(day_words(each.due) if each.due else "–", "ink2"),
                lambda each: (each.due is None, each.due),
                least=900,
            ),
        )

    def _name_cell(self, each: Talent) -> Cell:
        if self.redacted and each.name:
            return text_cell("Hidden", "ink3", icon="eye-off")
        return text_cell(each.name or "–", "ink2")

    def fields(self) -> Sequence[Field | Group | tuple[Field, Field]]:
        return (
            forms.title("role_title", "Role"),
            forms.line("name", "Name", "Only where it is needed"),
            forms.line("team", "Team"),
            Group("Confidential"),
            forms.steps("influence", "Influence", INFLUENCE),
            forms.steps("stance", "Stance", [STANCES[step] for step in range(-2, 3)], low=-2, high=2),
            Group("Talent"),
            forms.text("strengths", "Strengths", "What this person does well"),
            forms.line("advocate_for", "Could speak up for", "A team, or a part of SRE"),
            forms.text("goal", "Goal that proves the next step", "", 2),
            forms.line("training", "Training offered"),
            forms.date("due", "Due"),
            forms.text("note", "Note"),
        )

    def haystack(self, entry: Any) -> str:
        each: Talent = entry
        name = "" if self.redacted else each.name
        stance = STANCES[each.stance] if each.stance is not None else ""
        return " ".join((each.code, each.role_title, name, each.team, stance, each.strengths, each.goal))

    def all_entries(self, book: Book) -> Sequence[Any]:
        return book.talents

    def context(self, book: Book) -> Any:
        return self.redacted

    def finding(self, shown: Sequence[Any]) -> str:
        return finding(shown)

    def name(self, entry: Any) -> str:
        return f"{entry.code}"

    def refresh(self) -> None:
        book = self.session.book
        assert book is not None
        self.header.note.setText(f"{plural(len(book.talents), 'person', 'people')}, confidential")
        self.header.fit(self.window().width())
        super().refresh()

    def show_details(self, book: Book, entry: Any) -> None:
        self.head("Talent or stakeholder", "chip-plain")
        self.form.hide_field("name", self.redacted)

    def toggle_redaction(self) -> None:
        """Hide names on this screen, or show them again."""
        self.form.flush()
        self.redacted = not self.redacted
        self.redact.setChecked(self.redacted)
        self.redact.setText("Show names" if self.redacted else "Redact names")
        self.model.forget_words()
        if self.ready:
            self.refresh()

    # Edits

    def add_edit(self, book: Book, title: str, entry_id: str) -> Edit:
        return talents.add(book.assessment.id, title, entity_id=entry_id)

    def change_edit(self, entry_id: str, field: str, value: Any, merge: str) -> Edit:
        return talents.change(entry_id, merge, **{field: value})

    def remove_edit(self, book: Book, entry_id: str) -> Edit:
        return talents.remove(entry_id)

    def catalogue(self, book: Book) -> Sequence[Choice]:
        return [Choice(each.id, each.title, each.detail, "Who to look for") for each in book.pack.talents]

    def pick_edit(self, book: Book, choice_id: str) -> Edit:
        each = next(one for one in book.pack.talents if one.id == choice_id)
        # The catalogue asks 'who?'; the question stays as the note until someone is found.
        return talents.add(book.assessment.id, each.title, note=each.detail)
