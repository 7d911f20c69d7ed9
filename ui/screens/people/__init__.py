"""People and talent: who the change depends on, on a map, by their skills, and as a list."""

from ui.screens.people.screen import TalentsScreen

__all__ = ["TalentsScreen"]
