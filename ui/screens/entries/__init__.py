"""What the inventories have in common: what each says of itself, and the screen that shows it."""

from ui.screens.entries.screen import EntryScreen

__all__ = ["EntryScreen"]
