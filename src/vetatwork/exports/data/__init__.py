"""The manual as open data: its files, their schemas, handy JSON forms, the licence, a list of everything.

Only what everybody can read on the site is in it. A file a task: `public` finds that, `schemas` says what the fields of
a kind of page may hold, `forms` makes the JSON, `package` keeps the list, `writing` puts it all in a folder.
"""

from vetatwork.exports.data.writing import write_data

__all__ = ["write_data"]
