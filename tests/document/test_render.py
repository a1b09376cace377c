import time

import pytest

from dateline.archive.limits import Limits
from dateline.document.errors import DocumentError
from dateline.document.render import render

TEXT = "Überfall bei Żory: „Zwölf Tote“, sagte die Polizei. Großer Schaden entstand auch in Łódź und Świdnica."


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_plain_text_is_unchanged(newline):
    text = f"\ufeffOne  line{newline}{newline}\tand\xa0another {newline}"
    assert render(text.encode(), "b", "text/plain", Limits()).text == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (TEXT.encode(), TEXT),
        (TEXT.encode("utf-16"), TEXT),
        (b'<meta charset="iso-8859-2"><p>' + TEXT.replace("„", "").replace("“", "").encode("iso-8859-2"), None),
        ("Взрыв произошёл в городе утром, сообщили власти. Погибли двенадцать человек.".encode("cp1251"), None),
        (TEXT.encode() + b"\xc5" + b" and so on" * 200, None),
    ],
    ids=["utf-8", "utf-16", "declared", "detected", "one broken byte"],
)
def test_encodings(data, text):
    found = render(data, "b", None, Limits()).text
    assert text is None or found == text
    assert any(word in found for word in ("sagte die Polizei", "сообщили власти"))


@pytest.mark.parametrize(
    ("data", "media", "reason"),
    [
        (b"", "text/plain", "no text"),
        (b"<html><script>x</script></html>", "text/html", "no text"),
        (b"\x00\x01\x02binary", None, "binary"),
        (b"%PDF-1.7", "application/pdf", "damaged PDF"),
        (b"\x89PNG", "image/png", "image/png"),
        (b"\xff\xfe\x00\xd8\x00\xd8", None, "byte order mark"),
        (b"<b>" * 700_000, "text/html", "nodes"),
    ],
)
def test_what_cannot_be_read_says_why(data, media, reason):
    with pytest.raises(DocumentError, match=reason):
        render(data, "b", media, Limits())


def test_html_is_one_line_a_block():
    page = b"<h1>Title</h1><p>One &amp;  two<br>three <b>bold</b></p><style>x</style><ul><li>a<li>b</ul><div>c<span>d</span></div>"
    assert render(page, "b", "text/html", Limits()).text.splitlines() == [
        "Title",
        "One & two",
        "three bold",
        "a",
        "b",
        "cd",
    ]


def test_deep_nesting_is_quick():
    started = time.process_time()
    assert render(b"<html>" + b"<div>" * 50_000 + b"deep", "b", None, Limits()).text == "deep"
    assert time.process_time() - started < 2


def test_equal_bytes_give_equal_renditions():
    one, two = (render(b"<p>The army left.</p>", "b", None, Limits()) for _ in range(2))
    assert (one.id, one.extractor) == (two.id, "html/1")
