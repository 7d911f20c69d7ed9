"""Numbers, controls, the loss curve, what is worth trying, and the path through the process."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT, RISK
from tests.ui.test_risks import drag_to, risk_of, show
from ui.dialogs.criteria import CriteriaDialog
from ui.screens.risks.cells import zone_cell
from ui.screens.risks.controls import ControlDialog
from ui.screens.risks.views import LOSS, WORTH
from ui.widgets.fields import ParsedControl
from workbench.actions import plan, risks
from workbench.actions.edit import perform, together
from workbench.analysis.exposure import When, exposure
from workbench.analysis.risk_process import Step, done_actions
from workbench.domain.action import ActionState
from workbench.domain.assessment import Strength
from workbench.domain.risk import RiskKind
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow
    from ui.screens.risks import RisksScreen

FIX = "fix"


@pytest.fixture
def counted(workspace: Path) -> Path:
    """The workspace with a threat in numbers, an action that brings its control, and an opportunity."""
    with Store.open(workspace) as store:
        perform(store, plan.add(ASSESSMENT, "Make alerts loud", entity_id=FIX))
        perform(
            store,
            risks.change(
                RISK, frequency_number=4.0, impact_low=10_000.0, impact_high=90_000.0, impact_number=50_000.0, simulated=True,
            ),
        )  # fmt: skip
        perform(
            store,
            risks.add(
                ASSESSMENT, "Try canaries", RiskKind.OPPORTUNITY, entity_id="o1",
                chance=0.5, benefit=100.0, treatment_cost=10.0, downside_frequency_number=0.5, downside_impact_number=1.0,
            ),
        )  # fmt: skip
    return workspace


def write(qtbot: QtBot, window: MainWindow, screen: RisksScreen, field: str, text: str) -> None:
    control = screen.form.controls[field]
    assert isinstance(control, ParsedControl)
    control.edit.setFocus()
    control.edit.selectAll()
    qtbot.keyClicks(control.edit, text)
    control.flush()
    settled(qtbot, window)


def trouble(screen: RisksScreen, field: str) -> str:
    return screen.form.controls[field].accessibleDescription()


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("frequency_number", "0", "Frequency must be a number above 0, counted per year."),
        ("frequency_number", "-3", "Frequency must be a number above 0, counted per year."),
        ("frequency_number", "1001", "operating cost, not a risk"),
        ("impact_low", "95000", "The 5 % value of the impact must be below its 95 % value."),
        ("impact_high", "some", "Write a number such as 12 or 3.5."),
    ],
)
def test_wrong_numbers_are_refused_beside_their_field(
    qtbot: QtBot, open_window: OpenWindow, counted: Path, field: str, text: str, said: str
) -> None:
    window = open_window(counted)
    screen = show(window)
    screen.choose(RISK)
    before = risk_of(window)
    write(qtbot, window, screen, field, text)
    assert said in trouble(screen, field)
    assert risk_of(window) == before


def test_closing_the_action_lowers_the_risk_visibly(
    qtbot: QtBot, open_window: OpenWindow, counted: Path
) -> None:
    window = open_window(counted)
    screen = show(window)
    screen.choose(RISK)
    screen.controls.add_wanted.emit()
    dialog = window.findChild(ControlDialog)
    assert dialog is not None
    dialog.name.setText("A second person is paged")
    dialog.prevention.setText("99")
    dialog.on_accept()
    said = dialog.prevention.accessibleDescription()
    assert said == "‘Stops of the events, %’: write 0 to 95 %, since nothing prevents everything."
    assert any(each.isVisible() and each.text() == said for each in dialog.findChildren(QLabel))
    dialog.prevention.setText("60%")
    dialog.mitigation.setText("30")
    dialog.evidence.setCurrentIndex(2)
    dialog.action.setCurrentIndex(dialog.action.findData(FIX))
    dialog.on_accept()
    settled(qtbot, window)
    book = window.session.book
    assert book is not None
    # 4 a year × 50,000; with all of the control, since it was seen: 1.6 × 35,000.
    assert exposure(risk_of(window), book.criteria).expected == 200_000  # type: ignore[union-attr]
    after = exposure(risk_of(window), book.criteria, When.AFTER)
    assert after is not None
    assert after.expected == pytest.approx(56_000)
    so_far = exposure(risk_of(window), book.criteria, When.SO_FAR, done_actions(book))
    assert so_far is not None
    assert so_far.expected == 200_000
    said = screen._bought.text()
    assert said.startswith("Expected loss a year: 200,000 u, after treatment 56,000 u.")
    window.session.run(plan.change(FIX, state=ActionState.DONE))
    settled(qtbot, window)
    assert "so far 56,000 u" in screen._bought.text()
    # 4 × 50,000 is red, and so is what is left of it: the register's chips say so at each moment.
    assert zone_cell(risk_of(window), book.criteria, done_actions(book)).text == "Treat to Treat"
    window.session.undo()
    settled(qtbot, window)
    assert "so far" not in screen._bought.text()


def test_the_register_shows_the_zone_so_far_between(
    qtbot: QtBot, open_window: OpenWindow, counted: Path
) -> None:
    window = open_window(counted)
    screen = show(window)
    seen = Strength.ARTEFACT
    # 2 u a year is amber; a tenth of it is 0.2 u, green.
    window.session.run(risks.change(RISK, frequency_number=2.0, impact_number=1.0))
    window.session.run(risks.add_control(RISK, "Pager", prevention=0.9, evidence=seen, action=FIX))
    settled(qtbot, window)

    def zones() -> str:
        at = screen.model.row_of(RISK)
        return str(screen.model.index(at, 2).data())

    assert zones() == "Watch to Accept"
    window.session.run(plan.change(FIX, state=ActionState.DONE))
    settled(qtbot, window)
    assert zones() == "Watch to Accept so far to Accept"


def test_a_control_of_a_risk_rated_by_steps_says_what_it_needs(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.choose(RISK)
    window.session.run(risks.add_control(RISK, "Pager", prevention=0.5))
    for steps, wanted in (((None, None), True), ((1, 1), False)):
        window.session.run(risks.change(RISK, residual_frequency=steps[0], residual_impact=steps[1]))
        settled(qtbot, window)
        assert screen.controls.hint.isVisible() is wanted


def test_what_nobody_typed_in_a_control_stays_exact(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    screen.choose(RISK)
    window.session.run(
        risks.add_control(RISK, "Pager", prevention=1 / 3, mitigation=0.000001234, cost=1234.56)
    )
    settled(qtbot, window)
    screen.controls.edit_wanted.emit(0)
    dialog = window.findChild(ControlDialog)
    assert dialog is not None
    assert "e" not in dialog.mitigation.text()
    dialog.name.setText("A louder pager")
    dialog.on_accept()
    settled(qtbot, window)
    (control,) = risk_of(window).controls
    assert (control.name, control.prevention, control.mitigation, control.cost) == (
        "A louder pager",
        1 / 3,
        0.000001234,
        1234.56,
    )


def test_a_curve_without_figures_for_afterwards_says_so(
    qtbot: QtBot, open_window: OpenWindow, counted: Path
) -> None:
    window = open_window(counted)
    window.session.run(
        risks.change(RISK, impact_number=None, residual_frequency=1, residual_impact=1, simulated=True)
    )
    screen = show(window)
    settled(qtbot, window)
    screen.views.take(LOSS)
    pane = screen.views.loss
    qtbot.waitUntil(lambda: pane.result[0] is not None, timeout=20_000)
    assert pane.result[1] is None
    assert pane.untold.isVisible()
    assert pane.untold.text().startswith("T1 has no figures for after treatment")


def test_the_loss_curve_is_drawn_away_from_the_window(
    qtbot: QtBot, open_window: OpenWindow, counted: Path
) -> None:
    window = open_window(counted)
    screen = show(window)
    screen.views.take(LOSS)
    pane = screen.views.loss
    assert pane.state.text() == "1 of 1 open threat simulated."
    qtbot.waitUntil(lambda: pane.result[0] is not None and pane.result[0].years == 100_000, timeout=20_000)
    before = pane.result[0]
    assert before is not None
    # λ·e^(μ + σ²/2) with μ = ln 30,000 and σ = ln 9 / 3.2897: 4 × 30,000 × e^0.22305 = 149,986.
    assert before.expected == pytest.approx(149_986, rel=1e-5)
    assert pane.title.text().startswith("One year in twenty costs more than ")
    shown = [each.text() for each in pane.findChildren(QLabel)]
    assert "Expected loss a year" in shown
    assert any("independent" in each for each in shown)
    window.session.run(risks.change(RISK, simulated=False))
    settled(qtbot, window)
    assert pane.title.text() == "Nothing is simulated yet."
    assert "tick ‘Simulate’" in pane.state.text()


def test_what_is_worth_trying_is_listed_with_its_reason(
    qtbot: QtBot, open_window: OpenWindow, counted: Path
) -> None:
    window = open_window(counted)
    screen = show(window)
    screen.views.take(WORTH)
    # .5 × 100 / (10 + .5 × 1) is 4.76.
    assert screen.views.worth.title.text() == "One of 1 opportunity is worth trying."
    said = [each.text() for each in screen.views.worth.findChildren(QLabel)]
    assert any("promises 4.8 times what it may cost" in each for each in said)
    screen.views.worth.chosen.emit("o1")
    assert screen.selected == "o1"
    assert not screen.form.controls["impact_low"].isVisible()
    assert screen.form.controls["chance"].isVisible()
    screen.choose(RISK)
    assert screen.form.controls["impact_low"].isVisible()
    assert not screen.form.controls["chance"].isVisible()


def test_dragging_a_risk_with_numbers_says_that_they_gave_way(
    qtbot: QtBot, open_window: OpenWindow, counted: Path
) -> None:
    window = open_window(counted)
    screen = show(window)
    screen.choose(RISK)
    said: list[str] = []
    screen.say.connect(said.append)
    drag_to(screen, RISK, RiskKind.THREAT, 2, 2)
    settled(qtbot, window)
    risk = risk_of(window)
    assert (risk.frequency, risk.impact, risk.frequency_number, risk.impact_low) == (2, 2, None, None)
    assert any("its numbers gave way" in each for each in said)


def test_each_step_of_the_process_leads_somewhere(
    qtbot: QtBot, open_window: OpenWindow, counted: Path
) -> None:
    window = open_window(counted)
    screen = show(window)
    buttons = screen.path.buttons
    assert [each.text().strip("✓ ") for each in buttons.values()][:3] == [
        "Context",
        "Criteria",
        "Identification",
    ]
    names = {step: each.accessibleName() for step, each in buttons.items()}
    assert names[Step.CRITERIA] == "Criteria, open: 4 of 4 thresholds are not yet confirmed."
    assert names[Step.IDENTIFICATION] == "Identification, done: 1 threat and 1 opportunity."
    assert "1 risk not rated yet" in names[Step.ANALYSIS]
    asked: list[Any] = []
    screen.go.connect(lambda key, _details: asked.append(key))
    buttons[Step.CRITERIA].click()
    dialog = window.findChild(CriteriaDialog)
    assert dialog is not None
    dialog.reject()
    buttons[Step.ANALYSIS].click()
    assert screen.selected == "o1"
    buttons[Step.TREATMENT].click()
    assert screen.selected == RISK
    buttons[Step.IDENTIFICATION].click()
    assert screen.add_line.hasFocus()
    screen.go.disconnect()
    screen.go.connect(lambda key, _details: asked.append(key))
    buttons[Step.REPORTING].click()
    assert asked[-1] == "export"


@pytest.mark.parametrize("size", [(1280, 720), (1024, 640)])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_steps_of_the_process_and_what_is_not_confirmed_are_never_cut(
    qtbot: QtBot, open_window: OpenWindow, counted: Path, size: tuple[int, int], scale: float
) -> None:
    with Store.open(counted) as store:
        edits = [risks.add(ASSESSMENT, f"Risk {n}") for n in range(120)]
        perform(store, together("Fill", edits))
    window = open_window(counted, size=size)
    window.theme.choose("light", scale)
    screen = show(window)
    settled(qtbot, window)
    steps = screen.path.buttons.values()
    # The layout follows the words with the next events.
    qtbot.waitUntil(lambda: all(each.width() >= each.sizeHint().width() for each in steps), timeout=5000)
    for button in steps:
        assert button.height() >= button.sizeHint().height()
        assert screen.path.rect().contains(button.geometry())
        assert button.toolTip()
    assert screen.whole.text().endswith("The thresholds are not yet confirmed by the business.")
    assert screen.whole.height() >= screen.whole.heightForWidth(screen.whole.width())
    assert screen.desk.button.width() >= screen.desk.button.sizeHint().width()
    window.theme.choose("light", 1.0)
