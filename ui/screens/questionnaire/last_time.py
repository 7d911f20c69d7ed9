"""What was answered last time, shown beside a question; it is never an answer of this time."""

from __future__ import annotations

from collections.abc import Callable

from ui.session import Session
from workbench.actions import books
from workbench.analysis.question import QuestionRating
from workbench.analysis.standing import Standing, rate_book
from workbench.analysis.summary import one_decimal
from workbench.charts.words import role_mean
from workbench.domain.assessment import Assessment
from workbench.domain.content import Question
from workbench.domain.role import Role
from workbench.domain.text import plural, short
from workbench.storage.store import Store


class LastTime:
    """The assessment this one was carried forward from, read once; `arrived` is called when it is there."""

    def __init__(self, session: Session, arrived: Callable[[], None]) -> None:
        self._session, self._arrived = session, arrived
        self._wanted = ""
        self._title = ""
        self._standing: Standing | None = None

    def follow(self) -> None:
        """Look whether the open assessment goes on from another one."""
        book, store = self._session.book, self._session.store
        wanted = book.assessment.carried_from if book is not None else ""
        if wanted == self._wanted or store is None:
            return
        self._wanted, self._title, self._standing = wanted, "", None
        if wanted:
            self._session.jobs.lane(
                lambda: _read(store, wanted),
                lambda found: self._on_read(found, wanted),
                # It was deleted meanwhile: there is nothing to show beside.
                lambda _error: None,
            )

    def _on_read(self, found: tuple[str, Standing] | None, wanted: str) -> None:
        if found is not None and wanted == self._wanted:
            self._title, self._standing = found
            self._arrived()

    def words(self, question: Question) -> tuple[str, str]:
        """A head and what was said to a question; two times '' where nothing was, or it was not asked then."""
        rating = self._standing.questions.get(question.id) if self._standing is not None else None
        said = _said(rating) if rating is not None else ""
        return (f"Last time, {short(self._session.curtain.said(self._title))}", said) if said else ("", "")


def _read(store: Store, assessment_id: str) -> tuple[str, Standing] | None:
    with store.unit(writes=False) as unit:
        if unit.find(Assessment, assessment_id) is None:
            return None
    book = books.open_book(store, assessment_id)
    return book.assessment.title, rate_book(book)


def _said(rating: QuestionRating) -> str:
    if not rating.applicable:
        return "It did not apply."
    if not rating.voices and rating.index is None:
        return ""
    parts = [f"Agreed: {one_decimal(rating.index)}."] if rating.agreed and rating.index is not None else []
    if rating.role_means:
        means = ", ".join(
            f"{role.short} {role_mean(rating, role)}" for role in Role if role in rating.role_means
        )
        parts.append(f"{plural(rating.voices, 'answer')}. Mean by role: {means}.")
    return " ".join(parts)
