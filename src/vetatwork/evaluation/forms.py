"""What people fill in: who they are in broad terms, answers, my plan."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from vetatwork.domain.evaluation.instrument import Experience, Side, Unscored
from vetatwork.evaluation.labels import choices, size_choices

SKIP = ("", gettext_lazy("I skip this"))


class AboutForm(forms.Form):
    """Asked before the questions. Only the first is needed; the others choose better cases and may be skipped."""

    experience = forms.ChoiceField(widget=forms.RadioSelect, choices=())
    size = forms.ChoiceField(required=False)
    sector = forms.ChoiceField(label=gettext_lazy("What is your field?"), required=False)
    country = forms.ChoiceField(label=gettext_lazy("Which country are you in?"), required=False)

    def __init__(self, *args: Any, side: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        provider = side == Side.PROVIDER
        fields: dict[str, Any] = self.fields
        fields["experience"].label = (
            _("Have you worked with employers before?") if provider else _("Have you worked with a school before?")
        )
        fields["experience"].choices = [
            (Experience.SOME.value, _("Yes, at least once")),
            (Experience.NEVER.value, _("No, this would be the first time")),
        ]
        fields["experience"].error_messages["required"] = _("Choose yes or no: the result depends on it.")
        fields["size"].label = (
            _("How many people work at your school?") if provider else _("How many people work at your firm?")
        )
        fields["size"].choices = [SKIP, *size_choices(language)]
        sectors = [pair for pair in choices("sectors", language) if pair[0] != "all"]
        fields["sector"].choices = [SKIP, *sectors, ("all", _("Several fields"))]
        fields["country"].choices = [SKIP, *sorted(choices("countries", language), key=lambda pair: pair[1])]


def answers_in(posted: Mapping[str, str], items: Iterable[str]) -> dict[str, Any]:
    """What was answered to `items`. A number becomes one; anything else stays as it was sent, to be judged."""
    found: dict[str, Any] = {}
    for item in items:
        value = posted.get(item, "")
        if value:
            found[item] = int(value) if value.isascii() and value.isdigit() and len(value) == 1 else value[:20]
    return found


def is_unscored(value: Any) -> bool:
    """Whether an answer is no statement."""
    return value in set(Unscored)


class DayField(forms.DateField):
    """A day of a plan."""

    def clean(self, value: Any) -> Any:
        """The day, None if there is none.

        Raises:
            ValidationError: for what is no day, and for a year that no plan can mean.
        """
        day = super().clean(value)
        if day is not None and not 2020 <= day.year <= 2100:
            raise forms.ValidationError(_("Choose a day between 2020 and 2100."))
        return day


def day_field(label: Any) -> DayField:
    """A field for a day, with the browser's calendar where it has one."""
    return DayField(
        required=False,
        label=label,
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date", "min": "2020-01-01", "max": "2100-12-31"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Write the day as year-month-day, such as 2027-03-15.")},
    )


class PlanForm(forms.Form):
    """One line of my plan: whether I do it, who, and until when."""

    tick = forms.BooleanField(required=False, label=gettext_lazy("This is on my plan"))
    who = forms.CharField(
        required=False,
        max_length=80,
        label=gettext_lazy("Who does it"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    when = day_field(gettext_lazy("Until when"))

    def clean_who(self) -> str:
        """The name without characters that cannot be seen."""
        return printable(self.cleaned_data["who"])

    def clean_when(self) -> str:
        """The day as `YYYY-MM-DD`, '' if none was given."""
        day = self.cleaned_data["when"]
        return day.isoformat() if day else ""


def printable(text: str) -> str:
    """`text` without control characters and other signs that are not seen; emoji and every script stay."""
    kept = (c for c in text if c == "\u200d" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    return " ".join("".join(kept).split())
