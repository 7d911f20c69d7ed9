"""What the plan could take up: by source, each with its reason; taken, changed, merged or turned down one by one or many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets.parts import Button, boxed, clear, column, label, row, rule, scrolled
from workbench.analysis.suggest import Source, Suggestion
from workbench.charts.words import one_line
from workbench.domain.dismissal import Dismissal
from workbench.domain.text import plural

KEY = Qt.ItemDataRole.UserRole
_HEADS = {
    Source.GAP: "Next steps of capabilities",
    Source.OBSTACLE: "Obstacles nobody deals with",
    Source.TOIL: "Toil that could end",
    Source.RISK: "Risks that stay red or amber",
    Source.OPPORTUNITY: "Opportunities worth trying",
}
_NOTHING = "Nothing to suggest now. What is answered, listed or rated next may bring something."


class SuggestionsDialog(Dialog):
    """By keys: `accept(keys)`, `edit(key)`, `merge(key)`, `dismiss(key)`; `offer_again(dismissal id)`."""

    # Not `accept`, which closes a dialog.
    take_up = Signal(object)
    edit = Signal(str)
    merge = Signal(str)
    dismiss = Signal(str)
    offer_again = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(theme, "Suggestions", parent, width=820)
        self._suggestions: dict[str, Suggestion] = {}
        self.heading = label("", "title", wrap=True)
        self.body.addWidget(self.heading)
        said = "Each follows from what was found. Nothing is added by itself."
        self.body.addWidget(label(said, "second", wrap=True))
        self.list = QListWidget()
        self.list.setAccessibleName("Suggestions by source")
        self.list.setAccessibleDescription("Space ticks a suggestion; its reason stands beside the list.")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setMinimumSize(theme.px(320), theme.px(280))
        self.list.setSpacing(3)
        self.title = label("", "strong", wrap=True)
        self.source = label("", "chip-plain")
        self.why = label("", "", wrap=True)
        self.moves = label("", "second", wrap=True)
        self.bare = label("It has no figures yet, so it comes last among its kind.", "warn", wrap=True)
        self.buttons = [
            Button(
                theme, "Accept", lambda: self.take_up.emit([self.current]), look="small", icon_name="plus"
            ),
            Button(theme, "Edit and accept", lambda: self.edit.emit(self.current), look="small"),
            Button(theme, "Merge into…", lambda: self.merge.emit(self.current), look="small"),
            Button(theme, "Dismiss…", lambda: self.dismiss.emit(self.current), look="small"),
        ]
        self.details = column(
            boxed(row(self.source, None)), self.title, label("Why", "label"), self.why,
            label("What it would move", "label"), self.moves, self.bare, 4,
            boxed(row(*self.buttons[:2], None, spacing=8)), boxed(row(*self.buttons[2:], None, spacing=8)), None,
            spacing=6,
        )  # fmt: skip
        self._details = boxed(self.details)
        self.several = Button(theme, "", self._on_several, look="small", icon_name="check")
        left = column(self.list, boxed(row(self.several, None)), spacing=6)
        both = row(spacing=20)
        both.addWidget(boxed(left), 5)
        both.addWidget(self._details, 5)
        self._both = boxed(both)
        self.body.addWidget(self._both, 1)
        self.nothing = label(_NOTHING, "muted", wrap=True)
        self.body.addWidget(self.nothing)
        self._dismissed = column(spacing=4)
        self.dismissed_head = label("", "strong")
        self._area = scrolled(boxed(self._dismissed))
        self._area.setMaximumHeight(theme.px(110))
        self.body.addWidget(rule("hairline"))
        self.body.addWidget(self.dismissed_head)
        self.body.addWidget(self._area)
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_current())
        self.list.itemChanged.connect(lambda _item: self._count())

    # What is shown

    @property
    def current(self) -> str:
        """The key of the suggestion whose reason is shown."""
        item = self.list.currentItem()
        return str(item.data(KEY)) if item is not None and item.data(KEY) is not None else ""

    @property
    def ticked(self) -> list[str]:
        """The keys that are ticked, in the list's order."""
        return [
            str(item.data(KEY))
            for item in self._items()
            if item.data(KEY) is not None and item.checkState() == Qt.CheckState.Checked
        ]

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(i) for i in range(self.list.count())]

    def show_suggestions(self, found: Sequence[Suggestion], dismissed: Sequence[Dismissal]) -> None:
        """Show what is left to be decided; ticks and the place in the list stay."""
        ticked, current, at = set(self.ticked), self.current, self.list.currentRow()
        self._suggestions = {each.key: each for each in found}
        self.heading.setText(plural(len(found), "suggestion") if found else "No suggestions")
        self.list.blockSignals(True)
        self.list.clear()
        kind: Source | None = None
        for each in found:
            if each.kind is not kind:
                kind = each.kind
                count = sum(1 for other in found if other.kind is kind)
                head = QListWidgetItem(f"{_HEADS[kind]}, {count:,}")
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                head.setFont(self.theme.font(12, 600))
                self.list.addItem(head)
            item = QListWidgetItem(one_line(each.title)[:200])
            item.setData(KEY, each.key)
            item.setFlags(
                Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            )
            item.setCheckState(Qt.CheckState.Checked if each.key in ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._go_to(current, at)
        self.list.blockSignals(False)
        self._both.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self._show_current()
        self._count()
        self._show_dismissed(dismissed)

    def _go_to(self, key: str, at: int) -> None:
        """Keep to the same suggestion, or to the one that has come in its place."""
        items = self._items()
        same = next((i for i, item in enumerate(items) if item.data(KEY) == key and key), None)
        places = [i for i, item in enumerate(items) if item.data(KEY) is not None]
        after = [i for i in places if i >= at]
        place = same if same is not None else after[0] if after else places[-1] if places else -1
        self.list.setCurrentRow(place)

    def _show_current(self) -> None:
        each = self._suggestions.get(self.current)
        self._details.setEnabled(each is not None)
        self.source.setText(each.kind.label if each else "")
        self.source.setVisible(each is not None)
        self.title.setText(each.title if each else "")
        self.why.setText(each.why if each else "")
        self.moves.setText(each.moves if each else "")
        self.bare.setVisible(each is not None and not each.figures)

    def _count(self) -> None:
        count = len(self.ticked)
        self.several.setText(
            f"Accept {plural(count, 'ticked suggestion')}" if count else "Accept what is ticked"
        )
        self.several.setEnabled(count > 0)

    def _show_dismissed(self, dismissed: Sequence[Dismissal]) -> None:
        clear(self._dismissed)
        self.dismissed_head.setText(f"Turned down, {len(dismissed):,}" if dismissed else "")
        for each in (self.dismissed_head, self._area):
            each.setVisible(bool(dismissed))
        for each in dismissed:
            title = one_line(each.title) or "A suggestion"
            words = label(f"{title}: {one_line(each.reason)}", "second", wrap=True)
            again = Button(
                self.theme, "Offer again", lambda each=each: self.offer_again.emit(each.id), look="link"
            )
            again.setAccessibleName(f"Offer again: {title}")
            line = row(words, again, spacing=8)
            line.setStretch(0, 1)
            self._dismissed.addWidget(boxed(line))

    def _on_several(self) -> None:
        if self.ticked:
            self.take_up.emit(self.ticked)
