"""From a pack file to a `Pack`, and from a `Pack`'s source kept in a workspace back again."""

from __future__ import annotations

import json
import re
import stat
from importlib import resources
from pathlib import Path
from typing import Any, TypeGuard

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from workbench.content import schema
from workbench.content.build import build
from workbench.content.checks import check
from workbench.content.yaml_tree import MAX_BYTES, PackError, Tree, read_tree
from workbench.domain import content
from workbench.domain.text import short

BUILT_IN = "sre-blueprint.yaml"
_PLURAL = re.compile(
    r"(?:List|Dictionary) should have at (least|most) (\d+) items? after validation, not (\d+)"
)


def load_pack(path: Path) -> tuple[content.Pack, str]:
    """Load and check a pack file; gives the pack and its source, the text a workspace keeps.

    Raises:
        PackError: with file, line and reason.
    """
    return parse_pack(pack_bytes(path), path.name)


def pack_bytes(path: Path) -> bytes:
    """Read a pack file, of which nothing is believed yet but that it is not too large.

    Raises:
        PackError: when it cannot be read or is larger than any pack.
    """
    try:
        # A pipe never ends.
        if not stat.S_ISREG(path.stat().st_mode):
            raise PackError(str(path), None, "It is no file, so it cannot be read as a content pack.")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise PackError(str(path), None, f"The file cannot be read ({error.strerror}).") from None
    return data


def parse_pack(data: bytes, name: str) -> tuple[content.Pack, str]:
    """Check the bytes of a pack file called `name`; gives the pack and its source.

    Raises:
        PackError: with file, line and reason.
    """
    return _from_tree(read_tree(data, name))


def built_in_pack() -> tuple[content.Pack, str]:
    """Load the pack that comes with the program, and its source."""
    data = resources.files("resources").joinpath("packs", BUILT_IN).read_bytes()
    return _from_tree(read_tree(data, BUILT_IN))


def pack_from_source(source: str) -> content.Pack:
    """Rebuild a pack from the source a workspace keeps.

    Raises:
        PackError: when the source is damaged.
    """
    try:
        model = schema.PackModel.model_validate_json(source)
    except ValidationError as error:
        raise PackError("The content pack in this workspace", None, _reason(error.errors()[0])) from None
    return build(model, source)


def checked_pack(source: str, name: str) -> content.Pack:
    """Rebuild a pack from a source that came from elsewhere, of which nothing is believed.

    Raises:
        PackError: when it is damaged or no sound pack.
    """
    try:
        model = schema.PackModel.model_validate_json(source)
    except ValidationError as error:
        raise PackError(name, None, _reason(error.errors()[0])) from None
    check(model, lambda _path, reason: PackError(name, None, reason))
    return build(model, source)


def _from_tree(tree: Tree) -> tuple[content.Pack, str]:
    if not _is_mapping(tree.value):
        raise tree.error((), "A pack is a list of named parts, beginning with 'format: 1'.")
    try:
        model = schema.PackModel.model_validate(tree.value)
    except ValidationError as error:
        # A misspelt word is also a missing one; the misspelling is what has to be mended.
        found = error.errors()
        first = next((each for each in found if each["type"] == "extra_forbidden"), found[0])
        raise tree.error(first["loc"], _reason(first)) from None
    check(model, tree.error)
    # What is left out and what says the default are the same pack, so they have the same hash; and a key
    # that the format gains later does not change the hash of the packs there are.
    source = json.dumps(
        model.model_dump(mode="json", exclude_defaults=True),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return build(model, source), source


def _is_mapping(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _reason(error: ErrorDetails) -> str:
    """Say what pydantic found in words of ours."""
    name = ".".join(str(part) for part in error["loc"]) or "the pack"
    if error["type"] == "missing":
        return f"'{name}' is missing."
    if error["type"] == "extra_forbidden":
        return f"'{name}' is not known here; check its spelling or take it out."
    message = _PLURAL.sub(r"needs at \1 \2 entries, and has \3", error["msg"].removeprefix("Value error, "))
    # What was written may be of any length; what is wrong with it is said in the first words.
    message = message if len(message) <= 200 else f"{message[:200]}…"
    return f"'{short(name, 80)}': {message[:1].lower()}{message[1:]}."
