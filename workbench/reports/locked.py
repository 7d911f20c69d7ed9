"""A finished report under a password: AES-256, revision 6 of the standard security handler (ISO 32000-2)."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from typing import Any

from workbench.reports.settings import ReportError

LEAST = 8
"""How many letters a password has at least."""
MOST_BYTES = 127
"""How many bytes of a password count (ISO 32000-2, 7.6.4.3.3)."""


def check_password(password: str) -> None:
    """Refuse a password that would protect nothing.

    Raises:
        ReportError: for one that is too short, or longer than the standard allows.
    """
    if len(password.strip()) < LEAST:
        raise ReportError(
            f"A password has at least {LEAST} letters; four words that do not belong together are good."
        )
    if len(password.encode("utf-8")) > MOST_BYTES:
        raise ReportError(f"A password has at most {MOST_BYTES} bytes; this one is longer.")


def lock(data: bytes, password: str) -> bytes:
    """Give the same document, to be opened with the password alone; the open one never leaves memory.

    Raises:
        ReportError: for a password that would protect nothing.
    """
    check_password(password)
    # Readers bring what is typed into this form before they compare it (RFC 4013, named by the standard).
    password = unicodedata.normalize("NFKC", password)
    # Two libraries that only a locked report needs.
    from pypdf import PdfReader, PdfWriter
    from pypdf.constants import UserAccessPermissions

    writer: Any = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    # Who knows the password may read, copy, print and have it read aloud.
    writer.encrypt(password, permissions_flag=UserAccessPermissions.all(), algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
