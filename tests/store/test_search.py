"""The full-text index: found in every script, whatever is typed, with a passage that is really there."""

import sqlite3

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.document import Document, Published, Segment
from dateline.model.span import Rendition, Span
from dateline.store.asking import wish
from dateline.store.document_listing import DocumentFilter
from dateline.store.passages import LONGEST
from dateline.store.store import FILE, open_store
from dateline.store.verify import verify_store
from dateline.values.terms import WORD, fold
from tests.store.factories import capture, document, record

STORIES = {
    "ar": ("هجوم على قافلة", "أصيب تسعة جنود قرب المعبر في إيران، بحسب ما قاله مسؤول."),
    "de": ("Neun Soldaten verletzt", "Ein Konvoi wurde nahe der Grenze beschossen, sagte ein Sprecher in Köln."),
    "ja": ("車列が襲撃", "国境検問所付近で車列が銃撃を受け、兵士九人が負傷した。"),
    "th": ("ทหารบาดเจ็บ", "ขบวนรถถูกยิงใกล้ด่านชายแดนทางเหนือ"),
    "my": ("ယာဉ်တန်းကို တိုက်ခိုက်", "စစ်သားကိုးဦး ဒဏ်ရာရရှိခဲ့သည်။"),
}


def story(item, *parts, language=None, publisher="Daily Post", title=None, unread=None):
    """A document of (role, text) parts, one a line."""
    text = "\n".join(words for _, words in parts)
    segments, at = [], 0
    for role, words in parts:
        segments.append(Segment(span=Span(at, at + len(words)), role=role, text=words))
        at += len(words) + 1
    return Document(
        id=item, capture=capture().id, path=f"{item}.txt", url=None, captured_at=None,
        rendition=Rendition.make(text or "-", blob=item, extractor="test/1"), title=title, segments=tuple(segments),
        published=Published(earliest=None, latest=None, precision=None, basis="no date on the page"),
        publisher=publisher, agency=None, byline=None, language=language, unread=unread,
    )  # fmt: skip


def written(folder, *documents):
    store = open_store(folder, create=True)
    store.add_captures([capture()])
    empty = msgspec.structs.replace(
        record(document()), events=(), series=(), disagreements=(), sources=(), tombstones=()
    )
    store.write_record(documents, empty)
    return store


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    stories = [
        story(f"doc-{code}", ("headline", head), ("body", body), language=code, unread="so: only English is read")
        for code, (head, body) in STORIES.items()
    ]
    stories.append(
        story(
            "doc-en", ("headline", "Peace talks open"), ("body", "Talks on peace began; bombing went on. " * 20 + "A truce?"),
            ("caption", "A zebra."), ("related", "Zebra crossing shut"), ("boilerplate", "Subscribe"),
            language="en", publisher="Évening Star",
        )
    )  # fmt: skip
    stories.append(story("doc-none", ("body", "zzz")))
    store = written(tmp_path_factory.mktemp("search") / "case", *stories)
    yield store
    store.close()


def ids(store, words):
    return [hit.document.id for hit in store.search(words, 20).hits]


@pytest.mark.parametrize(
    ("words", "found"),
    (
        ("soldaten", ["doc-de"]),
        ("KOELN", []),
        ("koln", ["doc-de"]),
        ("ایران", ["doc-ar"]),
        ("القافلة", []),
        ("兵", ["doc-ja"]),
        ("銃撃", ["doc-ja"]),
        ("検問所付近", ["doc-ja"]),
        ("た", ["doc-ja"]),
        ("ทหาร", ["doc-th"]),
        ("ชายแดน", ["doc-th"]),
        ("စစ်သား", ["doc-my"]),
        ('"peace talks"', ["doc-en"]),
        ('"talks peace"', []),
        ("bomb", []),
        ("bomb*", ["doc-en"]),
        ("talks -peace", []),
        ("talks -war", ["doc-en"]),
        ("language:de konvoi", ["doc-de"]),
        ("language:ja konvoi", []),
        ("language:unknown zzz", ["doc-none"]),
        ("publisher:évening zebra", ["doc-en"]),
        ('publisher:"ÉVENING STAR" zebra', ["doc-en"]),
        ("publisher:other zebra", []),
        ("role:caption zebra", ["doc-en"]),
        ("role:headline zebra", []),
        ("role:related crossing", ["doc-en"]),
        ("crossing", []),
        ("role:any crossing", ["doc-en"]),
        ("AND", []),
        ("", []),
        ('"', []),
    ),
)
def test_what_is_found(store, words, found):
    assert ids(store, words) == found


def test_what_stands_only_beside_the_story_is_said_not_hidden(store):
    found = store.search("crossing", 20)
    assert (found.existing, found.hits) == (0, ())
    assert "1 more only among related" in found.notes[0]


def test_what_cannot_be_asked_is_said(store):
    assert store.search("role:nonsense zebra", 20).notes == (
        "no role nonsense; there are title, headline, dateline, body, caption, credit, related, comment, boilerplate,"
        " evidence, any",
    )
    assert store.search("-zebra", 20).notes == ("no word to look for",)
    assert "left out" in store.search("zebra " * 70, 20).notes[0]


def test_a_passage_is_cut_from_the_rendition_around_the_words(store):
    (hit,) = store.search("truce peace", 20).hits
    text = store.document("doc-en").text
    assert text[hit.start : hit.end] == hit.quote
    assert len(hit.quote) <= LONGEST
    assert [fold(mark.of(text)) for mark in hit.marks][-1] == "truce"
    assert (hit.role, hit.events) == ("body", ())


def test_a_limit_shows_how_many_there_are(store):
    found = store.search("a", 0)
    assert (found.existing > 0, found.hits) == (True, ())


@given(st.one_of(st.text(), st.text(alphabet="\"'*^:()-+{} ANDORTnearé東ا\x00\n;%_")))
def test_no_query_is_an_error(store, words):
    found = store.search(words, 5)
    assert len(found.hits) <= found.existing
    for hit in found.hits:
        assert store.document(hit.document.id).text[hit.start : hit.end] == hit.quote


WORDY = st.text(alphabet=st.characters(codec="utf-8", categories=("L", "M", "N", "P", "Zs")), min_size=3, max_size=80)


@given(WORDY)
def test_a_text_is_found_by_each_of_its_longer_words(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("any") / "case"
    store = written(folder, story("doc-1", ("body", text)))
    try:
        for word in WORD.findall(text):
            if len(word) >= 3 and wish(word).wanted:
                assert ids(store, word) == ["doc-1"], word
    finally:
        store.close()


def rows(store):
    with sqlite3.connect(store.path.parent / FILE) as connection:
        return connection.execute("SELECT number, document, digest FROM indexed ORDER BY number").fetchall()


def test_the_index_follows_the_record_and_leaves_alone_what_stayed(tmp_path):
    one, two = story("doc-1", ("body", "alpha")), story("doc-2", ("body", "beta"))
    store = written(tmp_path / "case", one, two)
    before = rows(store)
    other = story("doc-2", ("caption", "beta"))
    store.write_record([one, other, story("doc-3", ("body", "gamma"))], store.record())
    assert rows(store)[0] == before[0]
    assert [ids(store, word) for word in ("alpha", "role:body beta", "beta", "gamma")] == [
        ["doc-1"], [], ["doc-2"], ["doc-3"],
    ]  # fmt: skip
    store.write_record([one], store.record())
    assert [ids(store, word) for word in ("alpha", "beta", "gamma")] == [["doc-1"], [], []]
    assert verify_store(store).problems == ()
    store.close()


def test_a_failing_write_leaves_the_old_index(tmp_path):
    store = written(tmp_path / "case", story("doc-1", ("body", "alpha")))
    with pytest.raises(Exception, match="UNIQUE"):
        store.write_record([story("doc-2", ("body", "beta"))] * 2, store.record())
    assert [ids(store, word) for word in ("alpha", "beta")] == [["doc-1"], []]
    store.close()


def test_evidence_can_be_searched_and_leads_to_events(tmp_path):
    store = open_store(tmp_path / "case", create=True)
    store.add_captures([capture()])
    store.write_record([document()], record(document()))
    (hit,) = store.search("role:evidence market", 20).hits
    assert (hit.events, hit.role) == (("evt-1",), "body")
    assert store.search("role:evidence baker", 20).hits == ()
    assert [hit.document.id for hit in store.search("baker", 20).hits] == [document().id]
    store.close()


def test_equals_come_in_the_order_of_ids(tmp_path):
    twins = [story(f"doc-{n}", ("body", "the same words")) for n in (3, 1, 2)]
    store = written(tmp_path / "case", *twins)
    assert ids(store, "same") == ["doc-1", "doc-2", "doc-3"]
    store.close()


@pytest.mark.parametrize(
    ("wanted", "found", "left_out"),
    (
        (DocumentFilter(), 7, {}),
        (DocumentFilter(language="de"), 1, {"in no known language": 1, "in another language": 5}),
        (DocumentFilter(language="unknown"), 1, {"in a known language": 6}),
        (DocumentFilter(publisher="STAR"), 1, {"of another publisher": 6}),
        (DocumentFilter(not_read=True), 5, {"read": 2}),
        (DocumentFilter(undated=True, not_read=True), 5, {"read": 2}),
    ),
)
def test_documents_are_listed_with_what_was_left_out(store, wanted, found, left_out):
    listing = store.list_documents(wanted)
    assert (len(listing.rows), listing.existing, listing.left_out) == (found, 7, left_out)
    assert all("undated: no date on the page" in row.warnings for row in listing.rows)
