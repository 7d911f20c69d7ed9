"""What an action can be linked to: prerequisites, questions, obstacles and risks, and toil and services that name it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ui.dialogs.pick import Choice
from ui.widgets import entry_form as forms
from workbench.charts.words import one_line
from workbench.domain.action import Action
from workbench.domain.book import Book
from workbench.domain.discovery import Discovery
from workbench.domain.linked import Linked
from workbench.domain.service import Service

BACK: dict[str, type[Linked]] = {"toil": Discovery, "services": Service}
"""Fields of the form that are stored the other way round: the entry names the action."""

SERVED_FIELDS = (
    forms.links("toil", "Toil it ends", "Link toil and pain points…", follows=True),
    forms.links("services", "Services it helps", "Link services…", follows=True),
)


@dataclass(frozen=True)
class Source:
    """One field of links: what is asked of an action by code, what may be linked, the screen a link leads to."""

    question: str
    choices: Callable[[Book, Action], Sequence[Choice]]
    screen: str


def called(code: str, title: str) -> str:
    """What a linked entry is called."""
    return f"{code}  {one_line(title)}"


def _coded(listed: Sequence[Any]) -> list[Choice]:
    return [Choice(each.id, called(each.code, each.title)) for each in listed]


def _questions(book: Book, action: Action) -> list[Choice]:
    """The questions of the action's capability that are in scope."""
    asked = [each for each in book.questions if each.capability == action.capability]
    return [Choice(each.id, f"{each.id}  {one_line(each.title)}", one_line(each.ask)) for each in asked]


SOURCES: dict[str, Source] = {
    "after": Source(
        "What has to be done before {code}?",
        lambda book, action: _coded([each for each in book.actions if each.id != action.id]),
        "plan",
    ),
    "questions": Source(
        "Which questions does {code} bring to its level? None ticked means all below it.",
        _questions,
        "questionnaire",
    ),
    "obstacles": Source(
        "Which obstacles does {code} clear?", lambda book, _action: _coded(book.obstacles), "obstacles"
    ),
    "risks": Source("Which risks does {code} treat?", lambda book, _action: _coded(book.risks), "risks"),
    "toil": Source(
        "Which toil or pain points does {code} end?",
        lambda book, _action: _coded(book.discoveries),
        "discoveries",
    ),
    "services": Source(
        "Which services does {code} help?", lambda book, _action: _coded(book.services), "services"
    ),
}


def ask(book: Book, action: Action, field: str) -> tuple[str, Sequence[Choice]]:
    """What to ask for a field of links, and the choices."""
    source = SOURCES[field]
    return source.question.format(code=action.code), source.choices(book, action)


def words(book: Book, action: Action, field: str) -> Mapping[str, str]:
    """What everything a field may link to is called, by id; questions of another capability too."""
    found = {each.id: each.title for each in SOURCES[field].choices(book, action)}
    if field == "questions":
        known = {each.id: each for part in book.pack.capabilities for each in part.questions}
        for each in action.questions:
            if each not in found and each in known:
                found[each] = (
                    f"{each}  {one_line(known[each].title)} (of another capability, or not in scope)"
                )
    return found


def named_by(book: Book, action: Action, field: str) -> tuple[str, ...]:
    """The ids of the toil or services that name an action."""
    return tuple(each.id for each in book.all(BACK[field]) if action.id in each.actions)
