"""Risk: the screen, and how a risk looks in it."""

from ui.screens.risks.screen import RisksScreen

__all__ = ["RisksScreen"]
