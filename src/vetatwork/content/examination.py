"""What `vetatwork doctor` asks of the content folder."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from vetatwork.content.faults import ContentError
from vetatwork.content.library import read_library
from vetatwork.content.services import site_languages
from vetatwork.core.doctor import Finding, Level


def content_folder() -> Iterator[Finding]:
    """Whether the content folder is there and has no fault."""
    folder = Path(settings.CONTENT_DIR)
    if not folder.is_dir():
        yield Finding(Level.FAIL, "Content folder", f"{folder} is not there", "Set CONTENT_DIR, or leave it unset.")
        return
    try:
        faults = len(read_library(folder, site_languages()).faults)
    except ContentError as error:
        faults = len(error.faults)
    if faults:
        yield Finding(Level.FAIL, "Content folder", f"{faults} faults in {folder}", "Run `vetatwork content check`.")
    else:
        yield Finding(Level.OK, "Content folder", str(folder))
