"""What is taken away: how long the whole manual takes in each form, and that those who serve readers stay small."""

import os
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.bench.serving import free_port, memory_of, server, vetatwork
from tools.bench.table import Figure
from tools.fresh_site import REPOSITORY

BARS = {"pdf": 10, "epub": 5, "site": 60, "data": None}
NAMES = {"pdf": "manual.pdf", "epub": "manual.epub", "site": "site", "data": "data"}
BOOK = "vetatwork-manual-en.pdf"
MOST_GROWTH = 25
"""MB: what a worker that has served a few pages more may take for it."""

LONGEST = 120
"""Seconds."""


def exports(data: Path) -> Iterator[Figure]:
    """The whole manual by command, start of the program included; then once asked for on the page."""
    with TemporaryDirectory() as folder:
        for kind, most in BARS.items():
            began = time.perf_counter()
            _export(kind, Path(folder) / NAMES[kind], data)
            seconds = time.perf_counter() - began
            yield Figure(f"The whole manual, {kind}", seconds, "s", most=most, note="by command, with its start")
    yield from _asked_for_on_the_page(data)


def _export(kind: str, out: Path, data: Path) -> None:
    command = [*vetatwork("export"), kind, str(out)]
    environment = os.environ | {"DATA_DIR": str(data)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    subprocess.run(command, env=environment, cwd=REPOSITORY, check=True, stdout=subprocess.DEVNULL)


def _asked_for_on_the_page(data: Path) -> Iterator[Figure]:
    port = free_port()
    with server(vetatwork("serve"), port, data, ready="/readyz", EXPORT_QUIET_MINUTES="600") as process:
        page = f"http://127.0.0.1:{port}/en/take-away/"
        for _time in range(20):
            urllib.request.urlopen(page).close()
        before = memory_of(process)
        began = time.perf_counter()
        _ask(page)
        _wait_for(page + BOOK)
        seconds = time.perf_counter() - began
        after = _once_the_maker_has_ended(process)
    yield Figure("The manual as PDF, asked for on the page", seconds, "s", note="until it can be taken")
    yield Figure("What that adds to the server's memory", after - before, "MB", most=MOST_GROWTH)


def _once_the_maker_has_ended(process: int) -> float:
    """The memory of those who serve, in MB: the least of a few seconds in which the process that made the file ends."""
    found = []
    for _second in range(8):
        found.append(memory_of(process))
        time.sleep(1)
    return min(found)


def _ask(page: str) -> None:
    sent = urllib.parse.urlencode({"name": BOOK}).encode()
    urllib.request.urlopen(
        urllib.request.Request(f"{page}make/", sent, headers={"Sec-Fetch-Site": "same-origin"})
    ).close()


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(urllib.request.Request(address, method="HEAD")) as answer:
                if answer.headers.get_content_type() == "application/pdf":
                    return  # As long as there is no file, the address leads back to the page.
        except urllib.error.HTTPError as error:
            error.close()
        time.sleep(0.1)
    raise RuntimeError(f"{address} was not made within {LONGEST} s.")
