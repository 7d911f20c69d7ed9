"""Names of people are hidden by one switch on every screen, and what stands in their place is never written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from tests.ui.conftest import settled
from tests.ui.holder import hold
from tests.ui.sample import ASSESSMENT, FIRST_ACTION, MANAGER, RISK, SECOND_ACTION
from ui import settings as known
from ui.dialogs.assessment_details import AssessmentDetailsDialog
from ui.dialogs.export import ExportDialog
from ui.dialogs.find import FindDialog, everything
from ui.dialogs.history import HistoryDialog
from ui.dialogs.names import NamesDialog
from ui.dialogs.respondent import RespondentDialog
from ui.screens.people import TalentsScreen
from ui.screens.questionnaire.screen import QuestionnaireScreen
from ui.screens.registry import PLACES
from ui.screens.respondents import RespondentsScreen
from ui.screens.risks import RisksScreen
from ui.settings import Settings
from ui.widgets.plot_view import PlotView
from workbench.actions import (
    advocacy,
    agreements,
    answers,
    assessments,
    daily,
    discoveries,
    invitations,
    needs,
    obstacles,
    plan,
    practices,
    recognition,
    respondents,
    reviews,
    risks,
    role_plan,
    services,
    talents,
    trade_offs,
)
from workbench.actions.edit import Edit, perform, together
from workbench.charts.figure import Text
from workbench.domain.assessment import Respondent
from workbench.domain.consent import Consent
from workbench.domain.discovery import DiscoveryKind
from workbench.domain.obstacle import ObstacleKind
from workbench.domain.risk import Risk
from workbench.domain.talent import Talent
from workbench.domain.trade_off import Criterion, Option
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

NAME, ASKED = "Xanthippe Fothergill", "Ottoline Brackwater"
SECRETS = ("xanthippe", "fothergill", "ottoline", "brackwater")
PERSON = "9" * 32
DAY = dt.date(2026, 11, 23)


def fill(workspace: Path) -> None:
    """A name in a text of every kind, and two people whose names are known."""
    said = f"{NAME} and Ottoline"
    with Store.open(workspace) as store:
        edits = [
            talents.add(
                ASSESSMENT, f"Harbour Master ({NAME})", entity_id=PERSON, name=NAME, influence=5, stance=-1,
                goal=f"{NAME} leads", note=said, team=f"{NAME}'s team", competences={"coding": 4},
            ),
            talents.add(ASSESSMENT, "", name="Mabel Thorne", influence=3, stance=1),
            talents.add(ASSESSMENT, f"Deputy of {NAME}", influence=2, stance=0),
            respondents.change(MANAGER, name=ASKED, role_title="Night Porter", group=f"with {NAME}"),
            answers.set_note(MANAGER, "SPON-1", f"{said} object", ""),
            invitations.change(MANAGER, note=f"{said} promised it", sent_on=DAY),
            assessments.change(ASSESSMENT, title=f"Autumn with {NAME}", prepared_for=NAME),
            risks.change(RISK, owner=NAME, cause=f"{said} left"),
            plan.change(FIRST_ACTION, owner=NAME, purpose=said, title=f"Ask {NAME}"),
            obstacles.add(ASSESSMENT, f"{NAME} waits", ObstacleKind.OBSTACLE, owner=ASKED, evidence=said, impact=4, tractability=2),
            needs.add(ASSESSMENT, f"{NAME} needs it", owner=NAME),
            advocacy.add(ASSESSMENT, f"Depot of {NAME}", contact=NAME, next_move=said),
            discoveries.add(ASSESSMENT, f"{NAME} restarts it", kind=DiscoveryKind.TOIL, owner=NAME, runs=4, minutes=30),
            services.add(ASSESSMENT, f"{NAME}'s service", owner=NAME, objective=99.0),
            recognition.add(ASSESSMENT, f"Thanks to {NAME}", team=NAME, note=said),
            practices.add_subject(ASSESSMENT, f"{NAME}'s team"),
            agreements.add(
                ASSESSMENT, f"Work with {NAME}", partner=NAME, wanted=(said,),
                consents=(Consent(side="SRE", who=NAME), Consent(side=f"Team of {NAME}", who=ASKED)),
            ),
            plan.change(SECOND_ACTION, project=True, title=f"Help {NAME}", measure=said, before=4.0, actual=1.0),
            daily.say(ASSESSMENT, dt.date.today(), NAME, last=said, blocker=f"{NAME} waits"),
            daily.say(ASSESSMENT, dt.date.today() - dt.timedelta(1), ASKED, following=said),
            reviews.add(ASSESSMENT, f"Board of {NAME}", users=NAME, view=said, due=dt.date(2020, 1, 1)),
            trade_offs.add(
                ASSESSMENT, f"What {NAME} gets", decided_by=NAME, choice=0,
                criteria=(Criterion(name=f"Liked by {NAME}"),), options=(Option(name=said, ratings=(4,), note=NAME),),
            ),
            role_plan.change(ASSESSMENT, model="embedded", reason=f"{said} asked for it"),
        ]  # fmt: skip
        perform(store, together("Fill", edits))


def seen(window: QWidget) -> str:
    """Every word in a window that can be read, hovered or read out now."""
    parts = [window.windowTitle()]
    for each in (window, *window.findChildren(QWidget)):
        if not each.isVisible():
            continue
        parts += [each.accessibleName(), each.accessibleDescription(), each.toolTip()]
        for way in ("text", "toPlainText"):
            read = getattr(each, way, None)
            parts.append(str(read()) if callable(read) and not isinstance(each, QListWidget) else "")
        if isinstance(each, QComboBox):
            parts += [each.itemText(i) for i in range(each.count())]
        if isinstance(each, QAbstractItemView) and each.model() is not None:
            model = each.model()
            parts += [
                str(model.index(row, column).data())
                for row in range(model.rowCount(QModelIndex()))
                for column in range(model.columnCount(QModelIndex()) if isinstance(each, QTableView) else 1)
            ]
        figure = getattr(each, "figure", None)
        if figure is not None:
            parts += [f"{spot.name} {spot.hint}" for spot in figure.spots]
            parts += [str(getattr(mark, "text", "")) for mark in figure.marks]
            parts += [cell for row in figure.table.rows for cell in row]
    return "\n".join(parts).casefold()


def shows(window: QWidget) -> list[str]:
    said = seen(window)
    return [secret for secret in SECRETS if secret in said]


def turn(qtbot: QtBot, window: MainWindow) -> None:
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_R, keys)
    settled(qtbot, window)


def opened(open_window: OpenWindow, workspace: Path, key: str = "") -> MainWindow:
    fill(workspace)
    window = open_window(workspace, size=(1600, 1000))
    if key:
        window.go_to(key)
    return window


def risk_of(window: MainWindow) -> Risk:
    stored = window.session.stored_book
    assert stored is not None
    found = stored.get(Risk, RISK)
    assert found is not None
    return found


@pytest.mark.parametrize("key", [place.key for place in PLACES if place.key != "library"])
def test_no_screen_shows_a_name_while_they_are_hidden(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, key: str
) -> None:
    window = opened(open_window, workspace, key)
    assert "xanthippe" in seen(window)
    assert "names shown" in seen(window)
    turn(qtbot, window)
    assert shows(window) == []
    assert "names hidden" in seen(window)
    # A screen opened while names are hidden shows none either.
    window.go_to("overview" if key != "overview" else "plan")
    assert shows(window) == []
    window.go_to(key)
    assert shows(window) == []
    turn(qtbot, window)
    assert "xanthippe" in seen(window)


@pytest.mark.parametrize("view", ["map", "skills", "list"])
def test_every_view_of_the_people_hides_them(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, view: str
) -> None:
    window = opened(open_window, workspace, "talents")
    screen = window.current
    assert isinstance(screen, TalentsScreen)
    screen.show_view(view)
    screen.inspector.show()
    turn(qtbot, window)
    assert shows(window) == []
    assert "harbour master" in seen(window)
    # Whoever has no role is told apart by a number, and a name inside another role is gone, too.
    assert "person 2" in seen(window)
    assert "deputy of harbour master" in seen(window)


@pytest.mark.parametrize("view", ["people", "said", "came-in"])
def test_every_view_of_the_respondents_hides_them(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, view: str
) -> None:
    window = opened(open_window, workspace, "respondents")
    screen = window.current
    assert isinstance(screen, RespondentsScreen)
    screen.show_view(view)
    if view == "said":
        screen.said.show_one("question", "SPON-1")
        assert "brackwater" in seen(window)
    turn(qtbot, window)
    assert shows(window) == []
    if view == "people":
        # A note that names somebody can only be read.
        assert screen.side.form.controls["note"].edit.isReadOnly()  # type: ignore[attr-defined]
        assert "promised it" in seen(window)


def test_dialogs_and_menus_hide_names(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = opened(open_window, workspace, "questionnaire")
    window.session.run(plan.add(ASSESSMENT, f"Thank {NAME}"))
    settled(qtbot, window)
    assert NAME in window.menus.actions["undo"].text()  # type: ignore[attr-defined]
    turn(qtbot, window)
    assert NAME not in window.menus.actions["undo"].text()  # type: ignore[attr-defined]
    book = window.session.book
    assert book is not None
    find = FindDialog(window.theme, "Find anything", everything(book, []), window)
    details = AssessmentDetailsDialog(window.session, window.theme, window)
    screen = window.current
    assert isinstance(screen, QuestionnaireScreen)
    screen.show_question("SPON-1")
    voice, question = screen.voice(), screen.question()
    assert voice is not None
    assert question is not None
    past = HistoryDialog(window.session, window.theme, question, *voice.entry(question), window)
    for dialog in (find, details, past):
        dialog.show()
    settled(qtbot, window)
    assert past.list.count() == 2
    for dialog in (find, details, past):
        assert shows(dialog) == [], type(dialog)
        dialog.close()


def test_r_alone_works_only_where_single_keys_do(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    Settings().set(known.SINGLE_KEYS, False)
    window = opened(open_window, workspace, "risks")
    screen = window.current
    assert isinstance(screen, RisksScreen)
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_R)
    assert not window.session.curtain.hidden
    turn(qtbot, window)
    assert window.session.curtain.hidden


def test_r_is_a_letter_where_text_is_typed(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = opened(open_window, workspace, "risks")
    screen = window.current
    assert isinstance(screen, RisksScreen)
    screen.filter.setFocus()
    qtbot.keyClicks(screen.filter, "rR")
    assert screen.filter.text() == "rR"
    assert not window.session.curtain.hidden
    screen.filter.clear()
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_R)
    assert window.session.curtain.hidden
    assert window.menus.actions["names"].isChecked()  # type: ignore[attr-defined]


def test_it_stays_hidden_when_another_assessment_is_opened(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = opened(open_window, workspace)
    turn(qtbot, window)
    window.go_to("home")
    settled(qtbot, window)
    assert "names hidden" in seen(window)
    window.session.open_assessment(ASSESSMENT)
    qtbot.waitUntil(lambda: window.session.book is not None, timeout=5000)
    settled(qtbot, window)
    window.go_to("plan")
    assert shows(window) == []


# What stands in place of a text is never stored


def field(screen: QWidget, name: str) -> Any:
    kinds = (QLineEdit, QPlainTextEdit)
    return next(each for kind in kinds for each in screen.findChildren(kind) if each.accessibleName() == name)


def test_a_field_with_a_name_in_it_can_only_be_read(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = opened(open_window, workspace, "risks")
    screen = window.current
    assert isinstance(screen, RisksScreen)
    screen.choose(RISK)
    turn(qtbot, window)
    owner, event = field(screen, "Owner"), field(screen, "This may happen")
    assert (owner.text(), owner.isReadOnly()) == ("Harbour Master", True)
    owner.setFocus()
    qtbot.keyClicks(owner, "xyz")
    event.setFocus()
    qtbot.keyClicks(event, "Nobody looks")
    screen.leave()
    settled(qtbot, window)
    assert (risk_of(window).owner, risk_of(window).event) == (NAME, "Nobody looks")
    assert risk_of(window).cause == f"{NAME} and Ottoline left"
    turn(qtbot, window)
    assert (owner.text(), owner.isReadOnly()) == (NAME, False)


def test_a_cell_with_a_name_in_it_is_not_edited(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = opened(open_window, workspace, "plan")
    table = window.current.findChild(QTableView)
    assert table is not None
    screen: Any = window.current
    screen.choose(FIRST_ACTION)
    turn(qtbot, window)
    table.setFocus()
    row = screen.model.row_of(FIRST_ACTION)
    table.setCurrentIndex(screen.model.index(row, table.title_column()))  # type: ignore[attr-defined]
    qtbot.keyClick(table, Qt.Key.Key_F2)
    assert table.state() != QAbstractItemView.State.EditingState
    assert "press r or ctrl+shift+r" in seen(window)


def test_a_name_typed_while_names_are_hidden_is_covered_when_the_field_is_left(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = opened(open_window, workspace, "risks")
    screen = window.current
    assert isinstance(screen, RisksScreen)
    screen.choose(RISK)
    turn(qtbot, window)
    event = field(screen, "This may happen")
    event.setFocus()
    qtbot.keyClicks(event, "Fothergill")
    event.flush()
    settled(qtbot, window)
    # Whoever types is not interrupted.
    qtbot.keyClicks(event, " leaves")
    assert event.toPlainText() == "Fothergill leaves"
    screen.filter.setFocus()
    settled(qtbot, window)
    assert risk_of(window).event == "Fothergill leaves"
    assert event.toPlainText() == "Harbour Master leaves"
    assert event.isReadOnly()
    assert shows(window) == []


def test_text_that_waits_to_be_saved_shows_roles_while_names_are_hidden(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = opened(open_window, workspace, "risks")
    screen = window.current
    assert isinstance(screen, RisksScreen)
    screen.choose(RISK)
    event = field(screen, "This may happen")
    with hold(workspace):
        event.setFocus()
        qtbot.keyClicks(event, "Fothergill leaves")
        event.flush()
        settled(qtbot, window)
        assert event.toPlainText() == "Fothergill leaves"
        turn(qtbot, window)
        settled(qtbot, window)
        assert (event.toPlainText(), event.isReadOnly()) == ("Harbour Master leaves", True)
        assert shows(window) == []
        screen.refresh()
        assert shows(window) == []
        turn(qtbot, window)
        settled(qtbot, window)
        assert event.toPlainText() == "Fothergill leaves"
    turn(qtbot, window)
    screen.leave()
    settled(qtbot, window)
    assert risk_of(window).event == "Fothergill leaves"
    assert shows(window) == []


def test_a_name_that_waits_to_be_saved_is_hidden(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = opened(open_window, workspace, "talents")
    screen = window.current
    assert isinstance(screen, TalentsScreen)
    screen.choose(PERSON)
    name = field(screen, "Name")
    with hold(workspace):
        name.setFocus()
        name.selectAll()
        qtbot.keyClicks(name, "Zenobia Quill")
        name.flush()
        settled(qtbot, window)
        turn(qtbot, window)
        settled(qtbot, window)
        assert "zenobia" not in seen(window)
        screen.refresh()
        assert "zenobia" not in seen(window)


def test_an_answer_that_waits_to_be_saved_shows_roles_while_names_are_hidden(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = opened(open_window, workspace, "questionnaire")
    screen = window.current
    assert isinstance(screen, QuestionnaireScreen)
    screen.show_question("SPON-2")
    note = screen.page.note
    with hold(workspace):
        note.setFocus()
        qtbot.keyClicks(note, "Brackwater saw it")
        note.flush()
        settled(qtbot, window)
        turn(qtbot, window)
        settled(qtbot, window)
        assert (note.said(), note.isReadOnly()) == ("Night Porter saw it", True)
        turn(qtbot, window)
        settled(qtbot, window)
        assert note.said() == "Brackwater saw it"
        turn(qtbot, window)
        settled(qtbot, window)
    screen.next()
    settled(qtbot, window)
    stored = window.session.stored_book
    assert stored is not None
    kept = stored.answer(MANAGER, "SPON-2")
    assert kept is not None
    assert kept.note == "Brackwater saw it"


def test_lines_and_cells_that_are_being_typed_show_no_name_either(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = opened(open_window, workspace, "risks")
    screen = window.current
    assert isinstance(screen, RisksScreen)
    screen.add_line.setText("Ask Xanthippe")
    screen.filter.setText("fothergill")
    turn(qtbot, window)
    assert shows(window) == []
    assert (screen.add_line.text(), screen.filter.text()) == ("", "")
    turn(qtbot, window)
    assert (screen.add_line.text(), screen.filter.text()) == ("Ask Xanthippe", "fothergill")
    screen.filter.clear()
    screen.choose(RISK)
    screen.table.setFocus()
    screen.table.edit_title()
    editor = next(each for each in screen.table.viewport().findChildren(QLineEdit) if each.isVisible())
    editor.setText("Xanthippe is ill")
    turn(qtbot, window)
    settled(qtbot, window)
    assert shows(window) == []
    assert risk_of(window).title == "Xanthippe is ill"


def test_a_note_with_a_name_survives_the_questionnaire(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = opened(open_window, workspace, "questionnaire")
    screen = window.current
    assert isinstance(screen, QuestionnaireScreen)
    screen.show_question("SPON-1")
    note = screen.page.note
    assert note.said() == f"{NAME} and Ottoline object"
    note.setFocus()
    turn(qtbot, window)
    assert (note.said(), note.isReadOnly()) == ("Harbour Master and Night Porter object", True)
    # No letter typed here by mistake shows names again.
    qtbot.keyClicks(note, "more, R and r")
    assert window.session.curtain.hidden
    assert shows(window) == []
    screen.next()
    settled(qtbot, window)
    stored = window.session.stored_book
    assert stored is not None
    kept = stored.answer(MANAGER, "SPON-1")
    assert kept is not None
    assert kept.note == f"{NAME} and Ottoline object"
    assert not note.isReadOnly()


def test_changing_a_respondent_keeps_the_hidden_name(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = opened(open_window, workspace, "respondents")
    turn(qtbot, window)
    screen = window.current
    assert isinstance(screen, RespondentsScreen)
    screen.desk.edit(MANAGER)
    asked = next(each for each in QApplication.topLevelWidgets() if isinstance(each, RespondentDialog))
    assert shows(asked) == []
    asked.team.setText("Depot")
    asked.on_accept()
    settled(qtbot, window)
    stored = window.session.stored_book
    assert stored is not None
    kept = stored.get(Respondent, MANAGER)
    assert kept is not None
    assert (kept.name, kept.role_title, kept.team, kept.group) == (
        ASKED,
        "Night Porter",
        "Depot",
        f"with {NAME}",
    )


def test_changing_the_details_keeps_the_hidden_name(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = opened(open_window, workspace)
    turn(qtbot, window)
    details = AssessmentDetailsDialog(window.session, window.theme, window)
    details.show()
    details.about.setText("Two depots")
    details.on_accept()
    settled(qtbot, window)
    stored = window.session.stored_book
    assert stored is not None
    kept = stored.assessment
    assert (kept.title, kept.prepared_for, kept.about) == (f"Autumn with {NAME}", NAME, "Two depots")


# Copies and reports


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_copies_of_the_map_hold_roles_unless_names_are_asked_for(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = opened(open_window, workspace, "talents")
    screen = window.current
    assert isinstance(screen, TalentsScreen)
    plot = screen.map.plot
    offered = {each.text(): each for each in plot.menu().actions()}
    offered["Copy as table"].trigger()
    copied = clipboard()
    assert not any(secret in copied.casefold() for secret in SECRETS)
    rows = [line.split("\t")[:3] for line in copied.splitlines()]
    assert rows == [
        ["Code", "Role", "Team"],
        ["P1", "Harbour Master", "Harbour Master's team"],
        ["P2", "Person 2", ""],
        ["P3", "Deputy of Harbour Master", ""],
    ]
    offered["Copy as table, with names"].trigger()
    assert NAME in clipboard()
    offered["Copy as picture"].trigger()
    without = QGuiApplication.clipboard().image()
    offered["Copy as picture, with names"].trigger()
    assert QGuiApplication.clipboard().image() != without
    turn(qtbot, window)
    assert "Copy as table, with names" not in {each.text() for each in plot.menu().actions()}
    plot.copy_image()
    # Nobody is chosen on either, so both are the same picture, point for point.
    assert QGuiApplication.clipboard().image().convertToFormat(
        QImage.Format.Format_RGB32
    ) == without.convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize(
    "key", ["obstacles", "plan", "needs", "discoveries", "advocacy", "services", "risks"]
)
def test_no_copy_of_a_plot_holds_a_name(open_window: OpenWindow, workspace: Path, key: str) -> None:
    window = opened(open_window, workspace, key)
    plots = [each for each in window.current.findChildren(PlotView) if each.figure is not None]
    assert plots
    for plot in plots:
        plot.copy_table()
        assert not any(secret in clipboard().casefold() for secret in SECRETS)


CUT = "Restart the booking engine, the depot and the night queue by hand after each and every release of the week, as the two of them have done it for years, with Xanthippe"


@pytest.mark.parametrize(
    ("key", "add", "first"),
    [
        ("obstacles", lambda title, n: obstacles.add(ASSESSMENT, title, impact=n % 5 + 1, tractability=n // 5 + 1), 24),
        ("plan", lambda title, _n: plan.add(ASSESSMENT, title, start=DAY, finish=DAY), 8),
        ("needs", lambda title, _n: needs.add(ASSESSMENT, title, current=4.0, target=2.0), 110),
        ("discoveries", lambda title, _n: discoveries.add(ASSESSMENT, title, kind=DiscoveryKind.TOIL, runs=9.0, minutes=60.0, people=1.0), 8),
        ("advocacy", lambda title, _n: advocacy.add(ASSESSMENT, title, trust=2), 8),
        ("recognition", lambda title, _n: recognition.add(ASSESSMENT, title, day=DAY), 8),
    ],
)  # fmt: skip
@pytest.mark.parametrize("hidden", [False, True])
def test_a_copied_picture_cuts_labels_only_after_names_are_gone(
    qtbot: QtBot,
    open_window: OpenWindow,
    workspace: Path,
    key: str,
    add: Callable[[str, int], Edit],
    first: int,
    hidden: bool,
) -> None:
    with Store.open(workspace) as store:
        perform(store, talents.add(ASSESSMENT, "Boss", name=NAME))
        # Wherever a label ends, a name stands there.
        perform(store, together("Add", [add(f"{CUT[: first + 2 * n]} {NAME}", n) for n in range(20)]))
    window = open_window(workspace, size=(1024, 900))
    window.go_to(key)
    screen: Any = window.current
    if hidden:
        turn(qtbot, window)
    copied = screen.plot._copied(names=False)
    labels = [mark.text for mark in copied.marks if isinstance(mark, Text)]
    assert any(label.endswith("…") for label in labels)
    pieces = [NAME[:n] for n in range(3, len(NAME) + 1)] + ["Fothe"]
    assert [label for label in labels if any(piece in label for piece in pieces)] == []


def test_a_report_prints_names_only_after_a_look_at_them(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = opened(open_window, workspace)
    dialog = ExportDialog(window.session, window.theme, window)
    dialog.show()
    assert not dialog.settings().names
    assert "xanthippe" not in dialog.path.text()
    for wanted in (False, True):
        dialog.names.tick.click()
        assert not dialog.settings().names

        def asked() -> NamesDialog | None:
            return next(
                (
                    each
                    for each in QApplication.topLevelWidgets()
                    if isinstance(each, NamesDialog) and each.isVisible()
                ),
                None,
            )

        qtbot.waitUntil(lambda: asked() is not None, timeout=20_000)
        found = asked()
        assert found is not None
        names = [found.list.item(i).text() for i in range(found.list.count())]
        assert names == [ASKED, NAME]
        (found.on_accept if wanted else found.reject)()
        assert dialog.settings().names is wanted
        assert dialog.names.tick.isChecked() is wanted
    dialog.names.tick.click()
    assert not dialog.settings().names
    dialog.close()
    settled(qtbot, window)


def test_while_names_are_hidden_none_can_be_printed(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = opened(open_window, workspace)
    turn(qtbot, window)
    dialog = ExportDialog(window.session, window.theme, window)
    dialog.show()
    assert shows(dialog) == []
    assert not dialog.names.tick.isEnabled()
    dialog.close()
    settled(qtbot, window)


# A role or a name


def test_a_person_may_have_a_name_alone(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = opened(open_window, workspace, "talents")
    screen = window.current
    assert isinstance(screen, TalentsScreen)
    screen.show_view("list")
    assert "mabel thorne" in seen(window)
    screen.choose(PERSON)
    screen.inspector.show()
    title = field(screen.form, "Role")
    title.setFocus()
    title.selectAll()
    qtbot.keyClick(title, Qt.Key.Key_Delete)
    screen.leave()
    settled(qtbot, window)
    stored = window.session.stored_book
    assert stored is not None
    found = stored.get(Talent, PERSON)
    assert found is not None
    assert (found.role_title, found.label) == ("", NAME)
    name = field(screen.form, "Name")
    name.setFocus()
    name.selectAll()
    qtbot.keyClick(name, Qt.Key.Key_Delete)
    screen.leave()
    settled(qtbot, window)
    assert "give a role title or a name" in seen(window)
    turn(qtbot, window)
    assert "person 1" in seen(window)
    assert shows(window) == []
