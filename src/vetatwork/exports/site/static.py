"""Style sheets, scripts, pictures and fonts of the folder: those its pages ask for."""

import base64
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from vetatwork.core.static import HashedStaticFiles, collect_if_changed
from vetatwork.exports.site.files import SiteFile
from vetatwork.exports.site.request import SiteError

FONT = re.compile(rb'url\("?(?P<name>[^")]+\.woff2)"?\)')


def prepare_static_files() -> None:
    """See to it that names with hashes can be told."""
    if isinstance(staticfiles_storage, HashedStaticFiles):
        collect_if_changed()


def static_file(name: str) -> SiteFile:
    """The static file `name`, below the address of static files."""
    content = _path(name).read_bytes()
    if name.endswith(".css"):
        content = FONT.sub(lambda match: _inside(name, match["name"].decode()), content)
    return SiteFile(f"static/{name}", content)


def _inside(sheet: str, font: str) -> bytes:
    """A font that stands in the style sheet itself: browsers refuse to load one from a neighbouring file of a disk."""
    content = (_path(sheet).parent / font.split("?", 1)[0]).read_bytes()
    return b'url("data:font/woff2;base64,' + base64.b64encode(content) + b'")'


def _path(name: str) -> Path:
    found = finders.find(name)
    if isinstance(found, str):
        return Path(found)
    collected = Path(staticfiles_storage.path(name))
    if collected.is_file():
        return collected
    raise SiteError(f"The static file {name} is not there.")
