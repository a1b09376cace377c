import pytest

from dateline.tables.event_types import load
from dateline.tables.report_words import report_words

STATUSES = {"occurred", "ongoing", "planned", "predicted", "hypothetical", "negated", "demanded", "alleged"}
PRECISIONS = {"point", "settlement", "part_of_settlement", "near", "admin3", "admin2", "region", "admin1", "country", "international"}  # fmt: skip


def test_every_event_type_and_family_has_words():
    codes = set(load().by_code)
    assert set(report_words("type")) == codes
    assert set(report_words("family")) == {code.partition(".")[0] for code in codes}


@pytest.mark.parametrize(
    ("vocabulary", "codes"),
    [
        ("status", STATUSES),
        ("precision", PRECISIONS),
        ("side", {"party_a", "party_b", "third_party", "own_observation", "unknown"}),
        ("relation", {"conflict", "divergent", "update", "correction", "subset", "definition", "incomparable"}),
        ("policy", {"acled_conservative", "ucdp_blh", "ibc_minmax"}),
        ("grade", {"confirmed", "fair", "weak", "contested", "discounted"}),
        ("measure", {"incident", "cumulative", "stock", "flow"}),
        ("flag", {"jump", "reversal"}),
        ("copy", {"copy", "derived", "shared_quote", "shared_statement"}),
    ],
)
def test_every_code_of_a_closed_vocabulary_has_words(vocabulary, codes):
    assert set(report_words(vocabulary)) == codes
