"""Practices checked per team or service: present, partly, absent, with the gaps counted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QMenu

from ui import settings as known
from ui.curtain import COVERED
from ui.dialogs.pasting import Pasting
from ui.screens.base import Screen
from ui.screens.entries.link_form import LinkForm
from ui.session import sentence
from ui.settings import Settings
from ui.waiting_texts import WaitingTexts
from ui.widgets.add_line import AddLine
from ui.widgets.auto_text import AutoText
from ui.widgets.figure_view import FigureView
from ui.widgets.parts import Button, boxed, column, empty_state, label, row, rule, set_look
from ui.widgets.put_away import PutAway
from workbench.actions import practices
from workbench.actions.edit import Edit
from workbench.charts import practices as chart
from workbench.domain.content import Catalogue, Use
from workbench.domain.practice import Practice, Presence, Subject
from workbench.domain.text import whole_line
from workbench.domain.topic import Topic
from workbench.exchange.inventories import SUBJECTS, try_subject

KEYS = {"P": Presence.PRESENT, "T": Presence.PARTLY, "A": Presence.ABSENT, "N": Presence.NOT_NEEDED}


class PracticesScreen(Screen):
    """A matrix to click through: each press goes on to the next answer."""

    key = "practices"
    title = "Practices"
    topics = frozenset({Topic.PRACTICES, Topic.ASSESSMENTS, Topic.RISKS, Topic.ACTIONS})
    has_inspector = True

    def _build(self) -> None:
        theme = self.theme
        self.selected = self._noted = ""
        self.unsaved = WaitingTexts(self.session)
        self.which = QComboBox()
        self.which.setAccessibleName("Which practices")
        self.which.setMaximumWidth(theme.px(260))
        self.header.add(self.which)
        self._finding = label("", "finding", wrap=True)
        self.matrix = FigureView(theme, name="Practices by team or service", keep_height=True)
        self.add_line = AddLine()
        self.add_line.setPlaceholderText("New team or service: its name, then Enter")
        self.add_line.setAccessibleName("Name of a new team or service; Enter adds it")
        self._trouble = label("", "bad", wrap=True)
        self._trouble.hide()
        head = row(label("Who has what", "section"), 8, self.add_line, spacing=8)
        head.setStretch(2, 1)
        self.content.addWidget(self._finding)
        self.content.addWidget(boxed(column(rule(), 4, boxed(head), self._trouble, self.matrix, spacing=8)))
        self._empty = empty_state(
            theme,
            "list-checks",
            "No team or service yet",
            "Name the teams or services to go through; then press a cell for each practice: present, partly, absent.",
        )
        self.content.addWidget(self._empty)
        self.content.addStretch(1)
        self._build_side()

    def _build_side(self) -> None:
        theme = self.theme
        self._where = label("", "label", wrap=True)
        self._name = label("", "title", wrap=True)
        self._text = label("", "second", wrap=True)
        self._points = label("", "second", wrap=True)
        self.buttons: dict[Presence, Button] = {}
        line = column(spacing=4)
        for key, presence in KEYS.items():
            button = Button(
                theme,
                presence.label,
                lambda presence=presence: self.say_presence(presence),
                look="small",
                key=key,
            )
            button.setCheckable(True)
            self.buttons[presence] = button
            line.addWidget(button)
        self.note = AutoText("Note", "What is there, what is missing", 3)
        self.links = LinkForm(theme)
        self._side = column(
            self._where,
            self._name,
            self._text,
            self._points,
            rule("hairline"),
            boxed(line),
            label("Note", "label"),
            self.note,
            self.links,
            spacing=10,
        )
        self._box = boxed(self._side)
        self._nothing = label("Choose a cell, and what the practice means stands here.", "muted", wrap=True)
        self.inspector_layout.addWidget(self._nothing)
        self.inspector_layout.addWidget(self._box)
        self.inspector_layout.addStretch(1)

    def _connect(self) -> None:
        self.matrix.pressed.connect(self._on_pressed)
        self.add_line.given.connect(self._on_add)
        self.add_line.rows.connect(self.paste)
        self.which.activated.connect(lambda _i: self.refresh())
        self.note.written.connect(self._on_note)
        self.links.given.connect(self._on_linked)
        self.links.go.connect(self.go)
        self.session.curtain.turned.connect(lambda _hidden: self._forget_note())
        PutAway(self.session.curtain, self.add_line)
        if not Settings().get(known.SINGLE_KEYS):
            return
        for key, presence in KEYS.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda presence=presence: self.say_presence(presence))

    @property
    def catalogues(self) -> list[Catalogue]:
        """The catalogues that are shown."""
        book = self.session.book
        if book is None:
            return []
        listed = [each for each in book.pack.catalogues if each.use is Use.CHECK]
        wanted = self.which.currentData()
        return [each for each in listed if each.id == wanted] or listed

    def refresh(self) -> None:
        book = self.session.book
        assert book is not None
        self._fill_choices([each for each in book.pack.catalogues if each.use is Use.CHECK])
        subjects, cells, shown = book.subjects, book.practices, self.catalogues
        self._finding.setText(f"{chart.title(shown, subjects, cells)}.")
        self.matrix.setVisible(bool(subjects and shown))
        self._empty.setVisible(not subjects)
        self.matrix.show_figure(lambda w, _h: chart.draw(shown, subjects, cells, w, self.selected))
        self._show_side()

    def _fill_choices(self, listed: list[Catalogue]) -> None:
        if [self.which.itemData(i) for i in range(1, self.which.count())] == [each.id for each in listed]:
            return
        self.which.clear()
        self.which.addItem("All practices", "")
        for each in listed:
            self.which.addItem(each.title, each.id)

    def _chosen(self) -> tuple[Subject, Catalogue, str] | None:
        book = self.session.book
        parts = self.selected.split("/")
        if book is None or len(parts) != 3:
            return None
        subject = book.get(Subject, parts[0])
        catalogue = book.pack.by_catalogue.get(parts[1])
        return (subject, catalogue, parts[2]) if subject is not None and catalogue is not None else None

    def _show_side(self) -> None:
        chosen, book = self._chosen(), self.session.book
        self._box.setVisible(chosen is not None)
        self._nothing.setVisible(chosen is None)
        if chosen is None or book is None:
            return
        subject, catalogue, item_id = chosen
        item = next((each for each in catalogue.entries if each.id == item_id), None)
        cell = book.practices.get((subject.id, catalogue.id, item_id))
        self._where.setText(f"{subject.title}: {catalogue.title}")
        self._name.setText(item.title if item else item_id)
        self._text.setText(item.text if item else "")
        self._text.setVisible(bool(item and item.text))
        self._points.setText("\n".join(f"• {each}" for each in item.points) if item else "")
        self._points.setVisible(bool(item and item.points))
        for presence, button in self.buttons.items():
            on = cell is not None and cell.presence is presence
            button.setChecked(on)
            set_look(button, "small-on" if on else "small")
        self.note.setEnabled(cell is not None)
        self.note.setPlaceholderText(
            "What is there, what is missing" if cell else "Say first whether it is there"
        )
        self.links.setVisible(cell is not None)
        if cell is not None:
            self.links.show_links(book, cell)
        kept = self.unsaved.value(cell.id, cell.note) if cell else ""
        text = self.session.curtain.said(kept)
        covered = cell is not None and "note" in self.session.curtain.covered(Practice, cell.id)
        self.note.cover(covered or text != kept)
        self.note.setToolTip(COVERED if self.note.isReadOnly() else "")
        if self._noted != self.selected:
            self._noted = self.selected
            self.note.start(text)
        else:
            self.note.show_text(text)

    # What people do

    def _on_pressed(self, key: str) -> None:
        if "/" not in key:
            self._pop_subject(key)
            return
        again = key == self.selected
        self.note.flush()
        self.selected = key
        if again:
            self._go_on()
        else:
            self.refresh()

    def _go_on(self) -> None:
        """A second press on a cell goes to the next answer, and after the last one back to none."""
        chosen, book = self._chosen(), self.session.book
        if chosen is None or book is None:
            return
        cell = book.practices.get((chosen[0].id, chosen[1].id, chosen[2]))
        order = [None, *Presence]
        now = cell.presence if cell is not None else None
        self.say_presence(order[(order.index(now) + 1) % len(order)], toggle=False)

    def say_presence(self, presence: Presence | None, toggle: bool = True) -> None:
        """Note whether the chosen practice is there; the same again takes it back."""
        chosen, book = self._chosen(), self.session.book
        if chosen is None or book is None:
            return
        subject, catalogue, item = chosen
        cell = book.practices.get((subject.id, catalogue.id, item))
        if toggle and cell is not None and cell.presence is presence:
            presence = None
        self.run(practices.note(book.assessment.id, subject.id, catalogue.id, item, presence))

    def _forget_note(self) -> None:
        """Names were hidden or shown: the note is filled in anew."""
        self._noted = ""

    def _on_note(self, text: str, epoch: int) -> None:
        chosen, book = self._chosen(), self.session.book
        if chosen is None or book is None:
            return
        subject, catalogue, item = chosen
        cell = book.practices.get((subject.id, catalogue.id, item))
        if cell is None or text == self.unsaved.value(cell.id, cell.note):
            return

        def failed(error: Exception) -> None:
            self.trouble(sentence(error))
            if self.session.curtain.hidden:
                # What waits now may name somebody.
                self.mark_stale()

        self.trouble("")
        edit = practices.change(cell.id, f"practice:{cell.id}:{epoch}", note=text)
        self.unsaved.write(cell.id, text, edit, failed)

    def _on_linked(self, cell_id: str, field: str, value: Any, merge: str) -> None:
        edit = practices.change(cell_id, merge, **{field: value})

        def refused(error: Exception) -> None:
            self.links.landed(cell_id, field)
            self.links.say(field, sentence(error))

        self.session.run(edit, lambda _done: self.links.landed(cell_id, field), refused)

    def _on_add(self, text: str) -> None:
        book = self.session.book
        if book is None:
            return

        def refused(error: Exception) -> None:
            self.trouble(sentence(error))
            self.add_line.refused(text, error)

        self.trouble("")
        edit = practices.add_subject(book.assessment.id, whole_line(text))
        self.session.run(edit, lambda _done: self.add_line.landed(text), refused)

    def paste(self, text: str) -> None:
        """Add one team or service per line that was pasted, after a look at them."""
        Pasting(
            self.session,
            self.theme,
            "teams and services",
            SUBJECTS,
            "title",
            try_subject,
            lambda book, rows: practices.add_subjects(book.assessment.id, [row["title"] for row in rows]),
            self.trouble,
        ).ask(text, self.window())

    def _pop_subject(self, subject: str) -> None:
        book = self.session.book
        known = book.get(Subject, subject) if book is not None else None
        if book is None or known is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Rename…", lambda: self._rename(known))
        menu.addAction("Remove", lambda: self._remove(known))
        menu.popup(self.cursor().pos())

    def _rename(self, subject: Subject) -> None:
        from PySide6.QtWidgets import QInputDialog  # only when asked for

        if self.session.curtain.covered(Subject, subject.id):
            self.say.emit(COVERED)
            return
        name, fine = QInputDialog.getText(self, "Rename", "Team or service", text=subject.title)
        if fine and name.strip():
            self.run(practices.rename_subject(subject.id, whole_line(name)))

    def _remove(self, subject: Subject) -> None:
        book = self.session.book
        if book is not None:
            self.run(practices.remove_subject(book.assessment.id, subject.id))
            self.removed.emit("A team or service was removed")

    def run(self, edit: Edit) -> None:
        """Do an edit; where it is refused, say why above the matrix."""
        self.trouble("")
        self.session.run(edit, failed=lambda error: self.trouble(sentence(error)))

    def trouble(self, text: str) -> None:
        """Say above the matrix what did not work; '' takes it back."""
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))

    def leave(self) -> bool:
        self.note.flush()
        self.unsaved.again()
        self.add_line.flush()
        return True

    def arrive(self, details: Any) -> None:
        if isinstance(details, str):
            self.selected = details
            self.refresh()

    def take_focus(self) -> None:
        (self.matrix if self.matrix.isVisible() else self.add_line).setFocus()
