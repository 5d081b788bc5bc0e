"""What a page's template is given: texts as safe HTML, facts with labels, cards of related pages, sources, notices.

`page_context` is the one way in. Texts are rendered from their tree, never from stored HTML.
"""

from vetatwork.manual.presentation.context import page_context

__all__ = ["page_context"]
