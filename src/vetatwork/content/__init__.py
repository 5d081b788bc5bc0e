"""The way of content: files of `content/` read, checked, written in one canonical form, loaded and dumped.

This room knows the *shape* of a page (which fields, which headings, which types) through kinds that other rooms
register, and the three-way rule that keeps an editor's changes.
It does not know what a kind means, how a page looks or where it
is stored: a store, registered by the room that owns the pages, does that.
"""
