"""Operations on the workspace itself: saving, taking answers in, renewing an old file, and taking a cut-off save back."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event

from tests.reliability.checker import (
    Lost,
    check_backups,
    check_workspace,
)
from tests.reliability.operation import (
    DATABASES,
    NOW,
    SAVES,
    STEPS,
    Operation,
    Run,
    Say,
    base,
    book_of,
    holds_steps,
    is_sentence,
    workspace,
)
from tests.storage.raw import database
from tests.storage.steps import MANAGER, step, steps_in
from workbench.actions import intake
from workbench.actions.edit import perform
from workbench.actions.intake_rows import compare
from workbench.actions.packing import pack_of
from workbench.domain.answer_pack import Given
from workbench.domain.assessment import Answer, AnswerState, Workspace
from workbench.storage import backups, errors
from workbench.storage.header import LATEST, peek
from workbench.storage.store import Store


def _save(folder: Path) -> Run:
    def run(say: Say) -> None:
        with Store.open(workspace(folder)) as store:
            for number in range(STEPS, STEPS + SAVES):
                perform(store, step(number), who="Facilitator")
                say(number)

    return run


def _check_save(folder: Path, said: Sequence[str], why: object) -> None:
    last = int(said[-1]) if said else STEPS - 1
    check_workspace(workspace(folder), holds_steps(last), why=why)
    check_backups(workspace(folder), 1, why=why)


def _save_again(folder: Path) -> Run:
    """The same, where a save that fails is tried again: in the same window, then after closing and opening it."""

    def attempt(store: Store, number: int, say: Say) -> bool:
        try:
            perform(store, step(number), who="Facilitator")
        except errors.StorageError as problem:
            say(f"failed {problem}")
            return False
        say(number)
        return True

    def run(say: Say) -> None:
        number, goal = STEPS, STEPS + SAVES
        for _ in range(5):
            with suppress(errors.StorageError), Store.open(workspace(folder)) as store:
                while number < goal and (attempt(store, number, say) or attempt(store, number, say)):
                    number += 1
            if number == goal:
                return

    return run


def _check_save_again(folder: Path, said: Sequence[str], why: object) -> None:
    for each in said:
        if each.startswith("failed ") and not is_sentence(each.removeprefix("failed ")):
            raise AssertionError(f"no sentence: {each}")
    _check_save(folder, [each for each in said if not each.startswith("failed")], why)


def _tick(folder: Path) -> Run:
    """One save and one backup, at the time the clock says it is."""

    def run(say: Say) -> None:
        with Store.open(workspace(folder)) as store:
            with store.unit(writes=False) as unit:
                number = steps_in(unit)
            perform(store, step(number))
            say(number)
        made = backups.make(workspace(folder), "scheduled", dt.datetime.now(dt.UTC))
        assert made is not None
        say(made.number)

    return run


# --- taking answers in ----------------------------------------------------------------------------
_SENT = ("SPON-1", "KPI-1", "TAL-1")


def _take(folder: Path) -> Run:
    def run(say: Say) -> None:
        with Store.open(workspace(folder)) as store:
            book = book_of(store)
            manager = next(each for each in book.respondents if each.id == MANAGER)
            came = pack_of(book, manager, NOW).with_answers(
                {
                    name: Given(question=name, state=AnswerState.RATED, value=5, note=f"sent {name}")
                    for name in _SENT
                },
                "2026-11-25T16:05:00+00:00",
            )
            found = compare(book, came)
            rows = [row.question for row in found.rows]
            source = intake.Source("back.sreq", "pack", "a" * 64)
            perform(store, intake.take(found, rows, source, NOW, "Facilitator"))
            say("taken")

    return run


def _check_take(folder: Path, said: Sequence[str], why: object) -> None:
    def holds(store: Store) -> None:
        with store.unit(writes=False) as unit:
            notes = {each.note for each in unit.all(Answer, respondent=MANAGER)}
        there = sum(f"sent {name}" in notes for name in _SENT)
        if there not in (0, len(_SENT)) or (said and not there):
            raise Lost(f"{there} of {len(_SENT)} answers were taken in {why}")

    check_workspace(workspace(folder), holds, why=why)
    check_backups(workspace(folder), 2 if said else 1, why=why)


# --- renewing an old file -------------------------------------------------------------------------


def _lay_out_old(folder: Path) -> None:
    for name in ("ws", "out"):
        (folder / name).mkdir(parents=True)
    shutil.copy(DATABASES / "v0001.srew", workspace(folder))


def _migrate(folder: Path) -> Run:
    def run(say: Say) -> None:
        Store.open(workspace(folder)).close()
        say("renewed")

    return run


def _check_migrate(folder: Path, said: Sequence[str], why: object) -> None:
    if said and peek(workspace(folder)) != LATEST:
        raise Lost(f"acknowledged as renewed, and is not {why}")

    def holds(store: Store) -> None:
        with store.unit(writes=False) as unit:
            notes = {each.note for each in unit.all(Answer)}
            clients = [each.client for each in unit.all(Workspace)]
        if clients != ["Tern Health"] or "Naïve 漢字 👋 <b>&amp;\t" not in notes:
            raise Lost(f"something is missing after renewing {why}")

    # The next start goes on where the first was stopped; then all is as it was, in the newest form.
    check_workspace(workspace(folder), holds, why=why)
    check_backups(workspace(folder), 1, why=why)


def _lay_out_stopped(folder: Path) -> None:
    """As many statements as the file `stop` says are let through; then the program is killed."""
    _lay_out_old(folder)


def _stopped(folder: Path) -> Run:
    left = int((folder / "stop").read_text(encoding="ascii"))

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def run(say: Say) -> None:
        event.listen(sa.Engine, "after_cursor_execute", count)
        _migrate(folder)(say)
        say(f"{left} left")

    return run


def _lay_out_cut_off(folder: Path) -> None:
    """A save that was cut off when half of it was in the file: its journal waits to be played back."""
    base(folder)
    path = workspace(folder)
    with database(path) as raw:
        raw.execute("PRAGMA cache_size=1")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE answer SET note = note || hex(randomblob(3000))")
        for name in (path.name, f"{path.name}-journal"):
            shutil.copy(path.with_name(name), folder / f"cut {name}")
        raw.execute("ROLLBACK")
    for name in (path.name, f"{path.name}-journal"):
        (folder / f"cut {name}").replace(path.with_name(name))


def _recover(folder: Path) -> Run:
    def run(say: Say) -> None:
        Store.open(workspace(folder)).close()
        say("opened")

    return run


def _check_recover(folder: Path, _said: Sequence[str], why: object) -> None:
    check_workspace(workspace(folder), holds_steps(STEPS - 1), why=why)


SAVE = Operation("save answers", base, _save, _check_save)
SAVE_AGAIN = Operation("save answers, again where it fails", base, _save_again, _check_save_again)
TICK = Operation("save and make a backup", base, _tick, _check_save)
TAKE = Operation("take answers in", base, _take, _check_take)
MIGRATE = Operation("renew an old file", _lay_out_old, _migrate, _check_migrate)
STOPPED = Operation("renew, killed after so many statements", _lay_out_stopped, _stopped, _check_migrate)
RECOVER = Operation("take a cut-off save back", _lay_out_cut_off, _recover, _check_recover)
