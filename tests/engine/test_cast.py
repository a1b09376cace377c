"""What `explain` says of a document's actors: why each mention means the one it does, and the table's row."""

import dateline
from dateline.engine.cast import actor_lines
from dateline.tables.actors import load

TEXT = (
    "The Rapid Support Forces (RSF) left Khartoum, the capital of Sudan. The paramilitary group said nothing. "
    "Kofi Mensah, a driver, fled. Mensah wept."
)


def test_every_mention_has_its_reason_and_the_table_its_years():
    lines = list(actor_lines(dateline.read(TEXT), load()))
    assert "Rapid Support Forces  rebel  rapid-support-forces" in lines
    assert "  table        Rapid Support Forces, SD, 2013-" in lines
    assert "  table        was Janjaweed, 2003-" in lines
    reasons = {line.split("”")[0].strip(" “"): line.split("(", 1)[1] for line in lines if line.startswith("    “")}
    assert reasons["RSF"] == "the story names it in full)"
    assert reasons["paramilitary group"] == "the only rebel that the story names)"
    assert reasons["driver"] == "stands beside the name)"
    assert "  person       private: nothing shows an office, a rank or a table's name" in lines


def test_a_state_body_without_a_row_says_so():
    lines = list(actor_lines(dateline.read("Maltese police closed the road."), load()))
    assert "  table        a body of a state that has no row of its own" in lines
