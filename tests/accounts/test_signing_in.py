"""Signing in goes through allauth; every page of it that can be reached works."""

import pytest

from vetatwork.accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"


@pytest.fixture
def editor() -> User:
    """An editor."""
    from django.contrib.auth.models import Group

    user = User.objects.create_user("ed@example.org", PASSWORD, first_name="Ed", last_name="Editor")
    user.groups.add(*Group.objects.filter(name__in=("Editors", "Moderators")))
    return user


def test_an_editor_signs_in_with_e_mail_and_password(client, editor):
    assert client.get("/admin/", follow=True).request["PATH_INFO"] == "/accounts/login/"
    answer = client.post("/accounts/login/", {"login": "ED@example.org", "password": PASSWORD})
    assert answer.status_code == 302 and answer["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_wrong_password_is_said_without_saying_who_exists(client, editor):
    texts = []
    for email in ("ed@example.org", "nobody@example.org"):
        page = client.post("/accounts/login/", {"login": email, "password": "wrong password here"})
        assert page.status_code == 200
        texts.append([str(error) for error in page.context["form"].non_field_errors()])
    assert texts[0] == texts[1] and texts[0]


def test_there_is_one_door(client):
    assert client.get("/admin/login/?next=/admin/pages/")["Location"] == "/accounts/login/?next=/admin/pages/"


@pytest.mark.parametrize("address", ["signup/", "email/", "confirm-email/", "signup/passkey/"])
def test_nobody_signs_up_by_themselves(client, address):
    assert client.get(f"/accounts/{address}").status_code == 404
    assert client.post(f"/accounts/{address}", {"email": "x@example.org", "password1": PASSWORD}).status_code == 404


def test_who_may_not_edit_is_told_so_and_not_sent_in_circles(client):
    client.force_login(User.objects.create_user("reader@example.org", PASSWORD))
    page = client.get("/admin/", follow=True)
    assert page.status_code == 200 and len(page.redirect_chain) == 1
    assert "may not do this" in page.content.decode()


@pytest.mark.parametrize(
    "address", ["login/", "password/reset/", "password/reset/done/", "inactive/", "reauthenticate/"]
)
def test_pages_for_everybody(client, address):
    assert client.get(f"/accounts/{address}").status_code in (200, 302)


@pytest.mark.parametrize("address", ["logout/", "password/change/", "mfa/", "reauthenticate/"])
def test_pages_for_who_is_signed_in(client, editor, address):
    client.force_login(editor, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(f"/accounts/{address}")
    assert page.status_code == 200
    html = page.content.decode()
    assert html.count("<h1") == 1
    assert "style=" not in html and "onclick" not in html


@pytest.mark.parametrize("address", ["mfa/totp/activate/", "mfa/webauthn/add/"])
def test_a_second_factor_can_be_set_up(client, editor, address):
    client.force_login(editor, backend="allauth.account.auth_backends.AuthenticationBackend")
    asked = client.get(f"/accounts/{address}")
    assert asked["Location"].startswith("/accounts/reauthenticate/"), "who sat down at an open screen gets no further"
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get(f"/accounts/{address}")
    assert page.status_code == 200
    assert page.content.decode().count("<h1") == 1


def test_signing_out_leads_home(client, editor):
    client.force_login(editor)
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert client.get("/admin/").status_code == 302


def test_wagtails_own_pages_about_people_work(client, editor, admin_user):
    client.force_login(admin_user)
    for address in ("users/", "users/new/", f"users/edit/{editor.pk}/", "account/", "reports/site-history/"):
        assert client.get(f"/admin/{address}").status_code == 200, address
    client.force_login(editor)
    account = client.get("/admin/account/").content.decode()
    assert "/accounts/password/change/" in account and "/accounts/mfa/" in account
    assert client.get("/admin/users/").status_code in (302, 403)
