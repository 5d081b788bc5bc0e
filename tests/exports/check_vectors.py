"""Answers to the quick check with what the domain makes of them, and the pages that let a browser do the same.

A process of its own (`python -m tests.exports.check_vectors FOLDER`), because a test that drives a browser cannot ask
the database. FOLDER gets the pages and static files of the check as a folder without a server, and `vectors.json`.
"""

import json
import os
import random
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

NUMBER = 1600
SEED = 8
ALTERED_WEIGHTS = {"coo-contact": Fraction(7, 3), "cel-results": Fraction(3), "col-goals": Fraction(1, 5)}
ALTERED_AREAS = {"com-strategy": "cooperation"}
"""So that one area has four questions, of which half can be answered, and another one two."""
ALTERED_FITS = {
    "com-owner": {"sector": {"care": Fraction(5, 2)}, "size": {"large": Fraction(1, 3)}},
    "col-planning": {"side": {"employer": Fraction(9, 4)}},
}


def vectors(items: list[str], sectors: list[str], countries: list[str]) -> Iterator[dict[str, Any]]:
    """Answers by all kinds of people: even and uneven, with much and little left out, on either side of every limit."""
    from vetatwork.domain.evaluation.instrument import Experience, Side, Size

    chance = random.Random(SEED)
    kinds = [
        [1, 2, 3, 4, 5],
        [1, 2, 3, 4, 5, "na", "dk", None],
        [2, 3],
        [3, 4, 5],
        [4, 5],
        [3, "dk", "dk", None],
        [1, 5, "na"],
        ["dk", "na", None],
    ]
    for number in range(NUMBER):
        kind = kinds[number % len(kinds)]
        answers = {item: answer for item in items if (answer := chance.choice(kind)) is not None}
        if number < 12:
            answers = dict.fromkeys(items, number % 6) if number % 6 else {}
        yield {
            "who": {
                "side": list(Side)[number // len(kinds) % 2].value,
                "experience": chance.choice(list(Experience)).value,
                "size": chance.choice(["", *(size.value for size in Size), Size.MICRO.value]),
                "sector": chance.choice(["", *sectors]),
                "country": chance.choice(["", *countries]),
            },
            "answers": answers,
        }


def expected(used: Any, vector: dict[str, Any]) -> dict[str, Any]:
    """What the domain says, with the names the script gives it."""
    from vetatwork.domain.evaluation.instrument import Experience, Form, Side, Size, checked_answers
    from vetatwork.domain.evaluation.readiness import closed_gates, readiness_of
    from vetatwork.domain.evaluation.recommendation import Profile, next_steps
    from vetatwork.domain.evaluation.scoring import place_of
    from vetatwork.evaluation.papers import figure

    who, instrument = vector["who"], used.instrument
    answers = checked_answers(instrument, Form.QUICK, vector["answers"])
    place = place_of(instrument, Form.QUICK, answers)
    profile = Profile(
        Side(who["side"]), Experience(who["experience"]), Size(who["size"]) if who["size"] else None, who["sector"]
    )
    ranked = next_steps(instrument, Form.QUICK, answers, place=place, profile=profile, rules=used.rules)
    return {
        "scores": {
            area: [None if each.score is None else str(each.score), each.answered, each.of, each.unknown]
            for area, each in place.scores.items()
        },
        "figures": [figure(SimpleNamespace(score=each.score)) for each in place.scores.values()],
        "place": place.step,
        "weakest": list(place.weakest),
        "openAreas": list(place.open_areas),
        "findOutFirst": place.find_out_first,
        "closed": list(closed_gates(answers)),
        "readiness": readiness_of(answers).value if who["experience"] == "never" else None,
        "steps": [[each.item, each.after, str(each.priority)] for each in ranked],
    }


def told(used: Any, vector: dict[str, Any], language: str) -> dict[str, Any]:
    """What the result page says about it."""
    from vetatwork.evaluation.models import Attempt
    from vetatwork.evaluation.papers import bridge_words, figure
    from vetatwork.evaluation.results import result_of

    now = datetime(2026, 11, 25, tzinfo=UTC)
    about = {"form": "quick", "version": used.version, "language": language, "created_at": now, "expires_at": now}
    result = result_of(Attempt(**about, **vector["who"], answers=vector["answers"]), language)
    return {
        "step": result.step,
        "provisional": result.provisional,
        "headline": list(result.headline),
        "explanation": list(result.explanation),
        "bridge": bridge_words(result),
        "gates": [gate.is_open for gate in result.gates],
        "planks": [
            [plank.step, figure(plank), plank.answered, plank.of, plank.share_unknown, plank.is_weakest]
            for plank in result.planks
        ],
        "steps": [
            {
                name: value["key"] if isinstance(value, dict) else value
                for name, value in asdict(step).items()
                if name in ("item", "action", "why", "who", "kit", "obstacle", "case")
            }
            for step in result.steps
        ],
    }


def altered(used: Any) -> Any:
    """The same version with other weights, areas and fits: whoever has them in the code does not notice."""
    from vetatwork.domain.evaluation.recommendation import Rule

    items = tuple(
        replace(
            item,
            weight=ALTERED_WEIGHTS.get(item.id, item.weight),
            area=ALTERED_AREAS.get(item.id, item.area),
        )
        for item in used.instrument.items
    )
    rules = {
        item: replace(each, rule=Rule(ALTERED_FITS[item]) if item in ALTERED_FITS else each.rule)
        for item, each in used.recommendations.items()
    }
    return replace(used, instrument=replace(used.instrument, items=items), recommendations=rules)


def write_vectors(folder: Path, language: str) -> None:
    """Write `vectors.json` into `folder`."""
    from django.utils import translation

    from vetatwork.domain.evaluation.instrument import Form
    from vetatwork.evaluation.instruments import current_edition
    from vetatwork.evaluation.labels import choices
    from vetatwork.exports.site.check.rules import rules_of

    used = current_edition()
    assert used is not None
    with translation.override(language):
        sectors = [key for key, _label in choices("sectors", language)]
        countries = [key for key, _label in choices("countries", language)]
        asked = [item.id for item in used.instrument.items_in(Form.QUICK)]
        found = list(vectors(asked, sectors, countries))
        other = altered(used)
        data = {
            "vectors": found,
            "expected": [expected(used, vector) for vector in found],
            "told": [told(used, vector, language) for vector in found],
            "altered": rules_of(other, language),
            "expected_altered": [expected(other, vector) for vector in found],
        }
    (folder / "vectors.json").write_text(json.dumps(data))


def write_pages(folder: Path, language: str) -> None:
    """Write the pages of the check and the kits they lead to, as they stand in the whole folder."""
    from vetatwork.exports.site.check import check_pages
    from vetatwork.exports.site.contents import file_name
    from vetatwork.exports.site.files import SiteFile
    from vetatwork.exports.site.links import Linking, folder_page
    from vetatwork.exports.site.request import answer_to
    from vetatwork.exports.site.static import prepare_static_files, static_file
    from vetatwork.manual.guide import guide
    from vetatwork.ui.offline import OfflineCopy, making

    prepare_static_files()
    linking = Linking(lambda path, _query: file_name(path), lambda _path, _query: False)
    with making(OfflineCopy(date(2026, 11, 25))):
        kits = [page.url for key, page in guide(language).pages.items() if key.startswith("methods/")]
        files = [*check_pages(language), *(SiteFile(file_name(url), answer_to(url)) for url in kits)]
        for file in files:
            content = file.content
            if file.path.endswith(".html"):
                address = f"/{file.path.removesuffix('index.html')}"
                html = folder_page(content.decode(), address=address, place=file.path, linking=linking)
                content = html.encode()
            _write(folder / file.path, content)
        for name in linking.used:
            _write(folder / "static" / name, static_file(name).content)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def main() -> None:
    """Called with the folder to write to."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vetatwork.config.settings")
    import django

    django.setup()
    folder = Path(sys.argv[1])
    write_vectors(folder, "en")
    write_pages(folder, "en")


if __name__ == "__main__":
    main()
