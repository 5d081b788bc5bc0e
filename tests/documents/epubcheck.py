"""Asks EPUBCheck, the validator of those who keep the standard, about an EPUB."""

import shutil
import subprocess
from pathlib import Path


def complaints(epub: bytes, folder: Path) -> str:
    """What EPUBCheck says against a book, '' if nothing: no error, no warning, no advice."""
    found = shutil.which("epubcheck")
    assert found, "EPUBCheck is missing: run `make test`, which installs it, or `apt-get install epubcheck`."
    program = Path(found).resolve()
    # Debian's command is the program itself, which only some systems can start without naming Java.
    start = ["java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-jar"] if program.suffix == ".jar" else []
    path = folder / "book.epub"
    path.write_bytes(epub)
    done = subprocess.run([*start, program, path], capture_output=True, text=True, timeout=300, check=False)
    said = done.stdout + done.stderr
    clean = "0 fatals / 0 errors / 0 warnings / 0 infos" in said or "No errors or warnings detected" in said
    return "" if done.returncode == 0 and clean else said
