"""Make the README's pictures from the demo: real windows, and real pages of the real PDF.

python packaging/pictures.py [FOLDER] [--size 1440x900] [--all]    --all adds every screen in light and dark
"""

import argparse
import datetime as dt
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

DAY = dt.date(2026, 11, 23)
IN_README = {
    "overview-light",
    "questionnaire-light",
    "results-light",
    "risks-dark",
    "plan-light",
    "export-light",
}
SHOWN = {"questionnaire": "OBS-2", "library": ("documents", "engagement-agreement")}
PAGES = {"cover": "page-cover", "summary": "page-summary", "risks": "page-risks", "plan": "page-plan"}
WAIT_MS = 20_000


def wait(condition: Callable[[], bool]) -> None:
    """Let the program run until something is so."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer

    deadline = QDeadlineTimer(WAIT_MS)
    while not condition():
        if deadline.hasExpired():
            raise SystemExit("The program did not get there in time.")
        loop = QEventLoop()
        QTimer.singleShot(50, loop.quit)
        loop.exec()


def screens(folder: Path, workspace: Path, size: tuple[int, int], everything: bool) -> None:
    """Grab every screen of the demo."""
    from ui.app import build, make_application
    from ui.dialogs.export import ExportDialog
    from ui.screens.registry import PLACES
    from workbench.actions import demo

    window = build(make_application(), workspace)
    window.theme.choose("light", 1.0)
    window.theme.load_later_fonts()
    window.resize(*size)
    window.show()
    wait(lambda: bool(window.session.listing))

    def take(name: str) -> None:
        if everything or name in IN_README:
            wait(lambda: window.jobs.pending == 0)
            pause()
            window.grab().save(str(folder / f"{name}.png"))

    take("home-light")
    window.session.open_assessment(demo.ASSESSMENT_ID)
    wait(lambda: window.key == "overview")
    for theme in ("light", "dark"):
        window.theme.choose(theme, 1.0)
        for place in PLACES:
            window.go_to(place.key, SHOWN.get(place.key))
            take(f"{place.key}-{theme}")
    window.theme.choose("light", 1.0)
    if everything or "export-light" in IN_README:
        window.go_to("overview")
        window.menus.trigger("export")
        dialog = window.findChild(ExportDialog)
        assert dialog is not None
        wait(lambda: dialog.thumbs.count() > 0)
        pause()
        dialog.grab().save(str(folder / "export-light.png"))
        dialog.close()
    window.close()
    window.jobs.close()


def pause() -> None:
    """Let the window paint what it was told."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(300, loop.quit)
    loop.exec()


def pages(folder: Path, workspace: Path, everything: bool) -> None:
    """Draw pages of the demo's PDF."""
    import pypdfium2

    from workbench.actions import books, demo
    from workbench.analysis.standing import rate_book
    from workbench.reports.build import write_report
    from workbench.reports.editions import ReportSettings
    from workbench.storage.store import Store

    with Store.open(workspace) as store:
        book = books.open_book(store, demo.ASSESSMENT_ID)
    pdf = workspace.with_suffix(".pdf")
    write_report(book, rate_book(book), ReportSettings(date=DAY), pdf)
    document = pypdfium2.PdfDocument(pdf)
    wanted = range(len(document)) if everything else (0, 2)
    for number in wanted:
        image = document[number].render(scale=2).to_pil()
        image.quantize(64).save(folder / f"page-{number + 1:02}.png", optimize=True)
    document.close()


def main() -> None:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "pictures")
    parser.add_argument("--size", default="1440x900")
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    width, height = map(int, options.size.split("x"))
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["SRE_WORKBENCH_HOME"] = home
        from workbench.actions import demo

        workspace = Path(home) / "larkfield.srew"
        demo.create(workspace, DAY).close()
        screens(options.folder, workspace, (width, height), options.all)
        pages(options.folder, workspace, options.all)


if __name__ == "__main__":
    main()
