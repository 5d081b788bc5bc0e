"""Addresses of readers' pages, below the code of a language. Wagtail knows them by the name `wagtail_serve`."""

from django.urls import re_path

from vetatwork.manual import views

urlpatterns = [
    re_path(r"^((?:[\w\-]+/)*)$", views.serve, name="wagtail_serve"),
    re_path(r"^((?:[\w\-]+/)*[\w\-]+)$", views.without_slash),
]
