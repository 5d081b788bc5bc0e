"""Share your practice: a stranger tells what a school and an employer did; an editor makes a case of it.

A practice is a draft behind a personal link until it is sent, then it waits for an editor. Cases themselves are pages
of the manual (`manual.models.cases`); what a reader says of a page is `manual.feedback`.
"""
