"""Templates: a page with a preview, files in three formats, filled in before the download; nothing sent is kept."""

import re
import zlib
from html import unescape
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.shared import Mm
from PIL import Image
from pypdf import PdfReader
from wagtail.models import Locale

from vetatwork.config.caching import cached
from vetatwork.content.document import read_document
from vetatwork.content.faults import ContentError
from vetatwork.content.kinds import kind_of_collection
from vetatwork.content.services import load_content
from vetatwork.content.store import the_store
from vetatwork.manual import queries
from vetatwork.manual.downloads.files import PLACE, formats_of, template_blocks, template_file, template_sheet
from vetatwork.manual.downloads.parts import cells_of, label_and_value
from vetatwork.manual.models import TemplatePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_trial_papers")]
TRIAL = Path(__file__).with_name("trial")
"""Two short templates of the tests' own, so that nobody who improves a shipped one has to mind them."""

AGREEMENT = "/en/templates/expectations-agreement"
PLANNER = "/en/templates/season-planner"
SAME = {"Sec-Fetch-Site": "same-origin"}
FILE = "manual/en/templates/expectations-agreement.md"
ARABIC, EMOJI = "مدرسة النجاح", "Aula 👩‍🔧🎉"


@pytest.fixture
def _trial_papers():
    """The pages of two shipped templates with the content of the trial ones."""
    store = the_store()
    for path in TRIAL.glob("*.md"):
        key = f"templates/{path.stem}"
        document, faults = read_document(path.read_text(), kind_of_collection("templates"), key, "en", path)
        assert faults == []
        store.write(document)


def _picture(kind="PNG", size=(300, 100), mode="RGB"):
    file = BytesIO()
    Image.new(mode, size).save(file, kind)
    return file.getvalue()


def _post(client, ending="docx", address=AGREEMENT, logo=None, name="logo.png", **values):
    data = {f"value-{field}": text for field, text in values.items()}
    if logo is not None:
        data["logo"] = SimpleUploadedFile(name, logo)
    return client.post(f"{address}.{ending}", data, headers=SAME)


def _word(response):
    assert response.status_code == 200, response.content[:300]
    return docx.Document(BytesIO(response.content))


def _words_in(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _pdf_text(response):
    assert response.status_code == 200
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages).split())


def _text(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


# --- The page ---------------------------------------------------------------------------------------------------------


def test_a_page_says_what_it_is_for_and_shows_the_paper(client):
    page = client.get(f"{AGREEMENT}/")
    html = page.content.decode()
    text = _text(html)
    assert page.status_code == 200 and not page.cookies
    for said in ("What it is for", "How to use it", "Who fills it in", "We meet the three of us at least twice.",
                 "Mentor and deputy", "Place and day", "Let's work together"):  # fmt: skip
        assert said in text
    for ending in ("docx", "pdf"):
        assert f'href="{AGREEMENT}.{ending}"' in html and f'formaction="{AGREEMENT}.{ending}"' in html
    assert "{school}" not in html and ".xlsx" not in html


def test_its_kit_and_its_part_lead_to_it(client):
    kit = client.get("/en/methods/lets-work-together/").content.decode()
    assert f'<a href="{AGREEMENT}/">Expectations agreement</a>' in kit
    part = client.get("/en/templates/").content.decode()
    assert f'href="{AGREEMENT}/"' in part and f'href="{PLANNER}/"' in part


def test_it_is_found_by_search_programs_and_models(client):
    assert f"{AGREEMENT}/" in client.get("/en/search/", {"q": "expectations agreement"}).content.decode()
    found = client.get("/api/v1/pages", {"kind": "template"}).json()["items"]
    assert "templates/season-planner" in {item["key"] for item in found}
    whole = client.get("/api/v1/pages/templates/season-planner").json()
    assert "August" in whole["texts"]["parts/months"]
    assert f"{AGREEMENT}/" in client.get("/sitemap.xml").content.decode()
    assert f"{AGREEMENT}/index.md" in client.get("/llms.txt").content.decode()
    assert "- We meet the three of us at least twice." in client.get(f"{AGREEMENT}/index.md").content.decode()


# --- Files ------------------------------------------------------------------------------------------------------------


def test_the_word_file_holds_the_parts_with_room_to_write(client):
    response = client.get(f"{AGREEMENT}.docx")
    document = _word(response)
    assert response["Content-Disposition"] == 'attachment; filename="expectations-agreement.docx"'
    assert response["Link"].endswith(f'{AGREEMENT}/>; rel="canonical"')
    assert document.core_properties.title == "Expectations agreement"
    who, expect, sign = document.tables
    assert [row.cells[0].text for row in who.rows] == ["School", "Employer", "Learner", "Mentor and deputy"]
    assert not any(row.cells[1].text for row in who.rows)
    assert [cell.text for cell in expect.rows[0].cells] == ["School", "Employer", "Learner"]
    assert not any(cell.text for cell in expect.rows[-1].cells)
    assert [row.cells[0].text for row in sign.rows][1:] == [
        "Learner",
        "Mentor, for the employer",
        "Teacher, for the school",
    ]
    assert "☐\tWe meet the three of us at least twice." in _words_in(document)


def test_the_excel_file_adds_up_what_is_typed(client):
    response = client.get(f"{PLANNER}.xlsx")
    book = openpyxl.load_workbook(BytesIO(response.content))
    assert book.sheetnames == ["Season planner", "Month by month"]
    page = book["Month by month"]
    assert [page["A3"].value, page["A14"].value, page["A15"].value] == ["August", "July", "Total"]
    assert page["D15"].value == "=SUM(D3:D14)"


@pytest.mark.parametrize("address", [AGREEMENT, PLANNER])
def test_there_is_always_a_pdf(client, address):
    response = client.get(f"{address}.pdf")
    assert response["Content-Type"] == "application/pdf" and response["Content-Disposition"].startswith("inline")
    assert "Page 1 of" in _pdf_text(response)


@pytest.mark.parametrize(
    "address", [f"{AGREEMENT}.xlsx", f"{AGREEMENT}.odt", "/en/templates/none.pdf", "/en/templates/%2e%2e.pdf"]
)
def test_a_file_that_is_not_offered_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_other_methods_are_refused(client):
    assert client.delete(f"{AGREEMENT}.docx").status_code == 405
    assert client.head(f"{AGREEMENT}.docx").status_code == 200


def test_an_empty_file_is_the_same_for_everybody_and_may_be_kept(client):
    key = cached(lambda *_: []).key_of
    asked = {"PATH_INFO": f"{AGREEMENT}.pdf", "HTTP_HOST": "localhost", "wsgi.url_scheme": "http"}
    assert key({**asked, "REQUEST_METHOD": "GET"}) and not key({**asked, "REQUEST_METHOD": "POST"})
    response = client.get(f"{AGREEMENT}.pdf")
    assert not response.cookies and "Cookie" not in response.get("Vary", "")


def test_in_a_language_without_the_template_the_file_is_in_english(client, content_copy):
    home = (content_copy / "manual/en/home/home.md").read_text(encoding="utf-8")
    marks = f"translated_from: sha256:{'0' * 64}\nreviewed: false\n---\n\n# Steps"
    folder = content_copy / "manual/fi/home"
    folder.mkdir(parents=True)
    (folder / "home.md").write_text(home.replace("---\n\n# Steps", marks), encoding="utf-8")
    load_content(folder=content_copy)
    assert Locale.objects.filter(language_code="fi").exists()
    document = _word(client.get("/fi/templates/expectations-agreement.docx"))
    assert document.core_properties.language == "en" and "Place and day" in _words_in(document)
    assert client.get("/de/templates/expectations-agreement.docx").status_code == 404


def test_every_template_becomes_every_file_it_offers():
    for page in TemplatePage.objects.live():
        for ending in formats_of(page):
            assert len(template_file(template_sheet(page), ending)) > 4_000, (page.key, ending)


def test_a_kit_offers_every_template_that_names_it():
    from vetatwork.manual.models import MethodPage

    kits = {page.slug: page for page in MethodPage.objects.live()}
    missing = [
        (kit, template.slug)
        for template in TemplatePage.objects.live()
        for kit in template.methods
        if template.slug not in kits[kit].templates
    ]
    assert not missing


def test_every_field_that_a_text_names_is_asked_for():
    for page in TemplatePage.objects.live():
        known = {str(block.value["id"]) for block in page.fields}
        text = "\n".join(str(block.value["text"].source) for block in page.parts)
        assert set(PLACE.findall(text)) <= known, page.key


def _table(columns, lines, rows=0):
    """The table of a template's part, as an editor writes it."""
    text = SimpleNamespace(source=f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>")
    value = {"form": "table", "columns": columns, "rows": str(rows or ""), "text": text}
    (made,) = template_blocks(SimpleNamespace(fields=[], parts=[SimpleNamespace(value=value)]))
    return made


def test_a_column_to_write_in_is_wider_than_one_to_read():
    lines = ["10 | What can I do now that I could not? | …", "5 | Close | "]
    table = _table(["Minutes", "Question", "What was said"], lines)
    minutes, question, said = table.shares
    assert minutes < question < said


def test_columns_that_all_ask_for_something_are_equally_wide_and_have_room_below_the_question():
    lines = ["We expect:|We offer hours with the mentor, clothes, lunch:|I want:"]
    table = _table(["School", "Employer", "Learner"], lines)
    assert len(set(table.shares)) == 1
    assert table.row_height >= 16


def test_a_list_to_tick_keeps_its_narrow_columns_however_many_empty_rows_follow():
    table = _table(["Goal", "Task", "Shown"], ["I keep the place clean | Wipe the table and the rail | ☐"], rows=9)
    goal, task, shown = table.shares
    assert shown < goal < task and len(table.rows) == 10


# --- Filled in --------------------------------------------------------------------------------------------------------


def test_what_is_filled_in_stands_in_the_file(client):
    response = _post(client, school="Aula & Söhne", employer="=1+1", learner="{school}")
    rows = [[cell.text for cell in row.cells] for row in _word(response).tables[0].rows]
    assert rows[:3] == [["School", "Aula & Söhne"], ["Employer", "=1+1"], ["Learner", "{school}"]]
    assert response["Cache-Control"] == "no-store" and not response.cookies


def test_it_stands_in_excel_and_pdf_too(client):
    book = openpyxl.load_workbook(BytesIO(_post(client, "xlsx", PLANNER, school="=1+1", year="2026").content))
    assert [cell.value for cell in book.worksheets[0]["B"] if cell.value] == ["=1+1", "2026"]
    assert book.worksheets[0]["B2"].data_type == "s"
    assert "School Aula Employer" in _pdf_text(_post(client, "pdf", school="Aula"))


@pytest.mark.parametrize("text", [ARABIC, EMOJI])
def test_emoji_and_right_to_left_text_survive_in_word_and_do_not_stop_a_pdf(client, text):
    assert text in _words_in(_word(_post(client, school=text)))
    assert "□" in _pdf_text(_post(client, "pdf", school=text))


def test_a_text_that_is_too_long_is_said_at_its_field_and_nothing_typed_is_lost(client):
    response = _post(client, school="x" * 201, employer="Salon <Ana>")
    html = response.content.decode()
    assert response.status_code == 422 and response["Cache-Control"] == "no-store"
    assert re.search(r'<p class="wrong" id="fill-value-school_error">[^<]*200', html)
    assert 'href="#fill-value-school"' in html and 'value="Salon &lt;Ana&gt;"' in html
    assert 'aria-invalid="true"' in html


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_stands_at_the_head_made_anew(client, kind):
    logo = _picture(kind, (3000, 1000)) + b"<script>hidden</script>"
    response = _post(client, logo=logo, name="logo.exe")
    (shape,) = _word(response).inline_shapes
    assert shape.width == pytest.approx(Mm(50), rel=0.01)
    assert b"hidden" not in response.content
    image = PdfReader(BytesIO(_post(client, "pdf", logo=logo).content)).pages[0].images[0].image
    assert image.size == (900, 300)


def _bomb():
    """A small file that says it has a thousand million pixels."""
    head = b"IHDR" + (40_000).to_bytes(4, "big") + (25_000).to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    chunks = ((length.to_bytes(4, "big") + part + zlib.crc32(part).to_bytes(4, "big")) for length, part in
              ((13, head), (4, b"IDAT1234")))  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("logo", "said"),
    [
        (b"", "no PNG or JPEG"),
        (b"\x89PNG\r\n\x1a\nnot really", "no PNG or JPEG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "no PNG or JPEG"),
        (_picture()[:-30], "no PNG or JPEG"),
        (_picture("GIF"), "no PNG or JPEG"),
        (_bomb(), "too many pixels"),
        (b"\x89PNG" + b"x" * 20 * 1024 * 1024, "more than 1 MB"),
    ],
    ids=["empty", "fake", "svg", "cut", "gif", "bomb", "20 MB"],
)
def test_what_is_no_logo_is_said_at_its_field(client, logo, said):
    response = _post(client, logo=logo, school="Aula")
    html = response.content.decode()
    assert response.status_code == 422
    assert re.search(rf'<p class="wrong" id="fill-logo_error">[^<]*{said}', html)
    assert 'value="Aula"' in html


def test_a_logo_with_transparency_and_colours_of_print_is_taken(client):
    assert _post(client, "pdf", logo=_picture("PNG", mode="LA")).status_code == 200
    assert _post(client, "pdf", logo=_picture("JPEG", mode="CMYK")).status_code == 200


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}])
def test_other_sites_cannot_send_the_form(client, headers):
    assert client.post(f"{AGREEMENT}.docx", {"value-school": "x"}, headers=headers).status_code == 403


# --- The format of a template -----------------------------------------------------------------------------------------


def test_rows_and_labels_are_taken_apart():
    assert cells_of("a | b |") == ("a", "b", "")
    assert cells_of("a | | c") == ("a", "", "c")
    assert label_and_value("School: {school}") == ("School", "{school}")
    assert label_and_value("Mentor:") == ("Mentor", "")
    assert label_and_value("10:30 o'clock") == ("10:30 o'clock", "")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("form: fields", "form: poem", "part_forms"),
        ("rows: 4", "rows: many", "from 1 to 99"),
        ("rows: 4", "rows: '100'", "Too long"),
        ("columns: [School, Employer, Learner]", "totals: yes", "needs “columns”"),
        ("columns: [School, Employer, Learner]", "columns: [School, Employer]", "more than its 2 cells"),
        ("form: signatures", "form: lines", "needs “rows”"),
        ("form: signatures", "form: break", "has no title"),
        ("title: Signatures", "title: Signatures\n    totals: yes", "only a table"),
        ("- Learner\n- Mentor, for", "Learner\n\n- Mentor, for", "one bullet list"),
    ],
)
def test_a_part_that_cannot_be_made_is_a_fault(content_copy, old, new, fault):
    path = content_copy / FILE
    text = (TRIAL / path.name).read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as found:
        load_content(folder=content_copy)
    assert fault in str(found.value)


def test_an_editor_changes_a_part_and_the_file_follows(client):
    page = queries.page_with_key("templates/expectations-agreement", "en")
    page.parts[0].value["title"] = "The three of us"
    page.save_revision().publish()
    assert "The three of us" in _words_in(_word(client.get(f"{AGREEMENT}.docx")))
