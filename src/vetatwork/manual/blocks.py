"""Entries in the browser's editor: one block for each entry of a list, with the parts its kind names."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from vetatwork.content.fields import SLUG, Choice, Choices, Entries, Field, Lines, PageRef, Pages
from vetatwork.manual import choices

TEXT_FEATURES = ["bold", "italic", "ul", "ol", "link"]

LABELS = {
    "title": _("Title"),
    "text": _("Text"),
    "who": _("Who can do it"),
    "methods": _("Methods that help"),
    "page": _("Page"),
    "figure": _("Figure"),
    "figure_note": _("What the figure says"),
    "chart": _("Chart: what it shows, where and when"),
    "unit": _("Unit of the chart"),
    "source": _("Source of the chart: the key of one that the text cites"),
    "values": _("Values of the chart: Label | 12.5 | note"),
    "label": _("What is asked for"),
    "form": _("Form"),
    "columns": _("Columns of the table"),
    "rows": _("How many empty rows or lines"),
    "totals": _("A row of sums"),
}


class _KeysAreTexts:
    """A stored key is a text already: reading a page need not look it up among the choices, which costs a query."""

    def normalize_choice(self, value: Any) -> Any:
        """The stored key as it is."""
        return value


class TermsBlock(_KeysAreTexts, blocks.MultipleChoiceBlock):
    """Terms of a closed list of `vocabulary.yaml`."""

    def __init__(self, vocabulary: str = "", **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(choices=lambda: choices.term_choices(vocabulary), **kwargs)

    def deconstruct(self) -> Any:
        return "vetatwork.manual.blocks.TermsBlock", (), {"vocabulary": self.vocabulary}


class TermBlock(_KeysAreTexts, blocks.ChoiceBlock):
    """One term of a closed list of `vocabulary.yaml`."""

    def __init__(self, vocabulary: str = "", **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        super().__init__(choices=lambda: choices.term_choices(vocabulary), **kwargs)

    def deconstruct(self) -> Any:
        return "vetatwork.manual.blocks.TermBlock", (), {"vocabulary": self.vocabulary}


class PageBlock(_KeysAreTexts, blocks.ChoiceBlock):
    """A page of a collection, by its slug; by its whole key if the collection is empty."""

    def __init__(self, collection: str = "", **kwargs: Any) -> None:
        self.collection = collection
        super().__init__(choices=lambda: choices.page_choices(collection), **kwargs)

    def deconstruct(self) -> Any:
        return "vetatwork.manual.blocks.PageBlock", (), {"collection": self.collection}


def entries_block(spec: Entries) -> blocks.StructBlock:
    """The block of one entry of `spec`."""
    parts: list[tuple[str, Any]] = [(part.name, _part_block(part)) for part in spec.parts]
    if spec.heading:
        may_be_empty = {} if spec.needs_text else {"required": False}
        parts.append(("text", blocks.RichTextBlock(label=LABELS["text"], features=TEXT_FEATURES, **may_be_empty)))
    short = blocks.RegexBlock(
        regex=rf"^{SLUG.pattern}$",
        label=_("Short name"),
        help_text=_("For links to this part: small letters, figures and hyphens. Keep it when you change the title."),
        error_messages={"invalid": _("Use small letters, figures and hyphens.")},
    )
    return blocks.StructBlock([*parts, ("id", short)], label=_("Entry"))


def _part_block(part: Field) -> Any:
    label = LABELS[part.name]
    if isinstance(part, Choices):
        return TermsBlock(part.vocabulary, label=label, required=part.required)
    if isinstance(part, Pages):
        return blocks.ListBlock(PageBlock(part.collection, label=_("Page")), label=label)
    if isinstance(part, PageRef):
        return PageBlock(part.collection, label=label, required=part.required)
    if isinstance(part, Choice):
        return TermBlock(part.vocabulary, label=label, required=part.required)
    if isinstance(part, Lines):
        return blocks.ListBlock(blocks.CharBlock(label=label, max_length=part.max_length), default=[], label=label)
    return blocks.CharBlock(label=label, required=part.required, max_length=part.max_length)
