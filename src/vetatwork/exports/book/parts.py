"""The parts of a book: which page belongs to which, in which order, and what stands before the first of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from anyascii import anyascii
from django.utils.translation import gettext as _

from vetatwork.content.vocabulary import Vocabulary
from vetatwork.documents.book.parts import Block, Facts, Heading, Paragraph, Part, Run, Span, Table, Words
from vetatwork.exports.book.chapters import chapter_of
from vetatwork.exports.book.published import Published
from vetatwork.exports.book.writing import Writer, plain
from vetatwork.manual import queries
from vetatwork.manual.kinds import PARTIES
from vetatwork.manual.models import MODEL_OF_KIND, BasePage, LessonPage
from vetatwork.manual.presentation.neighbours import READING_ORDER

START, METHODS, CASES = "sections/start", "sections/methods", "sections/cases"
ABOUT = "part/about"
"""The last part: pages that stand under no part of the manual."""

ORDER = (
    START,
    "sections/benefits",
    "sections/obstacles",
    METHODS,
    CASES,
    "sections/tips",
    "sections/learners",
    "sections/standards",
    "",
    "sections/words",
    "sections/templates",
    ABOUT,
)
"""How the parts follow each other; a part that is not named stands at ''."""

COMPACT = {"sections/words", "sections/templates"}
KINDS = tuple(MODEL_OF_KIND)

Pages = Mapping[str, BasePage]


def part_of(key: str, published: Published) -> str:
    """The key of the part that the page `key` belongs to."""
    if key.startswith("sections/"):
        return key
    if key == "home/home":
        return START if START in published.by_key else ABOUT
    above = published.parent_of(key)
    while above and not above.startswith("sections/"):
        above = published.parent_of(above)
    return above or ABOUT


def by_part(keys: Iterable[str], published: Published) -> dict[str, list[str]]:
    """`keys` by the key of their part."""
    found: dict[str, list[str]] = {}
    for key in keys:
        found.setdefault(part_of(key, published), []).append(key)
    return found


def in_order(parts: Iterable[str]) -> list[str]:
    """Keys of parts in the order of the book."""
    return sorted(parts, key=lambda key: (ORDER.index(key if key in ORDER else ""), key))


def reading_order(pages: Pages, published: Published) -> list[str]:
    """Keys in the order of reading: as on the site, each lesson behind its kit."""
    groups = list(queries.vocabulary()["groups"])

    def place(page: Any) -> tuple[Any, ...]:
        if isinstance(page, LessonPage) and (kit := pages.get(published.parent_of(page.key))):
            return (*place(kit)[:-1], 1, page.number or 0)
        group = groups.index(page.group) if getattr(page, "group", "") in groups else len(groups)
        names = READING_ORDER.get(type(page), ("title",))
        return (KINDS.index(page.kind.name), group, *(_sortable(getattr(page, name)) for name in names), page.key, 0)

    return sorted(pages, key=lambda key: place(pages[key]))


def _sortable(value: Any) -> tuple[bool, Any]:
    return (value is None, anyascii(value).casefold() if isinstance(value, str) else value or 0)


# --- A part -----------------------------------------------------------------------------------------------------------


def part(
    key: str, keys: Sequence[str], pages: Pages, writer: Writer, *, anchor: str = "", lead: Sequence[Block] = ()
) -> Part:
    """The part `key` with the chapters of `keys`; `anchor` is its own where its start page is a chapter."""
    row = writer.published.by_key.get(key)
    return Part(
        anchor=anchor or key,
        title=row.title if row else _("About this manual"),
        chapters=tuple(chapter_of(pages[each], writer, _lessons(each, writer.published)) for each in keys),
        lead=tuple(lead),
        compact=key in COMPACT,
    )


def _lessons(kit: str, published: Published) -> tuple[str, ...]:
    """The lessons of a kit, () for any other page."""
    rows = published.by_key
    if rows[kit].kind != "method":
        return ()
    lessons = [key for key in rows if rows[key].kind == "lesson" and published.parent_of(key) == kit]
    # The last part of its address is the number of a lesson.
    return tuple(sorted(lessons, key=lambda key: (len(rows[key].url_path), rows[key].url_path)))


def lead_of(section: Any, keys: Sequence[str], pages: Pages, writer: Writer) -> list[Block]:
    """What a part begins with: the text of its start page, and for kits and cases a table to find one by."""
    blocks: list[Block] = [Paragraph(plain(section.summary), "lead")] if section.summary else []
    blocks += writer.texts(section.lead)
    vocabulary = queries.vocabulary()
    if section.key == METHODS:
        blocks += _table_of_kits(keys, pages, writer, vocabulary)
    if section.key == CASES:
        blocks += _cases_by_country(keys, pages, writer, vocabulary)
    return blocks


def _table_of_kits(keys: Sequence[str], pages: Pages, writer: Writer, vocabulary: Vocabulary) -> list[Block]:
    language = writer.published.language

    def label(name: str, key: str) -> Run:
        term = vocabulary[name].get(key)
        return plain(term.label(language) if term else key or "–")

    rows = []
    for kit in (page for key in keys if (page := pages[key]).kind.name == "method"):
        steps = [str(step) for step in dict.fromkeys((kit.step_from, kit.step_to)) if step]
        effort = (label("effort", getattr(kit, f"effort_{party}")) for party in PARTIES)
        rows.append((writer.page(kit.key), plain("–".join(steps)), *effort, label("evidence", kit.evidence)))
    if not rows:
        return []
    parties = (vocabulary["parties"][party].label(language) for party in PARTIES)
    head = (_("Method"), _("Steps"), *parties, _("Evidence"))
    caption = _("All methods: steps of the Bridge, effort of each side, evidence")
    return [Heading(_("Which method?")), Table(caption, head, tuple(rows), (0.38, 0.09, 0.13, 0.13, 0.11, 0.16))]


def _cases_by_country(keys: Sequence[str], pages: Pages, writer: Writer, vocabulary: Vocabulary) -> list[Block]:
    found: dict[str, list[Span]] = {}
    for key in keys:
        for country in getattr(pages[key], "countries", ()):
            run = found.setdefault(country, [])
            run += [*([Words(" · ")] if run else []), *writer.page(key)]
    named = {
        term.label(writer.published.language): tuple(found[key])
        for key, term in vocabulary["countries"].items()
        if key in found
    }
    rows = tuple(sorted(named.items(), key=lambda row: _sortable(row[0])))
    return [Heading(_("Cases by country")), Facts(rows)] if rows else []
