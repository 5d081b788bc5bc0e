"""What every page shares: frame, fonts, forms, style sheets."""

import re
from pathlib import Path

import pytest
from django import forms
from django.db import OperationalError
from django.template.loader import get_template

from vetatwork.ui import frame
from vetatwork.ui.templatetags.ui import fonts

pytestmark = pytest.mark.pure


class Person(forms.Form):
    name = forms.CharField(help_text="As your colleagues call you.")
    note = forms.CharField(required=False)


def _form(form: forms.Form) -> str:
    return get_template("ui/form.html").render({"form": form})


def test_errors_stand_in_a_summary_and_at_the_field_and_what_was_typed_stays():
    html = _form(Person({"name": "", "note": "<b>kept</b>"}))
    summary = html[: html.index("</ul>")]
    assert 'role="alert"' in summary and 'href="#id_name"' in summary
    field = html[html.index("</ul>") :]
    assert 'id="id_name_error"' in field and 'aria-invalid="true"' in field
    assert "&lt;b&gt;kept&lt;/b&gt;" in field


def test_a_field_is_described_by_its_help_and_says_if_it_may_stay_empty():
    html = _form(Person())
    assert re.search(r'<input[^>]*aria-describedby="id_name_helptext"', html)
    assert 'id="id_name_helptext">As your colleagues call you.' in html
    assert html.count("(optional)") == 1
    assert "error-summary" not in html


def test_a_page_gets_a_frame_even_when_the_database_is_away(monkeypatch):
    def away(request):
        raise OperationalError("gone")

    monkeypatch.setattr(frame, "_makers", [away])
    bare = frame.site_frame(None)
    assert bare.home_url == "/en/"
    assert bare.menu == []


@pytest.mark.parametrize(
    ("language", "script"), [("en", "latin"), ("is", "latin"), ("el", "greek"), ("mk", "cyrillic")]
)
def test_a_page_loads_two_font_files_of_its_script(language, script):
    files = fonts(language)
    assert len(files) == 2
    assert all(script in file for file in files)


def test_style_sheets_are_small_and_ask_nobody_else(repository: Path):
    folder = repository / "src/vetatwork/ui/static/ui"
    sheets = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.css")))
    assert "http" not in sheets and "@import" not in sheets
    import brotli

    assert len(brotli.compress(sheets.encode())) <= 15 * 1024
    for name in re.findall(r'url\("([^"]+)"\)', sheets):
        assert (folder / name).is_file(), name


def test_every_colour_pair_has_a_light_and_a_dark_side(repository: Path):
    sheet = (repository / "src/vetatwork/ui/static/ui/site.css").read_text(encoding="utf-8")
    tokens = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", sheet)
    colours = {name: (light, dark) for name, light, dark in tokens}
    for text in ("ink", "soft", "link", "provider", "employer", "learner", "bad"):
        for background in ("paper", "card"):
            for side in (0, 1):
                ratio = _contrast(colours[text][side], colours[background][side])
                assert ratio >= 4.5, f"{text} on {background}: {ratio:.2f}"


def _contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    brighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)
