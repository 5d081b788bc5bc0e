"""A server process of our own on a free port, and the load on it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.fresh_site import REPOSITORY

CONNECTIONS = 8
SECONDS = 4
START_LIMIT = 60
MEGABYTE = 1024
"""Kibibytes; `ps` counts in those."""


def free_port() -> int:
    """A port nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(arguments: list[str], port: int, data: Path, ready: str = "/", **variables: str) -> Iterator[int]:
    """Run a command that serves on `port`; gives its process number once `ready` answers.

    `variables` are added to its environment.
    """
    environment = os.environ | {"PORT": str(port), "DATA_DIR": str(data)} | variables
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    process = subprocess.Popen(
        arguments, env=environment, cwd=REPOSITORY, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _wait(f"http://127.0.0.1:{port}{ready}", process)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"The server ended with code {process.returncode} before it answered.")
        try:
            urllib.request.urlopen(url, timeout=10).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"{url} did not answer within {START_LIMIT} s.")


def requests_per_second(url: str, *headers: str, seconds: int = SECONDS) -> float:
    """What `wrk` gets out of `url`, asking with `headers`; any answer that is not 2xx or 3xx is an error here."""
    asking = [part for header in headers for part in ("-H", header)]
    for length in (1, seconds):  # The first round only warms up.
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{length}s", *asking, url]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in text:
        raise RuntimeError(f"{url} answered with errors under load:\n{text}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", text)
    if found is None:
        raise RuntimeError(f"wrk said nothing to be understood:\n{text}")
    return float(found[1])


def memory_of(process: int) -> float:
    """Memory of a process and its children, in MB. A page that several share counts once, where the system tells it."""
    rows = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,rss="], capture_output=True, text=True, check=True).stdout
    table = [tuple(int(part) for part in row.split()) for row in rows.splitlines()]
    family = {process}
    while True:
        grown = family | {pid for pid, parent, _ in table if parent in family}
        if grown == family:
            return sum(_own_share(pid) or size for pid, _, size in table if pid in family) / MEGABYTE
        family = grown


def _own_share(process: int) -> int:
    """The kibibytes of a process, of shared pages only its share (Linux's `Pss`); 0 where the system does not say."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.M)
    return int(found[1]) if found else 0


def vetatwork(command: str) -> list[str]:
    """The command line of our own program."""
    return [str(Path(sys.executable).with_name("vetatwork")), command]
