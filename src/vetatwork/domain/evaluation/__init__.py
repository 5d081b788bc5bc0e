"""The rules of the readiness check: which items are asked, what answers say, which next steps follow.

Words before code: docs/algorithms/{scoring,position,readiness,recommendations,instrument-versions}.md.
"""
