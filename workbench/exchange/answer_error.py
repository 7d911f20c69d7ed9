"""Why a file with answers is not taken."""

from __future__ import annotations


class AnswerFileError(ValueError):
    """A file with answers cannot be written or read; says why, and what to do, in words that follow its name."""


class AnswerFileLocked(AnswerFileError):
    """A file wants a passphrase, or another one."""
