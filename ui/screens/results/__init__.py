"""Maturity results: the screen, and the panel that explains a score."""

from ui.screens.results.screen import ResultsScreen

__all__ = ["ResultsScreen"]
