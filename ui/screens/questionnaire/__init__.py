"""The questionnaire: one question at a time, every answer saved as it is given."""

from ui.screens.questionnaire.screen import QuestionnaireScreen

__all__ = ["QuestionnaireScreen"]
