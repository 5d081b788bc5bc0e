"""Where an export is written to: beside its place first, and put there in one step when it is whole.

Whatever happens before that (a fault, a full disk, a power cut) leaves the place as it was.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARKER = ".vetatwork-export"
"""A file in every folder we wrote: only such a folder is ever replaced."""

_MARKER_TEXT = "VET@work wrote this folder and may replace it when it is exported again.\n"
_UNFINISHED = ".unfinished-"
_REPLACED = ".replaced-"


class TargetError(Exception):
    """An export cannot be written to where it was told to. The text says why, for a person."""


@contextmanager
def fresh_folder(out: Path, *, replace: bool = False) -> Iterator[Path]:
    """An empty folder to write into; it becomes `out` when the block ends without a fault.

    `out` must not exist, be empty, or (with `replace`) be a folder that we wrote.

    Raises:
        TargetError: if `out` cannot be used, or the disk is full.
    """
    out = _place(out)
    with _said_plainly(out):
        _sweep(out)
    _refuse_folder(out, replace=replace)
    with _said_plainly(out), _unfinished(out) as folder:
        folder.mkdir()
        yield folder
        (folder / MARKER).write_text(_MARKER_TEXT)
        _put_folder(folder, out)


@contextmanager
def fresh_file(out: Path, *, replace: bool = False) -> Iterator[Path]:
    """A path to write a file to; it becomes `out` when the block ends without a fault.

    Raises:
        TargetError: if `out` cannot be used (it exists, without `replace`), or the disk is full.
    """
    out = _place(out)
    if out.is_dir():
        raise TargetError(f"{out} is a folder. Name the file to write.")
    if out.exists() and not replace:
        raise TargetError(f"{out} exists already. Choose another name, or add --replace to overwrite it.")
    with _said_plainly(out):
        _sweep(out)
    with _said_plainly(out), _unfinished(out) as path:
        yield path
        put_whole(path, out)


def put_whole(path: Path, out: Path) -> None:
    """Give the finished file `path` its name `out`, on the disk for good before anybody sees it."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
    path.replace(out)


# --- May it be written there? -----------------------------------------------------------------------------------------


def _place(out: Path) -> Path:
    """`out` with links followed, in a folder that exists and can be written to."""
    try:
        out = out.expanduser().resolve()
        is_folder = out.parent.is_dir()
        out.exists()  # Asked here, because the answer may be that there can be no such name.
    except (OSError, ValueError, RuntimeError) as error:
        too_long = isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG
        reason = "is too long to be" if too_long else "cannot be"
        raise TargetError(f"{str(out)[:200]!r} {reason} the name of a file or folder.") from error
    if out == out.parent:
        raise TargetError(f"{out} is the root of the disk. Name a folder in it.")
    if not is_folder:
        raise TargetError(f"The folder {out.parent} does not exist. Make it first.")
    if not os.access(out.parent, os.W_OK | os.X_OK):
        raise TargetError(f"The folder {out.parent} cannot be written to.")
    return out


def _refuse_folder(out: Path, *, replace: bool) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise TargetError(f"{out} is a file. Name a folder that does not exist yet.")
    try:
        is_empty = next(out.iterdir(), None) is None
    except OSError as error:
        raise TargetError(f"The folder {out} cannot be read ({error.strerror}).") from error
    if is_empty:
        return
    if not (out / MARKER).is_file():
        raise TargetError(f"The folder {out} is not empty, and VET@work did not write it. Name another one.")
    if not replace:
        raise TargetError(f"The folder {out} holds an export already. Add --replace to write it anew.")


# --- Beside it, then in its place -------------------------------------------------------------------------------------


@contextmanager
def _unfinished(out: Path) -> Iterator[Path]:
    """A path beside `out` where nothing is; whatever is there at the end is deleted."""
    path = out.with_name(f".{out.name}{_UNFINISHED}{os.getpid()}")
    _delete(path)
    try:
        yield path
    finally:
        _delete(path)


def _put_folder(folder: Path, out: Path) -> None:
    """A full folder cannot be replaced in one step: the old one goes aside first, and back on a fault."""
    if not out.exists() or next(out.iterdir(), None) is None:
        folder.rename(out)
        return
    aside = out.with_name(f".{out.name}{_REPLACED}{os.getpid()}")
    _delete(aside)
    out.rename(aside)
    try:
        folder.rename(out)
    except OSError:
        aside.rename(out)
        raise
    _delete(aside)


def _sweep(out: Path) -> None:
    """Delete what exports to the same place left there that were killed; put back what one of them had set aside."""
    for path in sorted(out.parent.glob(f".{_literal(out.name)}{_REPLACED}*")):
        if _is_alive(path):
            continue
        if not out.exists():
            path.rename(out)
        else:
            _delete(path)
    for path in out.parent.glob(f".{_literal(out.name)}{_UNFINISHED}*"):
        if not _is_alive(path):
            _delete(path)


def _literal(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _is_alive(path: Path) -> bool:
    """Whether another process that still runs has `path`."""
    number = path.name.rsplit("-", 1)[-1]
    if not number.isdecimal():
        return True
    if int(number) == os.getpid():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def _said_plainly(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise TargetError(f"{why(error, out)} {out} is as it was.") from error


def why(error: OSError, out: Path) -> str:
    """What a fault of the file system means, in a sentence."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"The disk is full ({out.parent})."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return f"The folder {out.parent} cannot be written to."
        case errno.ENAMETOOLONG:
            return "The name is too long."
        case errno.EBUSY:
            return f"{out} is in use, perhaps as a place where a disk is attached."
        case _:
            return f"It could not be written: {error.strerror or error}."
