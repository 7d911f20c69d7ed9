"""What the inventories have in common: a finding, perhaps a plot, the list, and the details in the side panel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import settings as known
from ui.curtain import COVERED, COVERED_FIELDS
from ui.dialogs.pick import Choice, PickDialog
from ui.models.entries import EntryModel
from ui.screens.entries.many import ManyBox
from ui.screens.entries.rows import RowWork
from ui.session import OnError, sentence
from ui.settings import Settings
from ui.widgets.add_line import AddLine
from ui.widgets.cell_trouble import CellTrouble
from ui.widgets.entry_form import EntryForm
from ui.widgets.entry_table import EntryTable
from ui.widgets.examples import Examples
from ui.widgets.fields_links import LinkButton, LinksControl
from ui.widgets.parts import Button, IconButton, boxed, clear, column, empty_state, label, row, rule, set_look
from ui.widgets.put_away import PutAway
from workbench.actions.edit import Edit, together
from workbench.charts.words import one_line
from workbench.domain.book import Book
from workbench.domain.entity import new_id
from workbench.domain.text import whole_line
from workbench.exchange.columns import Kind
from workbench.storage.errors import StorageError

ADD_WIDTH, FILTER_WIDTH = 160, 120
QUICK, PLOT_DELAY, FIRST = 200, 120, 4


class EntryScreen(RowWork):
    """The screen of an inventory: everything that is the same whatever it lists."""

    def _build(self) -> None:
        theme = self.theme
        self.selected = ""
        self._unsaved: dict[tuple[str, str], tuple[Any, str]] = {}
        self._retried: set[tuple[str, str]] = set()
        self.narrowed = ""
        self._plot_height = 0
        self._plotted = False
        self.build_head()
        self._catalogue = Button(theme, "Catalogue…", self.pick, icon_name="book-open")
        self._catalogue.setToolTip(f"Pick {self.nouns} from the catalogue")
        self._catalogue.setAccessibleName(f"Pick {self.nouns} from the catalogue")
        self._add = Button(theme, f"Add {self.noun}", self.add_one, look="primary", icon_name="plus", key="A")
        self.header.add(self._catalogue, self._add)
        self._finding = label("", "finding", wrap=True)
        self.content.addWidget(self._finding)
        self.plot_box = self.build_plot()
        if self.plot_box is not None:
            self.content.addWidget(self.plot_box)
        self.content.addWidget(self._build_list())
        self._empty = empty_state(
            theme,
            self.icon,
            self.empty_title,
            self.empty_text,
            *(
                [Button(theme, "Pick from the catalogue…", self.pick, look="primary")]
                if self.has_catalogue
                else []
            ),
            Button(theme, "Add one", self.add_one),
            Button(theme, "Paste a table…", self.paste),
        )
        self.content.addWidget(self._empty)
        self.first = Examples(theme, "Or begin with one of these")
        self.content.addWidget(self.first)
        self.content.addStretch(1)
        self._build_side()

    def _build_list(self) -> QWidget:
        theme = self.theme
        self.table_columns = self.written()
        self.model = EntryModel(
            self.columns(), self.haystack, {each.key: each for each in self.table_columns}, self.movable
        )
        self.table = EntryTable(theme, self.model, self.list_title)
        self.cell_trouble = CellTrouble(theme, self.table)
        self.groups = QComboBox()
        self.groups.setAccessibleName("Group the list")
        self.groups.addItem("Not grouped", "")
        for each in self.table_columns:
            if each.kind in (Kind.CHOICE, Kind.STEP) or each.key in ("owner", "team", "workstream"):
                self.groups.addItem(f"By {each.title.lower()}", each.key)
        self._count = label("", "muted")
        self.add_line = AddLine()
        self.add_line.setPlaceholderText(f"New {self.noun}: a title, then Enter")
        self.add_line.setAccessibleName(f"Title of a new {self.noun}; Enter adds it")
        self.add_line.setMinimumWidth(theme.px(ADD_WIDTH))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter")
        self.filter.setAccessibleName(f"Filter the {self.nouns}")
        self.filter.setClearButtonEnabled(True)
        self.filter.setFixedWidth(theme.px(FILTER_WIDTH))
        self._trouble = label("", "bad", wrap=True)
        self._trouble.hide()
        self._none = label("", "muted", wrap=True)
        head = row(label(self.list_title, "section"), self._count, None, self.groups, self.filter, spacing=8)
        table = IconButton(
            theme,
            "table-2",
            f"Add {self.nouns} from a spreadsheet (Ctrl+V in the list)",
            self.paste,
            look="flat",
        )
        self._adding = row(self.add_line, spacing=8)
        self._adding.setStretch(0, 1)
        extra = self.add_extra()
        if extra is not None:
            self._adding.addWidget(extra)
        self._adding.addWidget(table)
        self.only = Button(theme, "", self.show_all, look="small", icon_name="x")
        self.only.setToolTip("Show all again (Esc)")
        self.only.hide()
        box = column(rule(), 4, spacing=6)
        box.addLayout(head)
        box.addLayout(row(self.only, None))
        box.addLayout(self._adding)
        for each in (self._trouble, self.table, self._none):
            box.addWidget(each)
        return boxed(box)

    def _build_side(self) -> None:
        theme = self.theme
        self._code = label("", "chip")
        self._what = label("", "muted", wrap=True)
        self._remove = IconButton(
            theme, "trash-2", f"Remove this {self.noun} (Del)", self._on_remove, look="flat"
        )
        self._side_head: QHBoxLayout = row(self._code, self._what, self._remove, spacing=10)
        self._side_head.setStretch(1, 1)
        self.form = EntryForm(theme, self.fields())
        self.details = column(spacing=12)
        self.details.addLayout(self._side_head)
        self.build_details(self.details)
        self._covered = label(COVERED_FIELDS, "second", wrap=True)
        self.details.addWidget(self._covered)
        self.details.addWidget(self.form)
        self.details_box = boxed(self.details)
        self.nothing = label(
            f"Choose one of the {self.nouns}, and its details stand here.", "muted", wrap=True
        )
        self.many = ManyBox(
            theme, [each for each in self.table_columns if each.key != self.title_field], self.nouns
        )
        self.many.hide()
        self.inspector_layout.addWidget(self.many)
        self.inspector_layout.addWidget(self.nothing)
        self.inspector_layout.addWidget(self.details_box)
        self.inspector_layout.addStretch(1)

    def _connect(self) -> None:
        self.model.covered = self.covered
        self.table.covered.connect(lambda: self.trouble(COVERED))
        self.session.curtain.turned.connect(lambda _hidden: self._on_curtain())
        PutAway(self.session.curtain, self.add_line, self.filter)
        self.table.chosen.connect(self.choose)
        self.table.opened.connect(lambda _id: self._to_form())
        self.table.several.connect(self.on_several)
        self.table.remove_wanted.connect(self.remove_many)
        self.table.edited.connect(self.on_edited)
        self.table.moved.connect(self.on_moved_rows)
        self.table.paste_wanted.connect(self.paste)
        self.many.apply.connect(self.on_apply_many)
        self.many.remove.connect(lambda: self.remove_many(self.table.marked))
        self.groups.activated.connect(lambda _i: self.on_group())
        self.form.given.connect(self._on_given)
        self.form.wanted.connect(self._on_links)
        self.form.followed.connect(self.follow)
        self.add_line.given.connect(self._on_add)
        self.add_line.rows.connect(self.paste)
        self.first.taken.connect(lambda choice: self._on_picked([choice]))
        self.filter.textChanged.connect(self._on_filter)
        self._plot_later = QTimer(self, singleShot=True, interval=PLOT_DELAY)
        self._plot_later.timeout.connect(self._on_plot_later)
        self._side_later = QTimer(self, singleShot=True, interval=PLOT_DELAY)
        self._side_later.timeout.connect(self._on_side_later)
        self.bind("Ctrl+F", self.filter.setFocus)
        self._escape = self.bind("Esc", self.show_all)
        self._escape.setEnabled(False)
        if Settings().get(known.SINGLE_KEYS):
            self.bind("A", self.add_one)

    def bind(self, keys: str, do: Callable[[], Any]) -> QShortcut:
        """Make a key do something while this screen is seen."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(do)
        return shortcut

    def show_only(self, words: str, wanted: Callable[[Any], bool] | None) -> None:
        """List only entries that are `wanted`, which a button says in `words` and takes back; `None` lists all again."""
        self.narrowed = words if wanted is not None else ""
        self.only.setText(words)
        self.only.setAccessibleName(f"{words}: show all again" if words else "")
        self.only.setVisible(bool(self.narrowed))
        self._escape.setEnabled(bool(self.narrowed))
        self.model.only(wanted)
        self._show_counts()

    def show_all(self) -> None:
        """List everything again, whatever its words and fields."""
        self.show_only("", None)
        self.filter.clear()

    # What is shown

    @property
    def chosen_entry(self) -> Any:
        """The entry whose details are shown, or `None`."""
        book = self.session.book
        return book.get(self.kind, self.selected) if book is not None else None

    def refresh(self) -> None:
        book = self.session.book
        assert book is not None
        everything = self.all_entries(book)
        shown = self.entries(everything)
        if self.selected not in {each.id for each in everything}:
            self.selected = self._next_after_loss(shown)
        self._finding.setText(self.finding(shown))
        self.model.show_entries(shown, (self.session.curtain.hidden, self.context(book)))
        self.table.choose(self.selected)
        self._show_counts()
        has_any = bool(everything)
        self._empty.setVisible(not has_any)
        # The empty state has the same buttons, and says the same.
        for each in (self.table, self.filter, self.groups, self._count, self._finding, self._add):
            each.setVisible(has_any)
        self.only.setVisible(has_any and bool(self.narrowed))
        self._catalogue.setVisible(has_any and self.has_catalogue)
        self._show_first(book, has_any)
        if self.plot_box is not None:
            self.plot_box.setVisible(has_any)
            if has_any:
                self._show_plot_soon(book)
        self._show_side_soon(book)

    def _show_first(self, book: Book, has_any: bool) -> None:
        """Offer a few entries of the catalogue, one press each, while nothing is listed."""
        offered = [] if has_any or not self.first_examples else self.catalogue(book)[:FIRST]
        self.first.setVisible(bool(offered))
        self.first.show_entries([(each.id, one_line(each.title), each.detail) for each in offered])

    def _show_counts(self) -> None:
        total, seen = self.model.total, len(self.model.shown)
        self._count.setText(f"{seen:,} of {total:,}" if self.model.filtered else f"{total:,}")
        nothing = total > 0 and seen == 0
        there = " and is shown now" if self.narrowed else ""
        said = (
            f"None of the {self.nouns} has these words{there}."
            if self.filter.text()
            else "There is none of these yet."
        )
        self._none.setText(said if nothing else "")
        self._none.setVisible(nothing)

    def _next_after_loss(self, shown: Sequence[Any]) -> str:
        row_before = self.model.row_of(self.selected)
        if not shown:
            return ""
        rest = {each.id: each for each in shown}
        order = [each.id for each in self.model.shown]
        after = [each for each in order[max(0, row_before) :] if each in rest]
        before = [each for each in order[: max(0, row_before)] if each in rest]
        return after[0] if after else before[-1] if before else shown[0].id

    def show_side(self, book: Book) -> None:
        """Show the details of the chosen entry."""
        entry = self.chosen_entry
        self.details_box.setVisible(entry is not None)
        self.nothing.setVisible(entry is None)
        if entry is None:
            self.form.flush()
            self.form.entry_id = ""
            return
        if self.many.isVisible():
            self.details_box.hide()
        self._code.setText(entry.code)
        self.show_links(book)
        self.show_details(book, entry)
        kept = {field: value for (owner, field), (value, _) in self._unsaved.items() if owner == entry.id}
        kept, behind = self.session.curtain.waiting(self.kind, entry.id, kept)
        covered = self.covered(entry) | behind
        self._covered.setVisible(bool(covered))
        self.form.show_entry(entry.id, {**self.values(entry), **kept}, covered)

    def covered(self, entry: Any) -> frozenset[str]:
        """The fields of an entry that show roles in place of names now, and so are not edited."""
        return self.session.curtain.covered(self.kind, entry.id)

    def _on_curtain(self) -> None:
        """Names were hidden or shown: nothing made of the other texts may stay."""
        self.trouble("")
        self.table.put_down()
        self.form.forget()
        self.model.forget_words()

    def head(self, what: str, look: str = "chip") -> None:
        """Say at the top of the side panel what kind of entry it is."""
        self._what.setText(what)
        set_look(self._code, look)

    def choose(self, entry_id: str) -> None:
        """Take another entry."""
        book = self.session.book
        if book is None or entry_id == self.selected:
            return
        self._flush()
        self.selected = entry_id
        self.table.choose(entry_id)
        self.show_side(book)
        if self.plot_box is None:
            return
        if self.model.total <= QUICK:
            self.show_plot(book)
        else:
            # Going through a long list must not wait for a plot of a thousand markers at every row.
            self._plot_later.start()

    def arrive(self, details: Any) -> None:
        if isinstance(details, str) and self.session.book is not None:
            self.show_all()
            self.choose(details)

    def take_focus(self) -> None:
        (self.table if self.table.isVisible() else self.add_line).setFocus()

    def _show_plot_soon(self, book: Book) -> None:
        """Draw the plot; of a long list only after the list itself, unless it is the plot that is worked in."""
        focus = QApplication.focusWidget()
        assert self.plot_box is not None
        inside = focus is not None and self.plot_box.isAncestorOf(focus)
        if self.model.total <= QUICK or inside or not self._plotted:
            self._plotted = True
            self.show_plot(book)
        else:
            self._plot_later.start()

    def _show_side_soon(self, book: Book) -> None:
        """Show the details; a long list does not wait for the controls of a form that is still to be made."""
        if self.form.made or self.model.total <= QUICK:
            self.show_side(book)
        else:
            self.details_box.hide()
            self.nothing.hide()
            self._side_later.start()

    def _on_side_later(self) -> None:
        if self.session.book is not None:
            self.show_side(self.session.book)

    def _on_plot_later(self) -> None:
        if self.session.book is not None:
            self.show_plot(self.session.book)

    def leave(self) -> bool:
        self._flush()
        self.add_line.flush()
        return True

    def _flush(self) -> None:
        """Save what is being typed, and try again what could not be saved before."""
        waiting = list(self._unsaved.items())
        self.form.flush()
        for (entry_id, field), given in waiting:
            if self._unsaved.get((entry_id, field)) == given and (entry_id, field) not in self._retried:
                self._on_given(entry_id, field, *given)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.theme.px(760)
        self._catalogue.setText("" if narrow else "Catalogue…")
        # Without words it is still read out.
        self._catalogue.setAccessibleName(f"Pick {self.nouns} from the catalogue")

    def plot_height(self) -> int:
        """How high a plot may be in this window."""
        return self.theme.px(max(250, min(370, self.window().height() * 0.41)))

    def _page(self) -> QScrollArea | None:
        parent = self.body.parentWidget()
        area = parent.parentWidget() if parent is not None else None
        return area if isinstance(area, QScrollArea) else None

    # What people do

    def run(self, edit: Edit, then: Callable[[], None] | None = None, failed: OnError | None = None) -> None:
        """Do an edit; where it is refused, say why above the list, and to `failed`."""

        def refused(error: Exception) -> None:
            self.trouble(sentence(error))
            if failed is not None:
                failed(error)

        self.trouble("")
        self.session.run(edit, then=(lambda _done: then()) if then is not None else None, failed=refused)

    def trouble(self, text: str) -> None:
        """Say above the list what did not work; '' takes it back."""
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))
        if text:
            self.say.emit(one_line(text)[:160])

    def add_one(self) -> None:
        """Go to the line that adds an entry."""
        self.add_line.setFocus()
        page = self._page()
        if page is not None:
            page.ensureWidgetVisible(self.add_line, 0, 40)

    def _on_add(self, text: str) -> None:
        book = self.session.book
        if book is None:
            return
        self._flush()
        entry_id = new_id()

        def take() -> None:
            self.add_line.landed(text)
            self.show_all()
            self.choose(entry_id)

        def refused(error: Exception) -> None:
            self.add_line.refused(text, error)

        try:
            edit = self.add_edit(book, whole_line(text.strip()), entry_id)
        except ValueError as error:
            self.trouble(sentence(error))
            refused(error)
            return
        self.run(edit, take, refused)

    def remove(self, entry_id: str) -> None:
        """Take an entry away; undo brings it back."""
        book = self.session.book
        entry = book.get(self.kind, entry_id) if book is not None else None
        if book is None or entry is None:
            return
        self.form.flush()
        self.run(self.remove_edit(book, entry_id), lambda: self.removed.emit(f"{self.name(entry)} removed"))

    def _on_remove(self) -> None:
        self.remove(self.selected)

    def _on_given(self, entry_id: str, field: str, value: Any, merge: str) -> None:
        form, place, given = self.form, (entry_id, field), (value, merge)
        if place in self._unsaved:
            # It goes on waiting, and being shown, until this one is on disk.
            self._unsaved[place] = given
            self._retried.add(place)

        def settled() -> None:
            self._retried.discard(place)
            if self._unsaved.get(place) == given:
                del self._unsaved[place]

        def landed() -> None:
            settled()
            form.landed(entry_id, field)

        def refused(error: Exception) -> None:
            settled()
            if isinstance(error, StorageError):
                # Kept until it can be saved, unless something newer was given by now.
                self._unsaved.setdefault(place, given)
            form.landed(entry_id, field)
            if form.entry_id == entry_id:
                form.say(field, sentence(error))
                if self.chosen_entry is not None:
                    form.back(field, self.values(self.chosen_entry))
                if self.session.curtain.hidden and self.session.book is not None:
                    # What waits now may name somebody.
                    self.show_side(self.session.book)
            else:
                self.trouble(sentence(error))

        self.session.run(
            self.change_edit(entry_id, field, value, merge),
            then=lambda _done: landed(),
            failed=refused,
        )

    def change(self, entry_id: str, fields: Mapping[str, Any], merge: str = "") -> None:
        """Change several fields as one step."""
        edits = [self.change_edit(entry_id, key, value, merge) for key, value in fields.items()]
        self.run(edits[0] if len(edits) == 1 else together(edits[0].label, edits))

    def _on_filter(self, text: str) -> None:
        self.model.filter(text)
        self._show_counts()

    def pick(self) -> None:
        """Choose entries from the content pack's catalogue."""
        book = self.session.book
        if book is None:
            return
        dialog = PickDialog(
            self.theme,
            f"Pick {self.nouns} from the catalogue",
            self.accept_pick,
            self.catalogue(book),
            self.window(),
        )
        dialog.picked.connect(self._on_picked)
        dialog.open()

    def _on_picked(self, ids: Iterable[str]) -> None:
        book, chosen = self.session.book, list(ids)
        if book is None or not chosen:
            return
        edits = [self.pick_edit(book, each) for each in chosen]
        many = f"Add {len(edits)} {self.nouns} from the catalogue"
        self.run(edits[0] if len(edits) == 1 else together(many, edits))

    def _on_links(self, field: str, taken: Any) -> None:
        book, entry = self.session.book, self.chosen_entry
        if book is None or entry is None:
            return
        question, choices = self.links(book, entry, field)
        dialog = PickDialog(self.theme, question, "Link", choices, self.window(), taken)
        dialog.picked.connect(lambda ids: self._on_linked(entry.id, field, choices, ids))
        dialog.open()

    def _on_linked(self, entry_id: str, field: str, choices: Sequence[Choice], ids: Sequence[str]) -> None:
        control = self.form.controls[field]
        if self.selected == entry_id and isinstance(control, LinksControl):
            # What is linked now has its name before it is on disk.
            control.show_words({each.id: each.title for each in choices})
            control.take(ids)

    def list_links(self, layout: QVBoxLayout, groups: Iterable[tuple[str, str, Sequence[Any]]]) -> None:
        """List entries elsewhere as links: head, screen and entries of each group."""
        clear(layout)
        for head, screen, entries_there in groups:
            if entries_there:
                layout.addWidget(label(head, "label"))
            for each in entries_there:
                go = LinkButton(
                    self.theme,
                    f"{each.code}  {each.title}",
                    lambda each=each, screen=screen: self.go.emit(screen, each.id),
                    f"Go to {each.code}",
                )
                layout.addLayout(row(go, None))

    def pop_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer what one overflow marker stands for: (words, id)."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for said, entry_id in choices:
            words = one_line(said)[:80].replace("&", "&&")
            menu.addAction(words, lambda entry_id=entry_id: self.choose(entry_id))
        menu.popup(self.cursor().pos())

    def _to_form(self) -> None:
        if not self.inspector.isVisible():
            self.inspector.show()
        # The panel must be there before it can take the focus.
        QTimer.singleShot(0, self.form.focus_first)
