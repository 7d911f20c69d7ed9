"""The small pack's next version: one question reworded, one with other levels, one retired, one new."""

from __future__ import annotations

from tests.content.small import SMALL

REVISED = (
    SMALL.replace('version: "1.0"', 'version: "2.0"')
    .replace('ask: "How is it?"', 'ask: "How is it today?"')
    .replace('          - {level: 3, text: "Yes"}', '          - {level: 4, text: "Yes"}')
    .replace("id: BBB-1", "id: BBB-2")
)
