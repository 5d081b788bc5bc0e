"""What a request says that nobody asked for is named, and never overlooked."""

import json

import pytest
from django.test import Client

from tests.api.test_check import API, GOOD
from tests.api.test_pages import _get
from vetatwork.manual.queries import page_with_key, vocabulary

pytestmark = pytest.mark.django_db
TOKEN = "x" * 43
READ = ["/pages", "/pages/methods/job-dating", "/instruments/current"]
ROUTES = [
    ("get", "/pages"),
    ("get", "/pages/methods/job-dating"),
    ("get", "/instruments/current"),
    ("post", "/attempts"),
    ("get", f"/attempts/{TOKEN}"),
    ("delete", f"/attempts/{TOKEN}"),
    ("post", f"/attempts/{TOKEN}/invitations"),
    ("delete", f"/attempts/{TOKEN}/invitations/{TOKEN}"),
    ("post", "/joint-readings"),
    ("get", f"/joint-readings/{TOKEN}"),
    ("delete", f"/joint-readings/{TOKEN}"),
]
METHODS = {"get", "head", "post", "put", "patch", "delete", "options", "trace", "brew"}
TAKEN = {
    "/pages": {"get", "head"},
    "/pages/methods/job-dating": {"get", "head"},
    "/instruments/current": {"get", "head"},
    "/attempts": {"post"},
    f"/attempts/{TOKEN}": {"get", "head", "delete"},
    f"/attempts/{TOKEN}/invitations": {"post"},
    f"/attempts/{TOKEN}/invitations/{TOKEN}": {"delete"},
    "/joint-readings": {"post"},
    f"/joint-readings/{TOKEN}": {"get", "head", "delete"},
    "/openapi.json": {"get", "head"},
}
FILTERS = {
    "step": "steps",
    "level": "levels",
    "area": "areas",
    "sector": "sectors",
    "country": "countries",
    "form": "forms",
    "size": "sizes",
    "group": "groups",
    "evidence": "evidence",
    "effort_provider": "effort",
    "effort_employer": "effort",
    "effort_learner": "effort",
}


def _faults(client, address):
    return {fault["where"]: fault["what"] for fault in _get(client, address, 422)["faults"]}


# --- Parameters -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("method", "address"), ROUTES)
def test_a_parameter_that_is_not_known_is_named(client, method, address):
    response = client.generic(method.upper(), f"{API}{address}?foo=bar&Lang=en")
    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")
    faults = response.json()["faults"]
    assert [fault["where"] for fault in faults] == ["foo", "Lang"]
    assert all("no such parameter" in fault["what"] for fault in faults)


def test_the_known_parameters_are_said(client):
    said = _faults(client, "/pages?sectors=health&Step=2")
    assert set(said) == {"sectors", "Step"} and "sector, country" in said["sectors"] and "limit, offset" in said["Step"]
    assert "knows lang." in _faults(client, "/instruments/current?language=en")["language"]


def test_parameters_without_end_do_not_make_an_answer_without_end(client):
    many = "&".join(f"p{number}=1" for number in range(200))
    assert len(_get(client, f"/pages?{many}", 422)["faults"]) == 20
    assert len(_get(client, f"/pages?{'x' * 3_000}=1", 422)["faults"][0]["where"]) == 200
    assert set(_faults(client, "/pages?=1")) == {""}


@pytest.mark.parametrize("repeated", ["limit=1&limit=2", "offset=0&offset=0", "kind=word&kind=case", "lang=en&lang=en"])
def test_what_may_stand_once_stands_once(client, repeated):
    name = repeated.partition("=")[0]
    assert "only once" in _faults(client, f"/pages?{repeated}")[name]


@pytest.mark.parametrize("address", [*READ, f"/attempts/{TOKEN}", f"/joint-readings/{TOKEN}"])
def test_a_language_stands_once_everywhere(client, address):
    assert set(_faults(client, f"{address}?lang=en&lang=en")) == {"lang"}


# --- Numbers ----------------------------------------------------------------------------------------------------------

ODD = [
    "1_0",
    "10.0",
    "%2B5",
    "+5",
    "%205",
    "5%20",
    "%D9%A5",
    "%EF%BC%95",
    "-1",
    "-0",
    "",
    "1e2",
    "0x1",
    "9" * 900,
]


@pytest.mark.parametrize("said", [*ODD, "1001"])
def test_a_limit_is_a_whole_number_in_plain_digits(client, said):
    assert _faults(client, f"/pages?limit={said}") == {"limit": "Give a whole number from 0 to 1000."}


@pytest.mark.parametrize("said", [*ODD, "1000001"])
def test_so_is_an_offset(client, said):
    assert _faults(client, f"/pages?offset={said}") == {"offset": "Give a whole number from 0 to 1000000."}


# --- Filters ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "terms"), FILTERS.items())
def test_every_value_of_a_closed_list_may_be_asked_for_and_no_other(client, name, terms):
    for value in vocabulary()[terms]:
        _get(client, f"/pages?limit=0&{name}={value.replace('+', '%2B')}")
    said = _faults(client, f"/pages?{name}=helth&{name}={next(iter(vocabulary()[terms])).replace('+', '%2B')}")
    assert "“helth”" in said[name] and ", ".join(vocabulary()[terms]) in said[name]


@pytest.mark.parametrize("value", ["9", "abc", "2,3", "", "02", "%D9%A2", "2%20", "{sentence}"])
def test_a_step_is_one_of_five(client, value):
    assert "Known: 1, 2, 3, 4, 5." in _faults(client, f"/pages?step={value}")["step"]


def test_a_value_is_named_with_a_hint_where_addresses_go_wrong(client):
    assert "“2,3”" in _faults(client, "/pages?step=2,3")["step"]
    assert (
        "repeat" in _faults(client, "/pages?step=2,3")["step"]
        and "repeat" not in _faults(client, "/pages?step=9")["step"]
    )
    assert "“SK”" in _faults(client, "/pages?country=SK")["country"]
    assert "“250 ”" in _faults(client, "/pages?size=250+")["size"]
    assert "%2B" in _faults(client, "/pages?size=250+")["size"]
    assert set(_faults(client, "/pages?step=9&sector=helth&limit=x")) == {"step", "sector", "limit"}


def test_all_unknown_values_are_named_and_nothing_is_cut(client):
    wrong = [f"{'y' * 57}{number:03}" for number in range(20)]
    said = _faults(client, "/pages?" + "&".join(f"form={value}" for value in wrong))["form"]
    assert all(value in said for value in wrong) and said.endswith(f"{list(vocabulary()['forms'])[-1]}.")


def test_the_lists_are_those_of_the_vocabulary(client, content_copy):
    path = content_copy / "vocabulary.yaml"
    path.write_text(path.read_text().replace("  health:\n", "  welfare:\n"))
    assert "welfare" in _faults(client, "/pages?sector=health")["sector"]
    _get(client, "/pages?sector=welfare")


@pytest.mark.parametrize(("kind", "known"), [("obstacle", "time"), ("method", "job-dating")])
def test_a_page_that_is_asked_for_is_there(client, kind, known):
    assert _get(client, f"/pages?{kind}={known}")["count"]
    for wrong in ("nothing", f"{kind}s/{known}", known.upper(), "", "the-deal-cuf"):
        assert _faults(client, f"/pages?{kind}={known}&{kind}={wrong}") == {kind: f"There is no such page: “{wrong}”."}
    page_with_key(f"{kind}s/{known}", "en").unpublish()
    assert known in _faults(client, f"/pages?{kind}={known}")[kind]


# --- Methods ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "method"), [(address, method) for address, taken in TAKEN.items() for method in sorted(METHODS - taken)]
)
def test_a_wrong_method_is_a_problem_that_names_the_right_ones(address, method):
    client = Client(enforce_csrf_checks=True)
    response = client.generic(method.upper(), f"{API}{address}", data="{}", content_type="application/json")
    assert (response.status_code, response["Content-Type"]) == (405, "application/problem+json")
    assert {name.lower() for name in response["Allow"].split(", ")} == TAKEN[address]
    if method != "head":
        assert response.json()["status"] == 405 and response["Allow"] in response.json()["detail"]


@pytest.mark.parametrize("address", [address for address, taken in TAKEN.items() if "head" in taken])
def test_head_is_answered_as_get_without_a_body(client, address):
    for query in ("", "?lang=xx", "?foo=bar"):
        read, asked = client.get(f"{API}{address}{query}"), client.head(f"{API}{address}{query}")
        assert (asked.status_code, asked["Content-Type"]) == (read.status_code, read["Content-Type"])
        assert asked.content == b"" and read.content


@pytest.mark.parametrize("method", sorted(METHODS - {"head"}))
@pytest.mark.parametrize("address", ["", "/", "/nowhere", "/pages/", "/openapi.json/", "/attempts/"])
def test_an_address_that_is_none_is_none_for_every_method(address, method):
    response = Client(enforce_csrf_checks=True).generic(method.upper(), f"{API}{address}")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


def test_no_proof_of_origin_is_asked_for(client):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(f"{API}/attempts", json.dumps(GOOD), content_type="application/json")
    assert response.status_code == 201 and not response.cookies
    assert strict.delete(f"{API}/attempts/{response.json()['token']}").status_code == 204


# --- Bodies -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "latin-1"])
def test_a_body_that_is_not_utf_8_is_refused(client, encoding):
    body = json.dumps({**GOOD, "sector": "né"}, ensure_ascii=False).encode(encoding)
    response = client.post(f"{API}/attempts", body, content_type="application/json")
    assert response.status_code == 400 and "UTF-8" in response.json()["detail"]


def test_a_body_may_begin_with_the_mark_of_utf_8(client):
    body = json.dumps(GOOD).encode("utf-8-sig")
    assert client.post(f"{API}/attempts", body, content_type="application/json").status_code == 201


def test_half_a_character_breaks_nothing(client):
    body = '{"\\ud800": 1, "\\ud800": 2}'
    response = client.post(f"{API}/attempts", body, content_type="application/json")
    assert response.status_code == 422 and "“?”" in response.json()["detail"]


# --- The description --------------------------------------------------------------------------------------------------


@pytest.fixture
def operations(client):
    paths = _get(client, "/openapi.json")["paths"]
    return [operation for methods in paths.values() for operation in methods.values()]


def test_the_description_says_of_every_error_that_it_is_a_problem(operations):
    assert len(operations) == len(ROUTES)
    for operation in operations:
        assert {"400", "404", "405", "414", "422"} <= set(operation["responses"])
        for status, response in operation["responses"].items():
            kind = "application/problem+json" if status >= "400" else "application/json"
            assert list(response.get("content", ())) == [kind] * (status != "204")


def test_the_description_has_no_null_and_says_what_may_be_asked_for(operations):
    given = {parameter["name"]: parameter for operation in operations for parameter in operation["parameters"]}
    assert "null" not in json.dumps(list(given.values()))
    for name, terms in FILTERS.items():
        assert given[name]["schema"]["items"]["enum"] == list(vocabulary()[terms])
    assert (given["limit"]["schema"]["minimum"], given["limit"]["schema"]["maximum"]) == (0, 1000)
    assert given["kind"]["schema"]["$ref"].endswith("/Kind") and given["kind"]["description"] == "One kind of page."
    assert given["lang"]["schema"]["maxLength"] == 12
