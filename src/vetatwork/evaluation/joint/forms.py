"""What people fill in before and after two results are read together."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vetatwork.evaluation.forms import day_field, printable

MOST_STEPS = 12
EMPTY_ROWS = 3


class ConsentForm(forms.Form):
    """Yes to showing something to the other side, and to how it came to be. Own items are shown only if ticked."""

    people = forms.ChoiceField(
        label=gettext_lazy("Who answered on your side?"),
        widget=forms.RadioSelect,
        choices=(("one", gettext_lazy("One person")), ("several", gettext_lazy("Several people together"))),
        error_messages={"required": gettext_lazy("Say whether one person or several answered.")},
    )
    own = forms.MultipleChoiceField(
        label=gettext_lazy("Also show these answers about your own house"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    consent = forms.BooleanField(
        label=gettext_lazy("Yes, the other side may see this"),
        error_messages={"required": gettext_lazy("Without your yes nothing is shown to anybody.")},
    )

    def __init__(self, *args: Any, own: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["own"].choices = own
        if not own:
            del fields["own"]


class ResultForm(forms.Form):
    """The address of a result that somebody has already."""

    result = forms.CharField(
        label=gettext_lazy("The address of your result"),
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
        error_messages={"required": gettext_lazy("Copy the address of your result page here.")},
    )

    def clean_result(self) -> str:
        """The token in the address.

        Raises:
            ValidationError: if there is none.
        """
        parts = self.cleaned_data["result"].split("/check/result/")
        token = parts[-1].strip().strip("/").split("/")[0].split(".")[0]
        if len(parts) > 2 or not 16 <= len(token) <= 128 or not token.replace("-", "").replace("_", "").isalnum():
            raise forms.ValidationError(_("This is not the address of a result. It contains “/check/result/”."))
        return str(token)


class JointStepForm(forms.Form):
    """One of our next steps."""

    what = forms.CharField(label=gettext_lazy("What"), required=False, max_length=200)
    who = forms.CharField(
        label=gettext_lazy("Who"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    when = day_field(gettext_lazy("Until when"))

    def clean_what(self) -> str:
        """The words without characters that cannot be seen."""
        return printable(self.cleaned_data["what"])

    def clean_who(self) -> str:
        """The name without characters that cannot be seen."""
        return printable(self.cleaned_data["who"])

    def clean_when(self) -> str:
        """The day as `YYYY-MM-DD`, '' if none was given."""
        day = self.cleaned_data["when"]
        return day.isoformat() if day else ""

    def clean(self) -> dict[str, Any]:
        """A name or a day without words is a slip."""
        given = super().clean() or {}
        if (given.get("who") or given.get("when")) and not given.get("what") and "what" not in self.errors:
            self.add_error("what", _("Say what is to be done, or empty the line."))
        return given


JointSteps = forms.formset_factory(JointStepForm, extra=EMPTY_ROWS, max_num=MOST_STEPS, absolute_max=MOST_STEPS + 8)
