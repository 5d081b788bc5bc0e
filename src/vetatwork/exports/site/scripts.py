"""Data that a page reads from a disk: a classic script that sets a name of `window.vetatwork`."""

import json
from typing import Any

from vetatwork.exports.site.files import SiteFile


def data_script(path: str, name: str, data: Any) -> SiteFile:
    """The file `path` that gives the scripts of its page `data` under `name`."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # Old engines take these two as the end of a line inside a string.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return SiteFile(path, f"(window.vetatwork = window.vetatwork || {{}}).{name} = {text};\n".encode())
