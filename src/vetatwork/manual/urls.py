"""Addresses of readers' pages, below the code of a language. The name `wagtail_serve` is the one Wagtail builds addresses with."""

from django.urls import re_path

from vetatwork.manual import views

urlpatterns = [
    re_path(r"^((?:[\w\-]+/)*)$", views.serve, name="wagtail_serve"),
    re_path(r"^((?:[\w\-]+/)*[\w\-]+)$", views.without_slash),
]
