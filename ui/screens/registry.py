"""The screens of an assessment, in the sidebar's order; each module is imported when first shown.

Screens import actions, and with them SQLAlchemy: the window must be painted before that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.screens.base import Screen
    from ui.session import Session
    from ui.theme import Theme
    from workbench.domain.book import Book


@dataclass(frozen=True)
class Place:
    """A screen's key, group, icon and name, where its class is, and how much waits there."""

    key: str
    group: str
    icon: str
    name: str
    module: str
    cls: str
    count: Callable[[Book], str] = lambda _book: ""

    def make(self, session: Session, theme: Theme) -> Screen:
        """Build the screen."""
        return getattr(import_module(self.module), self.cls)(session, theme)


def _answered(book: Book) -> str:
    asked = book.questions
    return f"{sum(1 for question in asked if book.answered(question))}/{len(asked)}"


def _levels_met(book: Book) -> str:
    """How many of the people needed at the skill levels are there."""
    plan = book.role_plan
    if plan is None or not any(plan.needed.values()):
        return ""
    from workbench.analysis.people import placing  # nothing of it is needed before the first paint

    found = placing(book.pack.skill_levels, book.pack.competences, book.talents, plan.needed)
    return f"{found.met}/{found.needed}"


def _sessions(book: Book) -> str:
    from workbench.domain.meeting import Meeting  # loaded with the book

    return str(len(book.all(Meeting)) or "")


PLACES = (
    Place("overview", "", "layout-dashboard", "Overview", "ui.screens.overview", "OverviewScreen"),
    Place(
        "questionnaire",
        "Assess",
        "list-checks",
        "Questionnaire",
        "ui.screens.questionnaire",
        "QuestionnaireScreen",
        _answered,
    ),
    Place(
        "sessions",
        "Assess",
        "presentation",
        "Sessions",
        "ui.screens.sessions",
        "SessionsScreen",
        _sessions,
    ),
    Place(
        "respondents",
        "Assess",
        "user-round",
        "Respondents",
        "ui.screens.respondents",
        "RespondentsScreen",
        lambda book: str(len(book.people()) or ""),
    ),
    Place(
        "obstacles",
        "Discover",
        "brick-wall",
        "Obstacles",
        "ui.screens.obstacles",
        "ObstaclesScreen",
        lambda book: str(len(book.obstacles) or ""),
    ),
    Place(
        "talents",
        "Discover",
        "users-round",
        "People and talent",
        "ui.screens.people",
        "TalentsScreen",
        lambda book: str(len(book.talents) or ""),
    ),
    Place(
        "roles",
        "Discover",
        "graduation-cap",
        "Roles and levels",
        "ui.screens.roles",
        "RolesScreen",
        _levels_met,
    ),
    Place(
        "advocacy",
        "Discover",
        "handshake",
        "Advocacy",
        "ui.screens.advocacy",
        "AdvocacyScreen",
        lambda book: str(len(book.advocacy) or ""),
    ),
    Place(
        "needs",
        "Discover",
        "trending-up",
        "Business needs",
        "ui.screens.needs",
        "NeedsScreen",
        lambda book: str(len(book.needs) or ""),
    ),
    Place(
        "discoveries",
        "Discover",
        "repeat",
        "Toil and pain points",
        "ui.screens.discoveries",
        "DiscoveriesScreen",
        lambda book: str(len(book.discoveries) or ""),
    ),
    Place(
        "services",
        "Discover",
        "target",
        "Services",
        "ui.screens.services",
        "ServicesScreen",
        lambda book: str(len(book.services) or ""),
    ),
    Place(
        "practices",
        "Discover",
        "table-2",
        "Practices",
        "ui.screens.practices",
        "PracticesScreen",
        lambda book: str(len(book.practices) or ""),
    ),
    Place(
        "recognition",
        "Discover",
        "star",
        "Recognition",
        "ui.screens.recognition",
        "RecognitionScreen",
        lambda book: str(len(book.recognitions) or ""),
    ),
    Place(
        "risks",
        "Discover",
        "shield-alert",
        "Risk",
        "ui.screens.risks",
        "RisksScreen",
        lambda book: str(len(book.risks) or ""),
    ),
    Place("results", "Conclude", "grid-3x3", "Maturity results", "ui.screens.results", "ResultsScreen"),
    Place(
        "plan",
        "Conclude",
        "chart-gantt",
        "Action plan",
        "ui.screens.plan",
        "PlanScreen",
        lambda book: str(len(book.actions) or ""),
    ),
    Place(
        "compare",
        "Conclude",
        "git-compare",
        "Compare",
        "ui.screens.compare",
        "CompareScreen",
        lambda book: str(len(book.snapshots) or ""),
    ),
    Place(
        "agreements",
        "Work",
        "pencil",
        "Engagement",
        "ui.screens.agreements",
        "AgreementsScreen",
        lambda book: str(len(book.agreements) or ""),
    ),
    Place(
        "projects",
        "Work",
        "flag",
        "Initial projects",
        "ui.screens.projects",
        "ProjectsScreen",
        lambda book: str(sum(1 for each in book.actions if each.project) or ""),
    ),
    Place("daily", "Work", "clock", "Daily update", "ui.screens.daily", "DailyScreen"),
    Place(
        "reviews",
        "Work",
        "refresh-cw",
        "Process reviews",
        "ui.screens.reviews",
        "ReviewsScreen",
        lambda book: str(len(book.reviews) or ""),
    ),
    Place(
        "trade-offs",
        "Work",
        "sliders-horizontal",
        "Trade-offs",
        "ui.screens.trade_offs",
        "TradeOffsScreen",
        lambda book: str(len(book.trade_offs) or ""),
    ),
    Place("library", "Look up", "book-open", "Library", "ui.screens.library", "LibraryScreen"),
)
WORKSHOP = Place("workshop", "", "presentation", "Workshop mode", "ui.workshop.screen", "WorkshopScreen")
"""Has the window to itself and its own key, so it is not in the sidebar."""
BY_KEY = {place.key: place for place in (*PLACES, WORKSHOP)}
