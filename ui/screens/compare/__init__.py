"""Comparing two moments: what moved, by which answers and actions, and where it got worse."""

from ui.screens.compare.screen import CompareScreen

__all__ = ["CompareScreen"]
