"""How many pages a PDF has, read from the file without a library."""

import re
import zlib
from pathlib import Path

_COUNT = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)|/Count\s+(\d+)[^>]*?/Type\s*/Pages\b")
_STREAM = re.compile(rb"/Type\s*/ObjStm.*?stream\r?\n(.*?)endstream", re.S)


def pages_of(path: Path) -> int | None:
    """The number of pages of the PDF at `path`, None for another file or if it does not say."""
    if path.read_bytes()[:5] != b"%PDF-":
        return None
    content = path.read_bytes()
    counts = _counts(content)
    for packed in _STREAM.findall(content):
        try:
            counts += _counts(zlib.decompressobj().decompress(packed))
        except zlib.error:
            continue
    return max(counts, default=None)


def _counts(content: bytes) -> list[int]:
    return [int(first or second) for first, second in _COUNT.findall(content)]
