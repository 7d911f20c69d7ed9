"""A vote in the room: who has voted, how the voices spread, and what the room could agree on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.analysis.question import QuestionRating, lower_median
from workbench.analysis.small_groups import Word
from workbench.analysis.small_roles import OTHERS, merged_roles
from workbench.domain.assessment import Answer, AnswerState, Respondent, RespondentKind
from workbench.domain.book import Book
from workbench.domain.content import Question, option_key
from workbench.domain.meeting import Meeting, Round, Vote, split_hands
from workbench.domain.role import Role
from workbench.domain.text import join_words, plural, sentence_case

NOT_APPLICABLE, DONT_KNOW = "na", "dk"
_BESIDE = (NOT_APPLICABLE, DONT_KNOW)


# Who has voted


class How(StrEnum):
    """How somebody's vote came in."""

    WAITING = ""
    VOICE = "voice"
    HAND = "hand"
    COLLECTED = "collected"


@dataclass(frozen=True, slots=True)
class Seat:
    """One place in the room: a person's, or `None` for a hand more than there are people of the role."""

    role: Role
    respondent: Respondent | None
    how: How

    @property
    def voted(self) -> bool:
        """Whether the vote is in."""
        return self.how is not How.WAITING


def hidden_round(vote: Vote | None) -> Round:
    """What was voted and is not revealed yet."""
    return vote.rounds[-1] if vote is not None and vote.rounds and not vote.revealed else Round()


def seats(book: Book, meeting: Meeting, vote: Vote | None, question: str) -> tuple[Seat, ...]:
    """Everybody who is there and every hand, with how they voted; hands of a role stand for those without a vote of
    their own, in the order of the list. Whose answers are set aside has no seat, since a vote of theirs would not count.
    """
    now = hidden_round(vote)
    if vote is not None and vote.revealed and vote.rounds:
        now = vote.rounds[-1]
    before = {who for each in (vote.rounds[:-1] if vote else ()) for who in each.voices}
    hands: Counter[Role] = Counter()
    for key, number in now.hands.items():
        hands[split_hands(key)[0]] += number
    found: list[Seat] = []
    for each in book.people():
        if each.set_aside or (each.id not in meeting.present and each.id not in now.voices):
            continue
        how = How.VOICE if each.id in now.voices else How.WAITING
        answer = book.answer(each.id, question)
        if how is How.WAITING and each.id not in before and answer is not None and answer.given:
            how = How.COLLECTED
        if how is How.WAITING and hands[each.role]:
            hands[each.role] -= 1
            how = How.HAND
        found.append(Seat(each.role, each, how))
    more = [Seat(role, None, How.HAND) for role in Role for _ in range(hands[role])]
    return (*found, *more)


def waiting(taken: Sequence[Seat], after: str = "") -> Respondent | None:
    """The next person whose vote is not in, behind the one with the id `after` and from the top again; or `None`."""
    ids = [each.respondent.id if each.respondent else "" for each in taken]
    at = ids.index(after) + 1 if after in ids else 0
    turn = (*taken[at:], *taken[:at])
    return next((each.respondent for each in turn if each.respondent and not each.voted), None)


def answered_elsewhere(book: Book, taken: Sequence[Seat], vote: Vote | None, question: str) -> int:
    """How many people who are not in the room gave an answer that is shown with the votes; a voice of a round before is
    not, since the next one takes its place."""
    here = {each.respondent.id for each in taken if each.respondent}
    here |= {who for each in (vote.rounds[:-1] if vote else ()) for who in each.voices}
    away = (each.id for each in book.people() if each.id not in here and not each.set_aside)
    return sum(1 for who in away if (answer := book.answer(who, question)) is not None and answer.given)


def why_not_shown(book: Book, vote: Vote | None, question: str, came_in: int) -> str:
    """Why there is nothing to reveal yet: no vote at all, or so few answers sent in alone that they would be told by
    themselves; '' where there is."""
    if not came_in:
        return "Nobody has voted yet. Count hands, or pass the keyboard."
    now = hidden_round(vote)
    given = [each for each in book.answers_to(question).values() if each.given]
    least = book.assessment.smallest_group
    if now.hands or now.voices or len(given) >= least or not all(each.alone for each in given):
        return ""
    return (
        f"Fewer than {least} people have answered, each alone: shown, it would tell who said what. "
        "Count hands, or pass the keyboard."
    )


def voted_words(taken: Sequence[Seat], elsewhere: int = 0) -> str:
    """'9 of 11 have voted.', and how many who are not there answered before."""
    voted = sum(1 for each in taken if each.voted)
    if not taken:
        return f"{elsewhere} answered before." if elsewhere else "Nobody has voted."
    if elsewhere:
        return f"{voted} of {len(taken)} voted, {elsewhere} more answered before."
    verb = "has" if len(taken) == 1 else "have"
    return f"{voted} of {len(taken)} {verb} voted."


# How the voices spread


@dataclass(frozen=True, slots=True)
class Spread:
    """What was said to a question, as everybody may see it: by option in the pack's order, then 'na' and 'dk'.

    `counts` holds by option and label how many chose it; the only label is '' where roles would tell single answers.
    """

    keys: tuple[str, ...]
    counts: Mapping[str, Mapping[str, int]]

    def total(self, key: str) -> int:
        """How many chose an option."""
        return sum(self.counts.get(key, {}).values())

    @property
    def everybody(self) -> int:
        """How many voices there are."""
        return sum(self.total(key) for key in self.keys)

    @property
    def chose(self) -> int:
        """How many chose an option of the question."""
        return sum(self.total(key) for key in self.keys if key not in _BESIDE)

    def by_label(self) -> dict[str, list[str]]:
        """The options each label chose, one entry a voice, in order."""
        found: dict[str, list[str]] = defaultdict(list)
        for key in self.keys:
            if key not in _BESIDE:
                for name, number in self.counts.get(key, {}).items():
                    found[name] += [key] * number
        return dict(found)


def _said(answer: Answer) -> dict[str, int]:
    match answer.state:
        case AnswerState.RATED:
            return {option_key(answer.value or 0, answer.variant): 1}
        case AnswerState.NOT_APPLICABLE:
            return {NOT_APPLICABLE: 1}
        case AnswerState.DONT_KNOW:
            return {DONT_KNOW: 1}
        case AnswerState.COUNTED:
            return dict(answer.counts)
        case AnswerState.OPEN:
            return {}


def spread(book: Book, question: Question) -> Spread:
    """How the answers to a question spread, by role where that tells of nobody who answered alone.

    Votes given openly are shown by role at any size. Answers sent in alone by a role with too few people are 'Others';
    where fewer of those than the smallest group answered this question, no role is shown at all, since what is left
    over would be theirs.
    """
    small = merged_roles(book)
    roles = {each.id: each for each in book.respondents}
    keys = (*(option.key for option in question.options), *_BESIDE)
    counts: dict[str, Counter[str]] = {key: Counter() for key in keys}
    hidden = 0
    for who, answer in book.answers_to(question.id).items():
        if who not in roles:
            continue
        each = roles[who]
        alone = answer.alone and each.kind is RespondentKind.PERSON and each.role in small
        for key, number in _said(answer).items():
            if key in counts and number:
                counts[key][OTHERS if alone else each.role.label] += number
                hidden += number if alone else 0
    if 0 < hidden < book.assessment.smallest_group:
        counts = {key: Counter({"": sum(each.values())} if each else {}) for key, each in counts.items()}
    return Spread(keys, counts)


# What the room could agree on


def middle(question: Question, rating: QuestionRating, shown: Spread | None = None) -> str:
    """The option the voices come to: that of the lower median over roles, 'na' where most say so, '' without voices.

    Of several options of a level the one most chose, the first of equals (domain.md 2.2). A hand raised for 'na' has no
    reason yet and does not count; with `shown` it is 'na' all the same, since the reason comes with what is recorded.
    """
    none = shown.total(NOT_APPLICABLE) if shown is not None else 0
    if not rating.open_applicable or (shown is not None and 2 * none > shown.chose + none):
        return NOT_APPLICABLE
    if not rating.open_median:
        return ""
    chosen = dict(zip((option.key for option in question.options), rating.distribution, strict=True))
    level = [option for option in question.options if option.level == rating.open_median]
    return max(level, key=lambda option: chosen[option.key]).key if level else ""


def _middle_of(keys: Sequence[str]) -> int:
    return lower_median([int(key[0]) for key in keys])


def finding(question: Question, rating: QuestionRating, shown: Spread) -> str:
    """In one sentence how roles see it: 'Operations see level 1 or 2, engineers see 3.'"""
    said = {name: keys for name, keys in shown.by_label().items() if name}
    if not shown.chose:
        return "Nobody chose a sentence." if shown.everybody else "Nobody has voted."
    levels = sorted({int(key[0]) for keys in shown.by_label().values() for key in keys})
    if len(levels) == 1:
        one = "The one voice chose" if shown.chose == 1 else f"All {shown.chose} voices chose"
        return f"{one} level {levels[0]}."
    middles = {name: _middle_of(keys) for name, keys in said.items()}
    low, high = min(middles.values(), default=0), max(middles.values(), default=0)
    if len(said) < 2 or low == high:
        return f"{plural(shown.chose, 'voice')} from level {levels[0]} to level {levels[-1]}, within roles as well."
    lowest = [name for name, value in middles.items() if value == low]
    highest = [name for name, value in middles.items() if value == high]
    return f"{_sees(lowest, said)}, {_sees(highest, said, first=False)}."


def _sees(names: list[str], said: Mapping[str, list[str]], first: bool = True) -> str:
    levels = sorted({int(key[0]) for name in names for key in said[name]})
    where = str(levels[0]) if len(levels) == 1 else f"{levels[0]} to {levels[-1]}"
    if len(levels) == 2 and levels[1] - levels[0] == 1:
        where = f"{levels[0]} or {levels[1]}"
    who = join_words([each[:1].lower() + each[1:] for each in map(_plural, names)])
    return f"{sentence_case(who) if first else who} see {'level ' if first else ''}{where}"


def _plural(name: str) -> str:
    role = next((each for each in Role if each.label == name), None)
    words = role.plural if role is not None else name
    return words[:1].upper() + words[1:]


def advice(rating: QuestionRating) -> str:
    """What to do next, from how far the voices agree (domain.md 2.3)."""
    accord = rating.accord
    if accord.voices < 2:
        return "Ask for more voices, or record what there is." if accord.voices else "Take votes first."
    if accord.word is Word.TWO_CAMPS:
        return "Two camps: hear both sides before anything is recorded."
    if accord.word is Word.AGREE or (accord.word is None and not accord.flagged):
        return "Record it, or ask whether somebody sees it otherwise."
    return "Hear one voice from each, then vote again."


def dissent(question: Question, shown: Spread, agreed: str) -> str:
    """Who chose otherwise than what is agreed on, for the record: 'Engineers: 2 at level 4. Managers: 1 at level 2.'"""
    lines: list[str] = []
    others = {name: Counter(key for key in keys if key != agreed) for name, keys in shown.by_label().items()}
    for name, counts in others.items():
        if counts:
            levels = Counter[str]()
            for key, number in counts.items():
                levels[key[0]] += number
            parts = [f"{number} at level {level}" for level, number in sorted(levels.items())]
            lines.append(f"{_plural(name)}: {join_words(parts)}" if name else f"{join_words(parts)}")
    return ". ".join(lines) + "." if lines else ""


def own_words(text: str) -> str:
    """What people typed into a dissent beside the sentences of `dissent`; a changed sentence is somebody's words."""
    return _COUNTED.sub("", text).strip()


_LEVELS = r"\d+ at level [1-5]"
_WHO = "|".join(re.escape(_plural(name)) for name in (*(role.label for role in Role), OTHERS))
_COUNTED = re.compile(
    rf"(?:^|(?<=[.!?]\s)|(?<=\n))(?:(?:{_WHO}): )?{_LEVELS}(?:, {_LEVELS})*(?: and {_LEVELS})?\.(?:\s+|$)"
)
