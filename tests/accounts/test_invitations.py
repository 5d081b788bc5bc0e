"""An editor is invited with a link that works once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from vetatwork.accounts.models import Invitation, User
from vetatwork.accounts.services import InvitationGoneError, accept_invitation, invite_editor
from vetatwork.core.models import AuditEntry

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"


def _invite(email: str = "ed@example.org", now=None) -> str:
    return invite_editor(email=email, actor="command:editor-add", now=now or timezone.now())[1]


def _accept(token: str, now=None) -> User:
    return accept_invitation(
        token=token, first_name="Ed", last_name="Editor", password=PASSWORD, now=now or timezone.now()
    )


def test_a_person_is_known_by_e_mail_whatever_its_capitals():
    User.objects.create_user("Ada@Example.org", PASSWORD)
    assert User.objects.get_by_natural_key("ADA@example.ORG").email == "ada@example.org"
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("ADA@example.org")
    assert not hasattr(User(), "username") or User.username is None


def test_a_link_makes_an_editor_who_may_write_and_publish():
    user = _accept(_invite())
    assert user.check_password(PASSWORD)
    assert user.has_perm("wagtailadmin.access_admin") and not user.is_superuser
    assert sorted(user.groups.values_list("name", flat=True)) == ["Editors", "Moderators"]
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"invitation.made", "editor.added"} <= actions


def test_a_link_works_once():
    token = _invite()
    _accept(token)
    with pytest.raises(InvitationGoneError):
        _accept(token)


def test_a_link_ends_after_seven_days():
    start = timezone.now()
    token = _invite(now=start)
    with pytest.raises(InvitationGoneError):
        _accept(token, now=start + timedelta(days=7))
    assert _accept(token, now=start + timedelta(days=6, hours=23)).email == "ed@example.org"


def test_a_new_link_replaces_the_old_one():
    first, second = _invite(), _invite("Ed@Example.org")
    with pytest.raises(InvitationGoneError):
        _accept(first)
    assert _accept(second)


def test_only_the_hash_of_a_token_is_kept():
    token = _invite()
    assert token not in str(Invitation.objects.values().get())
    assert token not in str(list(AuditEntry.objects.values()))


@pytest.mark.parametrize("email", ["", "nobody", "a b@example.org", "x@", "ä\x00@example.org"])
def test_what_is_no_address_is_refused_in_words(email):
    with pytest.raises(ValidationError) as refused:
        _invite(email)
    assert "not an e-mail address" in refused.value.messages[0]


def test_a_closed_account_is_not_invited():
    User.objects.create_user("ed@example.org", is_active=False)
    with pytest.raises(ValidationError):
        _invite()


def test_for_somebody_known_the_link_sets_a_new_password():
    user = User.objects.create_user("ed@example.org", "an older password", first_name="Old")
    assert _accept(_invite()).pk == user.pk
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_looking_at_the_link_changes_nothing_and_sending_the_form_signs_in(client):
    address = reverse("accounts:welcome", args=[_invite()])
    for _time in range(2):
        page = client.get(address)
        assert page.status_code == 200 and "ed@example.org" in page.content.decode()
    assert not User.objects.filter(email="ed@example.org").exists()
    data = {"first_name": "Ed", "last_name": "Editor", "password": PASSWORD}
    assert client.post(address, data)["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    assert client.get(address).status_code == 410


def test_a_weak_password_is_refused_at_its_field_and_the_name_stays(client):
    address = reverse("accounts:welcome", args=[_invite()])
    page = client.post(address, {"first_name": "Ed", "last_name": "Editor", "password": "password1234"})
    html = page.content.decode()
    assert page.status_code == 200
    assert 'id="id_password_error"' in html and 'value="Editor"' in html
    assert "password1234" not in html
    assert not User.objects.filter(email="ed@example.org").exists()


@pytest.mark.parametrize("token", ["nonsense", "a" * 3000, "ü", "%00"[1:]])
def test_a_wrong_link_says_what_to_do(client, token):
    page = client.get(f"/accounts/welcome/{token}/")
    assert page.status_code == 410
    assert "invitation has ended" in page.content.decode()
