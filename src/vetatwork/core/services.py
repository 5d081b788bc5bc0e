"""Writing the audit trail."""

from typing import Any

from vetatwork.core.models import AuditEntry


def record(
    *, action: str, actor: str = "", subject: str = "", details: dict[str, Any] | None = None, organisation: str = ""
) -> AuditEntry:
    """Write down what was done, in the transaction in which it is done. `details` must be JSON and hold no secret."""
    return AuditEntry.objects.create(
        action=action, actor=actor, subject=subject, details=details or {}, organisation=organisation
    )
