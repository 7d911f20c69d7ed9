"""The fillable form as Firefox shows it and fills it in: pdf.js reads every field, chooses, writes and saves; we read it back."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.forms import made
from tests.exchange.packs import LATER, book_of, demo_pack
from workbench.domain.answer_form import field_name
from workbench.domain.answer_pack import AnswerPack, Given
from workbench.domain.assessment import AnswerState, Strength
from workbench.domain.book import Book
from workbench.exchange.answer_form import read_answer_form
from workbench.storage.store import Store

pytestmark = pytest.mark.system

HERE = Path(__file__).parent / "pdfjs"
SAID = "Naïve ÄÖÜ – “quotes”, 50 % & <b>no markup</b> (really)\nA second line\\"
WORLD = "Привет, 世界, שלום, 👋"


@pytest.fixture(scope="module")
def node() -> str:
    found = shutil.which("node")
    if found is None or not (HERE / "node_modules" / "pdfjs-dist").is_dir():
        pytest.skip(
            "needs Node and pdf.js: npm ci --prefix tests/system/pdfjs --ignore-scripts --omit=optional"
        )
    return found


@pytest.fixture(scope="module")
def book(demo_template: Path) -> Book:
    with Store.open(demo_template, writable=False) as store:
        return book_of(store)


@pytest.fixture(scope="module")
def pack(demo_template: Path) -> AnswerPack:
    with Store.open(demo_template, writable=False) as store:
        whole = demo_pack(store)
    return replace(whole, questions=whole.questions[:8], answers=(), before={})


def in_firefox(
    node: str, folder: Path, form: bytes, values: dict[str, dict[str, Any]]
) -> tuple[bytes, dict[str, Any]]:
    """The form filled in, and what the viewer saw of its fields."""
    (folder / "form.pdf").write_bytes(form)
    (folder / "values.json").write_text(json.dumps(values), encoding="utf-8")
    done = subprocess.run(
        [node, str(HERE / "fill.mjs"), "form.pdf", "values.json", "filled.pdf"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return (folder / "filled.pdf").read_bytes(), json.loads(done.stdout.splitlines()[-1])


def test_firefox_finds_every_field_and_what_it_chooses_is_read_back(
    node: str, tmp_path: Path, book: Book, pack: AnswerPack
) -> None:
    asked = [each.id for each in pack.questions]
    options = len(pack.questions[0].options)
    values: dict[str, dict[str, Any]] = {
        field_name("answer", asked[0]): {"choose": 0},
        field_name("answer", asked[1]): {"choose": 4},
        field_name("answer", asked[2]): {"choose": options},
        field_name("answer", asked[3]): {"choose": options + 1},
        field_name("sure", asked[1]): {"choose": 2},
        field_name("comment", asked[1]): {"write": SAID},
        field_name("comment", asked[2]): {"write": WORLD},
        field_name("comment", asked[5]): {"write": "Words alone"},
    }
    data, seen = in_firefox(node, tmp_path, made(book, pack), values)
    for question in pack.questions:
        answer = seen[field_name("answer", question.id)]
        assert (answer["type"], answer["radio"]) == ("Btn", True)
        assert answer["states"] == [str(number) for number in range(len(question.options) + 2)]
        assert seen[field_name("comment", question.id)]["type"] == "Tx"
        assert answer["said"]
    read = read_answer_form(data, LATER)
    assert read.problems == ()
    assert {each.question: each for each in read.pack.answers} == {
        asked[0]: Given(question=asked[0], state=AnswerState.RATED, value=1),
        asked[1]: Given(
            question=asked[1], state=AnswerState.RATED, value=5, note=SAID, strength=Strength.ARTEFACT
        ),
        # What is written beside 'does not apply' is its reason.
        asked[2]: Given(question=asked[2], state=AnswerState.NOT_APPLICABLE, reason=WORLD),
        asked[3]: Given(question=asked[3], state=AnswerState.DONT_KNOW),
        asked[5]: Given(question=asked[5], note="Words alone"),
    }


def test_what_was_answered_before_is_shown_and_can_be_changed(
    node: str, tmp_path: Path, book: Book, pack: AnswerPack
) -> None:
    first, second = pack.questions[0].id, pack.questions[1].id
    before = pack.with_answers(
        {
            first: Given(question=first, state=AnswerState.RATED, value=2, note="Before"),
            second: Given(question=second, state=AnswerState.DONT_KNOW),
        },
        LATER,
    )
    data, seen = in_firefox(node, tmp_path, made(book, before), {field_name("answer", first): {"choose": 3}})
    assert seen[field_name("answer", first)]["value"] == "1"
    assert seen[field_name("comment", first)]["value"] == "Before"
    answers = {each.question: each for each in read_answer_form(data, LATER).pack.answers}
    assert (answers[first].value, answers[first].note) == (4, "Before")
    assert answers[second].state is AnswerState.DONT_KNOW
