"""The library: everything the content pack has to read, to copy and to take into the assessment."""

from ui.screens.library.screen import LibraryScreen

__all__ = ["LibraryScreen"]
