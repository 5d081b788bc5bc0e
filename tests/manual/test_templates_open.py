"""Word and Excel files of every template, empty and filled in with odd names: LibreOffice opens them and loses nothing.

One call for all files; without LibreOffice the test fails (`make test` installs it).
"""

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from vetatwork.documents.sheet import Logo, PageBreak, Paragraph, Picture, Sheet
from vetatwork.manual.downloads.files import asked_of, formats_of, template_file, template_sheet
from vetatwork.manual.models import TemplatePage

pytestmark = [pytest.mark.django_db, pytest.mark.outputs]

ODD = "Größe-Ærø 👩‍🔧🎉 مدرسة النجاح שלום 学校"
PRINTED = "Größe-Ærø"
"""The part of `ODD` that any machine has letters for; the fonts for the others may be missing."""

SECONDS = 540
"""How long LibreOffice may take for all files on a slow machine."""


@dataclass(frozen=True)
class Paper:
    """A file that was written, and what must be found in it."""

    path: Path
    sheet: Sheet

    @property
    def asks(self) -> bool:
        """Whether what was filled in stands somewhere in the paper."""
        return any(PRINTED in text for text in _texts(self.sheet.blocks))


def _papers(folder: Path) -> Iterator[Paper]:
    for page in TemplatePage.objects.live().select_related("locale").order_by("path"):
        filled = {name: ODD for name, _label in asked_of(page)}
        for name, words in (("empty", {}), ("filled", filled)):
            sheet = template_sheet(page, words)
            for ending in formats_of(page):
                if ending == "pdf":
                    continue
                path = folder / f"{page.locale.language_code}-{page.slug}-{name}-{ending}.{ending}"
                path.write_bytes(template_file(sheet, ending))
                yield Paper(path, sheet)


def _texts(value: Any) -> Iterator[str]:
    """Every text of blocks, in the order of reading."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value) and not isinstance(value, PageBreak | Picture | Logo):
        for part in fields(value):
            if part.name not in ("style", "sign"):
                yield from _texts(getattr(value, part.name))


def _last_line(sheet: Sheet) -> str:
    """The last text of a paper in which there are letters, as far as any machine can print it."""
    last = [text for text in _texts(sheet.blocks) if re.search(r"[^\W\d_]", text)][-1]
    return last.split(ODD)[0] or PRINTED


def _plain(text: str) -> str:
    """`text` without spaces, ligatures and hyphens at the end of lines: those are a matter of layout."""
    return re.sub(r"[\s\u00ad\u200b-]+", "", unicodedata.normalize("NFKC", text))


def _opened(papers: list[Paper], folder: Path) -> Path:
    """A folder with what LibreOffice made of each paper."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.fail("no LibreOffice found; `make test` installs it")
    made = folder / "made"
    profile = (folder / "profile").as_uri()
    command = [office, "--headless", "--norestore", f"-env:UserInstallation={profile}", "--convert-to", "pdf"]
    files = [str(paper.path) for paper in papers]
    done = subprocess.run(
        [*command, "--outdir", str(made), *files], capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    return made


def _faults(paper: Paper, made: Path) -> Iterator[str]:
    """What is wrong with one paper."""
    file = made / f"{paper.path.stem}.pdf"
    if not file.is_file():
        yield "was not opened"
        return
    pages = PdfReader(file).pages
    text = _plain("".join(page.extract_text() for page in pages))
    wanted = [paper.sheet.title, _last_line(paper.sheet), *([PRINTED] if paper.asks else [])]
    if not pages:
        yield "has no page"
    yield from (f"has lost “{words}”" for words in wanted if _plain(words) not in text)


def test_libreoffice_opens_every_template_and_nothing_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "written"
    folder.mkdir()
    papers = list(_papers(folder))
    assert {paper.path.suffix for paper in papers} == {".docx", ".xlsx"}
    assert len(papers) >= 2 * TemplatePage.objects.live().count() >= 40
    made = _opened(papers, tmp_path)
    faults = [f"{paper.path.name} {fault}" for paper in papers for fault in _faults(paper, made)]
    assert not faults, "\n".join(faults)


def test_what_is_lost_or_not_opened_would_be_noticed(tmp_path: Path) -> None:
    page = TemplatePage.objects.live().order_by("path").first()
    sheet = template_sheet(page)
    paper = Paper(tmp_path / "paper.docx", sheet)
    assert list(_faults(paper, tmp_path)) == ["was not opened"]
    (tmp_path / "paper.pdf").write_bytes(template_file(sheet, "pdf"))
    assert list(_faults(paper, tmp_path)) == []
    other = replace(sheet, title="Another paper", blocks=(*sheet.blocks, Paragraph("One line more")))
    found = list(_faults(Paper(paper.path, other), tmp_path))
    assert found == ["has lost “Another paper”", "has lost “One line more”"]
