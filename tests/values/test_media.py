"""What kind of bytes a file holds, and what those are that Dateline does not read."""

import pytest

from dateline.values import media as kinds
from dateline.values.foreign import foreign_of
from dateline.values.media import media_of
from tests import saved

EXPECTED = {
    "text.txt": kinds.TEXT,
    "page.html": kinds.HTML,
    "complete.html": kinds.HTML,
    "single.html": kinds.HTML,
    "page.mhtml": kinds.MHTML,
    "story.pdf": kinds.PDF,
    "columns.pdf": kinds.PDF,
    "story.docx": kinds.DOCX,
    "mail.eml": kinds.EML,
    "html.eml": kinds.EML,
    "mails.mbox": kinds.MBOX,
    "dump.jsonl": kinds.JSONL,
    "dump.json": kinds.JSONL,
    "dump.csv": kinds.CSV,
    "semicolons.csv": kinds.CSV,
    "dump.tsv": kinds.CSV,
    "wide.csv": kinds.CSV,
}


@pytest.mark.parametrize("name", saved.MEDIA)
def test_the_bytes_tell_without_a_name(name):
    data = saved.MEDIA[name]()
    assert media_of(data) == EXPECTED[name]
    assert media_of(data, name) == EXPECTED[name]
    assert media_of(data, "misnamed.html") == EXPECTED[name]


TEXTS = {
    "commas": b"Keddal, Tuvarre, Farruk\n\nThe army, the front, and the guards met on Friday, officials said.\n",
    "columns named in passing": b"Title, date and source of the text\n\nThe army left.\n",
    "a page that begins with From": b"From Keddal to Tuvarre the road is closed\n\nThe army left on Mon Sep  3 18:00:00 2018.\n",
    "a memo": b"From: Ministry of Defence\nTo: All desks\nDate: 3 September 2018\nSubject: Keddal\n\nThe army left.\n",
    "a list in brackets": b"[Keddal] The army left.\n",
    "braces": b"{caption} The army left.\n",
    "a note about MIME": b"MIME-Version: the army left.\n\nIt did.\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_taken_for_nothing_else(name):
    assert media_of(TEXTS[name], "page.txt") == kinds.TEXT
    assert media_of(TEXTS[name]) == kinds.TEXT


NAMED = {
    "memo.eml": (TEXTS["a memo"], kinds.EML),
    "two.csv": (b"a,b\n1,2\n", kinds.CSV),
    "broken.jsonl": (b"{broken\n", kinds.JSONL),
    "page.csv": (b"<html><p>The army left.</p>", kinds.HTML),
    "style.css": (b"p { color: red }", None),
    "page.json": (b"[1, 2]", None),
    "feed.xml": (b"<?xml version='1.0'?><rss/>", None),
    "page.xhtml": (b"<?xml version='1.0'?><html xmlns='x'><p>The army left.</p></html>", kinds.HTML),
}


@pytest.mark.parametrize("name", NAMED)
def test_a_name_tells_where_the_bytes_cannot(name):
    data, media = NAMED[name]
    assert media_of(data, name) == media


FOREIGN = {
    "photo.jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(40), "JPEG"),
    "sheet.xlsx": (b"PK\x03\x04\x14\x00xl/workbook.xml", "save the sheet as CSV"),
    "slides.pptx": (b"PK\x03\x04\x14\x00ppt/presentation.xml", "PowerPoint"),
    "pages.zip": (b"PK\x03\x04\x14\x00page.html", "unpack it"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "save it as DOCX"),
    "font.woff": (b"wOFF\x00\x01", "font"),
    "film.mp4": (b"\x00\x00\x00\x18ftypmp42" + bytes(40), "film"),
    "noise.txt": (bytes(range(60)) * 9, "binary data"),
    "site.js": (b"let a = 1;", "script"),
    "style.css": (b"p { color: red }", "style sheet"),
    "letter.rtf": (b"{\\rtf1 The army left.}", "RTF"),
    "feed.xml": (b"<?xml version='1.0'?><rss/>", "feed"),
    "numbers.json": (b"[1, 2]", "JSON without objects"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_not_read_is_named_with_a_remedy(name):
    data, words = FOREIGN[name]
    assert media_of(data, name) is None
    assert words in foreign_of(data, name)
    assert ";" in foreign_of(data, name)
