"""The action plan as a Word document: the finding, what is to be decided, the roadmap, and every action in full."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from workbench import __version__
from workbench.analysis.measures import improvement_words
from workbench.analysis.ranking import rank
from workbench.analysis.standing import Standing
from workbench.analysis.veil import without_names
from workbench.charts import plan_words
from workbench.charts.calendar import day_words, span_words
from workbench.charts.words import amount
from workbench.domain.action import Action, ActionState
from workbench.domain.book import Book
from workbench.domain.text import join_words, plural, whole_line
from workbench.exchange.everything_parts import Linking
from workbench.exchange.word import WordDocument

Decision = tuple[str, str]
"""What leaders are asked to decide, and why or by when."""
NO_WORKSTREAM = "No workstream yet"
_ROADMAP = ("Code", "Action", "Owner", "From", "To", "Days", "State")
_ROADMAP_WIDE = (14, 62, 34, 20, 20, 10, 18)


def plan_document(
    book: Book, standing: Standing, today: dt.date, decisions: Sequence[Decision], *, names: bool = False
) -> bytes:
    """Give the plan as a document; the same content and day give the same bytes.

    Roles stand in place of the names of people, unless `names` asks for them; `decisions` must come without them
    where the plan does.
    """
    shown = book if names else without_names(book)
    client, title = whole_line(shown.workspace.client), whole_line(shown.assessment.title)
    document = WordDocument("Action plan", f"{client}, {title}", today)
    document.foot(f"{client}, action plan")
    document.paragraph(f"{client}\n{title}\n{day_words(today)}")
    live = [each for each in shown.actions if each.state is not ActionState.DROPPED]
    document.heading("What the plan comes to", 1)
    document.paragraph(f"{plan_words.title(live, rank(shown, standing), today)}.")
    document.heading("Decisions asked for", 1)
    if decisions:
        document.bullets([f"{said} {why}".strip() for said, why in decisions])
    else:
        document.paragraph("Nothing is open that needs a decision.")
    _roadmap(document, live)
    _actions(document, shown, live)
    _dropped(document, [each for each in shown.actions if each.state is ActionState.DROPPED])
    document.heading("How this was made", 1)
    document.paragraph(_method(shown, names))
    return document.data()


def _method(book: Book, names: bool) -> str:
    who = "Names of people stand as they were typed." if names else "People appear by role, never by name."
    return (
        f"{who} Made from the assessment of {day_words(book.assessment.date)} with SRE Assessment Workbench {__version__} "
        f"and the content pack {book.pack.title}, version {book.pack.version}."
    )


def _roadmap(document: WordDocument, actions: Sequence[Action]) -> None:
    document.heading("Roadmap", 1)
    if not actions:
        document.paragraph("No actions yet.")
        return
    # What has no dates stands last.
    dated = sorted(actions, key=lambda each: each.span or (dt.date.max, dt.date.max))
    rows: list[list[str]] = []
    for each in dated:
        start, finish = map(day_words, each.span) if each.span else ("–", "–")
        days = amount(each.effort_days) if each.effort_days is not None else "–"
        rows.append(
            [each.code, whole_line(each.title), whole_line(each.owner), start, finish, days, each.state.label]
        )
    document.table(_ROADMAP, rows, _ROADMAP_WIDE)
    known = [each.effort_days for each in actions if each.effort_days is not None]
    if known:
        rest = len(actions) - len(known)
        missing = f"; {plural(rest, 'action has', 'actions have')} no estimate yet" if rest else ""
        document.paragraph(f"{amount(sum(known))} person-days in all{missing}.")


def _actions(document: WordDocument, book: Book, actions: Sequence[Action]) -> None:
    links = Linking(book)
    for stream in dict.fromkeys(whole_line(each.workstream) for each in actions):
        document.heading(stream or NO_WORKSTREAM, 1)
        for each in actions:
            if whole_line(each.workstream) == stream:
                _action(document, each, links)


def _action(document: WordDocument, action: Action, links: Linking) -> None:
    document.heading(f"{action.code} {whole_line(action.title)}", 2)
    if action.purpose.strip():
        document.paragraph(action.purpose.strip())
    document.facts(_facts(action, links))
    if action.deliverables:
        rows = [
            [whole_line(each.title), day_words(each.due) if each.due else "–", "yes" if each.done else "no"]
            for each in action.deliverables
        ]
        document.table(("Deliverable", "Due", "Done"), rows, (120, 30, 20))
    for head, items in (
        ("Accepted when", action.acceptance),
        ("Whom to tell", action.tell),
    ):
        if items:
            document.heading(head, 3)
            document.bullets([each.strip() for each in items])
    if action.benefits.strip():
        document.heading("Benefits that are no numbers", 3)
        document.paragraph(action.benefits.strip())


def _facts(action: Action, links: Linking) -> list[tuple[str, str]]:
    """RACI, dates, effort and figures; each line that is empty is left out by the document."""
    serves = links.capability(action.capability) if action.capability else ""
    return [
        ("Owner", whole_line(action.owner) or "No owner yet"),
        ("Responsible", join_words([whole_line(each) for each in action.responsible])),
        ("Accountable", whole_line(action.accountable)),
        ("Consulted", join_words([whole_line(each) for each in action.consulted])),
        ("Informed", join_words([whole_line(each) for each in action.informed])),
        ("When", span_words(action.span)),
        ("Effort", f"{amount(action.effort_days)} person-days" if action.effort_days is not None else ""),
        ("Cost", amount(action.cost) if action.cost is not None else ""),
        ("State", action.state.label),
        ("Needs first", links.codes(action.after)),
        ("Serves", f"{serves}, to level {action.level}" if serves and action.level else serves),
        ("Treats", links.codes((*action.risks, *action.obstacles))),
        ("Measure", _measure(action)),
        ("Before", _figure(action.before, action, action.before_measured)),
        (
            "Now" if action.actual is not None else "Aim",
            _figure(action.outcome, action, action.actual_measured if action.actual is not None else None),
        ),
        ("Improvement", _improvement(action)),
    ]


def _measure(action: Action) -> str:
    parts = (whole_line(each) for each in (action.measure, action.window, action.source))
    return "; ".join(part for part in parts if part)


def _figure(value: float | None, action: Action, measured: bool | None) -> str:
    if value is None:
        return ""
    unit = whole_line(action.unit)
    said = f"{amount(value)}{'' if unit.startswith('%') else ' '}{unit}".strip()
    return said if measured is None else f"{said} ({'measured' if measured else 'estimated'})"


def _improvement(action: Action) -> str:
    if action.before is None or action.outcome is None:
        return ""
    return improvement_words(action.before, action.outcome, action.unit, action.lower_is_better)


def _dropped(document: WordDocument, actions: Sequence[Action]) -> None:
    if actions:
        document.heading("Dropped", 1)
        rows = [[each.code, whole_line(each.title), each.drop_reason.strip()] for each in actions]
        document.table(("Code", "Action", "Why"), rows, (20, 70, 80))
