"""One story of the exercise in every medium gives one outcome; hostile bytes give a rendition or a reason."""

import io
import json
import zipfile
from functools import cache
from types import SimpleNamespace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.archive.limits import Limits
from dateline.archive.members import Found, found_in
from dateline.document.errors import DocumentError
from dateline.document.pages import MEDIA
from dateline.document.render import render
from dateline.document.stories import documents
from dateline.model.source import Capture, Failure
from dateline.values import media as kinds
from tests import saved


@cache
def page_tables():
    from dateline.tables import languages, outlets, segments

    return SimpleNamespace(segments=segments.load(), outlets=outlets.load(), languages=languages.load())


LIMITS = Limits()


def stories(name, data, limits=LIMITS):
    """Every story in a file, through intake, rendition and labelling; failures as they are."""
    found = []
    for one in found_in(data, name, limits):
        if isinstance(one, Failure):
            found.append(one)
            continue
        rendition = render(one.data, "b", one.media, limits)
        capture = Capture(id="c", blob="b", path=one.path, url=one.origin.url, media=one.media, size=len(one.data))
        found.extend(documents(rendition, one.data, capture, page_tables(), limits.columns))
    return found


@pytest.mark.parametrize("name", saved.MEDIA)
def test_one_story_in_every_medium(name):
    data = saved.MEDIA[name]()
    story = stories(name, data)[0]
    body = [line for line in story.body.splitlines() if line.strip()]
    assert [line.removeprefix("TUVARRE, Talmeru, Sept 6 (WPA) - ") for line in saved.PARAGRAPHS] == body
    assert (story.title, story.publisher, story.agency) == (saved.TITLE, saved.PUBLISHER, saved.AGENCY)
    assert (story.published.earliest, story.published.precision) == (saved.DAY, "day")
    assert all(story.text[segment.span.start : segment.span.end] == segment.text for segment in story.segments)
    seen = "".join(segment.text for segment in story.segments)
    assert "".join(seen.split()) == "".join(story.text.split())


@pytest.mark.parametrize("name", saved.MEDIA)
def test_a_file_gives_the_same_rendition_each_time(name):
    data = saved.MEDIA[name]()
    once, again = ([one.text for one in stories(name, bytes(bytearray(data)))] for _ in range(2))
    assert once == again


def test_a_line_of_a_mail_that_answers_or_signs_is_no_body():
    story = stories("mail.eml", saved.eml())[0]
    roles = {segment.role: segment.text for segment in story.segments}
    assert "> Any news?" in roles["comment"] and "The news desk" in roles["boilerplate"]


def mail(body, subject="Boats"):
    return f"From: A. Reader <a@example.org>\nMIME-Version: 1.0\nDate: Mon, 10 Sep 2018 08:00:00 +0200\nSubject: {subject}\n\n{body}\n".encode()


def test_a_forwarded_story_is_body_and_its_headers_are_not():
    forwarded = "FYI\n\n---------- Forwarded message ---------\nFrom: BBC News <desk@bbc.co.uk>\nDate: Fri, Sep 7, 2018 at 9:30 AM\nSubject: Boats\n\nDate: of no use here. Two boats sank off Skarn on Friday, the harbour master said."
    (story,) = stories("mail.eml", mail(forwarded, "Fwd: Boats"))
    assert story.body == "FYI\nDate: of no use here. Two boats sank off Skarn on Friday, the harbour master said."
    assert (story.title, story.publisher, story.published.earliest) == ("Boats", "BBC", "2018-09-07")
    assert story.published.span.of(story.text) == "Date: Fri, Sep 7, 2018 at 9:30 AM"


CHARSETS = {
    "stated and true": ("iso-8859-2", "iso-8859-2"),
    "ASCII stated, UTF-8 sent": ("us-ascii", "utf-8"),
    "Latin-1 stated, UTF-8 sent": ("iso-8859-1", "utf-8"),
    "unknown": ("x-no-such", "utf-8"),
    "nothing stated": ("", "utf-8"),
}


@pytest.mark.parametrize("name", CHARSETS)
def test_character_sets_of_mails(name):
    stated, used = CHARSETS[name]
    text = "Žołnierze opuścili Łódź w piątek, powiedział rzecznik."
    content = f"Content-Type: text/plain; charset={stated}\n" if stated else ""
    head = f"From: a@example.org\nMessage-ID: <1@b.example>\nDate: Mon, 10 Sep 2018 08:00:00 +0200\n{content}Subject: ".encode()
    data = head + "Łódź".encode() + b"\n\n" + text.encode(used)
    (story,) = stories("mail.eml", data)
    assert text in story.text and story.title == "Łódź"


QUOTES = {
    "gmail": '<div>It did.</div><div class="gmail_quote"><div class="gmail_attr">On Monday they wrote:</div>{}</div>',
    "outlook": '<p>It did.</p><div id="divRplyFwdMsg">From: Desk</div><div>{}</div>',
    "a quotation": "<p>It did.</p><blockquote>{}</blockquote>",
}


@pytest.mark.parametrize("program", QUOTES)
def test_what_an_answer_quotes_is_comment(program):
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "a@example.org", "Re: Boats", "<1@example.org>"
    message.set_content(
        QUOTES[program].format("<p>Two boats sank off Skarn on Friday, the harbour master said.</p>"), "html"
    )
    (story,) = stories("mail.eml", message.as_bytes())
    assert story.body == "It did."
    assert "Two boats sank" in next(segment.text for segment in story.segments if segment.role == "comment")


def test_lines_of_a_mail_are_joined_only_where_they_were_full():
    body = (
        "The army left the town of Keddal on Monday morning, witnesses there told\n"
        "the Ansel Courier, and rebels of the Eastern Shore Front came into the\n"
        "town at noon and\nraised their flag.\n\nShort lines\nstay apart."
    )
    (story,) = stories("mail.eml", mail(body))
    assert story.text.splitlines()[3:] == [
        "The army left the town of Keddal on Monday morning, witnesses there told the Ansel Courier, and rebels of the"
        " Eastern Shore Front came into the town at noon and",
        "raised their flag.",
        "Short lines",
        "stay apart.",
    ]


def pdf_of(draw, **given):
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, **given)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_what_a_browser_prints_in_the_margins_is_no_story():
    def draw(canvas):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(20, 825, "07/09/2018, 09:30")
        canvas.drawString(250, 825, "Boats sink - Ansel Courier")
        canvas.drawString(20, 12, "https://anselcourier.example/boats")
        canvas.drawString(550, 12, "1/1")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(60, 700, "Two boats sank off Skarn on Friday, the harbour master said.")

    (story,) = stories("print.pdf", pdf_of(draw))
    assert story.body == "Two boats sank off Skarn on Friday, the harbour master said."
    # The file's own day, when the browser printed it, bounds the publication; the margins are no dates of the page.
    assert (story.published.earliest, story.published.latest) == (None, "2000-01-01")
    assert [one.kind for one in story.published.candidates] == ["archived"]


def test_a_hyphen_at_a_lines_end_goes_only_where_the_word_stands_whole_elsewhere():
    def draw(canvas):
        canvas.setFont("Helvetica", 11)
        for number, line in enumerate(
            [
                "The government sent soldiers to the town on Friday, and govern-",
                "ment planes flew over the well-known bridge, a witness of co-",
                "operation between the two said in a long statement on Friday.",
            ]
        ):
            canvas.drawString(60, 700 - 13 * number, line)

    (story,) = stories("story.pdf", pdf_of(draw))
    assert "and government planes" in story.text
    assert "of co-operation between" in story.text


def test_columns_are_read_one_after_the_other():
    left = [f"left column line number {number} of running text" for number in range(6)]
    right = [f"right column line number {number} of running text" for number in range(6)]

    def draw(canvas):
        canvas.setFont("Helvetica", 10)
        for number, (one, other) in enumerate(zip(left, right, strict=True)):
            canvas.drawString(60, 700 - 12 * number, one)
            canvas.drawString(320, 700 - 12 * number, other)

    (story,) = stories("columns.pdf", pdf_of(draw))
    assert " ".join(story.text.split()) == " ".join([*left, *right])


def test_rows_of_a_table_stay_lines():
    rows = [
        ("Province", "Displaced", "Killed"),
        ("Ombrel", "12,000", "14"),
        ("Skarn district", "450", "2"),
        ("Farruk", "1,200", "7"),
    ]

    def draw(canvas):
        canvas.setFont("Helvetica", 10)
        for number, row in enumerate(rows * 2):
            for place, cell in zip((60, 300, 450), row, strict=True):
                canvas.drawString(place, 700 - 14 * number, cell)

    (story,) = stories("table.pdf", pdf_of(draw))
    assert story.text.splitlines() == [" ".join(row) for row in rows * 2]


def test_what_is_linked_below_the_headline_is_related():
    def draw(canvas):
        canvas.setFont("Helvetica", 20)
        canvas.drawString(60, 740, "Two boats sink off Skarn")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(60, 700, "Two boats sank off Skarn on Friday, the harbour master said.")
        canvas.drawString(60, 650, "Ferry to Great Hesk suspended after gunmen fire on boat")
        canvas.linkURL("https://anselcourier.example/ferry", (60, 648, 340, 662))

    (story,) = stories("links.pdf", pdf_of(draw))
    assert {segment.role: segment.text for segment in story.segments} == {
        "headline": "Two boats sink off Skarn",
        "body": "Two boats sank off Skarn on Friday, the harbour master said.",
        "related": "Ferry to Great Hesk suspended after gunmen fire on boat",
    }


REFUSED = {
    "a scan": ("scan.pdf", lambda: pdf_of(lambda canvas: canvas.rect(50, 50, 200, 200, fill=1)), "without text"),
    "a locked PDF": (
        "locked.pdf",
        lambda: pdf_of(lambda canvas: canvas.drawString(60, 700, "x"), encrypt="secret"),
        "password",
    ),
    "half a PDF": ("half.pdf", lambda: b"%PDF-1.7\n" + saved.pdf()[200:900], "damaged PDF"),
    "half a DOCX": ("half.docx", lambda: saved.docx()[:-400], "damaged DOCX"),
    "a MHTML file of pictures": (
        "page.mht",
        lambda: (
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--\n"
        ),
        "without an HTML page",
    ),
    "parts in parts": (
        "deep.eml",
        lambda: (
            b"From: a@b.example\nMessage-ID: <1>\nDate: x\n"
            + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000))
        ),
        "parts inside parts",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_reason(name):
    path, make, reason = REFUSED[name]
    with pytest.raises(DocumentError, match=reason):
        stories(path, make())


def docx_of(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(f"word/{name}.xml", data)
    return out.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    bomb = docx_of(document=b"<a>" + b" " * 60_000_000 + b"</a>")
    assert len(bomb) < 100_000
    monkeypatch.setattr(zipfile.ZipFile, "read", None)
    with pytest.raises(DocumentError, match=r"unpacks to 60,000,007 bytes, 50,000,000 allowed"):
        stories("bomb.docx", bomb)


def test_entities_are_refused():
    bomb = '<!DOCTYPE a [<!ENTITY a "army army"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(DocumentError, match="own definitions"):
        stories(
            "entities.docx",
            docx_of(document=f"{bomb}<w:document {W}><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>"),
        )


def test_a_document_nested_deeply_is_read_without_recursion():
    deep = "<w:sdt>" * 20_000 + "<w:p><w:r><w:t>The army left.</w:t></w:r></w:p>" + "</w:sdt>" * 20_000
    (story,) = stories("deep.docx", docx_of(document=f"<w:document {W}>{deep}</w:document>"))
    assert story.text == "The army left."


def test_only_what_a_reader_of_a_word_document_sees_is_text():
    runs = (
        "<w:r><w:t>The army </w:t></w:r><w:ins><w:r><w:t>left</w:t></w:r></w:ins><w:del><w:r><w:delText>took</w:delText>"
        "</w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:tab/><w:t>Keddal.</w:t><w:br/><w:t>It rained.</w:t></w:r>"
    )
    (story,) = stories("changes.docx", docx_of(document=f"<w:document {W}><w:p>{runs}</w:p></w:document>"))
    assert story.text.splitlines() == ["The army left Keddal.", "It rained."]


def test_a_rendition_names_the_library_that_read_it():
    from importlib.metadata import version

    (story,) = stories("story.pdf", saved.pdf())
    assert story.rendition.extractor == f"pdf/1+pypdfium2-{version('pypdfium2')}"


def test_too_many_pages_are_refused():
    with pytest.raises(DocumentError, match="1 pages, 0 allowed"):
        stories("story.pdf", saved.pdf(), Limits(max_pages=0))


def test_the_user_names_a_column():
    data = b"head,words\nBoats,Two boats sank off Skarn on Friday.\n"
    (failure,) = stories("dump.csv", data)
    assert "columns: head, words" in failure.reason and "[columns] text" in failure.reason
    (story,) = stories("dump.csv", data, Limits(columns=(("text", "Words"), ("title", "head"))))
    assert (story.title, story.body) == ("Boats", "Two boats sank off Skarn on Friday.")
    assert story.rendition.extractor.startswith("table/1+columns-")


def test_lists_in_json_are_paragraphs_and_names():
    record = {
        "title": "Boats",
        "body": ["Two boats sank off Skarn.", "Nobody was hurt."],
        "authors": ["Jane Roe", "John Doe"],
    }
    (story,) = stories("dump.json", json.dumps(record).encode())
    assert story.body.splitlines() == ["Two boats sank off Skarn.", "Nobody was hurt."]
    assert story.byline == "Jane Roe, John Doe"


NOISE = st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode))
SOUND = {
    kinds.PDF: saved.pdf,
    kinds.DOCX: saved.docx,
    kinds.EML: saved.eml,
    kinds.MHTML: saved.mhtml,
    kinds.JSON: lambda: json.dumps(saved.record()).encode(),
    kinds.CSV: lambda: saved.csv().rpartition(b"5,")[0],
    kinds.HTML: saved.html,
}


@cache
def sound(media):
    return SOUND[media]()


@pytest.mark.parametrize("media", MEDIA)
@given(noise=NOISE)
@settings(max_examples=60)
@example(noise=b"")
def test_any_bytes_are_a_rendition_or_a_reason(media, noise):
    try:
        rendition = render(noise, "b", media, Limits())
    except DocumentError as error:
        assert str(error)
        return
    assert rendition.text.strip()


@pytest.mark.parametrize("media", SOUND)
@given(at=st.integers(0, 10_000), gone=st.integers(0, 3_000), noise=st.binary(max_size=60))
@settings(max_examples=60)
def test_a_damaged_file_is_a_rendition_or_a_reason(media, at, gone, noise):
    data = sound(media)
    at %= len(data)
    broken = data[:at] + noise + data[at + gone :]
    try:
        rendition = render(broken, "b", media, Limits())
    except DocumentError as error:
        assert str(error)
        return
    found = documents(rendition, broken, None, page_tables())
    assert all(rendition.text[s.span.start : s.span.end] == s.text for story in found for s in story.segments)


@given(noise=NOISE, name=st.sampled_from(["", "a.csv", "a.jsonl", "a.json", "a.eml", "a.mht", "a.mbox", "a.docx"]))
@settings(max_examples=200)
@example(noise=b"[" * 100_000, name="")
@example(noise=b'{"a":' * 100_000, name="a.jsonl")
@example(noise=b'text,title\n"never closed', name="a.csv")
@example(noise=b"PK\x03\x04word/document.xml", name="")
def test_any_file_is_taken_in_or_listed(noise, name):
    for one in found_in(noise, name, Limits()):
        assert isinstance(one, Found) or one.reason
