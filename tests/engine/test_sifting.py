"""Sifting in a case: archives go through it, collections do not; nothing is lost, and people have the last word."""

import gzip
import json
from io import BytesIO

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import dateline
from dateline.engine.auditing import audit, sampled, wilson
from dateline.model.sifting import PassedOver
from dateline.store.sifting import passed_over

SHELLED = "Two people were killed and eleven wounded on Tuesday when a mortar shell hit the market of Karsa, residents said. The army blamed rebels who hold the hills east of the town."
SOUP = "Slice the leeks and sweat them in butter for ten minutes. Add the stock and the potatoes, and simmer until all is soft. Blend the soup, season it with lemon and serve it with toasted bread. It is enough for four."
GERMAN = "Bei einem Angriff auf den Markt der Stadt sind nach Angaben der Behörden zwei Menschen getötet und elf verletzt worden. Die Armee machte Aufständische verantwortlich, die sich in den Bergen verschanzt haben."
# The words of sifting weigh little here, yet it tells of an event.
ODD = "The garden show opened on Monday. Visitors liked the roses, the fashion parade and the wine; a chef cooked a soup with leeks from the allotments, and the tennis club gave a concert. The mayor said that the hotel was full and that tourists came from all over the province. Later a man was stabbed near the gate of the garden show in Karsa."
PAGES = {"shelled": SHELLED, "soup": SOUP, "german": GERMAN, "odd": ODD}


def warc(pages, packed=True):
    out = BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for name, text in pages.items():
        body = f"<!DOCTYPE html><html><head><title>News of the day</title></head><body><p>{text}</p></body></html>"
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        url = f"https://news.example/{name}"
        writer.write_record(
            writer.create_warc_record(
                url, "response", BytesIO(body.encode()), http_headers=headers,
                warc_headers_dict={"WARC-Date": "2021-03-05T08:00:00Z"},
            )
        )  # fmt: skip
    return out.getvalue()


@pytest.fixture
def case(tmp_path):
    (tmp_path / "crawl.warc.gz").write_bytes(warc(PAGES))
    case = dateline.open(tmp_path / "case")
    case.add(tmp_path / "crawl.warc.gz")
    return case


def addresses(case):
    return {document.url.rpartition("/")[2] for document in case.documents()}


def test_pages_of_an_archive_go_through_the_sieve(case):
    report = case.build(workers=0)
    assert addresses(case) == {"shelled"}
    assert sum(report.passed.values()) == 3 and report.passed["other language: German"] == 1
    assert report.read == 1 and report.excluded == 0
    status = case.status()
    assert status.passed == report.passed and not status.unread and not status.failures
    assert {page.url.rpartition("/")[2] for page in passed_over(case.store.query)} == {"soup", "german", "odd"}
    assert all(case.vault.get(page.blob) for page in passed_over(case.store.query))
    assert case.build(workers=0).reused == 1
    out = BytesIO()
    case.export("jsonl", out)
    assert json.loads(out.getvalue().splitlines()[0])["passed"] == report.passed
    assert case.verify().problems == ()


def test_in_processes_of_their_own_the_same(case):
    here = case.build(workers=0).passed
    with case.store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM sifted")
    assert case.build(workers=1).passed == here


def test_what_a_setting_says(case):
    case.build(workers=0)
    assert case.build(workers=0, prefilter="none").documents == len(PAGES)
    assert addresses(case) == set(PAGES) and not case.status().passed
    again = case.build(workers=0)
    assert addresses(case) == {"shelled"} and again.read == 0
    (case.folder / "dateline.toml").write_text('prefilter = "none"\n')
    assert case.build(workers=0).documents == len(PAGES)


def test_what_a_person_collected_is_read(tmp_path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "soup.txt").write_text(SOUP)
    case = dateline.open(tmp_path / "case")
    case.add(tmp_path / "pages")
    assert case.build(workers=0).documents == 1
    assert case.build(workers=0, prefilter="all").documents == 0


def test_a_person_has_a_page_read_and_takes_it_back(case):
    case.build(workers=0)
    page = next(one.path for one in passed_over(case.store.query) if one.url.endswith("odd"))
    case.read_anyway(page, by="Ada", why="tells of a stabbing")
    case.build(workers=0)
    assert addresses(case) == {"shelled", "odd"}
    assert case.status().unread == ()
    case.read_anyway(page, undo=True)
    case.build(workers=0)
    assert addresses(case) == {"shelled"}


def test_an_audit_reads_a_sample_and_changes_nothing(case):
    case.build(workers=0)
    before = case.store.meta(), passed_over(case.store.query)
    found = audit(case, 50, lambda done, total: None)
    assert (found.passed, found.foreign, found.sampled) == (3, 1, 2)
    (row,) = found.rows
    assert row.url.endswith("odd") and "stabbed" in row.quotes[0] and row.types
    assert found.telling == 1 and (found.low, found.high) == wilson(1, 2)
    assert (case.store.meta(), passed_over(case.store.query)) == before
    assert found == audit(case, 50, lambda done, total: None)


def test_a_sample_hangs_on_the_bytes_of_the_pages_only():
    pages = [
        PassedOver(capture=f"c{n}", blob=f"{n:064x}", path=f"{n}", url=None, reason="too short", score=0, words=())
        for n in range(300)
    ]
    assert sampled(pages, 20) == sampled(reversed(pages), 20)
    assert set(sampled(pages, 20)) < set(sampled(pages, 40))


def test_an_uncompressed_archive_and_a_packed_one_are_sifted_alike(case, tmp_path):
    (tmp_path / "plain.warc").write_bytes(warc(PAGES, packed=False))
    (tmp_path / "whole.warc.gz").write_bytes(gzip.compress(warc(PAGES, packed=False)))
    other = dateline.open(tmp_path / "other")
    other.add(tmp_path / "plain.warc", tmp_path / "whole.warc.gz")
    assert sum(other.build(workers=0).passed.values()) == 6
