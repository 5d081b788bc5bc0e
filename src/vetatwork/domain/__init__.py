"""The rules of the trade as pure Python: no Django, no input or output, no clock.

What stands here can be read, tested and trusted without starting anything. It never formats for a reader and never
reads a file or a table; the rooms above pass values in and show what comes out.
"""
