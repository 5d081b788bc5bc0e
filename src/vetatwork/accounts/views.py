"""Becoming an editor. Everything else about signing in is allauth's."""

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from vetatwork.accounts import queries
from vetatwork.accounts.forms import WelcomeForm
from vetatwork.accounts.services import InvitationGoneError, accept_invitation

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """The form of an invitation; sending it makes the person an editor and signs them in. Looking changes nothing."""
    invitation = queries.open_invitation(token, timezone.now())
    if invitation is None:
        return _gone(request)
    form = WelcomeForm(request.POST or None, email=invitation.email)
    if request.method == "POST" and form.is_valid():
        try:
            user = accept_invitation(token=token, now=timezone.now(), **form.cleaned_data)
        except InvitationGoneError:
            return _gone(request)
        login(request, user, backend=BACKEND)
        return redirect("wagtailadmin_home")
    return render(request, "accounts/welcome.html", {"form": form, "email": invitation.email})


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/gone.html", status=410)


def closed(request: HttpRequest) -> HttpResponse:
    """A page of allauth that this site does not offer."""
    raise Http404
