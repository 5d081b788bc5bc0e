"""What a complete manual has: so many pages of a kind, so many entries on each, and something for everybody."""

from collections import Counter
from collections.abc import Iterator

from vetatwork.content.document import Document
from vetatwork.content.faults import Fault
from vetatwork.content.fields import Field, Pages
from vetatwork.content.kinds import Bars, Kind, kinds
from vetatwork.content.library import Library
from vetatwork.content.vocabulary import SOURCE_LANGUAGE

Row = tuple[str, ...]


def counts(library: Library) -> Iterator[Row]:
    """A table: every bar, what this folder has, and what a complete one has at least."""
    yield ("", "here", "bar")
    for kind, bars in _kinds_with_bars():
        pages = _pages(library, kind)
        yield (bars.what, str(len(pages)), str(bars.pages))
        for name, least in bars.each.items():
            reached = sum(_entries(library, page, name) >= least for page in pages)
            yield (f"{bars.what} with {least} or more {_words_for(kind, name)}", str(reached), str(len(pages)))


def incompleteness(library: Library) -> list[Fault]:
    """A fault for each bar that is missed."""
    faults = []
    for kind, bars in _kinds_with_bars():
        pages = _pages(library, kind)
        folder = library.folder / "manual" / SOURCE_LANGUAGE / next(iter(kind.collections))
        if (missing := bars.pages - len(pages)) > 0:
            message = f"{len(pages)} of the {bars.pages} {bars.what} that a complete manual has. Write {missing} more."
            faults.append(Fault(folder, 0, message))
        for page in pages:
            for name, least in bars.each.items():
                if (have := _entries(library, page, name)) < least:
                    line = page.lines.get(name, -1) + 1
                    message = f"{have} of the {least} {_words_for(kind, name)} it needs. Name more under “{name}”."
                    faults.append(Fault(page.path, line, message))
    return sorted(faults)


def coverage(library: Library) -> Iterator[Row]:
    """A table: for each key of the closed lists how many pages of each kind serve it. The first row names the kinds."""
    serving = [(kind, bars) for kind, bars in _kinds_with_bars() if bars.serves]
    yield ("", *(bars.what for _, bars in serving))
    tallies = [_tally(library, kind, bars) for kind, bars in serving]
    for name in dict.fromkeys(name for _, bars in serving for name in bars.serves):
        for key, term in library.vocabulary.get(name, {}).items():
            yield (f"{name}: {term.label(SOURCE_LANGUAGE)}", *(str(tally[(name, key)]) for tally in tallies))


def _tally(library: Library, kind: Kind, bars: Bars) -> Counter[tuple[str, str]]:
    return Counter(
        (name, key)
        for page in _pages(library, kind)
        for name, served in bars.serves.items()
        for key in dict.fromkeys(served(page.values))
    )


def _kinds_with_bars() -> Iterator[tuple[Kind, Bars]]:
    return ((kind, kind.bars) for kind in kinds() if kind.bars)


def _pages(library: Library, kind: Kind) -> list[Document]:
    return [d for d in library.documents.values() if d.language == SOURCE_LANGUAGE and d.kind.name == kind.name]


def _field(kind: Kind, name: str) -> Field:
    return next(field for field in kind.fields() if field.name == name)


def _entries(library: Library, page: Document, name: str) -> int:
    """Entries of a list; pages that are only planned do not count."""
    field, items = _field(page.kind, name), page.values.get(name) or ()
    return sum(
        not isinstance(field, Pages) or (field.key(item), SOURCE_LANGUAGE) in library.documents for item in items
    )


def _words_for(kind: Kind, name: str) -> str:
    """`kits` for a list of kits."""
    field = _field(kind, name)
    collection = field.collection if isinstance(field, Pages) else ""
    return next((bars.what for other, bars in _kinds_with_bars() if collection in other.collections), name)
