"""What files are made from, as a hash: whether a new file would say anything that the last one does not."""

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max
from wagtail.models import Page, PageViewRestriction

from vetatwork.manual.models import PAGE_MODELS, Source

NOT_OF_CONTENT = "__pycache__"


def content_mark() -> str:
    """The hash of everything readers see: pages, sources, closed lists, the code that shows them, and who runs it."""
    found = hashlib.sha256()
    for line in (*_rows(), *_code(), *_files(Path(settings.CONTENT_DIR))):
        found.update(f"{line}\n".encode())
    return found.hexdigest()


@lru_cache(maxsize=2)
def mark_at(stamp: str) -> str:
    """`content_mark` at this content stamp, which is asked once a stamp: for pages that readers look at."""
    return content_mark()


def content_day() -> Any:
    """When a page was last published, None if none is."""
    return Page.objects.live().aggregate(newest=Max("last_published_at"))["newest"]


def _rows() -> Iterator[str]:
    for model in PAGE_MODELS:
        rows = model.objects.live().filter(alias_of=None).order_by("pk")
        for row in rows.values_list("key", "content_hash", "url_path", "locale__language_code", "reviewed"):
            yield json.dumps(row)
    for source in Source.objects.order_by("pk").values():
        yield json.dumps(source, default=str, sort_keys=True)
    for restriction in PageViewRestriction.objects.order_by("pk").values_list("page_id", "restriction_type"):
        yield json.dumps(restriction)
    yield json.dumps([settings.SITE_URL, settings.OPERATOR_NAME, settings.OPERATOR_CONTACT])


@lru_cache(maxsize=1)
def _code() -> tuple[str, ...]:
    """The code of this process does not change while it runs."""
    return tuple(_files(Path(settings.PACKAGE_DIR)))


def _files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and NOT_OF_CONTENT not in path.parts:
            stat = path.stat()
            yield f"{path.relative_to(folder)} {stat.st_size} {stat.st_mtime_ns}"
