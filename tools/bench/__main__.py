"""Measure, show the table, fail when a bar is missed."""

import shutil
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tools.bench import bare
from tools.bench.check import check
from tools.bench.exports import exports
from tools.bench.growth import growth
from tools.bench.lighthouse import ensure_lighthouse, lighthouse
from tools.bench.nginx import nginx, seconds_until_seen
from tools.bench.serving import free_port, memory_of, requests_per_second, server, vetatwork
from tools.bench.table import Figure, show
from tools.bench.weights import Scale
from tools.fresh_site import FreshSite, make_ready, published_addresses, reader

KILO = 1_000
KIT = "/en/methods/job-dating/"
COMPRESSED = "Accept-Encoding: gzip"
ROUNDS = 3
OF_BARE = 87
"""Per cent: 40 of the 46 the design names for a function that only answers. It tells our part from the machine's."""
MOST_SECONDS_BEHIND = 4
"""A second until each process knows of a publish, then what nginx makes of "keep it for one second": up to two."""


def loading(fresh: FreshSite) -> Iterator[Figure]:
    """How long the real content takes to load, and that loading it again changes nothing."""
    yield Figure("Content load, first time", fresh.first_load, "s")
    yield Figure("Content load, again", fresh.second_load, "s")
    yield Figure("Pages changed by loading again", fresh.changed_again, "", most=0)


def queries() -> Iterator[Figure]:
    """The most queries any published page of a kind needs, with nothing cached."""
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from wagtail.models import Site

    client = reader()
    most: dict[str, tuple[int, str]] = {}
    for kind, address in published_addresses():
        client.get(address)  # Templates and URL patterns are compiled once per process, not per page.
        cache.clear()
        Site.clear_site_root_paths_cache()
        with CaptureQueriesContext(connection) as seen:
            status = client.get(address).status_code
        if status != 200:
            raise RuntimeError(f"{address} answers {status}")
        most[kind] = max(most.get(kind, (0, "")), (len(seen), address))
    for kind, (count, address) in sorted(most.items()):
        yield Figure(f"Queries: {kind}", count, "", most=12, note=address)


def weights() -> Iterator[Figure]:
    """The heaviest page of each kind on a first visit, and the shared parts."""
    scale = Scale()
    heaviest = {}
    for kind, address in published_addresses():
        weight = scale.weigh(address)
        if kind not in heaviest or weight.whole > heaviest[kind][0].whole:
            heaviest[kind] = (weight, address)
    for kind, (weight, address) in sorted(heaviest.items()):
        note = f"{address}  HTML {weight.html / KILO:.1f}, fonts {weight.fonts / KILO:.1f} in {weight.font_files} files"
        yield Figure(f"Weight: {kind}", weight.whole / KILO, "KB", most=120, note=note)
    all_weights = [weight for weight, _ in heaviest.values()]
    yield Figure("CSS", max(weight.css for weight in all_weights) / KILO, "KB", most=15)
    yield Figure("JavaScript", max(weight.scripts for weight in all_weights) / KILO, "KB", most=30)


def speed(data: Path) -> Iterator[Figure]:
    """Requests a second from the page cache, beside nginx with the same bytes and behind nginx's own cache.

    Like with like: one process of ours, one of nginx, and the load from the machine's other core. The bytes are those a
    browser asks for: compressed. All take turns, and the best of three rounds counts, so that a busy moment of the
    machine is not taken for a property of any.
    """
    port, empty = free_port(), free_port()
    with server(vetatwork("serve"), port, data, ready="/healthz", WORKERS="1"):
        ours = f"http://127.0.0.1:{port}"
        answer = urllib.request.urlopen(urllib.request.Request(ours + KIT, headers={"Accept-Encoding": "gzip"}))
        body = answer.read()
        bare.keep(data, answer.headers.items(), body)
        whole = len(urllib.request.urlopen(ours + KIT).read())
        with nginx(data, port, body, answer.headers.items()) as before, server(bare.command(data, empty), empty, data):
            rounds = [
                (
                    requests_per_second(f"{before}/static-page/page.html"),
                    requests_per_second(ours + KIT, COMPRESSED),
                    requests_per_second(before + KIT, COMPRESSED),
                    requests_per_second(f"http://127.0.0.1:{empty}/"),
                )
                for _round in range(ROUNDS)
            ]
            seen_after = seconds_until_seen(before + KIT)
    static, page, behind, least_work = (max(figures) for figures in zip(*rounds, strict=True))
    size = f"{len(body) / KILO:.0f} KB each, as browsers ask for it ({whole / KILO:.0f} KB without compression)"
    yield Figure("nginx, a static file", static, "requests/s", note=size)
    yield Figure("A kit from our page cache", page, "requests/s", note=size)
    yield Figure("A kit from our page cache, of nginx's static file", 100 * page / static, "%", least=40)
    yield Figure("A function that only answers", least_work, "requests/s", note="what Python can do at all")
    yield Figure("A kit from our page cache, of that function", 100 * page / least_work, "%", least=OF_BARE)
    yield Figure("That function, of nginx's static file", 100 * least_work / static, "%")
    yield Figure("A kit behind nginx's cache", behind, "requests/s", note="set up as in docs/how-to/nginx/cache.conf")
    yield Figure("A kit behind nginx's cache, of nginx's static file", 100 * behind / static, "%", least=80)
    yield Figure("A change is seen behind nginx's cache after", seen_after, "s", most=MOST_SECONDS_BEHIND)


def whole_server(data: Path) -> Iterator[Figure]:
    """Requests a second of what no cache keeps, and the memory of the server as it is set up without being told."""
    port = free_port()
    with server(vetatwork("serve"), port, data, ready="/healthz") as process:
        ours = f"http://127.0.0.1:{port}"
        kit = requests_per_second(ours + KIT, COMPRESSED)
        search = requests_per_second(f"{ours}/en/search/?q=mentor")
        api = requests_per_second(f"{ours}/api/v1/pages?kind=method")
        memory = memory_of(process)
    yield Figure(
        "A kit from our page cache, two processes", kit, "requests/s", note="they share two cores with the load"
    )
    yield Figure("Search", search, "requests/s")
    yield Figure("API, a list of kits", api, "requests/s")
    yield Figure("Memory of the server after the load", memory, "MB", most=400, note="main process and workers")


def uncached() -> Iterator[Figure]:
    """A page made anew each time, without the server around it."""
    client, times = reader(), 50
    client.get(KIT)
    began = time.perf_counter()
    for _time in range(times):
        client.get(KIT)
    yield Figure("A kit made anew", 1_000 * (time.perf_counter() - began) / times, "ms")


def second_start(data: Path) -> Iterator[Figure]:
    """From the command to the first answer, when everything is set up already."""
    port = free_port()
    with server(vetatwork("run"), port, data, ready="/readyz"):
        pass  # The first start finishes what setting up by hand left out, the search index for one.
    began = time.perf_counter()
    with server(vetatwork("run"), port, data, ready="/readyz"):
        yield Figure("Second start of `vetatwork run`", time.perf_counter() - began, "s", most=5)


def main() -> int:
    """Measure everything; returns 1 when a bar is missed."""
    print("Measuring on this machine. Compare ratios and counts; requests a second only measure the machine.")
    ensure_lighthouse()
    fresh = make_ready()
    try:
        figures = [
            *loading(fresh),
            *queries(),
            *weights(),
            *second_start(fresh.data),
            *speed(fresh.data),
            *whole_server(fresh.data),
            *uncached(),
            *exports(fresh.data),
            *check(fresh.data),
            *lighthouse(fresh.data),
            *growth(),
        ]
    finally:
        shutil.rmtree(fresh.data, ignore_errors=True)
    show(figures)
    missed = [figure.what for figure in figures if figure.verdict == "MISSED"]
    if missed:
        print(f"\nMissed: {', '.join(missed)}.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
