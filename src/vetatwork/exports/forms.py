"""Which pages a reader picks for a handout."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vetatwork.exports.book import MOST_PICKED
from vetatwork.exports.book.parts import by_part, in_order
from vetatwork.exports.book.published import Published
from vetatwork.exports.products import NO_PAGES

MOST_NAMED = 5
LONGEST_NAMED = 60


@dataclass(frozen=True)
class Page:
    """A page that can be picked. `lang` is set where it is not written in the reader's language."""

    key: str
    title: str
    picked: bool = False
    lang: str = ""


@dataclass(frozen=True)
class Group:
    """The pages of a part of the manual."""

    name: str
    title: str
    pages: tuple[Page, ...]

    @property
    def picked(self) -> int:
        """How many of them are picked."""
        return sum(page.picked for page in self.pages)


@dataclass(frozen=True)
class Choice:
    """What a reader picked: the keys that there are, in the reader's order, and the words that are no page of ours."""

    keys: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    groups: tuple[Group, ...] = field(default=(), repr=False)

    @property
    def pages(self) -> list[Page]:
        """The picked pages in the reader's order."""
        by_key = {page.key: page for group in self.groups for page in group.pages}
        return [by_key[key] for key in self.keys]

    def problem(self) -> str:
        """Why it makes no handout, in a sentence; '' if it makes one."""
        if self.unknown:
            named = ", ".join(f"“{word}”" for word in self.unknown[:MOST_NAMED])
            return ngettext(
                "One page you asked for is not here: %(pages)s. It was left out. Look at the others and try again.",
                "%(number)s pages you asked for are not here: %(pages)s. They were left out. Look at the others and "
                "try again.",
                len(self.unknown),
            ) % {"number": len(self.unknown), "pages": named + (" …" if len(self.unknown) > MOST_NAMED else "")}
        if not self.keys:
            return _("Choose at least one page. Open a part below and tick what you need.")
        return self.too_many()

    def too_many(self) -> str:
        """That it is more than a handout holds; '' if it is not."""
        if len(self.keys) <= MOST_PICKED:
            return ""
        return _(
            "You chose %(number)s pages. A handout holds %(most)s at most: untick some, or take the whole manual or a "
            "section above."
        ) % {"number": len(self.keys), "most": MOST_PICKED}


def read_choice(language: str, values: Sequence[str]) -> Choice:
    """What `values`, keys of pages as an address or a form gives them, mean to a reader of `language`."""
    published = Published(language)
    pages = [key for key in published.by_key if key.split("/", 1)[0] not in NO_PAGES]
    asked, there = dict.fromkeys(values), frozenset(pages)
    keys = [value for value in asked if value in there]
    unknown = [word for value in asked if value not in there and (word := _printable(value))]
    groups = by_part(pages, published)
    return Choice(
        tuple(keys),
        tuple(dict.fromkeys(unknown)),
        tuple(_group(part, groups[part], published, frozenset(keys)) for part in in_order(groups)),
    )


def _group(part: str, keys: Iterable[str], published: Published, picked: frozenset[str]) -> Group:
    rows = [published.by_key[key] for key in keys]
    rows.sort(key=lambda row: (row.kind == "lesson", row.url_path if row.kind == "lesson" else row.title.casefold()))
    own = published.language
    pages = (Page(row.key, row.title, row.key in picked, "" if row.language == own else row.language) for row in rows)
    above = published.by_key.get(part)
    return Group(part.rsplit("/", 1)[-1], above.title if above else _("About this manual"), tuple(pages))


def _printable(value: str) -> str:
    return "".join(sign for sign in value[:LONGEST_NAMED] if sign.isprintable()).strip()
