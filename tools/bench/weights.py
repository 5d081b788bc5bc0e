"""What a reader's browser fetches for one page, compressed as served."""

from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from tools.fresh_site import reader


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
        self.fonts: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        relations = set(given.get("rel", "").split())
        if tag == "link" and "preload" in relations and given.get("as") == "font":
            self.fonts.append(given["href"])
        elif tag == "link" and "stylesheet" in relations:
            self.styles.append(given["href"])
        elif (tag == "link" and "icon" in relations) or tag == "img":
            self.pictures.append(given.get("href") or given.get("src", ""))
        elif tag == "script" and given.get("src"):
            self.scripts.append(given["src"])


class Scale:
    """Weighs pages with Django's test client, which compresses as the server does."""

    def __init__(self) -> None:
        self.client = reader(HTTP_ACCEPT_ENCODING="br, gzip")
        self.plain = reader()
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

        # A page says beforehand which font files its language needs; a browser test sees that it fetches no other.
        fonts = absolute(page.fonts)
        return Weight(
            html=len(self._fetch(path)),
            css=sum(map(self.size, absolute(page.styles))),
            scripts=sum(map(self.size, absolute(page.scripts))),
            fonts=sum(map(self.size, fonts)),
            font_files=len(fonts),
            pictures=sum(map(self.size, absolute(page.pictures))),
        )
