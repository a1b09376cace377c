"""The flat run of tags is the tree: what the parser wrote out gives the same text as its nodes, one by one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resiliparse.parse.html import COMMENT, ELEMENT, TEXT, HTMLTree

from dateline.document.markup import UNSEEN, page_of
from dateline.document.tokens import TOKEN, named, plain, tokens

PIECES = [
    *(f"<{tag}>" for tag in ("p", "div", "b", "a href='x'", "ul", "li", "table", "td", "h1", "svg", "template", "pre")),
    *(f"</{tag}>" for tag in ("p", "div", "b", "a", "ul", "table", "h1", "svg", "template", "span", "noscript")),
    *("<br>", "<img src=x>", "<hr/>", "<noscript>", "<select><option>", "<textarea>a<b></textarea>", "<xmp><i></xmp>"),
    *(
        "<script>if (a<b) document.write('</p>')</script>",
        "<script><!-- <script> </script> --></script>",
        "<style>a>b{}</style>",
    ),
    *(
        "<!-- c -- <p> -->",
        "<!-->",
        "<?php echo 1; ?>",
        "<![CDATA[x]]>",
        "<iframe><p>in</p></iframe>",
        "<title>t &amp; u</title>",
    ),
    *(
        '<p class="a &gt; b" id=\'c"d\' x"y=1 =z>',
        "<DIV HIDDEN>",
        "&amp;lt;",
        "&nbsp;",
        "&lt;p&gt;",
        "&copy;",
        "a < b",
        'say "it"',
    ),
    *("one", " two ", "\n", "Łódź", "戦争", "\u00a0", "<", ">", "&", "<plaintext>"),
]


def words_of(tree):
    """The visible words of a tree, node by node."""
    found = []
    stack = [tree.document]
    while stack:
        node = stack.pop()
        if node.type == TEXT:
            found.append(node.value or "")
        elif node.type != ELEMENT or node.tag not in UNSEEN:
            children = []
            child = node.first_child
            while child is not None:
                if child.type != COMMENT:
                    children.append(child)
                child = child.next_sibling
            stack.extend(reversed(children))
    return "".join("".join(found).split())


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@settings(max_examples=300, deadline=None)
def test_the_text_is_that_of_the_nodes(html):
    page = page_of(html.encode())
    assert "".join(page.text.split()) == words_of(HTMLTree.parse(html))


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@settings(max_examples=200, deadline=None)
def test_every_character_of_the_serialised_page_is_of_one_token(html):
    written = HTMLTree.parse(html).document.html
    ends = [0]
    for found in TOKEN.finditer(written):
        assert found.start() == ends[-1]
        ends.append(found.end())
    assert ends[-1] == len(written)


def test_a_script_ends_where_the_standard_says():
    html = HTMLTree.parse("<body><script><!-- x('<script src=y></script>') --></script>after").document.html
    assert [(text, code) for text, _, script, _, _, _, code, _ in tokens(html) if script or text] == [
        ("", "<!-- x('<script src=y></script>') -->"),
        ("after", ""),
    ]


@pytest.mark.parametrize(("escaped", "text"), [("&amp;lt;", "&lt;"), ("a&nbsp;b", "a\xa0b"), ("&quot;&lt;&gt;", '"<>')])
def test_escapes_are_undone_once(escaped, text):
    assert plain(escaped) == text


def test_attributes_by_name():
    assert named(' class="a b" data-x="1 &amp; 2" hidden="" x"y="z"') == {
        "class": "a b",
        "data-x": "1 & 2",
        "hidden": "",
        'x"y': "z",
    }


def test_single_file_pages_are_no_slower_than_their_text():
    inlined = b"data:image/png;base64," + b"iVBORw0KGgo" * 400_000
    page = b"<style>" + b"a{b:c}" * 100_000 + b"</style><h1>Title</h1><p>One <img src='" + inlined + b"'>two</p>"
    assert page_of(page).text == "Title\nOne two"
