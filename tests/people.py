"""People in tests: those who may edit, by the test client and in a real browser."""

import re

from django.contrib.auth.models import Group
from django.test import Client
from playwright.sync_api import Page

from tests.site_process import Site
from vetatwork.accounts.models import User

PASSWORD = "correct horse battery staple"
EDITORS = ("Editors", "Moderators")
"""The groups of somebody who came by an invitation."""


def sign_in(client: Client, *groups: str) -> User:
    """A new user in these groups, signed in."""
    user = User.objects.create_user("ed@example.org", PASSWORD, first_name="Ed", last_name="E")
    user.groups.add(*Group.objects.filter(name__in=groups))
    client.force_login(user)
    return user


def become_editor(page: Page, site: Site) -> None:
    """Take an invitation of the site in a browser; ends in the admin."""
    printed = site.command("editor", "add", "editor@example.org")
    link = re.search(r"http://\S+/accounts/welcome/\S+", printed)
    assert link, printed
    page.goto(link[0])
    page.get_by_label("First name").fill("Ed")
    page.get_by_label("Last name").fill("Editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Become an editor").click()
    page.wait_for_url("**/admin/**")
