"""Who is let into a page of the admin that is ours."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from vetatwork.manual.editorial.rules import may_use_the_desk


class Guarded:
    """Lets in those of whom `may_enter` is true. It stands before the view in the list of bases."""

    may_enter: "staticmethod[[Any], bool]"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse everybody else."""
        if not self.may_enter(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class ForEditors(Guarded):
    """Lets in whoever may change pages."""

    may_enter = staticmethod(may_use_the_desk)
