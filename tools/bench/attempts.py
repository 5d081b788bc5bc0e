"""Results of the check by the thousand: taken over HTTP by `wrk`, and a million of them straight in SQL."""

import json
import random
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from tools.bench.serving import CONNECTIONS

BODIES = 40
"""Different checks that a load sends in turn."""

MODELS = 2_000
"""Results made by the site itself; the rows of a full table are like these."""

SCRIPT = """
local bodies = {bodies}
local requests, asked = {{}}, 0

function init()
    wrk.method = "POST"
    wrk.headers["Content-Type"] = "application/json"
    for place, body in ipairs(bodies) do requests[place] = wrk.format(nil, nil, nil, body) end
    answers = io.open({answers}, "w")
    answers:setvbuf("line")
end

function request()
    asked = asked + 1
    return requests[asked % #requests + 1]
end

function response(status, headers)
    answers:write(status, " ", headers["location"] or headers["Location"] or "-", "\\n")
end
"""
"""Writes down the status and the Location of every answer that arrived whole."""


@dataclass(frozen=True)
class Load:
    """What came of a load: 201 answers a second, the tokens they gave, other answers, connections that broke off."""

    per_second: float
    tokens: list[str]
    others: list[str]
    broken: int


# --- Over HTTP --------------------------------------------------------------------------------------------------------


def begin_load(site: str, folder: Path, seconds: int) -> subprocess.Popen[str]:
    """Let `wrk` take whole quick checks at `site` for so many seconds; `end_load` tells what came of it."""
    chance = random.Random(seconds)
    bodies = ", ".join(f"[==[{json.dumps(_taken('quick', chance))}]==]" for _body in range(BODIES))
    script = folder / "attempts.lua"
    script.write_text(SCRIPT.format(bodies=f"{{{bodies}}}", answers=json.dumps(str(folder / "answers.txt"))))
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script), f"{site}/api/v1/attempts"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def end_load(process: subprocess.Popen[str], folder: Path) -> Load:
    """Wait until the load ends by itself."""
    said, _errors = process.communicate()
    whole = re.search(r"requests in ([\d.]+)(ms|s|m)", said)
    if whole is None:
        raise RuntimeError(f"wrk said nothing to be understood:\n{said}")
    seconds = float(whole[1]) * {"ms": 0.001, "s": 1, "m": 60}[whole[2]]
    answers = [line.split(" ", 1) for line in (folder / "answers.txt").read_text().splitlines()]
    tokens = [location.rsplit("/", 1)[-1] for status, location in answers if status == "201"]
    broken = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    others = [status for status, _location in answers if status != "201"]
    return Load(len(tokens) / seconds, tokens, others, sum(map(int, broken.groups())) if broken else 0)


def _taken(form: str, chance: random.Random) -> dict[str, Any]:
    """A check as a program sends it: every item of the form answered, one answer in twelve no statement."""
    from vetatwork.domain.evaluation.instrument import Form
    from vetatwork.evaluation.instruments import current_edition

    used = current_edition()
    if used is None:
        raise RuntimeError("No version of the check is published.")
    values: list[int | str] = [*range(1, 6), *range(1, 5), *range(2, 4), chance.choice(("na", "dk"))]
    return {
        "side": chance.choice(("provider", "employer")),
        "form": form,
        "experience": chance.choice(("some", "some", "some", "never")),
        "size": chance.choice(("micro", "small", "medium", "large")),
        "sector": chance.choice(("health", "building", "retail")),
        "country": chance.choice(("nl", "de", "fi", "is", "ee")),
        "lang": "en",
        "answers": {item.id: chance.choice(values) for item in used.instrument.items_in(Form(form))},
    }


# --- By the site's own services ---------------------------------------------------------------------------------------


def taken(form: str, chance: random.Random, days_ago: float = 0) -> tuple[Any, str]:
    """A stored result and its holder's token."""
    from django.utils import timezone

    from vetatwork.evaluation.services import About, create_attempt

    given = _taken(form, chance)
    about = About(language=given.pop("lang"), **{name: given[name] for name in given if name != "answers"})
    now = timezone.now() - timedelta(days=days_ago)
    return create_attempt(about=about, given=given["answers"], now=now)


def _model(number: int, chance: random.Random) -> int:
    """A result as one of many: a third in full, some kept longer, shared or planned; returns its key."""
    from vetatwork.evaluation import services

    attempt, token = taken("full" if number % 3 == 0 else "quick", chance, days_ago=chance.uniform(0.01, 89))
    if number % 5 == 0:
        services.keep_longer(attempt=attempt)
    if number % 10 == 0:
        services.open_share(attempt=attempt, token=token)
    if number % 4 == 0:
        items = list(attempt.answers)[:3]
        services.save_plan(
            attempt=attempt, plan={item: {"who": "Head of unit", "when": "2027-03-01"} for item in items}
        )
    return int(attempt.pk)


# --- A full table -----------------------------------------------------------------------------------------------------


@contextmanager
def full_table(count: int) -> Iterator[None]:
    """A table with `count` results more; afterwards it is empty. Nobody else may use the database meanwhile."""
    from django.db import transaction

    chance = random.Random(count)
    with transaction.atomic():
        models = [_model(number, chance) for number in range(MODELS)]
    _in_sql(*_multiplied(models, count))
    try:
        yield
    finally:
        _in_sql("DELETE FROM evaluation_draft", "DELETE FROM evaluation_attempt", "VACUUM")


def _multiplied(models: list[int], count: int) -> list[str]:
    """SQL that adds `count` rows like those with the keys `models`, each with hashes of its own, one in ten a repeat.

    The rows come in the order of their hashes, which is many times as fast, and all the same to who looks for one.
    """
    from vetatwork.evaluation.models import Attempt

    own = ("id", "token_hash", "share_hash", "previous_id")
    others = ", ".join(field.column for field in Attempt._meta.local_fields if field.column not in own)
    return [
        f"CREATE TEMP TABLE model AS SELECT * FROM evaluation_attempt WHERE id BETWEEN {models[0]} AND {models[-1]}",
        f"""
        INSERT INTO evaluation_attempt (token_hash, share_hash, previous_id, {others})
        WITH RECURSIVE row(number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM row WHERE number < {count - 1})
        SELECT printf('%08x', number * {2**32 // count}) || lower(hex(randomblob(28))),
               CASE WHEN share_hash IS NOT NULL THEN lower(hex(randomblob(32))) END,
               CASE WHEN number % 10 = 9 THEN {models[0]} + number / 2 END,
               {others}
        FROM row CROSS JOIN model ON model.rowid = 1 + number % {len(models)}
        """,  # The keys are numbers and the columns are the model's own.
    ]


def _in_sql(*statements: str) -> None:
    """Run statements without a journal, on a database that only this process uses."""
    from django.db import connection

    connection.close()
    with sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, timeout=20) as database:
        database.execute("PRAGMA cache_size = -400000")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("PRAGMA journal_mode = OFF")
        for statement in statements:
            database.execute(statement)
        database.execute("PRAGMA journal_mode = WAL")
    database.close()
