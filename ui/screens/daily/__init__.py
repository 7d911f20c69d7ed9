"""The daily update."""

from ui.screens.daily.screen import DailyScreen

__all__ = ["DailyScreen"]
