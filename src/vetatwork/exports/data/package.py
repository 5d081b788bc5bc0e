"""A folder of data and the list of what is in it (`datapackage.json`, after the Data Package standard)."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

MEDIA_TYPES = {
    ".json": "application/json",
    ".md": "text/markdown",
    ".yaml": "application/yaml",
    "": "text/plain",
}
LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International",
}
LIST = "datapackage.json"


@dataclass(frozen=True)
class About:
    """What the list says of the whole: of when the texts are, and in which languages."""

    moment: datetime | None
    languages: tuple[str, ...]
    homepage: str = ""


class Package:
    """Writes files into a folder and remembers them. The same files give the same list."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._resources: dict[str, dict[str, Any]] = {}

    def add(self, path: str, text: str, *, title: str = "", schema: str = "") -> None:
        """Write a file; `schema` is the path of the JSON schema that it fits, from its fields in the case of a page."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        content = text.encode()
        file.write_bytes(content)
        resource = {
            "name": path.lower(),
            "path": path,
            "title": title,
            "format": file.suffix.removeprefix(".") or "txt",
            "mediatype": MEDIA_TYPES[file.suffix],
            "encoding": "utf-8",
            "bytes": len(content),
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
            "jsonSchema": schema,
        }
        self._resources[path] = {name: value for name, value in resource.items() if value != ""}

    def add_json(self, path: str, value: Any, *, title: str = "", schema: str = "") -> None:
        """Write a value as JSON."""
        self.add(path, as_json(value), title=title, schema=schema)

    def write_list(self, about: About) -> None:
        """Write the list of all that was added."""
        described = {
            "name": "vetatwork",
            "title": "VET@work: school and work, side by side",
            "description": "A manual and a readiness check for vocational schools and employers who train together.",
            "homepage": about.homepage,
            "version": about.moment.strftime("%Y.%m.%d") if about.moment else "",
            "created": about.moment.strftime("%Y-%m-%dT%H:%M:%SZ") if about.moment else "",
            "languages": list(about.languages),
            "licenses": [LICENCE],
            "contributors": [{"title": "VET@work", "roles": ["publisher"]}],
            "keywords": ["vocational education and training", "work-based learning", "mentoring", "apprenticeship"],
            "resources": [self._resources[path] for path in sorted(self._resources)],
        }
        kept = {name: value for name, value in described.items() if value}
        (self.folder / LIST).write_bytes(as_json({"resources": [], **kept}).encode())


def as_json(value: Any) -> str:
    """`value` as JSON that people can read too."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
