"""Opening the demo assessment, which is made first where there is none."""

from __future__ import annotations

import datetime as dt

from ui.session import Session, sentence
from workbench.actions import demo
from workbench.storage import places


def open_demo(session: Session) -> None:
    """Open the demo; one that is there already is opened as it is."""
    path = places.demo_workspace()

    def make() -> None:
        if not path.exists():
            demo.create(path, dt.date.today()).close()

    session.jobs.lane(
        make,
        lambda _none: session.open_workspace(path),
        lambda error: session.failed.emit(sentence(error)),
    )
