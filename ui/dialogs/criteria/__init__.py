"""Setting what risks are held against: unit, thresholds, scales and colours."""

from ui.dialogs.criteria.dialog import CriteriaDialog

__all__ = ["CriteriaDialog"]
