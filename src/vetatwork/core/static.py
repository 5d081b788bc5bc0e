"""Style sheets, fonts and pictures: collected under names that carry the hash of what is in them, compressed once."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

BROTLI_QUALITY = 9
"""Of 11. The last two steps take ten times as long and save two percent."""


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Names with hashes. A file that Wagtail's own style sheets name but do not ship keeps its name."""

    manifest_strict = False

    def create_compressor(self, **kwargs: Any) -> Compressor:
        """A compressor that is quick enough for a first start."""
        return _QuickCompressor(**kwargs)


class _QuickCompressor(Compressor):
    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        import brotli

        return bytes(brotli.compress(data, quality=BROTLI_QUALITY))


def collect_if_changed() -> bool:
    """Collect the static files unless what is collected already is what there is. Returns whether it collected.

    The mark is written last: a start that was cut short collects again.
    """
    root = Path(settings.STATIC_ROOT)
    mark = root / ".collected"
    print_of_files = _fingerprint()
    if mark.is_file() and mark.read_text() == print_of_files:
        return False
    mark.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=root.exists())
    mark.write_text(print_of_files)
    return True


def _fingerprint() -> str:
    found = hashlib.sha256(f"{BROTLI_QUALITY}".encode())
    for name, path in sorted(_files()):
        stat = path.stat()
        found.update(f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return found.hexdigest()


def _files() -> Iterator[tuple[str, Path]]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield name, Path(storage.path(name))
