"""The action plan: the screen, and how an action looks in it."""

from ui.screens.plan.screen import PlanScreen

__all__ = ["PlanScreen"]
