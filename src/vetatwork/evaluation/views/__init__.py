"""Pages of the check: parse, ask for the token's holder, call one service or query, render."""
