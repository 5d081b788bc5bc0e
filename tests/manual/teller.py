"""A stranger who tells a practice, and what is told."""

from typing import Any

from django.test import Client

from vetatwork.manual.models import Practice

SAME_ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
REVIEW = "/admin/submitted-practice/"

WHO = {
    "title": "Apprentices cook for the school",
    "organisations": "A school of 400 learners and a bakery with six people",
    "country": "fi",
    "years": "since 2023",
}
KIND = {"forms": ["placement"], "sectors": ["hospitality"], "sizes": ["1-9"]}
BRIDGE = {"step": "3", "areas": ["cooperation"]}
STORY = {
    "situation": "Every May we phoned forty firms for places. Most of them said no.",
    "what_they_did_provider": "- Two teachers visited each firm.\n- They brought a list of tasks for 80 % of all.",
    "what_they_did_employer": "One mentor had two hours a week.\nThe boss came to the last day.",
    "what_they_did_learner": "They chose three tasks and showed them at the end.",
}
RESULT = {
    "what_it_took": "Two afternoons of two teachers. We did not count more.",
    "what_came_of_it": "Seven of nine stayed after the trial. We asked them in June.",
    "copy_tomorrow": "- Ask the firm which weeks it can spare somebody.\nBring the tasks on one page.",
}
PAGES = {"who": WHO, "kind": KIND, "bridge": BRIDGE, "story": STORY, "result": RESULT}
CREDIT = {"credit_as": "named", "credit": "Town School", "licence": "on", "agreed": "on"}


class Teller:
    """A stranger who tells a practice."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.link = ""

    def get(self, address: str, status: int = 200) -> Any:
        response = self.client.get(address)
        assert response.status_code == status, response.status_code
        assert not response.cookies
        return response

    def post(self, address: str, data: dict[str, Any] | None = None, status: int = 302) -> Any:
        response = self.client.post(address, data or {}, **SAME_ORIGIN)
        assert response.status_code == status, (response.status_code, response.content.decode()[:3000])
        assert not response.cookies
        return response

    def text(self, address: str) -> str:
        return self.get(address).content.decode()

    def start(self) -> str:
        first = self.post("/en/practice/").url
        self.link = first.removesuffix("who/")
        return self.link

    def save(self, page: str, data: dict[str, Any], status: int = 302, seen: int | None = None) -> Any:
        """Save a page as a browser does that has just loaded it."""
        version = practice_of(self.link).versions.get(page, 0) if seen is None else seen
        return self.post(f"{self.link}{page}/", {"version": version, **data}, status)

    def tell(self, **changes: dict[str, Any]) -> str:
        """Fill in every page."""
        self.start()
        for page, data in PAGES.items():
            self.save(page, data | changes.get(page, {}))
        return self.link

    def send(self, credit: dict[str, Any] | None = None, **changes: dict[str, Any]) -> str:
        """Fill in everything and send it."""
        self.tell(**changes)
        self.send_again(credit)
        return self.link

    def send_again(self, credit: dict[str, Any] | None = None) -> None:
        assert self.save("credit", {**CREDIT, **(credit or {}), "send": "1"}).url == self.link


def practice_of(link: str) -> Practice:
    from vetatwork.manual.practice.queries import held_practice

    practice = held_practice(link.rstrip("/").rsplit("/", 1)[-1])
    assert practice is not None
    return practice
