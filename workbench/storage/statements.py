"""The statements that run all day, compiled once from the tables: building each anew took as long as running it."""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlmodel import SQLModel

from workbench.domain.assessment import Answer, Respondent
from workbench.domain.entity import Entity
from workbench.storage.codec import names_of
from workbench.storage.kinds import TABLES

_DIALECT: Any = sqlite.dialect(paramstyle="qmark")  # pyright: ignore # a module of untyped names
HISTORY = SQLModel.metadata.tables["history"]


def _columns(kind: type[Entity]) -> list[Any]:
    table = TABLES[kind]
    return [table.c[name] for name in names_of(kind)]


def _text(query: sa.ClauseElement) -> str:
    return str(query.compile(dialect=_DIALECT))


@cache
def select_where(kind: type[Entity], names: tuple[str, ...]) -> str:
    """All rows of a kind whose columns equal the parameters, in the user's order."""
    table = TABLES[kind]
    query = sa.select(*_columns(kind))
    for name in names:
        query = query.where(table.c[name] == sa.bindparam(name))
    return _text(query.order_by(*([table.c.position] if "position" in table.c else []), table.c.id))


@cache
def select_via_respondent(kind: type[Entity]) -> str:
    """All rows of a kind whose respondents belong to an assessment."""
    table, respondents = TABLES[kind], TABLES[Respondent]
    query = (
        sa.select(*_columns(kind))
        .join_from(table, respondents, table.c.respondent == respondents.c.id)
        .where(respondents.c.assessment == sa.bindparam("assessment"))
    )
    return _text(query)


@cache
def said_in_assessment() -> str:
    """Every answer of an assessment with its respondent's role, as few columns as counting them needs."""
    answers, respondents = TABLES[Answer], TABLES[Respondent]
    query = (
        sa.select(
            answers.c.question,
            respondents.c.role,
            answers.c.state,
            answers.c.value,
            answers.c.variant,
            answers.c.strength,
            answers.c.reason,
            answers.c.counts,
        )
        .join_from(answers, respondents, answers.c.respondent == respondents.c.id)
        .where(respondents.c.assessment == sa.bindparam("assessment"))
        # Who was set aside stays, and counts no more.
        .where(respondents.c.set_aside == sa.literal_column("''"))
    )
    return _text(query)


QUESTION_OF_RESPONDENT = """
SELECT question.value FROM respondent
JOIN assessment ON assessment.id = respondent.assessment
JOIN pack ON pack.id = assessment.pack
JOIN json_each(pack.source, '$.capabilities') AS capability
JOIN json_each(capability.value, '$.questions') AS question
WHERE respondent.id = ? AND json_extract(question.value, '$.id') = ?
"""
"""One question, as JSON, of the pack that a respondent's assessment has: quicker than building the whole pack."""
QUESTION_OF_ASSESSMENT = """
SELECT question.value FROM assessment
JOIN pack ON pack.id = assessment.pack
JOIN json_each(pack.source, '$.capabilities') AS capability
JOIN json_each(capability.value, '$.questions') AS question
WHERE assessment.id = ? AND json_extract(question.value, '$.id') = ?
"""


@cache
def owner_of_respondent() -> str:
    """The assessment a respondent belongs to."""
    table = TABLES[Respondent]
    return _text(sa.select(table.c.assessment).where(table.c.id == sa.bindparam("id")))


@cache
def insert(kind: type[Entity]) -> sa.Insert:
    """A new row of a kind."""
    return sa.insert(TABLES[kind])


@cache
def update(kind: type[Entity]) -> sa.Update:
    """New values for the row with the id `row_id`."""
    table = TABLES[kind]
    return sa.update(table).where(table.c.id == sa.bindparam("row_id"))


@cache
def record() -> sa.Insert:
    """A line of history."""
    return sa.insert(HISTORY)
