"""Where finished files lie, and unfinished ones beside them."""

import shutil
from pathlib import Path

from django.conf import settings


def exports_folder() -> Path:
    """The folder of finished files; made when it is first asked for."""
    folder = Path(settings.DATA_DIR) / "exports"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def finished(name: str) -> Path:
    """Where the whole file `name` lies, if there is one."""
    return Path(settings.DATA_DIR) / "exports" / name


def unfinished(name: str, claim: str) -> Path:
    """Where the process with this claim writes the file `name`."""
    return exports_folder() / f".{name}.{claim}"


def sweep(name: str) -> None:
    """Delete what was left of earlier attempts at the file `name`."""
    for path in exports_folder().glob(f".{name}.*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
