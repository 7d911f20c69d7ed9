"""Who said what: all answers to a question by role, and all answers of one respondent.

While names are hidden, what was sent in alone is told by role, and by 'Others' where a role has too few people. What was
said openly in the room is told by role title, or by role where somebody of it answered alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.analysis.small_roles import OTHERS, told_by_role
from workbench.domain.answer_pack import Given
from workbench.domain.assessment import Answer, AnswerState, EvidenceItem, Respondent, RespondentKind
from workbench.domain.book import Book
from workbench.domain.content import Question
from workbench.domain.role import Role
from workbench.domain.text import whole_line


@dataclass(frozen=True, slots=True)
class Voice:
    """One who answers, or several who are only shown together; `role` is the head they stand under.

    `ids` are those of the respondents, `alone` which of their answers are meant (`None` for all), `aside` says why the
    answers of the one do not count.
    """

    key: str
    label: str
    role: str
    ids: tuple[str, ...]
    beside: str = ""
    aside: str = ""
    alone: bool | None = None

    @property
    def merged(self) -> bool:
        """Whether it stands for a role or for 'Others', not for one person."""
        return self.key == self.role

    def takes(self, answer: Answer) -> bool:
        """Whether an answer of one of these people is told by this voice."""
        return self.alone is None or answer.alone is self.alone


@dataclass(frozen=True, slots=True)
class Said:
    """One answer as it may be shown: whose it is, and what backs it."""

    voice: Voice
    question: Question
    answer: Answer
    evidence: tuple[EvidenceItem, ...] = ()

    @property
    def place(self) -> str:
        """Where it was given."""
        if self.answer.state is AnswerState.COUNTED:
            return "by show of hands"
        return "sent in alone" if self.answer.alone else "given in the room"


def voices(book: Book, hidden: bool) -> list[Voice]:
    """Everybody who can have answered, in the order of the roles; with names `hidden` as they may be shown then.

    Pass a book without names where they are hidden. A role of which somebody answered alone is then shown as a whole:
    beside the titles of the others, the one that is missing would be known. 'Others' come last.
    """
    order = list(Role)
    listed = sorted(book.respondents, key=lambda each: order.index(each.role))
    by_role, small = told_by_role(book) if hidden else (frozenset[Role](), frozenset[Role]())
    found: dict[str, Voice] = {}
    for each in listed:
        name = each.role.label
        if each.kind is RespondentKind.TALLY or each.role not in by_role:
            found[each.id] = _voice(each, hidden)
        elif each.role not in small:
            found[name] = Voice(name, name, name, (*_ids(found, name), each.id))
        else:
            words = f"{name}, in the room"
            found[name] = Voice(name, words, name, (*_ids(found, name), each.id), alone=False)
            words = f"{OTHERS}, sent in alone"
            found[OTHERS] = Voice(OTHERS, words, OTHERS, (*_ids(found, OTHERS), each.id), alone=True)
    return sorted(found.values(), key=lambda voice: voice.role == OTHERS)


def _ids(found: Mapping[str, Voice], key: str) -> tuple[str, ...]:
    return found[key].ids if key in found else ()


def _voice(each: Respondent, hidden: bool) -> Voice:
    name = "" if hidden or each.kind is RespondentKind.TALLY else each.name
    parts = (whole_line(part) for part in (name, each.team, each.group))
    beside = ", ".join(part for part in parts if part)
    return Voice(each.id, whole_line(each.label), each.role.label, (each.id,), beside, each.set_aside)


def said_to(book: Book, question: Question, listed: Iterable[Voice]) -> list[Said]:
    """What was said to a question, voice by voice; of several behind one voice in an order that tells nothing of them."""
    return _said_to(book, question, listed, _evidence(book))


def everything_said(book: Book, listed: Sequence[Voice]) -> list[Said]:
    """All that was said, question by question in the order of the pack; those that are no longer asked come last."""
    backing = _evidence(book)
    return [said for question in asked(book) for said in _said_to(book, question, listed, backing)]


def asked(book: Book) -> list[Question]:
    """Every question that has an answer or may get one: those in scope, then others that were answered."""
    inside = {each.id for each in book.questions} | book.answered_ids
    known = [each for each in book.pack.questions if each.id in inside]
    gone = [each for key, (each, _) in sorted(book.retired.items()) if key not in book.pack.by_question]
    return [*known, *gone]


_Backing = Mapping[tuple[str, str], Sequence[EvidenceItem]]


def _evidence(book: Book) -> _Backing:
    found: dict[tuple[str, str], list[EvidenceItem]] = {}
    for each in book.all(EvidenceItem):
        found.setdefault((each.respondent, each.question), []).append(each)
    return found


def _said_to(book: Book, question: Question, listed: Iterable[Voice], backing: _Backing) -> list[Said]:
    there = book.everything_said_to(question.id)
    found: list[Said] = []
    for voice in listed:
        group = [
            Said(voice, question, there[who], tuple(backing.get((who, question.id), ())))
            for who in voice.ids
            if who in there and voice.takes(there[who])
        ]
        found += _mixed([each for each in group if _speaks(each)])
    return found


def _speaks(said: Said) -> bool:
    answer = said.answer
    return answer.given or bool(answer.note.strip() or answer.reason.strip() or said.evidence)


def _mixed(group: Sequence[Said]) -> list[Said]:
    def order(each: Said) -> tuple[str, int, str]:
        return (each.answer.state.value, each.answer.value or 0, each.answer.note)

    return sorted(group, key=order) if len(group) > 1 else list(group)


def choice_words(question: Question | None, answer: Answer | Given) -> str:
    """What was chosen, in the question's own words: '3: Runbooks are kept', 'Does not apply', 'I don’t know'."""
    match answer.state:
        case AnswerState.RATED:
            option = question.option(answer.value or 0, answer.variant) if question is not None else None
            sentence = whole_line(option.text) if option is not None else "a sentence no longer offered"
            return f"{answer.value}: {sentence}"
        case AnswerState.NOT_APPLICABLE:
            return "Does not apply"
        case AnswerState.DONT_KNOW:
            return "I don’t know"
        case AnswerState.COUNTED:
            counts: Mapping[str, int] = answer.counts if isinstance(answer, Answer) else {}
            names = {"na": "does not apply", "dk": "don’t know"}
            parts = [f"{count} × {names.get(key, key)}" for key, count in sorted(counts.items()) if count]
            return f"Hands: {', '.join(parts)}" if parts else "No hands counted"
        case AnswerState.OPEN:
            return "No choice"
