"""The quick check in a frame of another site."""

import pytest

pytestmark = pytest.mark.django_db


def test_only_this_page_may_be_framed(walker):
    embedded = walker.get("/en/check/embed/")
    assert "frame-ancestors *" in embedded["Content-Security-Policy"] and "X-Frame-Options" not in embedded
    for address in ("/en/check/", "/en/check/employer/quick/", "/en/"):
        page = walker.get(address)
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"] and page["X-Frame-Options"] == "DENY"


def test_all_twelve_questions_stand_on_one_page_and_the_result_opens_in_a_window(walker):
    page = walker.get("/en/check/embed/?side=employer&size=micro").content.decode()
    assert page.count('<fieldset class="question"') == 12 and 'target="_blank"' in page
    assert "What happens when a school calls?" in page
    response = walker.post("/en/check/embed/?side=employer&size=micro", {"experience": "some", "com-owner": "3"})
    assert "The school has my number and calling times." in walker.get(response.url).content.decode()


@pytest.mark.parametrize(
    "wrong", [{"com-owner": "3"}, {"experience": "some", "com-owner": "7"}, {"experience": "maybe"}]
)
def test_what_is_wrong_is_said_on_the_page(walker, wrong):
    page = walker.post("/en/check/embed/", wrong, status=422).content.decode()
    assert 'class="wrong"' in page


@pytest.mark.parametrize(
    "query", ["?side=nobody&size=giant", "?side=%00", "?size[]=micro", "?side=provider&side=employer"]
)
def test_odd_addresses_still_show_a_check(client, query):
    assert client.get(f"/en/check/embed/{query}").status_code in (200, 400)
