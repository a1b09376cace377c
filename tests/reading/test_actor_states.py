"""Countries that act are governments, not places; names inside a body's name are no places either."""

import pytest

from bench.reader import plain_document
from dateline.reading.parse import parse_document
from dateline.reading.read import find_named

CASES = [
    ("Russia shelled Kharkiv on Monday.", {"Russia": "government", "Kharkiv": "location"}),
    ("Ethiopia attacked Eritrea in May.", {"Ethiopia": "government", "Eritrea": "location"}),
    ("Moscow armed the men in Donetsk.", {"Moscow": "government", "Donetsk": "location"}),
    ("Moscow woke to snow.", {"Moscow": "location"}),
    ("The truce was announced by Qatar and Egypt.", {"Qatar": "government", "Egypt": "government"}),
    ("Rwanda's invasion of Congo went on.", {"Rwanda": "government", "Congo": "location"}),
    ("Talks between Chad and Libya failed.", {"Chad": "government", "Libya": "government"}),
    ("Turkey is a key ally.", {"Turkey": "government"}),
    ("Syria has seen ten years of war.", {"Syria": "location"}),
    ("Haiti was hit by a storm, and Lebanon hosts refugees.", {"Haiti": "location", "Lebanon": "location"}),
    ("The border between Chad and Sudan is closed.", {"Chad": "location", "Sudan": "location"}),
    ("The Jalisco cartel fled.", {"Jalisco": "organisation"}),
    ("The Israel Defense Forces left. Iraq's army stayed.", {"Israel": "organisation", "Iraq": "location"}),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_what_a_name_stands_for(case, nlp, tables):
    text, wanted = case
    document = plain_document("case", text)
    parses = parse_document(nlp, document)
    places, actors, _ = find_named(document, parses, tables)
    assert {place.text: place.use for place in places} == wanted
    governments = {actor.text for actor in actors if actor.kind == "government"}
    assert governments == {name for name, use in wanted.items() if use == "government"}
