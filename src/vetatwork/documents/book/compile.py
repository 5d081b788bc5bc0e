"""A book's PDF in a process of its own: `python -m vetatwork.documents.book.compile` reads the data of the template
`book.typ` as JSON and writes the PDF, or says on its standard error why there is none."""

import json
import sys

import typst

from vetatwork.documents.typesetting import pdf_of


def main() -> int:
    """Exit code 1 if the book cannot be set."""
    try:
        made = pdf_of("book", json.load(sys.stdin.buffer))
    except (typst.TypstError, ValueError) as error:
        sys.stderr.write(str(error))
        return 1
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
