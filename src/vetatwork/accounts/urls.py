"""Addresses below /accounts/."""

from django.urls import include, path, re_path

from vetatwork.accounts import views

own = [path("welcome/<str:token>/", views.welcome, name="welcome")]

urlpatterns = [
    path("", include((own, "accounts"))),
    # An address is that of the invitation and people do not sign up, so these pages of allauth stay closed.
    re_path(r"^(?:email|signup|confirm-email)/", views.closed),
    path("", include("allauth.account.urls")),
    path("mfa/", include("allauth.mfa.urls")),
]
