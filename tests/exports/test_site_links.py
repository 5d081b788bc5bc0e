"""A page of the server made fit for a folder."""

import pytest

from vetatwork.exports.site.links import Linking, folder_page

pytestmark = pytest.mark.pure

FILES = {
    "/en/": "en/index.html",
    "/en/methods/": "en/methods/index.html",
    "/en/methods/job-dating/": "en/methods/job-dating/index.html",
    "/en/templates/a.docx": "en/templates/a.docx",
    "/en/return/?weeks=8": "en/return/example-1/index.html",
    "/en/return/": "en/return/index.html",
    "/en/ärger/": "en/ärger/index.html",
}
PAGE, PLACE = "/en/methods/job-dating/", "en/methods/job-dating/index.html"


def linking(site: str = "https://vet.example") -> Linking:
    def file_of(path: str, query: str) -> str | None:
        return FILES.get(f"{path}?{query}") or FILES.get(path)

    return Linking(file_of, lambda path, query: f"{path}?{query}" in FILES, site)


def fit(html: str, site: str = "https://vet.example", **given: object) -> str:
    return folder_page(html, address=PAGE, place=PLACE, linking=linking(site), **given)


@pytest.mark.parametrize(
    ("href", "becomes"),
    [
        ("/en/methods/", "../index.html"),
        ("/en/methods/?step=1&amp;area=x#found", "../index.html?step=1&amp;area=x#found"),
        ("/en/", "../../index.html"),
        ("..", "../index.html"),
        (".", "index.html"),
        ("?step=1", "index.html?step=1"),
        ("/en/templates/a.docx", "../../templates/a.docx"),
        ("/en/return/?weeks=8", "../../return/example-1/index.html"),
        ("/en/return/?weeks=9", "../../return/index.html?weeks=9"),
        ("/en/%C3%A4rger/", "../../%C3%A4rger/index.html"),
        ("#here", "#here"),
        ("https://elsewhere.example/a?b=1&amp;c", "https://elsewhere.example/a?b=1&amp;c"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_links_lead_to_files(href, becomes):
    assert fit(f'<a href="{href}">x</a>') == f'<a href="{becomes}">x</a>'


def test_a_link_to_what_only_the_server_has_leads_to_the_web_and_says_so():
    assert fit('<a class="b" href="/en/take-away/">Take <b>it</b></a>') == (
        '<a class="b" href="https://vet.example/en/take-away/">Take <b>it</b> <small>(on the web)</small></a>'
    )


def test_without_a_site_on_the_web_such_a_link_leads_nowhere_and_says_so():
    assert fit('<a href="/en/take-away/">Take</a>', site="") == "<a>Take <small>(only on the website)</small></a>"


def test_what_does_not_change_stays_as_it_was_written():
    html = (
        '<!doctype html>\n<p title=\'a "b"\'>1 &lt; 2 &amp; &#8217;x’</p><svg viewBox="0 0 1 1"><path d="M0 0"/></svg>'
    )
    assert fit(html) == html


def test_a_form_that_posts_becomes_a_sentence():
    made = fit('<p>a</p><form method="POST" action="/en/x/"><input name="q"><button>Go</button></form><p>b</p>')
    assert made.startswith("<p>a</p>") and made.endswith("<p>b</p>")
    assert "<form" not in made and "<input" not in made and "needs the website" in made
    assert "https://vet.example/en/methods/job-dating/" in made
    assert "href" not in fit('<form method="post"></form>', site="")


def test_a_form_that_asks_a_page_of_the_folder_stays():
    assert fit('<form action="/en/methods/">') == '<form action="../index.html">'


def test_what_is_for_search_engines_is_left_out_with_its_line():
    head = (
        '<link rel="alternate" hreflang="fi" href="/fi/">\n<meta property="og:title" content="x">\n'
        '<script type="application/ld+json">{"a": "</b>"}</script>\n<meta name="description" content="d">\n'
    )
    assert fit(head) == '<meta name="description" content="d">\n'
    canonical = '<link rel="canonical" href="https://vet.example/en/methods/job-dating/">\n'
    assert fit(canonical) == canonical
    assert fit(canonical, site="") == ""


def test_static_files_are_remembered_and_scripts_are_added_to_the_head():
    used = linking()
    made = folder_page(
        '<head><link rel="stylesheet" href="/static/ui/site.css"></head>',
        address=PAGE,
        place=PLACE,
        linking=used,
        scripts=["/static/exports/a.js"],
    )
    assert 'href="../../../static/ui/site.css"' in made
    assert '<script src="../../../static/exports/a.js" defer></script>\n</head>' in made
    assert used.used == {"ui/site.css", "exports/a.js"}
