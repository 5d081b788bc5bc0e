"""What all tests share: a data folder of their own, the loaded manual, people."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "ci", max_examples=50, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("deep", max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database with the real content in it, loaded once for all tests."""
    from django.conf import settings as site

    from vetatwork.content.services import load_content

    with django_db_blocker.unblock():
        load_content(folder=Path(site.CONTENT_DIR), only_if_changed=True)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder of the checkout."""
    return REPOSITORY


@pytest.fixture
def stamp_at_rest(monkeypatch) -> None:
    """The content stamp is not read anew by the clock: a slow machine would count that query on one side of two."""
    monkeypatch.setattr("vetatwork.core.stamp.READ_SECONDS", float("inf"))


@pytest.fixture
def content_copy(tmp_path, settings) -> Path:
    """A copy of the shipped content that a test may change; the site reads it."""
    folder = tmp_path / "content"
    shutil.copytree(REPOSITORY / "content", folder)
    settings.CONTENT_DIR = folder
    return folder
