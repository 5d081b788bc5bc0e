"""Two sides that answered different versions are read by what has not changed in between."""

import re

import pytest

from tests.evaluation.pair import FIRM, SCHOOL, invite, yes
from vetatwork.evaluation.models import Attempt, InstrumentVersion, JointReading

pytestmark = pytest.mark.django_db


def test_only_items_of_which_no_word_changed_are_read(walker, new_stamp):
    _school, invitation = invite(walker)
    newer = InstrumentVersion.objects.get(version="1.0")
    newer.pk, newer.version = None, "1.1"
    items = [item for area in newer.structure["areas"] for item in area["items"]]
    for item in items:
        item["relation"] = "reworded" if item["id"] == "coo-contact" else "same"
    newer.structure = {**newer.structure, "version": "1.1", "previous": "1.0"}
    newer.save()
    new_stamp()
    first = walker.post(invitation, {"experience": "some"}).url
    result = walker.post(walker.answer(first, FIRM)).url
    joint = walker.post(f"{result}together/", yes(FIRM)).url
    assert {attempt.version for attempt in Attempt.objects.all()} == {"1.0", "1.1"}
    stored = JointReading.objects.get()
    assert stored.version == "1.1" and "coo-contact" in SCHOOL
    assert "coo-contact" not in {**stored.provider_answers, **stored.employer_answers}
    page = walker.get(joint).content.decode()
    assert "Each learner has a named mentor with time" in page
    assert not re.search(r"The agreed contact rhythm is kept", page)
