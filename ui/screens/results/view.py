"""What the results look at: everybody's answers or some people's, all stages or one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from workbench.analysis.breakdown import By
from workbench.analysis.small_roles import merged_roles
from workbench.analysis.standing import Standing, rate_book
from workbench.charts.seen import People, Sight, seen_by
from workbench.domain.book import Book
from workbench.domain.role import Role


@dataclass(frozen=True)
class View:
    """A book and its standing as the chosen people alone answered, and the stage that is shown ('' for all).

    `hidden` says that names are: then nobody is told apart who sent answers in alone.
    """

    book: Book
    standing: Standing
    people: People
    area: str = ""
    hidden: bool = False
    _sights: dict[By, Sight] = field(default_factory=dict[By, Sight], compare=False)

    @classmethod
    def of(cls, book: Book, standing: Standing, people: People, area: str = "", hidden: bool = False) -> View:
        """Look at a book; for everybody at its own standing."""
        if people.by is None:
            return cls(book, standing, people, area, hidden)
        theirs = people.book(book)
        return cls(theirs, rate_book(theirs), people, area, hidden)

    @property
    def narrowed(self) -> bool:
        """Whether only a team or a group is looked at, within which roles may be too small to be shown."""
        return self.people.by in (By.TEAM, By.GROUP)

    @property
    def only(self) -> Sequence[str] | None:
        """The capabilities of the stage that is shown, `None` for all of them."""
        return [each.id for each in self.book.pack.in_area(self.area)] if self.area else None

    @cached_property
    def shown(self) -> Standing:
        """The standing of the stage that is shown alone, its own roll-up for the whole; for all stages the whole."""
        if not self.area:
            return self.standing
        parts = {
            key: part for key, part in self.standing.capabilities.items() if part.capability.area == self.area
        }
        questions = {each.question.id: each for part in parts.values() for each in part.questions}
        return replace(
            self.standing,
            capabilities=parts,
            questions=questions,
            overall=self.standing.areas[self.area],
            answered=sum(1 for each in questions.values() if each.answered),
            asked=len(questions),
        )

    @property
    def stage(self) -> str:
        """The stage that is shown as a heading names it, '' for all of them."""
        return self.book.pack.by_area[self.area].title if self.area else ""

    @property
    def who(self) -> str:
        """Whose answers are looked at, where it is not everybody: 'Executives', 'Team Depot'; else ''."""
        return "" if self.people.by is None else self.people.words

    def sight(self, by: By) -> Sight:
        """The columns by role, team or group."""
        if by not in self._sights:
            self._sights[by] = seen_by(self.book, self.standing, by, narrowed=self.narrowed)
        return self._sights[by]

    @cached_property
    def roles(self) -> list[Role]:
        """The roles whose own answers may be shown; while names are hidden none that is too small for what it sent in alone."""
        small = merged_roles(self.book) if self.hidden else frozenset[Role]()
        return [role for each in self.sight(By.ROLE).columns if (role := Role(each.key)) not in small]

    @property
    def note(self) -> str:
        """What a reader must know where not everybody is looked at."""
        if self.people.by is None:
            return ""
        return f"{self.people.words} only, without what the room agreed on"
