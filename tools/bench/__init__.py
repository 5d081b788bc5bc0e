"""`make bench`: what the site costs, as ratios and counts, each beside its bar. No test depends on a time."""
