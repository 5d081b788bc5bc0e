"""The page from which readers take things away, and the files themselves."""

import logging
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.core.methods import reads_only
from vetatwork.core.origin import same_origin_posts
from vetatwork.core.rate_limit import TooMany, use_allowance
from vetatwork.core.stamp import current_stamp
from vetatwork.exports import products
from vetatwork.exports.book import BookError
from vetatwork.exports.builds import handouts
from vetatwork.exports.builds.folder import finished
from vetatwork.exports.builds.job import begin_building
from vetatwork.exports.builds.services import ask_for
from vetatwork.exports.forms import Choice, read_choice
from vetatwork.exports.models import Build
from vetatwork.exports.serving import Served, file_answer
from vetatwork.exports.shown import shown_products
from vetatwork.manual import queries

log = logging.getLogger(__name__)
MOST_VALUES = 1_000
"""Pages that are read from an address or a form."""

NOT_AS_IT_IS = 422


def _language(request: HttpRequest) -> str:
    language = get_language() or SOURCE_LANGUAGE
    if language not in queries.homes_for(request):
        raise Http404
    return language


# --- The page ---------------------------------------------------------------------------------------------------------


@same_origin_posts
@require_http_methods(["GET", "HEAD", "POST"])
def take_away(request: HttpRequest) -> HttpResponseBase:
    """What there is to take; and "My handout", whose pages stand in the address.

    The form is posted because a long choice is too long for an address; what it leads to is an address again.
    """
    language = _language(request)
    if request.method != "POST":
        choice = read_choice(language, request.GET.getlist("page")[:MOST_VALUES])
        asked = bool(choice.keys or choice.unknown)
        return _page(request, choice, problem=choice.problem() if asked else "")
    choice = read_choice(language, request.POST.getlist("page")[:MOST_VALUES])
    if problem := choice.problem():
        return _page(request, choice, problem=problem, status=NOT_AS_IT_IS)
    ending = request.POST.get("as", "")
    if ending in ("pdf", "epub"):
        return redirect(_address(choice.keys, ending))
    return redirect(f"{_address(choice.keys)}#handout")


def _address(keys: tuple[str, ...], ending: str = "") -> str:
    """The address that holds these pages: of the page, or of the handout as a file."""
    path = reverse("handout", args=[ending]) if ending else reverse("take-away")
    return path + ("?" + "&".join(f"page={quote(key)}" for key in keys) if keys else "")


def _page(request: HttpRequest, choice: Choice, *, problem: str = "", status: int = 200) -> HttpResponseBase:
    language = _language(request)
    context: dict[str, Any] = {
        "home_url": f"/{language}/",
        "here": f"{settings.SITE_URL}{reverse('take-away')}",
        "alternates": [
            {"code": code, "url": f"{settings.SITE_URL}/{code}/take-away/"} for code in queries.homes_for(request)
        ],
        "noindex": bool(request.GET) or status != 200,
        **shown_products(language),
        "choice": choice,
        "chosen": [
            {"page": page, "url": f"{_address(tuple(key for key in choice.keys if key != page.key))}#handout"}
            for page in choice.pages
        ],
        "problem": problem,
        "share_url": _address(choice.keys) if choice.keys and not problem else "",
    }
    response = render(request, "exports/take_away.html", context, status=status)
    response["Cache-Control"] = "no-cache"
    return response


@same_origin_posts
@require_POST
def make(request: HttpRequest) -> HttpResponseBase:
    """Let a file be made now, ahead of what is merely out of date; then back to the page, which says how far it is."""
    _language(request)
    name = request.POST.get("name", "")
    product = next((each for each in products.products() if each.file == name), None)
    if product is None:
        raise Http404
    try:
        use_allowance(request, "builds")
    except TooMany as limit:
        return _too_many(request, Choice(), limit)
    ask_for(product=product, stamp=current_stamp(), now=timezone.now())
    begin_building()
    return redirect(f"{reverse('take-away')}#{product.name}")


def _too_many(request: HttpRequest, choice: Choice, limit: TooMany) -> HttpResponseBase:
    text = _("Many files were asked for from your network just now. Wait a minute and try again.")
    response = _page(request, choice or read_choice(_language(request), ()), problem=text, status=429)
    response["Retry-After"] = str(limit.seconds)
    return response


# --- Files ------------------------------------------------------------------------------------------------------------


@reads_only
def file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A file that was made. One that is offered but not made yet leads to the page, which says so."""
    build = Build.objects.filter(name=name).first()
    path = finished(name)
    if build is not None and build.size and path.is_file():
        stat = path.stat()
        served = Served(name, f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"', path, stat.st_mtime)
        return file_answer(request, served)
    offered = {product.file: product.name for product in products.products()}
    if name not in offered:
        raise Http404
    return redirect(f"{reverse('take-away')}#{offered[name]}")


@reads_only
def handout(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The pages in the address as one file; what makes no handout is said at the form, with the pages ticked."""
    language = _language(request)
    choice = read_choice(language, request.GET.getlist("page")[:MOST_VALUES])
    if problem := choice.problem():
        return _page(request, choice, problem=problem, status=NOT_AS_IT_IS)
    name = handouts.handout_name(language, choice.keys, ending)
    title = choice.keys[0].rsplit("/", 1)[-1] if len(choice.keys) == 1 else "handout"
    kept = handouts.kept_handout(name)
    if kept is not None:
        return file_answer(request, Served(f"vetatwork-{title}.{ending}", f'"{name}"', kept))
    try:
        use_allowance(request, "handouts")
    except TooMany as limit:
        return _too_many(request, choice, limit)
    try:
        content = handouts.make_handout(language, choice.keys, ending)
    except BookError as error:
        return _page(request, choice, problem=str(error), status=NOT_AS_IT_IS)
    except Exception:
        # Whatever a page holds that the engine cannot print: the reader is told, the log says what it was.
        log.exception("The handout of %s could not be made as %s.", ", ".join(choice.keys), ending)
        return _page(request, choice, problem=_cannot(ending), status=NOT_AS_IT_IS)
    handouts.keep_handout(name, content)
    return file_answer(request, Served(f"vetatwork-{title}.{ending}", f'"{name}"', content))


def _cannot(ending: str) -> str:
    other = "PDF" if ending == "epub" else "EPUB"
    text = _("We could not make this file. The fault is ours and is noted. Take fewer pages, or try %(other)s.")
    return text % {"other": other}
