"""Measure, show the table, fail when a bar is missed."""

import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tools.bench.check import check
from tools.bench.exports import exports
from tools.bench.growth import growth
from tools.bench.lighthouse import ensure_lighthouse, lighthouse
from tools.bench.reading import KIT, speed, whole_server
from tools.bench.serving import free_port, server, vetatwork
from tools.bench.table import Figure, show
from tools.bench.weights import Scale
from tools.fresh_site import FreshSite, make_ready, published_addresses, reader

KILO = 1_000


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
    figures: list[Figure] = []
    try:
        # Nothing is measured before it is asked for.
        for part in (
            loading(fresh),
            queries(),
            weights(),
            second_start(fresh.data),
            speed(fresh.data),
            whole_server(fresh.data),
            uncached(),
            exports(fresh.data),
            check(fresh.data),
            lighthouse(fresh.data),
            growth(),
        ):
            figures += part
    finally:
        shutil.rmtree(fresh.data, ignore_errors=True)
        show(figures)  # Also what was measured before something broke off.
    missed = [figure.what for figure in figures if figure.verdict == "MISSED"]
    if missed:
        print(f"\nMissed: {', '.join(missed)}.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
