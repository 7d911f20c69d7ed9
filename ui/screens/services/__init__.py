"""Services, their levels and their error budgets."""

from ui.screens.services.screen import ServicesScreen

__all__ = ["ServicesScreen"]
