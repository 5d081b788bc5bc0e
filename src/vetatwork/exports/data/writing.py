"""Writes the open data into a folder."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

import vetatwork
from vetatwork.content.document import write_document
from vetatwork.content.faults import Fault
from vetatwork.content.kinds import kinds
from vetatwork.content.library import referred_pages
from vetatwork.content.parts import parts
from vetatwork.content.plain_yaml import Node, Plain, read_yaml, write_yaml
from vetatwork.content.sources import write_sources
from vetatwork.content.vocabulary import read_vocabulary
from vetatwork.evaluation import files as evaluation
from vetatwork.evaluation.models import InstrumentVersion
from vetatwork.exports.data import forms
from vetatwork.exports.data.package import About, Package
from vetatwork.exports.data.public import PublicContent, public_content
from vetatwork.exports.data.schemas import kind_schema, own_schemas
from vetatwork.manual.finder import files as finder

HERE = Path(__file__).parent
ABOUT = HERE / "about.md"
LICENCE = "CC-BY-4.0.txt"


def write_data(folder: Path) -> None:
    """Write the open data into the empty folder `folder`. The same content gives the same bytes.

    Raises:
        ContentError: if the vocabulary cannot be read.
        OSError: if a file cannot be written.
    """
    content = public_content()
    given = Path(settings.CONTENT_DIR)
    package = Package(folder)
    _write_pages(package, content)
    _write_lists(package, content, given)
    _write_evaluation(package, content, given)
    _write_planned(package, content)
    _write_schemas(package, given)
    _write_forms(package, content, given)
    package.add("LICENSE", _licence(), title="The licence: CC BY 4.0")
    package.add("README.md", _readme(content), title="What is what, and what you may do with it")
    homepage = "" if settings.LOCAL else settings.SITE_URL
    package.write_list(About(content.newest, content.languages, homepage))


# --- The content as its files -----------------------------------------------------------------------------------------


def _write_pages(package: Package, content: PublicContent) -> None:
    for page in content.pages:
        document = page.document
        path = f"content/manual/{document.language}/{document.key}.md"
        schema = f"schema/content/manual/{document.kind.name}.json"
        package.add(path, write_document(document), title=document.title, schema=schema)


def _write_lists(package: Package, content: PublicContent, given: Path) -> None:
    package.add(
        "content/sources.yaml",
        write_sources(content.sources),
        title="What the facts rest on",
        schema="schema/content/sources.json",
    )
    for name, title, text in (
        ("vocabulary", "The closed lists", _text(given / "vocabulary.yaml")),
        ("terms", "Words that need an explanation", _terms(given / "terms.yaml", content)),
        ("finder", "The rules of the route finder", _text(given / finder.FILE)),
    ):
        if text:
            package.add(f"content/{name}.yaml", text, title=title, schema=f"schema/content/{name}.json")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _terms(path: Path, content: PublicContent) -> str:
    """The list of terms; where a page that explains one is not public, without its name."""
    text = _text(path)
    root = read_yaml(text, lambda line, message: None)
    terms = {name: _mapping(node) for name, node in _mapping(root).items()}
    shown = {name: dict(_term(parts, content.keys)) for name, parts in terms.items()}
    whole = {name: {field: _plain(node) for field, node in parts.items()} for name, parts in terms.items()}
    return text if shown == whole else write_yaml(shown.items())


def _term(parts: Mapping[str, Node], keys: frozenset[str]) -> Iterator[tuple[str, Plain]]:
    for name, node in parts.items():
        value = _plain(node)
        if name != "words":
            yield name, value
            continue
        words = value if isinstance(value, list) else [value]
        if known := [word for word in words if f"words/{word}" in keys]:
            yield name, value if len(known) == len(words) else known


def _mapping(node: Node | None) -> dict[str, Node]:
    return node.value if node and isinstance(node.value, dict) else {}


def _plain(node: Node) -> Plain:
    if isinstance(node.value, dict):
        return {name: _plain(child) for name, child in node.value.items()}
    return [_plain(child) for child in node.value] if isinstance(node.value, list) else node.value


def _write_evaluation(package: Package, content: PublicContent, given: Path) -> None:
    """The versions of the check that are or were asked, in open languages."""
    asked = set(InstrumentVersion.objects.filter(published__lte=timezone.localdate()).values_list("version", flat=True))
    faults: list[Fault] = []
    versions = [files for files in evaluation.read_versions(given, faults) if files.version in asked]
    for path, text in evaluation.canonical_files(versions).items():
        inside = path.relative_to(given / evaluation.FOLDER)
        version, *language, name = inside.parts
        if language and language[0] not in content.languages:
            continue
        schema = "item" if language else Path(name).stem
        package.add(
            f"content/{evaluation.FOLDER}/{inside.as_posix()}",
            text,
            title=f"The check {version}: {' '.join([*language, Path(name).stem])}",
            schema=f"schema/content/{evaluation.FOLDER}/{schema}.json",
        )


def _write_planned(package: Package, content: PublicContent) -> None:
    """Which pages are named and are not there: those to come, those that are not published."""
    written = package.folder / "content"
    faults: list[Fault] = []
    named = {key for page in content.pages for key in referred_pages(page.document)}
    named |= {key for part in parts() for key in part.referred_pages(part.read(written, faults))}
    text = "".join(f"- {key}\n" for key in sorted(named - content.keys))
    title = "Pages that others name and that are not there"
    package.add("content/planned.yaml", text, title=title, schema="schema/content/planned.json")


# --- Schemas, JSON, what to know --------------------------------------------------------------------------------------


def _write_schemas(package: Package, given: Path) -> None:
    lists = read_vocabulary(given / "vocabulary.yaml")
    for kind in kinds():
        path = f"schema/content/manual/{kind.name}.json"
        package.add_json(path, kind_schema(kind, lists), title=f"Schema of the fields of a {kind.name}")
    for name in ("instrument", "item", "recommendations"):
        text = _text(evaluation.SCHEMAS / f"{name}.json")
        package.add(f"schema/content/{evaluation.FOLDER}/{name}.json", text, title=f"Schema of the check: {name}")
    package.add("schema/content/finder.json", _text(finder.SCHEMA), title="Schema of finder.yaml")
    for path, text in own_schemas():
        package.add(f"schema/{path}", text, title=f"Schema of {path.replace('.json', '')}")


def _write_forms(package: Package, content: PublicContent, given: Path) -> None:
    made: Iterable[tuple[str, Any, str]] = (
        ("pages", forms.pages(content), "Every page with its fields and texts"),
        ("sources", forms.sources(content), "The sources as CSL-JSON"),
        ("vocabulary", forms.vocabulary(read_vocabulary(given / "vocabulary.yaml")), "The closed lists"),
    )
    for name, value, title in made:
        package.add_json(f"data/{name}.json", value, title=title, schema=f"schema/data/{name}.json")


def _readme(content: PublicContent) -> str:
    day = content.newest.strftime("%Y-%m-%d") if content.newest else "an unknown day"
    site = f" ({settings.SITE_URL})" if not settings.LOCAL else ""
    facts = {
        "{day}": day,
        "{site}": site,
        "{pages}": str(len(content.pages)),
        "{sources}": str(len(content.sources)),
        "{languages}": ", ".join(content.languages) or "none",
    }
    text = ABOUT.read_text(encoding="utf-8")
    for name, fact in facts.items():
        text = text.replace(name, fact)
    return text


def _licence() -> str:
    """The text of the licence, from the installed package or the checkout."""
    package = Path(vetatwork.__file__).parent
    return next(text for folder in _licence_folders(package) if (text := _text(folder / LICENCE)))


def _licence_folders(package: Path) -> Iterator[Path]:
    yield package / "_licences"
    yield package.parents[1] / "LICENSES"
