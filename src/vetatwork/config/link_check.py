"""The check of other sites by hand: `vetatwork content links`."""

from collections import Counter
from collections.abc import Callable

from django.utils import timezone

from vetatwork.manual.editorial.asking import Visitor
from vetatwork.manual.editorial.link_queries import broken_links
from vetatwork.manual.editorial.link_services import ask_what_is_due
from vetatwork.manual.editorial.now import ManualNow
from vetatwork.manual.editorial.source_lists import answer_in_words
from vetatwork.manual.models import LinkCheck


def ask_and_report(*, most: int, say: Callable[[str], None], visitor: Visitor | None = None) -> int:
    """Ask at most `most` addresses that are due, then name what is broken; returns 1 if something is.

    It is as polite as the job: one address after the other, at most once in 30 days, so that it may take a while.
    """
    asked: Counter[str] = Counter()

    def tell(check: LinkCheck) -> None:
        asked[check.get_state_display()] += 1
        say(f"  {check.get_state_display()}: {check.address} ({answer_in_words(check)})")

    number = ask_what_is_due(
        timezone.now(),
        visitor=visitor,
        most=max(0, most),
        most_a_host=max(0, most),
        seconds=float("inf"),
        progress=tell,
    )
    say(f"{number} addresses asked" + "".join(f", {count} {state}" for state, count in asked.items()) + ".")
    broken = broken_links()
    users = ManualNow(timezone.localdate()).users_of_addresses if broken else {}
    for check in broken:
        pages = ", ".join(page.key for page in users.get(check.address, ())) or "no page"
        say(f"Broken since {check.failed_on[0]}: {check.address} ({answer_in_words(check)}), used by {pages}")
    say("No address is broken." if not broken else f"{len(broken)} broken. The editors' desk lists them too.")
    return 1 if broken else 0
