"""JSON from outside, of which only what every reader takes for the same is read."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from workbench.domain.text import short

_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


class JsonError(ValueError):
    """This is no JSON of ours; says why in one sentence."""


def read_json(data: bytes) -> Any:
    """Read JSON in UTF-8, without what is no number, what stands twice, and what no file can hold.

    Raises:
        JsonError: with one sentence.
    """
    try:
        found = json.loads(
            data.decode("utf-8-sig"),
            parse_constant=_no_number,
            parse_float=_number,
            object_pairs_hook=_without_twins,
        )
        if _SURROGATE.search(data):
            # Two halves of one sign become one; a half alone cannot be written again.
            json.dumps(found, ensure_ascii=False).encode()
    except UnicodeDecodeError:
        raise JsonError("It is not in UTF-8.") from None
    except UnicodeEncodeError:
        raise JsonError("It holds half a sign, which is no text.") from None
    except json.JSONDecodeError as problem:
        raise JsonError(
            f"It is no JSON: line {problem.lineno}, {problem.msg[:1].lower()}{problem.msg[1:]}."
        ) from None
    except RecursionError:
        raise JsonError("Its lists are nested deeper than in any file of ours.") from None
    except JsonError:
        raise
    except ValueError:
        raise JsonError("It holds a number with more digits than any here.") from None
    return found


def _no_number(word: str) -> float:
    raise JsonError(f"It holds '{word}', which is no number.")


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise JsonError(f"It holds '{short(text, 20)}', which is larger than any number.")
    return value


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twin = next(key for key in keys if keys.count(key) > 1)
        raise JsonError(f"'{short(twin, 40)}' stands twice in one object.")
    return found
