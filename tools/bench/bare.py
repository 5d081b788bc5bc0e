"""What Python can do at all: a function that answers with one page, served exactly as the site is.

Every request crosses from the server into Python and back. How much that costs beside nginx differs from machine to
machine, so our page cache is judged by how little it adds to it.
"""

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

HEADERS = Path("bare-headers.txt")
BODY = Path("bare-body.bin")
OF_THE_SERVER = ("date", "server", "connection")
"""Headers that the server adds itself."""


def keep(folder: Path, headers: Iterable[tuple[str, str]], body: bytes) -> None:
    """Write down the answer that the function will give."""
    (folder / HEADERS).write_text(
        "".join(f"{name}: {value}\n" for name, value in headers if name.lower() not in OF_THE_SERVER)
    )
    (folder / BODY).write_bytes(body)


def command(folder: Path, port: int) -> list[str]:
    """The command that serves the answer kept in `folder`."""
    return [sys.executable, "-m", "tools.bench.bare", str(folder), str(port)]


def application() -> Callable[..., Iterable[bytes]]:
    """A WSGI application that does nothing but give the answer kept in the folder `BARE_FOLDER`."""
    folder = Path(os.environ["BARE_FOLDER"])
    lines = (folder / HEADERS).read_text().splitlines()
    headers = [(name, value) for name, _, value in (line.partition(": ") for line in lines)]
    body = [(folder / BODY).read_bytes()]

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        start_response("200 OK", headers[:])
        return body

    return answer


def main(folder: str, port: str) -> None:
    """Serve until stopped: one process with one thread, as the site is measured beside it."""
    from granian import Granian
    from granian.constants import Interfaces

    os.environ["BARE_FOLDER"] = folder
    Granian(
        target="tools.bench.bare:application",
        factory=True,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=1,
        websockets=False,
        log_enabled=False,
    ).serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
