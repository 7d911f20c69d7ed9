"""Toil, pain points and everything else that talks with teams bring up."""

from ui.screens.discoveries.screen import DiscoveriesScreen

__all__ = ["DiscoveriesScreen"]
