"""The manual to take away: gathered from its pages into a book, whole or in part.

What a page says comes from `manual`; how a book becomes a file is in `documents.book`.
"""
