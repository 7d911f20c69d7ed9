"""The shape of stored things as JSON: checked value by value, and written down as JSON Schema from the same types."""

from __future__ import annotations

import datetime as dt
import math
import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from workbench.domain.text import short

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOST_WHOLE = 2**63 - 1
"""The largest whole number a workspace keeps."""
Check = Callable[[Any, str], None]
"""Looks at a value; the second argument says where it stands, in words."""


class ShapeError(ValueError):
    """A value has not the shape it must have; says where and what is needed in one sentence."""


def _wrong(where: str, needed: str, value: Any) -> ShapeError:
    shown = f"'{short(value, 40)}'" if isinstance(value, str) else _said(value)
    return ShapeError(f"{where}: {needed} is needed, not {shown}.")


def _said(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return short(f"{value:.15g}" if isinstance(value, float) else "a whole number", 40)
        case list():
            return "a list"
        case _:
            return "an object"


def _text(value: Any, where: str) -> None:
    if not isinstance(value, str):
        raise _wrong(where, "text", value)


def _whole(value: Any, where: str) -> None:
    if type(value) is not int or abs(value) > _MOST_WHOLE:
        raise _wrong(where, "a whole number of up to 19 digits", value)


def _number(value: Any, where: str) -> None:
    if type(value) is int:
        _whole(value, where)
    elif type(value) is not float or not math.isfinite(value):
        raise _wrong(where, "a number", value)


def _flag(value: Any, where: str) -> None:
    if type(value) is not bool:
        raise _wrong(where, "true or false", value)


def _day(value: Any, where: str) -> None:
    try:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise ValueError
        dt.date.fromisoformat(value)
    except ValueError:
        raise _wrong(where, "a date such as 2026-11-23", value) from None


_PLAIN: dict[Any, tuple[Check, dict[str, Any]]] = {
    str: (_text, {"type": "string"}),
    int: (_whole, {"type": "integer", "minimum": -_MOST_WHOLE, "maximum": _MOST_WHOLE}),
    float: (_number, {"type": "number"}),
    bool: (_flag, {"type": "boolean"}),
    dt.date: (_day, {"type": "string", "format": "date"}),
}


def _one_of(kind: type[StrEnum]) -> tuple[Check, dict[str, Any]]:
    members = [each.value for each in kind]

    def check(value: Any, where: str) -> None:
        if not isinstance(value, str) or value not in members:
            raise _wrong(where, f"one of {', '.join(repr(each) for each in members)}", value)

    return check, {"enum": members}


def _list_of(item: Check, schema: dict[str, Any]) -> tuple[Check, dict[str, Any]]:
    def check(value: Any, where: str) -> None:
        if not isinstance(value, list):
            raise _wrong(where, "a list", value)
        for number, each in enumerate(value, 1):
            item(each, f"{where}, entry {number}")

    return check, {"type": "array", "items": schema}


def _map_of(item: Check, schema: dict[str, Any]) -> tuple[Check, dict[str, Any]]:
    def check(value: Any, where: str) -> None:
        if not isinstance(value, dict):
            raise _wrong(where, "an object", value)
        for key, each in value.items():
            item(each, f"{where}, '{short(key, 40)}'")

    return check, {"type": "object", "additionalProperties": schema}


def _shape(hint: Any) -> tuple[Check, dict[str, Any]]:
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        item, schema = _shape(next(each for each in inside if each is not type(None)))

        def optional(value: Any, where: str) -> None:
            if value is not None:
                item(value, where)

        return optional, {"anyOf": [schema, {"type": "null"}]}
    if origin is tuple:
        return _list_of(*_shape(inside[0]))
    if origin is Mapping:
        return _map_of(*_shape(inside[1]))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _one_of(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return object_check(hint), object_schema(hint)
    return _PLAIN[hint]


@cache
def _fields(kind: type[Any]) -> dict[str, tuple[Check, dict[str, Any], bool]]:
    """Every field with its check, its schema, and whether it must be there."""
    hints = get_type_hints(kind)
    return {
        each.name: (
            *_shape(hints[each.name]),
            each.default is MISSING and each.default_factory is MISSING,
        )
        for each in fields(kind)
    }


def object_check(
    kind: type[Any], without: frozenset[str] = frozenset(), *, open_ended: bool = False
) -> Check:
    """A check of one object: every field it has must be known and right, and what has no default must be there.

    With `open_ended` fields that are not known are passed over.
    """
    known = {name: each for name, each in _fields(kind).items() if name not in without}
    needed = [name for name, (_, _, must) in known.items() if must]

    def check(value: Any, where: str) -> None:
        if not isinstance(value, dict):
            raise _wrong(where, "an object", value)
        for name in needed:
            if name not in value:
                raise ShapeError(f"{where}: '{name}' is missing.")
        for name, each in value.items():
            if name in known:
                known[name][0](each, f"{where}, '{name}'")
            elif not open_ended:
                raise ShapeError(f"{where}: '{short(name, 40)}' is not known here.")

    return check


def object_schema(kind: type[Any], without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The same as JSON Schema."""
    known = {name: each for name, each in _fields(kind).items() if name not in without}
    return {
        "type": "object",
        "required": [name for name, (_, _, must) in known.items() if must],
        "properties": {name: schema for name, (_, schema, _) in known.items()},
        "additionalProperties": False,
    }
