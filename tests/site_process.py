"""A real site for tests: the command `vetatwork run` in a process of its own, with a data folder of its own."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

DATABASE = "vetatwork.sqlite3"
"""The file in a data folder that holds the database, if no other is named."""
START_SECONDS = 300
"""How long a slow machine may take to load the whole manual; nobody waits longer than it takes."""


@dataclass
class Site:
    """A running site."""

    url: str
    data: Path
    content: Path
    process: subprocess.Popen[str]

    def command(self, *arguments: str) -> str:
        """Run `vetatwork` with the settings of this site; returns what it printed."""
        done = subprocess.run(
            _command(*arguments), env=environment_of(self), capture_output=True, text=True, check=True
        )
        return done.stdout

    def stop(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.wait(timeout=20)


def start_site(folder: Path, content: Path, template: Path | None = None, **variables: str) -> Site:
    """Start a site in `folder`; with `template` from a copy of that data folder. Returns once it answers.

    `variables` are added to its environment.
    """
    data = folder / "data"
    if template:
        _copy_data(template, data)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    site = Site(f"http://127.0.0.1:{port}", data, content, None)  # type: ignore[arg-type]
    with (folder / "site.log").open("w") as log:
        site.process = subprocess.Popen(
            _command("run"), env=environment_of(site) | variables, stdout=log, stderr=log, text=True
        )
    deadline = time.monotonic() + START_SECONDS
    while not _answers(site):
        if site.process.poll() is not None or time.monotonic() > deadline:
            site.stop()
            raise RuntimeError(f"the site did not start:\n{(folder / 'site.log').read_text()}")
        _wait_for_port(port, deadline)
    return site


def _copy_data(source: Path, target: Path) -> None:
    """Copy a data folder that a site may be writing into: files of a database at work do not fit each other."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
    if (source / DATABASE).exists():
        with closing(sqlite3.connect(source / DATABASE)) as old, closing(sqlite3.connect(target / DATABASE)) as new:
            old.backup(new)


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "vetatwork.config.cli", *arguments]


def environment_of(site: Site) -> dict[str, str]:
    """The environment of a command that works on `site`."""
    kept = {
        name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "PYTHONPATH", "LANG", "TMPDIR")
    }
    return {
        **kept,
        "DATA_DIR": str(site.data),
        "CONTENT_DIR": str(site.content),
        "PORT": site.url.rsplit(":", 1)[1],
        # Only what a test asks for is made: a long run would else find the files there already, or the machine busy.
        "EXPORT_QUIET_MINUTES": str(24 * 60),
    }


def _answers(site: Site) -> bool:
    try:
        with urllib.request.urlopen(f"{site.url}/readyz", timeout=10) as answer:
            return answer.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _wait_for_port(port: int, deadline: float) -> None:
    """Wait until something listens, without a fixed pause longer than a connection attempt takes."""
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
            return
        except OSError:
            time.sleep(0.05)  # Between two attempts only; nothing is assumed about how long a start takes.
            return
