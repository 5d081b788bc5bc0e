"""The index of what readers can find: pages by words, by kind and by what they are about.

It does not know what a page is: a higher room hands in entries (`services.put_entry`) and asks (`queries`, `words`).
"""
