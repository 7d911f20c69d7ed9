"""What a pack that came back says, answer by answer: what can be taken, and why the rest cannot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from workbench.domain.answer_pack import MOST_LETTERS, AnswerPack, Given
from workbench.domain.assessment import AnswerState


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read: its kind ('pack', 'pdf' or 'sheet'), its pack, and a sentence for each answer left out."""

    kind: str
    pack: AnswerPack
    problems: tuple[str, ...] = ()


def checked(kind: str, pack: AnswerPack, problems: Iterable[str] = ()) -> Read:
    """Leave out answers the questions do not offer, and texts longer than any way takes; what went out so may stay."""
    found = list(problems)
    kept: list[Given] = []
    asked = {each.id: each for each in pack.questions}
    for each in pack.answers:
        problem = "" if pack.before.get(each.question) == each.digest else _problem(each)
        if not problem and each.state is AnswerState.RATED:
            offered = asked[each.question].option(each.value, each.variant)
            if offered is None and pack.before.get(each.question) != each.digest:
                problem = (
                    f"{each.question}: an answer was given that the question does not offer; it was left out. "
                    "Ask which of its sentences was meant."
                )
        if problem:
            found.append(problem)
        else:
            kept.append(each)
    return Read(kind, replace(pack, answers=tuple(kept)), tuple(found))


def _problem(each: Given) -> str:
    for name, text in (("comment", each.note), ("reason", each.reason)):
        if len(text) > MOST_LETTERS:
            return (
                f"{each.question}: the {name} has {len(text):,} letters and the most is {MOST_LETTERS:,}; "
                "this answer was left out. Have it shortened and sent again."
            )
    return ""
