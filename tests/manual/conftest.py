"""People of the tests of practices."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from tests.manual.teller import Teller
from vetatwork.accounts.models import User


@pytest.fixture
def teller(client, settings) -> Teller:
    """A stranger whose network is not kept waiting."""
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "practice": (600, 600)}
    return Teller(client)


@pytest.fixture
def reviewer() -> Client:
    """The browser of an editor who has signed in."""
    user = User.objects.create_user("ed@example.org", "correct horse battery staple", first_name="Ed", last_name="E")
    user.groups.add(*Group.objects.filter(name__in=("Editors", "Moderators")))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def with_mail(settings):
    """Mail is set up."""
    settings.MAIL_CONFIGURED = True
