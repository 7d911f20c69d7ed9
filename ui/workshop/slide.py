"""What everybody in the room may see of a question: never a name, a stance, a single answer, a note or a parked word.

The projector's window is given nothing but a slide.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbench.analysis import room
from workbench.analysis.figures import two_decimals
from workbench.analysis.question import QuestionRating
from workbench.analysis.small_groups import Word
from workbench.domain.content import Question
from workbench.domain.role import Role
from workbench.domain.text import plural, sentence_case

_TONES = {Word.AGREE: "ok", Word.DISCUSS: "warn", Word.CONTESTED: "bad", Word.TWO_CAMPS: "bad"}
_BESIDE = {room.NOT_APPLICABLE: ("0", "Does not apply"), room.DONT_KNOW: ("D", "Don't know")}


@dataclass(frozen=True, slots=True)
class Line:
    """One answer as it is shown: the key that chooses it, its sentence, and how many chose it by label.

    `level` is 0 for what stands beside the options, `voices` is `None` while the vote is hidden. `note` names the level
    where the key does not.
    """

    key: str
    mark: str
    text: str
    level: int = 0
    note: str = ""
    voices: tuple[tuple[str, int], ...] | None = None
    median: bool = False

    @property
    def total(self) -> int:
        """How many chose it."""
        return sum(number for _, number in self.voices or ())

    @property
    def words(self) -> str:
        """The line as it is read out."""
        said = f"{self.mark}: {self.text}"
        if self.voices is None:
            return said
        who = ", ".join(f"{label} {number}" for label, number in self.voices if label)
        parts = [plural(self.total, "vote") if self.total else "no votes", who]
        parts += ["median"] if self.median else []
        return f"{said} {sentence_case(', '.join(part for part in parts if part))}."


@dataclass(frozen=True, slots=True)
class Slide:
    """A question for the room, before or after its votes are shown; `fill` is the share of the agreement's bar."""

    title: str
    where: str
    share: float
    ask: str
    lines: tuple[Line, ...] = ()
    voted: str = ""
    revealed: bool = False
    agreement: str = ""
    word: str = ""
    tone: str = "ink2"
    fill: float = 0.0
    finding: str = ""


def short_label(label: str) -> str:
    """A role or 'Others' in at most four letters; '' where no role may be shown."""
    role = next((each for each in Role if each.label == label), None)
    return role.short if role is not None else label[:3]


def hidden_lines(question: Question) -> tuple[Line, ...]:
    """The answers of a question before anything is shown."""
    odd = any(option.level != place for place, option in enumerate(question.options, 1))
    lines = [
        Line(option.key, str(place), option.text, option.level, f"level {option.level}" if odd else "")
        for place, option in enumerate(question.options, 1)
    ]
    beside = [Line(key, mark, text) for key, (mark, text) in _BESIDE.items()]
    return (*lines, *beside)


def revealed(bare: Slide, question: Question, rating: QuestionRating, spread: room.Spread) -> Slide:
    """The slide of a question once its votes are shown."""
    middle = room.middle(question, rating, spread)
    lines = tuple(
        replace(
            each,
            voices=tuple((name, number) for name, number in spread.counts[each.key].items() if number),
            # Most saying that it does not apply is no median.
            median=each.key == middle and bool(each.level),
        )
        for each in bare.lines
    )
    accord = rating.accord
    figure = f"A {two_decimals(accord.value)}" if accord.word is not None else ""
    return replace(
        bare,
        lines=lines,
        revealed=True,
        agreement=figure,
        word=accord.words.replace(f", {figure}", "") if figure else accord.words,
        tone=_TONES[accord.word] if accord.word is not None else "ink2",
        fill=max(0.0, float(accord.value or 0)) if figure else 0.0,
        finding=room.finding(question, rating, spread),
    )
