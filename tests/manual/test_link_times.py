"""Which addresses of other sites are asked, when, and what editors hear of it."""

from datetime import UTC, datetime, timedelta

import pytest

from vetatwork.core.models import AuditEntry
from vetatwork.manual.editorial import link_services
from vetatwork.manual.editorial.asking import Answer, Outcome, Visitor
from vetatwork.manual.editorial.facts import facts_of_pages
from vetatwork.manual.editorial.link_queries import addresses_in_use, broken_links
from vetatwork.manual.models import LinkCheck, LinkState, Source

DAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
HOST = "other.example"


@pytest.fixture
def check(db) -> LinkCheck:
    """One address that is known."""
    LinkCheck.objects.all().delete()
    link_services.follow_addresses(addresses=["https://other.example/page"], now=DAY)
    return LinkCheck.objects.get()


def _answer(check, outcome, day, **more):
    return link_services.write_down_answer(check=check, answer=Answer(outcome, **more), now=day)


@pytest.mark.django_db
def test_it_is_broken_after_three_days_and_not_after_three_questions(check):
    for _again in range(5):
        _answer(check, Outcome.FAILED, DAY, status=404)
    assert check.state == LinkState.FAILING
    _answer(check, Outcome.FAILED, DAY + timedelta(days=7), status=404)
    assert check.state == LinkState.FAILING and broken_links() == []
    _answer(check, Outcome.FAILED, DAY + timedelta(days=14), status=404)
    assert check.state == LinkState.BROKEN and broken_links() == [check]
    assert check.failed_on[0] == "2026-11-25"
    _answer(check, Outcome.GOOD, DAY + timedelta(days=21), status=200)
    assert check.state == LinkState.GOOD and check.failed_on == []
    entries = AuditEntry.objects.filter(subject=f"link:{check.pk}")
    assert list(entries.values_list("action", flat=True)) == ["link.good", "link.broken"]


@pytest.mark.django_db
def test_what_is_closed_to_robots_is_never_broken(check):
    for week in range(5):
        _answer(check, Outcome.CLOSED, DAY + timedelta(weeks=week), status=403)
    assert check.state == LinkState.CLOSED and broken_links() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("outcome", "wait", "days"),
    [
        (Outcome.GOOD, None, 30),
        (Outcome.CLOSED, None, 30),
        (Outcome.FAILED, None, 7),
        (Outcome.FAILED, timedelta(days=20), 20),
        (Outcome.CLOSED, timedelta(seconds=5), 30),
    ],
)
def test_an_address_is_left_alone_for_a_while(check, outcome, wait, days):
    _answer(check, outcome, DAY, wait=wait)
    assert check.due_at == DAY + timedelta(days=days)


@pytest.mark.django_db
def test_a_host_that_asks_us_to_wait_is_left_alone_altogether(check):
    link_services.follow_addresses(
        addresses=[check.address, "https://other.example/b", "https://else.example/"], now=DAY
    )
    _answer(check, Outcome.CLOSED, DAY, status=429, wait=timedelta(hours=5))
    due = dict(LinkCheck.objects.values_list("address", "due_at"))
    assert due["https://other.example/b"] == DAY + timedelta(hours=5)
    assert due["https://else.example/"] == DAY


class Silent(Visitor):
    """Finds everything good, and keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(pause=lambda seconds: None)
        self.asked: list[str] = []

    def ask(self, url: str) -> Answer:
        self.asked.append(url)
        return Answer(Outcome.GOOD, 200)


@pytest.mark.django_db
def test_a_run_asks_a_few_addresses_of_a_host_once(monkeypatch):
    addresses = {f"https://one.example/{n}" for n in range(10)} | {f"https://h{n}.example/" for n in range(40)}
    monkeypatch.setattr(link_services, "addresses_in_use", lambda facts: addresses)
    seen: list[str] = []
    for _run in range(6):
        visitor = Silent()
        link_services.ask_what_is_due(DAY, visitor=visitor)
        assert len(visitor.asked) <= 20
        assert sum("//one.example/" in url for url in visitor.asked) <= 3
        seen += visitor.asked
    assert sorted(seen) == sorted(addresses), "each once, and none again"


@pytest.mark.django_db
def test_what_no_page_names_any_more_is_forgotten(check):
    link_services.follow_addresses(addresses=["https://new.example/"], now=DAY)
    assert list(LinkCheck.objects.values_list("address", flat=True)) == ["https://new.example/"]


@pytest.mark.django_db
def test_an_ignored_address_is_asked_no_more_until_somebody_wants_it(check, monkeypatch):
    monkeypatch.setattr(link_services, "addresses_in_use", lambda facts: {check.address})
    link_services.ignore_link(check=check, actor="user:1")
    visitor = Silent()
    link_services.ask_what_is_due(DAY, visitor=visitor)
    assert visitor.asked == []
    check.refresh_from_db()
    link_services.ask_again(check=check, actor="user:1", now=DAY)
    link_services.ask_what_is_due(DAY, visitor=visitor)
    assert visitor.asked == [check.address]
    assert AuditEntry.objects.filter(action__startswith="link.", actor="user:1").count() == 2


@pytest.mark.django_db
def test_sources_and_texts_name_the_addresses():
    Source.objects.create(key="a-new-one", author="A", title="B", url="https://new.example/report", quality="A")
    in_use = addresses_in_use(facts_of_pages())
    assert "https://new.example/report" in in_use
    assert any(url not in set(Source.objects.values_list("url", flat=True)) for url in in_use), "of texts too"


@pytest.mark.django_db
def test_the_command_names_what_is_broken_and_who_uses_it(monkeypatch):
    from vetatwork.config.link_check import ask_and_report

    source = Source.objects.get(key="eu-94-33")
    monkeypatch.setattr(link_services, "addresses_in_use", lambda facts: {source.url, "https://fine.example/"})
    link_services.follow_addresses(addresses={source.url}, now=DAY)
    broken = LinkCheck.objects.get(address=source.url)
    for week in range(3):
        _answer(broken, Outcome.FAILED, DAY + timedelta(weeks=week), status=404)
    LinkCheck.objects.update(due_at=DAY + timedelta(days=365_0))
    said: list[str] = []
    assert ask_and_report(most=5, say=said.append, visitor=Silent()) == 1
    text = "\n".join(said)
    assert "1 addresses asked, 1 answers." in text
    assert f"Broken since 2026-11-25: {source.url} (answers with 404), used by " in text
    assert "standards/young-workers" in text
