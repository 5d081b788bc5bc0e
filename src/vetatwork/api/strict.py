"""Ninja, but strict: an address takes its own methods and its own parameters, and says so of all others."""

from collections.abc import Callable, Collection, Iterator
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import URLPattern, URLResolver
from django.views.decorators.common import no_append_slash
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from vetatwork.api.bodies import StrictParser
from vetatwork.api.document import Description
from vetatwork.api.problems import answer_with_problems, not_understood, problem
from vetatwork.api.schemas import Fault

View = Callable[..., HttpResponseBase]


class StrictAPI(NinjaAPI):
    """An API whose every error is a problem, at every address and for every method."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, parser=StrictParser(), docs_decorator=require_safe)
        answer_with_problems(self)
        self.add_decorator(_with_known_parameters, mode="view")

    @property
    def urls(self) -> tuple[list[URLResolver | URLPattern], str, str]:
        """All addresses, those that are no operations too (the description, the root)."""
        patterns, app, namespace = super().urls
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                pattern.callback = _with_own_methods(pattern.callback)
        return patterns, app, namespace

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The description of the API."""
        return Description(self, self.get_root_path(path_params or {}) if path_prefix is None else path_prefix)


def _with_own_methods(view: View) -> View:
    """`view`, with HEAD as GET, and with a problem for methods it does not take."""

    @csrf_exempt  # The API reads no cookie: nobody's browser can be made to act here in its owner's name.
    @no_append_slash
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        method = request.method
        if method == "HEAD":
            request.method = "GET"
        try:
            response = view(request, *args, **kwargs)
        finally:
            request.method = method  # The server leaves the body out by it.
        return _not_allowed(response) if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED else response

    return answer


def _not_allowed(response: HttpResponseBase) -> HttpResponse:
    """What Ninja or Django says to a wrong method, as a problem."""
    methods = set(response["Allow"].split(", "))
    allowed = ", ".join(sorted(methods | {"HEAD"} if "GET" in methods else methods))
    refusal = problem(HTTPStatus.METHOD_NOT_ALLOWED, f"This address takes only {allowed}.")
    refusal["Allow"] = allowed
    return refusal


def _with_known_parameters(run: Any) -> View:
    """`run` of an operation, after a look at the names in the query: Ninja overlooks those it does not know."""
    models = [model for model in run.__self__.models if model.__ninja_param_source__ == "query"]
    known = [name for model in models for name in model.__ninja_flatten_map__]
    lists = [name for model in models for name in model.__ninja_collection_fields__]

    @wraps(run)
    def checked(request: HttpRequest, **path: Any) -> HttpResponseBase:
        faults = list(_faults(request.GET, known, lists))
        answer: HttpResponseBase = not_understood(faults) if faults else run(request, **path)
        return answer

    return checked


def _faults(query: QueryDict, known: Collection[str], lists: Collection[str]) -> Iterator[Fault]:
    takes = f"This address knows {', '.join(known)}." if known else "This address knows no parameters."
    for name, values in query.lists():
        if name not in known:
            yield Fault(where=name, what=f"There is no such parameter. {takes}")
        elif len(values) > 1 and name not in lists:
            yield Fault(where=name, what="This parameter may stand only once.")
