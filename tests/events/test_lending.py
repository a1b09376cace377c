"""Who did it by the sentence or the paragraph: with evidence where it stands, a basis, and never the same side."""

import pytest

import dateline
from dateline.events.fields import IN_PARAGRAPH, IN_SENTENCE, LENT

LENDING = [
    ("Twelve farmers were killed in Borno after an ambush by Boko Haram on Friday.", IN_SENTENCE),
    (
        "Six farmers were killed and another 900 displaced in the first days of Ethiopia's offensive in Amhara.",
        IN_SENTENCE,
    ),
    ("Russia fired missiles at Odesa on Tuesday. A house was hit and two people were killed.", IN_PARAGRAPH),
    ("Armenian troops shelled Fuzuli. A school was damaged and five pupils were wounded.", IN_PARAGRAPH),
]


def initiator_claims(text):
    document = dateline.read(text, published="2024-05-05")
    return document, [(r, c) for r in document.reports for c in r.claims if c.field == "initiators"]


@pytest.mark.parametrize(("text", "basis"), LENDING)
def test_the_doer_is_lent_with_its_place_in_the_text(text, basis):
    document, claims = initiator_claims(text)
    lent = [(r, c) for r, c in claims if c.basis == basis]
    assert lent
    for report, claim in lent:
        assert claim.evidence is not None
        assert document.text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
        assert claim.value in {actor.name for actor in report.initiators}


@pytest.mark.parametrize(
    "text",
    [
        # Their own men, another side between, a killing that is nobody's shell, a town of the one who strikes abroad.
        "The army shelled Kidal on Monday. Four soldiers were killed.",
        "Hamas fired rockets at Ashkelon. Israel bombed Rafah. Three people were killed.",
        "Ukraine struck a depot in Belgorod, Russia, on Monday. Houses in Kharkiv, Ukraine, were damaged.",
        "The army advanced on Kidal. A teacher was beheaded in Gao.",
    ],
)
def test_no_doer_is_lent_over_to_another_side(text):
    assert not [c for _, c in initiator_claims(text)[1] if c.basis in LENT]


def test_who_speaks_of_the_harm_does_not_name_the_doer():
    text = "Russia fired missiles at Odesa on Tuesday. A house was hit and two people were killed, the mayor said."
    lent = [c for _, c in initiator_claims(text)[1] if c.basis == IN_PARAGRAPH]
    assert lent
    assert all(claim.attribution is None for claim in lent)
