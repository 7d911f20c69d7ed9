"""Whose turn it is: everybody who has said something on a day, and after them those who are expected to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from ui.models.entries import Column, text_cell
from workbench.analysis.rounds import clock_words, suggested
from workbench.charts.calendar import day_words
from workbench.charts.words import one_line
from workbench.domain.book import Book
from workbench.domain.daily import DailyUpdate
from workbench.domain.entity import new_id
from workbench.domain.text import plural

TEXTS = ("who", "last", "following", "blocker")
"""What is typed of an update."""
NOTHING = "Nobody has said anything on this day yet."


@dataclass(frozen=True, slots=True)
class Turn:
    """One person of a round; `who` is as it may be shown, `name` as it is stored; `update` once something is said."""

    id: str
    who: str
    name: str
    update: DailyUpdate | None = None

    @property
    def values(self) -> Mapping[str, Any]:
        """What the form shows."""
        if self.update is None:
            return {"who": self.who, "last": "", "following": "", "blocker": ""}
        return {key: getattr(self.update, key) for key in TEXTS}

    @property
    def spoken(self) -> bool:
        """Whether anything was said."""
        return self.update is not None and any(
            getattr(self.update, key).strip() for key in ("last", "following", "blocker")
        )

    @property
    def seconds(self) -> int:
        """How long it took so far."""
        return self.update.seconds if self.update is not None else 0


def respondents(book: Book) -> list[str]:
    """Who answers the questions, by role: whom a first round begins with."""
    return [one_line(each.role_title) or each.role.label for each in book.people()]


def turns(
    stored: Book,
    shown: Book,
    day: dt.date,
    ids: MutableMapping[tuple[dt.date, str], str],
    said: Callable[[str], str],
) -> list[Turn]:
    """The round of a day; `ids` keeps the id each expected person's update will have, `said` hides names."""
    found: list[Turn] = []
    for each in stored.daily_updates:
        if each.day == day:
            seen = shown.get(DailyUpdate, each.id) or each
            found.append(Turn(each.id, seen.who, each.who, seen))
    taken = {each.id for each in found}
    for name in suggested(stored.daily_updates, day, respondents(stored)):
        key = (day, name.casefold())
        if ids.get(key, "") in taken:
            # Whoever spoke under this name is called otherwise by now.
            del ids[key]
        found.append(Turn(ids.setdefault(key, new_id()), said(name), name))
    return found


def planned_before(updates: Sequence[DailyUpdate], who: str, day: dt.date) -> str:
    """What somebody said last time would come next: 'On 20 Nov 2026: Draft the list'; '' where nothing was said."""
    same = who.casefold()
    earlier = [
        each for each in updates if each.day < day and each.who.casefold() == same and each.following.strip()
    ]
    last = max(earlier, key=lambda each: each.day, default=None)
    return f"Planned on {day_words(last.day)}: {one_line(last.following)[:300]}" if last is not None else ""


def finding(listed: Sequence[Turn]) -> str:
    """How many of the round have spoken, and what stands in the way."""
    spoken = sum(1 for each in listed if each.spoken)
    if not spoken:
        return NOTHING
    said = f"{spoken} of {plural(len(listed), 'person has', 'people have')} spoken"
    blocked = [each.update for each in listed if each.update is not None and each.update.blocker.strip()]
    if blocked:
        listed_there = sum(1 for each in blocked if each.obstacle)
        said += f"; {plural(len(blocked), 'blocker')}"
        said += (
            f", {listed_there} listed as {'an obstacle' if listed_there == 1 else 'obstacles'}"
            if listed_there
            else ""
        )
    return f"{said}."


def round_columns() -> tuple[Column, ...]:
    """The columns of the round: who, how long, and whether something stands in the way."""

    def state(each: Turn) -> Any:
        if each.update is not None and each.update.blocker.strip():
            return text_cell("blocked", "bad", 500)
        return text_cell("spoken" if each.spoken else "", "ok")

    return (
        Column(
            "Who",
            0,
            lambda each: text_cell(each.who, "ink" if each.spoken else "ink2"),
            lambda each: each.who,
        ),
        Column(
            "Time",
            58,
            lambda each: text_cell(clock_words(each.seconds) if each.seconds else "", "ink2"),
            lambda each: each.seconds,
        ),
        Column("", 72, state, lambda each: each.spoken),
    )


def recent_columns() -> tuple[Column, ...]:
    """The columns of the last days."""

    def words(key: str, token: str = "ink2") -> Callable[[Any], Any]:
        return lambda each: text_cell(getattr(each, key) or "–", token if getattr(each, key) else "ink3")

    return (
        Column("Who", 170, lambda each: text_cell(each.who), lambda each: each.who.casefold()),
        Column("Last 24 hours", 0, words("last"), lambda each: each.last.casefold(), least=520),
        Column("Next 24 hours", 0, words("following"), lambda each: each.following.casefold(), least=760),
        Column("Blockers", 0, words("blocker", "bad"), lambda each: each.blocker.casefold()),
        Column(
            "Time",
            58,
            lambda each: text_cell(clock_words(each.seconds) if each.seconds else "–", "ink2"),
            lambda each: each.seconds,
            least=640,
        ),
    )
