"""Whether the database is there and fits the code."""

from dataclasses import dataclass
from enum import StrEnum

from django.apps import apps
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder


class DatabaseCondition(StrEnum):
    """How the database stands to this version of the code."""

    UNREACHABLE = "unreachable"
    EMPTY = "empty"
    OLDER = "older"
    NEWER = "newer"
    CURRENT = "current"


@dataclass(frozen=True)
class DatabaseState:
    """The condition; why, in words, if it is unreachable; migrations it has that this code does not know."""

    condition: DatabaseCondition
    detail: str = ""
    unknown: tuple[str, ...] = ()


def database_state() -> DatabaseState:
    """Compare the migrations the database has with those of the code. Changes nothing."""
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
        executor = MigrationExecutor(connection)
    except DatabaseError as error:
        return DatabaseState(DatabaseCondition.UNREACHABLE, str(error).strip().splitlines()[0])
    if not applied:
        return DatabaseState(DatabaseCondition.EMPTY)
    known = set(executor.loader.disk_migrations) | set(_replaced(executor))
    labels = {config.label for config in apps.get_app_configs()}
    unknown = tuple(sorted(f"{app}.{name}" for app, name in applied - known if app in labels))
    if unknown:
        return DatabaseState(DatabaseCondition.NEWER, unknown=unknown)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return DatabaseState(DatabaseCondition.OLDER)
    return DatabaseState(DatabaseCondition.CURRENT)


def _replaced(executor: MigrationExecutor) -> list[tuple[str, str]]:
    """Migrations that a squashed one stands for; a database may still have them."""
    return [key for migration in executor.loader.disk_migrations.values() for key in migration.replaces]
