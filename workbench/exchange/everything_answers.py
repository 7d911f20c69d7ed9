"""What was answered, said and shown, as tables: by role, in an order that does not tell who said what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.analysis.small_roles import OTHERS, role_names
from workbench.domain.assessment import Answer, AnswerState, EvidenceItem, Respondent, RespondentKind
from workbench.domain.book import Book
from workbench.domain.content import Question, option_key
from workbench.exchange.everything_parts import Field, table
from workbench.exchange.sheets import Sheet

_STATES = {
    AnswerState.RATED: "Rated",
    AnswerState.COUNTED: "Hands counted",
    AnswerState.NOT_APPLICABLE: "Not applicable",
    AnswerState.DONT_KNOW: "Don't know",
}
_HANDS = {"na": "Not applicable", "dk": "Don't know"}
_ALONE, _IN_ROOM, _TOGETHER = "Alone", "In the room", "Show of hands"


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who something comes from, as far as it is told."""

    role: str
    how: str
    name: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Choice:
    """One choice: by a person, or by as many hands as `count`; `counts` is `None` where that would tell whose it is."""

    question: str
    voice: _Voice
    answer: str
    level: int | None
    option: str
    count: int
    strength: str
    counts: bool | None

    @property
    def place(self) -> tuple[str | int, ...]:
        """Where it stands among the choices of its question: by what it says, not by when or by whom."""
        voice = self.voice
        return (
            voice.role,
            voice.how,
            voice.name,
            voice.title,
            self.answer,
            self.level or 0,
            self.option,
            self.strength,
        )


@dataclass(frozen=True, slots=True)
class _Text:
    """Something that was typed to a question, or shown for it."""

    question: str
    voice: _Voice
    kind: str
    text: str
    address: str = ""
    size: int | None = None

    @property
    def place(self) -> tuple[str, ...]:
        voice = self.voice
        return (voice.role, voice.how, voice.name, voice.title, self.kind, self.text, self.address)


class Answered:
    """The answers of one assessment; `names` adds who gave each, which the exporter asked for."""

    def __init__(self, book: Book, *, names: bool) -> None:
        self._book, self._names = book, names
        roles = role_names(book, aside=True)
        self._voices = {each.id: self._voice(each, roles[each.id]) for each in book.respondents}
        self._aside = {each.id for each in book.respondents if each.set_aside}
        # Whose answers of 'Others' do not count would be known by who was set aside.
        self._untold = not names and any(roles[who] == OTHERS for who in self._aside)
        self._scope = {each.id for each in book.questions}
        known = [each.id for each in book.pack.questions]
        # What a newer pack has retired is kept, and stands last.
        later = (book.answered_ids | set(book.consensus)) - set(known)
        self._order = [*known, *sorted(later)]

    def _voice(self, each: Respondent, role: str) -> _Voice:
        if each.kind is RespondentKind.TALLY:
            return _Voice(each.role.label, _TOGETHER)
        if not self._names:
            return _Voice(role, _IN_ROOM)
        return _Voice(each.role.label, _IN_ROOM, each.name, each.role_title)

    def _voice_of(self, answer: Answer) -> _Voice:
        voice = self._voices[answer.respondent]
        return replace(voice, how=_ALONE) if answer.alone else voice

    def answers(self) -> Sheet:
        """Every choice in a row of its own."""
        fields: list[Field[_Choice]] = [
            ("Question", lambda row: row.question),
            ("Role", lambda row: row.voice.role),
            *_who(self._names),
            ("How", lambda row: row.voice.how),
            ("Answer", lambda row: row.answer),
            ("Level", lambda row: row.level),
            ("Option", lambda row: row.option),
            ("Count", lambda row: row.count),
            ("Evidence", lambda row: row.strength),
            ("Counts in the scores", lambda row: row.counts),
        ]
        rows: list[_Choice] = []
        for question in self._order:
            said = self._book.everything_said_to(question).values()
            rows += sorted((row for each in said for row in self._choices(each)), key=lambda row: row.place)
        return table("Answers", fields, rows)

    def _choices(self, answer: Answer) -> Iterator[_Choice]:
        if not answer.given:
            return
        voice = self._voice_of(answer)
        strength = answer.strength.label if answer.strength else ""
        now = self._book.pack.by_question.get(answer.question) if answer.question in self._scope else None
        if answer.state is AnswerState.COUNTED:
            offered = {each.key for each in now.options} if now is not None else set[str]()
            for key, hands in answer.counts.items():
                if not hands:
                    continue
                said = _HANDS.get(key, _STATES[answer.state])
                level = None if key in _HANDS else int(key[0])
                counts = now is not None and (key in _HANDS or key in offered)
                option = "" if level is None else self._option(answer.question, key)
                yield _Choice(answer.question, voice, said, level, option, hands, strength, counts)
            return
        key = "" if answer.value is None else option_key(answer.value, answer.variant)
        yield _Choice(
            answer.question,
            voice,
            _STATES[answer.state],
            answer.value,
            self._option(answer.question, key) if key else "",
            1,
            strength,
            None if self._untold and voice.role == OTHERS else self._counts(answer, now),
        )

    def _counts(self, answer: Answer, now: Question | None) -> bool:
        return now is not None and answer.respondent not in self._aside and answer.counts_for(now)

    def _option(self, question: str, key: str) -> str:
        """An option as it is worded, or was when it was chosen."""
        known = self._book.pack.by_question.get(question), self._book.retired.get(question, (None, ""))[0]
        for each in known:
            for option in each.options if each is not None else ():
                if option.key == key:
                    return option.text
        return ""

    def comments(self) -> Sheet:
        """Every note and every reason that was typed to a question."""
        fields: list[Field[_Text]] = [
            ("Question", lambda row: row.question),
            ("Role", lambda row: row.voice.role),
            *_who(self._names),
            ("How", lambda row: row.voice.how),
            ("Kind", lambda row: row.kind),
            ("Text", lambda row: row.text),
        ]
        rows: list[_Text] = []
        room = self._book.consensus
        for question in self._order:
            said: list[_Text] = []
            for answer in self._book.answers_to(question).values():
                voice = self._voice_of(answer)
                said += [
                    _Text(question, voice, kind, text)
                    for kind, text in (("Note", answer.note), ("Reason", answer.reason))
                    if text.strip()
                ]
            rows += sorted(said, key=lambda row: row.place)
            if question in room:
                agreed = room[question]
                rows += [
                    _Text(question, _Voice("Everybody", "Consensus"), kind, text)
                    for kind, text in (("Reason", agreed.reason), ("Dissent", agreed.dissent))
                    if text.strip()
                ]
        return table("Comments", fields, rows)

    def evidence(self) -> Sheet:
        """Every link and file behind an answer; the files themselves stay in the workspace."""
        fields: list[Field[_Text]] = [
            ("Question", lambda row: row.question),
            ("Role", lambda row: row.voice.role),
            *_who(self._names),
            ("Kind", lambda row: row.kind),
            ("Title", lambda row: row.text),
            ("Address", lambda row: row.address),
            ("Bytes", lambda row: row.size),
        ]
        place = {question: number for number, question in enumerate(self._order)}
        found = [
            _Text(
                each.question,
                self._voices[each.respondent],
                each.kind.value.capitalize(),
                each.title,
                each.url,
                each.size or None,
            )
            for each in self._book.all(EvidenceItem)
        ]
        found.sort(key=lambda row: (place.get(row.question, len(place)), row.question, row.place))
        return table("Evidence", fields, found)

    def retired(self) -> Sheet:
        """Questions that were answered and are in the pack no longer, as they were worded then."""
        fields: list[Field[tuple[str, str, str]]] = [
            ("Question", lambda row: row[0]),
            ("Pack version", lambda row: row[1]),
            ("As asked", lambda row: row[2]),
        ]
        listed = [(key, version, each.ask) for key, (each, version) in self._book.retired.items()]
        return table("Earlier questions", fields, listed)


def _who(names: bool) -> list[Field[_Choice | _Text]]:
    """The columns that tell who it was, where the exporter asked for them."""
    asked: list[Field[_Choice | _Text]] = [
        ("Name", lambda row: row.voice.name),
        ("Role title", lambda row: row.voice.title),
    ]
    return asked if names else []
