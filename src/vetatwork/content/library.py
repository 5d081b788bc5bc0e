"""The whole folder `content/` at once: every page, source and list, and every fault in them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from vetatwork.content.document import Document, document_problems, read_document, write_document
from vetatwork.content.faults import ContentError, Fault
from vetatwork.content.fields import SLUG, Pages, Scope, is_empty
from vetatwork.content.kinds import kind_of_collection, kinds
from vetatwork.content.parts import parts
from vetatwork.content.prose import KEY
from vetatwork.content.sources import SOURCE_KIND, read_sources, write_sources
from vetatwork.content.vocabulary import SOURCE_LANGUAGE, Vocabulary, read_vocabulary

MAX_BYTES = 1_000_000
"""A content file larger than this is not a page."""


@dataclass
class Library:
    """Everything in a content folder. `documents` holds pages by (key, language) and sources by (key, '').

    `parts` holds what other rooms read from it, by the name of their part.
    """

    folder: Path
    vocabulary: Vocabulary
    documents: dict[tuple[str, str], Document] = field(default_factory=dict)
    planned: frozenset[str] = frozenset()
    faults: list[Fault] = field(default_factory=list)
    parts: dict[str, Any] = field(default_factory=dict)

    def scope(self) -> Scope:
        """What a page of this folder may refer to."""
        return Scope(
            pages=frozenset(key for key, language in self.documents if language),
            planned=self.planned,
            sources=frozenset(key.removeprefix("sources/") for key, language in self.documents if not language),
            vocabulary=self.vocabulary,
        )

    def in_order(self) -> list[Document]:
        """Sources first, then pages, parents before children, English before translations, then by file name."""
        rank = {kind.name: position for position, kind in enumerate((SOURCE_KIND, *kinds()))}
        return sorted(
            self.documents.values(),
            key=lambda d: (rank[d.kind.name], d.language not in ("", SOURCE_LANGUAGE), d.language, d.key),
        )


def read_library(
    folder: Path, languages: frozenset[str], progress: Callable[[int, int], None] = lambda done, total: None
) -> Library:
    """Read and check the content folder; all faults are in the result. `progress` is told files done and in all.

    Raises:
        ContentError: if the vocabulary, without which nothing can be judged, cannot be read.
    """
    library = Library(folder, read_vocabulary(folder / "vocabulary.yaml"))
    library.planned = _planned(folder / "planned.yaml", library.faults)
    for source in read_sources(folder / "sources.yaml", library.faults):
        library.documents[(source.key, "")] = source
    paths = sorted((folder / "manual").rglob("*")) if (folder / "manual").is_dir() else []
    files = [path for path in paths if path.is_file() and not path.name.startswith(".")]
    for number, path in enumerate(files, start=1):
        _read_page(library, path, languages)
        progress(number, len(files))
    library.parts = {part.name: part.read(folder, library.faults) for part in parts()}
    library.faults += _problems(library)
    library.faults.sort()
    return library


def sound_library(
    folder: Path, languages: frozenset[str], progress: Callable[[int, int], None] | None = None
) -> Library:
    """The library of a folder without faults.

    Raises:
        ContentError: with every fault.
    """
    library = read_library(folder, languages, *([progress] if progress else []))
    if library.faults:
        raise ContentError(library.faults)
    return library


def planned_keys(path: Path) -> frozenset[str]:
    """Keys of the pages that may be named before they are written."""
    return _planned(path, [])


def _planned(path: Path, faults: list[Fault]) -> frozenset[str]:
    text = read_text(path, faults) if path.exists() else ""
    keys = set()
    for number, line in enumerate((text or "").splitlines(), start=1):
        entry = line.split("#")[0].strip()
        key = entry.removeprefix("- ").strip()
        if entry.startswith("- ") and KEY.fullmatch(key):
            keys.add(key)
        elif entry:
            faults.append(Fault(path, number, f"Expected a page key (`- methods/job-dating`), not “{entry}”."))
    return frozenset(keys)


def read_text(path: Path, faults: list[Fault]) -> str | None:
    """The text of a content file; None after adding to `faults` why it cannot be read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            faults.append(Fault(path, 0, f"The file is too large for a page ({MAX_BYTES:,} bytes at most)."))
            return None
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        faults.append(Fault(path, line, "The file is not UTF-8 text. Save it with the encoding UTF-8."))
        return None
    except OSError as error:
        faults.append(Fault(path, 0, f"Cannot be read: {error.strerror}."))
        return None
    if "\0" in text:
        faults.append(Fault(path, text[: text.index("\0")].count("\n") + 1, "The file contains a null byte."))
        return None
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _read_page(library: Library, path: Path, languages: frozenset[str]) -> None:
    fault = partial(Fault, path, 0)
    parts = path.relative_to(library.folder / "manual").parts
    if len(parts) != 3 or path.suffix != ".md":
        library.faults.append(fault("A page stands at manual/<language>/<collection>/<slug>.md; this file does not."))
        return
    language, collection, slug = parts[0], parts[1], path.stem
    kind = kind_of_collection(collection)
    if language not in languages:
        library.faults.append(
            fault(f"“{language}” is not a language of this site. Known: {', '.join(sorted(languages))}.")
        )
    elif kind is None:
        known = ", ".join(sorted(c for k in kinds() for c in k.collections))
        library.faults.append(fault(f"“{collection}” is not a collection. Known: {known}."))
    elif not SLUG.fullmatch(slug):
        library.faults.append(fault("The name of the file is the address: small letters, figures and hyphens only."))
    elif (text := read_text(path, library.faults)) is not None:
        document, faults = read_document(text, kind, f"{collection}/{slug}", language, path)
        library.documents[(document.key, language)] = document
        library.faults += faults


# --- Rules about more than one file -----------------------------------------------------------------------------------


def _problems(library: Library) -> Iterator[Fault]:
    scope = library.scope()
    for document in library.documents.values():
        broken = {fault.line for fault in library.faults if fault.path == document.path}
        for name, problem in document_problems(document, scope):
            line = document.lines.get(name.split("/")[0] if name not in document.lines else name, 0)
            if not (line + 1 in broken and "is missing" in problem):
                yield Fault(document.path, line + 1, problem)
        if (document.key, SOURCE_LANGUAGE) not in library.documents and document.language:
            yield Fault(document.path, 0, "There is no English page with this key; English is the source.")
    yield from _planned_problems(library)
    yield from _place_problems(library)
    for part in parts():
        yield from part.problems(library.parts[part.name], library)


def _planned_problems(library: Library) -> Iterator[Fault]:
    path = library.folder / "planned.yaml"
    wanted = {key for document in library.documents.values() for key in referred_pages(document)}
    wanted |= {key for part in parts() for key in part.referred_pages(library.parts[part.name])}
    for key in sorted(library.planned):
        if (key, SOURCE_LANGUAGE) in library.documents:
            yield Fault(path, 0, f"{key} is written now. Take it off this list.")
        elif key not in wanted:
            yield Fault(path, 0, f"No page refers to {key}. Take it off this list.")


def referred_pages(document: Document) -> Iterator[str]:
    """Keys of the pages that the lists of a document name, planned ones included."""
    for part in document.kind.fields():
        value: Any = document.values.get(part.name)
        if isinstance(part, Pages) and not is_empty(value):
            yield from (part.key(item) for item in value)
    for entries in document.kind.entries():
        for entry in document.values.get(entries.name) or ():
            for part in entries.parts:
                if isinstance(part, Pages):
                    yield from (part.key(item) for item in entry.get(part.name) or ())


def _place_problems(library: Library) -> Iterator[Fault]:
    """Every page needs its parent, and no two pages can have one address."""
    taken: dict[tuple[str, str, str], Document] = {}
    for document in library.documents.values():
        if not document.language:
            continue
        kind, values = document.kind, document.values
        parent, slug = kind.parent(document.key, values), kind.slug(document.key, values)
        if parent and (parent, SOURCE_LANGUAGE) not in library.documents:
            yield Fault(document.path, 0, f"This page stands under {parent}, and there is no such page.")
        other = taken.setdefault((document.language, parent, slug), document)
        if other is not document:
            line = document.lines.get(kind.address, -1) + 1
            yield Fault(document.path, line, f"The address “{slug}” is taken by {other.key}.")


# --- Format -----------------------------------------------------------------------------------------------------------


def canonical_files(library: Library) -> dict[Path, str]:
    """The canonical text of every file of a sound library."""
    pages = {d.path: write_document(d) for d in library.documents.values() if d.language}
    sources = [d for d in library.documents.values() if not d.language]
    planned = "".join(f"- {key}\n" for key in sorted(library.planned))
    files = {**pages, library.folder / "sources.yaml": write_sources(sources)}
    for part in parts():
        files |= part.canonical_files(library.parts[part.name])
    return {**files, library.folder / "planned.yaml": planned} if planned else files


def format_library(library: Library, *, check_only: bool = False) -> list[Path]:
    """Write every file of `library` in canonical form; returns the files that were not. Faulty libraries are refused.

    Raises:
        ContentError: if the library has faults: formatting would lose what could not be read.
    """
    if library.faults:
        raise ContentError(library.faults)
    changed = []
    for path, text in canonical_files(library).items():
        if not path.exists() or path.read_bytes() != text.encode():
            changed.append(path)
            if not check_only:
                path.write_bytes(text.encode())
    return changed
