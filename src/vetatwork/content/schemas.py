"""Files of the content folder that are plain data: held against a JSON schema, with the line of each fault."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from vetatwork.content.faults import Fault
from vetatwork.content.library import read_text
from vetatwork.content.plain_yaml import Node, read_yaml


def read_by_schema(path: Path, schema: Path, faults: list[Fault]) -> tuple[dict[str, Any], Node | None]:
    """The mapping in the file `path` and its nodes, which know their lines.

    The mapping is {} after adding to `faults` why it is none or does not fit; without nodes if it is not even YAML.
    """
    text = read_text(path, faults)
    if text is None:
        return {}, None
    root = read_yaml(text, lambda line, message: faults.append(Fault(path, line + 1, message)))
    if root is None:
        return {}, None
    data = _plain(root)
    wrong = sorted(_validator(schema).iter_errors(data), key=lambda error: list(map(str, error.absolute_path)))
    faults += [Fault(path, line_of(root, list(error.absolute_path)), _sentence(error)) for error in wrong]
    return (data if not wrong and isinstance(data, dict) else {}), root


def line_of(root: Node, where: list[Any]) -> int:
    """The line (from 1) of the field that `where` leads to, or of the last one on the way that is there."""
    node = root
    for step in where:
        children = node.value
        if isinstance(children, dict) and step in children:
            node = children[step]
        elif isinstance(children, list):
            node = children[int(step)]
        else:
            break
    return node.line + 1


def _sentence(error: Any) -> str:
    where = ".".join(str(step) for step in error.absolute_path)
    return f"{where}: {error.message}"[:300] if where else str(error.message)[:300]


def _plain(node: Node) -> Any:
    if isinstance(node.value, dict):
        return {name: _plain(child) for name, child in node.value.items()}
    if isinstance(node.value, list):
        return [_plain(child) for child in node.value]
    return node.value


@lru_cache(maxsize=16)
def _validator(schema: Path) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
