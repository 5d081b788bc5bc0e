"""What a page is, for search engines: schema.org in JSON-LD."""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from vetatwork.manual.models import BasePage
from vetatwork.manual.presentation.shelf import kind_labels

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ROLES = {"provider": ["teacher", "administrator"], "employer": ["mentor"], "learner": ["student"]}
"""Whom a page speaks to, in the words of schema.org's `educationalRole`."""

ESCAPED = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def structured_data(page: BasePage, url: str) -> SafeString:
    """The JSON-LD of `page`, fit to stand in a script element."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebSite" if page.kind.name == "home" else "LearningResource",
        "name": page.title,
        "description": page.summary,
        "url": url,
        "inLanguage": page.locale.language_code,
        "license": LICENCE,
        "isAccessibleForFree": True,
    }
    if page.kind.name != "home":
        side = getattr(page, "side", "")
        roles = ROLES.get(side) or [role for some in ROLES.values() for role in some]
        data |= {
            "learningResourceType": kind_labels()[page.kind.name],
            "educationalLevel": "Vocational education and training",
            "audience": {"@type": "EducationalAudience", "educationalRole": roles},
            "isPartOf": {"@type": "WebSite", "name": "VET@work", "url": settings.SITE_URL},
        }
        if page.last_published_at:
            data["dateModified"] = page.last_published_at.date().isoformat()
    # Escaped so that no text of a page can end the element.
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPED))  # noqa: S308
