"""Make the lock files again after a change in pyproject.toml.

A maintainer's tool; it needs uv (`pip install uv`):

    python packaging/lock.py             keep what is locked, change only what pyproject.toml asks for
    python packaging/lock.py --upgrade   also take the newest versions of what others bring along

Each file holds every package that its environment needs, for all systems and Pythons, with hashes and
without any download address, so that `pip install --require-hashes` can install it from wherever this
machine gets its packages.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Each lock contains the one before it, so an environment can grow from `demo` to `test` without a change of
# versions: the earlier file constrains the later one.
LOCKS = {
    "requirements.txt": [],
    "requirements-dev.txt": ["dev"],
    "requirements-bench.txt": ["dev", "bench"],
    "requirements-build.txt": ["package"],
}
CONSTRAINED_BY = {
    "requirements-dev.txt": "requirements.txt",
    "requirements-bench.txt": "requirements-dev.txt",
    "requirements-build.txt": "requirements.txt",
}


def compile_lock(name: str, extras: list[str], upgrade: bool) -> None:
    """Write one lock file."""
    command = ["uv", "pip", "compile", "--universal", "--generate-hashes", "--python-version", "3.11"]
    command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--quiet"]
    command += [f"--extra={extra}" for extra in extras]
    if name in CONSTRAINED_BY:
        command += ["--constraints", f"packaging/{CONSTRAINED_BY[name]}"]
    if upgrade:
        command += ["--upgrade"]
    command += ["--output-file", f"packaging/{name}", "pyproject.toml"]
    # A maintainer's own index settings must not choose what everybody installs.
    settings = {key: value for key, value in os.environ.items() if not key.startswith("UV_")}
    subprocess.run(command, cwd=ROOT, env=settings, check=True)
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
    if "://" in text:
        raise SystemExit(f"packaging/{name}: names a download address; it must not")
    print(f"packaging/{name}: {text.count('==')} pins")


def main() -> None:
    """Write all lock files."""
    for name, extras in LOCKS.items():
        compile_lock(name, extras, "--upgrade" in sys.argv[1:])


if __name__ == "__main__":
    main()
