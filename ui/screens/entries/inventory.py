"""What an inventory says of itself: its columns, its fields, its words, and which edit does what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.dialogs.pick import Choice
from ui.models.entries import Column
from ui.screens.base import Screen
from ui.screens.entries.links import SOURCES
from ui.widgets.entry_form import EntryForm, Field, Group
from ui.widgets.fields_links import LinksControl
from workbench.actions.edit import Edit
from workbench.domain.book import Book
from workbench.exchange.columns import Column as TableColumn
from workbench.exchange.inventories import COLUMNS


class Edits(Protocol):
    """The edits of a list: what a module of `workbench.actions` offers."""

    @property
    def LETTER(self) -> str:
        """The letter that codes begin with."""
        ...

    def add(self, assessment_id: str, title: str, /, *, entity_id: str | None = None, **fields: Any) -> Edit:
        """Add an entry."""
        ...

    def change(self, entity_id: str, merge: str = "", /, **fields: Any) -> Edit:
        """Change some fields."""
        ...

    def remove(self, assessment_id: str, entity_id: str, /) -> Edit:
        """Take one away."""
        ...


class Inventory(Screen):
    """A list of entries of one kind. Subclasses say what the columns and fields are, and which edits do what."""

    has_inspector = True
    kind: type[Any]
    edits: Edits
    """Where the list's edits come from; a screen that overrides all of them has none."""
    noun = "entry"
    nouns = "entries"
    list_title = "Inventory"
    icon = "file"
    empty_title = ""
    empty_text = ""
    accept_pick = "Add"
    form: EntryForm
    title_field = "title"
    has_catalogue = True
    movable = True
    first_examples = True

    # What subclasses say

    def columns(self) -> Sequence[Column]:
        """The list's columns."""
        raise NotImplementedError

    def written(self) -> tuple[TableColumn, ...]:
        """How the fields that are pasted, edited in place and changed many at once are read and written."""
        return COLUMNS[self.kind]

    def fields(self) -> Sequence[Field | Group | tuple[Field, Field]]:
        """The form's fields."""
        raise NotImplementedError

    def haystack(self, entry: Any) -> str:
        """The words the filter looks in."""
        raise NotImplementedError

    def all_entries(self, book: Book) -> Sequence[Any]:
        """Every entry of the kind, in the list's own order."""
        raise NotImplementedError

    def entries(self, everything: Sequence[Any]) -> Sequence[Any]:
        """Those of all entries that are shown now."""
        return everything

    def context(self, book: Book) -> Any:
        """What cells depend on besides their entry."""
        return None

    def finding(self, shown: Sequence[Any]) -> str:
        """What this screen says of its entries, in one sentence."""
        raise NotImplementedError

    def name(self, entry: Any) -> str:
        """What an entry is called in a sentence: 'Risk T7'."""
        return f"{self.noun.capitalize()} {entry.code}"

    def begun(self) -> Mapping[str, Any]:
        """What a new entry begins with besides its title, from what stands beside the line that adds it."""
        return {}

    def add_edit(self, book: Book, title: str, entry_id: str) -> Edit:
        """The edit that adds an entry."""
        return self.edits.add(book.assessment.id, title, entity_id=entry_id, **self.begun())

    def change_edit(self, entry_id: str, field: str, value: Any, merge: str) -> Edit:
        """The edit that changes a field."""
        return self.edits.change(entry_id, merge, **{field: value})

    def remove_edit(self, book: Book, entry_id: str) -> Edit:
        """The edit that takes an entry away."""
        return self.edits.remove(book.assessment.id, entry_id)

    def letter(self, _row: Mapping[str, Any]) -> str:
        """The letter the code of a new entry begins with."""
        return self.edits.LETTER

    def catalogue(self, book: Book) -> Sequence[Choice]:
        """What the content pack offers to pick from."""
        return ()

    def pick_edit(self, book: Book, choice_id: str) -> Edit:
        """The edit that adds one entry of the catalogue."""
        raise NotImplementedError

    @property
    def chosen_entry(self) -> Any:
        """The entry whose details are shown, or `None`."""
        raise NotImplementedError

    def values(self, entry: Any) -> Mapping[str, Any]:
        """What the form shows."""
        return {key: getattr(entry, key) for key in self.form.controls}

    def build_head(self) -> None:
        """Add what stands in the header before the buttons all inventories have."""

    def build_plot(self) -> QWidget | None:
        """Make the plot above the list, if there is one."""
        return None

    def add_extra(self) -> QWidget | None:
        """Make what stands beside the line that adds an entry."""
        return None

    def build_details(self, layout: QVBoxLayout) -> None:
        """Add what stands in the side panel between the head and the form."""

    def show_plot(self, book: Book) -> None:
        """Draw the plot."""

    def show_details(self, book: Book, entry: Any) -> None:
        """Show what the side panel says of an entry besides its fields."""

    def links(self, book: Book, entry: Any, field: str) -> tuple[str, Sequence[Choice]]:
        """What a field of links may link to: the question, and the choices."""
        source = SOURCES[field]
        return source.question, source.choices(book)

    def show_links(self, book: Book) -> None:
        """Name what the fields of links of the chosen entry lead to."""
        values = self.values(self.chosen_entry)
        for field, control in self.form.controls.items():
            if isinstance(control, LinksControl):
                # Nearly all entries have none, and there may be a thousand things to link to.
                control.show_words(dict(self.link_words(book, field)) if values[field] else {})

    def link_words(self, book: Book, field: str) -> Mapping[str, str]:
        """What everything a field may link to is called, by id."""
        return {each.id: each.title for each in SOURCES[field].choices(book)}

    def follow(self, field: str, linked: str) -> None:
        """Go to what a link names."""
        source = SOURCES.get(field)
        if source is not None:
            self.go.emit(source.screen, (field, linked) if source.screen == "library" else linked)
