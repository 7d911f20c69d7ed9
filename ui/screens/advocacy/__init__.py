"""Advocacy: the partner teams SRE speaks up with."""

from ui.screens.advocacy.screen import AdvocacyScreen

__all__ = ["AdvocacyScreen"]
