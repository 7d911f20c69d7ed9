"""Asking for date, roles present and scope, and what that will take in minutes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from ui.dialogs.base import Dialog
from ui.dialogs.packs import choose_files
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import Button, boxed, column, label, row
from workbench.actions import assessments, packs
from workbench.actions.packs import Shelf, Shelved
from workbench.analysis.summary import minutes
from workbench.domain.assessment import ScopeKind
from workbench.domain.content import Pack, Question
from workbench.domain.entity import new_id
from workbench.domain.role import Role
from workbench.domain.text import plural, short

ID = Qt.ItemDataRole.UserRole


def season_title(day: dt.date) -> str:
    """A title people would give: season and year, as seasons fall in the north."""
    names = ("Winter", "Spring", "Summer", "Autumn")
    return f"{names[day.month % 12 // 3]} {day.year}"


class NewAssessmentDialog(Dialog):
    """Begins an assessment."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(theme, "New assessment", parent, "Begin assessment", width=600)
        self.session = session
        self._pack: Pack | None = None
        self._source = ""
        self._shelved: tuple[Shelved, ...] = ()
        self._leaves: list[QTreeWidgetItem] = []
        self.head("New assessment")
        today = dt.date.today()
        self.assessment_title = QLineEdit(season_title(today))
        self.about = QLineEdit()
        self.about.setPlaceholderText("Such as 'Platform and operations'")
        self.date = QDateEdit(QDate(today.year, today.month, today.day))
        self.date.setCalendarPopup(True)
        self.field("Title", self.assessment_title)
        self.field("What is looked at (optional)", self.about)
        self.field("Date", self.date)
        self.pack = QComboBox()
        self.pack.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.pack.setMinimumContentsLength(30)
        self.bring = Button(theme, "Import…", self._import, look="small")
        self.bring.setAccessibleName("Import a content pack")
        packs_line = row(self.pack, self.bring, spacing=8)
        packs_line.setStretch(0, 1)
        self.field("Content pack", boxed(packs_line))
        self.pack.setAccessibleName("Content pack")
        self.roles = {role: QCheckBox(role.label) for role in Role}
        for box in self.roles.values():
            box.setChecked(True)
            box.toggled.connect(self._show_minutes)
        self.field("Roles present", boxed(row(*self.roles.values(), None, spacing=16)))
        self._scope = QButtonGroup(self)
        texts = (
            (ScopeKind.FULL, "Full", "every question"),
            (ScopeKind.QUICK, "Quick scan", "the lead question of each capability"),
            (ScopeKind.OWN, "Own selection", "choose capabilities and questions below"),
        )
        self.scopes: dict[ScopeKind, QRadioButton] = {}
        self._scope_words = dict.fromkeys(ScopeKind, "")
        lines = column(spacing=2)
        for kind, name, words in texts:
            button = QRadioButton(f"{name}: {words}")
            self.scopes[kind] = button
            self._scope.addButton(button)
            button.toggled.connect(self._show_minutes)
            lines.addWidget(button)
        self.scopes[ScopeKind.FULL].setChecked(True)
        self.field("Scope", boxed(lines))
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName("Questions to ask")
        self.tree.setMinimumHeight(theme.px(160))
        self.tree.itemChanged.connect(self._on_ticked)
        self.body.addWidget(self.tree, 1)
        self.minutes = label("", "strong", wrap=True)
        self.body.addSpacing(4)
        self.body.addWidget(self.minutes)
        self.primary.setEnabled(False)
        self._show_minutes()
        self.pack.currentIndexChanged.connect(self._on_chosen)
        self._read_shelf()

    def _read_shelf(self, select: str = "") -> None:
        """Read the packs, which takes a moment; the dialog is there at once."""
        self.session.jobs.pool(
            lambda _job: packs.shelf(),
            lambda shelf: self._on_shelf(shelf, select),
            lambda error: self.say(sentence(error)),
        )

    def _on_shelf(self, shelf: Shelf, select: str) -> None:
        self._shelved = shelf.packs
        self.say("\n".join(shelf.problems))
        self.pack.blockSignals(True)
        self.pack.clear()
        for each in shelf.packs:
            self.pack.addItem(short(each.name, 80))
        hashes = [each.pack.content_hash for each in shelf.packs]
        self.pack.setCurrentIndex(hashes.index(select) if select in hashes else 0)
        self.pack.blockSignals(False)
        self._on_chosen()

    def _import(self) -> None:
        dialog = choose_files(self)
        dialog.filesSelected.connect(lambda names: self._bring([Path(name) for name in names]))
        dialog.open()

    def _bring(self, files: list[Path]) -> None:
        def work(_job: object) -> str:
            return [packs.put_on_shelf(path).pack.content_hash for path in files][-1]

        self.session.jobs.pool(work, self._read_shelf, lambda error: self.say(sentence(error)))

    def _on_chosen(self) -> None:
        i = self.pack.currentIndex()
        if not 0 <= i < len(self._shelved):
            return
        self._pack, self._source = self._shelved[i].pack, self._shelved[i].source
        pack = self._pack
        self._leaves = []
        self.tree.clear()
        self.tree.blockSignals(True)
        for area in pack.areas:
            top = QTreeWidgetItem([area.title])
            for capability in pack.in_area(area.id):
                middle = QTreeWidgetItem([capability.name])
                for question in capability.questions:
                    leaf = QTreeWidgetItem([question.ask])
                    leaf.setData(0, ID, question.id)
                    lead = question.id in pack.lead_questions
                    leaf.setCheckState(0, Qt.CheckState.Checked if lead else Qt.CheckState.Unchecked)
                    middle.addChild(leaf)
                    self._leaves.append(leaf)
                middle.setFlags(
                    middle.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable
                )
                top.addChild(middle)
            top.setFlags(top.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
            self.tree.addTopLevelItem(top)
        self.tree.blockSignals(False)
        self.primary.setEnabled(True)
        self._show_minutes()

    def scope(self) -> ScopeKind:
        """The scope chosen."""
        return next(kind for kind, button in self.scopes.items() if button.isChecked())

    def _picked(self) -> list[str]:
        return [leaf.data(0, ID) for leaf in self._leaves if leaf.checkState(0) is Qt.CheckState.Checked]

    def _questions(self, scope: ScopeKind) -> list[Question]:
        pack = self._pack
        if pack is None:
            return []
        if scope is ScopeKind.FULL:
            return list(pack.questions)
        wanted = pack.lead_questions if scope is ScopeKind.QUICK else frozenset(self._picked())
        return [question for question in pack.questions if question.id in wanted]

    def _on_ticked(self) -> None:
        self.scopes[ScopeKind.OWN].setChecked(True)
        self._show_minutes()

    def _show_minutes(self) -> None:
        if not hasattr(self, "minutes"):
            return
        scope = self.scope()
        self.tree.setEnabled(self._pack is not None)
        self.tree.setVisible(scope is ScopeKind.OWN)
        pack = self._pack
        if pack is None:
            self.minutes.setText("Reading the questions…")
            return
        questions = self._questions(scope)
        present = [role for role, box in self.roles.items() if box.isChecked()]
        asked = [question for question in questions if set(question.roles) & set(present)]
        alone = ", ".join(
            f"{role.label} {minutes(sum(1 for q in questions if role in q.roles), pack.pace.alone)}"
            for role in present
        )
        together = minutes(len(asked), pack.pace.together)
        self.minutes.setText(
            f"{plural(len(asked), 'question')}: about {together} minutes together in a room. "
            f"Alone, in minutes: {alone or 'nobody is present'}."
        )

    def on_accept(self) -> None:
        pack = self._pack
        if pack is None:
            return
        present = [role for role, box in self.roles.items() if box.isChecked()]
        scope = self.scope()
        own = tuple(self._picked()) if scope is ScopeKind.OWN else ()
        date = self.date.date()
        new = new_id()
        try:
            edit = assessments.create(
                pack,
                self._source,
                self.assessment_title.text(),
                dt.date(date.year(), date.month(), date.day()),
                present,
                scope,
                own,
                assessment_id=new,
                about=self.about.text().strip(),
            )
        except ValueError as error:
            self.say(str(error))
            return
        self.primary.setEnabled(False)

        def done(_done: object) -> None:
            self.accept()
            self.session.open_assessment(new)

        def failed(error: Exception) -> None:
            self.primary.setEnabled(True)
            self.say(sentence(error))

        self.session.run(edit, done, failed)
