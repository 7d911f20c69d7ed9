"""The published table: `python -m tests.reliability.table` writes README.md from what the runs counted.

Figures come from results/quick.json and results/full.json, which `start.py test --reliability [full]` writes, and from
results/elsewhere.json, which `start.py test` writes.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.reliability.row import Row
from tests.reliability.rows import ROWS

HERE = Path(__file__).parent
README = HERE / "README.md"
Counts = Mapping[str, Mapping[str, Any]]

_HEAD = """# What we survive

Made by the tests; do not edit. Every case is done for real, to the program itself: `strace` kills it or has its calls fail, small and read-only disks are mounted, files are damaged bit by bit. After each case the same checker opens the file: it must be sound to the last row, hold every acknowledged save, none by half, and the next start must clear up what lies about.

    python3 packaging/start.py test --reliability            spread cases, a few minutes; part of .ci/run
    python3 packaging/start.py test --reliability full       every case, about an hour on two cores
    python3 packaging/start.py test --reliability tests/reliability/test_damage.py
                                                             one file; with `full` all of its cases
    .venv/bin/python -m tests.reliability.table              this table from the last runs

It needs Linux with `strace` and `faketime`, and root for the mounts; where one is missing a test says 'skipped, because', and that counts as failed. Windows and macOS are not tried here. The power cut is a replay against a model of POSIX (tests/reliability/powercut.py says which), not a disk.

Cases are counted where a test ran to its end; 'lost' are acknowledged saves that were not there, or others that were there by half, 'corrupt' are files that were damaged, half, or did not open. Tests of other folders, which run with every `start.py test`, count one for each of their cases, in the column of the quick ones. A dash: nothing to run.

| | Fault | What is done | What must come of it | Cases, quick | Cases, full | Lost | Corrupt | Tests |
|---|---|---|---|---:|---:|---:|---:|---|
"""


def functions_here() -> Iterator[tuple[str, str]]:
    """Every test of this folder that is marked with a row: its name from the project's folder, and the row."""
    for path in sorted(HERE.glob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for each in node.decorator_list:
                    if isinstance(each, ast.Call) and ast.unparse(each.func) == "pytest.mark.fault":
                        (argument,) = each.args
                        yield f"tests/reliability/{path.name}::{node.name}", str(ast.literal_eval(argument))


def counted(tier: str) -> Counts:
    """What the last runs of a tier counted, test by test."""
    path = HERE / "results" / f"{tier}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def counted_elsewhere() -> Mapping[str, int]:
    """How many cases of each test outside this folder passed in the last run of all."""
    path = HERE / "results" / "elsewhere.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _sum(counts: Counts, key: str, what: str) -> str:
    found = [int(each[what]) for each in counts.values() if each["row"] == key]
    return f"{sum(found):,}" if found else "–"


def _line(row: Row, quick: Counts, full: Counts, others: Mapping[str, int], files: list[str]) -> str:
    both = [each for counts in (quick, full) for each in counts.values() if each["row"] == row.key]
    bad = [f"{sum(int(each[what]) for each in both):,}" for what in ("lost", "corrupt")]
    here = sum(int(each["cases"]) for each in quick.values() if each["row"] == row.key)
    named = ", ".join(f"`{each.removesuffix('.py')}`" for each in files)
    if row.elsewhere:
        where = dict.fromkeys(each.split("::")[0].removeprefix("tests/") for each in row.elsewhere)
        said = ", ".join(f"`{each}`" for each in where)
        named = f"{named}; with every quick run {said}" if named else f"with every quick run: {said}"
    cells = (
        row.key,
        row.fault,
        row.done,
        row.expected,
        f"{here + sum(others.get(each, 0) for each in row.elsewhere):,}",
        _sum(full, row.key, "cases"),
        *bad,
        named,
    )
    return f"| {' | '.join(each.replace('|', '/') for each in cells)} |"


def render() -> str:
    """The whole page."""
    files: dict[str, dict[str, None]] = {}
    for name, key in functions_here():
        files.setdefault(key, {})[name.split("::")[0].split("/")[-1]] = None
    quick, full, others = counted("quick"), counted("full"), counted_elsewhere()
    lines = [_line(row, quick, full, others, list(files.get(row.key, {}))) for row in ROWS]
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    README.write_text(render(), encoding="utf-8")
