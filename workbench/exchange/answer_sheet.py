"""An answer pack as a spreadsheet with drop-downs, and the same read back by the ids in its hidden column."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbench.domain.answer_pack import AnswerPack, Given, PackQuestion
from workbench.domain.assessment import AnswerState, Strength
from workbench.domain.text import plural, short, storable, whole_line
from workbench.exchange.answer_checks import Read, checked
from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.answer_folded import folded, unfolded
from workbench.exchange.sheets import LONGEST_CELL
from workbench.exchange.workbook import WorkbookError, read_cells

if TYPE_CHECKING:
    import xlsxwriter

MARK = "sre-workbench/answers"
NOT_APPLICABLE, DONT_KNOW = "Does not apply", "I don’t know"
_CHUNK = 32_000
_TITLE, _CHOICES = "Questions", "Choices"
_HEAD = ("id", "No.", "Area", "Question", "Sentences to choose from", "Answer", "How sure are you?", "Comment", "Why it does not apply")  # fmt: skip
_WIDTHS = (4, 5, 24, 42, 62, 44, 17, 44, 30)
_ANSWER, _SURE, _NOTE, _REASON = 5, 6, 7, 8
_HEAD_WITHIN = 40


def choices(question: PackQuestion) -> list[str]:
    """What the drop-down of a question offers: its sentences, each different from the others, and the other two."""
    found: list[str] = []
    for option in question.options:
        text = whole_line(option.text)
        while text in found or text in (NOT_APPLICABLE, DONT_KNOW):
            text = f"{text} ({len(found) + 1})"
        found.append(text)
    return [*found, NOT_APPLICABLE, DONT_KNOW]


def sheet_bytes(pack: AnswerPack) -> bytes:
    """The spreadsheet; what is there to be read only is protected against slips, without a password.

    Raises:
        AnswerFileError: when a comment is longer than a cell takes.
    """
    import xlsxwriter  # brings XML and ZIP; no other command needs it

    for each in pack.answers:
        if max(len(each.note), len(each.reason)) > LONGEST_CELL:
            raise AnswerFileError(
                f"The comment on {each.question} is longer than the {LONGEST_CELL:,} letters a spreadsheet takes; "
                "send an answer pack or a PDF."
            )
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet: Any = book.add_worksheet(_TITLE)
    offered: Any = book.add_worksheet(_CHOICES)
    offered.hide()
    offered.protect()
    sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
    sheet.set_row(0, None, None, {"hidden": True})
    text = folded(pack)
    parts = [text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK)]
    for column, part in enumerate((MARK, *parts)):
        sheet.write_string(0, column, part)
    _fill(book, sheet, offered, pack)
    book.close()
    return out.getvalue()


def _fill(book: xlsxwriter.Workbook, sheet: Any, offered: Any, pack: AnswerPack) -> None:
    top = {"valign": "top", "text_wrap": True}
    title = book.add_format({"bold": True, "font_size": 16})
    head = book.add_format({"bold": True, "bottom": 1, **top})
    read = book.add_format(top)
    write = book.add_format({"locked": False, "bg_color": "#EEF3FC", "border": 1, "border_color": "#6D8CC4", **top})  # fmt: skip
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width, None, {"hidden": True} if column == 0 else {})
    for number, line in enumerate(_opening(pack), 1):
        sheet.write_string(number, 1, storable(line), title if number == 1 else None)
    first = len(_opening(pack)) + 2
    for column, name in enumerate(_HEAD):
        sheet.write_string(first, column, name, head)
    sheet.freeze_panes(first + 1, 0)
    said = {each.question: each for each in pack.answers}
    for number, question in enumerate(pack.questions, 1):
        row, listed = first + number, choices(question)
        texts = (
            question.id,
            str(number),
            question.area,
            question.ask,
            "\n".join(f"• {each}" for each in listed[:-2]),
        )
        for column, cell in enumerate(texts):
            # Always as text: what begins with '=' is no formula here.
            sheet.write_string(row, column, storable(cell), read)
        for column, cell in enumerate(_cells(question, said.get(question.id), listed), _ANSWER):
            if cell:
                sheet.write_string(row, column, storable(cell), write)
            else:
                sheet.write_blank(row, column, None, write)
        for column, cell in enumerate(listed):
            offered.write_string(number - 1, column, storable(cell))
        sheet.data_validation(row, _ANSWER, row, _ANSWER, _drop_down(f"={_CHOICES}!$A${number}:${_letter(len(listed))}${number}"))  # fmt: skip
        sheet.data_validation(row, _SURE, row, _SURE, _drop_down([each.label for each in Strength]))


def _letter(column: int) -> str:
    """The name of a column of at most 702, counted from 1."""
    first, second = divmod(column - 1, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)


def _drop_down(source: str | list[str]) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": source,
        "error_title": "Not one of the answers",
        "error_message": "Choose from the list, or leave the cell empty.",
    }


def _opening(pack: AnswerPack) -> list[str]:
    who = ", ".join(
        part for part in (whole_line(pack.role_title) or pack.role.label, whole_line(pack.group)) if part
    )
    due = f"Send it back by {pack.due.isoformat()}." if pack.due else "Send it back when you are done."
    return [
        f"{whole_line(pack.client)}: {whole_line(pack.title)}",
        f"For: {who}. {plural(len(pack.questions), 'question')}. {due}",
        "Choose the sentence closest to a normal week in the column ‘Answer’. Save the file and send it back.",
        "‘Does not apply’ needs its reason in the last column; without one it counts as ‘I don’t know’.",
        pack.readers,
    ]


def _cells(question: PackQuestion, given: Given | None, listed: Sequence[str]) -> tuple[str, str, str, str]:
    if given is None:
        return "", "", "", ""
    answer = ""
    match given.state:
        case AnswerState.NOT_APPLICABLE:
            answer = NOT_APPLICABLE
        case AnswerState.DONT_KNOW:
            answer = DONT_KNOW
        case AnswerState.RATED:
            option = question.option(given.value, given.variant)
            answer = listed[question.options.index(option)] if option else ""
        case _:
            pass
    return answer, given.strength.label if given.strength else "", given.note, given.reason


# The way back.


def read_answer_sheet(data: bytes, saved_at: str = "") -> Read:
    """Read a spreadsheet that `sheet_bytes` made and somebody filled in; what cannot be taken has its sentence.

    Raises:
        AnswerFileError: when it is no such spreadsheet.
    """
    try:
        rows, formulas = read_cells(data, lambda found: found[0][:1] == [MARK] if found else False)
    except WorkbookError as problem:
        raise AnswerFileError(f"it {problem}") from problem
    return read_answer_rows(rows, saved_at, formulas)


def read_answer_rows(
    rows: list[list[str]], saved_at: str = "", formulas: frozenset[tuple[int, int]] = frozenset()
) -> Read:
    """Read the rows of such a spreadsheet, every cell as text; `formulas` are the places of those that hold one.

    Raises:
        AnswerFileError: when they are not those of one.
    """
    if not rows or rows[0][:1] != [MARK]:
        raise AnswerFileError(
            "it is a spreadsheet, but not one of ours with its hidden first row. Choose the one that was sent back."
        )
    pack = unfolded("".join(rows[0][1:]))
    head = next((at for at, row in enumerate(rows[:_HEAD_WITHIN]) if row[:1] == [_HEAD[0]]), None)
    if head is None:
        raise AnswerFileError(
            "it has lost the hidden column that says which question is which. Ask for the file with all its columns."
        )
    asked = {each.id: each for each in pack.questions}
    found: dict[str, Given] = {}
    problems: list[str] = []
    for number, row in enumerate(rows[head + 1 :], head + 2):
        cells = [*row, *[""] * (len(_HEAD) - len(row))]
        question = asked.get(cells[0])
        if question is None:
            if any(cell.strip() for cell in cells[_ANSWER : _REASON + 1]):
                problems.append(
                    f"Row {number} belongs to no question any more and was left out; say what it was for."
                )
            continue
        if question.id in found:
            problems.append(
                f"{question.id}: it stands in two rows; the second one, row {number}, was left out."
            )
            continue
        if any((number, column + 1) in formulas for column in range(_ANSWER, _REASON + 1)):
            problems.append(
                f"{question.id}: row {number} holds a formula, which is never run; the row was left out. Have it typed as text."
            )
            continue
        given, problem = _given(question, cells, number)
        if given is not None:
            found[question.id] = given
        if problem:
            problems.append(problem)
    # A row that was not taken says nothing: what went out stands for nothing, either.
    return checked("sheet", _replaced(pack, found, saved_at), problems)


def _replaced(pack: AnswerPack, found: dict[str, Given], saved_at: str) -> AnswerPack:
    empty = {each.id: Given(question=each.id) for each in pack.questions}
    return pack.with_answers(empty | found, saved_at)


def _given(question: PackQuestion, cells: Sequence[str], number: int) -> tuple[Given | None, str]:
    """What a row says, or why that cannot be told."""
    answer, sure = whole_line(cells[_ANSWER]), whole_line(cells[_SURE])
    state, value, variant = AnswerState.OPEN, None, 0
    listed = choices(question)
    if answer == NOT_APPLICABLE:
        state = AnswerState.NOT_APPLICABLE
    elif answer in (DONT_KNOW, DONT_KNOW.replace("’", "'")):
        state = AnswerState.DONT_KNOW
    elif answer:
        at = listed.index(answer) if answer in listed else _place(question, answer)
        if at is None:
            return None, (
                f"{question.id}: row {number} answers '{short(answer, 40)}', which is none of the {len(listed)} answers; "
                "the row was left out. Have it chosen from the list."
            )
        state, value, variant = AnswerState.RATED, question.options[at].level, question.options[at].variant
    strengths = {each.label.casefold(): each for each in Strength}
    strength = strengths.get(sure.casefold())
    problem = ""
    if sure and strength is None:
        problem = (
            f"{question.id}: row {number} says '{short(sure, 40)}' for how sure; it is none of "
            f"{', '.join(each.label for each in Strength)} and was left out."
        )
    given = Given(
        question=question.id,
        state=state,
        value=value,
        variant=variant,
        reason=cells[_REASON],
        note=cells[_NOTE],
        strength=strength,
    )
    return given, problem


def _place(question: PackQuestion, answer: str) -> int | None:
    """A number typed for a sentence, where its place and its level are the same and so cannot be mixed up."""
    plain = [option.level for option in question.options] == list(range(1, len(question.options) + 1))
    number = int(answer) if answer.isascii() and answer.isdigit() and len(answer) < 3 else 0
    return number - 1 if plain and 1 <= number <= len(question.options) else None
