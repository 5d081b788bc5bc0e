"""A real site and a real browser."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.site_process import Site, start_site

REPOSITORY = Path(__file__).resolve().parents[2]
PATIENCE = 30_000
"""Milliseconds a slow machine may take to show what is expected, as long as for a click; nobody waits without need."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, loaded_data: Path) -> Iterator[Site]:
    """A site with the shipped content, for reading only."""
    running = start_site(tmp_path_factory.mktemp("site"), REPOSITORY / "content", template=loaded_data)
    yield running
    running.stop()


@pytest.fixture
def own_site(tmp_path: Path, site: Site) -> Iterator[Site]:
    """A site of this test's own: it may change pages and files."""
    content = tmp_path / "content"
    shutil.copytree(site.content, content)
    running = start_site(tmp_path, content, template=site.data)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    path = os.environ.get("CHROMIUM") or next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail("no Chromium found; `make test` installs it")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A desktop window on the site; anything asked of another host or reported in the console fails the test."""
    with browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900}) as context:
        window = context.new_page()
        troubles: list[str] = []
        window.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        window.on(
            "request",
            lambda request: troubles.append(request.url) if not request.url.startswith((site.url, "data:")) else None,
        )
        yield window
        assert troubles == []
