"""How far people agree: question by question, least agreement first, with what each role said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from workbench.analysis.figures import two_decimals
from workbench.analysis.maturity import CapabilityRating, QuestionRating
from workbench.analysis.small_groups import Word, word_for
from workbench.analysis.standing import Standing
from workbench.charts import distribution, glyphs, words
from workbench.charts.figure import Anchor, Figure, Line, Mark, Rect, Spot, TableText, Text
from workbench.charts.measure import shorten, text_width, wrap
from workbench.domain.content import Pack
from workbench.domain.role import Role
from workbench.domain.text import plural, sentence_case, spelled

TOKENS = {Word.AGREE: "ink2", Word.DISCUSS: "ink2", Word.CONTESTED: "warn", Word.TWO_CAMPS: "bad"}
ROW = 68.0
_HEAD = 26.0
_SPREAD = 24.0


@dataclass(frozen=True, slots=True)
class Said:
    """What an agreement column prints: A (or nothing), its words, their colour, and whether it stands out."""

    value: Fraction | None
    words: str
    token: str
    loud: bool

    @property
    def text(self) -> str:
        """'0.52 discuss', or the words alone where there is no A."""
        if self.value is None:
            return self.words
        between = ", " if self.words[:1].isdigit() else " "
        return f"{two_decimals(self.value)}{between}{self.words}"


def of_question(rating: QuestionRating) -> Said:
    """The agreement on one question: its A and word, or why it has none."""
    accord = rating.accord
    if accord.word is not None:
        few = ", few voices" if accord.few_voices else ""
        loud = accord.word in (Word.CONTESTED, Word.TWO_CAMPS)
        return Said(accord.value, f"{accord.word.value}{few}", TOKENS[accord.word], loud)
    if accord.difference is not None:
        alike = "same answer" if accord.same else "same level by different answers"
        said = f"two voices, {accord.difference} apart" if accord.difference else f"two voices, {alike}"
        return Said(None, said, "warn" if accord.flagged else "ink3", accord.flagged)
    if accord.voices > 1:
        return Said(None, "two options", "ink3", False)
    return Said(None, "one voice" if accord.voices else "no answer yet", "ink3", False)


def judged(part: CapabilityRating) -> list[QuestionRating]:
    """The applicable questions of a capability whose agreement has a word."""
    return [each for each in part.questions if each.applicable and each.accord.word is not None]


def of_capability(part: CapabilityRating) -> Said:
    """The mean A of a capability's questions by weight, with its word; what is contested is counted out.

    A mean hides the one question about which people are divided, so that question gives the words.
    """
    found = judged(part)
    mean = part.mean_of(lambda each: each.agreement if each.accord.word is not None else None)
    if not found or mean is None:
        live = [each for each in part.questions if each.applicable and each.accord.voices]
        if not live:
            return Said(None, "–", "ink3", False)
        if any(each.accord.flagged for each in live):
            apart = max(each.accord.difference or 0 for each in live)
            return Said(None, f"two voices, {apart} apart", "warn", True)
        most = max(live, key=lambda each: each.accord.voices)
        return Said(None, of_question(most).words.removesuffix(", same answer"), "ink3", False)
    camps = sum(1 for each in found if each.accord.word is Word.TWO_CAMPS)
    contested = sum(1 for each in found if each.accord.word is Word.CONTESTED)
    if camps:
        return Said(mean, f"two camps on {camps}", "bad", True)
    if contested:
        return Said(mean, f"{contested} contested", "warn", True)
    few = ", few voices" if all(each.few_voices for each in found) else ""
    return Said(mean, f"{word_for(mean).value}{few}", "ink2", False)


def explained(part: CapabilityRating, said: Said) -> str:
    """The agreement of a capability in a sentence: over how many questions, and which agrees least."""
    found = judged(part)
    if not found or said.value is None:
        return f"Agreement: {said.words}."
    least = min(found, key=lambda each: each.agreement or Fraction(0))
    title = words.one_line(least.question.title or least.question.ask)
    if len(found) == 1:
        return f"A is {two_decimals(said.value)} on its one question with three voices or more."
    return (
        f"A is {two_decimals(said.value)} on average over {len(found)} questions; "
        f"the least is {two_decimals(least.agreement)}, {least.word}: {title}."
    )


def cell(x: float, y: float, room: float, said: Said, bar: float = 40.0, size: float = 12.0) -> list[Mark]:
    """A quiet bar from 0 to 1, A and its word, centred on y; the words alone where there is no A or no room."""
    marks: list[Mark] = []
    weight = 600 if said.loud else 400
    text, beside = said.text, bar + 7
    if text_width(text, size, weight) > room - beside:
        text = text.removesuffix(", few voices")
    if said.value is not None and bar and text_width(text, size, weight) <= room - beside:
        token = said.token if said.loud else "ink3"
        marks += glyphs.progress(x, y - 2, bar, max(Fraction(0), said.value), token, 4)
        x, room = x + beside, room - beside
    marks.append(Text(x, y + size * 0.36, shorten(text, room, size, weight), size, weight, color=said.token))
    return marks


# The whole questionnaire


def ordered(standing: Standing) -> list[QuestionRating]:
    """The applicable questions that two voices or more answered, least agreement first; ties by the wider gap."""
    found = [each for each in standing.questions.values() if each.applicable and each.agreement is not None]
    return sorted(found, key=lambda each: (each.agreement or Fraction(0), -(each.gap or 0)))


def alpha_words(standing: Standing) -> str:
    """Krippendorff's alpha of the whole questionnaire, and what it means, in one sentence."""
    if standing.alpha is None:
        return "Krippendorff's alpha needs two voices on the same question and answers that differ; there is none yet."
    return (
        f"Krippendorff's alpha of the whole questionnaire is {two_decimals(standing.alpha)}: 1 is full agreement, 0 is chance, "
        "and it falls where all questions get much the same answer, however well people agree."
    )


def title(standing: Standing) -> str:
    """Say on how many questions people are divided."""
    found = [each for each in standing.questions.values() if each.applicable]
    camps = sum(1 for each in found if each.accord.word is Word.TWO_CAMPS)
    contested = sum(1 for each in found if each.accord.word is Word.CONTESTED)
    with_word = sum(1 for each in found if each.accord.word is not None)
    apart = sum(1 for each in found if each.accord.difference is not None and each.accord.flagged)
    heard = [each for each in found if each.accord.voices]
    if words.nothing_applies(standing):
        return words.NOTHING_APPLIES
    if not heard:
        return words.NOTHING_YET.rstrip(".")
    if all(each.accord.voices == 1 for each in heard):
        return "Each question was answered by one voice only, so nobody can disagree yet"
    if not with_word:
        if not apart:
            return "No two voices lie more than one level apart"
        return f"Two voices lie more than one level apart on {plural(apart, 'question')}"
    if camps and contested:
        return f"{sentence_case(spelled(camps))} {'question splits' if camps == 1 else 'questions split'} people into two camps, {spelled(contested)} more {'is' if contested == 1 else 'are'} contested"
    if camps:
        return f"{sentence_case(spelled(camps))} {'question splits' if camps == 1 else 'questions split'} people into two camps"
    if contested:
        return f"{sentence_case(spelled(contested))} {'question is' if contested == 1 else 'questions are'} contested, none splits people into two camps"
    agree = sum(1 for each in found if each.accord.word is Word.AGREE)
    if agree == with_word:
        few = " with three voices or more" if with_word < len(found) else ""
        return (
            f"People agree on {'the one question' if with_word == 1 else f'all {with_word} questions'}{few}"
        )
    return f"People agree on {agree} of {with_word} questions; on the others they should talk"


def gap_words(rating: QuestionRating, roles: Collection[Role] | None = None) -> str:
    """The perception gap where it is 1.5 or more: 'gap 1.7: executives 3.4, operations people 1.7'; else ''.

    With `roles` it is said only where both of its ends may be shown.
    """
    if not rating.gap_flagged or rating.gap is None:
        return ""
    means = rating.role_means
    high, low = max(means, key=lambda role: means[role]), min(means, key=lambda role: means[role])
    if roles is not None and not {high, low} <= set(roles):
        return ""
    return (
        f"Perception gap {words.one_decimal(rating.gap)}: {high.plural} {words.role_mean(rating, high)}, "
        f"{low.plural} {words.role_mean(rating, low)}"
    )


def mean_words(rating: QuestionRating) -> str:
    """The mean of the roles, or why it is not shown."""
    if rating.mean_hidden:
        return "two camps, no mean"
    said = words.one_decimal(rating.index, "no mean")
    return f"{said}, agreed in the room" if rating.agreed and rating.index is not None else said


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the parts of a row lie."""

    name: float
    spread: float
    spread_wide: float
    roles: float
    role_wide: float
    accord: float
    accord_wide: float

    @classmethod
    def fit(cls, width: float, roles: int) -> _Columns:
        """Share a width out."""
        accord = 168.0 if width >= 760 else 112.0
        role = max(40.0, min(72.0, (width * 0.34) / max(1, roles)))
        spread = max(84.0, min(150.0, width * 0.17))
        name = width - accord - roles * role - spread - 34
        if name < 120:
            role = max(30.0, role - (120 - name) / max(1, roles))
            name = width - accord - roles * role - spread - 34
        roles_at = name + 12 + spread + 16
        return cls(name, name + 12, spread, roles_at, role, width - accord, accord)


def _row(
    rating: QuestionRating, capability: str, columns: _Columns, roles: Sequence[Role], y: float, width: float
) -> list[Mark]:
    title = words.one_line(rating.question.title or rating.question.ask)
    lines = wrap(title, columns.name, 13, 500)
    marks: list[Mark] = [Text(0, y + 18 + 15 * n, line, 13, 500) for n, line in enumerate(lines)]
    under = y + 18 + 15 * len(lines)
    marks.append(Text(0, under + 1, shorten(capability, columns.name, 11.5), 11.5, color="ink3"))
    base = y + 16 + _SPREAD
    marks += distribution.bars(
        columns.spread, base, columns.spread_wide, 22, rating.levels, rating.distribution, labelled=True
    )
    for number, role in enumerate(roles):
        counts = rating.role_distribution.get(role)
        x = columns.roles + number * columns.role_wide
        wide = columns.role_wide - 10
        if counts is None:
            marks.append(Text(x + wide / 2, base - 8, "·", 12, color="ink3", anchor=Anchor.MIDDLE))
            continue
        marks += distribution.bars(x, base, wide, _SPREAD, rating.levels, counts)
        mean = words.role_mean(rating, role)
        marks.append(Text(x + wide / 2, base + 22, mean, 11, color="ink2", anchor=Anchor.MIDDLE))
    bar = 40.0 if columns.accord_wide > 130 else 0.0
    marks += cell(columns.accord, y + 18, columns.accord_wide, of_question(rating), bar)
    mean = mean_words(rating)
    said = "no mean" if rating.mean_hidden or rating.index is None else f"mean {mean}"
    if rating.agreed and rating.index is not None:
        said = f"agreed {words.one_decimal(rating.index)}"
    if rating.deviation is not None:
        said = f"{said}, {two_decimals(rating.deviation)} off the middle"
    token = "bad" if rating.mean_hidden else "ink3"
    marks.append(Text(columns.accord, y + 35, shorten(said, columns.accord_wide, 11), 11, color=token))
    notes = wrap(gap_words(rating, roles), columns.accord_wide, 11, 500, most=2) if rating.gap_flagged else []
    marks += [
        Text(columns.accord, y + 49 + 13 * n, line, 11, 500, color="warn") for n, line in enumerate(notes)
    ]
    marks.append(Rect(0, y + ROW - 0.5, width, 1, fill="line"))
    return marks


def _table(ratings: Iterable[QuestionRating], names: dict[str, str], roles: Sequence[Role]) -> TableText:
    heads = (
        "Question", "Capability", "Answers by option", *(role.label for role in roles), "Mean", "A", "Agreement",
        "Perception gap", "Average deviation",
    )  # fmt: skip
    rows = tuple(
        (
            words.one_line(each.question.title or each.question.ask),
            names.get(each.question.capability, ""),
            distribution.counted(each.levels, each.distribution),
            *(distribution.counted(each.levels, each.role_distribution.get(role, ())) for role in roles),
            mean_words(each),
            two_decimals(each.agreement),
            of_question(each).words,
            words.one_decimal(each.gap),
            two_decimals(each.deviation),
        )
        for each in ratings
    )
    return TableText(heads, rows)


def _headings(columns: _Columns, roles: Sequence[Role], width: float) -> list[Mark]:
    marks: list[Mark] = [
        Text(0, 14, "Question", 12, color="ink3"),
        Text(columns.spread, 14, "All answers", 12, color="ink3"),
        Text(columns.accord, 14, "Agreement", 12, color="ink3"),
        Line(((0, _HEAD - 4), (width, _HEAD - 4)), "line2"),
    ]
    for number, role in enumerate(roles):
        x = columns.roles + number * columns.role_wide + (columns.role_wide - 10) / 2
        marks.append(Text(x, 14, role.short, 12, color="ink3", anchor=Anchor.MIDDLE))
    return marks


def draw(
    standing: Standing,
    pack: Pack,
    width: float,
    roles: Sequence[Role],
    ratings: Sequence[QuestionRating] | None = None,
    *,
    headed: bool = True,
) -> Figure:
    """Draw one row a question: its answers by option, those of each role, A with its word; least agreement first.

    Without being `headed` it goes on where another figure ended.
    """
    listed = ordered(standing) if ratings is None else ratings
    columns = _Columns.fit(width, len(roles))
    names = {each.id: words.one_line(each.name) for each in pack.capabilities}
    if not listed:
        note = Text(0, 24, "Nothing to compare yet.", 13, color="ink3")
        return Figure(width, 40, (note,), title(standing), _table((), names, roles))
    marks = _headings(columns, roles, width) if headed else []
    top = _HEAD if headed else 0.0
    spots: list[Spot] = []
    for number, rating in enumerate(listed):
        y = top + number * ROW
        marks += _row(rating, names.get(rating.question.capability, ""), columns, roles, y, width)
        asked = words.one_line(rating.question.ask)
        counts = distribution.counted(rating.levels, rating.distribution)
        hint = "\n".join(each for each in (asked, counts, gap_words(rating, roles)) if each)
        name = f"{words.one_line(rating.question.title or asked)}: {of_question(rating).text}"
        spots.append(Spot(rating.question.id, 0, y, width, ROW, name, hint))
    return Figure(
        width,
        top + ROW * len(listed),
        tuple(marks),
        title(standing),
        _table(listed, names, roles),
        tuple(spots),
    )
