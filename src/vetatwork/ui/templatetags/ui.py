"""Tags of the site's components. Load them with `{% load ui %}`."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import gettext as _

from vetatwork.domain.bridge import STEPS, Bridge
from vetatwork.ui.bridge import SMALL, WIDE, drawing
from vetatwork.ui.frame import Frame, site_frame
from vetatwork.ui.offline import OfflineCopy, offline_copy

register = template.Library()

SCRIPTS = {"el": "greek", **dict.fromkeys(("bg", "mk", "ru", "sr", "uk"), "cyrillic")}
"""Languages that are not written in Latin letters; `site.css` gives them the same font files."""


@register.simple_tag(takes_context=True, name="site_frame")
def site_frame_tag(context: Any) -> Frame:
    """Header and footer of the page: `{% site_frame as frame %}`."""
    return site_frame(context.get("request"))


@register.simple_tag(name="offline_copy")
def offline_copy_tag() -> OfflineCopy | None:
    """The copy for a folder that is being made, or None: `{% offline_copy as copy %}`."""
    return offline_copy()


@register.simple_tag
def fonts(language: str) -> list[str]:
    """Addresses of the two font files that a page in `language` needs."""
    script = SCRIPTS.get(language, "latin")
    return [static(f"ui/fonts/source-sans-3-{weight}-{script}.woff2") for weight in ("regular", "bold")]


@register.inclusion_tag("ui/bridge.html")
def bridge(provider: int, employer: int, label: str = "", walker: bool = True) -> dict[str, object]:
    """The Bridge with so many of five steps built on each side. `label` replaces the description of what it shows.

    Where only one half is known, `walker` is False: nobody can say whether a learner gets across.
    """
    state = Bridge(provider, employer)
    said = label or _("The Bridge: the VET provider has built %(p)s of 5 steps, the employer %(e)s of 5.") % {
        "p": provider,
        "e": employer,
    }
    return {"label": said, "sizes": {"wide": drawing(WIDE, state), "small": drawing(SMALL, state)}, "walker": walker}


def bridge_picture(provider: int, employer: int, label: str, *, walker: bool = False) -> str:
    """The wide drawing alone, as SVG for a paper."""
    state = {"label": label, "sizes": {"wide": drawing(WIDE, Bridge(provider, employer))}, "walker": walker}
    return render_to_string("ui/bridge.html", {**state, "alone": True}).strip()


@register.inclusion_tag("ui/steps.html")
def steps(first: int, last: int | None = None) -> dict[str, object]:
    """A row of five stones; those from `first` to `last` are solid."""
    last = last or first
    if first == last:
        label = _("Step %(step)s of 5") % {"step": first}
    else:
        label = _("From step %(first)s to step %(last)s of 5") % {"first": first, "last": last}
    stones = [(18 * number, first <= number + 1 <= last) for number in range(STEPS)]
    return {"label": label, "stones": stones}


@register.inclusion_tag("ui/party.html")
def party(key: str, label: str) -> dict[str, str]:
    """The name of a party with its shape: a diamond for the VET provider, a square for the employer, a disc."""
    return {"key": key, "label": label}
