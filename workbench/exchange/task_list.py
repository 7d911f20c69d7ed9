"""The plan as a Markdown task list, for anything that reads one."""

from __future__ import annotations

import re
from pathlib import Path

from workbench.analysis.veil import without_names
from workbench.charts.calendar import day_words
from workbench.charts.words import one_line
from workbench.domain.action import Action, ActionState
from workbench.domain.book import Book
from workbench.exchange.plan_words import when
from workbench.storage.files import write_whole

SUFFIXES = (".md", ".markdown")
# What Markdown, or HTML within it, would take for markup.
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&$@:])")


class TaskListError(ValueError):
    """A task list could not be written; says why in one sentence."""


def plain(text: str) -> str:
    """Text on one line that Markdown shows as it was typed."""
    return _MARKUP.sub(r"\\\1", one_line(text))


def task_list(book: Book, *, names: bool = False) -> str:
    """Give the plan as a list, workstream by workstream; what is done is ticked, what was dropped struck out."""
    shown = book if names else without_names(book)
    lines = [f"# {plain(shown.workspace.client)}: {plain(shown.assessment.title)}", ""]
    streams = list(dict.fromkeys(one_line(each.workstream) for each in shown.actions))
    for stream in streams:
        lines += [f"## {plain(stream) or 'No workstream yet'}", ""]
        for action in shown.actions:
            if one_line(action.workstream) == stream:
                lines += _action(action)
        lines.append("")
    return "\n".join(lines)


def _action(action: Action) -> list[str]:
    title = f"**{plain(action.code)}** {plain(action.title)}"
    more = [plain(part) for part in (action.owner, when(action)) if part.strip()]
    if action.state is ActionState.DROPPED:
        reason = (
            f" \\(dropped: {plain(action.drop_reason)}\\)" if action.drop_reason.strip() else " \\(dropped\\)"
        )
        return [f"- ~~{title}~~{reason}"]
    tick = "x" if action.state is ActionState.DONE else " "
    lines = [f"- [{tick}] {title}{' – ' if more else ''}{', '.join(more)}"]
    for each in action.deliverables:
        due = f" \\(by {plain(day_words(each.due))}\\)" if each.due else ""
        lines.append(f"  - [{'x' if each.done else ' '}] {plain(each.title)}{due}")
    return lines


def export_task_list(book: Book, path: Path, *, names: bool = False) -> int:
    """Write the task list, and give the number of actions in it.

    Raises:
        TaskListError: when it cannot be written; what was there is then as it was.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise TaskListError(f"'{path.name}' is no Markdown file; give it the ending .md.")
    try:
        write_whole(path, task_list(book, names=names).encode())
    except OSError as problem:
        raise TaskListError(
            f"'{path.name}' cannot be written ({problem.strerror}); nothing there was changed."
        ) from problem
    return len(book.actions)
