"""Another room: capabilities that leave as a file, are worked on there, and come back."""

from ui.dialogs.room.merging import MergeDialog
from ui.dialogs.room.opening import OpenRoomDialog
from ui.dialogs.room.reading import ReadRoomDialog
from ui.dialogs.room.writing import BringBackDialog, TakeOutDialog

__all__ = ["BringBackDialog", "MergeDialog", "OpenRoomDialog", "ReadRoomDialog", "TakeOutDialog"]
