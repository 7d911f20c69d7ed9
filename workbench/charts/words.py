"""How figures and findings are put into words, the same on every screen and page."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from workbench.analysis.figures import amount as amount
from workbench.analysis.maturity import CapabilityRating, QuestionRating, Rating
from workbench.analysis.measures import improvement_per_cent, per_cent_words
from workbench.analysis.standing import Standing
from workbench.analysis.summary import level_words, scope_words, tenths
from workbench.analysis.summary import one_decimal as one_decimal
from workbench.domain.action import Action
from workbench.domain.book import Book
from workbench.domain.content import Pack
from workbench.domain.role import Role
from workbench.domain.text import spelled

MINUS = "−"
NOTHING_YET = "No scores yet. Half of a capability's answers give it a first, provisional level."
NOT_RATED = "not rated"
NOTHING_APPLIES = "Nothing that was asked applies here"
WIDE_GAP = Fraction(3, 2)
"""From this distance to the target a gap is drawn in red."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def apart(now: Fraction | float, goal: Fraction | float) -> Fraction:
    """How far two figures lie apart as printed, so that a reader who subtracts finds the same."""
    return Fraction(tenths(goal) - tenths(now), 10)


def month(number: int) -> str:
    """The short name of a month, 1 to 12."""
    return _MONTHS[number - 1]


def now_and_target(part: CapabilityRating) -> str:
    """A capability's index and target: '1.8 → 4.0'; where the level alone is short of it, 'level 2 → 3'."""
    rating = part.rating
    if part.gap and rating.index is not None and apart(rating.index, part.target) <= 0:
        return f"level {rating.level_low} → {part.target}"
    return f"{one_decimal(part.rating.index)} → {one_decimal(part.target)}"


def one_line(text: str) -> str:
    """Text for one line: every run of white space becomes one space."""
    return " ".join(text[:2000].split())


def role_mean(rating: QuestionRating, role: Role, missing: str = "–") -> str:
    """The mean of a role's answers to a question; 'split' where the role itself is in two camps."""
    return "split" if rating.role_split(role) else one_decimal(rating.role_means.get(role), missing)


def sentence(text: str) -> str:
    """Words as they begin a line: the first letter a capital."""
    return text[:1].upper() + text[1:]


def open_questions(questions: Iterable[QuestionRating]) -> int:
    """How many applicable questions have no value yet."""
    return sum(1 for each in questions if each.applicable and not each.scored)


def open_without_consensus(questions: Iterable[QuestionRating]) -> int:
    """How many questions would have no value yet from the single answers alone."""
    return sum(1 for each in questions if each.open_applicable and each.open_index is None)


def nothing_applies(standing: Standing) -> bool:
    """Whether questions were asked of which none applies."""
    return bool(standing.questions) and not any(each.applicable for each in standing.questions.values())


def level_with_bounds(rating: Rating, pack: Pack, still_open: int) -> str:
    """The level with what it may still become: 'Managed; up to Optimized, 1 question open'."""
    said = level_words(rating, pack, still_open)
    return said if rating.rated else said[:1].lower() + said[1:]


def level_and_index(rating: Rating, pack: Pack, still_open: int = 0) -> str:
    """The level and the index side by side, never one derived from the other: 'Managed, index 2.8'.

    A level that may still rise names both bounds: 'Initial; up to Defined, 14 questions open, index 3.0'; without
    the count of open questions it is short of its reason.
    """
    if rating.level is None:
        return level_with_bounds(rating, pack, 0)
    return f"{level_with_bounds(rating, pack, still_open)}, index {one_decimal(rating.index)}"


def fall_short(count: int) -> str:
    """'one capability still falls short of its own', namely its own target."""
    if count == 1:
        return "one capability still falls short of its own"
    return f"{spelled(count)} capabilities still fall short of their own"


def level_numbers(rating: Rating) -> str:
    """The level as a number where there is no room for its name: '2', '2–4' where it may still rise, '–' for none."""
    if rating.level is None:
        return "–"
    return f"{rating.level}" if rating.level_high == rating.level else f"{rating.level}–{rating.level_high}"


def could_be(rating: Rating, pack: Pack) -> str:
    """What may still become of what is not rated: 'index 1.4 to 4.6, level Initial to Measured'; '' where nothing applies."""
    if rating.low is None or rating.high is None:
        return ""
    low, high = pack.level_name(rating.level_low), pack.level_name(rating.level_high)
    level = low if low == high else f"{low} to {high}"
    return f"index {one_decimal(rating.low)} to {one_decimal(rating.high)}, level {level}"


def overall_open(standing: Standing) -> int:
    """How many applicable questions of the whole assessment have no value yet."""
    return open_questions(standing.questions.values())


def scope_label(book: Book) -> str:
    """What every figure from a narrower scope carries: 'quick scan, 30 of 100 questions'; '' when it is full."""
    said = scope_words(book)
    return said[:1].lower() + said[1:]


def improvement(action: Action) -> float | None:
    """By how many per cent an action improves its measure, or is expected to (domain.md 4, X → Y → Z)."""
    if action.before is None or action.outcome is None:
        return None
    return improvement_per_cent(action.before, action.outcome, action.lower_is_better)


def improvement_label(action: Action) -> str:
    """The improvement in a few words: '77% less'; '' without a figure before, or with no data."""
    return per_cent_words(improvement(action), action.lower_is_better)
