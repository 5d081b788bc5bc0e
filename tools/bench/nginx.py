"""nginx beside and before our own server: the same bytes as a static file, and its cache in front."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.bench.serving import free_port, server

SITE = """
    server {{
        listen 127.0.0.1:{port};
        location /static-page/ {{ root {root}; default_type text/html; etag off; {headers} }}
        location / {{
            proxy_pass http://127.0.0.1:{behind};
            proxy_set_header Host $http_host;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_cache pages;
            proxy_cache_use_stale updating;
            proxy_cache_background_update on;
            proxy_cache_lock on;
        }}
    }}
"""
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
    proxy_cache_path {root}/cache keys_zone=pages:10m max_size=64m;
{site}
}}
"""


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
    site = SITE.format(port=port, root=root, behind=behind, headers=ours)
    user = "user root;\n" if os.geteuid() == 0 else ""
    (root / "nginx.conf").write_text(CONFIGURATION.format(user=user, workers=workers, root=root, site=site))
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    command = [program, "-c", str(root / "nginx.conf"), "-p", str(root)]
    with server(command, port, folder, ready="/static-page/page.html"):
        yield f"http://127.0.0.1:{port}"


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "\\'")
