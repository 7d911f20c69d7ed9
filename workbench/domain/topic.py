"""What can change, as screens hear of it."""

from __future__ import annotations

from enum import Enum, auto


class Topic(Enum):
    """What a screen can listen to."""

    WORKSPACE = auto()
    ASSESSMENTS = auto()
    RESPONDENTS = auto()
    ANSWERS = auto()
    TARGETS = auto()
    OBSTACLES = auto()
    TALENTS = auto()
    RISKS = auto()
    ACTIONS = auto()
    NEEDS = auto()
    ROLES = auto()
    ADVOCACY = auto()
    DISCOVERIES = auto()
    SERVICES = auto()
    PRACTICES = auto()
    RECOGNITION = auto()
    PLAN = auto()
    AGREEMENTS = auto()
    DAILY = auto()
    SNAPSHOTS = auto()
    REVIEWS = auto()
    TRADE_OFFS = auto()
    SESSIONS = auto()
