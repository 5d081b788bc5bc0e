"""What readers fill in: two buttons, and a text."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vetatwork.domain.typed_text import clean_lines

LONGEST_TEXT = 2_000
"""Characters."""


class TrapForm(forms.Form):
    """Stands on the page with a field that no person sees (`parts/trap.html`). Who fills it in may be a robot."""

    @property
    def is_robot(self) -> bool:
        """Whether the field that nobody sees was filled in."""
        return bool(self.data.get("topic", "").strip())


class TapForm(TrapForm):
    """Whether a page helped."""

    page = forms.CharField(max_length=200)
    helpful = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class LinesField(forms.CharField):
    """A text of several lines. What is in it but cannot be seen is left out before anything else is judged."""

    def to_python(self, value: Any) -> str:
        """The clean text, '' if there is none."""
        return clean_lines(value) if isinstance(value, str) else ""


class TextForm(TrapForm):
    """What is missing. `may_be_empty`: there is a text already, which can be taken back."""

    text = LinesField(
        required=False,
        strip=False,
        label=gettext_lazy("What is missing, or what would make it better?"),
        help_text=gettext_lazy("Up to 2,000 characters. Please write no names and nothing personal: we cannot answer."),
        # Without `maxlength`: a browser would cut a longer text that is pasted, and say nothing.
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "dir": "auto"}),
    )

    def __init__(self, *args: Any, may_be_empty: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_be_empty = may_be_empty

    def clean_text(self) -> str:
        """The text, short enough to be read."""
        text: str = self.cleaned_data["text"]
        if len(text) > LONGEST_TEXT:
            said = _("This text has %(length)s characters. Please shorten it to 2,000 and send it again.")
            raise forms.ValidationError(said % {"length": f"{len(text):,}"})
        if not text and not self.may_be_empty:
            raise forms.ValidationError(_("Write a few words first, or go back to the page."))
        return text
