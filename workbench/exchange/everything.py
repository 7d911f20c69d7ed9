"""Everything an assessment holds as tables that may be handed on: one spreadsheet, or a CSV file for each.

What is in them is listed column by column, so that nothing gets out by being new: names of people only where they were
asked for, and stance, influence, ADKAR, competences and placement of single people never.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from workbench import __version__
from workbench.analysis.small_roles import merged_roles
from workbench.analysis.standing import Standing
from workbench.analysis.veil import names_in, texts_of, without_names
from workbench.domain.book import Book
from workbench.domain.entity import Entity
from workbench.domain.talent import Talent
from workbench.domain.text import slug
from workbench.exchange import everything_lists as lists
from workbench.exchange import everything_plan as plan
from workbench.exchange import everything_sessions as sessions
from workbench.exchange.criteria_sheet import criteria_sheet
from workbench.exchange.everything_answers import Answered
from workbench.exchange.everything_parts import Field, Linking, lines, table
from workbench.exchange.everything_people import people, role_plan
from workbench.exchange.everything_scores import questions, scores
from workbench.exchange.long_text import fitted
from workbench.exchange.sheets import Sheet, Value, csv_bytes, workbook_bytes

_LISTS: tuple[Callable[[Book, Linking], Sheet], ...] = (
    lists.obstacles,
    lists.needs,
    lists.advocacy,
    lists.discoveries,
    lists.services,
    lists.practices,
    lists.recognition,
    lists.risks,
    lists.controls,
)
_WORK: tuple[Callable[[Book, Linking], Sheet], ...] = (
    plan.deliverables,
    plan.projects,
    lists.agreements,
    plan.daily,
    lists.reviews,
    lists.trade_offs,
    lists.options,
    sessions.meetings,
    sessions.agenda,
    sessions.parked,
    sessions.decisions,
    plan.variants,
    plan.dismissals,
    plan.snapshots,
)
# The first day a ZIP archive knows; the time of the export would make each one another file.
_STAMP = (1980, 1, 1, 0, 0, 0)


def tables(book: Book, standing: Standing, *, names: bool = False) -> list[Sheet]:
    """Everything an assessment holds, a table each; those without a row are there, too, with their columns.

    Roles stand in place of the names of people, unless `names` asks for them.
    """
    shown = book if names else without_names(book)
    links = Linking(shown)
    answered = Answered(shown, names=names)
    return [
        _about(shown, names),
        scores(shown, standing),
        questions(shown, standing),
        answered.answers(),
        answered.comments(),
        answered.evidence(),
        answered.retired(),
        people(shown),
        role_plan(shown),
        *(make(shown, links) for make in _LISTS),
        criteria_sheet(shown.criteria),
        plan.actions(shown, standing, links),
        *(make(shown, links) for make in _WORK),
    ]


def _about(book: Book, names: bool) -> Sheet:
    each, pack, settings = book.assessment, book.pack, book.plan_settings
    small = merged_roles(book)
    group = book.assessment.smallest_group
    who = "Names of people are in it, as was asked for." if names else "People appear by role, never by name."
    merged = (
        f"Roles with fewer than {group} people are shown together as 'Others'."
        if small and not names
        else "No role is merged."
    )
    rows: list[tuple[str, Value]] = [
        ("Client", book.workspace.client),
        ("About the client", book.workspace.about),
        ("Assessment", each.title),
        ("About the assessment", each.about),
        ("Date", each.date),
        ("State", each.state.label),
        ("Scope", each.scope.value.capitalize()),
        ("Questions asked", len(book.questions)),
        ("Prepared for", each.prepared_for),
        ("Prepared by", each.prepared_by),
        ("Targets are for", each.target_date),
        ("Consents", lists.consents(each.consents)),
        ("Reopened", lines(f"{one.on.isoformat()}, {one.who}: {one.reason}" for one in each.reopened)),
        ("Plan begins", settings.start),
        ("People who can work at once", settings.capacity),
        ("Holidays", ", ".join(day.isoformat() for day in settings.holidays)),
        ("Actions are ranked by", settings.method.label),
        ("Weights of gap, risk, toil and obstacles", ", ".join(f"{one:.15g}" for one in settings.weights)),
        ("Months between two reviews", settings.review_months),
        ("Content pack", f"{pack.title} ({pack.id})"),
        ("Pack version", pack.version),
        ("Pack content hash", pack.content_hash),
        ("Program version", __version__),
        ("Names", who),
        ("Smallest group shown", group),
        ("Roles", merged),
        ("Left out", "Stance, influence, ADKAR, competences and placement of single people are in no table."),
    ]
    fields: list[Field[tuple[str, Value]]] = [("What", lambda row: row[0]), ("Value", lambda row: row[1])]
    return table("About", fields, rows)


def names_written(book: Book) -> list[str]:
    """Everybody who would be named by tables with names, in alphabetical order."""
    names = names_in(book)
    if not names:
        return []
    kept: list[Entity] = [book.workspace, book.assessment]
    kept += [entity for kind, rows in book.rows.items() if kind is not Talent for entity in rows.values()]
    found = {name for each in kept for text in texts_of(each) for name in names.found(text)}
    return sorted(found, key=str.casefold)


def workbook(book: Book, standing: Standing, *, names: bool = False) -> tuple[bytes, int]:
    """Everything as one spreadsheet, and how many tables are in it; the same content gives the same bytes.

    Raises:
        SheetError: when a table has more rows than a spreadsheet takes.
    """
    made = tables(book, standing, names=names)
    return workbook_bytes(fitted(made), book.assessment.date), len(made)


def csv_archive(book: Book, standing: Standing, *, names: bool = False) -> tuple[bytes, int]:
    """Everything as CSV files in one ZIP archive, and their number; the same content gives the same bytes."""
    made = tables(book, standing, names=names)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, each in enumerate(made, 1):
            entry = zipfile.ZipInfo(f"{number:02}-{slug(each.title)}.csv", _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Unpacked, they are for their owner alone, like the workspace they come from.
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, csv_bytes(each.head, each.rows))
    return out.getvalue(), len(made)
