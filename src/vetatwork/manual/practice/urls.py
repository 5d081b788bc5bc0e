"""Addresses below practice/."""

from django.urls import path, re_path

from vetatwork.manual.practice import views

_HOLDER = r"(?P<token>[A-Za-z0-9_-]{16,128})"
_PAGE = r"(?P<page>who|kind|bridge|story|result)"

urlpatterns = [
    path("", views.start, name="practice"),
    path("withdrawn/", views.withdrawn, name="practice-withdrawn"),
    re_path(rf"^draft/{_HOLDER}/$", views.draft, name="practice-draft"),
    re_path(rf"^draft/{_HOLDER}/{_PAGE}/$", views.page, name="practice-page"),
    re_path(rf"^draft/{_HOLDER}/answers/$", views.answers, name="practice-answers"),
    re_path(rf"^draft/{_HOLDER}/credit/$", views.credit, name="practice-credit"),
    re_path(rf"^draft/{_HOLDER}/withdraw/$", views.withdraw, name="practice-withdraw"),
]
