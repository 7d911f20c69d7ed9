"""The library: find, read, copy, take into the assessment, save; with a full pack, a small one and a hostile one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.content.small import SMALL
from tests.content.test_example_pack import EXAMPLE
from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT
from ui.dialogs.find import FindDialog, everything
from ui.screens.library import LibraryScreen
from ui.screens.library.index import Library
from ui.screens.library.pages import LIBRARY, Address, Link
from ui.screens.registry import BY_KEY, PLACES
from ui.widgets.fields_links import LinkButton
from workbench.actions import assessments, respondents
from workbench.actions.edit import perform
from workbench.content.loader import parse_pack
from workbench.domain.content import Pack
from workbench.domain.function import FUNCTIONS
from workbench.domain.role import Role
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow

PERSON = "d" * 32
HOSTILE = (
    "<b>&amp;</b><img src='/etc/hostname'>",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihungsvorschrift" * 3,
    "错误预算与服务水平目标" * 12,
    "תקציב שגיאות ורמת שירות " * 8,
)


def made_with(path: Path, pack: str) -> Path:
    """A workspace whose assessment was made with this pack, with one engineer who answers."""
    read, source = parse_pack(pack.encode(), "own.yaml")
    with Store.create(path, "Tern Health") as store:
        perform(
            store,
            assessments.create(
                read, source, "Now", dt.date(2026, 1, 5), tuple(Role), assessment_id=ASSESSMENT
            ),
        )
        perform(store, respondents.add(ASSESSMENT, Role.ENGINEER, respondent_id=PERSON))
    return path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A workspace made with the documented example, which has a little of everything."""
    return made_with(tmp_path / "own.srew", EXAMPLE)


def library(window: MainWindow, address: Address | None = None) -> LibraryScreen:
    window.go_to(LIBRARY, address)
    screen = window.current
    assert isinstance(screen, LibraryScreen)
    return screen


def said(widget: QWidget) -> list[str]:
    """The words that can be seen, once Qt has shown what was put into a layout."""
    QApplication.processEvents()
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]


def links(screen: LibraryScreen) -> dict[str, LinkButton]:
    QApplication.processEvents()
    return {each.text(): each for each in screen.reader.findChildren(LinkButton) if each.isVisible()}


def listed(screen: LibraryScreen) -> list[str]:
    """What the contents show, from top to bottom, folded parts left out."""
    tree = screen.contents.tree
    item, found = tree.topLevelItem(0), []
    while item is not None:
        if not item.isHidden():
            found.append(item.text(0))
        item = tree.itemBelow(item)
    return found


# Getting there


def test_every_function_of_the_program_names_a_screen_there_is() -> None:
    assert {each.screen for each in FUNCTIONS} <= set(BY_KEY)


def test_it_is_a_place_like_the_others(qtbot: QtBot, open_window: OpenWindow, own: Path) -> None:
    window = open_window(own)
    assert PLACES[-1].key == LIBRARY
    # The digits reach nine places; this one has a letter, wherever it stands.
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.key == LIBRARY
    window.go_to("overview")
    qtbot.mouseClick(window.sidebar.items[LIBRARY], Qt.MouseButton.LeftButton)
    assert window.key == LIBRARY
    window.go_to("overview")
    window.menus.trigger("read")
    assert window.key == LIBRARY
    screen = library(window)
    assert screen.header.note.text() == "On-call health check, version 1.0"
    assert screen.header.note.isVisible()


def test_the_menu_waits_for_an_assessment(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    assert not window.menus.actions["read"].isEnabled()  # type: ignore[attr-defined]


def test_sections_are_counted(qtbot: QtBot, open_window: OpenWindow, own: Path) -> None:
    screen = library(open_window(own))
    assert screen.library is not None
    assert {each.title: each.leaves for each in screen.library.sections} == {
        "Questions": 3,
        "Maturity levels": 5,
        "Catalogues": 7,
        "Role models": 1,
        "Skill levels": 4,
        "Document templates": 1,
        "Project templates": 1,
        "Suggested actions": 2,
        "Glossary": 2,
        "Help": 1,
        "Clauses": 3,
    }
    assert listed(screen) == [each.title for each in screen.library.sections]


# Finding


def test_the_filter_looks_everywhere_and_enter_goes_to_what_is_meant(
    qtbot: QtBot, open_window: OpenWindow, own: Path
) -> None:
    screen = library(open_window(own))
    qtbot.keyClick(screen, Qt.Key.Key_Slash)
    assert screen.contents.filter.hasFocus()
    # Only the text of the template has this word.
    qtbot.keyClicks(screen.contents.filter, "released")
    assert listed(screen) == ["Document templates", "Handover note"]
    assert screen.contents.count.text() == "1 entry found"
    qtbot.keyClick(screen.contents.filter, Qt.Key.Key_Return)
    assert screen.address == ("documents", "handover")
    assert screen.contents.tree.hasFocus()
    qtbot.keyClick(screen.contents.tree, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert screen.contents.filter.hasFocus()
    qtbot.keyClicks(screen.contents.filter, "page")
    qtbot.keyClick(screen.contents.filter, Qt.Key.Key_Down)
    assert screen.address == ("glossary", "Page")
    assert screen.contents.tree.hasFocus()
    qtbot.keyClick(screen.contents.tree, Qt.Key.Key_Escape)
    assert screen.contents.filter.text() == ""
    assert screen.contents.current == ("glossary", "Page")
    assert "Clauses" in listed(screen)
    assert "Handover note" not in listed(screen), "what was folded before is folded again"


def test_a_slash_can_be_typed_into_the_filter(qtbot: QtBot, open_window: OpenWindow, own: Path) -> None:
    screen = library(open_window(own))
    screen.contents.to_filter()
    qtbot.keyClicks(screen.contents.filter, "a/b")
    assert screen.contents.filter.text() == "a/b"
    assert screen.contents.count.text() == "Nothing in this pack has these words."
    assert listed(screen) == []
    qtbot.keyClick(screen.contents.filter, Qt.Key.Key_Return)
    assert screen.contents.filter.hasFocus()


def test_a_group_found_by_its_title_shows_all_of_it(qtbot: QtBot, open_window: OpenWindow, own: Path) -> None:
    screen = library(open_window(own))
    screen.contents.filter.setText("kinds alert")
    assert listed(screen) == ["Catalogues", "Kinds of alert", "On symptoms", "On causes"]


def test_the_page_follows_the_arrows_and_enter_reads_it(
    qtbot: QtBot, open_window: OpenWindow, own: Path
) -> None:
    screen = library(open_window(own), ("roles", ""))
    tree = screen.contents.tree
    assert tree.hasFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert screen.address == ("roles", "rota")
    words = said(screen.reader)
    for each in (
        "Role models",
        "Shared rota",
        "It fits when",
        "Eight people or more know the service",
        "Where it ends",
        "It needs a handover each week",
        "Serves",
    ):
        assert each in words
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert screen.reader.hasFocus()
    assert screen.reader.accessibleName() == "Shared rota"
    assert "It needs a handover each week" in screen.reader.accessibleDescription()


def test_find_anything_knows_all_of_it_and_goes_there(
    qtbot: QtBot, open_window: OpenWindow, own: Path
) -> None:
    window = open_window(own)
    book = window.session.book
    assert book is not None
    shelves = Library(book.pack)
    places = [key[1] for key, _ in everything(book, ()) if isinstance(key, tuple) and key[0] == LIBRARY]
    assert set(places) <= set(shelves.nodes)
    assert {section for section, _ in places} == {
        "glossary", "help", "catalogues", "documents", "projects", "clauses",
    }  # fmt: skip
    for typed, address in (
        ("paged", ("glossary", "Page")),
        ("rest comes first", ("help", "why-rest")),
        ("kinds of alert catalogue", ("catalogues", ":catalogue/alert-kinds")),
        ("template handover", ("documents", "handover")),
        ("HOUSE-2", ("clauses", "HOUSE-2")),
    ):
        window.menus.trigger("find")
        dialog = window.findChildren(FindDialog)[-1]
        dialog.words.setText(typed)
        dialog.on_accept()
        screen = library(window)
        assert screen.address == address
        assert screen.contents.current == address


# Reading


def test_a_question_shows_its_answers_and_leads_to_the_questionnaire(
    qtbot: QtBot, open_window: OpenWindow, own: Path
) -> None:
    window = open_window(own)
    screen = library(window, ("questions", "REST-1"))
    words = said(screen.reader)
    for each in ("3 Defined", "All teams start late, by a written rule", "A tired engineer decides slowly."):
        assert each in words
    qtbot.mouseClick(links(screen)["Go to this question"], Qt.MouseButton.LeftButton)
    assert window.key == "questionnaire"


def test_a_clause_leads_to_what_serves_it_and_back(qtbot: QtBot, open_window: OpenWindow, own: Path) -> None:
    window = open_window(own)
    screen = library(window, ("clauses", "HOUSE-2"))
    served = links(screen)
    assert "Halve the pages of one service (template)" in served
    qtbot.mouseClick(served["Pages acted on (question)"], Qt.MouseButton.LeftButton)
    assert screen.address == ("questions", "PAGES-1")
    assert links(screen)["HOUSE-2"].accessibleName() == "HOUSE-2: Pages are counted"
    qtbot.mouseClick(links(screen)["HOUSE-2"], Qt.MouseButton.LeftButton)
    assert screen.address == ("clauses", "HOUSE-2")
    assert screen.contents.current == ("clauses", "HOUSE-2")
    # A function of the program leads to its screen.
    screen.follow(Link("", "plan"))
    assert window.key == "plan"


def test_every_link_of_the_programs_own_pack_leads_somewhere(pack: Pack) -> None:
    shelves = Library(pack)
    for address in shelves.nodes:
        for part in shelves.page(address).parts:
            for link in getattr(part, "links", ()):
                if not link.screen:
                    assert "glossary to read" in link.words, "only the library itself leads nowhere"
                elif link.screen == LIBRARY:
                    assert link.details in shelves.nodes, (address, link)
                else:
                    assert link.screen in BY_KEY, (address, link)


def test_only_gaps(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    # Nothing makes the document that the first clause asks for, once the template is gone.
    text = EXAMPLE.replace("    clauses: [HOUSE-1]\nprojects:", "    clauses: []\nprojects:")
    screen = library(open_window(made_with(tmp_path / "gap.srew", text)))
    assert screen.contents.gaps.text() == "Of the clauses, only 1 gap"
    screen.contents.gaps.click()
    assert screen.address == ("clauses", "")
    assert listed(screen)[-3:] == ["Clauses", "House rules", "Nobody works tired"]
    assert "Questions" in listed(screen)
    screen.contents.choose(("clauses", "HOUSE-1"))
    screen.show_page(("clauses", "HOUSE-1"))
    assert "It asks for a document, and no template or function makes one." in said(screen.reader)
    # Going to a clause that is served shows all of them again.
    screen.go_to(("clauses", "HOUSE-2"))
    assert not screen.contents.gaps.isChecked()
    assert screen.contents.current == ("clauses", "HOUSE-2")


def test_the_matrix_of_competences(qtbot: QtBot, open_window: OpenWindow, own: Path) -> None:
    screen = library(open_window(own), ("skills", ""))
    assert "Competences by level, 0 to 5" in said(screen.reader)
    assert screen.library is not None
    assert "Calm under pressure\t1\t3\nWriting\t2\t3" in screen.library.text(("skills", ""))


def test_a_pack_without_any_of_it_says_so(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    bare = SMALL[: SMALL.index("deterrents:")].replace("clauses: [C-1]", "clauses: []")
    screen = library(open_window(made_with(tmp_path / "bare.srew", bare)))
    for section, sentence in (
        ("catalogues", "This pack has no catalogues."),
        ("roles", "This pack has no role models."),
        ("skills", "This pack has no skill levels."),
        ("documents", "This pack has no document templates."),
        ("projects", "This pack has no project templates."),
        ("actions", "This pack has no suggested actions."),
        ("glossary", "This pack has no glossary."),
        ("help", "This pack has no help pages."),
        ("clauses", "This pack lists no clauses."),
    ):
        screen.go_to((section, ""))
        assert sentence in said(screen.reader)
    assert not screen.contents.gaps.isVisible()
    screen.copy()
    assert "This pack lists no clauses." in QGuiApplication.clipboard().text()


# Copying, adding, saving


def test_copied_as_text_with_what_is_below(qtbot: QtBot, open_window: OpenWindow, own: Path) -> None:
    window = open_window(own)
    screen = library(window, ("catalogues", ":catalogue/alert-kinds"))
    screen.contents.tree.setFocus()
    qtbot.keyClick(screen.contents.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Kinds of alert\n")
    assert "On symptoms\n\nIt says what people outside notice.\n\n- Errors\n- Slow answers" in text
    assert "Serves: HOUSE-2" in text
    screen.go_to(("questions", "PAGES-1"))
    qtbot.mouseClick(screen.copy_button, Qt.MouseButton.LeftButton)
    assert "4 Measured: Nearly all, and it is counted" in QGuiApplication.clipboard().text()
    assert "Go to this question" not in QGuiApplication.clipboard().text()


@pytest.mark.parametrize(
    ("address", "button", "inventory", "title", "screen_key"),
    [
        (("catalogues", ":deterrents/heroes"), "Add to obstacles", "obstacles", "Pride in being woken", "obstacles"),
        (("catalogues", ":obstacles/one-expert"), "Add to obstacles", "obstacles", "One person knows the service", "obstacles"),
        (("catalogues", ":risks/missed"), "Add to risks", "risks", "A page is missed", "risks"),
        (("actions", "count-pages"), "Add to the plan", "actions", "Count pages that led to an action", "plan"),
        (("projects", "fewer-pages"), "Add to the plan", "actions", "Halve the pages of one service", "plan"),
    ],
)  # fmt: skip
def test_added_to_the_assessment_and_taken_back(
    qtbot: QtBot,
    open_window: OpenWindow,
    own: Path,
    address: Address,
    button: str,
    inventory: str,
    title: str,
    screen_key: str,
) -> None:
    window = open_window(own)
    screen = library(window, address)
    assert screen.add_button.isVisible()
    assert screen.add_button.text().strip() == button
    qtbot.mouseClick(screen.add_button, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    book = window.session.book
    assert book is not None
    assert [each.title for each in getattr(book, inventory)] == [title]
    assert not screen.add_button.isVisible()
    assert window.toast.isVisible()
    window.session.undo()
    settled(qtbot, window)
    assert getattr(book, inventory) == []
    assert screen.add_button.isVisible()
    window.session.redo()
    settled(qtbot, window)
    entry = getattr(book, inventory)[0]
    qtbot.mouseClick(screen.show_button, Qt.MouseButton.LeftButton)
    assert window.key == screen_key
    assert window.current.selected == entry.id  # type: ignore[attr-defined]


def test_the_example_figures_of_a_project_stay_out_of_the_plan(
    qtbot: QtBot, open_window: OpenWindow, own: Path
) -> None:
    window = open_window(own)
    screen = library(window, ("projects", "fewer-pages"))
    assert "60 → 30 pages" in said(screen.reader)
    screen.add()
    settled(qtbot, window)
    book = window.session.book
    assert book is not None
    action = book.actions[0]
    assert (action.before, action.expected) == (None, None)
    assert (action.measure, action.unit, action.effort_days) == ("Pages a week", "pages", 8)
    assert (action.capability, action.lower_is_better) == ("PAGES", True)


def test_a_talent_can_be_added_more_than_once(qtbot: QtBot, open_window: OpenWindow, own: Path) -> None:
    window = open_window(own)
    screen = library(window, ("catalogues", ":talents/calm"))
    for _ in range(2):
        qtbot.mouseClick(screen.add_button, Qt.MouseButton.LeftButton)
        settled(qtbot, window)
    book = window.session.book
    assert book is not None
    assert [(each.role_title, each.note) for each in book.talents] == [
        ("Calm voice", "Who keeps their head in an outage?")
    ] * 2


def test_adding_leaves_the_filter_as_it_is(qtbot: QtBot, open_window: OpenWindow, own: Path) -> None:
    window = open_window(own)
    screen = library(window, ("actions", "late-start"))
    screen.contents.filter.setText("Handover note")
    screen.add()
    settled(qtbot, window)
    assert screen.contents.filter.text() == "Handover note"
    assert screen.address == ("actions", "late-start")


def test_a_template_is_saved_as_text(
    qtbot: QtBot, open_window: OpenWindow, own: Path, tmp_path: Path
) -> None:
    window = open_window(own)
    screen = library(window, ("documents", "handover"))
    assert screen.save_button.isVisible()
    document = screen.document
    assert document is not None
    path = tmp_path / "handover.md"
    screen.save_as(document, path)
    qtbot.waitUntil(path.exists, timeout=5000)
    assert path.read_text(encoding="utf-8") == (
        "# Handover note\n\nWhat the next shift must know, on one page.\n\n"
        "## Open incidents\n\n> Each with its state and who works on it.\n\n\n"
        "## Coming changes\n\n> What is released before the next handover.\n"
    )
    before = own.read_bytes()
    screen.save_as(document, own)
    assert "another name" in window.notice.text
    assert own.read_bytes() == before
    screen.save_as(document, tmp_path / "no" / "handover.md")
    qtbot.waitUntil(lambda: "could not be written" in window.notice.text, timeout=5000)
    screen.go_to(("roles", "rota"))
    assert not screen.save_button.isVisible()
    assert screen.document is None


# Any text, any size


def hostile_pack() -> str:
    """The example with names and texts that try everything, as quoted YAML."""
    text = EXAMPLE
    markup, german, chinese, hebrew = (each.replace('"', "'") for each in HOSTILE)
    for old, new in (
        ('"Shared rota"', f'"{markup}"'),
        ('"Handover note"', f'"{german[:200]}"'),
        ('"Kinds of alert"', f'"{chinese}"'),
        ('"On symptoms"', f'"{hebrew}"'),
        ('"Slow answers"', f'"{german}"'),
        ('"Calm under pressure"', f'"{german[:200]}"'),
        ('"Page", text', f'"{german[:150]}", text'),
        ('"An alert that wakes somebody."', f'"{markup} {german} {hebrew}"'),
        ('"Pages are counted"', f'"{markup}{german}{chinese}"'),
        ('"Second on call"', f'"{chinese}"'),
        ('"What happens after a night with a call?"', f'"{german} {hebrew}"'),
        ('title: "On-call health check"', f'title: "{german[:200]}"'),
    ):
        assert old in text, old
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("size", "scale"), [((1024, 640), 1.0), ((1280, 720), 1.0), ((1440, 900), 1.0), ((1024, 640), 1.5)]
)
def test_no_text_is_cut_taken_as_markup_or_wider_than_the_page(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, size: tuple[int, int], scale: float
) -> None:
    window = open_window(made_with(tmp_path / "hostile.srew", hostile_pack()), size=size)
    window.theme.choose("dark", scale)
    screen = library(window)
    assert screen.library is not None
    for address in screen.library.nodes:
        screen.go_to(address)
        page, view = screen.reader.widget(), screen.reader.viewport()
        assert page is not None
        assert page.minimumSizeHint().width() <= view.width(), address
        assert all(
            each.textFormat() is Qt.TextFormat.PlainText for each in screen.reader.findChildren(QLabel)
        )
    # Every button of the header is inside the window.
    screen.go_to(("documents", "handover"))
    for button in (screen.copy_button, screen.save_button):
        right = button.mapTo(window, QPoint(button.width(), 0)).x()
        assert right <= window.width()
    assert HOSTILE[0] in said(library(window, ("roles", "rota")).reader)
    screen.copy()
    assert HOSTILE[0] in QGuiApplication.clipboard().text()


def test_hostile_words_in_a_saved_template_stay_words(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    text = EXAMPLE.replace(
        '"Each with its state and who works on it."', '"# <script>*a*_b_ [c](d)\\n- e\\n1. f"'
    )
    window = open_window(made_with(tmp_path / "marks.srew", text))
    screen = library(window, ("documents", "handover"))
    document, path = screen.document, tmp_path / "marks.md"
    assert document is not None
    screen.save_as(document, path)
    qtbot.waitUntil(path.exists, timeout=5000)
    assert "> \\# \\<script>\\*a\\*\\_b\\_ \\[c\\](d)\n> \\- e\n> 1\\. f\n" in path.read_text(
        encoding="utf-8"
    )


def test_the_page_stays_when_the_look_changes(qtbot: QtBot, open_window: OpenWindow, own: Path) -> None:
    window = open_window(own)
    screen = library(window, ("help", "why-rest"))
    window.theme.choose("dark", 1.5)
    assert screen.address == ("help", "why-rest")
    assert "People who slept find the cause sooner." in said(screen.reader)
