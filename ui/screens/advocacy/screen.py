"""Advocacy: the partner teams SRE speaks up with, how far they trust us, and the next move with each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QMenu, QVBoxLayout, QWidget

from ui.dialogs.pick import Choice
from ui.models.entries import Column
from ui.screens.advocacy import listing
from ui.screens.entries import EntryScreen
from ui.widgets.entry_form import Field, Group
from ui.widgets.examples import Examples
from ui.widgets.fields import ChoiceControl, TextControl
from ui.widgets.flow import flowing
from ui.widgets.parts import Button, IconLabel, boxed, clear, column, label, row, section
from ui.widgets.plot_view import PlotView
from workbench.actions import advocacy
from workbench.actions.edit import Edit
from workbench.charts import partners, tracks
from workbench.charts.words import one_line
from workbench.domain.advocacy import Advocacy
from workbench.domain.book import Book
from workbench.domain.content import CatalogueItem
from workbench.domain.entity import new_id
from workbench.domain.text import plural, short
from workbench.domain.topic import Topic

NO_AREA = "No area"


class AdvocacyScreen(EntryScreen):
    """The list of partner teams, with the picture of trust that can be dragged."""

    key = "advocacy"
    title = "Advocacy"
    topics = frozenset(
        {Topic.ADVOCACY, Topic.ASSESSMENTS, Topic.ANSWERS, Topic.TARGETS, Topic.RISKS, Topic.ACTIONS}
    )
    kind = Advocacy
    edits = advocacy
    # It has examples of its own.
    first_examples = False
    noun = "partner team"
    nouns = "partner teams"
    list_title = "Partner teams"
    icon = "handshake"
    empty_title = "No partner team yet"
    empty_text = "SRE grows through the teams it helps. Begin with one team that asks already, and one small thing that saves it time; each area of the catalogue suggests some."
    accept_pick = "Add partner teams"

    def _build(self) -> None:
        super()._build()
        self.examples = Examples(
            self.theme, "Or begin with an area; its first suggestion becomes the next move"
        )
        self.content.insertWidget(self.content.count() - 1, self.examples)

    def build_plot(self) -> QWidget | None:
        self.plot = PlotView(self.theme, "Trust by partner team", keep_height=True, zooms=False)
        self.plot.accepts = tracks.accepts
        hint = label("Drag a marker along its track; Shift and the arrow keys do the same.", "muted")
        self._missing: QVBoxLayout = column(spacing=0)
        box = column(section("Trust", "", hint), self.plot, spacing=8)
        box.addLayout(self._missing)
        return boxed(box)

    def add_extra(self) -> QWidget | None:
        self._area = QComboBox()
        self._area.setAccessibleName("Area of the new one")
        self._area.addItem(NO_AREA, "")
        return self._area

    def _build_side(self) -> None:
        super()._build_side()
        self.suggest = Button(
            self.theme, "Suggestions…", self._on_suggest, look="small", icon_name="lightbulb"
        )
        self.suggest.setAccessibleDescription("Moves the content pack suggests for this area")
        below = self.form.controls["next_move"].layout()
        assert isinstance(below, QVBoxLayout)
        below.addSpacing(4)
        below.addLayout(row(self.suggest, None))

    def _connect(self) -> None:
        super()._connect()
        self.plot.pressed.connect(self._on_pressed)
        self.plot.dropped.connect(self._on_dropped)
        self.examples.taken.connect(self._on_example)

    def columns(self) -> Sequence[Column]:
        return listing.columns(self._area_words)

    def fields(self) -> Sequence[Field | Group | tuple[Field, Field]]:
        return listing.fields()

    # What is shown

    def _areas(self) -> tuple[CatalogueItem, ...]:
        return partners.areas(self.session.book.pack) if self.session.book is not None else ()

    def _area_words(self, area: str) -> str:
        return next((one_line(each.title) for each in self._areas() if each.id == area), area)

    def haystack(self, entry: Any) -> str:
        each: Advocacy = entry
        area = self._area_words(each.area)
        return " ".join(
            (
                each.code,
                each.title,
                area,
                each.contact,
                each.owner,
                each.next_move,
                each.note,
                each.state.label,
            )
        )

    def all_entries(self, book: Book) -> Sequence[Any]:
        return book.advocacy

    def context(self, book: Book) -> Any:
        return book.pack.content_hash

    def finding(self, shown: Sequence[Any]) -> str:
        return f"{partners.title(shown, self._areas())}."

    def refresh(self) -> None:
        super().refresh()
        book = self.session.book
        assert book is not None
        has_any = bool(book.advocacy)
        self.examples.setVisible(not has_any and bool(self._areas()))
        self.examples.show_entries(
            [(each.id, one_line(each.title), next(iter(each.points), each.text)) for each in self._areas()]
        )
        known = [self._area.itemData(i) for i in range(self._area.count())]
        if known[1:] != [each.id for each in self._areas()]:
            self._area.clear()
            self._area.addItem(NO_AREA, "")
            for each in self._areas():
                self._area.addItem(one_line(each.title), each.id)

    def show_plot(self, book: Book) -> None:
        listed, areas, selected = book.advocacy, self._areas(), self.selected
        self.show_plot_of(self.plot, book, lambda of, w, _h: partners.draw(of.advocacy, areas, w, selected))
        self.plot.select(selected)
        clear(self._missing)
        said = partners.nobody_yet(listed, areas)
        if not said:
            return
        buttons = [
            Button(
                self.theme,
                f"Add {short(each.title, 40)}".replace("&", "&&"),
                lambda each=each: self._on_example(each.id),
                look="small",
                icon_name="plus",
            )
            for each in partners.lonely(listed, areas)
        ]
        line = row(IconLabel(self.theme, "info", "warn", 14), label(f"{said}.", "warn", wrap=True), spacing=8)
        line.setStretch(1, 1)
        self._missing.addWidget(boxed(line))
        self._missing.addWidget(flowing(*buttons, gap=8))

    def show_details(self, book: Book, entry: Any) -> None:
        each: Advocacy = entry
        self.head(self._area_words(each.area) or NO_AREA, "chip-plain")
        choices = [("", NO_AREA), *((one.id, one_line(one.title)) for one in self._areas())]
        if each.area and each.area not in dict(choices):
            choices.append((each.area, each.area))
        control = self.form.controls["area"]
        assert isinstance(control, ChoiceControl)
        control.show_choices(choices)
        self.suggest.setVisible(bool(self.suggestions(each)))

    def suggestions(self, each: Advocacy) -> list[tuple[str, str]]:
        """The moves the content pack suggests: those of the area, or of all areas while none is chosen; with their area."""
        areas = [one for one in self._areas() if one.id == each.area] or list(self._areas())
        return [(point, one_line(one.title)) for one in areas for point in one.points]

    # What people do

    def _on_pressed(self, key: str) -> None:
        if not key.startswith(partners.AREA):
            self.choose(key)
            return
        at = self._area.findData(key.removeprefix(partners.AREA))
        self._area.setCurrentIndex(max(0, at))
        self.add_one()

    def _on_dropped(self, _key: str, value: tuple[str, int | None]) -> None:
        entry_id, trust = value
        # Chosen only then: drawing anew in between would lose a step where keys come fast.
        self.run(advocacy.change(entry_id, trust=trust), lambda: self.choose(entry_id))

    def _on_example(self, area: str) -> None:
        book = self.session.book
        item = next((each for each in self._areas() if each.id == area), None)
        if book is None or item is None:
            return
        new = new_id()
        edit = advocacy.pick(book.assessment.id, item, entity_id=new)
        self.run(edit, lambda: self.choose(new))

    def _on_suggest(self) -> None:
        each: Advocacy | None = self.chosen_entry
        if each is None:
            return
        menu = self.suggest_menu(each)
        menu.popup(self.suggest.mapToGlobal(self.suggest.rect().bottomLeft()))

    def suggest_menu(self, each: Advocacy) -> QMenu:
        """The suggestions as a menu; one that is taken becomes the next move."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        many = not any(one.id == each.area for one in self._areas())
        for point, area in self.suggestions(each):
            said = f"{area}: {point}" if many else point
            action = menu.addAction(short(said, 110).replace("&", "&&"))
            action.triggered.connect(lambda _on=False, point=point: self._take(each.id, point))
        return menu

    def _take(self, entry_id: str, point: str) -> None:
        control = self.form.controls["next_move"]
        assert isinstance(control, TextControl)
        if self.form.entry_id == entry_id:
            # What was being typed there is saved first, so that undo brings it back.
            control.flush()
        self.change(entry_id, {"next_move": point})

    # Edits

    def begun(self) -> Mapping[str, Any]:
        area = str(self._area.currentData() or "")
        item = next((each for each in self._areas() if each.id == area), None)
        return {"area": area, "capabilities": item.capabilities if item is not None else ()}

    def catalogue(self, book: Book) -> Sequence[Choice]:
        count: dict[str, int] = {}
        for each in book.advocacy:
            count[each.area] = count.get(each.area, 0) + 1
        return [
            Choice(
                each.id,
                each.title,
                f"{plural(count[each.id], 'team')} listed already. {each.text}"
                if each.id in count
                else each.text,
                "Areas",
            )
            for each in self._areas()
        ]

    def pick_edit(self, book: Book, choice_id: str) -> Edit:
        return advocacy.pick(book.assessment.id, next(each for each in self._areas() if each.id == choice_id))
