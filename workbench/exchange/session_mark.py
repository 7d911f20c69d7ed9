"""By what a session pack is known, without what it takes to read one."""

from __future__ import annotations

FORMAT, VERSION = "sre-workbench/session", 1
SUFFIX = ".sresession"
MOST_BYTES = 300_000_000
"""More is no session pack of ours: a workspace keeps 200 MB of files."""


def is_session(data: bytes) -> bool:
    """Whether this looks like an open session pack, whatever its name is; one that is locked tells nothing."""
    start = data[:300].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and f'"format":"{FORMAT}"'.encode() in start
