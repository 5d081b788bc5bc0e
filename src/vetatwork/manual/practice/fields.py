"""Form fields for what people tell in their own words. Each says how much it holds; none cuts what is typed."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vetatwork.domain.typed_text import clean_lines

LEAST_TEXT, LONGEST_TEXT = 20, 2_000
"""Characters of a text. Fewer may be saved, but not sent."""


class TypedField(forms.CharField):
    """What is typed, without signs that nobody sees. `longest` is in characters; HTML is plain text like any other."""

    def __init__(self, *, longest: int, least: int = 0, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)
        self.longest, self.least = longest, least

    def to_python(self, value: Any) -> str:
        """The clean text, '' if there is none."""
        return clean_lines(value) if isinstance(value, str) else ""

    def validate(self, value: Any) -> None:
        """Judge the length.

        Raises:
            ValidationError: if it is too long.
        """
        super().validate(value)
        if len(value) > self.longest:
            said = _("This has %(length)s characters. Please shorten it to %(most)s.")
            raise forms.ValidationError(said % {"length": f"{len(value):,}", "most": f"{self.longest:,}"})

    def shortage(self, value: str) -> str:
        """What keeps `value` from being sent, '' if nothing does."""
        if not value:
            return _("This is still empty.") if self.required else ""
        if len(value) < self.least:
            return _("A few more words, please: at least %(least)s characters.") % {"least": self.least}
        return ""

    def help_with_length(self, value: str) -> str:
        """The help text, and how much of the room `value` takes."""
        if not self.least:
            return str(self.help_text)
        room = _("%(least)s to %(most)s characters.") % {"least": self.least, "most": f"{self.longest:,}"}
        now = " " + _("Saved: %(length)s.") % {"length": f"{len(value):,}"} if value else ""
        return format_html("{} {}{}", self.help_text, room, now)


class LineField(TypedField):
    """One line."""

    def to_python(self, value: Any) -> str:
        """The line with single spaces."""
        return " ".join(super().to_python(value).split())


def line(label: Any, longest: int, help_text: Any = "", *, needed: bool = True) -> LineField:
    """A line of at most `longest` characters."""
    # Without `maxlength`: a browser would cut a longer text that is pasted, and say nothing.
    widget = forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"})
    return LineField(label=label, longest=longest, help_text=help_text, required=needed, widget=widget)


def story(label: Any, help_text: Any, *, rows: int = 6, needed: bool = True) -> TypedField:
    """A text of several lines."""
    widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off", "dir": "auto"})
    return TypedField(
        label=label, longest=LONGEST_TEXT, least=LEAST_TEXT, help_text=help_text, required=needed, widget=widget
    )


NOT_CHOSEN = {"required": gettext_lazy("Choose at least one."), "invalid_choice": gettext_lazy("Choose from the list.")}


def several(label: Any, help_text: Any = "", *, needed: bool = True) -> forms.MultipleChoiceField:
    """Boxes to tick. The form fills in the choices."""
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        required=needed,
        widget=forms.CheckboxSelectMultiple,
        error_messages={**NOT_CHOSEN, "invalid_list": NOT_CHOSEN["invalid_choice"]},
    )


def one(label: Any, help_text: Any = "", *, needed: bool = True, radio: bool = False) -> forms.ChoiceField:
    """One of a list: a select box, or radio buttons. The form fills in the choices."""
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        required=needed,
        widget=forms.RadioSelect if radio else forms.Select,
        error_messages=NOT_CHOSEN,
    )
