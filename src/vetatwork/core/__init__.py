"""What every room needs and no room is about: audit trail, tokens, request limits, security headers, error pages,
health, static files, the state of the database, `doctor`. It knows nothing about VET and imports no room but `domain`.
"""
