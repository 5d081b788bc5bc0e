"""Joint readings: invitations, consent, what two sides see together, what they settle.

Formulas are in `domain.evaluation.joint`. What a side has not said yes to is never copied into a joint reading.
"""
