"""Every curl of the API's page is answered as it stands there."""

import json
import re
from pathlib import Path

import pytest

from bench.served import asked

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
CURLS = re.findall(r'^curl "\$SERVER(.+)"$', PAGE.read_text(encoding="utf-8"), re.M)


@pytest.mark.parametrize("path", CURLS)
def test_it_is_answered(server, path):
    answer = asked(f"{server}{path}")
    assert answer.status == 200
    if ".csv" not in path:
        found = json.loads(answer.text)
        assert found.get("total", 1) > 0 or "deleted" in path or "page=" in path


def test_there_are_examples():
    assert len(CURLS) == 10
