"""Runs the benchmarks and prints one row each; names choose some of them."""

from __future__ import annotations

import sys

from tests.benchmarks import answering, data, lists, plan, protected, report, risk, screens, windows

ALL = {
    "windows": windows.run,
    "data": data.run,
    "protected": protected.run,
    "risk": risk.run,
    "screens": screens.run,
    "lists": lists.run,
    "plan": plan.run,
    "report": report.run,
    "answering": answering.run,
}


def main() -> None:
    """Run what was named, or everything."""
    wanted = sys.argv[1:] or list(ALL)
    if unknown := [name for name in wanted if name not in ALL]:
        raise SystemExit(f"There is no benchmark '{unknown[0]}'; there are {', '.join(ALL)}.")
    for name in wanted:
        for row in ALL[name]():
            print(row.line(), flush=True)


if __name__ == "__main__":
    main()
