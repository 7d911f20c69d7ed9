"""Check everything: style, import rules, types, tests. Called by `start.py test`, inside its environment.

python packaging/check.py [ARGUMENTS]    every check; ARGUMENTS go to pytest
python packaging/check.py --system       only the tests marked `system`; a skipped one counts as failed
python packaging/check.py --reliability [full]
                                         only tests/reliability, spread cases or every one; the same holds
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Set for the tests themselves too, so that one may say what it misses instead of skipping.
REQUIRE_SYSTEM = "SRE_REQUIRE_SYSTEM"


# Where the reliability tests look whether they are to go through every case.
RELIABILITY = "SRE_RELIABILITY"


def tool(name: str) -> str:
    """Return the path of a command of the environment that this script runs in."""
    return str(Path(sys.executable).parent / (name + (".exe" if os.name == "nt" else "")))


def checks(arguments: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return every check with the command that runs it, the quick ones first."""
    return [
        ("ruff check", [tool("ruff"), "check", "--quiet", "."]),
        ("ruff format", [tool("ruff"), "format", "--check", "."]),
        ("import rules", [tool("lint-imports"), "--no-cache"]),
        ("types", [tool("basedpyright"), "--pythonpath", sys.executable]),
        ("tests", [sys.executable, str(Path(__file__)), "--pytest", *arguments]),
    ]


def processes() -> int:
    """Return over how many processes to spread tests: some wait for a file that is held, and one more works meanwhile."""
    return min(4, (os.cpu_count() or 1) + 1)


def run_tests(arguments: Sequence[str]) -> int:
    """Run pytest in this process; without arguments all of it, spread over the cores, a file staying in one place."""
    import pytest

    # `python packaging/check.py` puts packaging/ first on the path; the tests belong to the project folder.
    sys.path[0] = str(ROOT)
    spread = [] if arguments else [f"--numprocesses={processes()}", "--dist=loadfile"]
    return int(pytest.main(["-p", "tests.tiers", "-p", "tests.proofs", *spread, *arguments]))


def main(arguments: Sequence[str]) -> int:
    """Run all checks, even after one failed, and return 0 when none did."""
    if arguments and arguments[0] == "--pytest":
        return run_tests(arguments[1:])
    if "--reliability" in arguments:
        os.environ[REQUIRE_SYSTEM] = "1"
        os.environ[RELIABILITY] = "full" if "full" in arguments else "quick"
        rest = [argument for argument in arguments if argument not in ("--reliability", "full")]
        # Files given by name stand in place of the folder.
        where = [] if any(argument.startswith("tests") for argument in rest) else ["tests/reliability"]
        spread = [f"--numprocesses={processes()}", "--dist=worksteal"]
        return run_tests(["-m", "reliability", "-rs", *spread, *where, *rest])
    if "--system" in arguments:
        os.environ[REQUIRE_SYSTEM] = "1"
        rest = [argument for argument in arguments if argument != "--system"]
        return run_tests(["-m", "system and not slow", "-rs", *rest])
    failed: list[str] = []
    for name, command in checks(arguments):
        print(f"== {name}", flush=True)
        # The others have nothing to say when all is well; the tests show how far they are.
        quiet = name != "tests"
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE if quiet else None)
        if done.returncode:
            failed.append(name)
            if quiet:
                sys.stdout.flush()
                sys.stdout.buffer.write(done.stdout)
    print(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
