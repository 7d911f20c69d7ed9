"""Reads YAML strictly: no aliases, no tags, no doubled keys, no surprises of type, and every place has a line."""

from __future__ import annotations

import re
from typing import Any

import yaml

Path = tuple[str | int, ...]
MAX_BYTES = 3_000_000
MAX_ENTRIES = 150_000
# What parts one value from the next; the parser makes an object of each value before anything can be checked.
_PARTING = re.compile(r"[,\[{]|\n")
MAX_DEPTH = 24
MAX_NESTING = 200
# Blocks nested on one line ('- - - …'), or by indentation deeper than any sane file has.
_DEEP_BLOCK = re.compile(r"^[ \t]*(?:[-?][ \t]+){40}|^[ ]{400}", re.MULTILINE)
# A number that YAML 1.1 reads as octal, and people do not.
_OCTAL = re.compile(r"[-+]?0[0-9_]+")


class PackError(Exception):
    """A content pack is wrong; says in which file, on which line, and why."""

    def __init__(self, source: str, line: int | None, reason: str) -> None:
        self.source, self.line, self.reason = source, line, reason
        place = f"{source}, line {line}" if line else source
        super().__init__(f"{place}: {reason}")


class Tree:
    """Plain values read from YAML, and the line each of them began on."""

    def __init__(self, source: str, value: Any, lines: dict[Path, int]) -> None:
        self.source = source
        self.value = value
        self._lines = lines

    def line(self, path: Path) -> int | None:
        """The line of a place, or of the nearest thing around it."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path)

    def error(self, path: Path, reason: str) -> PackError:
        """Make an error that names this place."""
        return PackError(self.source, self.line(path), reason)


_PLAIN = {
    "tag:yaml.org,2002:str": str,
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": float,
}


class _Lines:
    """Numbers of lines as editors count them; YAML also breaks lines at three characters that they do not."""

    _BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")

    def __init__(self, text: str) -> None:
        self._numbers: list[int] = []
        if re.search("[\x85\u2028\u2029]", text):
            number = 1
            self._numbers.append(number)
            for each in self._BREAK.finditer(text):
                number += each.group() in ("\r\n", "\n", "\r")
                self._numbers.append(number)

    def number(self, mark: yaml.Mark) -> int:
        """The line of a mark, from 1."""
        line = int(mark.line)
        return self._numbers[min(line, len(self._numbers) - 1)] if self._numbers else line + 1


class _Reader:
    def __init__(self, source: str, numbers: _Lines) -> None:
        self.source = source
        self._numbers = numbers
        self.lines: dict[Path, int] = {}
        self._seen: set[int] = set()

    def fail(self, node: yaml.Node, reason: str) -> PackError:
        return PackError(self.source, self._numbers.number(node.start_mark), reason)

    def read(self, node: yaml.Node, path: Path) -> Any:
        self.lines[path] = self._numbers.number(node.start_mark)
        if len(path) > MAX_DEPTH:
            raise self.fail(node, f"This is nested deeper than {MAX_DEPTH} levels.")
        if id(node) in self._seen:
            raise self.fail(node, "Write this out: anchors and aliases (& and *) are not allowed.")
        self._seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if node.tag not in ("tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"):
            raise self.fail(node, f"Take out the tag '{node.tag}'; tags are not allowed.")
        if isinstance(node, yaml.SequenceNode):
            return [self.read(each, (*path, i)) for i, each in enumerate(node.value)]
        assert isinstance(node, yaml.MappingNode)
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self.fail(key_node, "A key must be a single word.")
            key = str(key_node.value)
            if key in result:
                raise self.fail(key_node, f"'{key}' stands here twice; keep one of them.")
            result[key] = self.read(value_node, (*path, key))
            self.lines[(*path, key)] = self._numbers.number(key_node.start_mark)
        return result

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text = str(node.value)
        if node.tag in _PLAIN and not (node.tag.endswith(":int") and _OCTAL.fullmatch(text)):
            try:
                return _PLAIN[node.tag](text)
            except ValueError:
                raise self.fail(
                    node, f"'{text}' can be read as several things; put it in double quotes."
                ) from None
        if node.tag == "tag:yaml.org,2002:bool" and text in ("true", "false"):
            return text == "true"
        if node.tag == "tag:yaml.org,2002:null" and not text:
            return None
        raise self.fail(node, f"'{text}' can be read as several things; put it in double quotes.")


def read_tree(data: bytes, source: str) -> Tree:
    """Read bytes of YAML into plain values with line numbers.

    Raises:
        PackError: naming the line, when the text is too large, not UTF-8, not YAML, or uses what is not allowed.
    """
    if len(data) > MAX_BYTES:
        raise PackError(source, None, f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise PackError(source, line, "The file is not in UTF-8; save it in that encoding.") from None
    # Nesting is refused before the parser sees it: it recurses, and would run out of stack.
    if sum(1 for _ in _PARTING.finditer(text)) > MAX_ENTRIES:
        raise PackError(
            source, None, f"The file has more than {MAX_ENTRIES:,} entries; no pack needs as many."
        )
    deep = _deep_bracket(text)
    if deep is None and (block := _DEEP_BLOCK.search(text)):
        deep = block.start()
    if deep is not None:
        raise PackError(source, text.count("\n", 0, deep) + 1, "This is nested too deeply.")
    numbers = _Lines(text)
    try:
        loader = yaml.CSafeLoader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = (error.problem or "this is no valid YAML").strip()
        raise PackError(
            source, numbers.number(mark) if mark else None, f"The YAML cannot be read: {reason}."
        ) from None
    except yaml.reader.ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1
        raise PackError(source, line, f"The YAML cannot be read: {error.reason}.") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise PackError(source, None, f"The YAML cannot be read: {error}.") from None
    if node is None:
        raise PackError(source, 1, "The file is empty.")
    reader = _Reader(source, numbers)
    return Tree(source, reader.read(node, ()), reader.lines)


def _deep_bracket(text: str) -> int | None:
    """Where brackets are nested too deeply, or `None`; ones inside quoted text count too, which errs on the safe side."""
    depth = 0
    for place, sign in enumerate(text):
        if sign in "[{":
            depth += 1
            if depth > MAX_NESTING:
                return place
        elif sign in "]}":
            depth = max(0, depth - 1)
    return None
