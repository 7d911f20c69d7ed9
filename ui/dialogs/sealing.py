"""A passphrase for a file that leaves the program."""

from __future__ import annotations

from ui.widgets.secret_box import SecretBox
from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.sealed import check_passphrase

_NOTE = "AES-256. Without it nobody can read the file: not you, not we. Send it on another way than the file."


def sealing_box() -> SecretBox:
    """Asks for it; a wrong one raises `AnswerFileError`."""
    return SecretBox(
        "passphrase", _NOTE, check_passphrase, tick="Lock with a passphrase", wrong=AnswerFileError
    )
