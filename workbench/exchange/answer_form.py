"""The fillable form, read back: the pack from its hidden field, the answers from the fields beside it."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from workbench.domain.answer_form import (
    DONT_KNOW,
    IDENTITY,
    NOT_APPLICABLE,
    answer_values,
    field_name,
    state_at,
    sure_values,
)
from workbench.domain.answer_pack import AnswerPack, Given, PackQuestion, same_words
from workbench.domain.assessment import AnswerState, Strength
from workbench.domain.text import join_words
from workbench.exchange.answer_checks import Read, checked
from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.answer_folded import unfolded

MOST_BYTES = 50_000_000
_MOST_FIELDS = 50_000
_DEEPEST = 8
_DAMAGED = AnswerFileError(
    "it is a PDF that was cut short or damaged. Ask for the file again, saved by the program it was filled in with."
)


@dataclass(frozen=True, slots=True)
class _Field:
    """What a field says: its value, and for radio buttons every state that shows as chosen."""

    value: str
    shown: tuple[str, ...] = ()


def read_answer_form(data: bytes, saved_at: str = "") -> Read:
    """Read a form that was filled in; what cannot be taken has its sentence.

    Raises:
        AnswerFileError: when it is no such form, is locked, or was damaged.
    """
    if len(data) > MOST_BYTES:
        raise AnswerFileError(f"it is larger than {MOST_BYTES // 1_000_000} MB; that is no form of ours.")
    with _quiet():
        found = _fields_of(data)
    identity = found.get(IDENTITY)
    if identity is None:
        raise AnswerFileError(
            "it is a PDF without the fields of our form: another document, or the form printed into a new PDF. "
            "Ask for the form itself, filled in and saved."
        )
    pack = unfolded(identity.value)
    problems: list[str] = []
    answers: dict[str, Given] = {}
    for question in pack.questions:
        given, problem = _given(question, found, pack)
        # What was not taken says nothing: what went out stands for nothing, either.
        answers[question.id] = given or Given(question=question.id)
        if problem:
            problems.append(problem)
    return checked("pdf", pack.with_answers(answers, saved_at), problems)


@contextmanager
def _quiet() -> Iterator[None]:
    """What the library finds wrong with a file of somebody else's is no trouble of this program."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)


def _fields_of(data: bytes) -> dict[str, _Field]:
    """Every field by its full name."""
    from pypdf import PdfReader  # costs a third of a second; only forms need it
    from pypdf.errors import PyPdfError

    try:
        reader: Any = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise AnswerFileError(
                "it is locked with a password, which its fields cannot be read through. Ask for it saved without one."
            )
        form = _at(_at(reader.trailer, "/Root"), "/AcroForm")
        return dict(_walk(_at(form, "/Fields"), "", "", 0, [_MOST_FIELDS]))
    except AnswerFileError:
        raise
    except (PyPdfError, RecursionError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, OSError, AssertionError, NotImplementedError, MemoryError) as problem:  # fmt: skip
        # A damaged file fails the reader wherever the damage is.
        raise _DAMAGED from problem


def _resolved(value: Any) -> Any:
    """What a reference leads to."""
    return value.get_object() if hasattr(value, "get_object") else value


def _at(value: Any, key: str) -> Any:
    """One entry of a dictionary of the file, `None` where there is none."""
    value = _resolved(value)
    return _resolved(value.get(key)) if hasattr(value, "get") else None


def _walk(fields: Any, above: str, kind: str, depth: int, left: list[int]) -> Iterator[tuple[str, _Field]]:
    if not isinstance(fields, list) or depth > _DEEPEST:
        return
    listed: list[Any] = fields
    for each in listed:
        left[0] -= 1
        if left[0] < 0:
            raise AnswerFileError(f"it has more than {_MOST_FIELDS:,} fields; it was not read.")
        field = _resolved(each)
        own = _at(field, "/T")
        name = ".".join(part for part in (above, str(own) if own is not None else "") if part)
        of_kind = str(_at(field, "/FT") or kind)
        kids = _at(field, "/Kids")
        named = isinstance(kids, list) and any(_at(kid, "/T") is not None for kid in _some(kids))
        if named:
            yield from _walk(kids, name, of_kind, depth + 1, left)
        elif of_kind == "/Btn":
            states = [str(_at(kid, "/AS") or "/Off") for kid in _some(kids)] if isinstance(kids, list) else []
            shown = tuple(dict.fromkeys(state for state in states if state != "/Off"))
            # Some programs write the state as a text, stroke and all.
            value = _text(_at(field, "/V")).removeprefix("/")
            yield name, _Field(value, tuple(each.removeprefix("/") for each in shown))
        elif of_kind == "/Tx":
            yield name, _Field(_text(_at(field, "/V")))


def _some(kids: Any) -> list[Any]:
    listed: list[Any] = kids
    return listed[:200]


def _text(value: Any) -> str:
    """A name, a text or a stream as text; a name without its stroke."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if hasattr(value, "get_data"):
        raw = value.get_data()
        return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw)
    text = str(value)
    return text[1:] if type(value).__name__ == "NameObject" else text


def _chosen(field: _Field | None, values: Sequence[str]) -> tuple[int | None, str]:
    """Which button is set, and what is wrong where that cannot be told."""
    if field is None:
        return None, ""
    said = [each for each in (field.value, *field.shown) if each not in ("", "Off")]
    places = [state_at(each, values) for each in said]
    if None in places:
        return None, "is set to an answer the form does not have"
    different = list(dict.fromkeys(places))
    if len(different) > 1:
        return None, "has two answers set at once"
    if field.value == "Off" and field.shown:
        return None, "shows an answer and says there is none"
    return (different[0] if different else None), ""


def _given(question: PackQuestion, found: dict[str, _Field], pack: AnswerPack) -> tuple[Given | None, str]:
    values, sures = answer_values(question), sure_values()
    at, wrong = _chosen(found.get(field_name("answer", question.id)), values)
    sure, unsure = _chosen(found.get(field_name("sure", question.id)), sures)
    if wrong or unsure:
        said = join_words([each for each in (wrong, unsure and f"‘how sure’ {unsure}") if each])
        return None, f"{question.id}: it {said}; it was left out. Ask which one was meant."
    box = found.get(field_name("comment", question.id))
    before = pack.given(question.id) or Given(question=question.id)
    was_reason = before.state is AnswerState.NOT_APPLICABLE
    text = box.value if box is not None else ""
    # Programs end lines in their own ways; what nobody touched stays as it was, to the letter.
    old = before.reason if was_reason else before.note
    text = old if same_words(text) == same_words(old) else text.replace("\r\n", "\n").replace("\r", "\n")
    strength = Strength(sures[sure]) if sure is not None else None
    given = Given(question=question.id, strength=strength)
    if at is None:
        return replace(given, note=text, reason="" if was_reason else before.reason), ""
    match values[at]:
        case value if value == NOT_APPLICABLE:
            kept = before.note if was_reason else ""
            return replace(given, state=AnswerState.NOT_APPLICABLE, reason=text, note=kept), ""
        case value if value == DONT_KNOW:
            given = replace(given, state=AnswerState.DONT_KNOW)
        case _:
            option = question.options[at]
            given = replace(given, state=AnswerState.RATED, value=option.level, variant=option.variant)
    return replace(given, note=text, reason="" if was_reason else before.reason), ""
