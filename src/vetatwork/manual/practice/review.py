"""Submitted practice in Wagtail's admin: the queue, one practice as it was told and as it would look, decisions."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.manual import queries as manual_queries
from vetatwork.manual.editorial.entrance import Guarded
from vetatwork.manual.models import Practice, PracticeState
from vetatwork.manual.practice import decisions
from vetatwork.manual.practice.answers import credit_of, parts_of
from vetatwork.manual.practice.cases import case_document, case_page
from vetatwork.manual.practice.forms import WordToHolder
from vetatwork.manual.practice.queries import SENT, address_of_case, case_of, sent_practices, shelves
from vetatwork.manual.practice.rules import PARENT, may_decide, may_make_case, may_review
from vetatwork.manual.practice.services import Gone

TITLE = gettext_lazy("Submitted practice")
MOST_SHOWN = 200


class ForReviewers(Guarded):
    """Lets in whoever may add cases."""

    may_enter = staticmethod(may_review)


class QueueView(ForReviewers, WagtailAdminTemplateMixin, TemplateView):  # type: ignore[misc]  # Wagtail is untyped.
    """Practices by state, those that wait longest first."""

    template_name = "manual/practice/review_queue.html"
    page_title = TITLE
    header_icon = "form"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        state = self.request.GET.get("state", PracticeState.WAITING.value)
        if state not in {each.value for each in SENT}:
            state = PracticeState.WAITING.value
        return {
            **super().get_context_data(**kwargs),
            "shelves": shelves(),
            "state": state,
            "practices": sent_practices(state)[:MOST_SHOWN],
            "languages": dict(settings.LANGUAGES),
        }

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": TITLE}]


class ReadView(ForReviewers, WagtailAdminTemplateMixin, TemplateView):  # type: ignore[misc]  # Wagtail is untyped.
    """One practice: what was told, how it would look, what can be decided."""

    template_name = "manual/practice/review_read.html"
    header_icon = "form"
    word: WordToHolder | None = None
    wrong = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.practice = _sent(kwargs["pk"])
        self.page_title = self.practice.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        practice = self.practice
        case = case_of(practice) if practice.case_key else None
        return {
            **super().get_context_data(**kwargs),
            "practice": practice,
            "language": dict(settings.LANGUAGES).get(practice.language, practice.language),
            "is_english": practice.language == SOURCE_LANGUAGE,
            "credit": credit_of(practice.answers, SOURCE_LANGUAGE),
            "parts": parts_of(practice.answers),
            "may_decide": may_decide(practice),
            "may_make_case": may_make_case(practice),
            "mail_works": bool(settings.MAIL_CONFIGURED),
            "case_edit_url": reverse("wagtailadmin_pages:edit", args=[case.pk]) if case else "",
            "case_url": address_of_case(practice, SOURCE_LANGUAGE),
            "word": self.word,
            "wrong": self.wrong,
        }

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        queue = {"url": reverse("practice_review:queue"), "label": TITLE}
        return [*self.breadcrumbs_items, queue, {"url": "", "label": self.practice.title}]


class AsCaseView(ForReviewers, View):
    """How it would look as a case. Shown in a frame of the page before; nothing is stored."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        practice = _sent(pk)
        parent: Any = manual_queries.page_with_key(PARENT, SOURCE_LANGUAGE)
        with translation.override(SOURCE_LANGUAGE):
            page = case_page(case_document(practice.answers, "as-it-would-look"))
            page.depth = parent.depth + 1
            last = parent.get_last_child()
            page.path = last._inc_path() if last else page._get_path(parent.path, page.depth, 1)
            page.set_url_path(parent)
            response: HttpResponse = page.serve_preview(request, "").render()
        return response


class DecideView(ReadView):
    """A question, a no, or a case. A word that cannot be sent is shown again at its field."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: str, decision: str) -> HttpResponseBase:
        try:
            return self._make_case() if decision == "make-case" else self._write(decision)
        except Gone:
            messages.error(request, _("Its state has changed meanwhile. Look at it again."))
            return redirect("practice_review:read", self.practice.pk)

    @property
    def actor(self) -> str:
        """How the audit trail names the editor."""
        return f"user:{self.request.user.pk}"

    def _make_case(self) -> HttpResponseBase:
        now = timezone.now()
        year = timezone.localdate(self.practice.sent_at).year if self.practice.sent_at else now.year
        page = decisions.make_case(practice=self.practice, actor=self.actor, year=year, user=self.request.user)
        messages.success(self.request, _("The case is made, unpublished. Finish it here, then publish it."))
        return redirect("wagtailadmin_pages:edit", page.pk)

    def _write(self, decision: str) -> HttpResponseBase:
        word = WordToHolder(self.request.POST)
        if not word.is_valid():
            self.word, self.wrong = word, decision
            return self.render_to_response(self.get_context_data(), status=422)
        text = word.cleaned_data["text"]
        act: Any = {"practice": self.practice, "actor": self.actor, "now": timezone.now()}
        if decision == "ask":
            decisions.ask_holder(question=text, **act)
            messages.success(self.request, _("It is sent back with your question."))
        else:
            decisions.decline_practice(reason=text, **act)
            messages.success(self.request, _("It is not taken. Its holder can read why."))
        return redirect("practice_review:queue")


def _sent(pk: int | str) -> Practice:
    """A practice that was sent. What is still being written is nobody else's."""
    practice = Practice.objects.filter(pk=int(pk), state__in=SENT).first() if int(pk) < 2**63 else None
    if practice is None:
        raise Http404
    return practice
