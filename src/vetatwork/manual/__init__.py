"""The manual: its pages in the browser and for readers, its sources, and how files become pages and back.

What a kind of page means (its fields, its template, its place in the tree) lives here. How a content file is read does
not, and neither do scores or people.
"""
