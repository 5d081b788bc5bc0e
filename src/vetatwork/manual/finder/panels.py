"""The offer of the route finder on other pages: it asks its first question there."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from vetatwork.domain.finder import WHO
from vetatwork.manual.finder.files import guidebook
from vetatwork.manual.finder.views import START, STUCK, address
from vetatwork.manual.models import BasePage

NOTHING = SafeString("")


def offer(page: BasePage, language: str) -> SafeString:
    """The first question on the home page and where one starts."""
    book = guidebook()
    if book is None or (page.kind.name == "section" and page.key != START):
        return NOTHING
    question = next(each for each in book.rules.questions if each.name == WHO)
    doors = [
        {"label": book.answer(WHO, answer, language), "url": address({WHO: answer})} for answer in question.answers
    ]
    context = {
        "doors": doors,
        "stuck_url": address(STUCK),
        "question": book.words(WHO, "label", language),
    }
    return render_to_string("manual/parts/finder_offer.html", context)
