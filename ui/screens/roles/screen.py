"""Roles and levels: the form the SRE role takes, the people needed at each level, and what each level expects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from ui.screens.base import Screen
from ui.screens.roles.inputs import Inputs
from ui.screens.roles.levels import Levels
from ui.screens.roles.models import Models, ReasonDialog, advice_words
from ui.screens.roles.sheet import SheetDialog
from ui.session import sentence
from ui.waiting_texts import WaitingTexts
from ui.widgets.fields import TextControl
from ui.widgets.parts import Button, boxed, column, label, row, section
from ui.widgets.plot_view import PlotView
from workbench.actions import role_plan
from workbench.actions.edit import Edit
from workbench.analysis.people import Placing, placing, role_words
from workbench.analysis.role_form import Recommendation, advise, against_advice, plan_words
from workbench.charts import skills
from workbench.charts.words import one_line
from workbench.domain.book import Book
from workbench.domain.role_plan import RolePlan
from workbench.domain.talent import Talent
from workbench.domain.text import plural
from workbench.domain.topic import Topic

BEGIN = (
    "Say how many people build and run software, and in how many teams: a form of the role is recommended from that, "
    "each reason with its points. Then say whom each level needs."
)
FIRST = (
    "Nobody is needed yet. Most begin with two people who know their own services well, part time at first."
)
TYPED = ("engineers", "teams", "reason")
"""The fields that are typed: none of it is lost where it cannot be saved."""
NEEDS_REASON = "The figures recommend another form: say why it is this one. What was there before is kept."


def placed(book: Book) -> Placing:
    """Everybody by skill level, against what the plan needs."""
    plan = book.role_plan
    needed = plan.needed if plan is not None else {}
    return placing(book.pack.skill_levels, book.pack.competences, book.talents, needed)


class RolesScreen(Screen):
    """The role plan of an assessment."""

    key = "roles"
    title = "Roles and levels"
    topics = frozenset({Topic.ROLES, Topic.TALENTS, Topic.ANSWERS, Topic.TARGETS, Topic.ASSESSMENTS})

    def _build(self) -> None:
        theme = self.theme
        self._sheet = Button(
            theme, "Interview sheet…", self.open_sheet, look="primary", icon_name="file-text"
        )
        self.header.add(self._sheet)
        self._turned = False
        self.unsaved = WaitingTexts(self.session)
        self._finding = label("", "finding", wrap=True)
        self._trouble = label("", "bad", wrap=True)
        self._trouble.hide()
        self.inputs = Inputs(theme)
        self.models = Models(theme)
        self.levels = Levels(theme)
        self.expected = PlotView(theme, "What each level expects", keep_height=True, zooms=False)
        self._expected_note = label("", "muted")
        self.content.addWidget(self._finding)
        self._hint = label(BEGIN, "second", wrap=True)
        self.content.addWidget(self._hint)
        self.content.addWidget(self._trouble)
        self.content.addWidget(section("Form of the SRE role"))
        self.content.addWidget(self.inputs)
        self.content.addWidget(self.models)
        self.content.addWidget(self._build_reason())
        self._levels_note = label("", "muted")
        self.content.addWidget(section("Levels: needed and placed", "", self._levels_note))
        self.content.addWidget(self._build_first())
        self.content.addWidget(self.levels)
        self.content.addWidget(section("What each level expects", "", self._expected_note))
        self.content.addWidget(self.expected)
        self.content.addStretch(1)

    def _build_first(self) -> QWidget:
        """What stands over the levels while nobody is needed yet."""
        self._first = Button(self.theme, "", self._on_first, look="small", icon_name="plus")
        line = row(label(FIRST, "second", wrap=True), self._first, spacing=12)
        line.setStretch(0, 1)
        self._first_box = boxed(line)
        return self._first_box

    def _build_reason(self) -> QWidget:
        self.reason = TextControl("Why this form", "What decided it", 2)
        self._reason_head = label("", "label")
        self._reason_head.setBuddy(self.reason)
        self._reason_trouble = label("", "warn", wrap=True)
        self._reason_box = boxed(column(self._reason_head, self.reason, self._reason_trouble, spacing=4))
        return self._reason_box

    def _connect(self) -> None:
        self.inputs.given.connect(self._on_input)
        self.reason.given.connect(self._on_reason)
        self.session.curtain.turned.connect(lambda _hidden: self._on_curtain())
        self.models.chosen.connect(self.choose)
        self.levels.needed.connect(self._on_needed)
        self.levels.placed.connect(self._on_placed)
        self.levels.sheet.connect(self.open_sheet)

    # What is shown

    def _book(self) -> Book:
        assert self.session.book is not None
        return self.session.book

    def advice(self) -> Recommendation:
        """What is recommended by what is known now."""
        return advise(self._book().role_plan, self.session.standing.overall.level)

    def refresh(self) -> None:
        book = self._book()
        pack, found = book.pack, placed(book)
        plan = book.role_plan or RolePlan(id="", assessment=book.assessment.id)
        kept = {key: self.unsaved.value(key, None) for key in TYPED if self.unsaved.waits(key)}
        kept, behind = self.session.curtain.waiting(RolePlan, plan.id, kept)
        plan = replace(plan, **kept)
        advice = self.advice()
        self._finding.setText(plan_words(pack.role_models, book.role_plan, advice, found))
        level = self.session.standing.overall.level
        self.inputs.show_plan(
            plan, f"{level} {pack.level_name(level)}" if level is not None else "Not rated yet"
        )
        self.models.show_models(pack, advice, plan.model)
        self._show_reason(plan, advice, behind)
        self.levels.show_levels(pack, found)
        self._levels_note.setText(
            f"{plural(found.needed, 'person', 'people')} needed, {found.placed} placed by their competences"
        )
        first = pack.skill_levels[1:3]
        self._first_box.setVisible(not found.needed and len(first) == 2)
        self._first.setText(f"One each at {' and '.join(each.id for each in first)}")
        self._hint.setVisible(book.role_plan is None)
        self._sheet.setEnabled(bool(pack.skill_levels))
        self.expected.show_figure(lambda w, _h: skills.expected(pack.competences, pack.skill_levels, w))
        core = any(each.core for each in pack.competences)
        self._expected_note.setText(
            "0 none yet to 5 sets the standard"
            + ("; a competence in bold is core and must be met" if core else "")
        )

    def _show_reason(self, plan: RolePlan, advice: Recommendation, behind: frozenset[str]) -> None:
        against = against_advice(plan.model, advice)
        self._reason_box.setVisible(bool(plan.model))
        self._reason_head.setText("Why not the form that is recommended" if against else "Why this form")
        self.reason.cover(self._reason_covered() or "reason" in behind)
        if self._turned:
            self.reason.start(plan.reason)
        else:
            self.reason.show_value(plan.reason)
        self._turned = False
        missing = against and not plan.reason.strip()
        self._say_reason(
            "The figures recommend another form by now: say why it stays, or choose that one."
            if missing
            else ""
        )

    def _reason_covered(self) -> bool:
        """Whether the reason shows roles in place of names now, and so is not edited."""
        plan = self._book().role_plan
        return plan is not None and "reason" in self.session.curtain.covered(RolePlan, plan.id)

    def _on_curtain(self) -> None:
        """Names were hidden or shown: the reason is filled in anew."""
        self._turned = True

    def _say_reason(self, text: str) -> None:
        self._reason_trouble.setText(text)
        self._reason_trouble.setVisible(bool(text))

    def take_focus(self) -> None:
        self.inputs.engineers.setFocus()

    def arrive(self, details: Any) -> None:
        """Nothing on this screen is chosen from elsewhere."""

    def leave(self) -> bool:
        self._flush()
        return True

    def _flush(self) -> None:
        """Save what is being typed, and try again what could not be saved before."""
        self.inputs.flush()
        self.reason.flush()
        self.unsaved.again()

    # What people do

    def run(self, edit: Edit) -> None:
        """Do an edit; where it is refused, say why under the finding."""
        self._say("")
        self.session.run(edit, failed=lambda error: self._say(sentence(error)))

    def _say(self, text: str) -> None:
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))

    def _on_input(self, field: str, value: Any, merge: str) -> None:
        edit = role_plan.change(self._book().assessment.id, merge, **{field: value})
        if field in TYPED:
            self._write(field, value, edit)
        else:
            self.run(edit)

    def _write(self, field: str, value: Any, edit: Edit) -> None:
        """Save what was typed into a field; what the disk refuses stays there and waits."""

        def failed(error: Exception) -> None:
            self._say(sentence(error))
            if self.session.curtain.hidden:
                # What waits now may name somebody.
                self.mark_stale()

        self._say("")
        self.unsaved.write(field, value, edit, failed)

    def _on_reason(self, text: str, epoch: int) -> None:
        book = self._book()
        plan = book.role_plan
        if plan is not None and against_advice(plan.model, self.advice()) and not text.strip():
            self._say_reason(NEEDS_REASON)
            return
        edit = role_plan.change(book.assessment.id, f"roles:reason:{epoch}", reason=text)
        self._write("reason", text, edit)

    def choose(self, model: str) -> None:
        """Take a form; one with fewer points than another asks for a reason first."""
        book, advice = self._book(), self.advice()
        self._flush()
        each = next((one for one in book.pack.role_models if one.id == model), None)
        if each is None:
            return
        if not against_advice(model, advice):
            self.run(role_plan.change(book.assessment.id, model=model))
            return
        known = self.unsaved.value("reason", book.role_plan.reason if book.role_plan is not None else "")
        # What only stands for the reason must not take its place.
        known = "" if self._reason_covered() or self.session.curtain.said(known) != known else known
        dialog = ReasonDialog(
            self.theme, one_line(each.title), advice_words(book.pack, each, advice), known, self.window()
        )
        dialog.taken.connect(
            lambda reason: self._write(
                "reason", reason, role_plan.change(book.assessment.id, model=model, reason=reason)
            )
        )
        dialog.open()

    def _on_needed(self, level: str, count: int) -> None:
        box = self.levels.counts[level]

        def refused(error: Exception) -> None:
            box.landed()
            self._say(sentence(error))
            self.refresh()

        edit = role_plan.need(self._book().assessment.id, level, count, f"roles:need:{level}")
        self._say("")
        self.session.run(edit, then=lambda _done: self._on_landed(level), failed=refused)

    def _on_first(self) -> None:
        """Need one person each at the second and the third level."""
        book = self._book()
        needed = {each.id: 1 for each in book.pack.skill_levels[1:3]}
        self.run(role_plan.change(book.assessment.id, needed=needed))

    def _on_landed(self, level: str) -> None:
        box = self.levels.counts.get(level)
        if box is not None and self.session.book is not None:
            box.landed()
            plan = self._book().role_plan
            box.show_value(plan.needed.get(level, 0) if plan is not None else 0)

    def _on_placed(self, level: str) -> None:
        """List who is placed at a level, by role; each leads to the person."""
        found = next((each for each in placed(self._book()).levels if each.level.id == level), None)
        people: Sequence[Talent] = found.placed if found is not None else ()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in people:
            words = f"{each.code}  {role_words(each)}"[:80].replace("&", "&&")
            menu.addAction(words, lambda each=each: self.go.emit("talents", each.id))
        if people:
            menu.popup(self.cursor().pos())

    def open_sheet(self, level: str = "") -> None:
        """Make an interview sheet; for the level that lacks most people, where none is named."""
        levels = placed(self._book()).levels
        if not level and levels:
            level = min(levels, key=lambda each: each.difference).level.id
        SheetDialog(self.session, self.theme, level, self.window()).open()
