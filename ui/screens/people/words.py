"""What the steps of a change mean for one person, and what helps where it sticks."""

from __future__ import annotations

from workbench.analysis.people import Barrier, barrier
from workbench.domain.talent import Talent

ADKAR_NAMES = {
    "awareness": "Awareness, knows why",
    "desire": "Desire, wants it",
    "knowledge": "Knowledge, knows how",
    "ability": "Ability, can do it",
    "reinforcement": "Reinforcement, keeps to it",
}
ADKAR_STEPS = {
    "awareness": (
        "Has not heard of it",
        "Has heard rumours",
        "Knows that it comes",
        "Knows why",
        "Explains why to others",
    ),
    "desire": ("Against it", "Would rather not", "Goes along", "Wants it", "Brings others along"),
    "knowledge": ("Does not know how", "Has a first idea", "Knows the basics", "Knows how", "Teaches how"),
    "ability": (
        "Cannot do it yet",
        "Has tried it",
        "Does it with help",
        "Does it alone",
        "Does it under pressure",
    ),
    "reinforcement": (
        "Falls back into old ways",
        "Needs reminding",
        "Keeps to it while watched",
        "It has become a habit",
        "Holds others to it",
    ),
}
HELP = {
    "awareness": "Say why first; nothing else helps before.",
    "desire": "Find out what is in it for this person; training does not help yet.",
    "knowledge": "Show how: a course, a visit, a day with a colleague.",
    "ability": "Give practice on real work, with help at hand.",
    "reinforcement": "Notice it, say thanks, and close the old way.",
}


def barrier_words(talent: Talent) -> tuple[str, str]:
    """The field beside which something is to be said of the barrier, and the words; both '' where there is none."""
    found: Barrier = barrier(talent)
    if found.step is not None:
        return found.step, f"The barrier: {found.step}. {HELP[found.step]}"
    if found.open is not None and any(getattr(talent, name) is not None for name in ADKAR_NAMES):
        return found.open, "Note this one to find the barrier."
    return "", ""


def barrier_short(talent: Talent) -> str:
    """The barrier as one word for a list: 'Desire', 'none', or '–' while it cannot be said."""
    found = barrier(talent)
    if found.step is not None:
        return found.step.capitalize()
    return "–" if found.open is not None else "none"
