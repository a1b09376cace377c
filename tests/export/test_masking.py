import io
from importlib import import_module

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.cli.handing import Format
from dateline.engine.exporting import WRITERS
from dateline.export import jsonl, masking
from dateline.export.masking import masked
from dateline.export.names import name_words
from dateline.export.view import ExportView
from dateline.model.document import Candidate, Coding, Reading
from dateline.model.event import Judgement
from dateline.model.mention import Actor
from dateline.model.source import Failure
from dateline.model.span import Rendition, Span
from tests.export.packed import text_of
from tests.store.factories import TEXT, actor, document, record


def view(*documents, **given):
    return ExportView(dateline="0", tables="t", documents=documents, record=record(*documents), **given)


def exported(seen):
    """All that any format writes, as text."""
    parts = []
    for format, module in WRITERS.items():
        out = io.BytesIO()
        import_module(module).write(seen, out)
        parts.append(text_of(format, out.getvalue()))
    return "".join(parts)


def test_every_format_of_the_command_is_searched_for_names():
    # The dataset is a folder: tests/export/test_dataset.py searches it.
    assert set(WRITERS) | {"wacz", "dataset"} == {format.value for format in Format}


def test_private_person_is_named_nowhere_and_the_officer_is():
    judged = Judgement(
        number=0,
        decision="excluded",
        capture=document().capture,
        quote="Tamar Oduya",
        field="f",
        value="Oduya",
        by="me",
        at="t",
        why="Oduya is no baker",
    )
    failed = Failure(capture=None, path="tamar-oduya.html", stage="archive", reason="tamar-oduya.html is empty")
    one = document(title="Tamar Oduya speaks", url="https://x.test/2019/tamar_oduya-speaks?by=TamarOduya")
    text = exported(masked(view(one, judgements=(judged,), failures=(failed,))))
    assert "oduya" not in text.lower()
    assert "tamar" not in text.lower()
    assert "Private person 1" in text
    assert "Ilyas Drenov" in text
    assert '"masked":true' in text


def test_unmasked_view_names_everyone():
    assert "Tamar Oduya" in exported(view(document()))


def test_offsets_hold_and_ranges_say_what_was_blacked_out():
    one = document()
    seen = masked(view(one)).documents[0]
    assert len(seen.text) == len(one.text)
    for before, after in zip(one.reports[0].claims, seen.reports[0].claims, strict=True):
        assert after.evidence.quote == seen.text[before.evidence.start : before.evidence.end]
    out = io.BytesIO()
    jsonl.write(masked(view(one)), out)
    lines = [msgspec.json.decode(line) for line in out.getvalue().splitlines()]
    at = TEXT.index("Tamar Oduya")
    claim = next(line for line in lines if line["kind"] == "claim" and line["field"] == "victims")
    assert claim["evidence"][0] == {
        "document": one.id,
        "start": at,
        "end": at + 11,
        "quote": "█" * 11,
        "masked": [[at, at + 11]],
    }
    assert [at, at + 11] in next(line for line in lines if line["kind"] == "document")["masked"]


def people(text, *named):
    return tuple(
        Actor(
            span=Span(text.index(n), text.index(n) + len(n)),
            text=n,
            name=n,
            actor_id=None,
            kind="person",
            is_private_person=p,
        )
        for n, p in named
    )


SAY = (
    "Army and the rebels said.\nGunmen shelled Karsa on 3 May 2019; nine people died. Ilyas Drenov said so."
    " Tamar Oduya said no. shelled market "
)

CASES = [
    # what stands in the text, who is private (True), public (False) or not asked (None), what must go, what must stay
    ("Idris Farouk and General Salem Farouk met. Farouk left.", [("Idris Farouk", True), ("Salem Farouk", False)],
     ["Idris", "Farouk left"], ["Salem Farouk"]),
    ("Élodie Mbaké fled. ELODIE MBAKE wept.", [("Élodie Mbaké", True)], ["Mbak", "ELODIE"], ["fled"]),
    ("Abu Ranim fled; Abu Bakr stayed.", [("Abu Ranim", True)], ["Ranim"], ["Abu Bakr"]),
    ("Hope Adeyemi lost hope.", [("Hope Adeyemi", None)], ["Hope", "Adeyemi"], ["lost hope"]),
    ("A baker fled.", [("A baker", True)], [], ["A baker fled"]),
    ("A US defence official said so. He left the US.", [("US defence official", None), ("He", True)], [], ["He left the US"]),
    ("Chief Okoro fled. Chiefs met.", [("Chief Okoro", True)], ["Okoro"], ["Chiefs met"]),
    ("Mr Okoro fled.", [("Okoro", True)], ["Okoro"], ["Mr "]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "named", "gone", "stays"), CASES)
def test_names(words, named, gone, stays):
    text = SAY + words
    given = (actor(text, "Gunmen", kind="unidentified_armed_group"), *people(words, *named))
    shift = len(SAY)
    moved = [given[0]] + [
        msgspec.structs.replace(a, span=Span(a.span.start + shift, a.span.end + shift)) for a in given[1:]
    ]
    seen = masked(view(document(text=text, people=tuple(moved)))).documents[0].text
    assert [word for word in gone if word in seen] == []
    assert [word for word in stays if word not in seen] == []


def test_a_full_name_is_hidden_on_other_pages_too_and_numbers_follow_the_path():
    other = TEXT.replace("Tamar Oduya", "Noor Haddad").replace("Oduya", "Haddad")
    town = TEXT + "Neighbours of Tamar Oduya fled. Oduya is a town.\n"
    first, second = document("b.txt"), document("a.txt", town, people=people(TEXT, ("Ilyas Drenov", False)))
    third = document(
        "0.txt", other, people=people(other, ("Noor Haddad", True), ("Ilyas Drenov", False)), witness="Noor Haddad"
    )
    seen = masked(view(first, second, third))
    assert "Tamar" not in seen.documents[1].text
    names = {a.name for d in seen.documents for a in d.actors if a.kind == "person" and a.is_private_person}
    assert names == {"Private person 1", "Private person 2"}
    assert seen.documents[0].path == "0.txt"
    assert seen.documents[0].actors[0].name == "Private person 1"


def test_an_unknown_speaker_who_looks_like_a_person_is_private():
    one = document(people=people(TEXT, ("Gunmen", False)))
    said = masked(view(one)).documents[0].attributions
    assert [s.speaker for s in said] == ["Private person 1", "Private person 2"]


def test_every_field_has_its_treatment():
    """What is not listed gets pseudonyms; this holds the list against the model, so that nothing listed is stale."""
    from dateline.model import document as d
    from dateline.model import event as e
    from dateline.model import mention as m
    from dateline.model import report as r
    from dateline.model import source as s
    from dateline.model import span

    kinds = [
        k
        for mod in (d, e, m, r, s, span)
        for k in vars(mod).values()
        if isinstance(k, type) and issubclass(k, msgspec.Struct)
    ]
    fields = {name for kind in kinds for name in kind.__struct_fields__}
    assert fields >= masking.KEPT | masking.BLACKED | masking.ADDRESSES


NAME = st.text(st.characters(categories=("Lu", "Ll"), max_codepoint=0x17F), min_size=4, max_size=9).map(str.capitalize)


@given(NAME, NAME, st.text(max_size=40), st.sampled_from([" ", "\n", "-", "\u00a0"]))
def test_no_exported_byte_holds_a_private_name(given_name, surname, noise, gap):
    whole = f"{given_name}{gap}{surname}"
    words = {whole, given_name, surname}
    plain = exported(masked(view(document(text=TEXT))))
    if any(word.lower() in plain.lower() for word in words) or given_name == surname:
        return
    text = SAY + f"{whole} wept. {noise} {surname}, {given_name} {whole.upper()}."
    private = people(text, (whole, True))
    seen = exported(masked(view(document(text=text, title=whole, people=(actor(text, "Gunmen"), *private)))))
    cleaned = noise.lower()
    for word in words:
        # `This` alone names nobody, even where somebody bears it; within the whole name it is hidden.
        if word.lower() not in cleaned and name_words().get(word.lower()) not in ("determiner", "pronoun"):
            assert word not in seen


def test_candidates_of_a_masthead_are_masked_as_the_field_is():
    title = "Tamar Oduya speaks"
    offered = (
        Candidate(field="title", value=title, basis="og:title", chosen=True, why="w", text=f"{title} | Tamar Oduya"),
        Candidate(field="byline", value="Tamar Oduya", basis="meta author", chosen=False, why="w"),
    )
    one = replace(document(title=title), masthead=offered)
    assert "Oduya" in exported(view(one))
    seen = masked(view(one))
    assert "oduya" not in exported(seen).lower()
    assert seen.documents[0].masthead[0].value == seen.documents[0].title


def test_where_nobody_looked_for_names_everything_is_blacked_out():
    one = document(title="Tamar Oduya verletzt", url="https://x.test/2019/tamar-oduya-verletzt?by=oduya")
    nothing = Reading(times=(), places=(), actors=(), figures=(), attributions=())
    coded = Coding(reports=(), main_report=None)
    unread = msgspec.structs.replace(
        one, id="doc-2", language="de", unread="German: only English is read", reading=nothing, coding=coded,
        path="de/tamar-oduya.html", rendition=Rendition.make(one.text, blob="other", extractor="test/1"),
    )  # fmt: skip
    seen = masked(ExportView(dateline="0", tables="t", documents=(unread,), record=EMPTY))
    found = seen.documents[0]
    assert set(found.title) == {"█"}
    assert (found.path, found.url) == ("de/█████-█████.html", "https://x.test/2019/█████-█████-████████?██=█████")
    assert not any(character.isalpha() for segment in found.segments for character in segment.text)
    assert len(found.text) == len(one.text)
    text = exported(seen)
    assert "oduya" not in text.lower()
    assert '"unread":"German: only English is read"' in text


EMPTY = msgspec.structs.replace(record(document()), events=(), series=(), disagreements=(), sources=(), tombstones=())
