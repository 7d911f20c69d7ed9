"""What happens to the answers of an assessment when it moves to another version of its content pack."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.assessment import Answer
from workbench.domain.book import Book
from workbench.domain.content import Pack, Question


class Fate(StrEnum):
    """What becomes of a question."""

    SAME = "same"
    REWORDED = "reworded"
    RESCALED = "rescaled"
    NEW = "new"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class QuestionMove:
    """One question before and after, `None` on the side where it is not.

    `given` answers were given to it; `waiting` of them chose a level that the new version does not offer: they
    stay readable and have no value until they are given again. `changes` says in words what is different.
    """

    id: str
    fate: Fate
    before: Question | None
    after: Question | None
    given: int
    waiting: int
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """The whole preview: every question of either version, in the order of the new one, retired ones last."""

    before: Pack
    after: Pack
    questions: tuple[QuestionMove, ...]

    def of(self, fate: Fate) -> list[QuestionMove]:
        """The questions with this fate."""
        return [each for each in self.questions if each.fate is fate]


def moved(book: Book, pack: Pack) -> Move:
    """Say what a move of this assessment to `pack` would do; nothing is changed.

    Questions are the same when their ids are: ids are stable from version to version of one pack.

    Raises:
        ValueError: when `pack` is no version of the assessment's pack, or the very same.
    """
    old = book.pack
    if pack.id != old.id:
        raise ValueError(
            f"'{pack.title}' is another pack (id '{pack.id}'), not a version of '{old.title}' (id '{old.id}'); "
            "begin a new assessment with it."
        )
    if pack.content_hash == old.content_hash:
        raise ValueError("The assessment has this very version of the pack already.")
    said = _given(book)
    listed = [
        _one(old.by_question.get(question.id), question, said.get(question.id, []))
        for question in pack.questions
    ]
    listed += [
        QuestionMove(each.id, Fate.RETIRED, each, None, len(said.get(each.id, [])), 0, ())
        for each in old.questions
        if each.id not in pack.by_question
    ]
    return Move(old, pack, tuple(listed))


def _given(book: Book) -> dict[str, list[tuple[int, ...]]]:
    """The levels chosen in every answer and consensus given, by question; hands of a tally one by one."""
    agreed = book.consensus
    found: dict[str, list[tuple[int, ...]]] = {}
    for question in {*book.answered_ids, *agreed}:
        rows = [_levels(answer) for answer in book.answers_to(question).values() if answer.given]
        said = agreed.get(question)
        if said is not None:
            rows.append((said.value,) if said.value else ())
        found[question] = rows
    return found


def _levels(answer: Answer) -> tuple[int, ...]:
    if answer.value is not None:
        return (answer.value,)
    return tuple(int(key) for key, hands in answer.counts.items() if hands and key.isdigit())


def _one(before: Question | None, after: Question, given: list[tuple[int, ...]]) -> QuestionMove:
    offered = {option.level for option in after.options}
    waiting = sum(1 for levels in given if not offered.issuperset(levels))
    if before is None:
        # It may be back after an earlier version retired it: its answers count again.
        return QuestionMove(after.id, Fate.NEW, None, after, len(given), waiting, ())
    changes = _changes(before, after)
    rescaled = [option.level for option in before.options] != [option.level for option in after.options]
    fate = Fate.RESCALED if rescaled else Fate.REWORDED if changes else Fate.SAME
    return QuestionMove(after.id, fate, before, after, len(given), waiting, changes)


def _changes(before: Question, after: Question) -> tuple[str, ...]:
    """What is different, in words; the texts themselves are shown beside."""
    found: list[str] = []
    if before.ask != after.ask:
        found.append("The question is worded anew.")
    old, new = ({option.level: option.text for option in each.options} for each in (before, after))
    reworded = [str(level) for level in new if level in old and old[level] != new[level]]
    if reworded:
        found.append(f"Anchor {', '.join(reworded)} is worded anew.")
    gone, come = sorted(set(old) - set(new)), sorted(set(new) - set(old))
    if gone:
        found.append(f"Level {', '.join(map(str, gone))} is no longer offered.")
    if come:
        found.append(f"Level {', '.join(map(str, come))} is offered now.")
    if before.weight != after.weight:
        found.append(f"It weighs {after.weight}, not {before.weight}.")
    if before.essential != after.essential:
        now = f"essential for level {after.essential.level}" if after.essential else "not essential"
        found.append(f"It is {now} now.")
    if before.roles != after.roles:
        found.append(f"It is asked of {', '.join(role.label.lower() for role in after.roles)}.")
    if before.capability != after.capability:
        found.append(f"It belongs to '{after.capability}' now.")
    return tuple(found)
