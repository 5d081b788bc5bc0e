"""The readiness check: instruments and their words, drafts, results, what a result says and what it leads to.

The formulas are in `domain.evaluation`; how a result becomes a file is in `documents`.
"""
