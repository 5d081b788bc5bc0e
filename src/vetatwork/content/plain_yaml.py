"""YAML as authors expect it: every scalar is text (`NO` stays NO, `1.10` stays 1.10) with its line; its canonical form.

Types come from the schema of a kind, not from YAML. Anchors, tags and repeated keys are faults.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import yaml

Report = Callable[[int, str], None]

Plain = str | list["Plain"] | dict[str, "Plain"]
"""What front matter is made of once lines are taken off."""


@dataclass(frozen=True)
class Node:
    """A value as read: text, a list of nodes or a mapping of nodes, and its line (from 0)."""

    value: "str | list[Node] | dict[str, Node]"
    line: int


def read_yaml(text: str, report: Report) -> Node | None:
    """The root mapping of `text`, or None after reporting why it cannot be read."""
    try:
        if _has_alias(text):
            report(
                0, "Anchors and aliases (& and *) are not allowed. Quote a text that begins with one of these signs."
            )
            return None
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        report(mark.line if mark else 0, f"This is not valid YAML: {error.problem or error.context}.")
        return None
    except (yaml.YAMLError, RecursionError) as error:
        report(0, f"This is not valid YAML: {error}".splitlines()[0])
        return None
    if root is None:
        return Node({}, 0)
    if not isinstance(root, yaml.MappingNode):
        report(root.start_mark.line, "Expected fields (`name: value`).")
        return None
    return _node(root, report)


def _has_alias(text: str) -> bool:
    """Whether YAML would put something in the place of a name. Most texts have no asterisk and need not be parsed."""
    return "*" in text and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.SafeLoader))


def _node(node: yaml.Node, report: Report) -> Node:
    line = node.start_mark.line
    if isinstance(node, yaml.SequenceNode):
        return Node([_node(child, report) for child in node.value], line)
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Node] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                report(key.start_mark.line, "The name of a field must be a plain word.")
            elif key.value in mapping:
                report(key.start_mark.line, f"“{key.value}” stands here twice.")
            else:
                mapping[key.value] = Node(_node(child, report).value, key.start_mark.line)
        return Node(mapping, line)
    return Node(str(node.value), line)


# --- Writing ----------------------------------------------------------------------------------------------------------

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=][^\n]*")
_UNSAFE = re.compile(r": |:$| #|\s$|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def scalar(text: str, *, flow: bool = False) -> str:
    """`text` as YAML: plain where it can be, quoted otherwise."""
    if _PLAIN.fullmatch(text) and not _UNSAFE.search(text) and not (flow and re.search(r"[\[\]{},?:]", text)):
        return text
    if re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]", text):
        return '"' + "".join(_escaped(char) for char in text) + '"'
    return "'" + text.replace("'", "''") + "'"


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def write_yaml(pairs: Iterable[tuple[str, Plain]], width: int = 100) -> str:
    """Canonical YAML of a mapping in the given order; short lists and mappings on one line."""
    return "".join(f"{line}\n" for name, value in pairs for line in _pair_lines(name, value, "", width))


def _pair_lines(name: str, value: Plain, indent: str, width: int) -> list[str]:
    head = f"{indent}{scalar(name)}:"
    if isinstance(value, str):
        return [f"{head} {scalar(value)}"]
    nested = isinstance(value, list) and any(isinstance(item, dict) for item in value)
    one_line = f"{head} {_flow(value)}"
    if not value or (not nested and len(one_line) <= width):
        return [one_line]
    inner = indent + "  "
    if isinstance(value, dict):
        return [head, *(line for key, item in value.items() for line in _pair_lines(key, item, inner, width))]
    return [head, *(line for item in value for line in _item_lines(item, inner, width))]


def _item_lines(item: Plain, indent: str, width: int) -> list[str]:
    if isinstance(item, dict) and item:
        lines = [line for key, value in item.items() for line in _pair_lines(key, value, indent + "  ", width)]
        return [f"{indent}- {lines[0].strip()}", *lines[1:]]
    return [f"{indent}- {scalar(item) if isinstance(item, str) else _flow(item)}"]


def _flow(value: Plain) -> str:
    if isinstance(value, str):
        return scalar(value, flow=True)
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return "{" + ", ".join(f"{scalar(key, flow=True)}: {_flow(item)}" for key, item in value.items()) + "}"
