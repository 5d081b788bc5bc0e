"""The ui room."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates, static files and template tags."""

    name = "vetatwork.ui"
    label = "ui"
