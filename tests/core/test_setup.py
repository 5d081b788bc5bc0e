"""The state of the database, `doctor`, static files."""

from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.utils import OperationalError
from django.utils import timezone

from vetatwork.core import static
from vetatwork.core.database import DatabaseCondition, database_state
from vetatwork.core.doctor import Level, examine


def _found(what: str):
    return next((finding for finding in examine() if finding.what == what), None)


@pytest.mark.django_db
def test_a_migrated_database_is_current():
    assert database_state().condition is DatabaseCondition.CURRENT
    assert _found("Database").level is Level.OK


@pytest.mark.django_db
def test_an_older_and_a_newer_database_are_told_apart():
    newest = max(name for app, name in MigrationLoader(connection).disk_migrations if app == "manual")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'manual' AND name = %s", [newest])
    assert database_state().condition is DatabaseCondition.OLDER
    assert "vetatwork migrate" in _found("Database").what_to_do
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('manual', '9999_future', %s)", [timezone.now()]
        )
    state = database_state()
    assert state.condition is DatabaseCondition.NEWER
    assert state.unknown == ("manual.9999_future",)


@pytest.mark.django_db
def test_an_unreachable_database_is_said_in_a_sentence(monkeypatch):
    def away(self):
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr("django.db.migrations.recorder.MigrationRecorder.applied_migrations", away)
    state = database_state()
    assert state.condition is DatabaseCondition.UNREACHABLE
    assert state.detail == "connection refused"
    assert _found("Database").level is Level.FAIL


@pytest.mark.django_db
def test_a_data_folder_that_is_a_file_is_found(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.write_text("not a folder")
    finding = _found("Data folder")
    assert finding.level is Level.FAIL and "is a file" in finding.why and finding.what_to_do


@pytest.mark.django_db
def test_a_public_site_is_looked_at_more_strictly(settings):
    settings.LOCAL, settings.SITE_URL = False, "http://vet.example.org"
    settings.DEBUG, settings.ALLOWED_HOSTS, settings.SECRET_KEY = True, ["*"], "short"
    settings.WORKERS = 2
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    levels = {finding.what: finding.level for finding in examine()}
    assert levels["TLS"] is Level.WARN
    assert levels["DEBUG"] is levels["ALLOWED_HOSTS"] is levels["SECRET_KEY"] is Level.FAIL
    assert levels["Cache"] is Level.WARN


@pytest.mark.pure
def test_static_files_are_collected_once_and_again_after_a_change(settings, tmp_path):
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "a.css").write_text("body { color: red }" * 50)
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [folder]
    settings.STATIC_ROOT = tmp_path / "static"
    from django.contrib.staticfiles import finders

    finders.get_finder.cache_clear()
    try:
        assert static.collect_if_changed()
        assert not static.collect_if_changed()
        (folder / "a.css").write_text("body { color: blue }" * 50)
        assert static.collect_if_changed()
        (tmp_path / "static" / ".collected").unlink()
        assert static.collect_if_changed(), "a start that was cut short collects again"
        assert "blue" in (tmp_path / "static" / "a.css").read_text()
    finally:
        finders.get_finder.cache_clear()


def test_tests_use_a_data_folder_of_their_own(settings, repository):
    assert repository not in Path(settings.DATA_DIR).parents
