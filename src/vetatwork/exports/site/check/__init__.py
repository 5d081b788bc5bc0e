"""The quick check for a folder without a server: pages, words and rules that a browser can read from a disk.

The rules are those of `domain.evaluation`, written once more in `scorer.js`; what belongs to a version of the check
(items, weights, limits, factors) and every word is exported here, so that the script holds none.
"""

from vetatwork.exports.site.check.pages import check_pages

__all__ = ["check_pages"]
