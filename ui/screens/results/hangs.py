"""What a level hangs on: worked out away from the UI thread, once for each state of the answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from ui.jobs import Jobs
from workbench.analysis.maturity import CapabilityRating, Rating, rate_questions
from workbench.analysis.sensitivity import leave_questions_out, leave_role_out, roles_of
from workbench.analysis.stability import capability_stability
from workbench.analysis.standing import Standing
from workbench.analysis.sureness import HowSure, capability_sureness, surenesses
from workbench.charts import words
from workbench.domain.content import Pack
from workbench.domain.text import short

WORKING = "Working out how sure this level is…"


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What a level would be if something were different, and whether that is another level."""

    what: str
    then: str
    other: bool


@dataclass(frozen=True, slots=True)
class Hangs:
    """How sure a level is, in a sentence, with the figures behind it."""

    sure: HowSure | None
    lines: tuple[Otherwise, ...]


def of_capability(part: CapabilityRating, pack: Pack) -> Hangs:
    """Leave out each question and each role, weigh all questions alike, and draw 1,000 other weightings."""
    drawn = capability_stability(part)
    sure = capability_sureness(part, pack, drawn)
    if part.rating.level is None:
        return Hangs(sure, ())

    def line(what: str, rating: Rating) -> Otherwise:
        then = words.level_and_index(rating, pack) if rating.rated else "not rated"
        return Otherwise(what, then, rating.level != part.rating.level)

    lines: list[Otherwise] = []
    if drawn is not None:
        said = f"the same in {drawn.stays:,} of {drawn.draws:,}"
        lines.append(Otherwise("With other weights", said, drawn.share < 1))
    equal = rate_questions(part.questions, equal_weights=True)
    lines.append(line("All questions weighing the same", equal))
    roles = roles_of(part.questions)
    lines += [line(f"Without the {role.plural}", leave_role_out(part, role)) for role in roles]
    titles = {each.question.id: each.question.title or each.question.ask for each in part.questions}
    lines += [
        line(f"Without ‘{short(titles[left.question])}’", left.rating) for left in leave_questions_out(part)
    ]
    return Hangs(sure, tuple(lines))


def of_whole(standing: Standing, pack: Pack, area: str = "") -> Hangs:
    """How sure the level of the whole is, or that of one area."""
    found = surenesses(standing, pack)
    return Hangs(found.areas[area] if area else found.overall, ())


class HangsDesk(QObject):
    """Works figures out on the pool; what was asked for an older state of the answers is dropped."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._known: dict[str, tuple[object, Hangs]] = {}
        self._waiting: dict[str, object] = {}

    def known(self, key: str, of: object) -> Hangs | None:
        """What was worked out for this state of the answers, if it was."""
        known = self._known.get(key)
        return known[1] if known is not None and known[0] is of else None

    def ask(self, key: str, of: object, work: Callable[[], Hangs], then: Callable[[Hangs], None]) -> None:
        """Give what is known of `key` at once, else work it out and call back; `of` is what it rests on."""
        known = self.known(key, of)
        if known is not None:
            then(known)
            return
        if self._waiting.get(key) is of:
            return
        self._waiting[key] = of

        def done(found: Hangs) -> None:
            if self._waiting.get(key) is not of:
                return
            del self._waiting[key]
            self._known[key] = (of, found)
            then(found)

        self._jobs.pool(lambda _job: work(), done)
