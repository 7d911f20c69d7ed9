"""Sessions: who meets when, about what, how long it took, and what came of it."""

from ui.screens.sessions.screen import SessionsScreen

__all__ = ["SessionsScreen"]
