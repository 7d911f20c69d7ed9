"""The risks in words: what lies above the limit, and the register in short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.analysis.risk import inherent, ranked, residual
from workbench.charts.figure import TableText
from workbench.domain.risk import Risk, RiskKind, Zone
from workbench.domain.text import plural, sentence_case, spelled


def threats_finding(risks: Iterable[Risk]) -> str:
    """Say how many threats lie in the red zone today, and how many after treatment."""
    threats = [risk for risk in risks if risk.kind is RiskKind.THREAT]
    rated = [risk for risk in threats if inherent(risk) is not None]
    if not threats:
        return ""
    if not rated:
        return "No threat is rated yet"
    today = [risk for risk in rated if inherent(risk) is Zone.RED]
    after = [risk for risk in rated if (residual(risk) or inherent(risk)) is Zone.RED]
    if not today:
        return "No threat sits above the limit"
    sits = "sits" if len(today) == 1 else "sit"
    first = f"{sentence_case(spelled(len(today)))} {'threat' if len(today) == 1 else 'threats'} {sits} above the limit today"
    if not after:
        return f"{first}; treatment brings {'it' if len(today) == 1 else 'all of them'} under it"
    if not any(residual(risk) is not None for risk in today):
        return f"{first}; no treatment is rated yet"
    verb = "stays" if len(after) == 1 else "stay"
    return f"{first}; {spelled(len(after))} {verb} there after treatment"


def title(risks: Sequence[Risk]) -> str:
    """Say what the matrix shows in one sentence."""
    if not risks:
        return "No risks yet"
    threats = threats_finding(risks)
    chances = [risk for risk in risks if risk.kind is RiskKind.OPPORTUNITY]
    seize = [risk for risk in chances if (residual(risk) or inherent(risk)) is Zone.RED]
    if threats:
        return threats
    if seize:
        return f"{sentence_case(spelled(len(seize)))} {'opportunity is' if len(seize) == 1 else 'opportunities are'} worth seizing"
    return f"{plural(len(chances), 'opportunity', 'opportunities')}, none in the zone worth seizing"


def steps(frequency: int | None, impact: int | None) -> str:
    """A risk's place in short: 'F4 I5'; '–' while either step is missing."""
    return f"F{frequency} I{impact}" if frequency and impact else "–"


def table(risks: Iterable[Risk]) -> TableText:
    """The register in short."""
    rows: list[tuple[str, ...]] = []
    for risk in ranked(risks):
        before, after = inherent(risk), residual(risk)
        rows.append(
            (
                risk.code,
                risk.title,
                risk.kind.label,
                steps(risk.frequency, risk.impact),
                before.word(risk.kind) if before else "Not rated",
                steps(risk.residual_frequency, risk.residual_impact),
                after.word(risk.kind) if after else "Not rated",
            )
        )
    return TableText(("Code", "Risk", "Kind", "Today", "Zone", "After treatment", "Zone after"), tuple(rows))
