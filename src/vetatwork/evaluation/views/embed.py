"""The quick check on one page, for other sites to show in a frame. Its result opens in a window of its own."""

from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_http_methods

from vetatwork.core.origin import same_origin_posts
from vetatwork.core.rate_limit import TooMany, use_allowance
from vetatwork.domain.evaluation.instrument import AnswerError, Form, Side, Size
from vetatwork.evaluation.forms import AboutForm, answers_in
from vetatwork.evaluation.instruments import Edition, current_edition
from vetatwork.evaluation.models import Draft
from vetatwork.evaluation.questions import questions_of
from vetatwork.evaluation.sentences import side_name
from vetatwork.evaluation.services import About, create_attempt
from vetatwork.evaluation.views.reader import reader_language
from vetatwork.evaluation.views.start import too_many


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@same_origin_posts
@require_http_methods(["GET", "HEAD", "POST"])
def embed(request: HttpRequest) -> HttpResponseBase:
    """All questions of the quick form for the side and size in the address."""
    used = current_edition()
    side = Side.PROVIDER if request.GET.get("side") == Side.PROVIDER else Side.EMPLOYER
    size = request.GET.get("size", "")
    size = size if size in set(Size) else ""
    response: HttpResponseBase | None = None
    if request.method == "POST" and used is not None:
        response = _taken(request, used, side, size)
    if response is None:
        response = render(request, "evaluation/embed.html", _context(used, side, size))
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def _taken(request: HttpRequest, used: Edition, side: Side, size: str) -> HttpResponseBase:
    fields = AboutForm({**request.POST.dict(), "size": size}, side=side)
    asked = [item.id for item in used.instrument.items_in(Form.QUICK)]
    given = answers_in(request.POST, asked)
    wrong: dict[str, str] = {}
    if fields.is_valid():
        try:
            use_allowance(request, "attempts")
            about = About(side=side, form=Form.QUICK, language=reader_language(), **fields.cleaned_data)
            _attempt, token = create_attempt(about=about, given=given, now=timezone.now())
            return redirect("check-result", token)
        except TooMany as limit:
            return too_many(request, limit)
        except AnswerError as error:
            wrong = {error.item: _("Choose one of the answers.")}
            given.pop(error.item, None)
    context = _context(used, side, size, given=given, wrong=wrong, fields=fields)
    return render(request, "evaluation/embed.html", context, status=422)


def _context(
    used: Edition | None,
    side: Side,
    size: str,
    *,
    given: dict[str, Any] | None = None,
    wrong: dict[str, str] | None = None,
    fields: AboutForm | None = None,
) -> dict[str, Any]:
    asker = Draft(side=side, size=size, form=Form.QUICK)
    items = used.instrument.items_in(Form.QUICK) if used else ()
    return {
        "form": fields or AboutForm(None, side=side),
        "questions": questions_of(asker, used, items, given=given or {}, language=reader_language(), wrong=wrong or {})
        if used
        else [],
        "wrong": wrong or {},
        "side": side.value,
        "side_name": side_name(side),
        "size": size,
        "home": settings.SITE_URL,
    }
