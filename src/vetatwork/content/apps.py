"""The content room."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """Files of content/ and the way they take into pages and back."""

    name = "vetatwork.content"
    label = "content"
