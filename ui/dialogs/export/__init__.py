"""Writing a report: what goes into it, whose it looks like, a preview of the real pages, progress and cancel."""

from ui.dialogs.export.dialog import ExportDialog

__all__ = ["ExportDialog"]
