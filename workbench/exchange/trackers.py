"""The plan for the importers of Jira and Azure DevOps, in the columns their makers document.

Jira (Atlassian, 'Import data from a CSV file'): a head row without punctuation and with a Summary, parents named by
the Issue ID of their row, original estimates in seconds. Azure DevOps (Microsoft, 'Import work items'): Work Item Type
and a title, 'Title 1' and 'Title 2' for parents and children, no state and nobody assigned, at most 1,000 rows.
"""

from __future__ import annotations

from pathlib import Path

from workbench.analysis.ranking import rank
from workbench.analysis.standing import Standing
from workbench.analysis.veil import without_names
from workbench.charts.words import one_line
from workbench.domain.action import Action
from workbench.domain.book import Book
from workbench.exchange.plan_words import STILL, description, places
from workbench.exchange.sheets import SheetError, Value, write_sheet

DAY_SECONDS = 8 * 60 * 60
"""A person-day as trackers count it: eight hours."""
LONGEST_TITLE = 255
"""Neither takes a longer one."""
MOST_ITEMS = 1000
"""The most rows Azure DevOps imports at once."""
JIRA = (
    "Issue ID",
    "Parent ID",
    "Issue Type",
    "Summary",
    "Description",
    "Priority",
    "Due Date",
    "Original Estimate",
    "Labels",
    "Labels",
)
AZURE = (
    "Work Item Type",
    "Title 1",
    "Title 2",
    "Description",
    "Priority",
    "Start Date",
    "Target Date",
    "Tags",
)
_JIRA_PRIORITIES = ("Highest", "High", "Medium", "Low", "Lowest")
_AZURE_LOWEST = 4


def _title(text: str) -> str:
    words = one_line(text)
    return words if len(words) <= LONGEST_TITLE else f"{words[: LONGEST_TITLE - 1]}…"


def _label(text: str) -> str:
    """A label as Jira takes it: without spaces."""
    return "-".join(one_line(text).split())[:LONGEST_TITLE]


def export_jira(book: Book, standing: Standing, path: Path, *, names: bool = False) -> int:
    """Write what is still to be done for Jira's importer, an Epic each with a Task for each open deliverable.

    Dates are year-month-day: the importer asks for that as 'yyyy-MM-dd'. Gives the number of rows.

    Raises:
        SheetError: when it cannot be written; what was there is then as it was.
    """
    shown = book if names else without_names(book)
    ranked = places(rank(shown, standing), shown.plan_settings.method)
    rows: list[list[Value]] = []
    for action in _open(shown):
        number = len(rows) + 1
        seconds = None if action.effort_days is None else round(action.effort_days * DAY_SECONDS)
        labels = ["SRE", _label(action.workstream)]
        priority = _JIRA_PRIORITIES[ranked[action.id] - 1]
        rows.append(
            [
                number, "", "Epic", _title(action.title), description(action, shown), priority, action.finish, seconds,
                *labels,
            ]
        )  # fmt: skip
        for each in action.open_deliverables:
            said = f"Part of {action.code} {one_line(action.title)}"
            rows.append(
                [len(rows) + 1, number, "Task", _title(each.title), said, priority, each.due, None, *labels]
            )
    write_sheet(_csv(path), "Plan", JIRA, rows)
    return len(rows)


def export_azure(book: Book, standing: Standing, path: Path, *, names: bool = False) -> int:
    """Write what is still to be done for Azure DevOps' importer, an Epic each with a Task for each open deliverable.

    Gives the number of rows.

    Raises:
        SheetError: when it cannot be written, or is more than the importer takes at once.
    """
    shown = book if names else without_names(book)
    ranked = places(rank(shown, standing), shown.plan_settings.method)
    rows: list[list[Value]] = []
    for action in _open(shown):
        tags = "; ".join(each.replace(";", ",") for each in ("SRE", one_line(action.workstream)) if each)
        priority = min(_AZURE_LOWEST, ranked[action.id])
        rows.append(
            [
                "Epic", _title(action.title), "", description(action, shown), priority, action.start, action.finish, tags,
            ]
        )  # fmt: skip
        for each in action.open_deliverables:
            rows.append(
                ["Task", "", _title(each.title), f"Part of {action.code}", priority, None, None, tags]
            )
    if len(rows) > MOST_ITEMS:
        raise SheetError(
            f"The plan has {len(rows):,} actions and deliverables, and Azure DevOps imports {MOST_ITEMS:,} at once. "
            "Mark deliverables as done, or drop actions, then write it again."
        )
    write_sheet(_csv(path), "Plan", AZURE, rows)
    return len(rows)


def _open(book: Book) -> list[Action]:
    return [each for each in book.actions if each.state in STILL]


def _csv(path: Path) -> Path:
    if path.suffix.lower() != ".csv":
        raise SheetError(
            f"'{path.name}' is no .csv file, and this importer takes no other; give it that ending."
        )
    return path
