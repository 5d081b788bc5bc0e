"""The texts of a book as XHTML: runs, blocks, chapters, parts, the title page, the list of sources."""

from collections.abc import Iterable, Iterator, Sequence

from vetatwork.documents.book.epub_markup import (
    address_of,
    direction_of,
    element,
    language_of,
    one_line,
    titled,
    written,
)
from vetatwork.documents.book.epub_picture import drawing
from vetatwork.documents.book.epub_places import PlacedChapter, PlacedPart, Places
from vetatwork.documents.book.parts import (
    Address,
    Block,
    Book,
    Box,
    Facts,
    Figure,
    Heading,
    ItemList,
    Note,
    Paragraph,
    Picture,
    Reference,
    Run,
    Span,
    Stones,
    Table,
    Words,
)

SIGNS = {"provider": "◆", "employer": "■", "learner": "●"}
"""The shape of each party: its colour alone says nothing."""

BOXES = {"monday", "say", "notice"}
LISTS = {"1": ("ol", ""), "☐": ("ul", "ticked")}
SMALLEST = 6
"""The level of the least heading there is."""

STONES = 5


class Text:
    """Writes the texts of one file in `language`; links lead where `places` says."""

    def __init__(self, places: Places, language: str) -> None:
        self.places = places
        self.language = language_of(language)
        self.drawings = 0

    # --- Runs ---------------------------------------------------------------------------------------------------------

    def run(self, run: Run, *, named: bool = False) -> str:
        """A run; `named` where sources are part of a sentence and need no brackets."""
        return "".join(self._span(span, named) for span in run)

    def _span(self, span: Span, named: bool) -> str:
        match span:
            case Words():
                return _words(span)
            case Reference(target, words):
                return _link(self.places.href(target), "".join(map(_words, words)))
            case Address(url, words):
                href = address_of(url)
                shown = "".join(map(_words, words))
                return _link(href, shown if one_line("".join(each.text for each in words)) else written(href))
            case Note(target, label):
                label = titled(label)
                shown = written(label if named else f"[{label}]")
                return _link(self.places.href(target), shown, "biblioref")

    # --- Blocks -------------------------------------------------------------------------------------------------------

    def blocks(self, blocks: Iterable[Block], level: int) -> str:
        """Blocks under a heading of `level`; a heading that skips a level is lifted."""
        return "\n".join(filter(None, self._each(blocks, level)))

    def _each(self, blocks: Iterable[Block], under: int) -> Iterator[str]:
        level = under
        for block in blocks:
            if isinstance(block, Heading):
                name = self.places.take(block.anchor)
                if title := one_line(block.text):
                    level = min(max(under + 1, min(block.level + under - 1, level + 1)), SMALLEST)
                    yield element(f"h{level}", written(title), id=name)
                elif name:
                    yield element("div", id=name)
            else:
                yield self._block(block, min(level + 1, SMALLEST))

    def _block(self, block: Block, level: int) -> str:
        shown = ""
        match block:
            case Paragraph():
                shown = self._paragraph(block)
            case ItemList():
                shown = self._list(block)
            case Facts(rows):
                shown = self._facts(rows)
            case Stones():
                shown = element("p", stones(block) + " " + written(one_line(block.words)), class_="stones")
            case Figure(number, note):
                figure = element("strong", written(one_line(number))) + " " + written(one_line(note))
                shown = element("p", figure, class_="figure")
            case Picture():
                shown = self._picture(block)
            case Table():
                shown = self._table(block)
            case Box():
                shown = self._box(block, level)
        return shown

    def _facts(self, rows: Iterable[tuple[str, Run]]) -> str:
        pairs = "".join(element("dt", written(titled(label))) + element("dd", self.run(run)) for label, run in rows)
        return element("dl", pairs) if pairs else ""

    def _paragraph(self, block: Paragraph) -> str:
        shown = self.run(block.run, named=block.style == "small")
        tongue = _tongue(block.language, self.language) if block.language else {}
        style = block.style if block.style in ("lead", "small") else ""
        return element("p", shown, class_=style, **tongue) if shown.strip() else ""

    def _list(self, block: ItemList) -> str:
        name, style = LISTS.get(block.sign, ("ul", ""))
        items = "".join(element("li", self.run(item)) for item in block.items)
        return element(name, items, class_=style) if items else ""

    def _picture(self, block: Picture) -> str:
        self.drawings += 1
        drawn = drawing(block.svg, block.words, f"picture_{self.drawings}", block.width)
        if drawn:
            return element("figure", drawn)
        return element("p", written(one_line(block.words)), class_="small") if one_line(block.words) else ""

    def _table(self, block: Table) -> str:
        columns = max([len(block.head), *map(len, block.rows)])
        if not columns:
            return ""
        titles = [one_line(title) for title in _filled(block.head, columns, "")]
        head = "".join(element("th", written(title), scope="col", role="columnheader") for title in titles)
        rows = "".join(self._row(_filled(row, columns, ()), titles) for row in block.rows)
        parts = [element("caption", written(one_line(block.caption)))] if one_line(block.caption) else []
        if any(titles):
            parts.append(element("thead", element("tr", head, role="row"), role="rowgroup"))
        if rows:
            parts.append(element("tbody", rows, role="rowgroup"))
        return element("table", "".join(parts), role="table")

    def _row(self, row: Sequence[Run], titles: Sequence[str]) -> str:
        """A row. On a narrow page it becomes a card, in which each cell says what its column is."""
        first, *others = row
        cells = [element("th", self.run(first), scope="row", role="rowheader")]
        for title, cell in zip(titles[1:], others, strict=True):
            cells.append(element("td", self.run(cell), role="cell", data_label=title))
        return element("tr", "".join(cells), role="row")

    def _box(self, block: Box, level: int) -> str:
        inside = self.blocks(block.blocks, level)
        sign = SIGNS.get(block.side, "") if block.style == "side" else ""
        title = one_line(block.title)
        if title:
            shown = (element("span", sign, aria_hidden="true") + " " if sign else "") + written(title)
            inside = element(f"h{level}", shown) + "\n" + inside
        if not inside:
            return ""
        if block.style == "side":
            return element("section", inside, class_=f"box {block.side}" if sign else "box")
        return element("div", inside, class_=f"box {block.style if block.style in BOXES else 'notice'}")

    # --- Chapters and parts -------------------------------------------------------------------------------------------

    def chapter(self, placed: PlacedChapter, level: int = 1) -> str:
        """A chapter, whose title is a heading of `level`."""
        chapter, blocks = placed.chapter, placed.chapter.blocks
        inside = ""
        if eyebrow := one_line(chapter.eyebrow):
            drawn = ""
            if blocks and isinstance(blocks[0], Stones):
                drawn, blocks = _stones_beside(blocks[0], eyebrow), blocks[1:]
            inside = element("p", drawn + written(eyebrow), class_="eyebrow") + "\n"
        inside += element(f"h{level}", written(placed.title), id=f"{placed.id}_title")
        inside += "\n" + self.blocks(blocks, level)
        kind = {"epub_type": "chapter", "role": "doc-chapter", "aria_labelledby": f"{placed.id}_title"}
        tongue = _tongue(chapter.language, self.language)
        return element("section", inside, id=placed.id, class_="chapter", **(kind if level == 1 else {}), **tongue)

    def part(self, placed: PlacedPart) -> str:
        """The title of a part and what it begins with; all its chapters if it is compact."""
        part = placed.part
        title = f"{placed.id}_title"
        inside = element("h1", written(placed.title), id=title) + "\n" + self.blocks(part.lead, 1)
        if part.compact:
            inside += "\n" + "\n".join(self.chapter(chapter, 2) for chapter in placed.chapters)
        kind = {"epub_type": "part", "role": "doc-part", "aria_labelledby": title}
        return element("section", inside, id=placed.id, class_="compact" if part.compact else "part", **kind)

    # --- Title page, sources ------------------------------------------------------------------------------------------

    def title_page(self, book: Book) -> str:
        """The title page, with the imprint."""
        head = element("h1", written(titled(book.title)))
        if one_line(book.subtitle):
            head += element("p", written(one_line(book.subtitle)), class_="lead", role="doc-subtitle")
        if one_line(book.publisher):
            head += element("p", written(one_line(book.publisher)), class_="publisher")
        page = element("section", head, epub_type="titlepage", class_="title")
        imprint = self.blocks(book.colophon, 1)
        return page + ("\n" + element("section", imprint, epub_type="colophon", role="doc-colophon") if imprint else "")

    def sources(self, book: Book) -> str:
        """The list of sources."""
        items = []
        for source in book.sources:
            href = address_of(source.url)
            shown = written(titled(source.text, href))
            link = " " + _link(href, written(href)) if href else ""
            name = self.places.take(source.anchor)
            items.append(element("li", shown + link, id=name, epub_type="biblioentry"))
        title = element("h1", written(titled(book.labels.sources)), id="sources_title")
        kind = {"epub_type": "bibliography", "role": "doc-bibliography", "aria_labelledby": "sources_title"}
        return element("section", title + "\n" + element("ul", "\n".join(items), class_="sources"), **kind)


def _words(words: Words) -> str:
    shown = written(words.text)
    if words.style in ("strong", "emphasis") and shown.strip():
        shown = element("strong" if words.style == "strong" else "em", shown)
    if words.party in SIGNS and shown.strip():
        sign = element("span", SIGNS[words.party], aria_hidden="true")
        shown = element("span", f"{sign}\u00a0{shown}", class_=words.party)
    return shown


def _link(href: str, shown: str, kind: str = "") -> str:
    """`shown` as a link; as it is where it leads nowhere, or nobody could see it."""
    if not href or not shown.strip():
        return shown
    role = f"doc-{kind}" if kind else ""
    return element("a", shown, href=href, epub_type=kind, role=role)


def _tongue(language: str, around: str) -> dict[str, str]:
    """The attributes that say the language of a text, if it is not that of what is around it."""
    own = language_of(language)
    if not language or own == around:
        return {}
    direction = direction_of(own) or ("ltr" if direction_of(around) else "")
    return {"xml_lang": own, "lang": own, "dir": direction}


def _filled(row: Sequence[object], columns: int, empty: object) -> tuple:  # type: ignore[type-arg]
    return (*row, *(empty,) * (columns - len(row)))


def stones(block: Stones) -> str:
    """Five stones in a row in the colour of the text; those of the steps are solid."""
    drawn = "".join(
        f'<rect x="{18 * number + 0.75:g}" y="0.75" width="14.5" height="8.5" rx="1.5" stroke="currentColor"'
        f' stroke-width="1.5" fill="{"currentColor" if block.first <= number + 1 <= block.last else "none"}"/>'
        for number in range(STONES)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" class="row" viewBox="0 0 90 10">{drawn}</svg>'


def _stones_beside(block: Stones, eyebrow: str) -> str:
    """Stones before an eyebrow, with their words where it does not say the same."""
    words = one_line(block.words)
    said = words.casefold() in eyebrow.casefold()
    return stones(block) + " " + ("" if said else written(f"{words} · "))
