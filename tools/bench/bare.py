"""The least a Python web server can do: the same bytes for every request. What our own speed is compared with."""

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path


def application(environ: dict[str, object], start_response: Callable[..., object]) -> Iterable[bytes]:
    """Answer with the body named in BARE_BODY."""
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(_BODY)))])
    return [_BODY]


_BODY = Path(os.environ["BARE_BODY"]).read_bytes() if "BARE_BODY" in os.environ else b""


def main() -> None:
    """Serve with the same server and the same settings as the site."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        target="tools.bench.bare:application",
        address="127.0.0.1",
        port=int(os.environ["PORT"]),
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        websockets=False,
        log_enabled=False,
    ).serve()


if __name__ == "__main__":
    sys.exit(main())
