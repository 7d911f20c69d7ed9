"""The looks at a plan above its list: the roadmap from the start, the others once they are first asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.screens.plan.priority_pane import PriorityPane
from ui.screens.plan.roadmap import RoadmapPane
from ui.screens.plan.what_if_pane import WhatIfPane
from ui.theme import Theme
from ui.widgets.parts import column


class Panes(QWidget):
    """Holds them one below the other, of which one is shown; `made_…` are called once with a new one, to connect it."""

    def __init__(
        self,
        theme: Theme,
        made_priority: Callable[[PriorityPane], None],
        made_what_if: Callable[[WhatIfPane], None],
    ) -> None:
        super().__init__()
        self._theme = theme
        self._made_priority, self._made_what_if = made_priority, made_what_if
        self._priority: PriorityPane | None = None
        self._what_if: WhatIfPane | None = None
        self._width = 0
        self.roadmap = RoadmapPane(theme)
        self._column = column(self.roadmap, spacing=0)
        self.setLayout(self._column)

    @property
    def priority(self) -> PriorityPane:
        """What comes first."""
        if self._priority is None:
            self._priority = PriorityPane(self._theme)
            self._column.addWidget(self._priority)
            self._made_priority(self._priority)
            self.fit(self._width)
        return self._priority

    @property
    def what_if(self) -> WhatIfPane:
        """What would become of everything."""
        if self._what_if is None:
            self._what_if = WhatIfPane(self._theme)
            self._column.addWidget(self._what_if)
            self._made_what_if(self._what_if)
            self.fit(self._width)
        return self._what_if

    def show_only(self, pane: QWidget | None) -> None:
        """Show one of them, or none."""
        for each in (self.roadmap, self._priority, self._what_if):
            if each is not None:
                each.setVisible(each is pane)

    def fit(self, width: int) -> None:
        """Lay out what stands side by side for this width."""
        self._width = width
        for each in (self._priority, self._what_if):
            if each is not None:
                each.fit(width)

    def flush(self) -> None:
        """Keep what is shown but not kept yet."""
        if self._priority is not None:
            self._priority.sliders.flush()
