"""The way in: what the check is, who answers, and the first draft."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from vetatwork.core.errors import error_page
from vetatwork.core.methods import reads_only
from vetatwork.core.origin import same_origin_posts
from vetatwork.core.rate_limit import TooMany, use_allowance
from vetatwork.domain.evaluation.instrument import Form, Side, Size
from vetatwork.evaluation.forms import AboutForm
from vetatwork.evaluation.instruments import current_edition
from vetatwork.evaluation.paging import length_of
from vetatwork.evaluation.sentences import side_name
from vetatwork.evaluation.services import About, begin_draft
from vetatwork.evaluation.views.reader import reader_language


@reads_only
def start(request: HttpRequest) -> HttpResponseBase:
    """What the check is, and its two doors, each with a short and a long way."""
    used = current_edition()
    doors = [
        {
            "side": side.value,
            "name": side_name(side),
            "forms": [
                {
                    "form": form.value,
                    "url": reverse("check-about", args=[side.value, form.value]),
                    **_length(side, form),
                }
                for form in Form
            ],
        }
        for side in (Side.EMPLOYER, Side.PROVIDER)
    ]
    context = {
        "doors": doors if used else [],
        "here": f"{settings.SITE_URL}{request.path}",
        "embed_url": reverse("check-embed"),
        "minutes": _length(Side.EMPLOYER, Form.QUICK, Size.MICRO).get("minutes"),
    }
    return render(request, "evaluation/start.html", context)


def _length(side: Side, form: Form, size: str = "") -> dict[str, int]:
    used = current_edition()
    if used is None:
        return {}
    return length_of(used, side, form, size=size, language=reader_language())


@same_origin_posts
@require_http_methods(["GET", "HEAD", "POST"])
def about(request: HttpRequest, side: str, form: str) -> HttpResponseBase:
    """A few words about who answers; then a draft begins."""
    if current_edition() is None:
        return redirect("check")
    fields = AboutForm(request.POST if request.method == "POST" else None, side=side)
    if request.method == "POST" and fields.is_valid():
        try:
            use_allowance(request, "attempts")
        except TooMany as limit:
            return too_many(request, limit)
        token = begin_draft(about=_about(fields.cleaned_data, side, form), now=timezone.now())
        return redirect("check-questions", token, 1)
    other = Form.FULL if form == Form.QUICK else Form.QUICK
    context = {
        "form": fields,
        "side": side,
        "side_name": side_name(side),
        "length": _length(Side(side), Form(form)),
        "is_quick": form == Form.QUICK,
        "other_url": reverse("check-about", args=[side, other.value]),
        "other_length": _length(Side(side), other),
    }
    return render(request, "evaluation/about.html", context, status=422 if fields.errors else 200)


def _about(given: dict[str, Any], side: str, form: str) -> About:
    language = reader_language()
    return About(side=side, form=form, language=language, **given)


def too_many(request: HttpRequest, limit: TooMany) -> HttpResponseBase:
    """The page that says when to try again."""
    response = error_page(request, 429)
    response["Retry-After"] = str(limit.seconds)
    return response
