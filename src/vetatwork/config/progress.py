"""A progress display for long work in a terminal; one line a stage where there is no terminal."""

import sys

WIDTH = 30


class Progress:
    """Called with what is being done, how many are done, how many in all."""

    def __init__(self) -> None:
        self._stage = ""
        self._live = sys.stdout.isatty()

    def __call__(self, what: str, done: int, total: int) -> None:
        if what != self._stage:
            self.close()
            self._stage = what
            if not self._live:
                print(f"{what} {total} …", flush=True)
        if self._live:
            filled = WIDTH * done // max(total, 1)
            print(f"\r{what:<10} {'█' * filled}{'·' * (WIDTH - filled)} {done}/{total}", end="", flush=True)

    def close(self) -> None:
        """End the line of the last stage."""
        if self._stage and self._live:
            print(flush=True)
        self._stage = ""
