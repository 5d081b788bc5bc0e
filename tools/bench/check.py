"""The readiness check: checks taken a second, what a crash costs, its pages and papers, also in a full table."""

import os
import random
import signal
import statistics
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tools.bench.attempts import Load, begin_load, end_load, full_table, taken
from tools.bench.serving import START_LIMIT, free_port, server, vetatwork
from tools.bench.table import Figure
from tools.bench.weights import Scale
from tools.fresh_site import reader

KILO = 1_000
WORKERS = 2
WITHOUT_LIMITS = {"WORKERS": str(WORKERS), "ATTEMPTS_PER_MINUTE": "1000000", "ATTEMPTS_AT_ONCE": "1000000"}
RAISED = "rate limits raised: ATTEMPTS_PER_MINUTE and ATTEMPTS_AT_ONCE 1 000 000"
MANY = 1_000_000
ROUNDS = 3
SECONDS = 4
CRASH_SECONDS = 14
BEFORE_CRASH = 2
TIMES = 30


@dataclass(frozen=True)
class Measured:
    """Checks taken a second; milliseconds of the workers' CPU for one of them; queries and milliseconds of a result
    page; seconds of a result as PDF, warm."""

    takes: float
    cpu: float
    queries: int
    page: float
    paper: float


def check(data: Path) -> Iterator[Figure]:
    """Everything about the check on the fresh site in the folder `data`; what it stores is gone afterwards."""
    yield from _pages()
    yield from _scoring()
    empty = _measured(data)
    yield from _figures(empty, "in an empty table")
    yield from _crash(data)
    with full_table(MANY):
        full = _measured(data)
    yield from _figures(full, f"at {MANY:,} results".replace(",", " "), empty)


def _figures(found: Measured, where: str, empty: Measured | None = None) -> Iterator[Figure]:
    """The figures of one table, with their ratios to those of the empty one."""

    def ratio(name: str) -> str:
        return f"{getattr(found, name) / getattr(empty, name):.2f} times the empty table's" if empty else ""

    takes = ratio("takes") or f"{WORKERS} workers, all quick answers; {RAISED}"
    yield Figure(f"Checks taken, {where}", found.takes, "answers/s", least=300, note=takes)
    yield Figure(
        f"CPU of one of them, {where}", found.cpu, "ms", note=ratio("cpu") or "a busy machine disturbs this less"
    )
    if empty:
        yield Figure(f"Queries: a result, {where}", found.queries, "", most=empty.queries, note=ratio("queries"))
    yield Figure(f"A full result page, {where}", found.page, "ms", note=ratio("page"))
    yield Figure(f"A full result as PDF, {where}", found.paper, "s", most=0.3, note=ratio("paper") or "warm")


# --- Taking it --------------------------------------------------------------------------------------------------------


def _measured(data: Path) -> Measured:
    """The three that could suffer from a full table, in the table as it is."""
    takes, cpu = _takes(data)
    chance = random.Random(1)
    pages = [f"/en/check/result/{taken('full', chance)[1]}/" for _time in range(TIMES)]
    papers = [f"{page.rstrip('/')}.pdf" for page in pages]
    return Measured(takes, cpu, _queries(pages[0]), KILO * _median(pages), _median(papers))


def _takes(data: Path) -> tuple[float, float]:
    """201 answers a second, and milliseconds of CPU for one; any other answer is an error here.

    The best of several rounds: whatever else the machine does only makes them worse.
    """
    port, takes, cpu = free_port(), [], []
    with server(vetatwork("serve"), port, data, ready="/healthz", **WITHOUT_LIMITS) as main:
        end_load(begin_load(f"http://127.0.0.1:{port}", data, 1), data)  # Only to warm up.
        for _round in range(ROUNDS):
            used = _cpu_of(main)
            load = end_load(begin_load(f"http://127.0.0.1:{port}", data, SECONDS), data)
            if load.others:
                raise RuntimeError(f"Checks were answered with {set(load.others)}.")
            takes.append(load.per_second)
            cpu.append(KILO * (_cpu_of(main) - used) / len(load.tokens))
    return max(takes), min(cpu)


def _queries(address: str) -> int:
    """Queries of a page just after the content has changed, when nothing is in memory."""
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from vetatwork.core.stamp import change_stamp

    client = reader()
    client.get(address)  # Templates are compiled once per process.
    cache.clear()
    change_stamp()
    with CaptureQueriesContext(connection) as seen:
        status = client.get(address).status_code
    if status != 200:
        raise RuntimeError(f"{address} answers {status}")
    return len(seen)


def _median(addresses: list[str]) -> float:
    """Seconds that an answer takes in a process that has answered before, without the server around it.

    Each address is another result: what is made for one must be of no use to the next.
    """
    client, times = reader(), []
    for address in addresses:
        began = time.perf_counter()
        status = client.get(address).status_code
        times.append(time.perf_counter() - began)
        if status != 200:
            raise RuntimeError(f"{address} answers {status}")
    return statistics.median(times)


# --- A crash ----------------------------------------------------------------------------------------------------------


def _crash(data: Path) -> Iterator[Figure]:
    """Kill a worker under load; whatever was acknowledged must be stored."""
    port = free_port()
    with server(vetatwork("serve"), port, data, ready="/healthz", **WITHOUT_LIMITS) as main:
        killed = _answering(main, port).pop()
        wrk = begin_load(f"http://127.0.0.1:{port}", data, CRASH_SECONDS)
        try:
            time.sleep(BEFORE_CRASH)
            os.kill(killed, signal.SIGKILL)
            began = time.perf_counter()
            _answering(main, port, gone=killed)
            again = time.perf_counter() - began
        finally:
            load = end_load(wrk, data)
    told = (
        f"{len(load.tokens)} acknowledged, {len(load.others)} answered otherwise, {load.broken} connections broken off"
    )
    yield Figure("Checks lost by kill -9 of a worker", _lost(load), "", most=0, note=told)
    yield Figure("Both workers answer again after", again, "s", note="the other one goes on meanwhile")


def _lost(load: Load) -> int:
    """How many results that were acknowledged are not stored."""
    from vetatwork.core.tokens import token_hash
    from vetatwork.evaluation.models import Attempt

    if not load.tokens:
        raise RuntimeError("No check was taken during the crash, so nothing could get lost.")
    stored = set(Attempt.objects.values_list("token_hash", flat=True))
    return sum(token_hash(token) not in stored for token in load.tokens)


def _answering(main: int, port: int, gone: int = 0) -> set[int]:
    """Ask on new connections until as many workers as there should be have answered, `gone` not among them."""
    deadline, seen = time.monotonic() + START_LIMIT, set[int]()
    while len(seen) < WORKERS:
        if time.monotonic() > deadline:
            raise RuntimeError(f"Only {len(seen)} of {WORKERS} workers answered within {START_LIMIT} s.")
        with suppress(OSError, HTTPException):  # The connection was with the worker that is gone.
            seen |= _who_answers(main, port) - {gone}
    return seen


def _who_answers(main: int, port: int) -> set[int]:
    """The child of the process `main` that holds the other end of a connection just answered. Reads Linux's /proc."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/healthz")
    connection.getresponse().read()
    ends = f":{port:04X} 0100007F:{connection.sock.getsockname()[1]:04X} "
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines() if ends in line]
    sockets = {f"socket:[{row[9]}]" for row in rows}
    holders = {child for child in _children(main) if sockets & _open_files(child)}
    connection.close()
    return holders


def _children(main: int) -> list[int]:
    return [int(child) for path in Path(f"/proc/{main}/task").glob("*/children") for child in path.read_text().split()]


def _cpu_of(main: int) -> float:
    """Seconds of CPU that the children of a process have used up."""
    rows = [Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split() for child in _children(main)]
    return sum(int(row[11]) + int(row[12]) for row in rows) / os.sysconf("SC_CLK_TCK")


def _open_files(process: int) -> set[str]:
    found = set()
    for link in Path(f"/proc/{process}/fd").iterdir():
        with suppress(OSError):  # Closed in the meantime.
            found.add(str(link.readlink()))
    return found


# --- Pages and scoring ------------------------------------------------------------------------------------------------


def _pages() -> Iterator[Figure]:
    """Weight and queries of each page of the check."""
    scale, scripts = Scale(), 0
    for name, address in page_addresses().items():
        weight = scale.weigh(address)
        scripts = max(scripts, weight.scripts)
        parts = f"HTML {weight.html / KILO:.1f}, CSS {weight.css / KILO:.1f}, JavaScript {weight.scripts / KILO:.1f}"
        yield Figure(f"Weight: check, {name}", weight.whole / KILO, "KB", most=120, note=parts)
        yield Figure(f"Queries: check, {name}", _queries(address), "", most=10)
    yield Figure("JavaScript of the check's pages", scripts / KILO, "KB", most=30)


def page_addresses() -> dict[str, str]:
    """An address of every page of the check in English. Its draft and its result are made here, answered in full."""
    from django.utils import timezone

    from vetatwork.evaluation.queries import open_draft
    from vetatwork.evaluation.services import About, begin_draft, save_answers

    now = timezone.now()
    attempt, result = taken("full", random.Random(2))
    about = About(side=attempt.side, form="full", experience="some", language="en", size=attempt.size)
    token = begin_draft(about=about, now=now)
    draft = open_draft(token, now)
    save_answers(draft=draft, given=attempt.answers, asked=list(attempt.answers))
    return {
        "start": "/en/check/",
        "about you": f"/en/check/{attempt.side}/full/",
        "a question page": f"/en/check/draft/{token}/1/",
        "overview": f"/en/check/draft/{token}/answers/",
        "result": f"/en/check/result/{result}/",
        "embed": "/en/check/embed/",
    }


def _scoring() -> Iterator[Figure]:
    """The place and its next steps from the answers to a full form, without words and database."""
    from vetatwork.domain.evaluation.instrument import Experience, Form, Side, Size
    from vetatwork.domain.evaluation.recommendation import Profile, next_steps
    from vetatwork.domain.evaluation.scoring import place_of
    from vetatwork.evaluation.results import answers_of, used_edition

    chance, profile = random.Random(3), Profile(Side.EMPLOYER, Experience.SOME, Size.MICRO, "health")
    attempts = [taken("full", chance)[0] for _time in range(TIMES)]
    used = used_edition(attempts[0])
    times = []
    for answers in [answers_of(attempt, used) for attempt in attempts]:
        began = time.perf_counter()
        place = place_of(used.instrument, Form.FULL, answers)
        next_steps(used.instrument, Form.FULL, answers, place=place, profile=profile, rules=used.rules)
        times.append(time.perf_counter() - began)
    yield Figure("Scoring with next steps, full form", KILO * statistics.median(times), "ms", most=1)
