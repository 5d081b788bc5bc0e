"""The whole site as a folder: opens by double click, works without internet, and on any web server.

Pages are those of the site, asked of its own views; what a server did there, a script does here from data made before.
"""

from collections.abc import Callable
from pathlib import Path

from vetatwork.exports.site.files import SiteFile

__all__ = ["SiteFile", "write_site"]


def write_site(folder: Path, progress: Callable[[int, int], None] = lambda done, of: None) -> None:
    """Write every published page of every open language into `folder`, which is empty, with all that goes with it.

    `progress` is told how many of how many pages and files are done.

    Raises:
        SiteError: if a page cannot be made; the folder is not whole then.
        OSError: if a file cannot be written.
    """
    from vetatwork.exports.site.writing import write_files

    write_files(folder, progress)
