"""Addresses of what readers take away, below the code of a language."""

from django.urls import path, re_path

from vetatwork.exports import views

urlpatterns = [
    path("take-away/", views.take_away, name="take-away"),
    path("take-away/make/", views.make, name="take-away-make"),
    re_path(r"^take-away/handout\.(?P<ending>pdf|epub)$", views.handout, name="handout"),
    re_path(r"^take-away/(?P<name>vetatwork-[a-z0-9\-]{1,80}\.(?:pdf|epub|zip))$", views.file, name="take-away-file"),
]
