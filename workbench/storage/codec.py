"""Between domain objects and the plain values a row or a line of history holds."""

from __future__ import annotations

import datetime as dt
import json
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from workbench.domain.entity import Entity
from workbench.domain.text import storable

E = TypeVar("E", bound=Entity)
T = TypeVar("T")


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
    if is_dataclass(value):
        return {field.name: _encode(getattr(value, field.name)) for field in fields(value)}
    return value


def to_values(entity: Entity) -> dict[str, Any]:
    """Give an entity's fields as plain values: text, numbers, booleans, lists, maps and `None`."""
    return {field.name: _encode(getattr(entity, field.name)) for field in fields(entity)}


def _member(kind: type[StrEnum]) -> Callable[[Any], Any]:
    members = {each.value: each for each in kind}

    def decode(value: Any) -> Any:
        # A look into a plain dict is ten times as fast as asking the class, which still words the refusal.
        found = members.get(value)
        return kind(value) if found is None else found

    return decode


def _decoder(hint: Any) -> Callable[[Any], Any] | None:
    """How a plain value becomes a field's; `None` where it is the field's already."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = next(each for each in get_args(hint) if each is not type(None))
        decode = _decoder(inner)
        return decode and (lambda value: None if value is None else decode(value))
    if origin is tuple:
        item = _decoder(get_args(hint)[0])
        return (lambda value: tuple(map(item, value))) if item else tuple
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _member(hint)
    if _is_part(hint):
        part = cast("type[Any]", hint)
        return lambda values: _built(part, values)
    if hint is dt.date:
        return dt.date.fromisoformat
    return bool if hint is bool else None


def _is_part(hint: Any) -> bool:
    """Whether a field is itself made of fields, such as a threshold with who set it."""
    return isinstance(hint, type) and is_dataclass(hint)


def _is_packed(hint: Any) -> bool:
    """Whether a column holds the field as JSON."""
    return get_origin(hint) in (tuple, Mapping) or _is_part(hint)


@cache
def _decoders(kind: type[Any]) -> dict[str, Callable[[Any], Any] | None]:
    hints = get_type_hints(kind)
    return {field.name: _decoder(hints[field.name]) for field in fields(kind)}


def from_values(kind: type[E], values: Mapping[Any, Any]) -> E:
    """Build an entity from plain values; a field that history from before its time lacks has its default.

    Raises:
        ValueError: when a value lies outside its scale or list.
        TypeError: when a field without a default is missing.
    """
    return _built(kind, values)


def _built(kind: type[T], values: Mapping[Any, Any]) -> T:
    return kind(
        **{
            name: decode(values[name]) if decode else values[name]
            for name, decode in _decoders(kind).items()
            if name in values
        }
    )


def names_of(kind: type[Entity]) -> tuple[str, ...]:
    """The fields of a kind, in the order `reader_of` takes them."""
    return tuple(field.name for field in fields(kind))


def _unpacked(text: str) -> Any:
    # Nearly all of them are empty.
    return [] if text == "[]" else {} if text == "{}" else json.loads(text)


def _packed_decoder(hint: Any, decode: Callable[[Any], Any] | None) -> Callable[[Any], Any] | None:
    if not _is_packed(hint):
        return decode
    return (lambda text: decode(_unpacked(text))) if decode else _unpacked


def reader_of(kind: type[E], columns: tuple[str, ...] = ()) -> Callable[[Iterable[Any]], E]:
    """A function that builds an entity from a row as the driver gives it, its columns in the order of the fields.

    Of an older format the `columns` that are there are named; the other fields have their defaults.

    It checks what `from_values` checks, and raises the same errors; it is made once, for rows by the thousand.
    """
    return _reader(kind, columns or names_of(kind))


@cache
def _reader(kind: type[Entity], names: tuple[str, ...]) -> Callable[[Iterable[Any]], Any]:
    hints, decoders = get_type_hints(kind), _decoders(kind)
    made = [_packed_decoder(hints[name], decoders[name]) for name in names]
    steps = [(at, decode) for at, decode in enumerate(made) if decode is not None]

    def read(row: Iterable[Any]) -> Entity:
        values = list(row)
        for at, decode in steps:
            values[at] = decode(values[at])
        return kind(**dict(zip(names, values, strict=True)))

    return read
