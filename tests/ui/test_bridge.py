"""The drawing of the Bridge: every state can be drawn, and it shows what is built."""

import re

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from vetatwork.domain.bridge import STEPS, Bridge
from vetatwork.ui.bridge import SMALL, WIDE, drawing

pytestmark = pytest.mark.pure
built = st.integers(0, STEPS)


def _render(text: str) -> str:
    return Template("{% load ui %}" + text).render(Context())


@given(built, built, st.sampled_from([WIDE, SMALL]))
def test_every_state_fits_its_picture(provider, employer, arch):
    picture = drawing(arch, Bridge(provider, employer))
    assert sum(stone.built for stone in picture["provider"]) == provider
    assert sum(stone.built for stone in picture["employer"]) == employer
    numbers = " ".join(stone.outline for stone in picture["provider"] + picture["employer"])
    points = re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", numbers + picture["keystone"])
    assert all(0 <= float(x) <= arch.width and 0 <= float(y) <= arch.height for x, y in points)
    x, y = picture["walker"]
    assert 0 < x < arch.width and 40 < y < arch.height, "the learner stands inside the picture"


@given(built, built)
def test_a_footbridge_closes_the_gap_from_step_three_on_until_the_arch_is_whole(provider, employer):
    picture = drawing(WIDE, Bridge(provider, employer))
    assert bool(picture["footbridge"]) == (min(provider, employer) >= 3 and (provider, employer) != (5, 5))
    assert picture["lit"] == (provider == employer == 5)


def test_the_halves_mirror_each_other():
    picture = drawing(WIDE, Bridge(5, 5))
    for left, right in zip(picture["provider"], picture["employer"], strict=True):
        assert left.x + right.x == pytest.approx(WIDE.width, abs=0.2)
        assert left.y == right.y


def test_a_picture_says_in_words_what_it_shows():
    html = _render("{% bridge 3 2 %}")
    assert html.count('role="img"') == 2, "one for wide and one for small screens; the style sheet shows one"
    assert "the VET provider has built 3 of 5 steps, the employer 2 of 5" in html
    assert "style=" not in html, "the content security policy forbids inline styles"


@pytest.mark.parametrize(("tag", "words"), [("1 3", "From step 1 to step 3 of 5"), ("4", "Step 4 of 5")])
def test_the_step_marker_is_read_out(tag, words):
    html = _render("{% steps " + tag + " %}")
    assert f'aria-label="{words}"' in html
    assert html.count('fill="currentColor"') == (3 if tag == "1 3" else 1)


def test_parties_differ_in_shape_not_only_in_colour():
    shapes = {re.search(r"<(?:path|circle)[^>]*>", _render(f'{{% party "{key}" "X" %}}'))[0] for key in "abc"}
    named = {
        re.search(r"<(?:path|circle)[^>]*>", _render(f'{{% party "{key}" "X" %}}'))[0]
        for key in ("provider", "employer", "learner")
    }
    assert len(shapes) == 1 and len(named) == 3
