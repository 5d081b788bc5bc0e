"""The instrument as data: what `content check` holds it to, and where its recommendations lead."""

import pytest

from vetatwork.content.library import read_library
from vetatwork.content.services import load_content
from vetatwork.domain.evaluation.instrument import HIGHEST, Side, Size
from vetatwork.evaluation.instruments import current_edition
from vetatwork.evaluation.models import InstrumentVersion
from vetatwork.manual.guide import guide

pytestmark = pytest.mark.django_db


def _faults(folder):
    return [str(fault) for fault in read_library(folder, frozenset({"en"})).faults]


def _change(folder, name, old, new):
    path = folder / "evaluation/1.0" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.parametrize("side", list(Side))
def test_every_item_leads_from_each_step_to_a_published_kit_and_obstacle(side):
    used, pages = current_edition(), guide("en")
    for item in used.instrument.items:
        rule = used.recommendations[item.id]
        first = pages.page(rule.kits[0])
        assert first is not None, f"{rule.kits[0]} is not published"
        assert pages.page(rule.obstacle)
        for size in ("", *Size):
            wording = used.words(item.id, "en").wording(side, size)
            assert len(wording.next) == HIGHEST - 1 and all(who and do for who, do in wording.next)
            assert all(rule.effort_of(side, size, after) for after in range(1, HIGHEST))


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("en/com-owner.yaml", "I answer when I can.", "I answer " + "very " * 12 + "often.", "at most 10"),
        ("en/com-owner.yaml", "    - I answer when I can.\n", "", "micro.statements"),
        ("en/com-owner.yaml", "I answer when I can.", "We rarely find time to answer!", "Too much like"),
        ("en/com-owner.yaml", "employer:", "employers:", "employer"),
        ("recommendations.yaml", "methods/plan-it-together", "methods/no-such-kit", "no page methods/no-such-kit"),
        ("instrument.yaml", "id: com-owner", "id: com-strategy", "stands here twice"),
        ("instrument.yaml", "quick: yes", "quick: maybe", "quick"),
        ("instrument.yaml", "kind: own", "kind: both", "kind"),
        ("instrument.yaml", "version: 1.0", "version: 1.9", "the version must be the same"),
        ("recommendations.yaml", "provider: [low", "provider: [tiny", "effort.provider"),
    ],
)
def test_what_is_wrong_with_it_is_said_with_file_and_line(content_copy, name, old, new, said):
    _change(content_copy, name, old, new)
    faults = _faults(content_copy)
    assert any(said in fault and f"evaluation/1.0/{name}" in fault for fault in faults), faults


def test_a_file_of_words_that_belongs_to_no_item_is_named(content_copy):
    (content_copy / "evaluation/1.0/en/com-magic.yaml").write_text(
        (content_copy / "evaluation/1.0/en/com-will.yaml").read_text()
    )
    assert any("no item “com-magic”" in fault for fault in _faults(content_copy))


def test_a_very_small_firm_reads_at_most_650_words(content_copy):
    _change(content_copy, "en/cel-results.yaml", "stem: ", "stem: " + "a " * 25)
    _change(content_copy, "en/com-owner.yaml", "stem: What happens", "stem: " + "a " * 25 + "What happens")
    _change(content_copy, "en/coo-partners.yaml", "micro:\n  stem: ", "micro:\n  stem: " + "a " * 25)
    _change(content_copy, "en/coo-contact.yaml", "micro:\n  stem: ", "micro:\n  stem: " + "a " * 25)
    assert any("650 are allowed" in fault for fault in _faults(content_copy))


def test_an_answered_version_keeps_its_structure(content_copy, walker):
    from vetatwork.content.faults import ContentError

    walker.take({"com-owner": 3})
    _change(content_copy, "instrument.yaml", "kind: own", "kind: shared")
    with pytest.raises(ContentError) as refused:
        load_content(folder=content_copy)
    assert "has been answered" in str(refused.value)
    assert InstrumentVersion.objects.get(version="1.0").structure["areas"][0]["items"][0]["kind"] == "own"


def test_a_corrected_word_is_seen_at_once(content_copy, walker, new_stamp):
    _change(content_copy, "en/com-owner.yaml", "Who looks after work with schools?", "Who takes care of schools?")
    load_content(folder=content_copy)
    new_stamp()
    assert "Who takes care of schools?" in walker.get(walker.begin()).content.decode()
