"""What `content check` asks of the English texts beyond their form, and of a manual that calls itself complete.

Each rule is a small function that goes through a corpus and yields faults; `judging` lists them. Loading asks none of
them: a long sentence is a reason to write again, not to keep a page from its readers.
"""
