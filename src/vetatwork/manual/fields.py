"""Database fields of the manual's pages, each with the form field an editor meets.

Pages, sources and terms are named by text keys.
"""

from typing import Any

from django.db import models
from wagtail.fields import RichTextField, StreamField

from vetatwork.content.fields import Entries
from vetatwork.manual import choices
from vetatwork.manual.blocks import TEXT_FEATURES, entries_block


def prose(label: Any, help_text: Any = "") -> RichTextField:
    """A text of paragraphs and lists. The kind says whether it is required; publishing asks."""
    return RichTextField(label, features=TEXT_FEATURES, blank=True, default="", help_text=help_text)


def line(label: Any, max_length: int, help_text: Any = "") -> "models.CharField[str, str]":
    """One line of text."""
    return models.CharField(label, max_length=max_length, blank=True, default="", help_text=help_text)


def entries(label: Any, spec: Entries, help_text: Any = "") -> StreamField:
    """A list of entries with the parts that `spec` names."""
    return StreamField(
        [("entry", entries_block(spec))], verbose_name=label, blank=True, default="", help_text=help_text, max_num=40
    )


class TermField(models.CharField):
    """One key of a closed list of `vocabulary.yaml`."""

    def __init__(self, *args: Any, vocabulary: str = "", **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        kwargs = {"max_length": 40, "blank": True, "default": "", **kwargs}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "vocabulary": self.vocabulary}

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(
            form_class=choices.TermChoice, choices_form_class=choices.TermChoice, vocabulary=self.vocabulary, **kwargs
        )


class _KeysField(models.JSONField):
    """A list of keys in the order an editor gave them."""

    choice: type[choices.KeysChoice]

    def __init__(self, *args: Any, among: str = "", **kwargs: Any) -> None:
        self.among = among
        super().__init__(*args, **{"blank": True, "default": list, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "among": self.among}

    def formfield(self, **kwargs: Any) -> Any:
        kwargs.pop("encoder", None)
        return models.Field.formfield(self, form_class=self.choice, among=self.among, **kwargs)


class TermsField(_KeysField):
    """Keys of the closed list `among` of `vocabulary.yaml`."""

    choice = choices.TermsChoice


class PagesField(_KeysField):
    """Slugs of pages of the collection `among`, or whole keys if it is empty."""

    choice = choices.PagesChoice


class SourcesField(_KeysField):
    """Keys of sources."""

    choice = choices.SourcesChoice


class LinesField(_KeysField):
    """Short texts."""

    choice = choices.LinesChoice
