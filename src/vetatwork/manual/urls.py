"""Addresses of readers' pages, below the code of a language. Wagtail knows them by the name `wagtail_serve`."""

from django.urls import path, re_path

from vetatwork.manual import found_views, search_views, views

urlpatterns = [
    path("search/", search_views.search, name="search"),
    re_path(r"^((?:[\w\-]+/)*)index\.md$", found_views.as_markdown, name="markdown"),
    re_path(r"^((?:[\w\-]+/)*)$", views.serve, name="wagtail_serve"),
    re_path(r"^((?:[\w\-]+/)*[\w\-]+)$", views.without_slash),
]
