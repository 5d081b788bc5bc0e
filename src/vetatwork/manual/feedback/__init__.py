"""What readers say of a page: one tap whether it helped, a text if they like, and the list in which editors read it.

Nothing about the reader is kept. It is not for sending in a practice (`manual.practice`), and nobody is answered.
"""
