"""Risk: threats and opportunities, rated by dragging them over the matrix, and what is done about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.dialogs.criteria import CriteriaDialog
from ui.dialogs.pick import Choice
from ui.models.entries import Column
from ui.screens.entries import EntryScreen
from ui.screens.entries.file_desk import dropped
from ui.screens.entries.screen import QUICK
from ui.screens.risks import form, listing
from ui.screens.risks.cells import zones_figure
from ui.screens.risks.controls import ControlDialog, ControlsBox
from ui.screens.risks.path import PathStrip
from ui.screens.risks.ratings import RatingsDialog
from ui.screens.risks.register_desk import register_desk
from ui.screens.risks.views import LOSS, MATRIX, RiskViews
from ui.session import sentence
from ui.widgets.entry_form import Field, Group
from ui.widgets.fields import ChoiceControl
from ui.widgets.figure_view import FigureView
from ui.widgets.parts import Button, boxed, column, label, row
from ui.widgets.segmented import Segmented
from workbench.actions import risks
from workbench.actions.criteria import rating_history
from workbench.actions.edit import Edit
from workbench.analysis import risk as zones
from workbench.analysis.portfolio import bought as bought_by
from workbench.analysis.portfolio import portfolio
from workbench.analysis.positive_risk import positive_risk
from workbench.analysis.risk_process import Step, done_actions, process
from workbench.charts import bought, matrix, risk_words
from workbench.domain.book import Book
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import TREATMENTS, Risk, RiskKind, Treatment
from workbench.domain.text import plural
from workbench.domain.topic import Topic

BOTH = "both"


class RisksScreen(EntryScreen):
    """The register and its matrix."""

    key = "risks"
    title = "Risk"
    topics = frozenset({Topic.RISKS, Topic.ACTIONS, Topic.ASSESSMENTS, Topic.NEEDS})
    kind = Risk
    noun = "risk"
    # The list stands in the order of the zones, not in one that people give it.
    movable = False
    nouns = "risks"
    list_title = "Register"
    icon = "shield-alert"
    empty_title = "No risks yet"
    empty_text = "Begin with the obstacles you already listed: which of them may do harm, and how often?"
    accept_pick = "Add risks"

    def build_head(self) -> None:
        self.which = Segmented(
            self.theme,
            [
                (BOTH, "Both"),
                (RiskKind.THREAT.value, "Threats"),
                (RiskKind.OPPORTUNITY.value, "Opportunities"),
            ],
            "Show",
        )
        self.which.take(BOTH)
        limits = Button(self.theme, "Thresholds", self.ask_criteria, icon_name="sliders-horizontal")
        self.header.add(self.which, limits)

    def build_plot(self) -> QWidget | None:
        self.path = PathStrip(self.theme)
        self.whole = label("", "second", wrap=True)
        self.views = RiskViews(self.theme, self.session.jobs)
        self.plot = self.views.plot
        return boxed(column(self.path, self.whole, self.views, spacing=10))

    def add_extra(self) -> QWidget | None:
        self._kind = Segmented(
            self.theme, [(kind.value, kind.label) for kind in RiskKind], "Kind of the new risk"
        )
        self._kind.take(RiskKind.THREAT.value)
        self.desk = register_desk(self.session, self.theme, self, self._flush)
        self.setAcceptDrops(True)
        return boxed(row(self._kind, self.desk.button))

    def build_details(self, layout: QVBoxLayout) -> None:
        self._zones = FigureView(self.theme, name="Zones", keep_height=True)
        self._bought = label("", "second", wrap=True)
        self._test = label("", "second", wrap=True)
        for each in (self._zones, self._bought, self._test):
            layout.addWidget(each)

    def _build_side(self) -> None:
        super()._build_side()
        self.controls = ControlsBox(self.theme)
        self._actions = column(spacing=4)
        self.details.addWidget(self.controls)
        self.details.addLayout(self._actions)
        earlier = Button(self.theme, "Earlier ratings…", self._show_ratings, look="link", icon_name="history")
        self.details.addLayout(row(earlier, None))

    def _connect(self) -> None:
        super()._connect()
        self.which.chosen.connect(lambda _key: self.refresh() if self.ready else None)
        self.desk.said.connect(self.say)
        self.desk.trouble.connect(self.trouble)
        self.plot.accepts = self._accepts
        self.plot.pressed.connect(self._on_pressed)
        self.plot.dropped.connect(self._on_dropped)
        self.views.chosen.connect(self.choose)
        self.views.turned.connect(self._on_turned)
        self.path.chosen.connect(self._on_step)
        self.controls.add_wanted.connect(lambda: self._ask_control(None))
        self.controls.edit_wanted.connect(self._ask_control)
        self.controls.remove_wanted.connect(
            lambda number: self.run(risks.remove_control(self.selected, number))
        )

    def columns(self) -> Sequence[Column]:
        return listing.columns(lambda: self._criteria, lambda: self._done)

    def fields(self) -> Sequence[Field | Group | tuple[Field, Field]]:
        return form.declared()

    @property
    def _criteria(self) -> RiskCriteria:
        """What the zones of all risks follow from."""
        book = self.session.book
        assert book is not None
        return book.criteria

    def _drawn(self, book: Book) -> Sequence[Risk]:
        """What the matrix shows: all risks, or those that the filter leaves in the list."""
        if not self.model.filtered:
            return book.risks
        left = {self.model.entry(at).id for at in range(self.model.rowCount())}
        return [risk for risk in book.risks if risk.id in left]

    def _on_filter(self, text: str) -> None:
        super()._on_filter(text)
        if self.model.total <= QUICK:
            self._on_plot_later()
        else:
            self._plot_later.start()

    def haystack(self, entry: Any) -> str:
        return listing.haystack(entry, self._criteria)

    def all_entries(self, book: Book) -> Sequence[Any]:
        return zones.ranked(book.risks, book.criteria)

    def context(self, book: Book) -> Any:
        # Zones are cells of the list: other criteria or a done action colour the same risks otherwise.
        return (book.criteria, self._done)

    def entries(self, everything: Sequence[Any]) -> Sequence[Any]:
        return [each for each in everything if self._shown_kind in (None, each.kind)]

    @property
    def _shown_kind(self) -> RiskKind | None:
        return None if self.which.current == BOTH else RiskKind(self.which.current)

    def finding(self, shown: Sequence[Any]) -> str:
        return f"{matrix.title(shown, self._criteria)}."

    def refresh(self) -> None:
        book = self.session.book
        assert book is not None
        self._done = done_actions(book)
        self.model.forget_words()
        self.header.note.setText(plural(len(book.risks), "risk"))
        self.header.fit(self.window().width())
        super().refresh()

    def show_plot(self, book: Book) -> None:
        done = done_actions(book)
        self._portfolio = portfolio(book.risks, book.criteria, done)
        found = self._portfolio.verdict(book.criteria)
        without = len(self._portfolio.without_numbers)
        verdict = risk_words.verdict(found, self._portfolio.so_far, book.criteria, without)
        # In the head there is no room for it in a small window.
        self.whole.setText(" ".join(filter(None, (verdict, risk_words.unconfirmed(book.criteria)))))
        self.path.show_stages(process(book, dt.date.today()))
        height = self.plot_height() + self.theme.px(40)
        drawn = self._drawn(book)
        self.views.show_book(book, drawn, self._shown_kind, self.selected, self._portfolio, height)

    def show_details(self, book: Book, entry: Any) -> None:
        risk: Risk = entry
        criteria = book.criteria
        threat = risk.kind is RiskKind.THREAT
        self.head(
            "Threat, negative risk" if threat else "Opportunity, positive risk",
            "chip-bad" if threat else "chip",
        )
        self._zones.show_figure(lambda w, _h: zones_figure(risk, criteria, done_actions(book), w))
        self.show_links(book)
        form.show(self.form, risk, criteria)
        done = done_actions(book)
        self._say(self._bought, bought.words(bought_by(risk, criteria, done), risk.kind, criteria))
        self._say(
            self._test, "" if threat else risk_words.positive_risk(positive_risk(risk, criteria), criteria)
        )
        self.controls.show_risk(book, risk, done)
        self._choices("treatment", [(each, each.label) for each in (Treatment.NONE, *TREATMENTS[risk.kind])])
        named = [("", "None"), *((each.id, each.name) for each in book.pack.capabilities)]
        if risk.capability and risk.capability not in book.pack.by_capability:
            named.append((risk.capability, risk.capability))
        self._choices("capability", named)
        acting = [action for action in book.actions if risk.id in action.risks]
        self.list_links(self._actions, [("Actions that treat it", "plan", acting)])

    def _choices(self, key: str, choices: Sequence[tuple[Any, str]]) -> None:
        control = self.form.controls[key]
        assert isinstance(control, ChoiceControl)
        control.show_choices(choices)

    @staticmethod
    def _say(shown: QLabel, said: str) -> None:
        shown.setText(said)
        shown.setVisible(bool(said))

    # Edits

    def add_edit(self, book: Book, title: str, entry_id: str) -> Edit:
        return risks.add(book.assessment.id, title, RiskKind(self._kind.current), entity_id=entry_id)

    def letter(self, row: Mapping[str, Any]) -> str:
        return RiskKind(row.get("kind", RiskKind.THREAT)).letter

    def change_edit(self, entry_id: str, field: str, value: Any, merge: str) -> Edit:
        changes: dict[str, Any] = {field: value}
        book = self.session.book
        risk = book.get(Risk, entry_id) if book is not None else None
        if field == "kind" and risk is not None and risk.treatment not in TREATMENTS[RiskKind(value)]:
            # 'Avoid' means nothing for an opportunity.
            changes["treatment"] = Treatment.NONE
        return risks.change(entry_id, merge, **changes)

    def remove_edit(self, book: Book, entry_id: str) -> Edit:
        return risks.remove(book.assessment.id, entry_id)

    def catalogue(self, book: Book) -> Sequence[Choice]:
        return listing.catalogue(book)

    def pick_edit(self, book: Book, choice_id: str) -> Edit:
        return risks.pick(book.assessment.id, next(each for each in book.pack.risks if each.id == choice_id))

    # The matrix

    def _on_pressed(self, key: str) -> None:
        book = self.session.book
        if book is None:
            return
        if not key.startswith(matrix.MORE):
            self.choose(key.removesuffix(matrix.AFTER))
            return
        self.pop_choices(listing.in_cell(key.removeprefix(matrix.MORE), self._drawn(book), book.criteria))

    def _accepts(self, key: str, value: Any) -> bool:
        """A threat stays among threats."""
        book = self.session.book
        risk = book.get(Risk, key.removesuffix(matrix.AFTER)) if book is not None else None
        return risk is not None and value[0] == risk.kind

    def _on_dropped(self, key: str, value: tuple[RiskKind, int, int]) -> None:
        _, frequency, impact = value
        risk_id, after = key.removesuffix(matrix.AFTER), key.endswith(matrix.AFTER)
        self.choose(risk_id)
        fields = risks.rating(frequency, impact, after=after)
        before = self.chosen_entry
        numbers = any(getattr(before, key) is not None for key, value in fields.items() if value is None)
        self.run(risks.rate(risk_id, frequency, impact, after=after))
        if numbers:
            self.say.emit("Rated by step: its numbers gave way, and undo brings them back")

    # The process

    def _on_turned(self) -> None:
        if self.ready and self.session.book is not None:
            self.show_plot(self.session.book)

    def _on_step(self, step: Step) -> None:
        """Go to where a step of the process is done."""
        book = self.session.book
        if book is None:
            return
        stage = next(each for each in process(book, dt.date.today()) if each.step is step)
        match step:
            case Step.CONTEXT:
                self.go.emit("assessment" if not book.assessment.about.strip() else "needs", None)
            case Step.CRITERIA:
                self.ask_criteria()
            case Step.IDENTIFICATION:
                self.add_one()
            case Step.REPORTING:
                self.go.emit("export", None)
            case Step.EVALUATION:
                self.views.take(LOSS if self.views.roomy else MATRIX)
            case _:
                if stage.risks:
                    self.filter.clear()
                    self.choose(stage.risks[0])
                    self._to_form()
        self.say.emit(stage.said)

    def ask_criteria(self) -> None:
        """Set unit, thresholds, scales and colours."""
        if self.session.book is not None:
            CriteriaDialog(self.session, self.theme, self.window()).open()

    def _ask_control(self, number: int | None) -> None:
        book, risk = self.session.book, self.chosen_entry
        if book is None or risk is None:
            return
        known = risk.controls[number] if number is not None and number < len(risk.controls) else None
        dialog = ControlDialog(self.theme, book, known, self.window())

        def save(fields: dict[str, Any]) -> None:
            if known is None or number is None:
                name = fields.pop("name")
                self.run(risks.add_control(risk.id, name, **fields))
            else:
                self.run(risks.change_control(risk.id, number, **fields))

        dialog.given.connect(save)
        dialog.open()

    def _show_ratings(self) -> None:
        book, risk, store = self.session.book, self.chosen_entry, self.session.store
        if book is None or risk is None or store is None:
            return
        assessment, theme, window = book.assessment.id, self.theme, self.window()
        self.session.jobs.lane(
            lambda: rating_history(store, assessment, risk.id),
            lambda found: RatingsDialog(theme, risk, found, window).open(),
            lambda error: self.trouble(sentence(error)),
        )

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.ready and dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file = dropped(event)
        if file is not None:
            # The other program waits until the drop is over.
            QTimer.singleShot(0, lambda: self.desk.look(file))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() < self.theme.px(1280):
            # Its tooltip and its name say the same as its text.
            self._catalogue.setText("")
        if self.ready and not self._stale and self.views.roomy:
            self.plot.setFixedHeight(self.plot_height() + self.theme.px(40))
