"""What `vetatwork export …` does: the manual as a book, the site and its data as folders. Each returns an exit code."""

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from vetatwork.config.commands import migrate
from vetatwork.config.progress import Progress
from vetatwork.content.vocabulary import SOURCE_LANGUAGE
from vetatwork.exports.target import TargetError, fresh_file, fresh_folder
from vetatwork.manual import queries


class _Wrong(Exception):
    """What was asked for cannot be made; the text says why."""


def export_pdf(options: Namespace) -> int:
    """The manual, a section or some pages as PDF."""
    return _book(options, "pdf")


def export_epub(options: Namespace) -> int:
    """The same as EPUB."""
    return _book(options, "epub")


def export_site(options: Namespace) -> int:
    """The whole site as a folder that needs no server."""

    def write(out: Path) -> None:
        from vetatwork.exports.site import write_site

        progress = Progress()
        with fresh_folder(out, replace=options.replace) as folder:
            write_site(folder, lambda done, total: progress("Pages", done, total))
            progress.close()

    return _plainly(options, write, "Open index.html in it with a double click.")


def export_data(options: Namespace) -> int:
    """Texts, questions, lists and sources as their files."""

    def write(out: Path) -> None:
        from vetatwork.exports.data import write_data

        with fresh_folder(out, replace=options.replace) as folder:
            write_data(folder)

    return _plainly(options, write, "Its README.md says what is what.")


def _book(options: Namespace, ending: str) -> int:
    def write(out: Path) -> None:
        from vetatwork.exports.products import engine

        progress = Progress()
        with fresh_file(out, replace=options.replace) as path:
            progress("Gathering", 0, 1)
            book = _gathered(options)
            progress("Gathering", 1, 1)
            progress("Setting", 0, 1)
            path.write_bytes(engine(ending)(book))
            progress("Setting", 1, 1)
            progress.close()

    return _plainly(options, write, "")


def _gathered(options: Namespace) -> object:
    from vetatwork.exports.book import BookError, manual_book, picked_book, section_book

    language = options.language
    try:
        if options.pages:
            return picked_book(language, options.pages)
        return section_book(language, options.section) if options.section else manual_book(language)
    except BookError as error:
        raise _Wrong(str(error)) from error


def _plainly(options: Namespace, write: Callable[[Path], None], then: str) -> int:
    """Write to the place that was named; what a person can mend becomes a sentence."""
    code = migrate(Namespace())
    if code:
        return code
    try:
        _refuse_what_is_not_there(getattr(options, "language", SOURCE_LANGUAGE))
        write(Path(options.out))
    except (TargetError, _Wrong) as error:
        return _fail(str(error))
    except DatabaseError as error:
        return _fail(f"The database cannot be used: {str(error).strip()}. Nothing was written.")
    print(f"{_size(Path(options.out))} written to {options.out}. {then}".strip(), flush=True)
    return 0


def _refuse_what_is_not_there(language: str) -> None:
    there = list(queries.home_paths())
    if not there:
        raise _Wrong("No page is published yet. Run `vetatwork content load` first.")
    if language not in there:
        known = dict(settings.LANGUAGES)
        name = f"{known[language]} ({language})" if language in known else f"“{language}”"
        raise _Wrong(f"The site is not open in {name}. It is open in: {', '.join(there)}.")


def _size(out: Path) -> str:
    files = [path for path in out.rglob("*") if path.is_file()] if out.is_dir() else [out]
    megabytes = sum(path.stat().st_size for path in files) / 1_000_000
    return f"{megabytes:.1f} MB" + (f" in {len(files)} files" if len(files) > 1 else "")


def _fail(text: str) -> int:
    print(text, file=sys.stderr, flush=True)
    return 1
