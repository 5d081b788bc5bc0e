"""What the folder is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SiteFile:
    """A file of the offline site. `path` is relative to the folder, with `/` between its parts: `en/check/index.html`.

    The content of an HTML file is a page as the server would send it, with addresses such as `/en/methods/`: the
    writer makes them relative. Any other file is written as it is.
    """

    path: str
    content: bytes
