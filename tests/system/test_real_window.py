"""The real program in a real window: from start to exported PDF, by keys alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.system.display import Keyboard, display, wait_for, whole_pdf
from workbench.actions import demo
from workbench.domain.assessment import Answer
from workbench.storage.store import Store

pytestmark = pytest.mark.system
ROOT = Path(__file__).parent.parent.parent


def test_from_the_demo_to_an_exported_pdf_by_keys_alone(tmp_path: Path) -> None:
    workspace, first, home = tmp_path / "demo.srew", tmp_path / "first.pdf", tmp_path / "home"
    with display() as environment:
        environment["SRE_WORKBENCH_HOME"] = str(home)
        command = [sys.executable, "-m", "ui.app", "demo", "--workspace", str(workspace), "--pdf", str(first)]
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as program:
            try:
                keys = Keyboard(environment)
                keys.find("SRE Workbench", 180)  # the demo is made and its PDF written before
                assert whole_pdf(first)
                _open_the_assessment(keys)
                before, answers = _notes(workspace), _answers(workspace, "SPON-2")
                keys.press("c")
                keys.press("ctrl+g")
                keys.find("Go to question")
                keys.type("SPON-2")
                keys.press("Return")
                keys.gone("Go to question")
                keys.find("SRE Workbench")
                keys.press("4")
                wait_for(lambda: _answers(workspace, "SPON-2") != answers, 30, "the answer in the file")
                keys.press("n")
                keys.type("typed under Xvfb")
                wait_for(
                    lambda: _notes(workspace) - before == {"typed under Xvfb"}, 30, "the note in the file"
                )
                keys.press("Escape", "ctrl+e")
                keys.find("Export report")
                keys.press("ctrl+Return")
                exported = workspace.parent
                wait_for(lambda: any(map(whole_pdf, exported.glob("larkfield*.pdf"))), 60, "the exported PDF")
                keys.press("Escape")
                keys.gone("Export report")
                keys.find("SRE Workbench")
                keys.press("ctrl+q")
                out, errors = program.communicate(timeout=60)
            finally:
                program.kill()
    assert program.returncode == 0, errors
    assert "Traceback" not in errors
    assert str(workspace) in out
    text = "\n".join(page.extract_text() for page in PdfReader(next(exported.glob("larkfield*.pdf"))).pages)
    assert "typed under Xvfb" in text


def _open_the_assessment(keys: Keyboard) -> None:
    """Press Enter until a question can be gone to; titles name the file alone, so they cannot tell."""

    def opened() -> bool:
        keys.press("Return", "c", "ctrl+g")
        return keys.comes("Go to question", 2)

    wait_for(opened, 60, "the assessment to open")
    keys.find("Go to question")
    keys.press("Escape")
    keys.gone("Go to question")
    keys.find("SRE Workbench")


def _answers(workspace: Path, question: str) -> set[tuple[str, int | None, str]]:
    with Store.open(workspace, writable=False) as store, store.unit(writes=False) as unit:
        return {
            (each.respondent, each.value, str(dict(each.counts)))
            for each in unit.of_assessment(Answer, demo.ASSESSMENT_ID)
            if each.question == question
        }


def _notes(workspace: Path) -> set[str]:
    with Store.open(workspace, writable=False) as store, store.unit(writes=False) as unit:
        return {each.note for each in unit.of_assessment(Answer, demo.ASSESSMENT_ID)}
