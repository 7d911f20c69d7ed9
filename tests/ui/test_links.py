"""Entries are linked to capabilities, clauses, risks and actions in the side panel, and lead there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT, FIRST_ACTION, RISK
from tests.ui.test_inventories import book_of, prepare
from ui.dialogs.pick import PickDialog
from ui.screens.practices import PracticesScreen
from ui.widgets.fields_links import LinkButton, LinksControl
from workbench.actions import (
    advocacy,
    discoveries,
    needs,
    plan,
    practices,
    recognition,
    risks,
    services,
    talents,
)
from workbench.domain.practice import Presence

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow

ADD = {
    "needs": needs.add,
    "discoveries": discoveries.add,
    "services": services.add,
    "recognition": recognition.add,
    "advocacy": advocacy.add,
    "talents": talents.add,
}
PICKED = {"capabilities": "OBS", "clauses": "S0-GOAL", "risks": RISK, "actions": FIRST_ACTION}


@pytest.mark.parametrize("key", ADD)
def test_links_are_picked_named_and_gone_with_what_they_name(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, key: str
) -> None:
    prepare(workspace, ADD[key](ASSESSMENT, "First"))
    window = open_window(workspace)
    window.go_to(key)
    screen = window.current
    entry = screen.all_entries(book_of(window))[0]  # type: ignore[attr-defined]
    screen.choose(entry.id)  # type: ignore[attr-defined]
    for field, linked in PICKED.items():
        control = screen.form.controls[field]  # type: ignore[attr-defined]
        assert isinstance(control, LinksControl)
        control.wanted.emit(())
        dialog = window.findChild(PickDialog)
        assert dialog is not None
        dialog.picked.emit([linked])
        dialog.close()
        settled(qtbot, window)
        qtbot.waitUntil(lambda: window.findChild(PickDialog) is None, timeout=3000)
    entry = screen.all_entries(book_of(window))[0]  # type: ignore[attr-defined]
    assert {field: getattr(entry, field) for field in PICKED} == {
        field: (linked,) for field, linked in PICKED.items()
    }
    names = [each.accessibleName() for each in screen.form.findChildren(LinkButton)]  # type: ignore[attr-defined]
    assert "Go to T1 Alerts are missed" in names
    assert "Go to A1 Remove noisy alerts" in names
    assert any(name.startswith("Go to S0-GOAL ") for name in names)
    window.session.run(risks.remove(ASSESSMENT, RISK))
    window.session.run(plan.remove(ASSESSMENT, FIRST_ACTION))
    settled(qtbot, window)
    entry = screen.all_entries(book_of(window))[0]  # type: ignore[attr-defined]
    assert (entry.risks, entry.actions) == ((), ())
    shown = [each.text() for each in screen.findChildren(QLabel) if each.isVisible()]
    assert "no longer there" not in shown


def test_a_checked_practice_is_linked_and_leads_there(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    prepare(
        workspace,
        practices.add_subject(ASSESSMENT, "Payments", entity_id="9" * 32),
        practices.note(ASSESSMENT, "9" * 32, "as-code", "network", Presence.PARTLY),
    )
    window = open_window(workspace)
    window.go_to("practices")
    screen = window.current
    assert isinstance(screen, PracticesScreen)
    assert not screen.links.isVisible()
    screen.matrix.pressed.emit("9" * 32 + "/as-code/network")
    assert screen.links.isVisible()
    control = screen.links.controls["risks"]
    assert isinstance(control, LinksControl)
    control.wanted.emit(())
    dialog = window.findChild(PickDialog)
    assert dialog is not None
    dialog.picked.emit([RISK])
    dialog.close()
    settled(qtbot, window)
    assert book_of(window).practices["9" * 32, "as-code", "network"].risks == (RISK,)
    link = screen.links.findChild(LinkButton)
    assert link is not None
    link.click()
    assert (window.key, window.current.selected) == ("risks", RISK)  # type: ignore[attr-defined]
