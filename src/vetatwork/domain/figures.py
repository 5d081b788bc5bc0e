"""Figures in a text that claim something: shares, sums of money, large numbers. Each of them needs a source."""

import re

_IN_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_NUMBER = r"\d(?:[\d.,\u00a0\u202f]*\d)?"
_AMOUNT = rf"(?:{_NUMBER}|\b(?:{'|'.join(_IN_WORDS)}|hundred|thousand|million|billion))"
_SIGN = r"EUR|USD|GBP|CHF|NOK|SEK|DKK|ISK|PLN|CZK|HUF|RON|[€£$]"
_MONEY = r"euros?|cents?|pounds?|dollars?|francs?|kroner|kronor|krone|kronur|zlotys?|forints?"

_FIGURE = re.compile(
    rf"(?:{_NUMBER}[–-])?{_AMOUNT}\s?(?:%|per ?cent\b|percentage points?\b)"
    rf"|(?:{_SIGN})\s?{_NUMBER}(?:\s(?:thousand|million|billion)\b)?"
    rf"|{_AMOUNT}\s(?:(?:thousand|million|billion)s?\s)?(?:(?:{_SIGN})(?!\w)|(?:\w+\s)?(?:{_MONEY})\b)"
    rf"|{_AMOUNT}\s(?:thousand|million|billion)s?\b"
    r"|\d{1,3}(?:[,.\u00a0\u202f]\d{3})+(?!\d)"
    r"|\d{4,}",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NUMBERED = re.compile(r"(?:\b(?:ISO|IEC|EN|DIN|No\.|Nr\.|[Aa]rticle|[Ss]ection)|[§/])[\s-]?$")


def figures_in(text: str) -> list[str]:
    """The figures of `text` that claim something, in their order.

    They are percentages, amounts of money, and numbers of four digits or more. A year alone claims nothing, and neither
    does the number of a norm or a law.
    """
    return [
        match[0]
        for match in _FIGURE.finditer(text)
        if not _YEAR.fullmatch(match[0]) and not _NUMBERED.search(text[: match.start()])
    ]


def same_form(figure: str) -> str:
    """One form for one figure: `Thirty per cent`, `30 %` and `30%` are the same."""
    words = (str(_IN_WORDS.get(word, word)) for word in figure.casefold().split())
    return re.sub(r"per ?cent", "%", "".join(words))
