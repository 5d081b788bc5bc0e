"""A site of its own for checks and measurements: a new data folder, migrated, with the real content loaded.

Call `make_ready` before anything imports Django's settings; they are read from the environment once.
"""

import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[1]
_OF_THE_MACHINE = (
    "DATABASE_URL",
    "CACHE_URL",
    "EMAIL_URL",
    "SITE_URL",
    "CONTENT_DIR",
    "ALLOWED_HOSTS",
    "DEBUG",
    "HOST",
)


@dataclass(frozen=True)
class FreshSite:
    """The folder of a fresh site; how long loading the content took the first and the second time, in seconds; how many
    pages the second load still changed (none, if loading is idempotent)."""

    data: Path
    first_load: float
    second_load: float
    changed_again: int


def make_ready() -> FreshSite:
    """Set up Django with a database in a temporary folder, migrate, load the content, collect static files."""
    data = Path(tempfile.mkdtemp(prefix="vetatwork-fresh-"))
    for name in _OF_THE_MACHINE:
        os.environ.pop(name, None)
    os.environ.update(
        DATA_DIR=str(data), SECRET_KEY="only-for-checks", DJANGO_SETTINGS_MODULE="vetatwork.config.settings"
    )
    if "pytest" in sys.modules:
        raise RuntimeError("A fresh site cannot be made inside a test run: the settings are already read.")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from vetatwork.content.merge import Action
    from vetatwork.content.services import load_content
    from vetatwork.core.static import collect_if_changed

    call_command("migrate", interactive=False, verbosity=0)
    folder = Path(settings.CONTENT_DIR)
    times, changes = [], []
    for _ in range(2):
        began = time.perf_counter()
        report = load_content(folder=folder)
        times.append(time.perf_counter() - began)
        changes.append(sum(len(pages) for action, pages in report.done.items() if action is not Action.KEEP))
    collect_if_changed()
    return FreshSite(data, *times, changes[1])


def reader(**headers: str) -> Any:
    """Django's test client, asking as a browser on this machine would."""
    from django.test import Client

    return Client(HTTP_HOST="127.0.0.1", **headers)


def published_addresses() -> list[tuple[str, str]]:
    """(kind, address) of every published page in every open language, stand-ins for what is not translated included."""
    from wagtail.models import Page

    from vetatwork.manual.queries import home_paths

    homes = home_paths()
    kinds: dict[str, str] = {}
    for page in Page.objects.live().filter(depth__gt=1, alias_of=None).select_related("locale").specific():
        home = homes.get(page.locale.language_code)
        if home is not None and page.url_path.startswith(home):
            kinds[page.url_path.removeprefix(home)] = str(page.specific_class._meta.verbose_name)
    return [(kind, f"/{language}/{path}") for language in homes for path, kind in sorted(kinds.items())]
