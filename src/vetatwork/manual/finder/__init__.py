"""The route finder: at most five answers lead to one kit, its obstacle, a case, a template and words to say.

Its rules are the file `content/finder.yaml`. It keeps nothing: the answers stand in the address.
"""
