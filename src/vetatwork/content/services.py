"""Loading content files into pages and dumping pages into files."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from vetatwork.content.document import Document, tree_hash, write_document
from vetatwork.content.library import Library, read_library, sound_library
from vetatwork.content.merge import Action, Sides, decide
from vetatwork.content.models import LoadedFolder, LoadedPage
from vetatwork.content.parts import parts
from vetatwork.content.sources import write_sources
from vetatwork.content.store import Store, the_store
from vetatwork.core.services import record

Page = tuple[str, str]
"""Key and language."""

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, how many in all."""


@dataclass
class LoadReport:
    """What a load did, page by page; `unchanged_folder` if the folder is as at the last load."""

    unchanged_folder: bool = False
    done: dict[Action, list[Page]] = field(default_factory=dict)

    def count(self, action: Action) -> int:
        """How many pages met this action."""
        return len(self.done.get(action, []))

    @property
    def conflicts(self) -> list[Page]:
        """Pages that an editor and a file have both changed."""
        return self.done.get(Action.CONFLICT, [])


def site_languages() -> frozenset[str]:
    """Codes of the languages a content folder may have."""
    return frozenset(code for code, _ in settings.LANGUAGES)


def folder_fingerprint(folder: Path) -> str:
    """Hash of the bytes of every file below `folder` that loading reads, and of the version that reads them."""
    from vetatwork import __version__

    digest = hashlib.sha256(__version__.encode())
    for path in sorted([*folder.rglob("*.yaml"), *(folder / "manual").rglob("*.md")]):
        digest.update(f"{path.relative_to(folder)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def load_content(
    *, folder: Path, take_files: bool = False, only_if_changed: bool = False, progress: Progress | None = None
) -> LoadReport:
    """Load the content folder into pages by the three-way rule, all or nothing.

    Raises:
        ContentError: if a file has a fault; nothing is loaded then.
        StoreError: if a page cannot be stored; nothing is loaded then.
    """
    tell = progress or (lambda what, done, total: None)
    fingerprint = folder_fingerprint(folder)
    if only_if_changed and LoadedFolder.objects.filter(fingerprint=fingerprint).exists():
        return LoadReport(unchanged_folder=True)
    library = sound_library(folder, site_languages(), lambda done, total: tell("Reading", done, total))
    with transaction.atomic():
        report = _load(library, the_store(), take_files, tell)
        for part in parts():
            part.load(library.parts[part.name])
        LoadedFolder.objects.all().delete()
        LoadedFolder.objects.create(fingerprint=fingerprint, loaded_at=timezone.now())
        counts = {action.value: len(pages) for action, pages in report.done.items()}
        record(action="content.load", actor="system", subject="content", details=counts)
    return report


def _load(library: Library, store: Store, take_files: bool, tell: Progress) -> LoadReport:
    bases = {(base.key, base.language): base.tree_hash for base in LoadedPage.objects.all()}
    pages = {(d.key, d.language): tree_hash(d) for d in store.documents()}
    files = {(d.key, d.language): d for d in library.in_order()}
    report = LoadReport()
    plan: dict[Page, Action] = {}
    for page in (*files, *(page for page in bases if page not in files)):
        file_hash = tree_hash(files[page]) if page in files else None
        action = decide(Sides(bases.get(page), file_hash, pages.get(page)), take_files=take_files)
        plan[page] = action
        report.done.setdefault(action, []).append(page)
        if action is not Action.CONFLICT and (action is not Action.KEEP or file_hash == pages.get(page)):
            _remember(page, file_hash, bases.get(page))
    _carry_out(plan, files, store, tell)
    return report


def _carry_out(plan: dict[Page, Action], files: dict[Page, Document], store: Store, tell: Progress) -> None:
    writing = [files[page] for page, action in plan.items() if action in (Action.CREATE, Action.UPDATE)]
    for document in writing:
        store.make_room(document)
    for number, document in enumerate(writing, start=1):
        store.write(document)
        tell("Loading", number, len(writing))
    for page in reversed([page for page, action in plan.items() if action is Action.DELETE]):
        store.delete(*page)


def _remember(page: Page, file_hash: str | None, base: str | None) -> None:
    if file_hash is None:
        LoadedPage.objects.filter(key=page[0], language=page[1]).delete()
    elif file_hash != base:
        LoadedPage.objects.update_or_create(key=page[0], language=page[1], defaults={"tree_hash": file_hash})


@dataclass
class DumpReport:
    """Files that were written or removed, and files left alone because they hold changes that were never loaded."""

    changed: list[Path] = field(default_factory=list)
    conflicts: list[Path] = field(default_factory=list)


def dump_content(*, folder: Path, take_pages: bool = False, progress: Progress | None = None) -> DumpReport:
    """Write every page and source, newest drafts included, as canonical files.

    A file that was changed since the last load is left alone and reported, unless `take_pages`. The file of a page that
    an editor deleted is removed. Lists (vocabulary, planned) are not pages and stay as they are.

    Raises:
        ContentError: if the folder has no vocabulary.
    """
    tell = progress or (lambda what, done, total: None)
    pages = {(d.key, d.language): d for d in the_store().documents()}
    files = read_library(folder, site_languages()).documents if (folder / "vocabulary.yaml").exists() else {}
    bases = {(base.key, base.language): base.tree_hash for base in LoadedPage.objects.all()}
    report = DumpReport()
    unloaded = {
        page
        for page, d in files.items()
        if tree_hash(d) != bases.get(page) and (page not in pages or tree_hash(d) != tree_hash(pages[page]))
    }
    if not take_pages:
        report.conflicts = sorted({files[page].path for page in unloaded})
    for number, document in enumerate(pages.values(), start=1):
        path = folder / "manual" / document.language / f"{document.key}.md"
        if document.language and path not in report.conflicts:
            _write_if_changed(path, write_document(document), report)
        tell("Writing", number, len(pages))
    sources = folder / "sources.yaml"
    if sources not in report.conflicts:
        _write_if_changed(sources, write_sources(d for d in pages.values() if not d.language), report)
    for page in files.keys() - pages.keys():
        if page[1] and page in bases and files[page].path not in report.conflicts:
            files[page].path.unlink()
            report.changed.append(files[page].path)
    return report


def _write_if_changed(path: Path, text: str, report: DumpReport) -> None:
    if path.exists() and path.read_bytes() == text.encode():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    report.changed.append(path)
