"""Private people named only through kin or home, through the real pipeline: no masked export names them."""

import io
import re

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dateline
from dateline.export.masking import masked
from dateline.export.relatives import named_by_kin
from tests.export.test_masking import SAY, exported, people, view
from tests.store.factories import actor, document

WITNESS = "{who}, a 47-year-old resident of Tessalit, said the army had shelled the street."
SENTENCES = [
    "{who}'s house was bombed by militants on Tuesday.",
    "{who}\u2019s brother was killed by militants in Tessalit on Monday.",
    "The brother of {who} was killed by militants in Tessalit on Monday.",
    "The {last} family was attacked by militants in Tessalit on Monday.",
    "{last} family members were wounded by militants in Tessalit.",
    "{who}'s son Kelvo was wounded by militants in Tessalit on Tuesday.",
    '"{last}\'s house was bombed," Colonel Issa Keita said.',
    "Militants shelled the house of {last} in Tessalit on Wednesday, killing two people.",
    "The {last}s fled. {last}'s house burned.",
]


def exports(folder, pages):
    source = folder / "pages"
    source.mkdir(parents=True)
    for name, text in pages.items():
        (source / name).write_text(text, encoding="utf-8")
    case = dateline.open(folder / "case")
    case.add(source)
    case.build()
    found = []
    for kind in ("jsonl", "csv", "geojson"):
        out = io.BytesIO()
        case.export(kind, out)
        found.append(out.getvalue().decode())
    return found


@pytest.fixture(scope="module")
def kin_exports(tmp_path_factory):
    pages = {}
    for who, last in (("Abu Zorqan", "Zorqan"), ("Tavo Mirrenko", "Mirrenko")):
        body = " ".join([*SENTENCES[:4], WITNESS, *SENTENCES[4:]]).format(who=who, last=last)
        pages[f"{who.replace(' ', '-').lower()}s-house.txt"] = f"May 6, 2021\n\n{who}'s house bombed\n\n{body}\n"
    return exports(tmp_path_factory.mktemp("kin"), pages)


@pytest.mark.parametrize("word", ["zorqan", "mirrenko", "tavo", "kelvo"])
def test_no_export_of_the_pipeline_names_who_is_named_through_kin_or_home(kin_exports, word):
    assert [text for text in kin_exports if word in text.lower()] == []


def test_who_is_public_keeps_the_name(kin_exports):
    assert "Issa Keita" in kin_exports[0]
    assert "Tessalit" in kin_exports[0]


def test_masked_quotes_keep_their_length(kin_exports):
    lines = [msgspec.json.decode(line) for line in kin_exports[0].splitlines()]
    quotes = [item for line in lines for item in line.get("evidence") or () if isinstance(item, dict)]
    assert quotes
    assert [q for q in quotes if len(q["quote"]) != q["end"] - q["start"]] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Noor Vey's elder son, Nuru, fled.", ["Noor Vey", "Nuru"]),
        ("He saw the house of Abu Vey.", ["Abu Vey"]),
        ("On Monday the Vey family left.", ["Vey"]),
        ("The Muslim family left its home.", []),
        ("In his home, Reuters said.", []),
        ("It met in the House of Commons.", []),
    ],
)
def test_names_beside_kin(text, names):
    assert [text[span.start : span.end] for span in named_by_kin(text)] == names


def test_a_house_in_which_a_hidden_surname_stands_protects_nothing():
    text = SAY + "Oduya's house fell. Tamar Oduya wept."
    house = actor(text, "Oduya's house", kind="structure")
    seen = exported(masked(view(document(text=text, people=(house, *people(text, ("Tamar Oduya", True)))))))
    assert "Oduya" not in seen


NAME = st.text("bdfgklmnprtvzaeiou", min_size=6, max_size=9).map(lambda word: f"Q{word}")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NAME, NAME, st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), st.integers(0, 4))
def test_no_masked_export_holds_a_private_form_whatever_surrounds_it(tmp_path_factory, first, last, around, at):
    lines = [*around[:at], WITNESS, *around[at:]]
    body = " ".join(lines).format(who=f"{first} {last}", last=last)
    found = exports(tmp_path_factory.mktemp("any"), {f"{last}.txt": f"May 6, 2021\n\n{last}'s house hit\n\n{body}\n"})
    assert [text for text in found if re.search(rf"\b(?:{first}|{last}s?)\b", text, re.IGNORECASE)] == []
