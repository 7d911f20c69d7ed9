"""Everything an assessment holds, to be compared before and after."""

from __future__ import annotations

from dataclasses import replace

from workbench.domain.assessment import Assessment, Workspace
from workbench.domain.entity import Entity
from workbench.storage.kinds import BOOK_KINDS
from workbench.storage.store import Store

Content = dict[tuple[str, str], Entity]


def content(store: Store) -> Content:
    """All entities of a workspace by kind and id, without their versions, which grow by undo as by any change."""
    found: Content = {}
    with store.unit(writes=False) as unit:
        for kind in (Workspace, Assessment, *BOOK_KINDS):
            for entity in unit.all(kind):
                found[kind.__name__, entity.id] = replace(entity, version=0)
    return found


def difference(before: Content, after: Content) -> set[tuple[str, str]]:
    """Which entities differ between two moments."""
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
