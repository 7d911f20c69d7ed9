"""Taking answers in: files are read and compared, looked at, and taken in as one step."""

from ui.dialogs.take_in.dialog import TakeInDialog

__all__ = ["TakeInDialog"]
