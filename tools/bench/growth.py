"""How search, lists and loading grow from a hundred to ten thousand pages."""

import random
import statistics
import time
from collections.abc import Callable, Iterator

from tools.bench.table import Figure
from tools.fresh_site import reader

SIZES = (100, 1_000, 10_000)
QUESTIONS = (
    "learner", "no time", "what to do when the company has no time", "job dating", "mentor hours", "health care",
    "trainee", "agreement before the start", "first day", "lernar", "fee", "placement in a small firm",
)  # fmt: skip
LEAST_PAGES = 5


def growth() -> Iterator[Figure]:
    """Search, a list and indexing, at each size. The pages are real cases with their words in another order."""
    from vetatwork.search.models import Entry

    texts = [(entry.title, entry.summary, entry.text) for entry in Entry.objects.exclude(text="")]
    made = 0
    for size in SIZES:
        began = time.perf_counter()
        for number in range(made, size):
            _index(number, texts)
        seconds = time.perf_counter() - began
        added, made = size - made, size
        yield Figure(f"Indexing a page, up to {size} pages", 1_000 * seconds / added, "ms")
        most = 30 if size == SIZES[-1] else None
        yield Figure(f"Search at {size} pages, 95 of 100 within", _nearly_all(_searches()), "ms", most=most)
        yield Figure(f"A filtered list at {size} pages", _nearly_all(_lists()), "ms")


def _index(number: int, texts: list[tuple[str, str, str]]) -> None:
    from vetatwork.search.services import NewEntry, put_entry

    chance = random.Random(number)
    title, summary, text = chance.choice(texts)
    words = text.split()
    chance.shuffle(words)
    text = " ".join(words[: chance.randint(100, 400)]) + f" unique{number}"
    put_entry(
        new=NewEntry(
            key=f"cases/bench-{number}",
            language="en",
            kind="case",
            title=f"{title} {number}",
            path=f"cases/bench-{number}",
            summary=summary,
            text=text,
            order=f"{number:06}",
            texts=[(30, title), (15, summary), (3, text)],
            names=[title],
            facets={
                "step": [str(chance.randint(1, 5))],
                "country": [chance.choice(("nl", "de", "fi", "is", "ee"))],
                "sector": [chance.choice(("health", "building", "retail"))],
            },
        )
    )


def _searches() -> Iterator[Callable[[], object]]:
    from vetatwork.search.words import answer

    for question in QUESTIONS:
        yield lambda question=question: answer(text=question, language="en")


def _lists() -> Iterator[Callable[[], object]]:
    client = reader()
    for query in ("", "?step=2", "?country=nl&step=1", "?sector=health", "?page=2"):
        yield lambda query=query: client.get(f"/en/cases/{query}")


def _nearly_all(acts: Iterator[Callable[[], object]]) -> float:
    """Milliseconds within which 95 of 100 are done; each is done five times after once for warmth."""
    times = []
    for act in acts:
        act()
        for _time in range(LEAST_PAGES):
            began = time.perf_counter()
            act()
            times.append(1_000 * (time.perf_counter() - began))
    return statistics.quantiles(times, n=20)[-1]
