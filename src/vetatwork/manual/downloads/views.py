"""The files of templates: empty by their address, or filled in with what a reader sends. Nothing sent is kept."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from vetatwork.core.origin import same_origin_posts
from vetatwork.manual.downloads.files import TYPES, asked_of, formats_of, template_file, template_sheet
from vetatwork.manual.downloads.form import TemplateForm
from vetatwork.manual.models import TemplatePage
from vetatwork.manual.presentation.shelf import address
from vetatwork.manual.views import published_page


@same_origin_posts
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest, slug: str, ending: str) -> HttpResponseBase:
    """The template as a file; what was filled in wrongly is said at its field on the page."""
    page = published_page(request, f"templates/{slug}/")
    if isinstance(page, HttpResponseBase):
        return page
    if not isinstance(page, TemplatePage) or ending not in formats_of(page):
        raise Http404
    if request.method != "POST":
        return _answer(page, template_file(template_sheet(page), ending), ending, inline=ending == "pdf")
    form = TemplateForm(asked_of(page), request.POST, request.FILES)
    if not form.is_valid():
        return _not_stored(_page_again(request, page, form))
    sheet = template_sheet(page, form.filled, form.cleaned_data["logo"])
    return _not_stored(_answer(page, template_file(sheet, ending), ending, inline=False))


def _page_again(request: HttpRequest, page: TemplatePage, form: TemplateForm) -> HttpResponse:
    context: dict[str, Any] = page.get_context(request)
    return render(request, page.get_template(request), {**context, "form": form, "noindex": True}, status=422)


def _answer(page: TemplatePage, content: bytes, ending: str, *, inline: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=TYPES[ending])
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{page.slug}.{ending}"'
    response["Link"] = f'<{settings.SITE_URL}{address(page.locale.language_code, page.url_path)}>; rel="canonical"'
    return response


def _not_stored(response: HttpResponse) -> HttpResponse:
    """What a reader typed stands in it: no browser and no proxy keeps it."""
    response["Cache-Control"] = "no-store"
    return response
