"""Files to take away are made in the background, kept until the content changes, and never seen half done."""
