"""The tree of a text to the HTML that the browser's editor keeps, and back. Never for showing to a reader."""

from collections.abc import Callable
from html import escape

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, Tag

from vetatwork.content.prose import (
    EXTERNAL,
    Block,
    Cite,
    Emphasis,
    Inline,
    Inlines,
    ItemList,
    Link,
    Paragraph,
    Prose,
    Strong,
    Text,
    normal,
)

IdOfKey = Callable[[str], int | None]
KeyOfId = Callable[[int], str | None]


def to_editor(prose: Prose, id_of_key: IdOfKey) -> str:
    """Editor HTML of `prose`; links to pages carry the page's id. A link whose page is unknown keeps only its words."""
    return "".join(_block_html(block, id_of_key) for block in prose)


def _block_html(block: Block, id_of_key: IdOfKey) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{_html(block.children, id_of_key)}</p>"
    tag = "ol" if block.ordered else "ul"
    return f"<{tag}>{''.join(f'<li>{_html(item, id_of_key)}</li>' for item in block.items)}</{tag}>"


def _html(run: Inlines, id_of_key: IdOfKey) -> str:
    html = ""
    for inline in run:
        match inline:
            case Text(text):
                html += escape(text, quote=False)
            case Cite(key):
                html += f"[@{key}]"
            case Strong(children):
                html += f"<b>{_html(children, id_of_key)}</b>"
            case Emphasis(children):
                html += f"<i>{_html(children, id_of_key)}</i>"
            case Link(target, children):
                html += _link_html(inline, target, _html(children, id_of_key), id_of_key)
    return html


def _link_html(link: Link, target: str, inner: str, id_of_key: IdOfKey) -> str:
    if link.key is None:
        return f'<a href="{escape(target)}">{inner}</a>'
    page_id = id_of_key(link.key)
    return inner if page_id is None else f'<a id="{page_id}" linktype="page">{inner}</a>'


def from_editor(html: str, key_of_id: KeyOfId) -> Prose:
    """The tree of editor HTML in normal form. A link to a page that is gone keeps only its words."""
    if not html:
        return ()
    soup = BeautifulSoup(html, "html.parser")
    blocks: list[Block] = []
    loose: list[Inline] = []
    for child in soup.children:
        if isinstance(child, Tag) and child.name in ("ul", "ol"):
            items = tuple(_run(item, key_of_id) for item in child.find_all("li", recursive=False))
            blocks.append(ItemList(child.name == "ol", items))
        elif isinstance(child, Tag) and child.name not in _INLINE:
            blocks.append(Paragraph(_run(child, key_of_id)))
        else:
            loose += _inline(child, key_of_id)
    return normal((*blocks, Paragraph(tuple(loose))))


_INLINE = {"a", "b", "strong", "i", "em", "br", "span"}


def _run(tag: Tag, key_of_id: KeyOfId) -> Inlines:
    return tuple(inline for child in tag.children for inline in _inline(child, key_of_id))


def _inline(child: object, key_of_id: KeyOfId) -> Inlines:
    if isinstance(child, NavigableString):
        return () if isinstance(child, Comment) else (Text(str(child)),)
    if not isinstance(child, Tag):
        return ()
    if child.name == "br":
        return (Text(" "),)
    inner = _run(child, key_of_id)
    if child.name in ("b", "strong"):
        return (Strong(inner),)
    if child.name in ("i", "em"):
        return (Emphasis(inner),)
    target = _target(child, key_of_id) if child.name == "a" else None
    return (Link(target, inner),) if target else inner


def _target(link: Tag, key_of_id: KeyOfId) -> str | None:
    if link.get("linktype") == "page":
        page_id = str(link.get("id", ""))
        return key_of_id(int(page_id)) if page_id.isdigit() else None
    href = str(link.get("href", ""))
    return href if EXTERNAL.fullmatch(href) else None
