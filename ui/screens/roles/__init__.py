"""Roles and levels: which form the SRE role takes, whom it needs, and how to find out at which level somebody is."""

from ui.screens.roles.screen import RolesScreen

__all__ = ["RolesScreen"]
