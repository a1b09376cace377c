import io
import re
from html.parser import HTMLParser

import msgspec
import pytest

from dateline.export.masking import masked
from dateline.export.report import Basemap, load_basemap, write
from dateline.export.view import ExportView
from dateline.model.event import Disagreement
from dateline.model.source import Failure
from tests.store.factories import TEXT, document, record

VOID = {"meta", "link", "input", "br", "img", "hr", "col"}
EMPTY = Basemap((), "nobody")


def view(*documents, **given):
    documents = documents or (document(),)
    return ExportView(**{"dateline": "0", "tables": "t", "documents": documents, "record": record(*documents)} | given)


def page(seen, **given):
    out = io.BytesIO()
    report = write(seen, out, basemap=given.pop("basemap", EMPTY), **given)
    assert report.existing == report.written == len(seen.record.events) and not report.left_out
    return out.getvalue().decode()


class Checker(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.ids, self.targets, self.labels, self.outside = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.targets += [given["href"][1:]] if given.get("href", "").startswith("#") else []
        self.targets += [given["for"]] if "for" in given else []
        self.outside += [v for k, v in attrs if k in ("src", "action") or (tag == "link" and k == "href")]
        assert not any(name.startswith("on") or name == "style" for name in given), given
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def checked(html):
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert checker.open == []
    return checker


def test_elements_close_ids_are_unique_and_links_lead_somewhere():
    found = checked(page(view(document(), document("b.txt"))))
    assert len(found.ids) == len(set(found.ids))
    assert {target for target in found.targets if "=" not in target} <= set(found.ids)


def test_nothing_is_loaded_from_anywhere():
    html = page(view(), basemap=load_basemap())
    assert set(checked(html).outside) == {"data:,"}
    assert "default-src &#39;none&#39;" in html and "unsafe" not in html
    assert "@import" not in html and "url(" not in html


def test_hostile_text_stays_text():
    hostile = "</noscript></script><script>alert(1)</script><img src=x onerror=alert(1)>"
    one = document(text=TEXT.replace("lost her shop", f"lost {hostile}"), title=hostile, url="javascript:alert(1)")
    made = record(one)
    event = msgspec.structs.replace(made.events[0], publishers=(hostile,), grade=f"weak: {hostile}")
    html = page(
        view(one, record=msgspec.structs.replace(made, events=(event,)), failures=(failure(hostile),)), title=hostile
    )
    checked(html)
    assert html.count("<script>") == 1 and "<img" not in html
    assert 'href="javascript' not in html


def failure(path):
    return Failure(capture=None, path=path, stage="archive", reason="empty")


def test_private_people_are_named_nowhere_in_a_masked_report():
    html = page(masked(view()))
    assert "Oduya" not in html and "Private person" in html and "Drenov" in html
    assert "Not masked." not in html


def test_an_unmasked_report_says_so():
    assert "Not masked." in page(view())


def test_the_same_view_gives_the_same_bytes_in_any_order_of_documents():
    one, other = document(), document("b.txt")
    made = record(one, other)
    assert page(view(one, other, record=made)) == page(view(other, one, record=made))


def test_the_evidence_is_marked_in_the_paragraph():
    html = page(view())
    assert '<mark class="figure" data-l="how many">nine people</mark>' in html
    assert '<mark class="who" data-l="by">Gunmen</mark>' in html


def test_every_event_disagreement_failure_and_story_is_there():
    made = record(document())
    says = Disagreement(event="evt-2", field="killed", relation="conflict", claims=(), says="nine or nineteen")
    events = tuple(msgspec.structs.replace(made.events[0], id=f"evt-{i}", disagreements=(says,)) for i in range(700))
    html = page(view(record=msgspec.structs.replace(made, events=events), failures=(failure("lost.html"),)))
    assert len(re.findall(r'<tbody id="evt-', html)) == 700
    assert html.count("nine or nineteen") == 700
    assert "lost.html" in html and "Shells fall on Karsa market" in html


def test_an_empty_case_has_a_report():
    html = page(
        view(documents=(), record=msgspec.structs.replace(record(document()), events=(), sources=(), series=()))
    )
    checked(html)
    assert "They report no event." in html and "No event can be put on a map." in html


@pytest.mark.parametrize("words", ["مقتل تسعة في كرسا", "שלום"])
def test_passages_choose_their_own_direction(words):
    html = page(view(document(title=words)))
    assert f"<bdi>{words}</bdi></h4>" in html
    assert re.search(r'<blockquote id="evt-1\.[0-9a-f]{6}\.\d+" dir="auto">', html)


def test_a_story_that_is_not_read_is_listed_and_counted():
    other = msgspec.structs.replace(document("doc-2"), language="de", unread="German: only English is read")
    text = page(ExportView(dateline="0", tables="t", documents=(document(), other), record=record(document())))
    assert "One story is not in English" in text or "1 story is not in English" in text
    assert "Kept, not read (German: only English is read)." in text
    assert '<strong dir="auto" lang="de">' in text
