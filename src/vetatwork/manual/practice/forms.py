"""The pages of the guided form, in the pattern of a case, and what editors write back."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from vetatwork.content.fields import is_empty
from vetatwork.domain.typed_text import links_in
from vetatwork.manual import queries
from vetatwork.manual.practice.fields import LONGEST_TEXT, TypedField, line, one, several, story

MOST_LINKS = 3
"""Addresses of other sites in a whole practice."""

OTHER_COUNTRY = "other"
CREDIT_NAMED, CREDIT_ANONYMOUS = "named", "anonymous"


class PracticePage(forms.Form):
    """A page of the form. A draft may be incomplete: only what is written is judged; what is missing waits for sending.

    `links_elsewhere` is how many addresses of other sites the other pages of the practice name.
    """

    use_required_attribute = False
    heading: Any = ""
    lead: Any = ""
    lists: Mapping[str, str] = {}
    """Field → the closed list of the vocabulary that it chooses from."""

    def __init__(self, *args: Any, links_elsewhere: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.links_elsewhere = links_elsewhere
        vocabulary, language = queries.vocabulary(), get_language() or "en"
        for name, terms in self.lists.items():
            chosen: Any = self.fields[name]
            chosen.choices = [(key, term.label(language)) for key, term in vocabulary[terms].items()]
        for name, field in self.fields.items():
            if isinstance(field, TypedField):
                field.help_text = field.help_with_length(str(self.initial.get(name) or ""))

    def full_clean(self) -> None:
        """Judge what is written."""
        needed = [field for field in self.fields.values() if field.required]
        for field in needed:
            field.required = False
        super().full_clean()
        for field in needed:
            field.required = True

    def clean(self) -> dict[str, Any]:
        """Refuse a link farm, at the field with which it becomes one."""
        cleaned = super().clean() or {}
        links = self.links_elsewhere
        for name, field in self.fields.items():
            here = links_in(cleaned.get(name) or "") if isinstance(field, TypedField) else 0
            links += here
            if here and links > MOST_LINKS:
                said = _(
                    "Please name at most three addresses of other sites in the whole practice. With this, it is %s."
                )
                self.add_error(name, said % links)
                break
        return cleaned

    def given(self) -> dict[str, Any]:
        """What was filled in, by name; what was left empty is not there."""
        return {name: value for name, value in self.cleaned_data.items() if not is_empty(value) and value is not False}

    def shortages(self) -> dict[str, str]:
        """For each field that keeps the practice from being sent: why. It judges what is stored, not what is typed."""
        found: dict[str, str] = {}
        for name, field in self.fields.items():
            value = self.initial.get(name)
            if isinstance(field, TypedField):
                found[name] = field.shortage(str(value or ""))
            elif field.required and is_empty(value):
                found[name] = _("Please choose.")
        return {name: said for name, said in found.items() if said}


class WhoPage(PracticePage):
    """Who did it, and where."""

    heading = gettext_lazy("Who did it, and where?")
    title = line(
        gettext_lazy("A name for your practice"),
        70,
        gettext_lazy("What would make a colleague curious? For example: “Apprentices cook for the school on Fridays”."),
    )
    organisations = line(
        gettext_lazy("Who worked together?"),
        300,
        gettext_lazy(
            "Schools, firms and others, not persons. You can describe them instead of naming them: “a school of 400 "
            "learners and a bakery with six people”."
        ),
    )
    country = one(gettext_lazy("Country"))
    country_2 = one(gettext_lazy("Second country, if there was one"), needed=False)
    years = line(gettext_lazy("When was it?"), 60, gettext_lazy("For example: “since 2023”."), needed=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        countries = [(key, term.label(language)) for key, term in queries.vocabulary()["countries"].items()]
        countries = [*sorted(countries, key=lambda pair: pair[1]), (OTHER_COUNTRY, _("Another country"))]
        for name in ("country", "country_2"):
            chosen: Any = self.fields[name]
            chosen.choices = [("", _("Choose a country") if name == "country" else _("None")), *countries]


class KindPage(PracticePage):
    """What kind of practice it is."""

    heading = gettext_lazy("What kind of practice is it?")
    lists = {"sectors": "sectors", "forms": "forms", "sizes": "sizes"}
    forms = several(gettext_lazy("What did you do together?"), gettext_lazy("Tick everything that fits."))
    sectors = several(gettext_lazy("In which field of work?"))
    sizes = several(gettext_lazy("How big are the employers?"), needed=False)


class BridgePage(PracticePage):
    """How far the two sides had come."""

    heading = gettext_lazy("How close do you work?")
    lead = gettext_lazy("If you are not sure, leave it open. Our editors choose then.")
    lists = {"areas": "areas"}
    step = one(gettext_lazy("Which sentence is true for the two of you?"), needed=False, radio=True)
    areas = several(gettext_lazy("What is it about most?"), needed=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        steps = queries.vocabulary()["steps"].values()
        chosen: Any = self.fields["step"]
        chosen.choices = [
            *((term.key, f"{term.key}. {term.label(language)}: {term.text(language)}") for term in steps),
            ("", _("I am not sure")),
        ]


class StoryPage(PracticePage):
    """What was done."""

    heading = gettext_lazy("What did you do?")
    lead = gettext_lazy("Plain words are best. Write one thing on each line, as you would tell a colleague.")
    situation = story(
        gettext_lazy("How was it before?"),
        gettext_lazy(
            "What did not work, or what did you want? For example: “Every May we phoned forty firms for places.”"
        ),
    )
    what_they_did_provider = story(
        gettext_lazy("What did the VET provider do?"),
        gettext_lazy("For example: “Two teachers visited each firm in March and brought the list of tasks.”"),
    )
    what_they_did_employer = story(
        gettext_lazy("What did the employer do?"),
        gettext_lazy("For example: “One mentor had two hours a week for the learner, written into the shift plan.”"),
    )
    what_they_did_learner = story(
        gettext_lazy("What did the learners do?"),
        gettext_lazy("For example: “They chose three tasks and showed them at the end.” No names of learners, please."),
    )


class ResultPage(PracticePage):
    """What it took and what came of it."""

    heading = gettext_lazy("What came of it?")
    lead = gettext_lazy("What failed helps others as much as what worked.")
    what_it_took = story(
        gettext_lazy("What did it take?"),
        gettext_lazy("Hours, people, money, rooms. “We did not count it” is an answer too."),
        rows=4,
    )
    what_came_of_it = story(
        gettext_lazy("What came of it, and how do you know?"),
        gettext_lazy("For example: “Seven of nine stayed after the trial. We asked them in June.”"),
    )
    copy_tomorrow = story(
        gettext_lazy("What can others copy tomorrow?"),
        gettext_lazy("One tip on each line. For example: “Ask the firm which weeks it can spare somebody.”"),
    )
    link = line(
        gettext_lazy("A page about it on the web, if there is one"),
        500,
        gettext_lazy("Its whole address, beginning with https://. It becomes the source of the case."),
        needed=False,
    )

    def clean_link(self) -> str:
        """A web address.

        Raises:
            ValidationError: if it is none.
        """
        link: str = self.cleaned_data["link"]
        if link:
            forms.URLField(assume_scheme="https").clean(link)
            if not link.startswith(("https://", "http://")):
                raise forms.ValidationError(_("A web address begins with https://."))
        return link


class CreditPage(PracticePage):
    """Credit, licence, consent, and an address for a question. The ticks are asked for each time it is sent."""

    heading = gettext_lazy("Your name on it, and your consent")
    credit_as = one(gettext_lazy("How shall we name you?"), radio=True)
    credit = line(
        gettext_lazy("Name of the organisation, or your own"),
        120,
        gettext_lazy("Only if you want to be named. It stands on the page: “Told by …, CC BY 4.0”."),
        needed=False,
    )
    licence = forms.BooleanField(
        label=gettext_lazy(
            "I wrote this or may give it away, and I give it under CC BY 4.0: anyone may use, change and pass it on if "
            "they name the source."
        )
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("Our partner and everybody who can be recognised in it agree that it is published.")
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        required=False,
        max_length=254,
        help_text=gettext_lazy(
            "For a question about this practice and for the news that it is published. For nothing else. We delete it "
            "90 days after the decision."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, is_sending: bool = False, anonymous: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_sending = is_sending
        chosen: Any = self.fields["credit_as"]
        chosen.choices = [
            (CREDIT_NAMED, _("With a name")),
            (CREDIT_ANONYMOUS, _("Without a name, as “%s”") % anonymous),
        ]
        if not settings.MAIL_CONFIGURED:
            del self.fields["email"]

    def clean(self) -> dict[str, Any]:
        """When it is sent, nothing may be missing."""
        cleaned = super().clean()
        if not self.is_sending:
            return cleaned
        if not cleaned.get("credit_as") and "credit_as" not in self.errors:
            self.add_error("credit_as", _("Please choose."))
        if cleaned.get("credit_as") == CREDIT_NAMED and not cleaned.get("credit") and "credit" not in self.errors:
            self.add_error("credit", _("Write the name, or choose to stay without one."))
        if not cleaned.get("licence"):
            self.add_error("licence", _("Without the licence we cannot publish it."))
        if not cleaned.get("agreed"):
            self.add_error("agreed", _("Please ask them first, then tick this."))
        if self.data.get("topic", "").strip():
            self.add_error(
                None,
                _("A field that nobody sees was filled in, as robots do. It is empty again now: please send again."),
            )
        return cleaned

    def given(self) -> dict[str, Any]:
        """What is kept of it beside the ticks and the e-mail."""
        return {name: value for name, value in super().given().items() if name in ("credit_as", "credit")}


PAGES: dict[str, type[PracticePage]] = {
    "who": WhoPage,
    "kind": KindPage,
    "bridge": BridgePage,
    "story": StoryPage,
    "result": ResultPage,
}
"""The pages in their order, by the last part of their address. Credit comes after the overview."""


class WordToHolder(forms.Form):
    """What an editor writes to the holder: a question, or why it is not taken."""

    text = TypedField(longest=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4}))
