"""The texts and files that name a person, each with a tick that says whether it changes or stays."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from workbench.actions.forgetting import Trace
from workbench.actions.forgotten import Stays
from workbench.domain.text import short

_TEXT = Qt.ItemDataRole.UserRole
_FILE = Qt.ItemDataRole.UserRole + 1
_MOST = 300


class NamedTexts(QListWidget):
    """A row for every text and file; what the program never changes has a row without a tick."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setProperty("look", "field")

    def fill(self, found: Trace) -> None:
        """Show what was found, everything ticked; the same text in several places is one row."""
        self.clear()
        places: dict[str, list[str]] = {}
        for each in found.texts:
            places.setdefault(each.text, []).append(f"{each.kind}, {each.field}")
        shown = {each.text: each.around for each in found.texts}
        for text, where in places.items():
            more = f" and {len(where) - 1:,} more" if len(where) > 1 else ""
            self._ticked(f"{where[0]}{more}: {short(shown[text], _MOST)}", _TEXT, text)
        for each in found.files:
            self._ticked(f"file: {each.title}", _FILE, each.id)
        said = [f"content pack, taken away: {each}" for each in found.packs_gone]
        said += [
            f"is named in the content pack '{each}'; packs in use stay as they are" for each in found.packs
        ]
        said += [f"perhaps the same person, stays listed: {each}" for each in found.perhaps]
        if not self.count() and not said:
            said = ["No other text holds the name."]
        for each in said:
            self.addItem(each)
            self.item(self.count() - 1).setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)

    def _ticked(self, said: str, role: int, what: str) -> None:
        item = QListWidgetItem(said)
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
        )
        item.setCheckState(Qt.CheckState.Checked)
        item.setData(role, what)
        self.addItem(item)

    def stays(self) -> Stays:
        """What has no tick any more."""
        rows = [self.item(at) for at in range(self.count())]
        off = [each for each in rows if each.data(_TEXT) or each.data(_FILE)]
        off = [each for each in off if each.checkState() is Qt.CheckState.Unchecked]
        return Stays(
            frozenset(each.data(_TEXT) for each in off if each.data(_TEXT)),
            frozenset(each.data(_FILE) for each in off if each.data(_FILE)),
        )

    def texts(self) -> list[str]:
        """What the rows say, from the first to the last."""
        return [self.item(at).text() for at in range(self.count())]
