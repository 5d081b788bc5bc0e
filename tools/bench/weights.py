"""What a reader's browser fetches for one page, compressed as served."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

FONT_FACE = re.compile(r"@font-face\s*\{(.*?)\}", re.S)
LOADED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}


@dataclass(frozen=True)
class Weight:
    """Compressed bytes of one page, and how many files its fonts are."""

    html: int
    css: int
    scripts: int
    fonts: int
    font_files: int
    pictures: int

    @property
    def whole(self) -> int:
        """Everything a first visit fetches."""
        return self.html + self.css + self.scripts + self.fonts + self.pictures


class _Loaded(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.styles: list[str] = []
        self.scripts: list[str] = []
        self.pictures: list[str] = []
        self.text: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        relations = set(given.get("rel", "").split())
        if tag == "link" and "stylesheet" in relations:
            self.styles.append(given["href"])
        elif (tag == "link" and "icon" in relations) or tag == "img":
            self.pictures.append(given.get("href") or given.get("src", ""))
        elif tag == "script" and given.get("src"):
            self.scripts.append(given["src"])

    def handle_data(self, data: str) -> None:
        self.text |= set(data)


class Scale:
    """Weighs pages with Django's test client, which compresses as the server does."""

    def __init__(self) -> None:
        from django.test import Client

        self.client = Client(HTTP_ACCEPT_ENCODING="br, gzip")
        self.plain = Client()
        self._sizes: dict[str, int] = {}

    def _fetch(self, path: str) -> bytes:
        response = self.client.get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answers {response.status_code}")
        return b"".join(response) if response.streaming else response.content

    def size(self, path: str) -> int:
        """Bytes of one file as sent."""
        if path not in self._sizes:
            self._sizes[path] = len(self._fetch(path))
        return self._sizes[path]

    def text(self, path: str) -> str:
        """The uncompressed text of one file."""
        response = self.plain.get(path)
        return (b"".join(response) if response.streaming else response.content).decode()

    def weigh(self, path: str) -> Weight:
        """The weight of the page at `path` on a first visit."""
        page = _Loaded()
        page.feed(self.text(path))

        def absolute(links: list[str]) -> list[str]:
            return [urlsplit(urljoin(path, link)).path for link in dict.fromkeys(links)]

        styles = absolute(page.styles)
        fonts = {font for style in styles for font in self._fonts(style, page.text)}
        return Weight(
            html=len(self._fetch(path)),
            css=sum(map(self.size, styles)),
            scripts=sum(map(self.size, absolute(page.scripts))),
            fonts=sum(map(self.size, fonts)),
            font_files=len(fonts),
            pictures=sum(map(self.size, absolute(page.pictures))),
        )

    def _fonts(self, style: str, characters: set[str]) -> set[str]:
        """The font files a browser fetches: those whose range covers a character of the page."""
        found = set()
        for face in FONT_FACE.findall(self.text(style)):
            source = re.search(r"url\([\"']?([^\"')]+)", face)
            ranges = re.search(r"unicode-range:\s*([^;]+)", face)
            if source and (ranges is None or _covers(ranges[1], characters)):
                found.add(urlsplit(urljoin(style, source[1])).path)
        return found


def _covers(ranges: str, characters: set[str]) -> bool:
    for part in ranges.split(","):
        first, _, last = part.strip().upper().removeprefix("U+").partition("-")
        low, high = int(first.replace("?", "0"), 16), int((last or first).replace("?", "F"), 16)
        if any(low <= ord(character) <= high for character in characters):
            return True
    return False
