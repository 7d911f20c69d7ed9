"""What a report is made of: its proof, the brand, and the report before it."""

from __future__ import annotations

import datetime as dt
import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import DEMO_DAY
from workbench.actions import answers, books, branding, demo, life, obstacles, plan, reports, risks, snapshots
from workbench.actions.edit import perform
from workbench.analysis.standing import rate_book
from workbench.domain.action import ActionState
from workbench.domain.assessment import Assessment
from workbench.exchange.picture import small_png
from workbench.reports.build import render_bytes
from workbench.reports.settings import ReportSettings
from workbench.storage.store import Store

A = demo.ASSESSMENT_ID


def _picture() -> bytes:
    held = BytesIO()
    Image.new("RGB", (40, 20), "red").save(held, "PNG")
    return small_png(held.getvalue())


PICTURE = _picture()


def recorded(store: Store, edition: str = "full", day: dt.date = DEMO_DAY) -> None:
    content = reports.prepare(store, A).content
    perform(store, reports.record(A, content, f"Report of {day:%d.%m.%Y}", edition, day))


def settings(made: reports.Made) -> ReportSettings:
    return ReportSettings(
        date=DEMO_DAY,
        snapshot=made.number,
        content=made.content,
        earlier=made.earlier,
        sections=("changed", "method"),
    )


def text_of(made: reports.Made) -> str:
    from tests.reports.test_report import all_text

    return all_text(render_bytes(made.book, rate_book(made.book), settings(made)))


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_a_report_is_frozen_once_for_what_it_says(demo_store: Store) -> None:
    before = reports.prepare(demo_store, A)
    assert before.snapshot is None or not before.snapshot.report
    recorded(demo_store)
    first = reports.prepare(demo_store, A)
    assert first.snapshot is not None
    assert (first.snapshot.report, first.number, first.content) == ("full", before.number, before.content)
    # The same content again, in another edition: nothing new is frozen.
    recorded(demo_store, "executive", DEMO_DAY + dt.timedelta(1))
    again = reports.prepare(demo_store, A)
    assert again.snapshot == first.snapshot
    perform(demo_store, obstacles.add(A, "No time"))
    assert reports.prepare(demo_store, A).number == first.number + 1


def test_the_content_is_what_the_snapshot_holds(demo_store: Store) -> None:
    recorded(demo_store)
    made = reports.prepare(demo_store, A)
    with demo_store.unit(writes=False) as unit:
        assert hashlib.sha256(unit.blob(made.content)).hexdigest() == made.content
    found = snapshots.open_snapshot(demo_store, made.book.snapshots[-1].id)
    assert rate_book(found).overall == rate_book(made.book).overall
    text = squeezed(text_of(made))
    assert squeezed(f"Snapshot {made.number}, content {made.content}") in text


def test_what_changed_while_a_report_was_made_is_not_frozen_under_its_name(demo_store: Store) -> None:
    content = reports.prepare(demo_store, A).content
    perform(demo_store, obstacles.add(A, "No time"))
    with pytest.raises(ValueError, match="changed while its report was made"):
        perform(demo_store, reports.record(A, content, "Report", "full", DEMO_DAY))


def test_the_next_report_says_what_changed(demo_store: Store) -> None:
    assert "Changedsincethelastreport" not in squeezed(text_of(reports.prepare(demo_store, A)))
    recorded(demo_store)
    # Nothing else was reported since: the same report again has no such page.
    assert reports.prepare(demo_store, A).earlier is None
    book = books.open_book(demo_store, A)
    answered = book.pack.capabilities[0].id
    asked = [each for each in book.questions if each.capability == answered]
    action = book.actions[0]
    perform(demo_store, risks.add(A, "Short", entity_id="9" * 32, frequency=5, impact=5))
    recorded(demo_store, day=DEMO_DAY + dt.timedelta(1))
    perform(demo_store, risks.change("9" * 32, frequency=1, impact=1))
    for question in asked:
        for who in book.people():
            if question.id in {each.id for each in book.asked_of(who.role)}:
                perform(demo_store, answers.rate(who.id, question.id, 1))
        if question.id in book.consensus:
            perform(demo_store, answers.withdraw_consensus(A, question.id))
    perform(demo_store, obstacles.add(A, "No <b>time</b>"))
    perform(demo_store, plan.change(action.id, state=ActionState.DROPPED, drop_reason="Too dear"))
    made = reports.prepare(demo_store, A)
    assert made.earlier is not None
    assert (made.earlier.day, made.earlier.edition) == (DEMO_DAY + dt.timedelta(1), "full")
    text = squeezed(text_of(made))
    assert squeezed("Changed since the last report") in text
    assert squeezed(f"was made of snapshot {made.earlier.number}.") in text
    assert (
        squeezed(f"{action.title} Action, {action.state.label.lower()} → dropped, because: Too dear") in text
    )
    assert squeezed("No <b>time</b> New obstacle") in text
    assert squeezed("Short Risk, today treat → accept") in text
    # Everybody at the lowest: the capability is named first among what got worse, with its answers.
    capability = book.pack.by_capability[answered].name
    assert squeezed(f"Capability Index Level By which answers and actions {capability}") in text
    assert "→1.0" in text


def test_a_carried_assessment_is_compared_with_the_last_report_of_the_one_before(demo_store: Store) -> None:
    recorded(demo_store)
    perform(demo_store, life.carry_forward(A, "Spring", DEMO_DAY + dt.timedelta(180), new="n" * 32))
    made = reports.prepare(demo_store, "n" * 32)
    assert made.earlier is not None
    assert made.earlier.book.assessment.id == A
    text = squeezed(text_of(made))
    # Everything was carried over under its code, so nothing is new and nothing gone.
    assert squeezed("Risks, obstacles and actions stand as they did.") in text
    assert squeezed("to not rated") in text


@pytest.mark.parametrize(
    "kept", [b"no picture", PICTURE[:-30], b"<svg/>", PICTURE[:16] + b"\x7f" + PICTURE[17:]],
    ids=["words", "cut", "drawing", "wide"],
)  # fmt: skip
def test_a_logo_that_is_no_picture_is_left_out_and_that_is_said(demo_store: Store, kept: bytes) -> None:
    """A workspace from somebody else may hold anything as the picture."""
    perform(demo_store, branding.set_logo(kept))
    made = reports.prepare(demo_store, A)
    assert (made.brand.logo, made.trouble) == (b"", reports.NO_LOGO)
    assert render_bytes(made.book, rate_book(made.book), settings(made)).startswith(b"%PDF")
    recorded(demo_store)
    assert reports.prepare(demo_store, A, number=made.following).trouble == reports.NO_LOGO
    perform(demo_store, branding.set_logo(PICTURE))
    assert (reports.prepare(demo_store, A).brand.logo, reports.prepare(demo_store, A).trouble) == (
        PICTURE,
        "",
    )


def test_the_brand_is_kept_with_its_logo_and_can_be_undone(demo_store: Store, tmp_path: Path) -> None:
    perform(demo_store, branding.change(accent="#C02020", footer="Internal"))
    done = perform(demo_store, branding.set_logo(PICTURE))
    found = reports.prepare(demo_store, A).brand
    assert (found.logo, found.accent, found.footer) == (PICTURE, "#C02020", "Internal")
    perform(demo_store, done.undo)
    assert reports.prepare(demo_store, A).brand.logo == b""
    perform(demo_store, branding.set_logo(PICTURE))
    with pytest.raises(ValueError, match="A colour is written"):
        perform(demo_store, branding.change(accent="red"))
    path = demo_store.path
    demo_store.close()
    with Store.open(path) as again:
        assert reports.prepare(again, A).brand.logo == PICTURE


def test_the_smallest_group_is_one_three_or_five(demo_store: Store) -> None:
    perform(demo_store, branding.set_smallest_group(A, 5))
    with demo_store.unit(writes=False) as unit:
        assert unit.get(Assessment, A).smallest_group == 5
    with pytest.raises(ValueError, match="1, 3 or 5"):
        perform(demo_store, branding.set_smallest_group(A, 2))
