"""The JSON Schema of an exported assessment, made from the types of what is in it."""

from __future__ import annotations

from typing import Any

from workbench.domain.assessment import Assessment, Workspace
from workbench.exchange.shapes import object_schema
from workbench.exchange.whole import FORMAT, OF_WORKSPACE, OWNED, STORED, VERSION
from workbench.storage.kinds import BOOK_KINDS, TABLES

_HASH = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_TEXT = {"type": "string"}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }


def whole_schema() -> dict[str, Any]:
    """Give the schema that stands in `resources/schemas`."""
    pack = {"id": _TEXT, "version": _TEXT, "title": _TEXT, "hash": _HASH}
    rows = {TABLES[kind].name: {"type": "array", "items": object_schema(kind, OWNED)} for kind in BOOK_KINDS}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:sre-workbench:assessment:{VERSION}",
        "title": "A whole assessment, as sre-workbench export --format json writes it",
        "description": "Everything that was typed, with names and stances of people. docs/workspace-json.md explains it.",
        **_object(
            {
                "format": {"const": FORMAT},
                "version": {"const": VERSION},
                "program": _TEXT,
                "notice": _TEXT,
                "pack": _object(pack),
                "workspace": object_schema(Workspace, OF_WORKSPACE),
                "assessment": object_schema(Assessment, STORED),
                "packs": {"type": "array", "items": _object({**pack, "source": _TEXT})},
                "earlier_packs": {"type": "array", "items": _HASH},
                "rows": {"type": "object", "properties": rows, "additionalProperties": False},
                "files": {
                    "type": "object",
                    "patternProperties": {"^[0-9a-f]{64}$": {"type": "string", "contentEncoding": "base64"}},
                    "additionalProperties": False,
                },
            }
        ),
    }
