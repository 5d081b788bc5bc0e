"""The manual as data, under `/api/v1/`: routes and schemas only. What it says comes from the rooms below.

Anybody may read it; it has no keys, sets no cookie and changes nothing. Errors are problem details (RFC 9457).
"""
