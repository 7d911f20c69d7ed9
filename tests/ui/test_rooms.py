"""Another room through the window: taken out, worked on, brought back, looked at row by row and taken in as one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.answering import PASSPHRASE, drop, put
from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT, ENGINEER, MANAGER, small_workspace
from tests.ui.test_inventories import book_of, prepare
from tests.ui.test_sessions import screen_of
from ui.dialogs.room import BringBackDialog, MergeDialog, OpenRoomDialog, ReadRoomDialog, TakeOutDialog
from ui.dialogs.room.writing import tick, ticked
from ui.dialogs.take_in import TakeInDialog
from workbench.actions import answers, books, life, meeting_parts, meetings, session_packs
from workbench.actions.edit import Edit, perform
from workbench.actions.intake_rows import RowKind
from workbench.domain.meeting import AgendaItem, AgendaKind, Meeting
from workbench.exchange.session_pack import SessionPack, read_session, session_bytes
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
D = TypeVar("D", bound=QWidget)


def dialog_of(qtbot: QtBot, window: MainWindow, kind: type[D]) -> D:
    """A dialog of the window, once it is seen."""

    def found() -> list[D]:
        return [each for each in window.findChildren(kind) if each.isVisible()]

    qtbot.waitUntil(lambda: bool(found()), timeout=20_000)
    return found()[0]


def gone(qtbot: QtBot, window: MainWindow, kind: type[D]) -> None:
    qtbot.waitUntil(
        lambda: not [each for each in window.findChildren(kind) if each.isVisible()], timeout=20_000
    )
    settled(qtbot, window)


def taken_out(path: Path, *capabilities: str) -> SessionPack:
    """What leaves a workspace."""
    with Store.open(path, writable=False) as store:
        book = books.open_book(store, ASSESSMENT)
        return session_packs.take_out(store, book, capabilities or ("SPON",), "Room 2", NOW)


def do(store: Store, *edits: Edit) -> None:
    for each in edits:
        perform(store, each)


def came_back(path: Path, folder: Path, work: Callable[[Store], None], name: str = "back.sresession") -> Path:
    """The file that comes back after a room has worked."""
    pack = read_session(session_bytes(taken_out(path)))
    with session_packs.open_in(folder / f"{name}.srew", pack) as room:
        work(room)
        return put(folder, name, session_bytes(session_packs.bring_back(room)))


def merging(qtbot: QtBot, window: MainWindow) -> MergeDialog:
    dialog = dialog_of(qtbot, window, MergeDialog)
    qtbot.waitUntil(lambda: dialog.found is not None or bool(dialog.trouble.text()), timeout=20_000)
    return dialog


def value(window: MainWindow, question: str, who: str = MANAGER) -> int | None:
    found = book_of(window).answer(who, question)
    return found.value if found is not None else None


def test_capabilities_go_to_another_room_and_come_back(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    window = open_window(workspace)
    screen_of(window).take_out()
    dialog = dialog_of(qtbot, window, TakeOutDialog)
    assert not dialog.primary.isEnabled()
    tick(dialog.capabilities, "SPON")
    tick(dialog.people, ENGINEER)
    assert dialog.path.text().endswith("tern-health-spon-room.sresession")
    dialog.title.setText("Upstairs")
    dialog.lock.tick.setChecked(True)
    dialog.lock.first.setText(PASSPHRASE)
    dialog.lock.again.setText("another one entirely")
    dialog.on_accept()
    assert "differ" in dialog.trouble.text()
    dialog.lock.again.setText(PASSPHRASE)
    file = tmp_path / "out.sresession"
    dialog.path.setText(str(file))
    dialog.on_accept()
    gone(qtbot, window, TakeOutDialog)

    other = open_window()
    drop(other, file)
    reading = dialog_of(qtbot, other, ReadRoomDialog)
    qtbot.waitUntil(reading.lock.isVisible, timeout=20_000)
    reading.lock.edit.setText("not this one at all")
    reading.lock.give()
    qtbot.waitUntil(lambda: bool(reading.trouble.text()), timeout=20_000)
    reading.lock.edit.setText(PASSPHRASE)
    qtbot.keyClick(reading.lock.edit, Qt.Key.Key_Return)
    opening = dialog_of(qtbot, other, OpenRoomDialog)
    room = tmp_path / "room.srew"
    opening.path.setText(str(room))
    opening.on_accept()
    gone(qtbot, other, OpenRoomDialog)
    qtbot.waitUntil(lambda: other.session.book is not None, timeout=20_000)
    assert [(each.title, each.present) for each in book_of(other).all(Meeting)] == [("Upstairs", (ENGINEER,))]
    other.session.run(answers.rate(ENGINEER, "SPON-2", 4))
    settled(qtbot, other)
    there = screen_of(other)
    assert there.back.isVisible()
    there.bring_back()
    bringing = dialog_of(qtbot, other, BringBackDialog)
    back = tmp_path / "back.sresession"
    bringing.path.setText(str(back))
    bringing.on_accept()
    gone(qtbot, other, BringBackDialog)

    assert value(window, "SPON-2", ENGINEER) is None
    drop(window, back)
    merge = merging(qtbot, window)
    assert merge.found is not None
    assert merge.found.counts[RowKind.CONFLICT] == 0
    assert merge.primary.text() == "Take in 2 entries"
    merge.on_accept()
    gone(qtbot, window, MergeDialog)
    assert value(window, "SPON-2", ENGINEER) == 4
    assert [each.title for each in book_of(window).all(Meeting)] == ["Upstairs"]
    assert window.toast._text.text() == "2 entries taken in from another room"
    drop(window, back)
    again = merging(qtbot, window)
    assert "Nothing in it is new, so nothing would change." in again.about.text()
    assert not again.primary.isEnabled()
    again.reject()
    window.session.undo()
    settled(qtbot, window)
    assert value(window, "SPON-2", ENGINEER) is None
    assert book_of(window).all(Meeting) == []


def test_a_conflict_is_taken_only_when_it_is_ticked(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    def work(room: Store) -> None:
        perform(room, answers.rate(MANAGER, "SPON-1", 5))
        perform(room, answers.set_note(MANAGER, "SPON-1", "<b>There</b>"))
        perform(room, answers.rate(ENGINEER, "SPON-1", 2))

    file = came_back(workspace, tmp_path, work)
    prepare(workspace, answers.rate(MANAGER, "SPON-1", 1))
    window = open_window(workspace)
    drop(window, file)
    dialog = merging(qtbot, window)
    assert dialog.found is not None
    assert dialog.found.counts[RowKind.CONFLICT] == 1
    conflict = next(each for each in dialog.found.rows if each.state is RowKind.CONFLICT)
    assert conflict.key not in dialog.tree.chosen
    dialog.tree.setCurrentItem(dialog.tree.item(conflict.key))
    assert dialog.versions.ask.text() == "The answer to SPON-1, Head of Operations"
    here, there = (text.toPlainText() for text in dialog.versions.texts)
    assert here.startswith("level 1: ")
    assert there.startswith("level 5: ")
    assert "<b>There</b>" in there
    assert dialog.versions.warning.isVisible()
    dialog.filter.chosen.emit("conflict")
    shown = [key for key in (each.key for each in dialog.found.rows) if not dialog.tree.item(key).isHidden()]
    assert shown == [conflict.key]
    before = dialog.tree.chosen
    dialog.tree.item(conflict.key).setCheckState(0, Qt.CheckState.Checked)
    assert dialog.tree.chosen == before | {conflict.key}
    # Only what is shown is meant.
    dialog.tree.tick_shown(False)
    assert dialog.tree.chosen == before
    dialog.tree.tick_shown(True)
    dialog.on_accept()
    gone(qtbot, window, MergeDialog)
    assert (value(window, "SPON-1"), value(window, "SPON-1", ENGINEER)) == (5, 2)
    window.session.undo()
    settled(qtbot, window)
    assert (value(window, "SPON-1"), value(window, "SPON-1", ENGINEER)) == (1, None)


def test_all_of_a_kind_are_ticked_at_its_head(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    def work(room: Store) -> None:
        perform(room, answers.rate(ENGINEER, "SPON-1", 2))
        perform(room, answers.rate(ENGINEER, "SPON-2", 3))

    window = open_window(workspace)
    drop(window, came_back(workspace, tmp_path, work))
    dialog = merging(qtbot, window)
    assert dialog.found is not None
    head = next(
        item
        for i in range(dialog.tree.topLevelItemCount())
        if (item := dialog.tree.topLevelItem(i)) is not None and item.text(0).startswith("Answer")
    )
    assert head.checkState(0) is Qt.CheckState.Checked
    head.setCheckState(0, Qt.CheckState.Unchecked)
    assert {key[0] for key in dialog.tree.chosen} == {"meeting"}
    head.setCheckState(0, Qt.CheckState.Checked)
    assert len([key for key in dialog.tree.chosen if key[0] == "answer"]) == 2


def test_what_belongs_elsewhere_is_refused_in_a_sentence(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "other.srew"
    small_workspace(elsewhere, dt.date(2026, 11, 23))
    file = came_back(elsewhere, tmp_path, lambda _room: None)
    window = open_window(workspace)
    window.open_path(file)
    dialog = merging(qtbot, window)
    assert dialog.trouble.text().startswith(
        "'back.sresession' was not taken in: it came from another workspace"
    )
    assert not dialog.primary.isEnabled()
    dialog.reject()
    broken = put(tmp_path, "broken.sresession", file.read_bytes()[:-40])
    window.open_path(broken)
    reading = dialog_of(qtbot, window, ReadRoomDialog)
    qtbot.waitUntil(lambda: bool(reading.trouble.text()), timeout=20_000)
    assert reading.trouble.text().startswith("'broken.sresession' was not taken in:")
    reading.reject()
    bare = open_window()
    bare.open_path(file)
    qtbot.waitUntil(bare.notice.isVisible, timeout=20_000)
    assert "belongs to a workspace that is not open" in bare.notice.text


def test_what_came_back_opens_its_assessment_first(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    file = came_back(workspace, tmp_path, lambda room: do(room, answers.rate(ENGINEER, "SPON-1", 2)))
    window = open_window(workspace, assessment=None)
    settled(qtbot, window)
    window.open_path(file)
    dialog = merging(qtbot, window)
    assert window.session.book is not None
    dialog.on_accept()
    gone(qtbot, window, MergeDialog)
    assert value(window, "SPON-1", ENGINEER) == 2


def test_what_cannot_be_written_or_taken_out_says_so(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    prepare(workspace, life.begin(ASSESSMENT))
    window = open_window(workspace)
    screen_of(window).take_out()
    dialog = dialog_of(qtbot, window, TakeOutDialog)
    tick(dialog.capabilities, "SPON")
    dialog.path.setText(str(tmp_path / "no" / "out.sresession"))
    dialog.on_accept()
    assert "is no folder" in dialog.trouble.text()
    dialog.path.setText(str(tmp_path / "out.sresession"))
    window.session.run(life.close(ASSESSMENT))
    settled(qtbot, window)
    dialog.on_accept()
    qtbot.waitUntil(lambda: "Reopen it first" in dialog.trouble.text(), timeout=10_000)
    assert not (tmp_path / "out.sresession").exists()


def test_the_agenda_of_the_chosen_session_is_ticked_already(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    item = AgendaItem(kind=AgendaKind.CAPABILITY, what="OBS")
    prepare(
        workspace,
        meetings.add(ASSESSMENT, "Morning", entity_id="1" * 32),
        meeting_parts.add_items("1" * 32, [item]),
    )
    window = open_window(workspace)
    screen_of(window).take_out()
    assert ticked(dialog_of(qtbot, window, TakeOutDialog).capabilities) == ["OBS"]


def test_a_room_among_answers_is_pointed_to_its_own_way(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    file = came_back(workspace, tmp_path, lambda _room: None)
    window = open_window(workspace)
    window.menus.take_in([file])
    dialog = dialog_of(qtbot, window, TakeInDialog)
    qtbot.waitUntil(lambda: len(dialog.choice.files) == 1, timeout=30_000)
    assert dialog.choice.files[0].problem.startswith("'back.sresession' is from another room:")


@pytest.mark.parametrize("size", [(1280, 720), (1024, 640)])
def test_the_dialogs_fit_the_window(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    window = open_window(workspace, size=size)
    screen_of(window).take_out()
    dialog = dialog_of(qtbot, window, TakeOutDialog)
    dialog.lock.tick.setChecked(True)
    dialog.adjustSize()
    assert dialog.minimumSizeHint().height() <= size[1]
    dialog.reject()
    drop(window, came_back(workspace, tmp_path, lambda _room: None))
    merge = merging(qtbot, window)
    assert merge.width() <= size[0]
    assert merge.minimumSizeHint().height() <= size[1]
