"""The recovery sheet of a protected workspace: one page with its key, what it is for, and where to keep it."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

from workbench.charts import calendar, glyphs
from workbench.charts.figure import Mark, Rect, Text
from workbench.domain.key import Key, recovery_lines
from workbench.domain.text import short, whole_line
from workbench.reports.document import PROGRAM, bare_canvas
from workbench.reports.layout import MARGIN, PAPERS
from workbench.reports.painter import Painter
from workbench.reports.settings import ReportError
from workbench.reports.text import (
    BODY,
    FINDING,
    LABEL,
    SECTION,
    STRONG,
    Style,
    break_lines,
    set_lines,
    single,
)

_NUMBER = Style(9.5, 13, color="ink3")
_GROUP = Style(25.0, 30.0, 500, "mono")
_ROW = 35.0
_LEAD = "It opens the workspace when the passphrase is forgotten. Nobody has a second one: not we, and not this computer."
_PARTS = (
    (
        "Where to keep it",
        "On paper, away from the laptop: in a safe, or with whoever keeps your contracts. Do not photograph it, mail it or "
        "leave the file it was printed from on the disk. Whoever holds this sheet and the workspace can read everything in it.",
    ),
    (
        "How to use it",
        "Open the workspace and type these 64 signs where the passphrase is asked for, line by line. Capital or small does not "
        "matter, nor do blanks; there is no letter O, I, L or U in it. Then choose a new passphrase in the File menu.",
    ),
    (
        "How long it is good",
        "Until the passphrase is changed: the workspace then has another key, and this sheet opens only backups that were made "
        "before. Print the new one and destroy this.",
    ),
)


def sheet_bytes(key: Key, name: str, day: dt.date, client: str = "", paper: str = "A4") -> bytes:
    """The sheet as PDF. It names the workspace's file, and the client only where one is given.

    Raises:
        ReportError: for a paper there is not.
    """
    size = PAPERS.get(paper)
    if size is None:
        raise ReportError(f"There is no paper '{paper}'; there are {', '.join(PAPERS)}.")
    out = BytesIO()
    canvas = bare_canvas(out, size, "Recovery key", day)
    painter = Painter(canvas, size.height)
    width = size.inner
    y = 0.0

    def put(marks: list[Mark], height: float) -> None:
        nonlocal y
        painter.paint(marks, MARGIN, MARGIN + y)
        y += height

    put([*glyphs.logo(0, 0, 10.5), Text(17, 9, PROGRAM, 8.2, 500)], 44)
    put([*set_lines(break_lines("Recovery key", width, FINDING), 0, 0, width, FINDING)], 34)
    put(*_words(_LEAD, width))
    facts = [("Workspace", name), ("Made on", calendar.day_words(day)), ("Client", client)]
    put(*_facts([each for each in facts if each[1]], width))
    put(*_key(key, width))
    for head, words in _PARTS:
        put([Rect(0, 0, width, 0.6, fill="ink"), Text(0, 19, head, SECTION.size, SECTION.weight)], 30)
        put(*_words(words, width))
        y += 14
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _words(text: str, width: float) -> tuple[list[Mark], float]:
    lines = break_lines(text, width, BODY)
    return [*set_lines(lines, 0, 0, width, BODY)], len(lines) * BODY.leading


def _facts(facts: list[tuple[str, str]], width: float) -> tuple[list[Mark], float]:
    share = width / len(facts)
    marks: list[Mark] = []
    for place, (head, value) in enumerate(facts):
        marks.append(Text(place * share, 26, head, LABEL.size, color="ink3"))
        said = single(short(whole_line(value), 200), share - 12, STRONG)
        marks.append(Text(place * share, 40, said, STRONG.size, STRONG.weight))
    return marks, 62


def _key(key: Key, width: float) -> tuple[list[Mark], float]:
    lines = recovery_lines(key)
    height = len(lines) * _ROW + 22
    marks: list[Mark] = [Rect(0, 0, width, height, stroke="line2", line=0.8, radius=4)]
    for at, line in enumerate(lines):
        base = 34 + at * _ROW
        marks.append(Text(24, base, str(at + 1), _NUMBER.size, color="ink3"))
        for place, group in enumerate(line.split()):
            marks.append(Text(64 + place * 130, base, group, _GROUP.size, _GROUP.weight, _GROUP.family))
    return marks, height + 26
