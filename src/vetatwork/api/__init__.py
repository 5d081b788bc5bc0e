"""The manual as data, under `/api/v1/`: routes, schemas and how strictly a request is read. What it says comes from
the rooms below.

Anybody may use it; it has no keys and sets no cookie. Errors are problem details (RFC 9457): what a request says that
is not known is named, and never overlooked.
"""
