"""Taking answers in through the window: several files at once, looked at row by row, taken in one step and undone in one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem

from tests.exchange.forms import fill as fill_form
from tests.exchange.forms import made as form_of
from tests.exchange.test_answer_sheet import NOTE, row_of
from tests.exchange.test_answer_sheet import fill as fill_sheet
from tests.ui.answering import (
    PASSPHRASE,
    answered,
    book_of,
    drop,
    pack_for,
    put,
    rated,
    screen_of,
)
from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT, ENGINEER, MANAGER
from ui.dialogs.take_in import TakeInDialog
from workbench.actions import answers, books, invitations, respondents
from workbench.actions.edit import perform
from workbench.actions.intake_rows import RowKind
from workbench.domain.assessment import Answer
from workbench.domain.invitation import Intake, Invitation
from workbench.exchange.answer_sheet import sheet_bytes
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

TAKES = "SPON-1", "SPON-2", "SPON-4"
"""Three questions a manager is asked; the first is answered 3 in the workspace."""


@pytest.fixture
def sent(workspace: Path) -> Callable[..., bytes]:
    """The file a manager sends back: what went out with some answers in it."""
    pack = pack_for(workspace, MANAGER)

    def make(*given: object, passphrase: str = "") -> bytes:
        return answered(pack, *given, passphrase=passphrase)  # type: ignore[arg-type]

    return make


def dialog_of(window: MainWindow) -> TakeInDialog:
    return next(each for each in window.findChildren(TakeInDialog) if each.isVisible())


def compared(qtbot: QtBot, window: MainWindow, count: int) -> TakeInDialog:
    """The dialog, once so many files were read and compared."""
    qtbot.waitUntil(
        lambda: any(each.isVisible() for each in window.findChildren(TakeInDialog)), timeout=10_000
    )
    dialog = dialog_of(window)
    qtbot.waitUntil(
        lambda: len(dialog.choice.files) == count and not dialog._comparing and dialog._job is None,
        timeout=30_000,
    )
    return dialog


def taken(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until the dialog has done its work and is gone."""
    qtbot.waitUntil(
        lambda: not [each for each in window.findChildren(TakeInDialog) if each.isVisible()], timeout=10_000
    )
    settled(qtbot, window)


def value(window: MainWindow, question: str, who: str = MANAGER) -> int | None:
    found = book_of(window).answer(who, question)
    return found.value if found is not None else None


def item(dialog: TakeInDialog, at: int, question: str) -> QTreeWidgetItem:
    found = dialog.tree.item(at, question)
    assert found is not None
    return found


def test_three_files_are_dropped_one_is_broken_and_a_conflict_is_chosen(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path, sent: Callable[..., bytes]
) -> None:
    engineer = answered(pack_for(workspace, ENGINEER), rated("SPON-2", 4, "Seen <b>it</b>"))
    files = [
        put(tmp_path, "one.sreanswers", sent(rated("SPON-1", 4, "Better now"), rated("SPON-2", 2))),
        put(tmp_path, "two.xlsx", b"PK not a workbook"),
        put(tmp_path, "three.pdf", engineer),
    ]
    with Store.open(workspace) as store:
        perform(store, answers.rate(MANAGER, "SPON-1", 5), "Ada")
        perform(store, invitations.sent(MANAGER, invitations.PACK, dt.date(2026, 11, 20)))
    window = open_window(workspace)
    before = {each.id: each for each in book_of(window).all(Answer)}
    drop(window, *files)
    dialog = compared(qtbot, window, 3)
    first, broken, renamed = dialog.choice.files
    assert first.comparison is not None
    assert first.comparison.counts == {RowKind.CONFLICT: 1, RowKind.NEW: 1}
    assert broken.problem.startswith("'two.xlsx' was not taken in:")
    # What is in it counts, not that it is called a PDF.
    assert renamed.file.read is not None
    assert renamed.file.read.kind == "pack"
    assert dialog.primary.text() == "Take in 2 answers"
    assert "1 file cannot be taken in; the others can." in dialog.about.text()
    dialog.tree.setCurrentItem(item(dialog, 0, "SPON-1"))
    here, there = (text.toPlainText() for text in dialog.versions.texts)
    question = book_of(window).pack.by_question["SPON-1"]
    offered = {option.level: option.text for option in question.options}
    assert here == f"5: {offered[5]}"
    assert there == f"4: {offered[4]}\nComment: Better now"
    assert dialog.versions.heads[0].text().endswith("saved by Ada")
    assert "Head of Operations, 25 Nov 2026" in dialog.versions.heads[1].text()
    dialog.tree.setCurrentItem(dialog.tree.tops()[1])
    assert dialog.versions.ask.text() == broken.problem
    item(dialog, 0, "SPON-1").setCheckState(0, Qt.CheckState.Checked)
    assert dialog.primary.text() == "Take in 3 answers"
    dialog.on_accept()
    taken(qtbot, window)
    assert (value(window, "SPON-1"), value(window, "SPON-2"), value(window, "SPON-2", ENGINEER)) == (4, 2, 4)
    kept = book_of(window).answer(ENGINEER, "SPON-2")
    assert kept is not None
    assert (kept.note, kept.alone) == ("Seen <b>it</b>", True)
    assert window.toast._text.text() == "3 answers taken in from 2 files"
    invited = {each.respondent: each for each in book_of(window).all(Invitation)}
    assert invited[MANAGER].returned_on == dt.date.today()
    screen = screen_of(window)
    screen.show_view("came-in")
    rows = {each.file: each for each in screen.came_in.model.shown}
    assert set(rows) == {"one.sreanswers", "three.pdf"}
    one = rows["one.sreanswers"]
    assert (one.added, one.changed, one.left, one.by) == (1, 1, 0, "Facilitator")
    window.session.undo()
    settled(qtbot, window)
    assert {each.id: each.value for each in book_of(window).all(Answer)} == {key: each.value for key, each in before.items()}  # fmt: skip
    assert book_of(window).all(Intake) == []
    assert screen.came_in.empty.isVisible()


def test_the_same_file_twice_says_so_and_changes_nothing(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path, sent: Callable[..., bytes]
) -> None:
    file = put(tmp_path, "one.sreanswers", sent(rated("SPON-2", 2)))
    window = open_window(workspace)
    window.menus.take_in([file])  # type: ignore[attr-defined]
    compared(qtbot, window, 1).on_accept()
    taken(qtbot, window)
    assert value(window, "SPON-2") == 2
    steps = window.session.undo_stack.count()
    # Under another name it is still the same file.
    copy = put(tmp_path, "copy.dat", file.read_bytes())
    screen = screen_of(window)
    screen.take_in([copy])
    dialog = compared(qtbot, window, 1)
    assert "Nothing in it is new." in dialog.about.text()
    assert "This very file was taken in before" in dialog.versions.ask.text()
    assert "nothing would change" in dialog.versions.ask.text()
    assert not dialog.primary.isEnabled()
    dialog.on_accept()
    dialog.reject()
    settled(qtbot, window)
    assert window.session.undo_stack.count() == steps
    assert len(book_of(window).all(Intake)) == 1


def test_two_copies_of_a_file_are_counted_once(
    qtbot: QtBot, open_window: OpenWindow, sent: Callable[..., bytes], workspace: Path, tmp_path: Path
) -> None:
    data = sent(rated("SPON-2", 4))
    window = open_window(workspace)
    said: list[str] = []
    screen_of(window).take_in([put(tmp_path, "one", data), put(tmp_path, "copy", data)])
    dialog = compared(qtbot, window, 2)
    dialog.taken.connect(said.append)
    assert dialog.about.text() == "2 files, 1 answer to take in, 1 ticked."
    assert dialog.primary.text() == "Take in 1 answer"
    dialog.on_accept()
    taken(qtbot, window)
    assert said == ["1 answer taken in from 2 files"]
    assert [each.added for each in book_of(window).all(Intake)] == [1]


def test_a_locked_pack_asks_for_its_passphrase(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path, sent: Callable[..., bytes]
) -> None:
    locked = put(tmp_path, "locked.sreanswers", sent(rated("SPON-2", 2), passphrase=PASSPHRASE))
    plain = put(tmp_path, "plain.sreanswers", answered(pack_for(workspace, ENGINEER), rated("SPON-4", 1)))
    window = open_window(workspace)
    screen = screen_of(window)
    screen.take_in([locked, plain])
    dialog = compared(qtbot, window, 2)
    assert dialog.lock.isVisible()
    assert "'locked.sreanswers' is locked" in dialog.lock.words.text()
    assert dialog.lock.edit.echoMode() is dialog.lock.edit.EchoMode.Password
    dialog.lock.button.click()
    assert dialog.trouble.text() == "Type the passphrase first."
    for typed, opened in (("not this one", False), (PASSPHRASE, True)):
        dialog.lock.edit.setText(typed)
        qtbot.keyClick(dialog.lock.edit, Qt.Key.Key_Return)
        assert compared(qtbot, window, 2) is dialog
        assert dialog.lock.isVisible() is not opened
        assert ("does not open with this passphrase" in dialog.trouble.text()) is not opened
    assert [each.file.path.name for each in dialog.choice.files] == ["locked.sreanswers", "plain.sreanswers"]
    dialog.on_accept()
    taken(qtbot, window)
    assert (value(window, "SPON-2"), value(window, "SPON-4", ENGINEER)) == (2, 1)


def test_forms_and_spreadsheets_come_the_same_way(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    manager, engineer = pack_for(workspace, MANAGER), pack_for(workspace, ENGINEER)
    with Store.open(workspace, writable=False) as store:
        form = form_of(books.open_book(store, ASSESSMENT), manager)
    number = [each.id for each in manager.questions].index("SPON-2")
    place = [each.id for each in engineer.questions].index("SPON-4")
    filled = fill_form(form, {("answer", "SPON-2"): "/1", ("comment", "SPON-2"): "On paper"})
    sheet = fill_sheet(sheet_bytes(engineer), {f"{NOTE}{row_of(engineer, place + 1)}": "In a cell"})
    files = [put(tmp_path, "form.pdf", filled), put(tmp_path, "sheet.xlsx", sheet)]
    window = open_window(workspace)
    drop(window, *files)
    dialog = compared(qtbot, window, 2)
    assert [each.file.read.kind for each in dialog.choice.files if each.file.read] == ["pdf", "sheet"]
    dialog.on_accept()
    taken(qtbot, window)
    asked = manager.questions[number]
    said = book_of(window).answer(MANAGER, "SPON-2")
    assert said is not None
    assert (said.value, said.note) == (asked.options[1].level, "On paper")
    noted = book_of(window).answer(ENGINEER, "SPON-4")
    assert noted is not None
    assert noted.note == "In a cell"


def test_two_files_that_differ_only_one_of_them_is_taken(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path, sent: Callable[..., bytes]
) -> None:
    window = open_window(workspace)
    screen = screen_of(window)
    screen.take_in([put(tmp_path, "one", sent(rated("SPON-2", 2)))])
    dialog = compared(qtbot, window, 1)
    assert dialog.choice.count == 1
    drop(dialog, put(tmp_path, "two", sent(rated("SPON-2", 5))))
    assert compared(qtbot, window, 2) is dialog
    # Which of the two is right nobody knows yet.
    assert (dialog.choice.count, dialog.primary.isEnabled()) == (0, False)
    one, two = item(dialog, 0, "SPON-2"), item(dialog, 1, "SPON-2")
    one.setCheckState(0, Qt.CheckState.Checked)
    two.setCheckState(0, Qt.CheckState.Checked)
    assert (one.checkState(0), two.checkState(0)) == (Qt.CheckState.Unchecked, Qt.CheckState.Checked)
    dialog.on_accept()
    taken(qtbot, window)
    assert value(window, "SPON-2") == 5


def test_rows_are_shown_and_ticked_by_kind(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path, sent: Callable[..., bytes]
) -> None:
    back = sent(rated("SPON-1", 4), rated("SPON-2", 2), rated("SPON-4", 3))
    with Store.open(workspace) as store:
        perform(store, answers.rate(MANAGER, "SPON-4", 5))
    window = open_window(workspace)
    screen_of(window).take_in([put(tmp_path, "one", back)])
    dialog = compared(qtbot, window, 1)

    def seen() -> list[str]:
        return [each for each in TAKES if not item(dialog, 0, each).isHidden()]

    assert seen() == list(TAKES)
    for key, expected in (
        ("changed", ["SPON-1"]),
        ("new", ["SPON-2"]),
        ("conflict", ["SPON-4"]),
        ("same", []),
    ):
        dialog._on_filter(key)
        assert seen() == expected
    dialog._on_filter("conflict")
    dialog._tick.click()
    assert dialog.choice.chosen(0) == set(TAKES)
    dialog._on_filter("new")
    dialog._untick.click()
    assert dialog.choice.chosen(0) == {"SPON-1", "SPON-4"}
    dialog._on_filter("all")
    top = dialog.tree.tops()[0]
    assert top.checkState(0) is Qt.CheckState.PartiallyChecked
    top.setCheckState(0, Qt.CheckState.Unchecked)
    assert (dialog.choice.count, dialog.primary.isEnabled()) == (0, False)


def test_by_keys_alone(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path, sent: Callable[..., bytes]
) -> None:
    file = put(tmp_path, "one", sent(rated("SPON-2", 2), rated("SPON-4", 3)))
    window = open_window(workspace)
    qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    dialog = compared(qtbot, window, 0)
    assert dialog.empty.isVisible()
    dialog.bring([file])
    compared(qtbot, window, 1)
    qtbot.waitUntil(dialog.isActiveWindow, timeout=5000)
    qtbot.waitUntil(dialog.tree.hasFocus, timeout=5000)
    order = [row.question for row in dialog.choice.files[0].comparison.rows]  # type: ignore[union-attr]
    for _ in range(order.index("SPON-4") + 1):
        qtbot.keyClick(dialog.tree, Qt.Key.Key_Down)
    assert dialog.versions.ask.text().startswith("SPON-4")
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)
    assert dialog.choice.chosen(0) == {"SPON-2"}
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    taken(qtbot, window)
    assert (value(window, "SPON-2"), value(window, "SPON-4")) == (2, None)
    (line,) = book_of(window).all(Intake)
    assert (line.added, line.left) == (1, 1)


def test_what_belongs_elsewhere_says_where(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    pack = pack_for(workspace, MANAGER)
    foreign = answered(replace(pack, workspace="0", client="Larkfield"), rated("SPON-2", 2))
    with Store.open(workspace) as store:
        perform(store, respondents.remove(ENGINEER))
    window = open_window(workspace)
    screen_of(window).take_in([put(tmp_path, "foreign.sreanswers", foreign)])
    dialog = compared(qtbot, window, 1)
    assert "another workspace, of 'Larkfield'" in dialog.versions.ask.text()
    assert not dialog.primary.isEnabled()


def test_nothing_new_is_noted_as_come_back(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path, sent: Callable[..., bytes]
) -> None:
    window = open_window(workspace)
    screen_of(window).take_in([put(tmp_path, "one", sent())])
    dialog = compared(qtbot, window, 1)
    assert dialog.primary.text() == "Note as come back"
    dialog.on_accept()
    taken(qtbot, window)
    (line,) = book_of(window).all(Intake)
    assert (line.added, line.same) == (0, 1)
    (invited,) = book_of(window).all(Invitation)
    assert invited.returned_on == dt.date.today()


def test_an_answer_changed_meanwhile_is_compared_again(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path, sent: Callable[..., bytes]
) -> None:
    window = open_window(workspace)
    screen_of(window).take_in([put(tmp_path, "one", sent(rated("SPON-1", 4)))])
    dialog = compared(qtbot, window, 1)
    window.session.run(answers.rate(MANAGER, "SPON-1", 1))
    dialog.on_accept()
    qtbot.waitUntil(lambda: bool(dialog.trouble.text()), timeout=10_000)
    assert "SPON-1 changed since the files were compared" in dialog.trouble.text()
    compared(qtbot, window, 1)
    assert (value(window, "SPON-1"), dialog.choice.count) == (1, 0)
    assert dialog.choice.files[0].takes[0].kind is RowKind.CONFLICT


def test_reading_is_stopped_and_what_was_read_stays(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path, sent: Callable[..., bytes]
) -> None:
    data = sent(rated("SPON-2", 2))
    files = [put(tmp_path, f"{number}.sreanswers", data) for number in range(400)]
    window = open_window(workspace)
    dialog = TakeInDialog(window.session, window.theme, window)
    dialog.open()
    dialog.bring(files)
    heard: list[int] = []
    dialog.progress.valueChanged.connect(heard.append)
    qtbot.waitUntil(lambda: any(heard), timeout=30_000)
    assert dialog.stop.isVisible()
    dialog.stop.click()
    qtbot.waitUntil(lambda: dialog._job is None and not dialog._comparing, timeout=30_000)
    read = len(dialog.choice.files)
    assert 0 < read < 400
    assert f"Stopped: {400 - read} files were not read." in dialog.trouble.text()
    assert not dialog._progress_line.isVisible()
    # Every file says the same.
    assert (len(dialog.choice.files_in), dialog.choice.count) == (read, 1)


def test_without_an_assessment_a_drop_says_what_to_do(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path, sent: Callable[..., bytes]
) -> None:
    window = open_window(workspace, assessment=None)
    drop(window, put(tmp_path, "one.sreanswers", sent()))
    qtbot.waitUntil(lambda: bool(window.notice.text), timeout=5000)
    assert "Open the assessment these answers belong to" in window.notice.text
    assert not window.menus.actions["take-in"].isEnabled()  # type: ignore[attr-defined]


def test_names_stay_hidden_in_the_preview(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path, sent: Callable[..., bytes]
) -> None:
    file = put(tmp_path, "from-okonkwo.sreanswers", sent(rated("SPON-2", 2, "Wilhelmina Okonkwo agrees")))
    with Store.open(workspace) as store:
        perform(store, respondents.change(MANAGER, name="Wilhelmina Okonkwo"), "Okonkwo")
        perform(store, answers.set_note(MANAGER, "SPON-1", "Said by Okonkwo"), "Okonkwo")
    window = open_window(workspace)
    window.menus.trigger("names")
    screen_of(window).take_in([file])
    dialog = compared(qtbot, window, 1)
    dialog.tree.setCurrentItem(item(dialog, 0, "SPON-2"))
    leaf = item(dialog, 0, "SPON-2")
    texts = [leaf.text(at) for at in range(4)] + [dialog.tree.tops()[0].text(at) for at in range(4)]
    texts += [each.toPlainText() for each in dialog.versions.texts]
    texts += [each.text() for each in dialog.versions.heads]
    assert "agrees" in " ".join(texts)
    assert "Okonkwo" not in " ".join(texts)
    assert "Wilhelmina" not in " ".join(texts)
    dialog.on_accept()
    taken(qtbot, window)
    stored = window.session.stored_book
    assert stored is not None
    kept = stored.answer(MANAGER, "SPON-2")
    assert kept is not None
    assert kept.note == "Wilhelmina Okonkwo agrees"
