"""Makes a page of the server into a page of the folder: links become relative, what only a server can do is left out.

The page is read by an HTML parser and written again as it was, but for the tags that change.
"""

import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from django.conf import settings
from django.utils.translation import gettext as _

Attributes = list[tuple[str, str | None]]

LINKS = {("a", "href"), ("area", "href"), ("link", "href"), ("form", "action")}
LOADED = {("script", "src"), ("img", "src"), ("source", "src"), ("use", "href"), ("iframe", "src")}
FOR_SEARCH_ENGINES = ("og:", "twitter:")
NOT_IN_A_FOLDER = {"alternate", "preload"}
"""Relations of `link` elements: other forms of the page, and what a network would fetch early."""


@dataclass
class Linking:
    """Where things are. `file_of` knows path and query; `site` is the site on the web, '' if there is none."""

    file_of: Callable[[str, str], str | None]
    has_query: Callable[[str, str], bool]
    site: str = ""
    used: set[str] = field(default_factory=set)
    """Static files that pages have asked for, below the address of static files."""

    def relative(self, address: str, base: str, place: str) -> str | None:
        """`address`, found on the page with the address `base`, as seen from the file `place`; None if it is not in the
        folder or on the web. An address elsewhere on the web stays as it is."""
        if address.startswith("#") or not address:
            return address
        if not self.site and address.startswith(f"{settings.SITE_URL}/"):
            return None
        target = urlsplit(urljoin(f"//site{base}", address))
        if target.scheme or target.netloc != "site":
            return address
        file = self._file(unquote(target.path), target.query)
        if file is None:
            return None
        query = "" if self.has_query(target.path, target.query) else target.query
        way = quote(posixpath.relpath(file, posixpath.dirname(place) or "."))
        return urlunsplit(("", "", way, query, target.fragment))

    def _file(self, path: str, query: str) -> str | None:
        if path.startswith(settings.STATIC_URL):
            self.used.add(path.removeprefix(settings.STATIC_URL))
            return f"static/{path.removeprefix(settings.STATIC_URL)}"
        return self.file_of(path, query)

    def on_the_web(self, address: str, base: str) -> str:
        """The same address on the site, '' if nobody can reach it."""
        return urljoin(f"{self.site}{base}", address) if self.site else ""


def folder_page(html: str, *, address: str, place: str, linking: Linking, scripts: Iterable[str] = ()) -> str:
    """The page or the piece of HTML that stands at `address`, fit for the file `place`. `scripts` are added to its
    head, addresses as the server would name them."""
    writer = _Writer(address, place, linking, tuple(scripts))
    writer.feed(html)
    writer.close()
    return "".join(writer.out)


class _Writer(HTMLParser):
    """Writes what it reads. `silent` is the element whose end it waits for before it writes again."""

    def __init__(self, address: str, place: str, linking: Linking, scripts: tuple[str, ...]) -> None:
        super().__init__(convert_charrefs=False)
        self.address, self.place, self.linking, self.scripts = address, place, linking, scripts
        self.out: list[str] = []
        self.silent = ""
        self.after_link = ""
        self.left_out = False

    # --- What stays as it is

    def _write(self, text: str) -> None:
        if not self.silent:
            self.out.append(text)

    def handle_data(self, data: str) -> None:
        """Of a line with nothing left on it, its end goes too."""
        if self.left_out and not self.silent:
            data, self.left_out = data.removeprefix("\n"), False
        self._write(data)

    def handle_entityref(self, name: str) -> None:
        self._write(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._write(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        """Nobody reads them in a folder."""

    def handle_decl(self, decl: str) -> None:
        self._write(f"<!{decl}>")

    # --- What may change

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            self.silent = "" if tag == self.silent else self.silent
            return
        if tag == "a" and self.after_link:
            self._write(self.after_link)
            self.after_link = ""
        if tag == "head":
            for script in self.scripts:
                source = self.linking.relative(script, self.address, self.place)
                self._write(f'<script src="{escape(source or "")}" defer></script>\n')
        self._write(f"</{tag}>")

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = dict(attrs)
        if self.silent:
            return
        if _only_for_search_engines(tag, given, self.linking.site):
            self.left_out = True
        elif tag == "script" and given.get("type") == "application/ld+json":
            self.silent, self.left_out = tag, True
        elif tag == "form" and (given.get("method") or "get").casefold() == "post":
            self._write(self._without_form())
            self.silent = tag
        else:
            self._write(self._start(tag, attrs))

    def _start(self, tag: str, attrs: Attributes) -> str:
        """The tag as it was written, or with its links changed."""
        changed: Attributes = []
        for name, value in attrs:
            if (tag, name) in LOADED or ((tag, name) in LINKS and not _is_canonical(tag, dict(attrs))):
                changed += self._changed(tag, name, value or "")
            else:
                changed.append((name, value))
        written = self.get_starttag_text() or ""
        if changed == attrs:
            return written
        inside = "".join(f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in changed)
        return f"<{tag}{inside}{'/' if written.endswith('/>') else ''}>"

    def _changed(self, tag: str, name: str, value: str) -> Attributes:
        way = self.linking.relative(value, self.address, self.place)
        if way is not None:
            return [(name, way)]
        web = self.linking.on_the_web(value, self.address)
        if tag == "a":
            said = _("on the web") if web else _("only on the website")
            self.after_link = f" <small>({escape(said)})</small>"
        return [(name, web)] if web else []

    def _without_form(self) -> str:
        web = self.linking.on_the_web(self.address, self.address)
        said = escape(_("This needs the website. It cannot work from a folder."))
        link = f' <a href="{escape(web)}">{escape(_("This page on the web"))}</a>' if web else ""
        return f'<p class="notice">{said}{link}</p>'


def _only_for_search_engines(tag: str, given: dict[str, str | None], site: str) -> bool:
    if tag == "meta":
        return (given.get("property") or given.get("name") or "").startswith(FOR_SEARCH_ENGINES)
    if tag == "link":
        relations = set((given.get("rel") or "").split())
        return bool(relations & NOT_IN_A_FOLDER) or (not site and "canonical" in relations)
    return False


def _is_canonical(tag: str, given: dict[str, str | None]) -> bool:
    return tag == "link" and given.get("rel") == "canonical"
