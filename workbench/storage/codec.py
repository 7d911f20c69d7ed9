"""Between domain objects and the plain values a row or a line of history holds."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from workbench.domain.entity import Entity
from workbench.domain.text import storable

E = TypeVar("E", bound=Entity)


def _encode(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_encode(each) for each in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, Mapping):
        return {str(key): _encode(each) for key, each in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return value


def to_values(entity: Entity) -> dict[str, Any]:
    """Give an entity's fields as plain values: text, numbers, booleans, lists, maps and `None`."""
    return {field.name: _encode(getattr(entity, field.name)) for field in fields(entity)}


def _decoder(hint: Any) -> Callable[[Any], Any]:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = next(each for each in get_args(hint) if each is not type(None))
        decode = _decoder(inner)
        return lambda value: None if value is None else decode(value)
    if origin is tuple:
        item = _decoder(get_args(hint)[0])
        return lambda value: tuple(item(each) for each in value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    if hint is dt.date:
        return dt.date.fromisoformat
    if hint is bool:
        return bool
    return lambda value: value


@cache
def _decoders(kind: type[Entity]) -> dict[str, Callable[[Any], Any]]:
    hints = get_type_hints(kind)
    return {field.name: _decoder(hints[field.name]) for field in fields(kind)}


def from_values(kind: type[E], values: Mapping[Any, Any]) -> E:
    """Build an entity from plain values.

    Raises:
        ValueError: when a value lies outside its scale or list.
        KeyError: when a field is missing.
    """
    return kind(**{name: decode(values[name]) for name, decode in _decoders(kind).items()})
