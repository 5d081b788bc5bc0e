"""The words of closed lists (areas, constructs, sectors …) for a reader."""

from pathlib import Path

from django.conf import settings

from vetatwork.content.vocabulary import read_vocabulary

SIZES = {"micro": "1-9", "small": "10-49", "medium": "50-249", "large": "250+"}
"""How the manual's list of sizes names those of the check."""


def label(terms: str, key: str, language: str) -> str:
    """The label of a key of a closed list; the key itself if the list does not have it any more."""
    term = read_vocabulary(Path(settings.CONTENT_DIR) / "vocabulary.yaml").get(terms, {}).get(key)
    return term.label(language) if term else key


def choices(terms: str, language: str) -> list[tuple[str, str]]:
    """Keys and labels of a closed list, in its order."""
    found = read_vocabulary(Path(settings.CONTENT_DIR) / "vocabulary.yaml").get(terms, {})
    return [(key, term.label(language)) for key, term in found.items()]


def size_choices(language: str) -> list[tuple[str, str]]:
    """The sizes of the check with their labels."""
    return [(size, label("sizes", key, language)) for size, key in SIZES.items()]
