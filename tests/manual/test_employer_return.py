"""The employer's return: questions, an account in words and figures, a paper; nothing kept, nothing that breaks it."""

import io
import re
from fractions import Fraction
from html import unescape
from urllib.parse import urlencode

import pypdf
import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from vetatwork.config.caching import cached
from vetatwork.domain.employer_return import NAMES, employer_return
from vetatwork.manual.employer_return.form import QUESTIONS, ReturnForm, number_in
from vetatwork.manual.employer_return.views import EXAMPLES
from vetatwork.manual.models import Source

pytestmark = pytest.mark.django_db

HERE = "/en/benefits/employers/return/"
PAPER = "/en/benefits/employers/return.pdf"
SALON, APPRENTICE, GERMAN = EXAMPLES
EVERYTHING = {
    **APPRENTICE.given, "mentor_cost": "999999.99", "hour_cost": "888888.88", "other_costs": "999999999",
    "other_returns": "999999999.99", "currency": "HUF",
}  # fmt: skip


def _page(client, given=None, status=200):
    response = client.get(HERE, given or {})
    assert response.status_code == status
    return response.content.decode()


def _text(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def _paper(client, given):
    response = client.get(PAPER, given)
    assert response.status_code == 200 and response["Content-Type"] == "application/pdf"
    reader = pypdf.PdfReader(io.BytesIO(response.content))
    return [re.sub(r"\s+", " ", page.extract_text()) for page in reader.pages]


# --- The page ---------------------------------------------------------------------------------------------------------


def test_five_questions_are_asked_and_the_others_are_folded(client):
    page = _page(client)
    before, after = page.split("<details>", 1)
    asked = [name for name in NAMES if f'name="{name}"' in before]
    assert asked == ["weeks", "mentor_hours", "hour_cost", "useful_hours", "output"]
    assert all(f'name="{name}"' in after for name in NAMES if name not in asked)
    assert 'method="get"' in page and "<script" not in page


def test_no_field_is_filled_in_before_the_reader_does(client):
    form = _page(client).split("<form method", 1)[1].split("</form>")[0]
    assert "value=" not in re.sub(r"<option[^>]*>", "", form) and "placeholder" not in form
    assert re.search(r'<option value=""[^>]*selected[^>]*>none</option>', form)


def test_the_result_stands_in_words_first_then_line_by_line_then_what_it_assumes(client):
    page = _page(client, APPRENTICE.given)
    parts = [
        "During the training you give about 8,024 more than comes back.",
        "Afterwards you save about 8,760, if 60 % of learners stay. That is about 109 % of what was missing.",
        "Together you gain about 736.",
        "it is even from 55 % of learners who stay. You said 60 %.",
        "Line by line",
        "What this assumes",
        "What is not in money",
        "Sources",
    ]
    text = _text(page.split("<main", 1)[1])
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize("example", EXAMPLES, ids=["salon", "apprentice", "german"])
def test_page_and_paper_say_the_figures_of_the_rule(client, example):
    account = employer_return(example.figures)
    page, paper = _text(_page(client, example.given)), _paper(client, example.given)[0]
    amounts = [*account.costs.values(), *account.returns.values(), *account.later.values()]
    amounts += [account.given, account.back, account.during, account.together, account.after or Fraction(0)]
    for amount in amounts:
        shown = f"{int(abs(amount) + Fraction(1, 2)):,}"
        assert shown in page and shown in paper
    for text in (page, paper):
        assert "What this assumes" in text and str(example.note)[:40] in text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"output": "100", "useful_hours": "30"}, "more comes back than you give"),
        ({"output": "100", "useful_hours": "5"}, "as much comes back as you give"),
        ({"mentor_hours": "0", "useful_hours": "0"}, "as much comes back as you give"),
        ({"weeks": "0"}, "as much comes back as you give"),
        ({"mentor_hours": "60", "useful_hours": "1"}, "even at a skilled worker's pace"),
        ({}, "a learner who stays would have to save you about 269 afterwards"),
        ({"recruitment": "100", "stay": "100"}, "Even if every learner stayed, about 169 would be missing."),
        ({"recruitment": "269", "stay": "100"}, "Together it comes out even."),
        ({"grants": "5000"}, "It would do so without any useful work, too."),
    ],
)
def test_every_kind_of_result_has_its_words(client, given, said):
    assert said in _text(_page(client, {**SALON.given, **given}))


def test_what_was_left_empty_is_named_and_what_is_in_a_sum_is_not_missed(client):
    assert "counts as nothing: Pay of the learner; Other staff time;" in _text(_page(client, SALON.given))
    german = _text(_page(client, GERMAN.given))
    assert "Weeks the post does not stay empty." in german and "Mentor's time;" not in german
    assert "You left this out" not in _text(_page(client, APPRENTICE.given))


def test_made_up_numbers_are_called_so_until_one_is_changed(client):
    for example in (SALON, APPRENTICE):
        assert "These are made-up numbers to try." in _page(client, example.given)
        assert "These are made-up numbers to try." not in _page(client, {**example.given, "weeks": "9"})
    assert _page(client).count("Made-up numbers to try.") == 2
    assert 'href="#source-bibb-costs-2022-23"' in _page(client, GERMAN.given).split("notice", 1)[1][:600]


def test_every_figure_of_an_example_has_a_source_with_its_link_on_the_page(client):
    page = _page(client, APPRENTICE.given)
    cited = {each.source for each in (*QUESTIONS.values(), *EXAMPLES)} - {""}
    assert cited <= set(Source.objects.values_list("key", flat=True))
    for key in {*cited, *re.findall(r'href="#source-([\w-]+)"', page)}:
        assert page.count(f'id="source-{key}"') == 1
    for question in QUESTIONS.values():
        assert not question.example or re.search(r"20\d\d", str(question.example))


def test_the_currency_is_a_label_and_changes_no_number(client):
    bare, labelled = _page(client, APPRENTICE.given), _page(client, {**APPRENTICE.given, "currency": "ISK"})
    assert "ISK" not in bare.split("<select")[0]
    assert "about ISK 8,024 more" in _text(labelled) and "Amount in ISK" in labelled
    amounts = r"<td>([^<]+)</td>"
    assert re.findall(amounts, bare) == re.findall(amounts, labelled)


# --- What is typed ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", "12"), ("12.5", "12.5"), ("12,5", "12.5"), (" 1 250 ", "1250"), ("1\u00a0250,50", "1250.5"),
        ("1.250,50", "1250.5"), ("1,250.50", "1250.5"), ("1'250", "1250"), ("1.250.000", "1250000"), ("40 %", "40"),
        (".5", ".5"), ("12.", "12"), ("0,125", ".125"), ("１２", "12"), ("-3", "-3"), ("−3", "-3"), ("0", "0"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(typed, number):
    assert number_in(typed) == Fraction(number)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1,250", "Write 1250 or 1.25: “1,250” can be read as either."),
        ("1.125", "Write 1125 or 1.1250: “1.125” can be read as either."),
        ("2,000", "Write 2000 or 2: “2,000” can be read as either."),
        ("-5", "Write 0 or more"),
        ("61", "Write 60 at most."),
        ("1e9", "Write a number, such as 12 or 12.5."),
        ("nan", "Write a number"),
        ("1_000", "Write a number"),
        ("9" * 500, "Write a number"),
        ("five", "Write a number"),
        ("<script>alert(1)</script>", "Write a number"),
        ("1/3", "Write a number"),
        ("½", "Write a number"),
        ("🙂", "Write a number"),
        ("--5", "Write a number"),
        ("%", "Write a number"),
    ],
)
def test_what_cannot_be_counted_is_said_at_the_field_and_in_a_summary(client, typed, said):
    page = _page(client, {**SALON.given, "mentor_hours": typed}, 422)
    assert page.count(said) == 2 and 'class="error-summary" role="alert"' in page
    assert 'href="#id_mentor_hours"' in page and 'id="id_mentor_hours_error"' in page
    assert re.search(r'<input[^>]*name="mentor_hours"[^>]*aria-invalid="true"', page)
    assert "<script>alert" not in page and "Line by line" not in page
    assert re.search(r'name="weeks" value="8"', page), "what was right stays"


def test_a_figure_that_others_rest_on_is_asked_for(client):
    page = _page(client, {"mentor_hours": "5", "useful_hours": "12", "pay": "400", "recruitment": "900"}, 422)
    for sentence in ("Write the number of weeks", "Write what an hour costs", "Write for how many months", "stay"):
        assert sentence in page
    assert "<details open>" in page, "a wrong field is never folded away"
    assert page.index('href="#id_weeks"') < page.index('href="#id_hour_cost"') < page.index('href="#id_pay_months"')


def test_the_address_is_short_and_sending_nothing_asks_for_both_sides(client):
    long = {**dict.fromkeys(NAMES, ""), **SALON.given, "currency": "", "utm_source": "mail"}
    response = client.get(HERE, long)
    assert response.status_code == 302 and response["Location"] == f"{HERE}?{urlencode(SALON.given)}"
    nothing = _page(client, dict.fromkeys(NAMES, ""), 422)
    assert nothing.count("0 is an answer.") == 4
    assert _page(client, {"utm_source": "mail"}).count("error-summary") == 0


@pytest.mark.parametrize("currency", ["XXX", "eur", "<b>", "€" * 300])
def test_a_currency_that_is_not_in_the_list_is_answered_with_a_sentence(client, currency):
    page = _page(client, {**SALON.given, "currency": currency}, 422)
    assert page.count("Choose a currency from the list, or none.") == 2


def test_the_highest_figures_are_counted(client):
    page = _text(_page(client, {name: "1000000000" if question.is_money and "hour" not in name and "mentor" not in name
                                else "1" for name, question in QUESTIONS.items()}))  # fmt: skip
    assert "1,000,000,000" in page


@given(st.dictionaries(st.sampled_from([*NAMES, "currency", "x"]), st.text(max_size=30), max_size=6))
def test_no_text_in_the_address_breaks_the_form(given_texts):
    data = QueryDict(mutable=True)
    data.update(given_texts)
    form = ReturnForm(data)
    assert form.is_valid() or form.errors
    if form.is_valid():
        employer_return(form.figures)


@pytest.mark.parametrize(
    "query", ["weeks=%ff", "weeks=%00", "weeks=" + "9" * 5000, "weeks[]=1", "weeks=1&weeks=2", "&&=&"]
)
@pytest.mark.parametrize("address", [HERE, PAPER])
def test_no_address_is_an_error_of_the_server(client, address, query):
    assert client.get(f"{address}?{query}").status_code < 500
    assert client.post(f"{address}?{query}").status_code in (400, 405, 414)


# --- The paper --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", [SALON.given, APPRENTICE.given, GERMAN.given, EVERYTHING])
def test_the_business_case_is_one_page_with_room_for_notes(client, given):
    (paper,) = _paper(client, given)
    for words in ("A business case for one learner", "How it is counted", "What this assumes", "Notes", "Page 1 of 1"):
        assert words in paper


def test_the_paper_names_the_sources_of_what_it_says(client):
    (paper,) = _paper(client, GERMAN.given)
    assert "BIBB" in paper and "2022/23" in paper and "leando.de" in paper.replace(" ", "")


def test_figures_that_cannot_be_counted_lead_from_the_paper_back_to_the_page(client):
    response = client.get(PAPER, {"weeks": "many", "mentor_hours": "5"})
    assert response.status_code == 302 and response["Location"] == f"{HERE}?weeks=many&mentor_hours=5"
    assert client.get(PAPER)["Location"] == HERE


# --- What surrounds it ------------------------------------------------------------------------------------------------


def test_nothing_is_kept_and_no_cookie_is_set(client):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(HERE, APPRENTICE.given)
    assert len(queries) <= 12 and all(query["sql"].lstrip("(").startswith("SELECT") for query in queries)
    for answer in (response, client.get(HERE), client.get(PAPER, SALON.given)):
        assert not answer.cookies
    for answer in (response, client.get(PAPER, SALON.given)):
        assert "private" in answer["Cache-Control"] and answer["X-Robots-Tag"] == "noindex"


def test_search_engines_find_the_questions_and_no_figures_of_a_firm(client):
    assert 'content="noindex"' not in _page(client)
    assert 'content="noindex"' in _page(client, SALON.given)
    assert f"{HERE}</loc>" in client.get("/sitemap.xml").content.decode()


def test_the_page_for_employers_leads_to_it_and_the_others_do_not(client):
    assert f'href="{HERE}"' in client.get("/en/benefits/employers/").content.decode()
    assert f'href="{HERE}"' not in client.get("/en/benefits/learners/").content.decode()


def test_the_page_cache_keeps_its_hands_off(client):
    seen = []

    def application(environ, start_response):
        seen.append(environ["QUERY_STRING"])
        start_response("200 OK", [("Content-Type", "text/html")])
        return [environ["QUERY_STRING"].encode()]

    cache = cached(application)
    for address in (HERE, PAPER, HERE.rstrip("/")):
        for query in (SALON.query, APPRENTICE.query, ""):
            environ = {"REQUEST_METHOD": "GET", "PATH_INFO": address, "QUERY_STRING": query, "HTTP_HOST": "127.0.0.1"}
            assert b"".join(cache(environ, lambda *_answer: None)).decode() == query
    assert len(seen) == 9 and cache.shelf.bytes == 0
    assert cache.key_of({**environ, "PATH_INFO": "/en/benefits/employers/"}), "the page it belongs to is still kept"
