"""Addresses of readers' pages, below the code of a language. Wagtail knows them by the name `wagtail_serve`."""

from django.urls import include, path, re_path

from vetatwork.manual import found_views, search_views, views
from vetatwork.manual.downloads import views as downloads
from vetatwork.manual.employer_return import views as employer_return
from vetatwork.manual.feedback import views as feedback
from vetatwork.manual.finder import views as finder

urlpatterns = [
    path("search/", search_views.search, name="search"),
    path("start/finder/", finder.finder, name="finder"),
    path("benefits/employers/return/", employer_return.calculator, name="employer-return"),
    path("benefits/employers/return.pdf", employer_return.paper, name="employer-return-pdf"),
    path("feedback/", feedback.tap, name="feedback"),
    re_path(r"^feedback/(?P<token>[A-Za-z0-9_-]{16,128})/$", feedback.text, name="feedback-text"),
    path("practice/", include("vetatwork.manual.practice.urls")),
    re_path(r"^templates/(?P<slug>[\w\-]+)\.(?P<ending>docx|xlsx|pdf)$", downloads.file, name="template-file"),
    re_path(r"^((?:[\w\-]+/)*)index\.md$", found_views.as_markdown, name="markdown"),
    re_path(r"^((?:[\w\-]+/)*)$", views.serve, name="wagtail_serve"),
    re_path(r"^((?:[\w\-]+/)*[\w\-]+)$", views.without_slash),
]
