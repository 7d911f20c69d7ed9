"""The dialog that writes a report: sections in an order of one's own, brand, password, what it was made of."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from tests.storage.raw import ROOT
from tests.ui.conftest import settled
from tests.ui.test_dialogs import export
from ui.dialogs.names import LabelsDialog
from ui.drawing import drawn
from workbench.actions import branding
from workbench.actions.edit import perform
from workbench.exchange.picture import PictureError, picture_of
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.dialogs.export import ExportDialog
    from ui.main_window import MainWindow

PASSWORD = "correct horse battery"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"><rect width="30" height="10" fill="red"/></svg>'


def ready(qtbot: QtBot, window: MainWindow) -> ExportDialog:
    dialog = export(qtbot, window)
    qtbot.waitUntil(lambda: dialog._made is not None and bool(dialog.counts["full"].text()), timeout=20_000)
    return dialog


def write(qtbot: QtBot, dialog: ExportDialog, path: Path) -> None:
    dialog.path.setText(str(path))
    dialog.on_accept()
    qtbot.waitUntil(dialog._done.isVisible, timeout=20_000)


def titles(path: Path) -> list[str]:
    return [str(each["/Title"]) for each in PdfReader(path).outline if isinstance(each, dict)]


def test_each_edition_says_how_long_it_is(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    dialog = ready(qtbot, open_window(workspace))
    qtbot.waitUntil(lambda: dialog.counts["full"].text() == f"{dialog.thumbs.count()} pages", timeout=20_000)
    # Nothing is agreed on here, so there is nothing to sign.
    assert dialog.counts["engagement"].text() == "Nothing yet"


def test_sections_are_moved_and_left_out_by_keys_alone(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    dialog = ready(qtbot, open_window(workspace))
    listed = dialog.sections.list
    listed.setFocus()
    rows = [each.text() for each in dialog.sections.items()]
    listed.setCurrentRow(rows.index("Risk"))
    for _ in range(rows.index("Risk") - rows.index("Maturity profile")):
        qtbot.keyClick(listed, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert dialog.settings().sections is not None
    chosen = list(dialog.settings().sections or ())
    assert chosen.index("risks") == chosen.index("profile") - 1
    listed.setCurrentRow([each.text() for each in dialog.sections.items()].index("Method"))
    qtbot.keyClick(listed, Qt.Key.Key_Space)
    assert "method" not in (dialog.settings().sections or ())
    write(qtbot, dialog, tmp_path / "out.pdf")
    found = titles(tmp_path / "out.pdf")
    assert found.index("Risk") < found.index("Maturity profile")
    assert "Method" not in found
    dialog.reject()


def test_the_stakeholder_map_is_printed_only_after_a_look_at_its_labels(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    dialog = ready(qtbot, open_window(workspace))
    row = [each.text() for each in dialog.sections.items()].index("Stakeholder map")
    item = dialog.sections.list.item(row)
    assert item.checkState() is Qt.CheckState.Unchecked
    dialog.sections.tick_all(True)
    assert "stakeholders" not in (dialog.settings().sections or ())
    for wanted in (False, True):
        item.setCheckState(Qt.CheckState.Checked)
        assert "stakeholders" not in (dialog.settings().sections or ())

        def asked() -> LabelsDialog | None:
            shown = (each for each in QApplication.topLevelWidgets() if isinstance(each, LabelsDialog))
            return next((each for each in shown if each.isVisible()), None)

        qtbot.waitUntil(lambda: asked() is not None, timeout=10_000)
        found = asked()
        assert found is not None
        assert found.list.count() == len(dialog._book.talents)
        (found.on_accept if wanted else found.reject)()
        assert ("stakeholders" in (dialog.settings().sections or ())) is wanted
    dialog.reject()


def test_the_brand_is_kept_for_the_client_and_undone(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    window = open_window(workspace)
    dialog = ready(qtbot, window)
    logo = tmp_path / "logo.png"
    held = BytesIO()
    Image.new("RGB", (40, 20), (230, 120, 20)).save(held, "PNG")
    logo.write_bytes(held.getvalue())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(logo))])
    keys = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    dialog.brand.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, *keys))
    qtbot.waitUntil(lambda: bool(dialog.brand.brand.logo), timeout=10_000)
    dialog.brand.set_accent("#FFD400")
    qtbot.waitUntil(lambda: dialog.brand.brand.accent == "#FFD400", timeout=10_000)
    assert "too pale" in dialog.brand._note.text()
    dialog.brand.footer.setText("Do not forward")
    dialog.brand.confidentiality.setCurrentText("Internal")
    # What is typed and not left yet is in the report, too.
    dialog.on_accept()
    qtbot.waitUntil(dialog._done.isVisible, timeout=20_000)
    reader = PdfReader(dialog._last or "")
    text = "".join(reader.pages[1].extract_text().split())
    assert "Internal·Donotforward" in text
    assert len(list(reader.pages[0].images)) == 1
    dialog.reject()
    settled(qtbot, window)
    again = ready(qtbot, window)
    assert again.brand.footer.text() == "Do not forward"
    assert again.brand.confidentiality.currentText() == "Internal"
    assert again.brand.remove.isVisibleTo(again)
    again.reject()
    # Frozen, words, colour and logo are four steps.
    for _ in range(4):
        window.menus.trigger("undo")
        settled(qtbot, window)
    book = window.session.stored_book
    assert book is not None
    assert book.workspace.brand.logo == ""
    assert book.snapshots == []


def test_what_is_typed_last_is_kept_when_the_dialog_is_closed(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    dialog = ready(qtbot, window)
    dialog.brand.footer.setText("Do not forward")
    # A logo is still being read when it is closed, too; what comes back then finds nobody, and no harm is done.
    dialog.brand.take_logo(workspace)
    dialog.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settled(qtbot, window)
    book = window.session.stored_book
    assert book is not None
    assert book.workspace.brand.footer == "Do not forward"


def test_a_logo_that_cannot_be_read_is_said(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    dialog = ready(qtbot, open_window(workspace))
    wrong = tmp_path / "logo.png"
    wrong.write_text("no picture")
    dialog.brand.take_logo(wrong)
    qtbot.waitUntil(lambda: "no picture" in dialog.brand._note.text(), timeout=10_000)
    dialog.brand.take_logo(tmp_path / "gone.png")
    assert dialog.brand._note.text() != ""
    assert dialog.brand.brand.logo == ""
    dialog.reject()


def test_a_kept_logo_that_is_no_picture_is_told(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    with Store.open(workspace) as store:
        perform(store, branding.set_logo(b"no picture"))
    dialog = ready(qtbot, open_window(workspace))
    assert "no picture, so the report is made without it" in dialog.brand._note.text()
    dialog.reject()


def test_a_drawing_is_taken_unless_it_leads_elsewhere(qtbot: QtBot) -> None:
    assert Image.open(BytesIO(drawn(picture_of(SVG)))).size == (1200, 400)
    for inside in (
        b'<image href="file:///etc/passwd"/>',
        b'<use href="other.svg#x"/>',
        b"<style>@import url(file:///etc/passwd)</style>",
        b'<path fill="url(file:///etc/passwd#x)"/>',
        b'<script href="x.js"/>',
        b"<text>words need fonts</text>",
        b"<svg/>",
    ):
        with pytest.raises(PictureError, match="outside itself"):
            picture_of(SVG.replace(b"</svg>", inside + b"</svg>"))
    for broken in (b"<svg", b"<svg>" * 5_000, b"<!-- <svg -->"):
        with pytest.raises(PictureError, match=r"Take it as PNG or JPEG\."):
            picture_of(broken)


def outline(count: int, more: str = "") -> bytes:
    """A broad line of so many pieces, each over all the others."""
    places = " ".join(f"L{each * 37 % 100} {each * 61 % 100}" for each in range(count))
    path = f'<path fill="none" stroke="#000" stroke-width="90" stroke-linejoin="round" {more} d="M0 0 {places}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100">{path}</svg>'.encode()


def test_a_drawing_that_takes_too_long_is_refused_and_dashes_are_left_out() -> None:
    for dashes in (
        'stroke-dasharray="0.1"', 'style="fill:none; Stroke-DashArray : 0.1;stroke-dashoffset:3;stroke:red"',
    ):  # fmt: skip
        bare = picture_of(outline(2, dashes))
        assert b"dash" not in bare.lower()
        assert Image.open(BytesIO(drawn(bare))).size == (1200, 1200)
    with pytest.raises(PictureError, match="outside itself"):
        picture_of(outline(2, 'style="fill:none;/**/stroke-dasharray:0.1"'))
    path = outline(9_000).partition(b">")[2].removesuffix(b"</svg>")
    for long in (outline(10_001), SVG.replace(b"<rect", path * 6 + b"<rect")):
        with pytest.raises(PictureError, match=r"^The outlines of this drawing are too long\."):
            picture_of(long)
    with pytest.raises(
        PictureError, match=r"^This drawing takes too long to be drawn.* Take it as PNG or JPEG\.$"
    ):
        drawn(picture_of(outline(9_000)), seconds=2)
    with pytest.raises(PictureError, match="cannot be read"):
        drawn(b'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"></svg>')


def test_a_built_program_draws_by_its_own_name() -> None:
    """A built program is no Python: its only way in is its own command."""
    asked = [sys.executable, "-m", "ui.app", "pack", "draw-for-parent"]
    done = subprocess.run(asked, input=picture_of(SVG), capture_output=True, cwd=ROOT, timeout=60, check=True)
    assert Image.open(BytesIO(done.stdout)).size == (1200, 400)


def test_a_password_is_typed_twice_and_locks_the_file(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    dialog = ready(qtbot, open_window(workspace))
    out = tmp_path / "out.pdf"
    dialog.path.setText(str(out))
    dialog.protect.tick.click()
    dialog.protect.first.setText(PASSWORD)
    dialog.on_accept()
    assert "differ" in dialog.trouble.text()
    for edit in (dialog.protect.first, dialog.protect.again):
        edit.setText("short")
    dialog.on_accept()
    assert "at least 8" in dialog.trouble.text()
    assert not out.exists()
    for edit in (dialog.protect.first, dialog.protect.again):
        edit.setText(PASSWORD)
    write(qtbot, dialog, out)
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(out)
    assert len(pypdfium2.PdfDocument(out, password=PASSWORD)) == dialog.thumbs.count()
    dialog.reject()


def test_what_was_written_is_frozen_and_the_next_report_names_it(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path, tmp_path: Path
) -> None:
    window = open_window(workspace)
    dialog = ready(qtbot, window)
    write(qtbot, dialog, tmp_path / "first.pdf")
    dialog.reject()
    settled(qtbot, window)
    book = window.session.stored_book
    assert book is not None
    assert [(each.number, each.report) for each in book.snapshots] == [(1, "full")]
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "first.pdf").pages)
    assert f"Snapshot1,content{book.snapshots[0].sha256}" in "".join(text.split())
    window.go_to("obstacles")
    from workbench.actions import obstacles

    window.session.run(obstacles.add(book.assessment.id, "A brand new hurdle"))
    settled(qtbot, window)
    again = ready(qtbot, window)
    assert again._made is not None
    assert again._made.earlier is not None
    write(qtbot, again, tmp_path / "second.pdf")
    assert "Changed since the last report" in titles(tmp_path / "second.pdf")
    again.reject()


def test_the_smallest_group_is_chosen_per_assessment(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    dialog = ready(qtbot, window)
    assert dialog.smallest.currentData() == 3
    dialog.smallest.setCurrentIndex(dialog.smallest.findData(5))
    dialog.smallest.activated.emit(dialog.smallest.currentIndex())
    qtbot.waitUntil(lambda: dialog._book.assessment.smallest_group == 5, timeout=10_000)
    dialog.reject()


def test_what_is_looked_at_stays_when_the_settings_change(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    dialog = ready(qtbot, open_window(workspace, size=(1440, 900)))
    preview = dialog.preview
    tips = [dialog.thumbs.item(i).toolTip() for i in range(dialog.thumbs.count())]
    at = tips.index("Method")
    dialog.thumbs.setCurrentRow(at)
    assert preview.title.text() == tips[at]
    with qtbot.waitSignal(preview.laid_out, timeout=20_000):
        dialog.paper.setCurrentText("Letter")
        dialog.sections.tick("reading", False)
    now = dialog.thumbs.currentRow()
    assert dialog.thumbs.item(now).toolTip() == tips[at]
    after = [dialog.thumbs.item(i).toolTip() for i in range(dialog.thumbs.count())]
    assert now == after.index(tips[at]) != at
    assert preview.which.text() == f"Page {now + 1} of {len(after)}"
    dialog.reject()


def test_a_page_is_enlarged_and_drawn_anew(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    dialog = ready(qtbot, open_window(workspace, size=(1440, 900)))
    preview = dialog.preview
    fitted = preview.page.pixmap().width()
    with qtbot.waitSignal(preview.sharpened, timeout=10_000):
        for _ in range(4):
            preview.zoom(1)
    assert preview.page.pixmap().width() > fitted
    assert preview.fit.text() == "200%"
    preview.fit.click()
    assert preview.page.pixmap().width() <= fitted + 1
    dialog.reject()
