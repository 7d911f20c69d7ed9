"""Carries out what the evidence box asks for: taking files and links in, saving copies, removing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from ui.screens.questionnaire.evidence_box import EvidenceBox
from ui.session import Session, sentence
from workbench.actions import evidence
from workbench.actions.edit import Edit
from workbench.domain.assessment import EvidenceItem
from workbench.storage.files import write_whole
from workbench.storage.header import SUFFIX


class EvidenceDesk(QObject):
    """Works for one evidence box; `who` gives respondent and question, or `None` where there is nobody."""

    def __init__(
        self,
        session: Session,
        box: EvidenceBox,
        who: Callable[[], tuple[str, str] | None],
        say: Callable[[str], None],
    ) -> None:
        super().__init__(box)
        self._session, self._box, self._who, self._say = session, box, who, say
        box.file_chosen.connect(self._on_file)
        box.link_given.connect(self._on_link)
        box.copy_wanted.connect(self._on_copy)
        box.removed.connect(self._on_removed)

    def _refused(self, error: Exception) -> None:
        self._box.say(sentence(error))

    def _on_file(self, path: Path) -> None:
        who = self._who()
        if who is None:
            return

        def read(edit: Edit) -> None:
            self._session.run(edit, failed=self._refused)

        # Reading up to 10 MB takes its time; the pool hands back the finished edit.
        self._session.jobs.pool(lambda _job: evidence.add_file(*who, path), read, self._refused)

    def _on_link(self, url: str) -> None:
        who = self._who()
        if who is None:
            return
        try:
            self._session.run(evidence.add_link(*who, url))
        except ValueError as error:
            self._box.say(str(error))

    def _on_removed(self, item_id: str) -> None:
        self._session.run(evidence.remove_item(item_id))

    def _on_copy(self, item: EvidenceItem) -> None:
        dialog = QFileDialog(self._box, "Save a copy")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(Path(item.title).name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self._save_copy(item, Path(name)))
        dialog.open()

    def _save_copy(self, item: EvidenceItem, path: Path) -> None:
        store = self._session.store
        if store is None:
            return
        if path.suffix == SUFFIX:
            self._session.failed.emit(f"'{path.name}' is a workspace. Save the copy under another name.")
            return

        def failed(error: Exception) -> None:
            why = getattr(error, "strerror", None)
            text = f"'{path.name}' could not be written ({why})." if why else sentence(error)
            self._session.failed.emit(text)

        self._session.jobs.lane(
            lambda: write_whole(path, evidence.content(store, item)),
            lambda _none: self._say(f"Copy saved as {path.name}"),
            failed,
        )
