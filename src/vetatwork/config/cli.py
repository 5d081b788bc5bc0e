"""The command `vetatwork`: run the site, move content, invite editors, explain a broken set-up."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from django.core.exceptions import ImproperlyConfigured

from vetatwork import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code. What a person can mend is said in a sentence, without a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vetatwork.config.settings")
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["manage"]:
        return _manage(given[1:])
    options = _parser().parse_args(given)
    try:
        import django

        django.setup()
        from vetatwork.config import commands, exporting

        return int(getattr(exporting if options.run.startswith("export_") else commands, options.run)(options))
    except ImproperlyConfigured as error:
        print(f"vetatwork: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print()
        return 130


def _manage(arguments: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["vetatwork manage", *arguments])
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="vetatwork", description="VET@work: website and toolbox for schools and employers."
    )
    parser.add_argument("--version", action="version", version=f"VET@work {__version__}")
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(name: str, run: str, text: str, group: object = commands) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = group.add_parser(name, help=text, description=text)  # type: ignore[attr-defined]
        made.set_defaults(run=run)
        return made

    command("run", "run", "Set everything up that is not set up yet, then serve the site.")
    command("serve", "serve", "Serve the site as it is.")
    command("migrate", "migrate", "Bring the database up to date.")
    command("index", "index", "Build the search index anew. It follows every publish by itself.")
    command("doctor", "doctor", "Look at the set-up and say in plain words what is wrong.")
    commands.add_parser("manage", help="Django's own commands, for developers.")
    editor = commands.add_parser("editor", help="People who may edit.").add_subparsers(required=True, metavar="command")
    command("add", "editor_add", "Print a one-time link with which a person becomes an editor.", editor).add_argument(
        "email"
    )
    content = commands.add_parser("content", help="Files of content/ and pages.").add_subparsers(
        required=True, metavar="command"
    )
    check = command("check", "content_check", "Name every fault in the content files, with file and line.", content)
    check.add_argument("--complete", action="store_true", help="Also what a complete manual has and this one does not.")
    command("finder", "content_finder", "Print to which kit each combination of answers leads.", content)
    links = command("links", "content_links", "Ask the addresses of other sites if they are still there.", content)
    links.add_argument("--most", type=int, default=200, metavar="N", help="Ask N addresses at most. Without it: 200.")
    formatting = command("format", "content_format", "Write the content files in their canonical form.", content)
    formatting.add_argument("--check", action="store_true", help="Only say which files are not canonical.")
    load = command("load", "content_load", "Load the content files into pages. What editors changed stays.", content)
    load.add_argument("--take-files", action="store_true", help="Where a file and an editor differ, take the file.")
    dump = command("dump", "content_dump", "Write the pages into the content files.", content)
    dump.add_argument(
        "--take-pages", action="store_true", help="Where a file was changed but not loaded, take the page."
    )
    export = commands.add_parser("export", help="The manual as a book, the site and its data as folders.")
    _exports(export.add_subparsers(required=True, metavar="what"), command)
    return parser


def _exports(group: object, command: Callable[..., argparse.ArgumentParser]) -> None:
    for ending, name in (("pdf", "PDF"), ("epub", "EPUB")):
        book = command(ending, f"export_{ending}", f"Write the manual as {name}, or a part of it.", group)
        book.add_argument("out", metavar=f"OUT.{ending}", help="The file to write.")
        book.add_argument("--language", default="en", metavar="CODE", help="Of which language. Without it: en.")
        part = book.add_mutually_exclusive_group()
        part.add_argument("--section", metavar="NAME", help="Only one part, such as methods.")
        part.add_argument("--pages", nargs="+", metavar="KEY", help="Only these pages, such as methods/job-dating.")
        book.add_argument("--replace", action="store_true", help="Overwrite the file if it exists.")
    for name, text in (
        ("site", "Write the whole site as a folder that works without a server."),
        ("data", "Write texts, questions, lists and sources as open data."),
    ):
        folder = command(name, f"export_{name}", text, group)
        folder.add_argument("out", metavar="OUT/", help="The folder to write. It must not exist, or be empty.")
        folder.add_argument("--replace", action="store_true", help="Write it anew if VET@work wrote it before.")


if __name__ == "__main__":
    sys.exit(main())
