"""Reading `content/evaluation/`: a folder a version, in it the instrument, its recommendations, a folder a language.

The schemas in `schema/` say what a file may hold; `examination.py` says what they must mean together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vetatwork.content.faults import Fault
from vetatwork.content.plain_yaml import Node, write_yaml
from vetatwork.content.schemas import read_by_schema

FOLDER = "evaluation"
SCHEMAS = Path(__file__).parent / "schema"
ORDER = {
    "instrument": ("version", "published", "previous", "dropped", "areas"),
    "item": ("why", "example", "provider", "employer", "micro", "translated_from", "reviewed"),
}
"""The order of fields in the one form of a file."""


@dataclass
class VersionFiles:
    """The files of one version as plain data: text, lists and mappings. `nodes` knows the line of every field."""

    folder: Path
    instrument: dict[str, Any] = field(default_factory=dict)
    recommendations: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    """Language → item → its words."""
    nodes: dict[Path, Node] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """The name of the folder, which is that of the version."""
        return self.folder.name

    def items(self) -> dict[str, dict[str, Any]]:
        """The items of the instrument by id, in order, each with its area."""
        return {
            item["id"]: {**item, "area": area["id"]}
            for area in self.instrument.get("areas", ())
            for item in area["items"]
        }


def read_versions(content: Path, faults: list[Fault]) -> list[VersionFiles]:
    """Every version in the content folder, oldest name first. What cannot be read is in `faults` and left out."""
    folder = content / FOLDER
    found = sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    return [_version(path, faults) for path in found]


def _version(folder: Path, faults: list[Fault]) -> VersionFiles:
    files = VersionFiles(folder)
    files.instrument = _read(folder / "instrument.yaml", "instrument", files, faults)
    files.recommendations = _read(folder / "recommendations.yaml", "recommendations", files, faults)
    for path in sorted(folder.glob("*/*")):
        if path.suffix != ".yaml":
            faults.append(Fault(path, 0, "The words of an item stand at <language>/<item>.yaml; this file does not."))
            continue
        words = _read(path, "item", files, faults)
        if words:
            files.texts.setdefault(path.parent.name, {})[path.stem] = words
    return files


def _read(path: Path, schema: str, files: VersionFiles, faults: list[Fault]) -> dict[str, Any]:
    """The mapping in a file that fits its schema; {} after adding to `faults` why there is none."""
    data, root = read_by_schema(path, SCHEMAS / f"{schema}.json", faults)
    if root is not None:
        files.nodes[path] = root
    return data


def canonical_files(versions: list[VersionFiles]) -> Mapping[Path, str]:
    """The one form of every file."""
    written: dict[Path, str] = {}
    for files in versions:
        written[files.folder / "instrument.yaml"] = write_yaml(_ordered(files.instrument, "instrument"))
        written[files.folder / "recommendations.yaml"] = write_yaml(files.recommendations.items())
        for language, items in files.texts.items():
            for item, words in items.items():
                written[files.folder / language / f"{item}.yaml"] = write_yaml(_ordered(words, "item"))
    return written


def _ordered(data: dict[str, Any], schema: str) -> list[tuple[str, Any]]:
    return [(name, data[name]) for name in ORDER[schema] if name in data]
