"""How fast readers get a page: from our page cache, beside nginx and behind it; and what no cache keeps."""

import gc
import io
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from tools.bench import bare
from tools.bench.nginx import nginx, seconds_until_seen
from tools.bench.serving import free_port, memory_of, requests_per_second, server, vetatwork
from tools.bench.table import Figure

KILO = 1_000
KIT = "/en/methods/job-dating/"
COMPRESSED = "Accept-Encoding: gzip"
ROUNDS = 9
ROUND_SECONDS = 2
"""Many short rounds: on a machine whose speed changes from second to second, those that are compared stand close."""
MOST_OWN_PART = 13
"""Per cent of a request's time: what is left of 100 if we reach 40 of the 46 the design names for a function that only
answers. It tells our part from the machine's."""
MOST_SECONDS_BEHIND = 4
"""A second until each process knows of a publish, then what nginx makes of "keep it for one second": up to two."""


def speed(data: Path) -> Iterator[Figure]:
    """Requests a second from the page cache, beside nginx with the same bytes and behind nginx's own cache.

    Like with like: one process of ours, one of nginx, and the load from the machine's other core. The bytes are those a
    browser asks for: compressed. All take turns; the median of the rounds counts, for a ratio that of their ratios.
    """
    port, empty = free_port(), free_port()
    with server(vetatwork("serve"), port, data, ready="/healthz", WORKERS="1"):
        ours = f"http://127.0.0.1:{port}"
        answer = urllib.request.urlopen(urllib.request.Request(ours + KIT, headers={"Accept-Encoding": "gzip"}))
        body = answer.read()
        bare.keep(data, answer.headers.items(), body)
        whole = len(urllib.request.urlopen(ours + KIT).read())
        with nginx(data, port, body, answer.headers.items()) as before, server(bare.command(data, empty), empty, data):
            asked = (f"{before}/static-page/page.html", ours + KIT, before + KIT, f"http://127.0.0.1:{empty}/")
            rounds = [
                [requests_per_second(url, COMPRESSED, seconds=ROUND_SECONDS) for url in asked]
                for _round in range(ROUNDS)
            ]
            seen_after = seconds_until_seen(before + KIT)
    static, page, behind, least_work = map(median, zip(*rounds, strict=True))
    size = f"{len(body) / KILO:.0f} KB each, as browsers ask for it ({whole / KILO:.0f} KB without compression)"
    yield Figure("nginx, a static file", static, "requests/s", note=size)
    yield Figure("A kit from our page cache", page, "requests/s", note=size)
    yield _share("A kit from our page cache, of nginx's static file", rounds, 1, 0, least=40)
    yield Figure("A function that only answers", least_work, "requests/s", note="what Python can do at all")
    yield _share("That function, of nginx's static file", rounds, 3, 0)
    yield _share("A kit from our page cache, of that function", rounds, 1, 3)
    yield own_part(1 / least_work)
    yield Figure("A kit behind nginx's cache", behind, "requests/s", note="set up as in docs/how-to/nginx/cache.conf")
    yield _share("A kit behind nginx's cache, of nginx's static file", rounds, 2, 0, least=80)
    yield Figure("A change is seen behind nginx's cache after", seen_after, "s", most=MOST_SECONDS_BEHIND)


def _share(what: str, rounds: list[list[float]], part: int, whole: int, least: float | None = None) -> Figure:
    """The figures at the place `part` of each round in per cent of those at `whole`."""
    shares = sorted(100 * figures[part] / figures[whole] for figures in rounds)
    note = f"rounds from {shares[0]:.0f} to {shares[-1]:.0f} %"
    return Figure(what, median(shares), "%", least=least, note=note)


def own_part(seconds: float) -> Figure:
    """What our page cache adds to a request that takes `seconds` without it, from the outside in, in this process."""
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    from vetatwork.config.caching import cached

    site = cached(get_wsgi_application())
    said = {"REQUEST_METHOD": "GET", "PATH_INFO": KIT, "QUERY_STRING": "", "HTTP_ACCEPT_ENCODING": "gzip"}
    told = {"HTTP_HOST": urlsplit(settings.SITE_URL).netloc, "wsgi.url_scheme": "http"}
    environ = said | told | {"SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "wsgi.input": io.BytesIO()}
    times, calls = [], 20_000
    for _time in range(5):
        gc.collect()
        began = time.perf_counter()
        for _call in range(calls):
            site(environ, lambda status, headers: None)
        times.append((time.perf_counter() - began) / calls)
    if site.shelf.get(("http", told["HTTP_HOST"], KIT, "")) is None:
        raise RuntimeError(f"{KIT} is not in the page cache.")
    note = f"{min(times) * KILO * KILO:.1f} µs"
    return Figure("Our part of such a request", 100 * min(times) / seconds, "%", most=MOST_OWN_PART, note=note)


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
