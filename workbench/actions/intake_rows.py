"""What an answer pack that came back would change: question by question, what is here and what was sent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from workbench.domain.answer_pack import AnswerPack, Given, PackQuestion
from workbench.domain.assessment import AnswerState, Respondent, RespondentKind
from workbench.domain.book import Book
from workbench.domain.content import Option, Question
from workbench.domain.text import short, whole_line

_OUTSIDE = (
    "It is not asked in this assessment now: the answer is kept, and counts once the scope takes it in again."
)


class RowKind(StrEnum):
    """What came of one answer: see `compare`."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    CONFLICT = "conflict"
    AS_SENT = "as sent"

    @property
    def takes(self) -> bool:
        """Whether taking it writes something."""
        return self in (RowKind.NEW, RowKind.CHANGED, RowKind.CONFLICT)


@dataclass(frozen=True, slots=True)
class Row:
    """One answer of a file beside the one that is here (`None` where nothing was said); `warning` may qualify it."""

    question: str
    ask: str
    kind: RowKind
    here: Given | None
    there: Given
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A file against the assessment: whose it is, its rows, and a sentence for each answer that cannot be taken.

    `at` is when the file was saved, or made where it does not say: a moment in UTC as ISO 8601.
    """

    pack: AnswerPack
    respondent: Respondent
    rows: tuple[Row, ...]
    left: tuple[str, ...] = ()
    note: str = ""

    @property
    def at(self) -> str:
        """When the answers were given, as far as the file says."""
        return self.pack.saved_at or self.pack.exported_at

    @property
    def who(self) -> str:
        """Whose answers these are, without a name."""
        return whole_line(self.respondent.label)

    @property
    def counts(self) -> Counter[RowKind]:
        """How many rows there are of each kind."""
        return Counter(row.kind for row in self.rows)

    @property
    def usual(self) -> frozenset[str]:
        """The questions taken unless somebody chooses otherwise: what is new or changed there alone."""
        return frozenset(row.question for row in self.rows if row.kind in (RowKind.NEW, RowKind.CHANGED))


class NotOurs(ValueError):
    """A pack belongs somewhere else; says where, and what to do, in words that follow the file's name."""


def _owner(book: Book, pack: AnswerPack) -> Respondent:
    if pack.workspace != book.workspace.id:
        raise NotOurs(
            f"it was made for another workspace, of '{short(pack.client)}'; this one belongs to "
            f"'{short(book.workspace.client)}'. Open that workspace and take it in there."
        )
    if pack.assessment != book.assessment.id:
        raise NotOurs(
            f"it belongs to the assessment '{short(pack.title)}', not to '{short(book.assessment.title)}'. "
            "Open that assessment and take it in there."
        )
    if pack.pack != book.pack.id:
        raise NotOurs(
            f"its questions come from the content pack '{short(pack.pack)}', this assessment asks those of "
            f"'{short(book.pack.id)}'. Send the questions anew."
        )
    found = next((each for each in book.respondents if each.id == pack.respondent), None)
    if found is None or found.kind is not RespondentKind.PERSON:
        raise NotOurs(
            f"the respondent it was made for ('{short(pack.role_title or pack.role.label)}') is not in this assessment "
            "any more. Undo the removal, or add the respondent and send the questions anew."
        )
    return found


def compare(book: Book, pack: AnswerPack) -> Comparison:
    """Hold a pack against the book.

    New: nothing was said here. Changed: here it is as it went out, there it is not. Conflict: it was changed here, too,
    or nobody knows what went out. As sent: it was changed here alone. A question the pack leaves open takes nothing away.

    Raises:
        NotOurs: for a pack of another client, assessment, content pack or respondent.
    """
    respondent = _owner(book, pack)
    asked = {each.id: each for each in pack.questions}
    scope = {each.id for each in book.questions}
    rows: list[Row] = []
    left: list[str] = []
    for there in pack.answers:
        if there.blank:
            continue
        question = book.pack.by_question.get(there.question)
        mapped, problem = _mapped(there, asked[there.question], question, pack.pack_version)
        if mapped is None or question is None:
            left.append(problem)
            continue
        stored = book.answer(respondent.id, there.question)
        here = Given.of(stored) if stored is not None else None
        if here is not None and here.blank:
            here = None
        kept = _keeping(here, mapped)
        # What went out is only known in the words of its own version.
        then = _then(here, asked[there.question], question)
        went_out = {there.digest, _keeping(then, there).digest}
        kind = _kind(here, kept, pack.before.get(there.question), then, went_out)
        warning = _warning(kept) if kept == mapped else "No choice was sent: the one that is here stays."
        if question.id not in scope:
            warning = f"{_OUTSIDE} {warning}".strip()
        rows.append(Row(there.question, question.ask, kind, here, kept, warning))
    order = {question.id: number for number, question in enumerate(book.pack.questions)}
    rows.sort(key=lambda row: order[row.question])
    note = " ".join(each for each in (_aside_note(respondent), _version_note(book, pack)) if each)
    return Comparison(pack, respondent, tuple(rows), tuple(left), note)


def _keeping(here: Given | None, there: Given) -> Given:
    """What was sent, with the choice that is here where none was sent: words without a choice take none away."""
    if there.state is not AnswerState.OPEN or here is None or here.state is AnswerState.OPEN:
        return there
    return replace(
        there,
        state=here.state,
        value=here.value,
        variant=here.variant,
        reason=there.reason or here.reason,
        strength=there.strength or here.strength,
    )


def _kind(
    here: Given | None, there: Given, before: str | None, then: Given | None, sent: Collection[str]
) -> RowKind:
    """`then` is what is here, and `sent` what was sent, in the version that went out; `before` is the proof of it."""
    if here is not None and here.digest == there.digest:
        return RowKind.SAME
    if before in sent:
        return RowKind.AS_SENT
    if here is None and before is None:
        return RowKind.NEW
    return RowKind.CHANGED if then is not None and then.digest == before else RowKind.CONFLICT


def _warning(there: Given) -> str:
    if there.state is AnswerState.NOT_APPLICABLE and not there.reason.strip():
        return "It does not apply, and no reason is given: until there is one it counts as ‘I don’t know’."
    return ""


def _aside_note(respondent: Respondent) -> str:
    if not respondent.set_aside:
        return ""
    return (
        "What this respondent says was set aside: answers are kept when they are taken in, and do not count."
    )


def _version_note(book: Book, pack: AnswerPack) -> str:
    if pack.content == book.pack.content_hash:
        return ""
    return (
        f"The questions went out in version {pack.pack_version} of the content pack, this assessment asks version "
        f"{book.pack.version}. Answers are taken where question and sentence still say the same."
    )


def _mapped(
    there: Given, asked: PackQuestion, question: Question | None, version: str
) -> tuple[Given | None, str]:
    """An answer in the words of the assessment's own pack, or why it has no place in it."""
    if question is None:
        return (
            None,
            f"{asked.id}: this question of version {version} is not asked any more; its answer was left out.",
        )
    if whole_line(question.ask) != whole_line(asked.ask):
        return None, (
            f"{asked.id}: it was asked in other words in version {version}; its answer was left out. Ask it again."
        )
    if there.state is not AnswerState.RATED:
        return there, ""
    found = _alike(asked.option(there.value, there.variant), question.options)
    if found is None:
        return None, (
            f"{asked.id}: the sentence chosen in version {version} is not offered any more; it was left out. Ask it again."
        )
    return replace(there, value=found.level, variant=found.variant), ""


def _then(here: Given | None, asked: PackQuestion, question: Question) -> Given | None:
    """What is here in the words of the version that went out, where that had the same sentence."""
    if here is None or here.value is None:
        return here
    found = _alike(question.option(here.value, here.variant), asked.options)
    return replace(here, value=found.level, variant=found.variant) if found is not None else here


def _alike(chosen: Option | None, offered: Iterable[Option]) -> Option | None:
    """The option that says the same: of several alike the same one, else the only one."""
    if chosen is None:
        return None
    alike = [each for each in offered if whole_line(each.text) == whole_line(chosen.text)]
    return next((each for each in alike if each.key == chosen.key), alike[0] if len(alike) == 1 else None)


def compare_all(compared: Sequence[Comparison]) -> list[Comparison]:
    """Several files beside each other: where two of them answer for one person differently, that is a conflict.

    So the order of files decides nothing.
    """
    said: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for each in compared:
        for row in _taking(each.rows):
            said[each.respondent.id, row.question].add(row.there.digest)
    return [
        replace(
            each,
            rows=tuple(
                replace(row, kind=RowKind.CONFLICT)
                if row.kind.takes and len(said[each.respondent.id, row.question]) > 1
                else row
                for row in each.rows
            ),
        )
        for each in compared
    ]


def _taking(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.kind.takes]
