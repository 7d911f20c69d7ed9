"""The screen of those who answer: the list, what each is asked and sent, what is noted, and what is taken back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from tests.ui.answering import PASSPHRASE, book_of, screen_of
from tests.ui.conftest import settled
from tests.ui.holder import hold
from tests.ui.sample import ASSESSMENT, ENGINEER, MANAGER
from ui.dialogs.ask import AskDialog
from ui.dialogs.respondent import RespondentDialog
from ui.dialogs.send import SendDialog
from ui.dialogs.set_aside import SetAsideDialog
from ui.screens.questionnaire import QuestionnaireScreen
from ui.screens.registry import BY_KEY
from ui.widgets.parts import Button
from workbench.actions import answers, invitations, respondents
from workbench.actions.edit import perform, together
from workbench.domain.assessment import Respondent, RespondentKind
from workbench.domain.invitation import Invitation
from workbench.domain.role import Role
from workbench.exchange.answer_files import read_answers
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow
    from ui.screens.respondents.screen import RespondentsScreen

HOSTILE = "<img src=x><b>&amp; 障害 عائق 🧱"
TODAY = dt.date.today()


def cells(screen: RespondentsScreen) -> list[dict[str, str]]:
    """Every row that is shown, by the heads of the columns."""
    model = screen.people.model
    heads = [each.title for each in model.columns]
    return [
        {head: model.cell(number, at).text for at, head in enumerate(heads)}
        for number in range(model.rowCount())
    ]


def given_to(window: MainWindow, who: str) -> Invitation | None:
    book = book_of(window)
    return next((each for each in book.all(Invitation) if each.respondent == who), None)


def prepare(path: Path, *edits: object) -> None:
    with Store.open(path) as store:
        perform(store, together("Prepare", edits))  # type: ignore[arg-type]


def words(date: dt.date) -> str:
    return f"{date.day} {date:%b} {date.year}"


# The list


def test_the_list_says_how_far_each_is(open_window: OpenWindow, workspace: Path) -> None:
    late, early = TODAY - dt.timedelta(2), TODAY + dt.timedelta(9)
    prepare(
        workspace,
        respondents.change(MANAGER, name="Wilhelmina Okonkwo", team="Depots", group="North"),
        invitations.invite(MANAGER, ("SPON-1", "SPON-2", "SPON-4"), early),
        invitations.sent(MANAGER, invitations.FORM, late),
        invitations.returned(MANAGER, TODAY),
        invitations.invite(ENGINEER, ("REV-3",), late),
        invitations.sent(ENGINEER, invitations.PACK, late - dt.timedelta(5)),
        respondents.add(ASSESSMENT, Role.ENGINEER, RespondentKind.TALLY),
    )
    screen = screen_of(open_window(workspace, size=(1600, 900)))
    manager, engineer, hands = cells(screen)
    assert manager == {
        "Who answers": "Head of Operations",
        "Name": "Wilhelmina Okonkwo",
        "Role": "Manager",
        "Group, team": "North, Depots",
        "Asked": "3",
        "Missing": "2",
        "Sent": f"{words(late)}, PDF",
        "Due": words(early),
        "Came back": words(TODAY),
        "State": f"Came back {words(TODAY)}, 2 open",
    }
    assert engineer["State"] == f"Late since {words(late)}"
    assert (hands["Who answers"], hands["State"]) == ("Show of hands, engineers", "In the room")
    said = {key: button.text() for key, button in screen.people.counters.items()}
    assert said == {"invited": "2 invited", "back": "1 came back", "late": "1 late", "missing": "3 answers missing"}  # fmt: skip
    finding = screen._finding.text()
    assert finding == "2 of 2 people are invited, 1 came back, 1 is late; 3 answers are missing."
    assert BY_KEY["respondents"].count(book_of(screen.window())) == "2"
    screen.people.counters["late"].click()
    assert [row["Who answers"] for row in cells(screen)] == ["Build Engineer"]
    screen.people.counters["late"].click()
    assert len(cells(screen)) == 3


def test_filter_sort_and_nobody_found(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    screen = screen_of(open_window(workspace))
    screen.table._on_head(0)
    assert [row["Who answers"] for row in cells(screen)] == ["Build Engineer", "Head of Operations"]
    qtbot.keyClick(screen.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert screen.people.filter.hasFocus()
    qtbot.keyClicks(screen.people.filter, "build")
    assert [row["Who answers"] for row in cells(screen)] == ["Build Engineer"]
    qtbot.keyClicks(screen.people.filter, "xyz")
    assert screen.people.nobody.isVisible()
    qtbot.keyClick(screen.people.filter, Qt.Key.Key_Escape)
    assert len(cells(screen)) == 2
    assert not screen.people.nobody.isVisible()


def test_an_empty_list_says_how_to_begin(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    prepare(workspace, respondents.remove(MANAGER), respondents.remove(ENGINEER))
    screen = screen_of(open_window(workspace))
    shown = [each.text() for each in screen.findChildren(QLabel) if each.isVisible()]
    assert "Nobody answers yet" in shown
    assert not screen.table.isVisible()
    for view in ("said", "came-in"):
        screen.show_view(view)
    shown = [each.text() for each in screen.findChildren(QLabel) if each.isVisible()]
    assert "Nothing came in yet" in shown


def test_somebody_is_added_changed_and_removed_by_keys_alone(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)  # fmt: skip
    screen = screen_of(window)
    assert screen.table.hasFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_A)
    asked = screen.findChild(RespondentDialog)
    assert asked is not None
    # Key events of the tests know no signs beyond ASCII.
    asked.role_title.setText(f"Night {HOSTILE}")
    qtbot.keyClick(asked.role_title, Qt.Key.Key_Return)
    settled(qtbot, window)
    made = book_of(window).respondents[-1]
    assert (made.role_title, screen.selected) == (f"Night {HOSTILE}", made.id)
    assert cells(screen)[-1]["Who answers"] == f"Night {HOSTILE}"
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_F2)
    dialog = next(each for each in screen.findChildren(RespondentDialog) if each.isVisible())
    dialog.team.setText("Depots")
    qtbot.keyClick(dialog.team, Qt.Key.Key_Return)
    settled(qtbot, window)
    changed = book_of(window).get(Respondent, made.id)
    assert changed is not None
    assert changed.team == "Depots"
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    due = screen.side.form.controls["due"].focusProxy()
    qtbot.waitUntil(lambda: window.focusWidget() is due, timeout=3000)
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Delete)
    settled(qtbot, window)
    assert book_of(window).get(Respondent, made.id) is None
    assert window.toast.isVisible()
    window.menus.trigger("undo")
    settled(qtbot, window)
    back = book_of(window).get(Respondent, made.id)
    assert back is not None
    assert (back.role_title, back.team) == (f"Night {HOSTILE}", "Depots")


def test_several_are_removed_with_their_answers_in_one_step(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = screen_of(window)
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(screen.side.many.isVisible, timeout=3000)
    assert screen.side.count.text() == "2 people marked"
    qtbot.keyClick(screen.table, Qt.Key.Key_Delete)
    settled(qtbot, window)
    assert book_of(window).respondents == []
    assert window.toast._text.text() == "2 respondents removed, with 1 answer"
    window.session.undo()
    settled(qtbot, window)
    assert [each.id for each in book_of(window).respondents] == [MANAGER, ENGINEER]
    said = book_of(window).answer(MANAGER, "SPON-1")
    assert said is not None
    assert said.value == 3


def test_a_row_is_moved_by_keys(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = screen_of(window)
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settled(qtbot, window)
    assert [each.id for each in book_of(window).respondents] == [ENGINEER, MANAGER]


# The side panel


def test_days_and_the_note_are_saved_by_themselves(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = screen_of(window)
    controls = screen.side.form.controls
    due = controls["due"]
    due.setFocus()
    qtbot.keyClicks(due.edit, "4 Dec 2026")  # type: ignore[attr-defined]
    note = controls["note"]
    note.setFocus()
    qtbot.keyClicks(note.edit, "By mail")  # type: ignore[attr-defined]
    # Going elsewhere saves what is being typed.
    window.go_to("overview")
    settled(qtbot, window)
    found = given_to(window, MANAGER)
    assert found is not None
    assert (found.due, found.note, found.sent_on) == (dt.date(2026, 12, 4), "By mail", None)
    window.session.undo()
    settled(qtbot, window)
    found = given_to(window, MANAGER)
    assert found is not None
    assert (found.due, found.note) == (dt.date(2026, 12, 4), "")


def test_a_day_that_is_none_is_said_beside_its_field(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = screen_of(window)
    due = screen.side.form.controls["due"]
    due.setFocus()
    qtbot.keyClicks(due.edit, "soon")  # type: ignore[attr-defined]
    due.flush()
    assert due.accessibleDescription()
    settled(qtbot, window)
    assert given_to(window, MANAGER) is None


def test_a_note_that_cannot_be_saved_waits_and_is_saved_later(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = screen_of(window)
    note = screen.side.form.controls["note"]
    note.setFocus()
    with hold(workspace):
        qtbot.keyClicks(note.edit, "By mail")  # type: ignore[attr-defined]
        note.flush()
        qtbot.waitUntil(lambda: bool(note.accessibleDescription()), timeout=20_000)
    assert given_to(window, MANAGER) is None
    screen.leave()
    settled(qtbot, window)
    found = given_to(window, MANAGER)
    assert found is not None
    assert found.note == "By mail"


def test_what_is_asked_and_missing_leads_to_the_question_for_that_person(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(workspace, invitations.invite(ENGINEER, ("SPON-2", "OBS-2"), None))
    window = open_window(workspace)
    screen = screen_of(window)
    screen.choose(ENGINEER)
    first, *areas = screen.side.asked.text().splitlines()
    assert first.startswith("2 questions, chosen for them; about ")
    titles = {each.id: each.title for each in book_of(window).pack.areas}
    parts = {each.id: each.area for each in book_of(window).pack.capabilities}
    questions = book_of(window).pack.by_question
    wanted = [titles[parts[questions[key].capability]] for key in ("SPON-2", "OBS-2")]
    assert areas == [f"{title}: 1, 1 missing" for title in wanted]

    def shown() -> list[Button]:
        found = screen.side.findChildren(Button)
        return [each for each in found if each.isVisible() and "go to the question" in each.accessibleName()]

    qtbot.waitUntil(lambda: len(shown()) == 2, timeout=3000)
    links = shown()
    assert [each.accessibleName()[:6].rstrip(":") for each in links] == ["SPON-2", "OBS-2"]
    links[1].click()
    there = window.current
    assert isinstance(there, QuestionnaireScreen)
    voice, question = there.voice(), there.question()
    assert voice is not None
    assert question is not None
    assert (voice.id, question.id) == (ENGINEER, "OBS-2")


def test_the_reminder_is_copied_by_one_key_and_its_day_noted(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(
        workspace,
        respondents.change(MANAGER, name="Wilhelmina Okonkwo"),
        invitations.invite(MANAGER, ("SPON-1", "SPON-2"), dt.date(2026, 12, 4)),
        invitations.sent(MANAGER, invitations.FORM, dt.date(2026, 11, 20)),
    )
    window = open_window(workspace)
    screen = screen_of(window)
    QGuiApplication.clipboard().setText("before")
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_M)
    settled(qtbot, window)
    copied = QGuiApplication.clipboard().text()
    assert "Open: 1 question of 2." in copied
    assert "Please answer by 4 Dec 2026." in copied
    assert "Open the PDF you were sent" in copied
    assert "Okonkwo" not in copied
    found = given_to(window, MANAGER)
    assert found is not None
    assert found.reminded_on == TODAY
    window.session.undo()
    settled(qtbot, window)
    found = given_to(window, MANAGER)
    assert found is not None
    assert found.reminded_on is None


def test_answers_are_set_aside_with_a_reason_and_counted_again(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = screen_of(window)
    screen._wanted("aside")
    dialog = screen.findChild(SetAsideDialog)
    assert dialog is not None
    dialog.on_accept()
    assert "Say why" in dialog.trouble.text()
    qtbot.keyClicks(dialog.reason, "Answered for another team")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert cells(screen)[0]["State"] == "Set aside"
    assert "Answered for another team" in screen.side.aside.text()
    book = book_of(window)
    assert book.answers_to("SPON-1") == {}
    assert book.answer(MANAGER, "SPON-1") is not None
    screen._wanted("again")
    settled(qtbot, window)
    assert set(book_of(window).answers_to("SPON-1")) == {MANAGER}
    assert not screen.side.aside.isVisible()


def test_an_invitation_is_withdrawn_and_brought_back(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(workspace, invitations.invite(MANAGER, ("SPON-1",), dt.date(2026, 12, 4)))
    window = open_window(workspace)
    screen = screen_of(window)
    screen.side.withdraw.click()
    settled(qtbot, window)
    assert given_to(window, MANAGER) is None
    assert not screen.side.withdraw.isVisible()
    assert book_of(window).answer(MANAGER, "SPON-1") is not None
    window.session.undo()
    settled(qtbot, window)
    found = given_to(window, MANAGER)
    assert found is not None
    assert found.questions == ("SPON-1",)


# Asking


def ask(screen: RespondentsScreen, *ids: str) -> AskDialog:
    screen.desk.ask(ids)
    return next(each for each in screen.findChildren(AskDialog) if each.isVisible())


def top(dialog: AskDialog, at: int):  # type: ignore[no-untyped-def]
    found = dialog.tree.topLevelItem(at)
    assert found is not None
    return found


def test_an_area_is_asked_of_several_each_by_their_role(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = screen_of(window)
    dialog = ask(screen, MANAGER, ENGINEER)
    assert dialog.all.isChecked()
    dialog.some.setChecked(True)
    assert dialog.sums.text() == "Nothing is chosen yet."
    dialog.on_accept()
    assert dialog.trouble.text().startswith("Head of Operations: Nothing of what was chosen is asked")
    top(dialog, 0).setCheckState(0, Qt.CheckState.Checked)
    dialog.due.edit.setText("4 Dec 2026")
    dialog.on_accept()
    settled(qtbot, window)
    book = book_of(window)
    first = book.pack.areas[0].id
    parts = {each.id for each in book.pack.in_area(first)}
    for who, role in ((MANAGER, Role.MANAGER), (ENGINEER, Role.ENGINEER)):
        found = given_to(window, who)
        assert found is not None
        assert found.questions == tuple(q.id for q in book.questions if q.capability in parts and role in q.roles)  # fmt: skip
        assert found.due == dt.date(2026, 12, 4)
    window.session.undo()
    settled(qtbot, window)
    assert book_of(window).all(Invitation) == []


def test_a_single_question_may_be_asked_whatever_the_role(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = screen_of(window)
    other = next(q for q in book_of(window).questions if Role.ENGINEER not in q.roles)
    mine = next(q for q in book_of(window).questions if Role.ENGINEER in q.roles)
    dialog = ask(screen, ENGINEER)
    dialog.some.setChecked(True)
    for each in (other, mine):
        item = dialog.tree._items[each.id]
        item.setCheckState(0, Qt.CheckState.Checked)
    assert dialog.sums.text().startswith("2 questions, about ")
    dialog.on_accept()
    settled(qtbot, window)
    found = given_to(window, ENGINEER)
    assert found is not None
    assert set(found.questions) == {other.id, mine.id}
    # What was chosen stands there again, and all of the role may be asked instead.
    again = ask(screen, ENGINEER)
    assert again.some.isChecked()
    assert again.tree.ticked == {other.id, mine.id}
    again.all.setChecked(True)
    again.on_accept()
    settled(qtbot, window)
    found = given_to(window, ENGINEER)
    assert found is not None
    assert found.questions == ()


def test_the_search_narrows_what_a_tick_means(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    screen = screen_of(open_window(workspace))
    dialog = ask(screen, MANAGER)
    dialog.some.setChecked(True)
    qtbot.waitUntil(dialog.isActiveWindow, timeout=5000)
    dialog.search.setFocus()
    qtbot.keyClicks(dialog.search, "SPON-1")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.tree.hasFocus, timeout=3000)
    assert dialog.isVisible()
    dialog.tree.setCurrentItem(top(dialog, 0))
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)
    assert dialog.tree.ticked == {"SPON-1"}
    assert top(dialog, 0).checkState(0) is Qt.CheckState.PartiallyChecked
    dialog.search.setText("nothing has this")
    assert dialog.trouble.text() == "No question has these words."
    dialog.reject()


def test_different_days_stay_where_none_is_given(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    one, two = dt.date(2026, 12, 4), dt.date(2026, 12, 11)
    prepare(workspace, invitations.invite(MANAGER, (), one), invitations.invite(ENGINEER, (), two))
    window = open_window(workspace)
    dialog = ask(screen_of(window), MANAGER, ENGINEER)
    dialog.on_accept()
    settled(qtbot, window)
    dues = [found.due for who in (MANAGER, ENGINEER) if (found := given_to(window, who))]
    assert dues == [one, two]


# Sending


def send(screen: RespondentsScreen, *ids: str) -> SendDialog:
    screen.desk.send(ids)
    return next(each for each in screen.findChildren(SendDialog) if each.isVisible())


@pytest.mark.parametrize(("way", "suffix"), [("pack", ".sreanswers"), ("pdf", ".pdf"), ("sheet", ".xlsx")])
def test_one_file_each_is_written_and_noted(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path, way: str, suffix: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    window = open_window(workspace)
    screen = screen_of(window)
    dialog = send(screen, MANAGER)
    assert dialog.ticked == [MANAGER]
    dialog._tick_all(True)
    dialog.ways[way].setChecked(True)
    dialog.folder.setText(str(out))
    dialog.on_accept()
    qtbot.waitUntil(dialog._result.isVisible, timeout=30_000)
    settled(qtbot, window)
    files = sorted(out.iterdir())
    assert len(files) == 2
    assert {each.suffix for each in files} == {suffix}
    read = {read_answers(each.read_bytes()).pack.respondent for each in files}
    assert read == {MANAGER, ENGINEER}
    assert dialog.said.toPlainText().startswith("Written: 2 files of 2.")
    assert all(each.name in dialog.said.toPlainText() for each in files)
    for who in (MANAGER, ENGINEER):
        found = given_to(window, who)
        assert found is not None
        assert (found.sent_on, found.sent_as) == (TODAY, way)
    if way == "pdf":
        assert len(PdfReader(files[0]).pages) > 0
    if way == "sheet":
        assert "Questions" in openpyxl.load_workbook(files[0]).sheetnames
    # Once more: what is there may hold answers by now, so it is left, and said.
    before = {each: each.read_bytes() for each in files}
    dialog.on_accept()
    qtbot.waitUntil(lambda: "is there already" in dialog.said.toPlainText(), timeout=30_000)
    assert dialog.said.toPlainText().startswith("Written: 0 files of 2.")
    assert {each: each.read_bytes() for each in files} == before
    dialog.reject()
    window.session.undo()
    settled(qtbot, window)
    assert book_of(window).all(Invitation) == []


def test_a_pack_is_locked_with_what_was_typed_twice(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    window = open_window(workspace)
    dialog = send(screen_of(window), MANAGER)
    dialog.folder.setText(str(tmp_path))
    dialog.lock.tick.setChecked(True)
    dialog.lock.first.setText(PASSPHRASE)
    dialog.lock.again.setText("another one")
    dialog.on_accept()
    assert dialog.trouble.text() == "The two passphrases differ. Type the same one twice."
    dialog.lock.first.setText("short")
    dialog.lock.again.setText("short")
    dialog.on_accept()
    assert "at least 8 letters" in dialog.trouble.text()
    dialog.lock.first.setText(PASSPHRASE)
    dialog.lock.again.setText(PASSPHRASE)
    dialog.on_accept()
    qtbot.waitUntil(dialog._result.isVisible, timeout=30_000)
    (file,) = tmp_path.glob("*.sreanswers")
    assert read_answers(file.read_bytes(), PASSPHRASE).pack.respondent == MANAGER
    assert b"SPON" not in file.read_bytes()
    dialog.ways["pdf"].setChecked(True)
    assert not dialog.lock.isVisible()
    assert dialog.paper.isVisible()


def test_one_file_that_fails_costs_only_itself(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    prepare(workspace, answers.set_note(MANAGER, "SPON-1", "x" * 40_000))
    window = open_window(workspace)
    dialog = send(screen_of(window), MANAGER, ENGINEER)
    dialog.ways["sheet"].setChecked(True)
    dialog.folder.setText(str(tmp_path / "none"))
    dialog.on_accept()
    assert "is no folder" in dialog.trouble.text()
    out = tmp_path / "out"
    out.mkdir()
    dialog.folder.setText(str(out))
    dialog.on_accept()
    qtbot.waitUntil(dialog._result.isVisible, timeout=30_000)
    settled(qtbot, window)
    first, manager, engineer = dialog.said.toPlainText().splitlines()
    assert first == "Written: 1 file of 2."
    assert manager.startswith("Head of Operations: not written. The comment on SPON-1 is longer")
    assert engineer.startswith("Build Engineer: tern-health")
    assert given_to(window, MANAGER) is None
    assert given_to(window, ENGINEER) is not None


def test_stopped_what_is_written_stays_and_is_noted(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    prepare(workspace, *(respondents.add(ASSESSMENT, Role.MANAGER, role_title=f"M{n}") for n in range(30)))
    out = tmp_path / "out"
    out.mkdir()
    window = open_window(workspace)
    dialog = send(screen_of(window), MANAGER)
    dialog._tick_all(True)
    dialog.ways["sheet"].setChecked(True)
    dialog.folder.setText(str(out))
    dialog.on_accept()
    qtbot.waitUntil(lambda: dialog._job is not None and dialog.progress.value() > 0, timeout=30_000)
    dialog.reject()
    qtbot.waitUntil(dialog._result.isVisible, timeout=30_000)
    settled(qtbot, window)
    count = len(list(out.iterdir()))
    assert 0 < count < 32
    assert dialog.said.toPlainText().splitlines()[-1] == f"Stopped: {32 - count} files not begun."
    assert len(book_of(window).all(Invitation)) == count
