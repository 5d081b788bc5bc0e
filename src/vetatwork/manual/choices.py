"""What an editor chooses from: terms, pages and sources, as form fields whose lists are read when the form is made."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from vetatwork.manual import queries

Choices = list[tuple[str, str]]
SPARE = 3
"""Empty boxes behind the chosen ones; more appear after saving."""


def term_choices(vocabulary: str) -> Choices:
    """The entries of a closed list."""
    language = get_language() or "en"
    return [(term.key, term.label(language)) for term in queries.vocabulary()[vocabulary].values()]


def page_choices(collection: str) -> Choices:
    """Pages of a collection by title, planned ones too; whole keys if `collection` is empty."""
    start = f"{collection}/" if collection else ""
    titled = [(key.removeprefix(start), title) for key, title in queries.titles_by_key() if key.startswith(start)]
    planned = [(key.removeprefix(start), _("%(page)s (not written yet)") % {"page": key.removeprefix(start)})
               for key in sorted(queries.planned()) if key.startswith(start)]  # fmt: skip
    return sorted(titled, key=lambda choice: choice[1].casefold()) + planned


class TermChoice(forms.TypedChoiceField):
    """One term of a closed list."""

    def __init__(self, *, vocabulary: str, max_length: int | None = None, **kwargs: Any) -> None:
        kwargs.pop("empty_value", None)
        super().__init__(choices=lambda: [("", "–"), *term_choices(vocabulary)], empty_value="", **kwargs)


class KeysChoice(forms.Field):
    """A list of keys; what stands in the page but not in the list of choices is kept, and judged with the page."""

    widget: type[forms.Widget] = forms.Textarea
    choices_for: Any = None

    def __init__(self, *, among: str = "", **kwargs: Any) -> None:
        kwargs.pop("widget", None)
        super().__init__(widget=self.make_widget(among), **kwargs)

    def make_widget(self, among: str) -> forms.Widget:
        """The widget for a list of keys."""
        return OrderedSelects(lambda: type(self).choices_for(among))

    def clean(self, value: Any) -> list[str]:
        keys = list(dict.fromkeys(str(key) for key in value or () if key))
        super().validate(keys)
        return keys

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or ()) != [key for key in data or () if key]


class PagesChoice(KeysChoice):
    """Pages, in the order a reader should see them."""

    choices_for = staticmethod(page_choices)


class SourcesChoice(KeysChoice):
    """Sources, in any order."""

    choices_for = staticmethod(lambda among: queries.source_choices())


class TermsChoice(KeysChoice):
    """Terms of a closed list: boxes to tick. The order the page had is kept, new ones come last."""

    def make_widget(self, among: str) -> forms.Widget:
        # Django takes a function too; its type stubs do not know.
        return OrderedCheckboxes(choices=lambda: term_choices(among))  # type: ignore[arg-type]


class LinesChoice(KeysChoice):
    """Short texts, one a line."""

    def make_widget(self, among: str) -> forms.Widget:
        return LinesArea(attrs={"rows": 3})


class LinesArea(forms.Textarea):
    """A text area with one item a line."""

    def format_value(self, value: Any) -> str:
        return value if isinstance(value, str) else "\n".join(value or ())

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [" ".join(line.split()) for line in str(data.get(name) or "").splitlines() if line.strip()]


class OrderedCheckboxes(forms.CheckboxSelectMultiple):
    """Check boxes that show the ticked ones first, in their order, so that saving keeps it."""

    def optgroups(self, name: str, value: list[Any], attrs: Any = None) -> Any:
        rank = {key: position for position, key in enumerate(value)}
        self.choices = sorted(self.choices, key=lambda choice: rank.get(str(choice[0]), len(rank)))
        return super().optgroups(name, value, attrs)


class OrderedSelects(forms.Widget):
    """One select box for each chosen key and some spare ones; their order is the list's. Works without scripts."""

    template_name = "manual/editor/ordered_selects.html"

    def __init__(self, choices: Any) -> None:
        super().__init__()
        self.choices = choices

    def __deepcopy__(self, memo: Any) -> "OrderedSelects":
        return type(self)(self.choices)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        chosen = [str(key) for key in value or ()]
        options: Choices = list(self.choices())
        known = {key for key, _label in options}
        options += [(key, _("%(key)s (unknown)") % {"key": key}) for key in chosen if key not in known]
        context = super().get_context(name, None, attrs)
        context["widget"].update(options=options, rows=self._rows(chosen))
        return context

    def _rows(self, chosen: list[str]) -> Iterable[dict[str, Any]]:
        return [{"number": n, "chosen": key} for n, key in enumerate([*chosen, *[""] * SPARE], start=1)]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [key for key in (data.getlist(name) if hasattr(data, "getlist") else data.get(name) or ()) if key]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def id_for_label(self, id_: str, index: Any = None) -> str:
        return f"{id_}_1" if id_ else id_
