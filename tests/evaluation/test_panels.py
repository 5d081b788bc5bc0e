"""The manual answers back."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_kit_says_what_it_raises_and_an_obstacle_what_stands_behind_it(client):
    kit = client.get("/en/methods/lets-work-together/").content.decode()
    assert "What this kit raises" in kit and "Roles and expectations of all three are agreed and written" in kit
    obstacle = client.get("/en/obstacles/time/").content.decode()
    assert "What stands behind it" in obstacle and "A named person and a deputy have hours for it" in obstacle


def test_the_check_is_offered_on_the_home_page_in_the_menu_and_to_each_side(client):
    home = client.get("/en/").content.decode()
    assert 'href="/en/check/employer/quick/"' in home and 'href="/en/check/provider/quick/"' in home
    assert 'href="/en/check/"' in client.get("/en/words/learner/").content.decode()
    employers = client.get("/en/benefits/employers/").content.decode()
    assert 'href="/en/check/employer/quick/"' in employers and 'href="/en/check/provider/quick/"' not in employers


def test_the_way_back_is_the_same_for_every_reader(client):
    page = client.get("/en/methods/job-dating/").content.decode()
    assert 'id="back-to-result" hidden' in page and "evaluation/back" in page


def test_the_site_map_names_the_check(client):
    assert "/en/check/</loc>" in client.get("/sitemap.xml").content.decode()
