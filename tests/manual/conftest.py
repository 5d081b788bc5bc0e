"""People of the tests of this room."""

import pytest
from django.test import Client

from tests.manual.teller import Teller
from tests.people import EDITORS, sign_in
from vetatwork.accounts.models import User


@pytest.fixture
def teller(client, settings) -> Teller:
    """A stranger whose network is not kept waiting."""
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "practice": (600, 600)}
    return Teller(client)


@pytest.fixture
def editor(client) -> User:
    """Somebody who came by an invitation."""
    return sign_in(client, *EDITORS)


@pytest.fixture
def reviewer() -> Client:
    """The browser of an editor who has signed in."""
    client = Client()
    sign_in(client, *EDITORS)
    return client


@pytest.fixture
def with_mail(settings):
    """Mail is set up."""
    settings.MAIL_CONFIGURED = True
