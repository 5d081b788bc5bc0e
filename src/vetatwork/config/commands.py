"""What each command of `vetatwork` does. Every function returns the exit code."""

import os
import socket
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, OperationalError
from django.urls import reverse
from django.utils import timezone

from vetatwork.accounts.services import invite_editor
from vetatwork.config.link_check import ask_and_report
from vetatwork.config.progress import Progress
from vetatwork.content.faults import ContentError, Fault
from vetatwork.content.library import Library, format_library, read_library
from vetatwork.content.merge import Action
from vetatwork.content.parts import parts
from vetatwork.content.quality.completeness import counts, coverage, incompleteness
from vetatwork.content.quality.judging import text_faults
from vetatwork.content.services import LoadReport, dump_content, load_content, site_languages
from vetatwork.content.store import StoreError
from vetatwork.core.database import DatabaseCondition, database_state
from vetatwork.core.doctor import Level, examine
from vetatwork.core.stamp import change_stamp
from vetatwork.core.static import collect_if_changed
from vetatwork.manual.finder.examination import rule_problems
from vetatwork.manual.finder.files import read_finder, rules_of
from vetatwork.manual.finder.table import table_lines
from vetatwork.manual.indexing import index_everything, index_if_stale


def _say(text: str = "") -> None:
    print(text, flush=True)


def _fail(text: str) -> int:
    print(text, file=sys.stderr, flush=True)
    return 1


def _folder() -> Path:
    return Path(settings.CONTENT_DIR)


def _plainly(act: Callable[[], int]) -> int:
    """Run `act`; what a person can mend becomes a sentence."""
    try:
        return act()
    except ContentError as error:
        return _fail(f"{error}\n\n{_faults(len(error.faults))} Nothing was changed.")
    except StoreError as error:
        return _fail(f"{error} Nothing was changed.")
    except (OperationalError, OSError) as error:
        return _fail(f"{_why(error)} Nothing was half done. `vetatwork doctor` may say more.")


def _faults(number: int) -> str:
    return "1 fault." if number == 1 else f"{number} faults."


def _why(error: Exception) -> str:
    text = str(error)
    if "full" in text or getattr(error, "errno", None) == 28:
        return f"The disk is full ({settings.DATA_DIR})."
    if "readonly" in text or "unable to open" in text or isinstance(error, PermissionError):
        return f"The data folder {settings.DATA_DIR} cannot be written to ({text})."
    return f"The database or a file cannot be used: {text}."


# --- Serving ----------------------------------------------------------------------------------------------------------


def run(options: Namespace) -> int:
    """Prepare what is not prepared yet, then serve."""
    if problem := _port_problem():
        return _fail(problem)
    code = _plainly(_prepare)
    if code:
        return code
    address = f"http://{settings.HOST}:{settings.PORT}"
    _say(f"VET@work is at {address}  (stop it with Ctrl+C)")
    _say("To edit pages in the browser: in a second window, `.venv/bin/vetatwork editor add you@example.org`")
    return serve(options)


def _prepare() -> int:
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    if not os.access(settings.DATA_DIR, os.W_OK):
        return _fail(f"The data folder {settings.DATA_DIR} cannot be written to. Set DATA_DIR to a folder of your own.")
    code = migrate(Namespace())
    if code:
        return code
    if index_if_stale():
        _say("The search index was built.")
    progress = Progress()
    report = load_content(folder=_folder(), only_if_changed=True, progress=progress)
    progress.close()
    if not report.unchanged_folder:
        _tell_load(report)
    collect_if_changed()
    return 0


def _port_problem() -> str:
    with socket.socket(socket.AF_INET6 if ":" in settings.HOST else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.HOST, settings.PORT))
        except OSError as error:
            return (
                f"Cannot serve on {settings.HOST}:{settings.PORT}: {error.strerror}. Is another program using it? "
                f"Choose another one: PORT={settings.PORT + 1} make run"
            )
    return ""


def serve(options: Namespace) -> int:
    """Serve until stopped."""
    if problem := _port_problem():
        return _fail(problem)
    collect_if_changed()
    change_stamp()  # Another version of the code may make other pages.
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        target="vetatwork.config.wsgi:application",
        address=settings.HOST,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        workers=settings.WORKERS,
        blocking_threads=settings.THREADS,
        respawn_failed_workers=True,
        websockets=False,
        log_enabled=settings.DEBUG,
    ).serve()
    return 0


def migrate(options: Namespace) -> int:
    """Bring the database up to date; a database that is newer than the code is left alone."""
    state = database_state()
    if state.condition is DatabaseCondition.UNREACHABLE:
        return _fail(f"The database cannot be reached: {state.detail}")
    if state.condition is DatabaseCondition.NEWER:
        return _fail(
            "The database was made by a newer version of VET@work "
            f"({', '.join(state.unknown[:3])}). Install that version, or use another DATA_DIR. Nothing was changed."
        )
    if state.condition is not DatabaseCondition.CURRENT:
        _say("Preparing the database …")
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except DatabaseError as error:
            return _fail(_why(error))
    return 0


# --- Content ----------------------------------------------------------------------------------------------------------


def content_check(options: Namespace) -> int:
    """Every fault of the content files and their texts; with `complete` also what is missing in a complete manual."""

    def act() -> int:
        library = read_library(_folder(), site_languages())
        faults = library.faults + text_faults(library) + (incompleteness(library) if options.complete else [])
        for part in () if faults else parts():
            for line in part.summary(library.parts[part.name]):
                _say(line)
        _tell_completeness(library)
        if faults:
            raise ContentError(faults)
        uncanonical = format_library(library, check_only=True)
        for path in uncanonical:
            _say(f"{path}: not in canonical form. Run `vetatwork content format`.")
        if not uncanonical:
            _say(f"{len(library.documents)} pages and sources, no faults.")
        return 1 if uncanonical else 0

    return _plainly(act)


def _tell_completeness(library: Library) -> None:
    for table in (coverage(library), counts(library)):
        for what, *numbers in table:
            _say(f"{what:<40}" + "".join(f"{number:>8}" for number in numbers))
        _say()


def content_finder(options: Namespace) -> int:
    """To which kit each combination of answers leads, as text."""

    def act() -> int:
        faults: list[Fault] = []
        file = read_finder(_folder(), faults)
        faults += rule_problems(file) if file.data else ()
        if faults:
            raise ContentError(faults)
        if not file.data:
            return _fail(f"There is no {file.path}.")
        for line in table_lines(rules_of(file.data)):
            _say(line)
        return 0

    return _plainly(act)


def content_format(options: Namespace) -> int:
    """Write the canonical form."""

    def act() -> int:
        changed = format_library(read_library(_folder(), site_languages()), check_only=options.check)
        for path in changed:
            _say(str(path))
        _say(f"{len(changed)} files {'are not canonical' if options.check else 'changed'}.")
        return 1 if options.check and changed else 0

    return _plainly(act)


def content_load(options: Namespace) -> int:
    """Files to pages."""

    def act() -> int:
        progress = Progress()
        report = load_content(folder=_folder(), take_files=options.take_files, progress=progress)
        progress.close()
        return _tell_load(report)

    return _plainly(act)


def _tell_load(report: LoadReport) -> int:
    words = {Action.CREATE: "new", Action.UPDATE: "changed", Action.DELETE: "deleted", Action.KEEP: "as they were"}
    _say("Content: " + ", ".join(f"{report.count(action)} {word}" for action, word in words.items()) + ".")
    for key, language in report.conflicts:
        _say(
            f"  Conflict: {key} ({language}) was changed both in its file and in the browser. The page stays as it is."
        )
    if report.conflicts:
        _say("  `content load --take-files` takes the file, `content dump --take-pages` takes the page.")
    return 0


def content_dump(options: Namespace) -> int:
    """Pages to files."""

    def act() -> int:
        progress = Progress()
        report = dump_content(folder=_folder(), take_pages=options.take_pages, progress=progress)
        progress.close()
        for path in report.changed:
            _say(f"  {path}")
        _say(f"{len(report.changed)} files changed.")
        for path in report.conflicts:
            _say(f"  Left alone: {path} holds changes that were never loaded. --take-pages overwrites them.")
        return 0

    return _plainly(act)


def content_links(options: Namespace) -> int:
    """Ask the addresses of other sites, and say which are broken."""
    return migrate(options) or _plainly(lambda: ask_and_report(most=options.most, say=_say))


def index(options: Namespace) -> int:
    """Build the search index anew."""

    def act() -> int:
        _say(f"{index_everything()} pages are in the search index.")
        return 0

    return migrate(options) or _plainly(act)


# --- People and set-up ------------------------------------------------------------------------------------------------


def editor_add(options: Namespace) -> int:
    """A one-time link for a new editor."""
    from django.core.exceptions import ValidationError

    def act() -> int:
        try:
            _invitation, token = invite_editor(email=options.email, actor="command:editor-add", now=timezone.now())
        except ValidationError as error:
            return _fail(" ".join(error.messages))
        _say(f"Open this address once, within seven days, to become an editor ({options.email}):")
        _say(settings.SITE_URL + reverse("accounts:welcome", args=[token]))
        return 0

    return migrate(options) or _plainly(act)


def doctor(options: Namespace) -> int:
    """What is wrong, in plain words."""
    findings = examine()
    for finding in findings:
        _say(f"{finding.level.value:>5}  {finding.what}" + (f": {finding.why}" if finding.why else ""))
        if finding.what_to_do:
            _say(f"       → {finding.what_to_do}")
    return 1 if any(finding.level is Level.FAIL for finding in findings) else 0
