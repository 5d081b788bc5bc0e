"""What stands in the folder: every address, and the file it becomes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.http import QueryDict
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from vetatwork.manual.downloads.files import formats_of
from vetatwork.manual.employer_return.form import ReturnForm
from vetatwork.manual.employer_return.views import EXAMPLES
from vetatwork.manual.models import TemplatePage
from vetatwork.manual.queries import home_paths

SEARCH, FINDER, RETURN = "search", "finder", "employer-return"
"""Names of the pages that are no pages of the manual."""


@dataclass
class Contents:
    """Addresses as readers of the site know them (with a query where one was answered) → files of the folder."""

    languages: list[str]
    pages: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def file_of(self, path: str, query: str = "") -> str | None:
        """The file for a path with this query; None if the folder has none."""
        for address in (f"{path}?{query}" if query else path, path):
            found = self.pages.get(address) or self.files.get(address)
            if found:
                return found
        return None

    def holds(self, path: str, query: str) -> bool:
        """Whether the folder has an answer of its own to this path with this query."""
        return bool(query) and f"{path}?{query}" in (self.pages.keys() | self.files.keys())


def file_name(address: str) -> str:
    """The file that an address without a query becomes: `/en/methods/` → `en/methods/index.html`."""
    path = address.strip("/")
    if address.endswith("/"):
        return f"{path}/index.html" if path else "index.html"
    return path


def contents() -> Contents:
    """Everything that is published for everybody, in every open language."""
    homes = home_paths()
    found = Contents(list(homes))
    for language in homes:
        with translation.override(language):
            addresses = {f"/{language}/{path}": None for path in _paths(homes)}
            addresses |= {reverse(name): None for name in (SEARCH, FINDER, RETURN)}
            found.pages |= {address: file_name(address) for address in addresses}
            found.files |= {address: file_name(address) for address in _template_files(language)}
            _add_examples(found)
    return found


def _paths(homes: dict[str, str]) -> list[str]:
    """The paths below a language of all pages; those that are not translated are shown in English."""
    pages = Page.objects.live().public().filter(depth__gt=1, alias_of=None)
    rows = pages.values_list("url_path", "locale__language_code")
    found = {path.removeprefix(homes[code]) for path, code in rows if path.startswith(homes.get(code, "\0"))}
    return sorted(found)


def _template_files(language: str) -> Iterator[str]:
    for page in TemplatePage.objects.live().public().filter(alias_of=None, locale__language_code__in=(language, "en")):
        for ending in formats_of(page):
            yield reverse("template-file", args=[page.slug, ending])


def _add_examples(found: Contents) -> None:
    """The calculator counts on the server; its examples are counted here."""
    page, paper = reverse(RETURN), reverse("employer-return-pdf")
    for number, example in enumerate(EXAMPLES, start=1):
        found.pages[f"{page}?{example.query}"] = f"{page.strip('/')}/example-{number}/index.html"
        query = ReturnForm(QueryDict(example.query)).query()  # As the page itself writes it.
        found.files[f"{paper}?{query}"] = f"{page.strip('/')}/example-{number}.pdf"
