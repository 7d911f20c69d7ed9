"""What happens to the answers of an assessment when it moves to another version of its content pack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.assessment import Answer, ScopeKind
from workbench.domain.book import Book
from workbench.domain.content import Pack, Question, option_key
from workbench.domain.text import plural


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
    notes: tuple[str, ...] = ()
    """What else changes: the scope, weights of capabilities, lists that hang on catalogues that are gone."""

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
    places = renamed_options(old, pack)
    said = {
        question: [tuple(places.get((question, key), key) for key in keys) for keys in given]
        for question, given in said.items()
    }
    listed = [
        _one(old.by_question.get(question.id), question, said.get(question.id, []))
        for question in pack.questions
    ]
    listed += [
        QuestionMove(each.id, Fate.RETIRED, each, None, len(said.get(each.id, [])), 0, ())
        for each in old.questions
        if each.id not in pack.by_question
    ]
    return Move(old, pack, tuple(listed), tuple(_notes(book, pack)))


def waiting(book: Book, question: Question) -> bool:
    """Whether an answer or a consensus chose an option that the question offers no longer."""
    agreed = book.consensus.get(question.id)
    if agreed is not None and not agreed.counts_for(question):
        return True
    offered = {option.key for option in question.options}
    return any(not offered.issuperset(_keys(answer)) for answer in book.answers_to(question.id).values())


def _notes(book: Book, pack: Pack) -> Iterator[str]:
    assessment, old = book.assessment, book.pack
    before = {question.id for question in book.questions}
    after = {question.id for question in assessment.in_scope(pack)}
    if assessment.scope is not ScopeKind.FULL:
        gone = sorted((before - after) & set(pack.by_question))
        if gone:
            yield f"No longer in this scope, so without a value until it is widened: {', '.join(gone)}."
        come = sorted(set(pack.by_question) - set(old.by_question) - after)
        if come:
            yield f"New and not in this scope: {', '.join(come)}."
    for each in pack.capabilities:
        known = old.by_capability.get(each.id)
        if known is not None and known.weight != each.weight:
            yield f"'{each.name}' weighs {each.weight}, not {known.weight}."
    lost = [each for each in old.capabilities if each.id not in pack.by_capability]
    if lost:
        yield f"Capabilities that go: {', '.join(each.name for each in lost)}."
    marks = sum(
        1
        for _, catalogue, item in book.practices
        if catalogue not in pack.by_catalogue
        or item not in {entry.id for entry in pack.by_catalogue[catalogue].entries}
    )
    if marks:
        yield f"{plural(marks, 'practice checked is', 'practices checked are')} not in this version; what was noted stays."
    plan = book.role_plan
    if plan is not None and plan.model and plan.model not in {each.id for each in pack.role_models}:
        yield "The form of the role that was chosen is not in this version."
    people = [each for each in book.talents if set(each.competences) - {one.id for one in pack.competences}]
    if people:
        yield f"Competences of {plural(len(people), 'person', 'people')} are not in this version; what was noted stays."


def renamed_options(before: Pack, after: Pack) -> dict[tuple[str, str], str]:
    """Options of one level that changed places among themselves: (question, old key) to the new key, by their text."""
    found: dict[tuple[str, str], str] = {}
    for question in after.questions:
        known = before.by_question.get(question.id)
        if known is None:
            continue
        new = {(option.level, option.text): option.key for option in question.options}
        for option in known.options:
            key = new.get((option.level, option.text))
            if key is not None and key != option.key:
                found[question.id, option.key] = key
    return found


def _given(book: Book) -> dict[str, list[tuple[str, ...]]]:
    """The keys of the options chosen in every answer and consensus given, by question; hands one by one."""
    agreed = book.consensus
    found: dict[str, list[tuple[str, ...]]] = {}
    for question in {*book.answered_ids, *agreed}:
        rows = [_keys(answer) for answer in book.answers_to(question).values() if answer.given]
        said = agreed.get(question)
        if said is not None:
            rows.append((option_key(said.value, said.variant),) if said.value else ())
        found[question] = rows
    return found


def _keys(answer: Answer) -> tuple[str, ...]:
    if answer.value is not None:
        return (option_key(answer.value, answer.variant),)
    return tuple(key for key, hands in answer.counts.items() if hands and key[0].isdigit())


def _one(before: Question | None, after: Question, given: list[tuple[str, ...]]) -> QuestionMove:
    offered = {option.key for option in after.options}
    waiting = sum(1 for keys in given if not offered.issuperset(keys))
    if before is None:
        # It may be back after an earlier version retired it: its answers count again.
        return QuestionMove(after.id, Fate.NEW, None, after, len(given), waiting, ())
    changes = _changes(before, after)
    rescaled = [option.key for option in before.options] != [option.key for option in after.options]
    fate = Fate.RESCALED if rescaled else Fate.REWORDED if changes else Fate.SAME
    return QuestionMove(after.id, fate, before, after, len(given), waiting, changes)


def _changes(before: Question, after: Question) -> tuple[str, ...]:
    """What is different, in words; the texts themselves are shown beside."""
    found: list[str] = []
    if before.ask != after.ask:
        found.append("The question is worded anew.")
    if before.title != after.title:
        found.append(f"It is called '{after.title}' now.")
    old, new = ({option.key: option.text for option in each.options} for each in (before, after))
    reworded = [key for key in new if key in old and old[key] != new[key]]
    if reworded:
        found.append(f"Anchor {', '.join(reworded)} is worded anew.")
    gone, come = sorted(set(old) - set(new)), sorted(set(new) - set(old))
    if gone:
        found.append(f"Level {', '.join(gone)} is no longer offered.")
    if come:
        found.append(f"Level {', '.join(come)} is offered now.")
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
