"""The list of assessments in one query, for the store and for a first look before SQLAlchemy is in."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from workbench.domain.assessment import Assessment
from workbench.domain.listing import Listed
from workbench.storage import errors
from workbench.storage.codec import from_values
from workbench.storage.guard import tables_only
from workbench.storage.header import LATEST, peek

QUERY = """
SELECT a.*, s.seq AS summary_seq, s.figures, h.seq AS last_seq, h.at, h.label
FROM assessment a
LEFT JOIN summary s ON s.assessment = a.id
LEFT JOIN history h ON h.seq = (SELECT max(seq) FROM history WHERE assessment = a.id)
ORDER BY h.seq DESC
"""


HANDED_OVER = """
SELECT count(*) FROM invitation WHERE sent_as = 'handed' AND (SELECT code FROM workspace) <> ''
"""


def rows_of(rows: Iterable[Mapping[Any, Any]]) -> list[Listed]:
    """Build the list from the query's rows, last changed first."""
    listed: list[Listed] = []
    for row in rows:
        values = dict(row)
        for name in ("questions", "roles", "consents", "reopened"):
            values[name] = json.loads(values[name])
        listed.append(
            Listed(
                assessment=from_values(Assessment, values),
                figures=json.loads(values["figures"] or "{}"),
                changed=dt.datetime.fromisoformat(values["at"]) if values["at"] else None,
                what=values["label"] or "",
                fresh=values["summary_seq"] is not None and values["summary_seq"] == values["last_seq"],
            )
        )
    return listed


def glance(path: Path) -> tuple[str, list[Listed]] | None:
    """Read client and list with the bare driver, changing nothing; `None` where the real opening must speak."""
    from sqlcipher3 import dbapi2  # pyright: ignore[reportMissingTypeStubs] # loaded only for this

    driver: Any = dbapi2  # it has no types
    try:
        if peek(path) != LATEST or path.with_name(f"{path.name}-journal").exists():
            return None
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(driver.connect(uri, uri=True, timeout=0)) as connection:
            connection.row_factory = driver.Row
            tables_only(connection)
            if connection.execute(HANDED_OVER).fetchone()[0]:
                # A respondent sits in front of it: what is in the list is not for them.
                return None
            client = str(connection.execute("SELECT client FROM workspace").fetchone()[0])
            found: list[Any] = connection.execute(QUERY).fetchall()
        return client, rows_of(found)
    except (errors.StorageError, driver.Error, ValueError, KeyError, TypeError):
        return None
