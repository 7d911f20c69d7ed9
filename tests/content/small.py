"""The smallest pack that has everything, as text to be broken."""

from __future__ import annotations

SMALL = """\
format: 1
id: small
version: "1.0"
title: "A small pack"
language: "en-GB"
minutes: {alone: 1, together: 2.5}
levels:
  - {level: 1, name: "Initial", short: "One", text: "First."}
  - {level: 2, name: "Managed", short: "Two", text: "Second."}
  - {level: 3, name: "Defined", short: "Three", text: "Third."}
  - {level: 4, name: "Measured", short: "Four", text: "Fourth."}
  - {level: 5, name: "Optimized", short: "Five", text: "Fifth."}
areas:
  - {id: S0, name: "Prevision", purpose: "Foresee."}
dimensions:
  - {id: all, name: "All", short: "All", capabilities: [AAA, BBB]}
capabilities:
  - id: AAA
    area: S0
    name: "First capability"
    weight: 2
    clauses: [C-1]
    questions:
      - id: AAA-1
        title: "First"
        ask: "How is it?"
        roles: [executive, manager]
        weight: 2
        essential: {level: 2, reason: "It carries the rest."}
        options:
          - {level: 1, text: "Not at all"}
          - {level: 2, text: "A little"}
          - {level: 5, text: "Fully"}
        clauses: [C-1]
      - id: AAA-2
        title: "Second"
        ask: "And this?"
        roles: [engineer]
        weight: 1
        options:
          - {level: 1, text: "No"}
          - {level: 3, text: "Yes"}
  - id: BBB
    area: S0
    name: "Second capability"
    weight: 1
    questions:
      - id: BBB-1
        title: "Third"
        ask: "And that?"
        roles: [operations]
        weight: 2
        options:
          - {level: 1, text: "No"}
          - {level: 4, text: "Yes"}
deterrents:
  - {id: silos, title: "Silos", clauses: [C-1], capabilities: [AAA]}
risks:
  - {id: loss, kind: threat, title: "A loss"}
actions:
  - id: first
    title: "Do this first"
    capability: AAA
    level: 2
    workstream: "All"
    effort_days: 2
    lead_days: 10
  - id: second
    title: "Then that"
    capability: AAA
    level: 3
    workstream: "All"
    effort_days: 2.5
    lead_days: 10
    measure: {name: "Hours", unit: "hours"}
    after: [first]
    clauses: [C-1]
glossary:
  - {term: "SRE", text: "Site reliability engineering."}
clauses:
  - {id: C-1, section: "Goal", kind: "rule", text: "Begin."}
"""


def line_of(part: str, text: str = SMALL) -> int:
    """The number of the first line that holds `part`."""
    return lines_of(part, text)[0]


def lines_of(part: str, text: str) -> list[int]:
    """The numbers of all lines that hold `part`."""
    return [number for number, line in enumerate(text.split("\n"), 1) if part in line]
