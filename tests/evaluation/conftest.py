"""The check as a person takes it, without a browser."""

from typing import Any

import pytest
from django.test import Client

SAME_ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
QUICK = (
    "com-strategy", "com-owner", "com-safeguards", "coo-partners", "coo-expectations", "coo-contact",
    "col-goals", "col-planning", "col-mentoring", "cel-recognition", "cel-results", "cel-improvement",
)  # fmt: skip


class Walker:
    """Somebody who takes the check and looks at the result."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def get(self, address: str, status: int = 200) -> Any:
        response = self.client.get(address)
        assert response.status_code == status, response.status_code
        assert not response.cookies
        return response

    def post(self, address: str, data: dict[str, Any] | None = None, status: int = 302) -> Any:
        response = self.client.post(address, data or {}, **SAME_ORIGIN)
        assert response.status_code == status, response.status_code
        assert not response.cookies
        return response

    def begin(self, side: str = "employer", form: str = "quick", **about: str) -> str:
        """The address of the first page of questions."""
        return self.post(f"/en/check/{side}/{form}/", {"experience": "some", **about}).url

    def answer(self, first: str, answers: dict[str, Any]) -> str:
        """Send every page of questions; the address of the overview."""
        address = first
        while not address.endswith("/answers/"):
            address = self.post(address, {item: str(answer) for item, answer in answers.items()}).url
        return address

    def take(self, answers: dict[str, Any], **about: str) -> str:
        """The address of the result."""
        return self.post(self.answer(self.begin(**about), answers)).url


@pytest.fixture
def walker(client: Client) -> Walker:
    return Walker(client)


@pytest.fixture
def new_stamp():
    """Tells the site that its content has changed; afterwards it forgets what the test's transaction takes back."""
    from vetatwork.core import stamp

    yield stamp.change_stamp
    stamp._Known.value, stamp._Known.read_at = "", 0.0


@pytest.fixture
def attempt_of():
    """The stored result of an address."""
    from vetatwork.core.tokens import token_hash
    from vetatwork.evaluation.models import Attempt

    def find(address: str) -> Attempt:
        return Attempt.objects.get(token_hash=token_hash(address.rstrip("/").rsplit("/", 1)[-1]))

    return find


@pytest.fixture
def pair(walker):
    """Both results and both joint pages."""
    from tests.evaluation.pair import invite, join, joint_of

    school, invitation = invite(walker)
    firm, firm_joint = join(walker, invitation)
    return {"school": school, "firm": firm, "school_joint": joint_of(walker, school), "firm_joint": firm_joint,
            "invitation": invitation}  # fmt: skip
