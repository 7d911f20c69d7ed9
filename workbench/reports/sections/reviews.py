"""Process reviews: what those who use a process say of it, the figures beside it, and what follows (stage 4)."""

from __future__ import annotations

from workbench.analysis.cadence import waiting
from workbench.charts import results
from workbench.charts.calendar import day_words
from workbench.domain.review import Review
from workbench.domain.text import plural
from workbench.reports.context import Context
from workbench.reports.layout import Cell, Column, Section, finding, heading, picture
from workbench.reports.sections.entries import Details, linked, register
from workbench.reports.text import TABLE, TABLE_SOFT

SCALE = 0.7


def _columns(width: float) -> list[Column]:
    return [
        Column("", 0, 24),
        Column("Process", 26, 124),
        Column("Before → now", 156, 82),
        Column("Verdict", 244, 52),
        Column("Reviewed", 302, 52),
        Column("Next", 360, 52),
        Column("Owner", 418, width - 418),
    ]


def _row(context: Context, each: Review) -> tuple[list[Cell], Details]:
    found = results.of_review(each)
    late = each.due is not None and each.due < context.today
    due = f"{day_words(each.due)}{', overdue' if late else ''}" if each.due else "–"
    cells = [
        Cell(each.code, TABLE_SOFT),
        Cell(each.title, TABLE),
        Cell(results.now_then(found), TABLE),
        Cell(each.verdict.label, TABLE_SOFT),
        Cell(day_words(each.day) if each.day else "Not yet", TABLE_SOFT),
        Cell(due, TABLE_SOFT),
        Cell(each.owner or "No owner", TABLE_SOFT),
    ]
    return cells, [
        ("Who uses it", each.users),
        ("What they say", each.view),
        ("Measure", each.measure),
        ("Unit", each.unit if found.before is None and found.now is None else ""),
        ("Figures", results.better_words(found)),
        ("Reason", each.reason),
        ("What changes", each.change),
        *linked(context, each),
    ]


def sections(context: Context) -> list[Section]:
    """The figures as bars, and the list; nothing where no process is reviewed."""
    listed = context.book.reviews
    if not listed:
        return []
    width = context.width
    late = sum(1 for each in waiting(listed, context.today) if each.overdue)
    held = sum(1 for each in listed if each.day is not None and each.day <= context.today)
    said = (
        f"{held} of {plural(len(listed), 'process', 'processes')} {'was' if held == 1 else 'were'} reviewed"
    )
    if len(listed) == 1:
        said = "The one process was reviewed" if held else "The one process was not reviewed yet"
    said += f"; {plural(late, 'review is', 'reviews are')} overdue." if late else "; no review is overdue."
    months = context.book.plan_settings.review_months
    every = "every month" if months == 1 else f"every {months} months"
    pieces = [*finding(said, width, f"Processes are to be reviewed {every}.")]
    found = [results.of_review(each) for each in listed]
    if any(each.before is not None or each.now is not None for each in found):
        pieces.append(heading("Before and now", width, before=0, hold=1))
        pieces.append(picture(results.draw(found, width / SCALE, "process", "processes"), SCALE, before=4))
    pieces += register(context, _columns(width), listed, _row, "Reviews")
    return [Section("reviews", "Process reviews", said, tuple(pieces))]
