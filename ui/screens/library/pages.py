"""A page of the library as plain data: what it says, where it leads, and how it reads as text."""

from __future__ import annotations

import re
from dataclasses import dataclass

Address = tuple[str, str]
"""Where a page stands: the key of its section, and its id there; the section itself has the id ''."""

LIBRARY = "library"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a screen, with what it is handed; without a screen they are only words."""

    words: str
    screen: str = ""
    details: Address | str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs under a head."""

    text: str
    head: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """Sentences one by one under a head."""

    head: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values under a head."""

    rows: tuple[tuple[str, str], ...]
    head: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """Links under a head: one on each line, or in a row that wraps."""

    head: str
    links: tuple[Link, ...]
    in_row: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands below a page in the library; as text it follows the page itself."""

    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Whole numbers by row and column."""

    head: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Door:
    """The way to where one works with it in the assessment; it is no part of the text. `closed` says why not."""

    link: Link
    closed: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing, in one sentence."""

    text: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """That a section is empty, and how something comes into it."""

    title: str
    text: str


Part = Prose | Points | Facts | Links | Contents | Matrix | Door | Gap | Nothing


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its title, a few words on what it is, and its parts."""

    title: str
    marks: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


def as_text(page: Page) -> str:
    """Give a page as plain text, to be pasted anywhere."""
    blocks = [page.title, " · ".join(page.marks), *(_block(part) for part in page.parts)]
    return "\n\n".join(block for block in blocks if block)


def _block(part: Part) -> str:
    match part:
        case Prose(text, head):
            return _under(head, text)
        case Points(head, items):
            return _under(head, "\n".join(f"- {item}" for item in items))
        case Facts(rows, head):
            return _under(head, "\n".join(f"{name}: {value}" for name, value in rows))
        case Links(head, links, in_row):
            if in_row:
                return f"{head}: {', '.join(link.words for link in links)}"
            return _under(head, "\n".join(f"- {link.words}" for link in links))
        case Matrix(head, columns, rows):
            lines = [("", *columns), *((name, *map(str, values)) for name, values in rows)]
            return _under(head, "\n".join("\t".join(line) for line in lines))
        case Gap(text):
            return text
        case Nothing(title, text):
            return f"{title}\n{text}"
        case Contents() | Door():
            return ""


def _under(head: str, text: str) -> str:
    return f"{head}\n{text}" if head else text


def plain_markdown(text: str) -> str:
    """Give text that Markdown shows as it was written, whatever signs are in it."""
    escaped = re.sub(r"([\\`*_<\[\]|])", r"\\\1", text)
    escaped = re.sub(r"(?m)^(\s*)([#>+=~-])", r"\1\\\2", escaped)
    return re.sub(r"(?m)^(\s*\d+)([.)])", r"\1\\\2", escaped)
