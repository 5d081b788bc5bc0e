"""Whether a page helped: one tap, then a page to say what is missing."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.core.errors import error_page
from vetatwork.core.origin import same_origin_posts
from vetatwork.core.private import private
from vetatwork.core.rate_limit import TooMany, use_allowance
from vetatwork.manual import queries
from vetatwork.manual.feedback.forms import TapForm, TextForm
from vetatwork.manual.feedback.queries import open_voice
from vetatwork.manual.feedback.services import say_whether_helpful, write_text
from vetatwork.manual.feedback.subjects import subject_of
from vetatwork.manual.models import Feedback


@private
@same_origin_posts
@require_http_methods(["GET", "HEAD", "POST"])
def tap(request: HttpRequest) -> HttpResponseBase:
    """Count a yes or a not yet about the page that the form names; then ask what is missing."""
    language = get_language() or SOURCE_LANGUAGE
    if language not in queries.homes_for(request):
        raise Http404
    if request.method != "POST":
        return redirect("wagtail_serve", "")
    form = TapForm(request.POST)
    if not form.is_valid():
        return error_page(request, 400)
    subject = subject_of(form.cleaned_data["page"], language)
    if subject is None:
        raise Http404
    try:
        use_allowance(request, "feedback")
    except TooMany as limit:
        return _wait(error_page(request, 429), limit)
    token = say_whether_helpful(
        key=subject.key,
        language=language,
        is_helpful=form.cleaned_data["helpful"] == "yes",
        is_robot=form.is_robot,
        now=timezone.now(),
    )
    return redirect("feedback-text", token)


@private
@same_origin_posts
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, token: str) -> HttpResponseBase:
    """Thanks, and a field for what is missing. It can be sent again for a day; the last text counts."""
    voice = open_voice(token, timezone.now())
    if voice is None:
        raise Http404
    if request.method != "POST":
        return _page(request, voice, TextForm(initial={"text": voice.text}))
    form = TextForm(request.POST, may_be_empty=bool(voice.text))
    if not form.is_valid():
        return _page(request, voice, form, 422)
    try:
        use_allowance(request, "feedback")
    except TooMany as limit:
        form.add_error(None, _("Much was sent from your network just now. Wait a minute and press Send again."))
        return _wait(_page(request, voice, form, 429), limit)
    write_text(voice=voice, text=form.cleaned_data["text"], is_robot=form.is_robot, now=timezone.now())
    return redirect(reverse("feedback-text", args=[token]))


def _page(request: HttpRequest, voice: Feedback, form: TextForm, status: int = 200) -> HttpResponse:
    language = get_language() or SOURCE_LANGUAGE
    context = {"form": form, "voice": voice, "subject": subject_of(voice.key, language)}
    return render(request, "manual/feedback/thanks.html", context, status=status)


def _wait(response: HttpResponse, limit: TooMany) -> HttpResponse:
    response["Retry-After"] = str(limit.seconds)
    return response
