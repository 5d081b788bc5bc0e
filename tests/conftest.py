"""What all tests share: a data folder of their own, the loaded manual, people."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.site_process import DATABASE

settings.register_profile(
    "ci", max_examples=50, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("deep", max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, loaded_data):
    """The test database with the real content in it, loaded once for all tests."""
    from django.conf import settings as site
    from django.db import connection

    from vetatwork.content.services import load_content

    with django_db_blocker.unblock():
        load_content(folder=Path(site.CONTENT_DIR), only_if_changed=True)
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(loaded_data / DATABASE)])


@pytest.fixture(scope="session")
def loaded_data(tmp_path_factory) -> Path:
    """A data folder that real sites begin from. The loaded manual is in it if this run has loaded it on SQLite already.

    If not, they load it themselves, as the installed wheel always does.
    """
    return tmp_path_factory.mktemp("loaded")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder of the checkout."""
    return REPOSITORY


@pytest.fixture
def stamp_at_rest(monkeypatch) -> None:
    """The content stamp is not read anew by the clock: a slow machine would count that query on one side of two."""
    monkeypatch.setattr("vetatwork.core.stamp.READ_SECONDS", float("inf"))


@pytest.fixture(scope="session")
def read_once():
    """`read_document` for tests that read the whole manual to see what one changed file does.

    A text without a fault that was read before is not taken apart again.
    """
    from vetatwork.content.document import read_document

    known = {}

    def read(text, kind, key, language, path):
        place = (text, kind.name, key, language)
        if place not in known:
            document, faults = read_document(text, kind, key, language, path)
            if faults:
                return document, faults
            known[place] = document
        return replace(known[place], path=path, values=dict(known[place].values)), []

    return read


@pytest.fixture
def content_copy(tmp_path, settings, monkeypatch, read_once) -> Path:
    """A copy of the shipped content that a test may change; the site reads it."""
    monkeypatch.setattr("vetatwork.content.library.read_document", read_once)
    folder = tmp_path / "content"
    shutil.copytree(REPOSITORY / "content", folder)
    settings.CONTENT_DIR = folder
    return folder
