"""A book: chapters of rich text that the engines beside this file turn into PDF and EPUB."""
