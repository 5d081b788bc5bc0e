"""The form of the browser's editor: what would break a page is said at its field, by the rules that judge a file."""

from typing import Any

from anyascii import anyascii
from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from vetatwork.content.document import document_problems
from vetatwork.content.fields import SLUG, is_empty
from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.manual import queries
from vetatwork.manual.mapping import translation_key

FORM_NAMES = {"summary": "search_description", "translated_from": "matches_english"}
"""Where the form's name of a field is not the document's."""


class PageForm(WagtailAdminPageForm):
    """Judges the whole page when it is saved; what is only missing may wait until it is published."""

    matches_english = forms.BooleanField(
        label=_("The translation says what the English page says now"),
        help_text=_("Tick it after you compared both. When the English page changes, readers are told."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page = self.instance
        for name, field in self.fields.items():
            if name in _required_names(page):
                field.required = True
        if "search_description" in self.fields:
            self.fields["search_description"].help_text = _(
                "One or two sentences, 220 characters at most: shown in lists, in search and to search engines."
            )
        self._settle_address()
        if "matches_english" in self.fields and page.pk and _is_translation(page):
            self.initial["matches_english"] = bool(
                page.translated_from
            ) and page.translated_from == queries.english_hash(page)

    def _settle_address(self) -> None:
        """An address is chosen once: links and translations rest on it."""
        slug = self.fields.get("slug")
        if slug is None:
            return
        slug.required = False
        slug.disabled = bool(self.instance.key) or bool(self.instance.kind.address)
        slug.help_text = _(
            "Chosen once, when the page is made: small letters, figures and hyphens. "
            "Left empty, it follows from the title."
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        page = self.instance
        if page.kind.address and cleaned.get(page.kind.address) is not None:
            page.slug = cleaned["slug"] = str(cleaned[page.kind.address])
        return cleaned

    def _post_clean(self) -> None:
        """Judge the page after the form has put its values into it."""
        self._make_key()
        super()._post_clean()
        page = self.instance
        if _is_translation(page) and self.cleaned_data.get("matches_english"):
            page.translated_from = queries.english_hash(page)
        document = queries.document_of_page(page)
        for name, problem in document_problems(document, queries.scope()):
            self._add_problem(name, problem, missing=is_empty(document.values.get(name)))

    def _add_problem(self, name: str, problem: str, *, missing: bool) -> None:
        field = FORM_NAMES.get(name, name).split("/")[0]
        if missing and (self.is_deferred_validation or field in self.errors):
            return
        self.add_error(field if field in self.fields else None, problem)

    def _make_key(self) -> None:
        """A new page gets its key from the part it stands in and its address."""
        page, parent = self.instance, self.parent_page
        if page.key or parent is None:
            return
        parent = parent.specific
        page.locale, page.kit_key = parent.locale, parent.key
        collection = _collection(page, parent)
        title = str(self.cleaned_data.get("title") or "")
        name = page.slug or str(self.cleaned_data.get("slug") or "") or slugify(anyascii(title))
        slug = f"{parent.key.split('/')[-1]}-{name}" if page.kind.address else name
        if not SLUG.fullmatch(slug):
            self.add_error("slug", _("Use small letters, figures and hyphens."))
            return
        key = f"{collection}/{slug}"
        if Page.objects.filter(translation_key=translation_key(key)).exists():
            self.add_error(
                "slug" if "slug" in self.fields else None, _("There is a page “%(key)s” already.") % {"key": key}
            )
            return
        page.key, page.translation_key = key, translation_key(key)
        page.slug = name
        self.cleaned_data["slug"] = name


def _required_names(page: Any) -> set[str]:
    parts = (*page.kind.fields(), *page.kind.cells())
    return {FORM_NAMES.get(part.name, part.name) for part in parts if part.required}


def _collection(page: Any, parent: Any) -> str:
    by_parent = {parent_key: name for name, parent_key in page.kind.collections.items()}
    return str(by_parent.get(parent.key) or next(iter(page.kind.collections)))


def _is_translation(page: Any) -> bool:
    return bool(page.locale_id) and page.locale.language_code != SOURCE_LANGUAGE
