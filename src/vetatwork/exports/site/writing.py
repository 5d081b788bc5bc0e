"""Writes the whole site into a folder."""

import posixpath
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from vetatwork.core.errors import error_page
from vetatwork.exports.site import finding, listing, searching
from vetatwork.exports.site.contents import FINDER, SEARCH, Contents, contents
from vetatwork.exports.site.files import SiteFile
from vetatwork.exports.site.links import Linking, folder_page
from vetatwork.exports.site.request import answer_to, reader_request
from vetatwork.exports.site.scripts import data_script
from vetatwork.exports.site.static import prepare_static_files, static_file
from vetatwork.ui.offline import OfflineCopy, making, offline_copy

Progress = Callable[[int, int], None]
"""Told how many of how many files are written."""


def write_files(folder: Path, progress: Progress) -> None:
    """Do what `write_site` promises."""
    prepare_static_files()
    site = "" if settings.LOCAL else settings.SITE_URL
    with making(OfflineCopy(made_on=timezone.localdate(), site=site)):
        _Site(folder, progress).write()


class _Site:
    """The folder while it is written: a file at a time, nothing is kept."""

    def __init__(self, folder: Path, progress: Progress) -> None:
        self.folder, self.progress = folder, progress
        self.contents: Contents = contents()
        self.checks = {code: list(_check_pages(code)) for code in self.contents.languages}
        for file in (file for files in self.checks.values() for file in files):
            _add(self.contents, file)
        copy = offline_copy()
        self.linking = Linking(self.contents.file_of, self.contents.holds, copy.site if copy else "")
        self.made: set[str] = {file.path for files in self.checks.values() for file in files}
        self.done, self.of = 0, len(self.contents.pages) + len(self.contents.files)

    def write(self) -> None:
        """Everything, static files last: then it is known which are asked for."""
        for language in self.contents.languages:
            with translation.override(language):
                self._write_language(language)
        self._write_files()
        with translation.override(settings.LANGUAGE_CODE):
            self._write_root()
        for name in sorted(self.linking.used):
            self._write(static_file(name))

    def _write_language(self, language: str) -> None:
        for file in self.checks[language]:
            self._write(self._fit(file))
        for address, place in self.contents.pages.items():
            if address.startswith(f"/{language}/") and place not in self.made:
                for file in self._page(address, place, language):
                    self._write(file)
                self._count()

    def _write_files(self) -> None:
        for address, place in self.contents.files.items():
            if place not in self.made:
                self._write(SiteFile(place, answer_to(address)))
            self._count()

    # --- Pages

    def _page(self, address: str, place: str, language: str) -> Iterator[SiteFile]:
        """A page of the folder, and the data of its script."""
        html, scripts = self._html(address), []
        data = self._data(address, place, language)
        if data is not None:
            file, script = data
            scripts = [f"/{file.path}", static(script)]
            self.contents.files[f"/{file.path}"] = file.path
            self.made.add(file.path)
            yield file
        yield self._html_file(html, address, place, scripts)

    def _html(self, address: str) -> str:
        if address == reverse(SEARCH):
            title = _("Search") + " · VET@work"
            return render_to_string("exports/site/search.html", {"title": title}, reader_request(address))
        return answer_to(address).decode()

    def _data(self, address: str, place: str, language: str) -> tuple[SiteFile, str] | None:
        """The data that the page needs to do without the server, and the script that uses it."""
        name, script, data = self._needs(address, place, language)
        if data is None:
            return None
        return data_script(posixpath.join(posixpath.dirname(place), f"{name}.js"), name, data), script

    def _needs(self, address: str, place: str, language: str) -> tuple[str, str, dict[str, Any] | None]:
        def link(html: str) -> str:
            return folder_page(html, address=address, place=place, linking=self.linking)

        kind = listing.lists_by_path().get(address.removeprefix(f"/{language}/"))
        if kind:
            return "list", listing.SCRIPT, listing.list_data(kind, language)
        if address == reverse(SEARCH):
            paths = {each.strip("/").partition("/")[2] for each in self.contents.pages}
            return "search", searching.SCRIPT, searching.search_data(language, paths, link)
        if address == reverse(FINDER):
            return "finder", finding.SCRIPT, finding.finder_data(language, link)
        return "", "", None

    def _html_file(self, html: str, address: str, place: str, scripts: Iterable[str] = ()) -> SiteFile:
        page = folder_page(html, address=address, place=place, linking=self.linking, scripts=scripts)
        return SiteFile(place, page.encode())

    def _fit(self, file: SiteFile) -> SiteFile:
        """A file of another room; a page with links as the server has them is made fit for the folder."""
        if not file.path.endswith(".html"):
            return file
        return self._html_file(file.content.decode(), _address(file), file.path)

    # --- What stands at the top

    def _write_root(self) -> None:
        request = _asks_for_root()
        languages = [(code, dict(settings.LANGUAGES).get(code, code), f"/{code}/") for code in self.contents.languages]
        context = {"languages": languages, "copy_of": offline_copy(), "title": "VET@work"}
        page = render_to_string("exports/site/choose.html", context, request)
        self._write(self._html_file(page, "/", "index.html"))
        self._write(SiteFile("404.html", self._lost(request)))
        text = render_to_string("exports/site/README.txt", context)
        self._write(SiteFile("README.txt", text.replace("\n", "\r\n").encode()))

    def _lost(self, request: HttpRequest) -> bytes:
        """The page a web server shows for an address that is not there. It is shown at any depth, so that its links
        begin at the root of the server; nobody opens it from a disk."""
        html = self._html_file(error_page(request, 404).content.decode(), "/", "404.html").content.decode()
        return (
            html.replace('href="', 'href="/')
            .replace('href="/#', 'href="#')
            .replace('href="/http', 'href="http')
            .encode()
        )

    # --- Files

    def _write(self, file: SiteFile) -> None:
        path = self.folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)

    def _count(self) -> None:
        self.done += 1
        self.progress(self.done, max(self.of, self.done))


def _check_pages(language: str) -> Iterable[SiteFile]:
    from vetatwork.exports.site.check import check_pages

    return check_pages(language)


def _add(found: Contents, file: SiteFile) -> None:
    if file.path.endswith("/index.html"):
        found.pages[_address(file)] = file.path
    else:
        found.files[f"/{file.path}"] = file.path


def _address(file: SiteFile) -> str:
    return f"/{file.path.removesuffix('index.html')}"


def _asks_for_root() -> HttpRequest:
    return reader_request(f"/{settings.LANGUAGE_CODE}/")
