"""Whether names of people are hidden, and the open assessment as it may be shown meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

# Loaded with the first assessment: the window must be painted before that.
if TYPE_CHECKING:
    from workbench.analysis.veil import Veil
    from workbench.domain.book import Book, Change
    from workbench.domain.entity import Entity

COVERED = "It names somebody, so it can be changed only while names are shown: press R or Ctrl+Shift+R."
"""Why a text cannot be edited while another one stands in its place."""

COVERED_FIELDS = "Names are hidden. Fields with one in them show roles and can only be read until R or Ctrl+Shift+R shows names."
"""The same for several fields at once."""


class Curtain(QObject):
    """One switch for the whole program; it stays as it is when another assessment is opened. `turned(hidden)`."""

    turned = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hidden = False
        self._book: Book | None = None
        self._veil: Veil | None = None

    def hang(self, book: Book | None) -> None:
        """Take another assessment, or none."""
        self._book, self._veil = book, None

    def follow(self, changes: Iterable[Change]) -> None:
        """Take in changes that the assessment has taken in already."""
        if self._veil is not None:
            self._veil.apply(changes)

    def turn(self) -> None:
        """Hide names, or show them again."""
        self.hidden = not self.hidden
        self.turned.emit(self.hidden)

    @property
    def shown(self) -> Book | None:
        """The assessment as it may be shown now: itself, or without names."""
        return self.by_roles if self.hidden else self._book

    @property
    def by_roles(self) -> Book | None:
        """The assessment without names, whether they are hidden or not."""
        veil = self._veil_now()
        return None if veil is None else veil.book

    def _veil_now(self) -> Veil | None:
        if self._veil is None and self._book is not None:
            from workbench.analysis.veil import Veil

            self._veil = Veil(self._book)
        return self._veil

    def said(self, text: str) -> str:
        """Text that comes from elsewhere than the assessment, as it may be shown now."""
        return self.by_role(text) if self.hidden else text

    def by_role(self, text: str) -> str:
        """Text with the roles of people in place of their names."""
        veil = self._veil_now()
        return text if veil is None else veil.names.redact(text)

    def waiting(
        self, kind: type[Entity], entity_id: str, kept: Mapping[str, Any]
    ) -> tuple[dict[str, Any], frozenset[str]]:
        """Values of an entry that could not be saved yet, as they may be shown now; and the fields whose values those
        are not, which nobody may edit."""
        veil, shown = self._veil_now(), dict(kept)
        if not self.hidden or veil is None or self._book is None:
            return shown, frozenset()
        from workbench.analysis.veil import TEXTS

        entity = self._book.get(kind, entity_id)
        for key in kept.keys() & set(TEXTS[kind]):
            # An answer that was never saved has no entry yet.
            shown[key] = (
                veil.names.redact(kept[key]) if entity is None else veil.value(entity, key, kept[key])
            )
        return shown, frozenset(key for key in kept if shown[key] != kept[key])

    def covered(self, kind: type[Entity], entity_id: str) -> frozenset[str]:
        """The fields of an entry that show something else than what is stored: nobody may edit those."""
        if not self.hidden or self._book is None:
            return frozenset()
        shown = self.by_roles
        assert shown is not None
        if kind is type(shown.assessment):
            one, other = self._book.assessment, shown.assessment
        else:
            one, other = self._book.get(kind, entity_id), shown.get(kind, entity_id)
        if one is other:
            return frozenset()
        from workbench.analysis.veil import PARTS, TEXTS

        keys = (*TEXTS[kind], *PARTS.get(kind, ()))
        return frozenset(key for key in keys if getattr(one, key) != getattr(other, key))
