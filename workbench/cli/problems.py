"""How a command ends badly: one line each, and a status."""

from __future__ import annotations


class Refused(Exception):
    """Wrong use or bad input: status 2, one line."""


class Failed(Exception):
    """The job could not be done: status 1, one line."""
