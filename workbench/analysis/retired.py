"""What was answered to questions that a newer version of the pack no longer asks, in words."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.domain.assessment import Answer, AnswerState, Consensus, Respondent
from workbench.domain.book import Book
from workbench.domain.content import Question


def retired_words(book: Book, labels: Mapping[str, str] | None = None) -> list[str]:
    """Each retired question with the answers given to it, as one text; they count in no figure.

    `labels` says what each respondent is called, by id, where that is not their own label.
    """
    found: list[str] = []
    for question, version in book.retired.values():
        now = book.pack.by_question.get(question.id)
        lines = [f"{question.id}  {question.ask}  (version {version})"]
        for answer in book.answers_to(question.id).values():
            if now is not None and answer.counts_for(now):
                continue
            who = book.get(Respondent, answer.respondent)
            known = who.label if who else "Someone"
            lines.append(f"  {(labels or {}).get(answer.respondent, known)}: {_said(question, answer)}")
            if answer.note:
                lines.append(f"    {answer.note}")
            shown = book.evidence_for(answer.respondent, question.id)
            lines += [f"    Evidence: {' '.join(filter(None, (each.title, each.url)))}" for each in shown]
        agreed = book.consensus.get(question.id)
        if agreed is not None and (now is None or not agreed.counts_for(now)):
            value = (
                _option(question, agreed.value, agreed.variant)
                if agreed.value
                else f"not applicable, {agreed.reason}"
            )
            lines.append(f"  Agreed in the room: {value}")
            if agreed.dissent:
                lines.append(f"    Dissent: {agreed.dissent}")
        found.append("\n".join(lines))
    return found


def earlier_words(book: Book, question: Question, said: Answer | Consensus | None) -> str:
    """What was chosen before and is no longer offered, in the words of then; '' where nothing waits."""
    if said is None or said.counts_for(question):
        return ""
    before = book.retired.get(question.id)
    if isinstance(said, Answer) and not said.given:
        return ""
    if isinstance(said, Answer):
        words = _said(before[0] if before else question, said)
    else:
        words = _option(before[0] if before else question, said.value or 0, said.variant)
    version = f" in version {before[1]}" if before else ""
    return f"Earlier answer{version}: {words}. It is no longer offered, so it has no value until it is given again."


def _option(question: Question, level: int, variant: int = 0) -> str:
    option = question.option(level, variant)
    return f"{level}, {option.text}" if option else str(level)


def _said(question: Question, answer: Answer) -> str:
    match answer.state:
        case AnswerState.RATED if answer.value is not None:
            return _option(question, answer.value, answer.variant)
        case AnswerState.NOT_APPLICABLE:
            return f"not applicable, {answer.reason}".rstrip(", ")
        case AnswerState.COUNTED:
            names = {"na": "not applicable", "dk": "don't know"}
            return ", ".join(
                f"{hands} for {names.get(key, key)}" for key, hands in answer.counts.items() if hands
            )
        case AnswerState.DONT_KNOW:
            return "don't know"
        case _:
            return "a note"
