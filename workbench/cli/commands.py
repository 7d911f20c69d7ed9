"""What the commands do; imported only when one is run."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.actions import books, demo
from workbench.analysis.maturity import Rating
from workbench.analysis.standing import rate_book
from workbench.analysis.summary import level_words, one_decimal, scope_words
from workbench.analysis.veil import without_names
from workbench.charts.words import open_questions
from workbench.cli.problems import Failed, Refused, plain, print_json
from workbench.cli.score import score_document
from workbench.cli.unlocking import key_for
from workbench.content.yaml_tree import PackError
from workbench.domain.assessment import Assessment, Workspace
from workbench.domain.book import Book
from workbench.domain.text import plural
from workbench.reports.build import ReportError, takes_place, write_report
from workbench.reports.editions import ReportSettings
from workbench.storage import errors, places
from workbench.storage.files import require_plain_journal
from workbench.storage.store import Store

_BAD_INPUT = (
    errors.NotAWorkspace,
    errors.NewerWorkspace,
    errors.WorkspaceMissing,
    errors.PassphraseNeeded,
    errors.WrongPassphrase,
)
LIST_SCHEMA = "sre-workbench/list/1"


def run(options: argparse.Namespace, show: Callable[[Path], int]) -> int:
    """Run one command; `show` opens the window on the demo."""
    try:
        match options.command:
            case "demo":
                return _demo(options, show)
            case "list":
                return _list(options)
            case "score":
                return _score(options)
            case "risks":
                from workbench.cli import risks  # brings what reads spreadsheets

                return risks.run(options, _opened, _chosen)
            case "plan":
                from workbench.cli import plan  # brings what reads spreadsheets

                return plan.run(options, _opened, _chosen)
            case "pack":
                from workbench.cli import packs  # brings what draws pages and reads spreadsheets

                return packs.run(options, _opened, _chosen)
            case "export" | "import":
                from workbench.cli import exports  # brings what writes spreadsheets and documents

                return exports.run(options, _opened, _chosen)
            case "check" | "backups":
                from workbench.cli import keeping

                return keeping.run(options)
            case "protect":
                from workbench.cli import protecting

                return protecting.run(options)
            case "forget":
                from workbench.cli import forgetting

                return forgetting.run(options, _opened)
            case "content":
                from workbench.cli import content  # brings the hyphenation dictionaries

                return content.run(options)
            case _:
                from workbench.cli import report  # brings what draws pages

                return report.run(options, _opened, _chosen, _pdf_place)
    except _BAD_INPUT as problem:
        raise Refused(str(problem)) from problem
    except errors.HeldElsewhere as problem:
        raise Failed(f"{problem} That is --open-anyway.") from problem
    except (errors.StorageError, ReportError, PackError) as problem:
        raise Failed(str(problem)) from problem


def _pdf_place(path: Path, workspace: Path) -> Path:
    """Where a PDF goes; a folder, the workspace or a file of another kind is refused before anything is done."""
    path = path.absolute()
    if path.is_dir():
        raise Refused(f"'{path}' is a folder; name the file, too")
    if path == workspace:
        raise Refused(f"'{path}' is the workspace; name another file for the PDF")
    if not takes_place(path):
        raise Refused(f"'{path}' is there already and is no PDF; it was left as it is, name another file")
    return path


def _demo(options: argparse.Namespace, show: Callable[[Path], int]) -> int:
    path = (options.workspace or places.demo_workspace()).absolute()
    pdf = _pdf_place(options.pdf or path.with_name(f"{path.stem}-action-plan.pdf"), path)
    key = None
    if path.exists():
        key = key_for(path, options)
        with (
            Store.open(path, key=key, take_over=options.open_anyway) as store,
            store.unit(writes=False) as unit,
        ):
            known = unit.all(Workspace)[0].id == demo.WORKSPACE_ID
        if not known:
            raise Refused(
                f"'{path}' is there already and is no demo; it was left as it is, name another file"
            )
    else:
        demo.create(path, dt.date.today()).close()
    print(f"Demo workspace: {path}")
    with Store.open(path, key=key) as store:
        with store.unit(writes=False) as unit:
            newest = unit.all(Assessment)
        if newest:
            book = books.open_book(
                store, next((a.id for a in newest if a.id == demo.ASSESSMENT_ID), newest[0].id)
            )
            write_report(book, rate_book(book), ReportSettings(edition="full", date=dt.date.today()), pdf)
            print(f"Action plan:    {pdf}")
    places.remember_workspace(path)
    return 0 if options.no_window else show(path)


@contextmanager
def _opened(options: argparse.Namespace, *, writable: bool = False) -> Iterator[Store]:
    path = options.workspace or places.last_workspace()
    if path is None:
        raise Refused("no workspace was opened here yet; name one with --workspace FILE")
    path = path.absolute()
    require_plain_journal(path)
    key = key_for(path, options)
    # A journal left by a crash must be rolled back first, which only a writer can do.
    left_over = path.with_name(f"{path.name}-journal")
    try:
        store = Store.open(
            path,
            writable=writable or left_over.exists(),
            key=key,
            checked=True,
            take_over=writable and options.open_anyway,
        )
    except (errors.WorkspaceLocked, errors.NotWritable):
        if writable:
            raise
        # The journal belongs to a window that is saving just now, or lies where nothing can be written.
        store = Store.open(path, writable=False, key=key)
    try:
        yield store
    finally:
        store.close()


def _chosen(store: Store, wanted: str | None) -> Book:
    with store.unit(writes=False) as unit:
        there = unit.all(Assessment)
    if wanted is not None:
        found = [each for each in there if each.id == wanted] or [
            each for each in there if wanted and each.id.startswith(wanted)
        ]
        if len(found) != 1:
            raise Refused(f"there is no assessment '{wanted}' in '{store.path.name}'; {_names(there)}")
        return books.open_book(store, found[0].id)
    if len(there) != 1:
        raise Refused(f"'{store.path.name}' holds {plural(len(there), 'assessment')}; {_names(there)}")
    return books.open_book(store, there[0].id)


def _names(assessments: list[Assessment]) -> str:
    if not assessments:
        return "begin one in the window first"
    return "name one with --assessment: " + ", ".join(f"{each.id} ({each.title})" for each in assessments)


def _list(options: argparse.Namespace) -> int:
    with _opened(options) as store:
        with store.unit(writes=False) as unit:
            workspace = unit.all(Workspace)[0]
        rows = books.listing(store)
    if options.json:
        print_json(
            {
                "schema": LIST_SCHEMA,
                "client": workspace.client,
                "assessments": [
                    {
                        "id": row.assessment.id,
                        "title": row.assessment.title,
                        "date": row.assessment.date.isoformat(),
                        "state": row.assessment.state.value,
                        "level": row.figures.get("level"),
                        "index": row.figures.get("index"),
                        "answered": row.figures.get("answered"),
                        "asked": row.figures.get("asked"),
                    }
                    for row in rows
                ],
            }
        )
        return 0
    print(f"{plain(workspace.client)}: {plural(len(rows), 'assessment')}")
    for row in rows:
        figures = row.figures
        level = figures.get("level_name") or "not rated"
        index = f", index {figures['index']}" if figures.get("index") else ""
        print(
            f"{row.assessment.id}  {row.assessment.date}  {row.assessment.state.value:8}  {level}{index}, "
            f"{figures.get('answered', 0)} of {figures.get('asked', 0)} answered  {plain(row.assessment.title)}"
        )
    return 0


def _score(options: argparse.Namespace) -> int:
    with _opened(options) as store:
        book = _chosen(store, options.assessment)
    standing = rate_book(book)
    if options.json:
        print_json(score_document(book, standing, names=options.names))
        return 0
    book = book if options.names else without_names(book)
    print(f"{plain(book.workspace.client)}, {plain(book.assessment.title)}, {book.assessment.date}")
    if scope_words(book):
        print(scope_words(book))
    print(f"{standing.answered} of {standing.asked} questions answered\n")
    print(_row("Overall", standing.overall, book, open_questions(standing.questions.values())))
    for area in book.pack.areas:
        parts = [standing.capabilities[each.id] for each in book.pack.in_area(area.id)]
        waiting = open_questions(question for part in parts for question in part.questions)
        print("\n" + _row(area.title, standing.areas[area.id], book, waiting))
        for capability in book.pack.in_area(area.id):
            rated = standing.capabilities[capability.id]
            still_open = open_questions(rated.questions)
            name = f"{capability.id:5} {capability.name}"
            print("  " + _row(name, rated.rating, book, still_open, 44, rated.target))
    return 0


def _row(
    name: str, rating: Rating, book: Book, still_open: int, width: int = 46, target: int | None = None
) -> str:
    goal = f"  target {target}" if target else ""
    return (
        f"{name:{width}} {one_decimal(rating.index):>4}  {level_words(rating, book.pack, still_open)}{goal}"
    )
