"""Making an answer pack: what a respondent is asked and said so far, as it leaves the workspace."""

from __future__ import annotations

import datetime as dt

from workbench.actions.invitations import invitation_of, questions_of
from workbench.analysis.veil import Veil
from workbench.domain.answer_pack import AnswerPack, Given, PackQuestion, same_words
from workbench.domain.assessment import Respondent, RespondentKind
from workbench.domain.book import Book
from workbench.domain.content import Pack, Question
from workbench.domain.entity import require


def readers_words(book: Book) -> str:
    """Who reads what a respondent sends in, in their own words."""
    smallest = book.assessment.smallest_group
    groups = (
        f"Groups of fewer than {smallest} people are shown together with others."
        if smallest > 1
        else "Groups are shown as they are, also where one person is all there is."
    )
    return (
        f"The people who run the assessment read every answer. In the report you appear by your role. {groups} "
        "Comments are printed as they were written: leave out what must not be known to be yours."
    )


def _asked(pack: Pack, question: Question) -> PackQuestion:
    part = pack.by_capability[question.capability]
    return PackQuestion(
        id=question.id,
        area=pack.by_area[part.area].title,
        capability=part.name,
        title=question.title,
        ask=question.ask,
        options=question.options,
        why=question.why,
        evidence=question.evidence,
    )


def pack_of(book: Book, respondent: Respondent, now: dt.datetime) -> AnswerPack:
    """One respondent's pack as of a moment in UTC; names of other people are replaced by their roles.

    Raises:
        ValueError: for a show of hands, and where nothing is asked.
    """
    require(
        respondent.kind is RespondentKind.PERSON,
        "A show of hands gets no answer pack; choose somebody who answers alone.",
    )
    questions = questions_of(book, respondent)
    names = Veil(book).names
    # Of their own name nothing stays: a role in its place would stand there twice.
    title = names.title(respondent.role_title, respondent.name)
    label = title or respondent.role.label
    require(bool(questions), f"Nothing is asked of '{label}'; choose questions, or widen the scope.")
    stored = (book.answer(respondent.id, question.id) for question in questions)
    answers = tuple(said for each in stored if each is not None and not (said := Given.of(each)).blank)
    given = invitation_of(book, respondent)
    return AnswerPack(
        workspace=book.workspace.id,
        client=book.workspace.client,
        assessment=book.assessment.id,
        title=names.redact(book.assessment.title),
        respondent=respondent.id,
        role=respondent.role,
        pack=book.pack.id,
        pack_version=book.pack.version,
        content=book.pack.content_hash,
        questions=tuple(_asked(book.pack, question) for question in questions),
        answers=answers,
        before={each.question: each.digest for each in answers},
        role_title=title,
        group=names.redact(same_words(respondent.group or respondent.team)),
        language=book.pack.language,
        exported_at=now.astimezone(dt.UTC).isoformat(timespec="seconds"),
        due=given.due if given else None,
        readers=readers_words(book),
    )
