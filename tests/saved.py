"""One story of the exercise, saved in every medium that Dateline reads; made when asked for."""

import io
import json
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from functools import cache
from html import unescape
from pathlib import Path
from re import findall

PAGE = Path(__file__).resolve().parents[1] / "examples" / "exercise" / "pages" / "04-ansel-courier-market.html"
HTML = PAGE.read_bytes()
TITLE = "Shells hit crowded market in besieged Tuvarre, nine dead"
PUBLISHER, DAY, AGENCY = "Ansel Courier", "2018-09-06", "Windward Press Agency"
PARAGRAPHS = [unescape(text) for text in findall(r"<p>(.*?)</p>", HTML.decode())]
PRINTED_DAY = "6 September 2018"
COPYRIGHT = "© 2018 Ansel Courier"
URL = "https://anselcourier.example/market"


def text():
    return "\n\n".join([TITLE, f"{PUBLISHER}, {PRINTED_DAY}", *PARAGRAPHS, COPYRIGHT]).encode()


def html():
    return HTML


def complete():
    """As Chrome writes 'Webpage, Complete'."""
    return HTML.replace(b"<html", f"<!-- saved from url=({len(URL):04})".encode() + URL.encode() + b" -->\n<html", 1)


def single_file():
    comment = (
        f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Fri Sep 07 2018 09:30:00 GMT+0200 (CEST)\n-->"
    )
    return HTML.replace(b"<html", comment.encode() + b"<html", 1)


def mhtml():
    """As Chromium writes it: quoted-printable parts, the address of each, pictures and frames beside the page."""
    message = MIMEMultipart("related", type="text/html")
    for name, value in {
        "From": "<Saved by Blink>",
        "Snapshot-Content-Location": URL,
        "Subject": TITLE,
        "Date": "Fri, 7 Sep 2018 07:30:00 -0000",
    }.items():
        message[name] = value
    for place, markup in (
        (URL, HTML.decode()),
        ("cid:frame", "<html><body><p>Buy a boat this week.</p></body></html>"),
    ):
        part = MIMEText(markup, "html", "utf-8")
        part["Content-Location"] = place
        message.attach(part)
    message.set_boundary("----MultipartBoundary--made-by-a-test----")
    return message.as_bytes()


def pdf(columns=1):
    """Set with a headline, a line of outlet and date, running headers and page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    def furniture(canvas, document):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 810, f"{PUBLISHER} news service")
        canvas.drawRightString(540, 30, f"Page {document.page}")

    style = getSampleStyleSheet()
    width = 480 / columns
    frames = [Frame(60 + number * width, 60, width - (12 if columns > 1 else 0), 730) for number in range(columns)]
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, title=TITLE, invariant=1)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=furniture))
    lines = [f"{PUBLISHER}, {PRINTED_DAY}", *PARAGRAPHS, COPYRIGHT]
    document.build([Paragraph(TITLE, style["Title"]), *(Paragraph(line, style["BodyText"]) for line in lines)])
    return out.getvalue()


@cache
def docx():
    from docx import Document

    document = Document()
    document.core_properties.title, document.core_properties.author = TITLE, "python-docx"
    document.add_heading(TITLE, 0)
    document.add_paragraph(f"{PUBLISHER}, {PRINTED_DAY}")
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    document.sections[0].header.paragraphs[0].text = "For immediate release"
    document.sections[0].footer.paragraphs[0].text = COPYRIGHT
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def eml(html_part=False):
    message = EmailMessage()
    message["From"] = f"{PUBLISHER} <news@anselcourier.example>"
    message["To"] = "desk@example.org"
    message["Subject"] = f"Re: {TITLE}"
    message["Date"] = "Thu, 06 Sep 2018 21:15:00 +0000"
    message["Message-ID"] = "<1@anselcourier.example>"
    message["Organization"] = PUBLISHER
    message.set_content(
        "\n\n".join(PARAGRAPHS) + "\n\n-- \nThe news desk\n\nOn Wed, 5 Sep 2018, A. Reader wrote:\n> Any news?\n"
    )
    if html_part:
        message.set_content("See the HTML version.")
        message.add_alternative(
            "<html><body>" + "".join(f"<p>{one}</p>" for one in PARAGRAPHS) + "</body></html>", "html"
        )
        message.set_boundary("made-by-a-test")
    return message.as_bytes()


def mbox():
    one, other = (
        eml(),
        b"From: A. Reader <a@example.org>\nSubject: Boats\nDate: Fri, 07 Sep 2018 08:00:00 +0000\n\nTwo boats came in.\n",
    )
    line = b"From news@anselcourier.example Thu Sep  6 21:15:00 2018\n"
    return line + one.rstrip() + b"\n\n" + line + other


def record():
    return {
        "headline": TITLE,
        "source": {"id": 4, "name": PUBLISHER},
        "publishedAt": "2018-09-06T21:15:00Z",
        "url": URL,
        "content": "\n\n".join(PARAGRAPHS),
        "clicks": 12,
    }


def jsonl():
    return (
        json.dumps(record()).encode()
        + b"\n"
        + json.dumps(record() | {"headline": "Boats", "content": "Two boats."}).encode()
    )


def json_array():
    return json.dumps([record()], indent=1).encode()


def csv(delimiter=",", encoding="utf-8"):
    import csv as table

    out = io.StringIO(newline="")
    writer = table.writer(out, delimiter=delimiter)
    flat = record() | {"source": PUBLISHER}
    writer.writerow(["id", *flat])
    writer.writerow(["4", *flat.values()])
    writer.writerow(["5", *(flat | {"headline": "Boats", "content": "Two boats came in.\nBoth were empty."}).values()])
    return out.getvalue().encode(encoding)


MEDIA = {
    "text.txt": text,
    "page.html": html,
    "complete.html": complete,
    "single.html": single_file,
    "page.mhtml": mhtml,
    "story.pdf": pdf,
    "columns.pdf": lambda: pdf(columns=2),
    "story.docx": docx,
    "mail.eml": eml,
    "html.eml": lambda: eml(html_part=True),
    "mails.mbox": mbox,
    "dump.jsonl": jsonl,
    "dump.json": json_array,
    "dump.csv": csv,
    "semicolons.csv": lambda: csv(";"),
    "dump.tsv": lambda: csv("\t"),
    "wide.csv": lambda: csv("\t", "utf-16"),
}
