"""Who answers alone: what each was asked and sent, what came back, and who said what."""

from ui.screens.respondents.screen import RespondentsScreen

__all__ = ["RespondentsScreen"]
