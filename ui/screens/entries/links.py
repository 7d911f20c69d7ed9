"""What the entries of every inventory can be linked to, by field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ui.dialogs.pick import Choice
from ui.widgets import entry_form as forms
from ui.widgets.entry_form import Field, Group
from workbench.charts.words import one_line
from workbench.domain.book import Book


@dataclass(frozen=True)
class LinkSource:
    """One field of links: what is asked, what may be chosen, and the screen a link leads to."""

    question: str
    choices: Callable[[Book], Sequence[Choice]]
    screen: str


def _capabilities(book: Book) -> list[Choice]:
    return [
        Choice(each.id, each.name, each.about, book.pack.by_area[each.area].title)
        for each in book.pack.capabilities
    ]


def _actions(book: Book) -> list[Choice]:
    return [Choice(each.id, f"{each.code}  {one_line(each.title)}", each.purpose) for each in book.actions]


def _obstacles(book: Book) -> list[Choice]:
    return [Choice(each.id, f"{each.code}  {one_line(each.title)}", each.detail) for each in book.obstacles]


def _risks(book: Book) -> list[Choice]:
    return [Choice(each.id, f"{each.code}  {one_line(each.title)}", each.cause) for each in book.risks]


def _needs(book: Book) -> list[Choice]:
    return [Choice(each.id, f"{each.code}  {one_line(each.title)}", each.detail) for each in book.needs]


def _clauses(book: Book) -> list[Choice]:
    return [Choice(each.id, f"{each.id}  {each.text}", "", each.section) for each in book.pack.clauses]


SOURCES: dict[str, LinkSource] = {
    "capabilities": LinkSource("Which capabilities does it belong to?", _capabilities, "results"),
    "actions": LinkSource("Which actions deal with it?", _actions, "plan"),
    "obstacles": LinkSource("Which obstacles are linked?", _obstacles, "obstacles"),
    "risks": LinkSource("Which risks are linked?", _risks, "risks"),
    "needs": LinkSource("Which business needs does it serve?", _needs, "needs"),
    "clauses": LinkSource("Which clauses of the blueprint?", _clauses, "library"),
}


FIELDS: tuple[Field | Group, ...] = (
    Group("Belongs to"),
    forms.links("capabilities", "Capabilities", "Link capabilities…", follows=True),
    forms.links("clauses", "Clauses of the blueprint", "Link clauses…", follows=True),
    forms.links("risks", "Risks", "Link risks…", follows=True),
    forms.links("actions", "Actions", "Link actions…", follows=True),
)
"""The fields of links that every inventory's form ends with."""
