"""The index: entries, the words in them, what they are about, words for the same thing."""

from django.db import models

LONGEST_TERM = 60


class Entry(models.Model):
    """A page in one language, as lists and search results show it."""

    key = models.CharField(max_length=200)
    language = models.CharField(max_length=12)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=255)
    path = models.CharField(max_length=500)
    """Below the language, without a slash before or behind: `methods/job-dating`."""
    summary = models.TextField(blank=True, default="")
    text = models.TextField(blank=True, default="")
    order = models.CharField(max_length=300)
    """Entries of a list follow each other by this text."""
    about = models.JSONField(default=dict)
    """What a card shows beside title and summary."""
    content_hash = models.CharField(max_length=80, blank=True, default="")
    translated_from = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "language"], name="one_entry_a_page_and_language")]
        indexes = [models.Index(fields=["language", "kind", "order"], name="entry_list")]

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"


class Posting(models.Model):
    """That a term occurs in an entry. A term is a language and a stem, a folded word or two stems: `en:learner`."""

    term = models.CharField(max_length=LONGEST_TERM)
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="postings")
    kind = models.CharField(max_length=40)
    """That of the entry, here too: what is found is counted by kind without looking at entries."""
    weight = models.PositiveSmallIntegerField()

    class Meta:
        # Everything a search reads, in the order it is grouped by.
        indexes = [models.Index(fields=["term", "entry", "kind", "weight"], name="posting_of_term")]

    def __str__(self) -> str:
        return self.term


class Word(models.Model):
    """A folded word that occurs or occurred somewhere: for words half typed and for words mistyped."""

    term = models.CharField(max_length=LONGEST_TERM, unique=True)

    def __str__(self) -> str:
        return self.term


class Facet(models.Model):
    """What an entry is about: `sector` `health`, `step` `2`."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="facets")
    name = models.CharField(max_length=40)
    value = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["name", "value", "entry"], name="facet_value")]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class Synonym(models.Model):
    """Another word for what an entry explains: `trainee` for the entry `words/learner`. `words` are stems."""

    words = models.CharField(max_length=120)
    language = models.CharField(max_length=12)
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="synonyms")

    class Meta:
        indexes = [models.Index(fields=["words", "language"], name="synonym_words")]

    def __str__(self) -> str:
        return self.words


class IndexBuild(models.Model):
    """Which rules the index was built by. One row; without it, or with another version, everything is indexed anew."""

    version = models.PositiveIntegerField()

    def __str__(self) -> str:
        return str(self.version)


class MissedSearch(models.Model):
    """That a search found nothing, counted by day. `words` are folded and say nothing about who asked."""

    words = models.CharField(max_length=60)
    language = models.CharField(max_length=12)
    day = models.DateField(db_index=True)
    count = models.PositiveIntegerField(default=1)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["words", "language", "day"], name="one_miss_a_day_and_language")]

    def __str__(self) -> str:
        return f"{self.words} ({self.language}) {self.day}"


def term_of(language: str, form: str) -> str:
    """The term for a form of a word, or for a pair of words, in a language."""
    return f"{language}:{form}"[:LONGEST_TERM]


def synonym_term(key: str, language: str, *, whole: bool = True) -> str:
    """The term that only the page of a word has. By it a synonym finds that page, as the whole question or a part."""
    return term_of(language, f"{'@' if whole else '~'}{key}")
