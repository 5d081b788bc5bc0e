"""Jobs that come back are done once, by one worker; limits count without remembering who."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from vetatwork.core import jobs
from vetatwork.core.models import Allowance, DueJob
from vetatwork.core.rate_limit import TooMany, forget_used_allowances, network_of, use_allowance

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def only_this_job(monkeypatch):
    done = []
    monkeypatch.setattr(jobs, "_jobs", {})
    jobs.register_job("test.job", every=timedelta(minutes=10), act=done.append)
    return done


def test_a_due_job_is_done_once_however_many_look(only_this_job):
    assert jobs.do_due_jobs(NOW) == ["test.job"]
    assert jobs.do_due_jobs(NOW) == [] == jobs.do_due_jobs(NOW + timedelta(minutes=9))
    assert jobs.do_due_jobs(NOW + timedelta(minutes=10)) == ["test.job"]
    assert len(only_this_job) == 2


def test_a_job_that_fails_is_remembered_and_keeps_no_other_from_being_done(only_this_job):
    def fail(_now):
        raise RuntimeError("out of paper")

    jobs.register_job("test.job", every=timedelta(minutes=10), act=fail)
    jobs.register_job("test.other", every=timedelta(minutes=10), act=only_this_job.append)
    assert jobs.do_due_jobs(NOW) == ["test.other"]
    assert "out of paper" in DueJob.objects.get(name="test.job").last_error
    jobs.register_job("test.job", every=timedelta(minutes=10), act=only_this_job.append)
    jobs.do_due_jobs(NOW + timedelta(minutes=11))
    assert DueJob.objects.get(name="test.job").last_error == ""


def test_the_jobs_of_the_rooms_really_delete(client):
    from vetatwork.evaluation.models import Draft

    client.post("/en/check/employer/quick/", {"experience": "some"}, HTTP_SEC_FETCH_SITE="same-origin")
    assert Draft.objects.count() == Allowance.objects.count() == 1
    jobs.do_due_jobs(timezone.now() + timedelta(hours=25))
    assert Draft.objects.count() == Allowance.objects.count() == 0


def _use(address, now, **headers):
    use_allowance(RequestFactory().post("/", REMOTE_ADDR=address, **headers), "attempts", now)


def test_what_is_used_comes_back_with_time(settings):
    settings.RATE_LIMITS = {"attempts": (60, 3)}
    for _act in range(3):
        _use("192.0.2.1", NOW)
    with pytest.raises(TooMany) as limit:
        _use("192.0.2.1", NOW)
    assert 1 <= limit.value.seconds <= 2
    _use("192.0.2.2", NOW)
    _use("192.0.2.1", NOW + timedelta(seconds=1))
    with pytest.raises(TooMany):
        _use("192.0.2.1", NOW + timedelta(seconds=1))


def test_nothing_about_a_network_is_kept_for_more_than_ten_minutes(settings):
    settings.RATE_LIMITS = {"attempts": (1, 1000)}
    for _act in range(10):
        _use("192.0.2.1", NOW)
    with pytest.raises(TooMany):
        _use("192.0.2.1", NOW)
    assert forget_used_allowances(NOW + timedelta(minutes=10)) == 1
    assert not Allowance.objects.exists()


def test_an_address_is_not_to_be_read_from_what_is_stored():
    _use("192.0.2.77", NOW)
    (stored,) = Allowance.objects.values_list("key", flat=True)
    assert len(stored) == 64 and all(digit in "0123456789abcdef" for digit in stored)


@pytest.mark.parametrize(
    ("address", "forwarded", "proxies", "network"),
    [
        ("192.0.2.1", "", 0, "192.0.2.1"),
        ("192.0.2.1", "198.51.100.9", 0, "192.0.2.1"),
        ("192.0.2.1", "198.51.100.9", 1, "198.51.100.9"),
        ("192.0.2.1", "10.0.0.1, 198.51.100.9", 1, "198.51.100.9"),
        ("192.0.2.1", "nonsense", 1, "unknown"),
        ("::ffff:192.0.2.1", "", 0, "192.0.2.1"),
        ("", "", 0, "unknown"),
    ],
)
def test_who_asks_is_not_what_the_asker_says(settings, address, forwarded, proxies, network):
    settings.PROXIES = proxies
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert network_of(RequestFactory().get("/", REMOTE_ADDR=address, **headers)) == network


def test_a_household_shares_its_ipv6_network():
    def of(address):
        return network_of(RequestFactory().get("/", REMOTE_ADDR=address))

    assert of("2001:db8:1:2::1") == of("2001:db8:1:2:ffff::9") != of("2001:db8:1:3::1")
