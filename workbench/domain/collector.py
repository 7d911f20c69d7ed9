"""Python's garbage collector, put to sleep for work that makes many objects and no garbage."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def collector_asleep() -> Generator[None]:
    """Thousands of new objects set off the garbage collector, which finds nothing and takes as long as the work."""
    awake = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if awake:
            gc.enable()
