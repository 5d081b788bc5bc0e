"""What the page says about each file: whether there is one, of which content, and what is being done about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vetatwork.core.stamp import current_stamp
from vetatwork.exports import products
from vetatwork.exports.book.published import Published
from vetatwork.exports.builds.folder import finished
from vetatwork.exports.builds.mark import mark_at
from vetatwork.exports.models import Build, Reason, State
from vetatwork.exports.products import DATA, MANUAL, PART, SITE, Product


@dataclass(frozen=True)
class Shown:
    """A file as the page shows it. `url` is '' where none is made yet; `old`: the content has changed since."""

    name: str
    file: str
    label: str
    format: str
    url: str = ""
    size: int = 0
    pages: int | None = None
    content_at: datetime | None = None
    old: bool = False
    state: str = ""
    progress: int = 0
    error: str = ""

    @property
    def can_ask(self) -> bool:
        """Whether asking for it would change anything."""
        return self.state not in (State.WAITING, State.BUILDING) and (not self.url or self.old or bool(self.error))


def shown_products(language: str) -> dict[str, Any]:
    """The files for a reader of `language`: the manual, the two folders, the parts."""
    builds = {build.name: build for build in Build.objects.all()}
    titles = {key: row.title for key, row in Published(language).by_key.items() if key.startswith(PART)}
    mark = mark_at(current_stamp())
    shown: dict[str, list[Shown]] = {MANUAL: [], SITE: [], DATA: [], "parts": []}
    for product in products.products():
        if product.language in ("", language):
            place = product.name if product.name in shown else "parts"
            label = titles.get(PART + product.name, "") or _labels().get(product.name, product.name)
            shown[place].append(_shown(product, label, builds.get(product.file), mark))
    moving = any(each.state in (State.WAITING, State.BUILDING) for files in shown.values() for each in files)
    return {"files": shown, "moving": moving}


def _labels() -> dict[str, str]:
    return {
        MANUAL: _("The whole manual"),
        SITE: _("The whole site in a folder"),
        DATA: _("Texts and questions as data"),
    }


def _shown(product: Product, label: str, build: Build | None, mark: str) -> Shown:
    kind = product.ending.upper()
    if build is None:
        return Shown(product.name, product.file, label, kind)
    is_there = bool(build.size) and finished(build.name).is_file()
    is_asked = build.state == State.BUILDING or (build.state == State.WAITING and (build.asked_at or not is_there))
    return Shown(
        name=product.name,
        file=product.file,
        label=label,
        format=kind,
        url=reverse("take-away-file", args=[product.file]) if is_there else "",
        size=build.size,
        pages=build.pages,
        content_at=build.content_at,
        old=build.mark != mark,
        state=build.state if build.state == State.FAILED or is_asked else "",
        progress=build.progress,
        error=str(Reason(build.reason).label) if build.state == State.FAILED and build.reason else "",
    )
