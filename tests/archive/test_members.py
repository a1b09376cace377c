"""Tables, JSON files, mailboxes and mails are taken apart into captures whose bytes are exact."""

import json
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.archive.limits import Limits
from dateline.archive.members import Found, found_in
from dateline.archive.origin import origin_of
from dateline.model.source import PASSED, Failure
from dateline.values import media as kinds
from dateline.values.records import csv_cells, csv_members, loosely
from tests import saved

LIMITS = Limits()


def found(name, data, limits=LIMITS):
    return {one.path: one for one in found_in(data, name, limits)}


def test_a_record_of_a_table_keeps_its_bytes_and_those_of_the_header():
    data = b'\xef\xbb\xbftitle,text\r\n"One","first\r\nsecond ""line"""\r\n\r\nTwo,plain\r\nThree,last'
    members = found("dump.csv", data)
    assert list(members) == ["dump.csv#2", "dump.csv#5", "dump.csv#6"]
    assert members["dump.csv#2"].data == b'\xef\xbb\xbftitle,text\r\n"One","first\r\nsecond ""line"""\r\n'
    assert members["dump.csv#6"].data == b"\xef\xbb\xbftitle,text\r\nThree,last"
    assert csv_cells(members["dump.csv#2"].data.decode()) == {"title": "One", "text": 'first\r\nsecond "line"'}


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@given(rows=st.lists(st.tuples(CELL, CELL), max_size=6), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
@settings(max_examples=200)
def test_any_table_comes_back_cell_by_cell(rows, encoding):
    import csv
    import io

    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerows([("title", "text"), *rows])
    data = out.getvalue().encode(encoding)
    members = list(csv_members(data))
    got = [tuple(csv_cells(loosely(member.data)).values()) for member in members]
    assert got == [row for row in rows if any(cell.strip() for cell in row)]


def test_excels_line_about_the_separator_is_no_header():
    members = found("dump.csv", b"\xef\xbb\xbfsep=;\r\ntitle;text\r\nOne;first, and last\r\n")
    assert {path: one.data for path, one in members.items()} == {"dump.csv#3": b"title;text\r\nOne;first, and last\r\n"}


def test_a_bad_row_is_one_failure_and_the_rest_goes_on():
    members = found("dump.csv", b"title,text\nOne,good\nTwo,good,too many\nThree,\nFour,good\n")
    assert "3 cells where the header names 2" in members["dump.csv#3"].reason
    assert "without text" in members["dump.csv#4"].reason
    assert [path for path, one in members.items() if isinstance(one, Found)] == ["dump.csv#2", "dump.csv#5"]


def test_a_quote_that_is_never_closed_is_listed_with_its_lines():
    members = found("dump.csv", b'title,text\nOne,good\nTwo,"open\nThree,swallowed\n')
    assert isinstance(members["dump.csv#2"], Found)
    assert "lines 3 to 4" in members["dump.csv#3"].reason


def test_lines_of_json_are_members_by_their_line():
    data = saved.jsonl() + b"\n\n[1]\n{broken\n" + json.dumps({"n": 1}).encode()
    members = found("dump.jsonl", data)
    assert members["dump.jsonl#1"].data == saved.jsonl().split(b"\n")[0]
    assert {path: one.stage for path, one in members.items() if isinstance(one, Failure)} == {
        "dump.jsonl#4": "archive",
        "dump.jsonl#5": "archive",
        "dump.jsonl#6": "archive",
    }
    assert "columns: n" in members["dump.jsonl#6"].reason


def test_an_answer_of_a_news_interface_is_its_list():
    answer = {"status": "ok", "articles": [saved.record(), saved.record()], "total": 2}
    members = found("answer.json", json.dumps(answer, indent=2).encode())
    assert list(members) == ["answer.json#1", "answer.json#2"]
    assert json.loads(members["answer.json#2"].data) == saved.record()


def test_a_file_without_a_column_of_text_is_one_failure():
    members = found("dump.jsonl", b'{"n": 1}\n{"m": 2}\n')
    assert list(members) == ["dump.jsonl"]
    assert "columns: n, m; known names are text, body" in members["dump.jsonl"].reason


def test_addresses_and_times_of_fetching_come_from_their_columns():
    (one,) = found(
        "dump.csv", b"link,text,crawl_date,date\nhttps://a.example/1,good,2018-09-07 10:00:00,2018-09-06\n"
    ).values()
    assert (one.origin.url, one.origin.captured_at) == ("https://a.example/1", "2018-09-07T10:00:00")
    (one,) = found("dump.csv", b"link,text,crawl_date\nabout:blank,good,yesterday\n").values()
    assert (one.origin.url, one.origin.captured_at) == (None, None)


def test_a_mailbox_is_its_messages():
    members = found("mails.mbox", saved.mbox())
    assert list(members) == ["mails.mbox#1", "mails.mbox#2"]
    assert members["mails.mbox#1"].data == saved.eml().rstrip() + b"\n"
    quoted = saved.mbox().replace(b"Two boats came in.", b"From Keddal two boats came in.\n\nFrom Skarn none did.")
    assert len(found("mails.mbox", quoted)) == 2


def mail_with(*attachments):
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "a@example.org", "Boats", "<1@example.org>"
    message.set_content("See what is attached.")
    for data, kind, name in attachments:
        main, sub = kind.split("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def test_what_is_attached_to_a_mail_is_taken_in_or_counted():
    data = mail_with(
        (saved.pdf(), "application/pdf", "../report.pdf"),
        (saved.csv(), "text/csv", "dump.csv"),
        (b"\x89PNG" + bytes(40), "image/png", "logo.png"),
        (b"\x89PNG" + bytes(50), "image/png", "photo.png"),
    )
    members = found("mail.eml", data)
    assert list(members) == ["mail.eml", "mail.eml#2/report.pdf", "mail.eml#3/dump.csv#2", "mail.eml#3/dump.csv#17"]
    listed = [one for one in found_in(data, "mail.eml", LIMITS) if isinstance(one, Failure)]
    assert [(one.stage, one.reason) for one in listed] == [(PASSED, "parts passed over, no pages: 2 image/png")]
    assert members["mail.eml#2/report.pdf"].data == saved.pdf()


def test_mails_inside_mails_are_found_down_to_a_depth():
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "a@example.org", "0", "<0@example.org>"
    message.set_content("The innermost.")
    for depth in range(1, 8):
        outer = EmailMessage()
        outer["From"], outer["Subject"], outer["Message-ID"] = "a@example.org", str(depth), f"<{depth}@example.org>"
        outer.set_content("Forwarded.")
        outer.add_attachment(message)
        message = outer
    listed = list(found_in(message.as_bytes(), "mail.eml", LIMITS))
    assert sum(isinstance(one, Found) for one in listed) >= 4
    assert isinstance(listed[-1], Failure)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("dump.csv", saved.csv()),
        ("dump.jsonl", saved.jsonl()),
        ("dump.json", b'[{"text": "a"}, {"text": "b"}]'),
        ("mails.mbox", saved.mbox()),
    ],
)
def test_too_many_records_refuse_the_file(name, data):
    (failure,) = found_in(data, name, Limits(max_members=1))
    assert failure.path == name and "1 allowed" in failure.reason


def test_a_crowd_of_values_is_refused_before_it_is_decoded():
    crowd = b'[{"text": "a"}' + b",1" * 3_000_000 + b"]"
    (failure,) = found_in(crowd, "dump.jsonl", LIMITS)
    assert "more than 2,000,000 values" in failure.reason


ORIGINS = {
    "complete.html": (saved.URL, None),
    "single.html": (saved.URL, "2018-09-07T09:30:00+02:00"),
    "page.mhtml": (saved.URL, "2018-09-07T07:30:00+00:00"),
    "page.html": (None, None),
}


@pytest.mark.parametrize("name", ORIGINS)
def test_a_browser_says_where_and_when_it_saved_a_page(name):
    media = kinds.MHTML if name.endswith("mhtml") else kinds.HTML
    origin = origin_of(saved.MEDIA[name](), media)
    assert (origin.url, origin.captured_at) == ORIGINS[name]
