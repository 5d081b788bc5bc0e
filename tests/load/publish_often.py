"""Publishes a page again and again, in a process of its own. Prints the number of each version and when it was out.

Usage: publish_often.py KEY TIMES. Times are of the machine's monotonic clock, which all processes share.
"""

import sys
import time

import django

django.setup()

from vetatwork.manual import queries  # noqa: E402


def main(key: str, times: int) -> None:
    """Publish `times` versions of the page `key`."""
    for number in range(1, times + 1):
        page = queries.page_with_key(key, "en")
        page.title = f"version {number} of the page"
        page.search_description = f"{page.title}."
        page.save_revision().publish()
        print(number, time.monotonic(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
