"""How days are written in single languages, where Django writes them in another way."""
