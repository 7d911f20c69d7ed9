"""A content pack from a file, read in a process of its own."""

from __future__ import annotations

from pathlib import Path

from workbench.content.loader import checked_pack
from workbench.content.yaml_tree import PackError
from workbench.domain.content import Pack
from workbench.exchange.door import PACK, NotRead, ask


def read_pack_file(path: Path) -> tuple[Pack, str, str]:
    """Read and check a pack file; gives the pack, its source and the SHA-256 of the file.

    Raises:
        PackError: with file, line and reason.
    """
    try:
        answer = ask(PACK, path)
    except NotRead as problem:
        raise PackError(path.name, None, str(problem)) from None
    if answer.get("reason"):
        line = answer.get("line")
        raise PackError(path.name, line if isinstance(line, int) else None, str(answer["reason"]))
    source = str(answer.get("source"))
    return checked_pack(source, path.name), source, str(answer.get("sha256"))
