"""Trust per partner team as tracks, the areas without any partner among them."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.charts import tracks
from workbench.charts.calendar import day_words
from workbench.charts.figure import Figure
from workbench.charts.tracks import Track
from workbench.charts.words import one_line
from workbench.domain.advocacy import TRUST, Advocacy
from workbench.domain.content import CatalogueItem, Pack
from workbench.domain.text import join_words, sentence_case, spelled

AREA = "area:"
"""What the key of an area without a partner begins with; then the area's id."""
CATALOGUE = "advocacy"
"""The id of the catalogue whose entries are the areas."""
WORKING = 4
"""From this trust on a team works together with SRE."""


def areas(pack: Pack) -> tuple[CatalogueItem, ...]:
    """The areas a content pack names."""
    found = pack.by_catalogue.get(CATALOGUE)
    return found.entries if found is not None else ()


def lonely(partners: Sequence[Advocacy], listed: Sequence[CatalogueItem]) -> list[CatalogueItem]:
    """The areas that have no partner team."""
    served = {each.area for each in partners}
    return [each for each in listed if each.id not in served]


def nobody_yet(partners: Sequence[Advocacy], listed: Sequence[CatalogueItem]) -> str:
    """Name the areas without a partner: 'Nobody yet for Security and Network'; '' when there is none."""
    missing = [one_line(each.title) for each in lonely(partners, listed)]
    return f"Nobody yet for {join_words(missing)}" if missing else ""


def title(partners: Sequence[Advocacy], listed: Sequence[CatalogueItem]) -> str:
    """Say how many teams work together with SRE, and where there is nobody."""
    if not partners:
        return "No partner team listed yet"
    rated = [each for each in partners if each.trust is not None]
    missing = nobody_yet(partners, listed)
    if not rated:
        said = f"{sentence_case(spelled(len(partners)))} partner {'team' if len(partners) == 1 else 'teams'} listed, trust not rated yet"
        return f"{said}; {missing[:1].lower()}{missing[1:]}" if missing else said
    close = sum(1 for each in rated if (each.trust or 0) >= WORKING)
    if len(partners) == 1:
        said = f"The one partner team {'works' if close else 'does not work'} together with SRE{'' if close else ' yet'}"
    elif close == len(partners):
        said = f"{'Both' if close == 2 else f'All {spelled(close)}'} partner teams work together with SRE"
    elif not close:
        said = f"None of {spelled(len(partners))} partner teams works together with SRE yet"
    else:
        said = f"{sentence_case(spelled(close))} of {spelled(len(partners))} partner teams {'works' if close == 1 else 'work'} together with SRE"
    return f"{said}; {missing[:1].lower()}{missing[1:]}" if missing else said


def ordered(partners: Sequence[Advocacy], listed: Sequence[CatalogueItem]) -> list[Advocacy]:
    """Partners by area, in the order of the catalogue; those of no area last."""
    place = {each.id: i for i, each in enumerate(listed)}
    return sorted(partners, key=lambda each: (place.get(each.area, len(place)), each.position, each.code))


def draw(
    partners: Sequence[Advocacy], listed: Sequence[CatalogueItem], width: float, selected: str = ""
) -> Figure:
    """Draw trust per partner; areas without one stand among them. A drop means (id, trust)."""
    names = {each.id: one_line(each.title) for each in listed}
    missing = lonely(partners, listed)
    place = {each.id: i for i, each in enumerate(listed)}
    rows: list[tuple[int, Track]] = [
        (place.get(each.area, len(place)), _track(each, names)) for each in ordered(partners, listed)
    ]
    rows += [
        (place[each.id], Track(f"{AREA}{each.id}", names[each.id], note="Nobody yet", rated=False))
        for each in missing
    ]
    shown = [each for _, each in sorted(rows, key=lambda pair: pair[0])]
    return tracks.draw(
        shown,
        width,
        TRUST,
        title(partners, listed),
        selected=selected,
        unrated="Not rated",
        heads=("Partner team", "Trust"),
    )


def _track(each: Advocacy, names: dict[str, str]) -> Track:
    area = names.get(each.area, "")
    label = one_line(each.title)
    due = f", due {day_words(each.due)}" if each.due else ""
    aside = f"{one_line(each.next_move)}{due}" if each.next_move.strip() else ""
    return Track(each.id, label, each.trust, "" if area == label else area, aside)
