"""Engagement agreements."""

from ui.screens.agreements.screen import AgreementsScreen

__all__ = ["AgreementsScreen"]
