"""A school and an employer on their way to a joint reading."""

import io
import re

import docx
import pypdf

SCHOOL = {"com-strategy": 5, "com-owner": 5, "com-safeguards": 5, "coo-partners": 5, "coo-expectations": 4,
          "coo-contact": 4, "col-goals": 2, "col-planning": 3, "col-mentoring": 4, "cel-recognition": 3,
          "cel-results": "dk", "cel-improvement": 3}  # fmt: skip
FIRM = {"com-strategy": 1, "com-owner": 1, "com-safeguards": 1, "coo-partners": 1, "coo-expectations": 3,
        "coo-contact": 1, "col-goals": 2, "col-planning": 2, "col-mentoring": 2, "cel-recognition": 2,
        "cel-results": 3, "cel-improvement": "na"}  # fmt: skip
SHARED = [item for item in SCHOOL if not item.startswith(("com-", "coo-partners"))]


def yes(answers, **more):
    return {item: str(answers[item]) for item in SHARED if item in answers} | {
        "people": "one",
        "consent": "on",
        **more,
    }


def invite(walker, **more):
    """The inviter's result, and the address of its invitation."""
    result = walker.take(SCHOOL, side="provider")
    page = walker.get(walker.post(f"{result}together/", yes(SCHOOL, **more)).url).content.decode()
    return result, "/en/check/invitation/" + re.search(r"/check/invitation/([\w-]+)/", page)[1] + "/"


def join(walker, invitation, answers=FIRM, **more):
    """The invited takes the check and says yes; its result and its joint page."""
    first = walker.post(invitation, {"experience": "some"}).url
    result = walker.post(walker.answer(first, answers)).url
    return result, walker.post(f"{result}together/", yes(answers, **more)).url


def joint_of(walker, result):
    """The joint page of a side, found on its result."""
    return re.search(r'href="(/en/check/joint/[\w-]+/)"', walker.get(result).content.decode())[1]


def words_of(response):
    kind = response["Content-Type"]
    if "pdf" in kind:
        return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(response.content)).pages)
    if "wordprocessing" in kind:
        document = docx.Document(io.BytesIO(response.content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return " ".join([paragraph.text for paragraph in document.paragraphs] + cells)
    return response.content.decode()
