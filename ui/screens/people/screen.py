"""People and talent: who the change depends on. Influence, stance and figures of single people are confidential."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.dialogs.forget import ForgetDialog
from ui.dialogs.pick import Choice
from ui.models.entries import Column
from ui.screens.entries import EntryScreen
from ui.screens.people import listing
from ui.screens.people.desk import OfferDesk
from ui.screens.people.map_page import MapPage
from ui.screens.people.offers import OfferBox, waiting
from ui.screens.people.skill_box import SkillBox
from ui.screens.people.skills_page import SkillsPage, at_cell, matrix_rows
from ui.widgets.entry_form import Field, Group
from ui.widgets.examples import Examples
from ui.widgets.parts import Button, IconLabel, boxed, column, label, row
from ui.widgets.segmented import Segmented
from workbench.actions import talents
from workbench.actions.edit import Edit
from workbench.analysis.people import role_words
from workbench.charts import skills, stakeholders
from workbench.domain.book import Book
from workbench.domain.talent import Talent
from workbench.domain.text import plural
from workbench.domain.topic import Topic

MAP, SKILLS, LIST = "map", "skills", "list"
TIGHT, ROOMY = 860, 1000


class TalentsScreen(EntryScreen):
    """Talents and stakeholders on a map, by their skills, or as the list."""

    key = "talents"
    title = "People and talent"
    topics = frozenset(
        {Topic.TALENTS, Topic.ASSESSMENTS, Topic.ROLES, Topic.OBSTACLES, Topic.RISKS, Topic.ACTIONS}
    )
    kind = Talent
    edits = talents
    # It has examples of its own.
    first_examples = False
    noun = "person"
    nouns = "people"
    list_title = "People"
    title_field = "role_title"
    icon = "users-round"
    empty_title = "Nobody listed yet"
    empty_text = "Begin with those whose word counts, and with the quiet ones who already automate. The catalogue asks the questions that find them."
    accept_pick = "Add people"

    # What it is made of

    def build_head(self) -> None:
        self._side_before = False
        self.view = Segmented(self.theme, [(MAP, "Map"), (SKILLS, "Skills"), (LIST, "List")], "View")
        self.view.take(MAP)
        self._view = MAP
        self.redact = Button(self.theme, "Redact names", self.turn_names, icon_name="eye-off", key="R")
        self.redact.setCheckable(True)
        self.redact.setAccessibleDescription(
            "Names are hidden on every screen, so that they can be shown to others."
        )
        self.header.add(self.view, self.redact)

    def _build(self) -> None:
        super()._build()
        self.offers = OfferBox(self.theme)
        self.content.insertWidget(1, self.offers)
        self.examples = Examples(
            self.theme, "Or begin with one of these; each is a question, 'who is that here?'"
        )
        self.content.insertWidget(self.content.count() - 1, self.examples)

    def build_plot(self) -> QWidget | None:
        self.map = MapPage(self.theme)
        self.skills = SkillsPage(self.theme)
        return boxed(column(self.map, self.skills, spacing=0))

    def _build_list(self) -> QWidget:
        self.list_box = super()._build_list()
        return self.list_box

    def build_details(self, layout: QVBoxLayout) -> None:
        said = "Names and every figure here are confidential and left out of exports; reports carry counts alone."
        words = label(said, "second", wrap=True)
        mark = row(IconLabel(self.theme, "lock", "ink3", 14), words, spacing=8)
        mark.setStretch(1, 1)
        layout.addLayout(mark)

    def _build_side(self) -> None:
        super()._build_side()
        self.skill_box = SkillBox(self.theme)
        self.details.addWidget(self.skill_box)
        self.forget = Button(self.theme, "Forget this person…", self.forget_chosen, look="link")
        self.details.addWidget(self.forget)

    def _connect(self) -> None:
        super()._connect()
        self.view.chosen.connect(self.show_view)
        self.map.chosen.connect(self._on_map)
        self.map.dropped.connect(self._on_dropped)
        self.skills.chosen.connect(self.choose)
        self.skills.cell.connect(self._on_cell)
        self.skills.graded.connect(self._on_graded)
        self.skills.edited.connect(self.on_edited)
        self.skill_box.graded.connect(lambda key, value: self._on_graded(self.selected, key, value))
        self.skill_box.awarded.connect(lambda on: self.change(self.selected, {"award": on}))
        self.offers.shown.connect(self.choose)
        self.desk = OfferDesk(self.offers, self._book, self.run)
        self.desk.done.connect(self.removed)
        self.examples.taken.connect(lambda key: self._on_picked([key]))

    # What is shown

    def columns(self) -> Sequence[Column]:
        return listing.columns(lambda: not self.redacted, self._book)

    @property
    def redacted(self) -> bool:
        """Whether names are hidden."""
        return self.session.curtain.hidden

    def _book(self) -> Book:
        assert self.session.book is not None
        return self.session.book

    def fields(self) -> Sequence[Field | Group | tuple[Field, Field]]:
        return listing.fields()

    def haystack(self, entry: Any) -> str:
        return listing.haystack(entry, not self.redacted)

    def all_entries(self, book: Book) -> Sequence[Any]:
        return book.talents

    def context(self, book: Book) -> Any:
        return book.pack.content_hash

    def finding(self, shown: Sequence[Any]) -> str:
        if self._view == SKILLS and shown:
            return f"{skills.title(matrix_rows(self._book()), shown)}."
        return f"{stakeholders.title(shown, not self.redacted)}."

    def name(self, entry: Any) -> str:
        return f"{entry.code}"

    def refresh(self) -> None:
        book = self._book()
        people = book.talents
        super().refresh()
        for each in (self.view, self.redact):
            each.setVisible(bool(people))
        self.redact.setChecked(self.redacted)
        self._fit_head()
        self.list_box.setVisible(self._view == LIST or not people)
        assert self.plot_box is not None
        self.plot_box.setVisible(self._view != LIST and bool(people))
        offered = waiting(people, book.obstacles) if self._view != SKILLS else ([], [])
        self.offers.show_people(*offered)
        self.examples.setVisible(not people)
        self.examples.show_entries([(each.id, each.title, each.detail) for each in book.pack.talents])

    def show_plot(self, book: Book) -> None:
        self.map.setVisible(self._view == MAP)
        self.skills.setVisible(self._view == SKILLS)
        names = not self.redacted
        if self._view == MAP:
            by_roles = self.session.curtain.by_roles
            self.map.show_people(
                book.talents, self.selected, names, self._map_height(), by_roles.talents if by_roles else ()
            )
        elif self._view == SKILLS:
            self.skills.show_people(book, self.selected, names, self.covered)

    def show_details(self, book: Book, entry: Any) -> None:
        each: Talent = entry
        self.head("Talent or stakeholder", "chip-plain")
        listing.show_person(self.form, each, book.pack, self.redacted)
        self.skill_box.show_person(book.pack, each)
        # Whose name is not known, or hidden, cannot be asked for by it.
        self.forget.setVisible(bool(each.name.strip()) and not self.redacted)

    def show_view(self, key: str) -> None:
        """Show the map, the skills or the list. Skills need the width, so the side panel gives way to them."""
        self.view.take(key)
        before, self._view = self._view, key
        if key == SKILLS and before != SKILLS:
            self._side_before = self.inspector.isVisible()
            self.inspector.hide()
        elif before == SKILLS and key != SKILLS and self._side_before:
            self.inspector.show()
        if len(self.table.marked) > 1:
            self.table.mark([self.selected])
        focus = QApplication.focusWidget()
        inside = focus is not None and self.body.isAncestorOf(focus)
        if self.ready:
            self.refresh()
            if inside:
                self.take_focus()

    def take_focus(self) -> None:
        if not self.ready or not self._book().talents or self._view == LIST:
            super().take_focus()
        elif self._view == SKILLS and self.skills.grid is not None:
            self.skills.grid.setFocus()
        else:
            self.map.plot.setFocus()

    def add_one(self) -> None:
        if self._view != LIST:
            self.show_view(LIST)
        super().add_one()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()
        if self.ready and not self._stale and self._view == MAP:
            self.map.plot.setFixedHeight(self._map_height())

    def toggle_inspector(self) -> None:
        super().toggle_inspector()
        self._fit_head()

    def _map_height(self) -> int:
        return self.theme.px(max(280, min(520, self.window().height() / self.theme.scale * 0.5)))

    def _fit_head(self) -> None:
        """Let words of buttons give way to their icons where the header is short."""
        side = self.inspector.width() if self.inspector.isVisible() else 0
        room = self.width() - side
        tight = room < self.theme.px(TIGHT)
        self._catalogue.setText("" if tight else "Catalogue…")
        self._catalogue.setAccessibleName("Pick people from the catalogue")
        words = "Show names" if self.redacted else "Redact names"
        note = "names hidden" if self.redacted else "confidential"
        people = self.session.book.talents if self.session.book is not None else []
        count = f"{plural(len(people), 'person', 'people')}, "
        # There is no room for a note beside the whole words of all buttons.
        squeezed = not people or self.theme.px(TIGHT) <= room < self.theme.px(ROOMY)
        self.header.note.setText("" if squeezed else note if tight else f"{count}{note}")
        self.header.fit(round(self.window().width() / self.theme.scale))
        self.redact.setText("" if tight else words)
        self.redact.setAccessibleName(words)
        self.redact.setToolTip(f"{words} (R)")

    def turn_names(self) -> None:
        """Hide names everywhere, or show them again."""
        self.go.emit("names", None)
        # A press alone checks the button; what counts is the switch.
        self.redact.setChecked(self.redacted)

    def forget_chosen(self) -> None:
        """Take everything that names the chosen person out of the workspace, after a look at what that is."""
        each = self.chosen_entry
        if each is not None and not self.redacted:
            self.leave()
            ForgetDialog(self.session, self.theme, self.window(), each.name).open()

    # What people do

    def _on_map(self, key: str) -> None:
        if not key.startswith(stakeholders.MORE):
            self.choose(key)
        elif key == stakeholders.OPEN:
            self._pop([each for each in self._book().talents if None in (each.influence, each.stance)])
        else:
            at = tuple(int(part) for part in key.removeprefix(stakeholders.MORE).split(":"))
            self._pop([each for each in self._book().talents if (each.influence, each.stance) == at])

    def _pop(self, people: Sequence[Talent]) -> None:
        if people:
            self.pop_choices([(f"{each.code}  {role_words(each)}", each.id) for each in people])

    def _on_dropped(self, entry_id: str, value: tuple[int, int]) -> None:
        edit = talents.change(entry_id, influence=value[0], stance=value[1])
        # Chosen only then: drawing anew in between would lose a step where keys come fast.
        self.run(edit, lambda: self.choose(entry_id))

    def _on_cell(self, competence: str, level: str) -> None:
        self._pop(at_cell(self._book(), competence, level))

    def _on_graded(self, entry_id: str, competence: str, value: int | None) -> None:
        self.run(talents.set_competence(entry_id, competence, value))

    # Edits

    def catalogue(self, book: Book) -> Sequence[Choice]:
        return [Choice(each.id, each.title, each.detail, "Who to look for") for each in book.pack.talents]

    def pick_edit(self, book: Book, choice_id: str) -> Edit:
        each = next(one for one in book.pack.talents if one.id == choice_id)
        # The catalogue asks 'who?'; the question stays as the note until someone is found.
        return talents.add(book.assessment.id, each.title, note=each.detail)
