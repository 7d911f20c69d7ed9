"""Every operation that is disturbed, by name.

One that comes later, such as changing a passphrase, is a line here, and goes through every fault.
"""

from __future__ import annotations

from tests.reliability.copying import BACKUP, RESTORE, SALVAGE
from tests.reliability.exporting import FILES
from tests.reliability.operation import (
    DATABASES,
    SAVES,
    STEPS,
    Operation,
    base,
    holds_steps,
    is_sentence,
    speaks,
    workspace,
)
from tests.reliability.saving import MIGRATE, RECOVER, SAVE, SAVE_AGAIN, STOPPED, TAKE, TICK
from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.sheets import SheetError
from workbench.reports.settings import ReportError
from workbench.storage import errors

WORKSPACE = (SAVE, TAKE, MIGRATE, BACKUP, RESTORE, SALVAGE)
ALL = (*WORKSPACE, *FILES)
BY_NAME = {each.name: each for each in (*ALL, SAVE_AGAIN, RECOVER, STOPPED, TICK)}

__all__ = [
    "ALL",
    "BACKUP",
    "BY_NAME",
    "DATABASES",
    "FILES",
    "MIGRATE",
    "RECOVER",
    "RESTORE",
    "SALVAGE",
    "SAVE",
    "SAVES",
    "SAVE_AGAIN",
    "STEPS",
    "STOPPED",
    "TAKE",
    "TICK",
    "WORKSPACE",
    "Operation",
    "base",
    "holds_steps",
    "is_sentence",
    "refusals",
    "speaks",
    "workspace",
]


def refusals() -> tuple[type[Exception], ...]:
    """What an operation may raise: errors whose text is a sentence for people."""
    return errors.StorageError, SheetError, ReportError, AnswerFileError
