"""The formats the plan goes out in, listed once for the command line and the window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.analysis.standing import Standing
from workbench.analysis.veil import names_in, texts_of
from workbench.domain.book import Book
from workbench.exchange.calendar_file import export_calendar
from workbench.exchange.plan_sheet import export_plan
from workbench.exchange.task_list import export_task_list
from workbench.exchange.trackers import export_azure, export_jira


@dataclass(frozen=True, slots=True)
class PlanFormat:
    """One format: its key on the command line, its name, the ending of its files, what it is for, and what writes it.

    `what` names one of the things the file holds; `write(book, standing, path, names)` gives how many there are.
    """

    key: str
    name: str
    suffix: str
    about: str
    what: str
    write: Callable[[Book, Standing, Path, bool], int]


FORMATS: tuple[PlanFormat, ...] = (
    PlanFormat(
        "sheet",
        "Spreadsheet",
        ".xlsx",
        "Every field of every action. Fill in how far each is, and take it in again.",
        "action",
        lambda book, _standing, path, names: export_plan(book, path, names=names),
    ),
    PlanFormat(
        "jira",
        "Jira (CSV)",
        ".csv",
        "For Jira's importer: an epic each, a task for each deliverable. Its date format is yyyy-MM-dd.",
        "item",
        lambda book, standing, path, names: export_jira(book, standing, path, names=names),
    ),
    PlanFormat(
        "azure",
        "Azure DevOps (CSV)",
        ".csv",
        "For the importer of Azure Boards: an epic each, a task for each deliverable.",
        "item",
        lambda book, standing, path, names: export_azure(book, standing, path, names=names),
    ),
    PlanFormat(
        "markdown",
        "Markdown task list",
        ".md",
        "For everything else: boxes to tick, workstream by workstream.",
        "action",
        lambda book, _standing, path, names: export_task_list(book, path, names=names),
    ),
    PlanFormat(
        "calendar",
        "Calendar (iCalendar)",
        ".ics",
        "The dates of actions, deliverables and reviews.",
        "event",
        lambda book, _standing, path, names: export_calendar(
            book, path, dt.datetime.now(dt.UTC).replace(microsecond=0), names=names
        ),
    ),
)
BY_KEY = {each.key: each for each in FORMATS}


def names_written(book: Book) -> list[str]:
    """Everybody who would be named by a plan with names, in alphabetical order."""
    names = names_in(book)
    listed = (*book.actions, *book.obstacles, *book.risks, *book.reviews)
    texts = (text for each in listed for text in texts_of(each))
    return sorted({name for text in texts for name in names.found(text)}, key=str.casefold)
