"""What levels hang on, and the capabilities by team, as the report prints them: figures checked by hand."""

from __future__ import annotations

from dataclasses import replace

from tests.charts.test_agreement import E, X, book, person
from tests.reports.test_report import FULL, all_text, made, squeezed
from workbench.domain.book import Book

ONLY = replace(FULL, sections=("profile", "sureness"))


def printed(book: Book) -> str:
    return squeezed(all_text(made(book, ONLY)))


def test_levels_that_hang_on_one_role() -> None:
    # Executives say 1, engineers 3, everywhere: x is 2 and g the lower of both, 1.
    text = printed(book([(person(1, X), 1), (person(2, E), 3)], only=100)[0])
    assert squeezed("How sure the levels are") in text
    assert squeezed("0 of 30 levels of capabilities stand whatever is left out or weighed otherwise.") in text
    assert squeezed("30 would be another without the executives.") in text
    # Now, equal weights, without executives, without engineers, and in every draw of the weights.
    assert squeezed("All areas 1, 2.0 1, 2.0 3, 3.0 1, 1.0 1,000, firm") in text
    assert squeezed("no difference") in text


def test_nothing_rated_has_no_such_page() -> None:
    assert squeezed("How sure the levels are") not in printed(book([(person(1, X), 1)], only=0)[0])


def test_capabilities_by_team_leave_small_teams_out() -> None:
    people = [(person(n, E, "Depot"), 3) for n in range(3)] + [(person(9, E, "Night shift"), 1)]
    text = printed(book(people, only=100)[0])
    assert squeezed("Capabilities by team") in text
    assert "Depot" in text
    assert squeezed("Night shift") not in text
    assert squeezed("Not shown: 1 team of fewer than three people.") in text
    assert squeezed("Capabilities by group") not in text
