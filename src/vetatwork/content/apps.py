"""The content room."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """Files of content/ and the way they take into pages and back."""

    name = "vetatwork.content"
    label = "content"

    def ready(self) -> None:
        from vetatwork.content.examination import content_folder
        from vetatwork.core.doctor import register_examination

        register_examination(content_folder)
