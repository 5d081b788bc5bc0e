"""Two workers, two hundred publishes, readers all the time: nobody sees an old page for long, nobody half a page."""

import os
import re
import subprocess
import sys
import threading
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.site_process import environment_of, start_site

pytestmark = pytest.mark.contracts

PUBLISHES = 200
READERS = 4
LONGEST_STALE = 1.0
"""Seconds. What is asked of the site."""
OF_THE_MACHINE = 0.5
"""Seconds a busy machine may take between reading the clock and acting on it."""


@dataclass
class Reader:
    """Asks for a page until told to stop; keeps (when it asked, version it saw) and every page that was not whole."""

    url: str
    stop: threading.Event
    seen: list[tuple[float, int]] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Read."""
        while not self.stop.is_set():
            asked = time.monotonic()
            with urllib.request.urlopen(self.url, timeout=30) as answer:
                html = answer.read().decode()
            versions = set(re.findall(r"version (\d+) of the page", html))
            if not html.rstrip().endswith("</html>") or len(versions) > 1:
                self.broken.append(html[-200:] + str(versions))
            self.seen.append((asked, int(versions.pop()) if versions else 0))


def test_a_publish_is_seen_by_every_worker_within_a_second(tmp_path: Path, repository: Path, loaded_data: Path) -> None:
    site = start_site(tmp_path, repository / "content", template=loaded_data, WORKERS="2")
    stop = threading.Event()
    readers = [Reader(f"{site.url}/en/words/placement/", stop) for _number in range(READERS)]
    threads = [threading.Thread(target=reader.run) for reader in readers]
    try:
        for thread in threads:
            thread.start()
        command = [sys.executable, str(Path(__file__).with_name("publish_often.py")), "words/placement", str(PUBLISHES)]
        environment = environment_of(site) | {
            "DJANGO_SETTINGS_MODULE": "vetatwork.config.settings",
            "PYTHONPATH": os.pathsep.join([str(repository / "src"), str(repository)]),
        }
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        site.stop()
    out = {int(number): float(when) for number, when in (line.split() for line in done.stdout.splitlines())}
    assert len(out) == PUBLISHES
    reads = [read for reader in readers for read in reader.seen]
    assert len(reads) > 500, "the readers were busy"
    assert len({version for _asked, version in reads}) > 8, "the readers saw many versions"
    assert [text for reader in readers for text in reader.broken] == []
    stale = [
        (version, asked - out[version + 1])
        for asked, version in reads
        if version < PUBLISHES and asked - out[version + 1] > LONGEST_STALE + OF_THE_MACHINE
    ]
    assert stale == []
