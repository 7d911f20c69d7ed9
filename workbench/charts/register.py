"""The risks in words: what lies above the limit, and the register in short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.analysis.exposure import Exposure, When, exposure
from workbench.analysis.risk import live, ranked, zone_after, zone_today
from workbench.charts.figure import TableText
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import Risk, RiskKind, RiskState, Zone
from workbench.domain.text import plural, sentence_case, spelled


def threats_finding(risks: Iterable[Risk], criteria: RiskCriteria) -> str:
    """Say how many open threats lie in the red zone before treatment, and how many after it."""
    threats = [risk for risk in live(risks) if risk.kind is RiskKind.THREAT]
    rated = [risk for risk in threats if zone_today(risk, criteria) is not None]
    if not threats:
        return ""
    if not rated:
        return "No threat is rated yet"
    today = [risk for risk in rated if zone_today(risk, criteria) is Zone.RED]
    after = [risk for risk in rated if (zone_after(risk, criteria) or zone_today(risk, criteria)) is Zone.RED]
    if not today:
        return "No threat sits above the limit"
    sits = "sits" if len(today) == 1 else "sit"
    first = f"{sentence_case(spelled(len(today)))} {'threat' if len(today) == 1 else 'threats'} {sits} above the limit before treatment"
    if not after:
        return f"{first}; treatment brings {'it' if len(today) == 1 else 'all of them'} under it"
    if not any(zone_after(risk, criteria) is not None for risk in today):
        return f"{first}; no treatment is rated yet"
    verb = "stays" if len(after) == 1 else "stay"
    return f"{first}; {spelled(len(after))} {verb} there after it"


def title(risks: Sequence[Risk], criteria: RiskCriteria) -> str:
    """Say what the matrix shows in one sentence."""
    if not risks:
        return "No risks yet"
    if not live(risks):
        return "All risks are closed"
    threats = threats_finding(risks, criteria)
    chances = [risk for risk in live(risks) if risk.kind is RiskKind.OPPORTUNITY]
    seize = [
        risk for risk in chances if (zone_after(risk, criteria) or zone_today(risk, criteria)) is Zone.RED
    ]
    worth = (
        f"{spelled(len(seize))} {'opportunity is' if len(seize) == 1 else 'opportunities are'} worth seizing"
    )
    if threats:
        return f"{threats}; {worth}" if seize else threats
    if seize:
        return sentence_case(worth)
    return f"{plural(len(chances), 'opportunity', 'opportunities')}, none in the zone worth seizing"


def steps(frequency: int | None, impact: int | None) -> str:
    """A risk's place in short: 'F4 I5'; '–' while either step is missing."""
    return f"F{frequency} I{impact}" if frequency and impact else "–"


def place(found: Exposure | None) -> str:
    """The cell a risk lies in, in short; '–' while it is not rated."""
    return steps(found.frequency_step, found.impact_step) if found else "–"


def table(risks: Iterable[Risk], criteria: RiskCriteria) -> TableText:
    """The register in short."""
    rows: list[tuple[str, ...]] = []
    for risk in ranked(risks, criteria):
        before, after = exposure(risk, criteria), exposure(risk, criteria, When.AFTER)
        rows.append(
            (
                risk.code,
                risk.title,
                f"{risk.kind.label}, closed" if risk.state is RiskState.CLOSED else risk.kind.label,
                place(before),
                before.zone.word(risk.kind) if before else "Not rated",
                place(after),
                after.zone.word(risk.kind) if after else "Not rated",
            )
        )
    return TableText(("Code", "Risk", "Kind", "Inherent", "Zone", "Residual", "Zone after"), tuple(rows))
