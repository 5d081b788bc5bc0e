"""nginx beside and before our own server: the same bytes as a static file, and its cache in front."""

import os
import shutil
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tools.bench.serving import free_port, server
from tools.fresh_site import REPOSITORY

CACHE = REPOSITORY / "docs" / "how-to" / "nginx" / "cache.conf"
"""What operators are told to use is what is measured."""
CONFIGURATION = """
{user}daemon off;
worker_processes {workers};
pid {root}/nginx.pid;
error_log {root}/error.log;
events {{ worker_connections 512; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    client_body_temp_path {root}/body; proxy_temp_path {root}/proxy; fastcgi_temp_path {root}/fastcgi;
    uwsgi_temp_path {root}/uwsgi; scgi_temp_path {root}/scgi;
    proxy_cache_path {root}/cache keys_zone=vetatwork:10m max_size=1g inactive=1d use_temp_path=off;
    upstream vetatwork {{ server 127.0.0.1:{behind}; keepalive 16; }}
    server {{
        listen 127.0.0.1:{port};
        location /static-page/ {{ root {root}; default_type text/html; etag off; {headers} }}
        location / {{ include {cache}; }}
    }}
}}
"""
LONGEST_WAIT = 20


OF_NGINX = ("content-type", "content-length", "date", "server", "connection")
"""Headers that nginx gives a file itself."""


@contextmanager
def nginx(
    folder: Path, behind: int, body: bytes, headers: Iterable[tuple[str, str]], workers: int = 1
) -> Iterator[str]:
    """nginx on a free port before the server on port `behind`.

    `/static-page/page.html` is a file with `body`, sent with the `headers` that our own server sends with it.
    """
    root = folder / "nginx"
    shutil.rmtree(root, ignore_errors=True)
    (root / "static-page").mkdir(parents=True)
    (root / "static-page" / "page.html").write_bytes(body)
    port = free_port()
    ours = " ".join(f"add_header {name} '{_quoted(value)}';" for name, value in headers if name.lower() not in OF_NGINX)
    user = "user root;\n" if os.geteuid() == 0 else ""
    (root / "nginx.conf").write_text(
        CONFIGURATION.format(user=user, workers=workers, root=root, port=port, behind=behind, headers=ours, cache=CACHE)
    )
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    command = [program, "-c", str(root / "nginx.conf"), "-p", str(root)]
    with server(command, port, folder, ready="/static-page/page.html"):
        yield f"http://127.0.0.1:{port}"


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "\\'")


def seconds_until_seen(url: str) -> float:
    """Seconds from a publish until a reader behind nginx's cache gets the page as published.

    The page is asked for until then, so that the cache has every chance to give an old one.
    """
    from wagtail.models import Page

    address = "/".join(urlsplit(url).path.split("/")[2:])  # Without its language; pages are filed under a home each.
    page = Page.objects.get(url_path__endswith=f"/{address}", locale__language_code="en").specific
    before, page.title = page.title, "Seen behind the cache"
    _read(url)
    page.save_revision().publish()
    published = time.monotonic()
    while page.title not in _read(url):
        if time.monotonic() - published > LONGEST_WAIT:
            raise RuntimeError(f"{url} still answers as before it was published, {LONGEST_WAIT} s later.")
    seconds = time.monotonic() - published
    page.title = before
    page.save_revision().publish()
    return seconds


def _read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return str(answer.read().decode())
