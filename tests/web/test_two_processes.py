"""Two servers and the command line, each a process of its own, on one case: nobody overwrites anybody unseen."""

import html
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from bench.served import asked
from bench.speed.serve import wait_for
from dateline.engine.case import Case

MARKET = "remote.shelling"
DATELINE = (sys.executable, "-m", "dateline")


@contextmanager
def serving(case, name):
    """`dateline serve` as somebody starts it."""
    command = [*DATELINE, "serve", str(case), "--port", "0", "--as", name]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            address = server.stdout.readline().split()[0].rstrip("/")
            wait_for(address)
            yield address
        finally:
            server.terminate()
            server.wait(30)


def judge(case, event, *words):
    command = [*DATELINE, "judge", str(case), event, *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


@pytest.fixture
def two(case):
    opened = Case.open(case, create=False)
    event = max(opened.events(type=MARKET), key=lambda e: len(e.documents)).id
    opened.store.close()
    with serving(case, "Ana") as ana, serving(case, "Ben") as ben:
        yield case, event, ana, ben


def version(address, event):
    return html.unescape(re.search(r'name="version" value="([^"]+)"', asked(f"{address}/review/{event}").text)[1])


def edit(address, event, field, text, seen):
    return asked(f"{address}/review/{event}/edit", form={"field": field, "text": text, "version": seen})


def edits(case):
    opened = Case.open(case, create=False)
    found = [(one.by, one.field.partition(":")[0]) for one in opened.store.judgements() if one.decision == "edit"]
    opened.store.close()
    return found


def sound(case):
    """Whether the case verifies, once all have left it."""
    done = subprocess.run([*DATELINE, "verify", str(case)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def test_who_comes_second_keeps_the_other_field_and_is_asked_about_the_same(two):
    case, event, ana, ben = two
    seen = version(ana, event)
    assert version(ben, event) == seen
    assert edit(ana, event, "killed", "40", seen).status == 303
    merged = edit(ben, event, "injured", "3", seen)
    assert merged.status == 303
    assert "Ana+set+Killed" in merged.headers["Location"]
    stale = edit(ben, event, "killed", "41", seen)
    assert stale.status == 409
    assert "<bdi>40</bdi> <small>as it stands, by Ana" in stale.text
    assert "<bdi>41</bdi> <small>what you wanted" in stale.text
    cli = judge(case, event, "--edit", "killed=42", "--why", "x", "--by", "Cem", "--version", seen)
    assert cli.returncode == 1
    assert "you want 42; it stands as 40, by Ana" in cli.stderr
    assert "Traceback" not in cli.stderr
    other = judge(case, event, "--edit", "where=Dor", "--why", "x", "--by", "Cem", "--version", seen)
    assert other.returncode == 0, other.stderr
    assert "meanwhile Ana decided: edit killed" in other.stderr
    assert edits(case) == [("Ana", "killed"), ("Ben", "injured"), ("Cem", "where")]
    whole = asked(f"{ben}/review/{event}/decide", form={"decision": "accept", "version": version(ben, event)})
    assert whole.status == 303
    late = asked(f"{ana}/review/{event}/decide", form={"decision": "reject", "why": "x", "version": seen})
    assert late.status == 409
    assert "Ben" in late.text
    opened = Case.open(case, create=False)
    held = {field: opened.event(event).held(field)[0].value for field in ("killed", "injured", "where")}
    opened.store.close()
    assert held == {"killed": "40", "injured": "3", "where": "Dor"}


def test_at_once_every_decision_holds_or_is_refused(two):
    case, event, ana, ben = two
    seen = version(ana, event)
    fields = ("killed", "injured", "displaced", "detained", "missing", "trapped")
    wanted = [(who, field) for field in fields for who in (ana, ben)]
    with ThreadPoolExecutor(len(wanted) + 1) as pool:
        line = pool.submit(judge, case, event, "--edit", "killed=9", "--why", "x", "--by", "Cem", "--version", seen)
        answers = list(pool.map(lambda one: edit(one[0], event, one[1], "7" if one[0] == ana else "8", seen), wanted))
    done = [one for one, answer in zip(wanted, answers, strict=True) if answer.status == 303]
    assert {answer.status for answer in answers} <= {303, 409}, [answer.text[:400] for answer in answers]
    assert line.result().returncode in (0, 1)
    names = {ana: "Ana", ben: "Ben"}
    kept = sorted((names[who], field) for who, field in done) + [("Cem", "killed")] * (line.result().returncode == 0)
    assert sorted(edits(case)) == sorted(kept)
    assert len(kept) == len(fields)
    opened = Case.open(case, create=False)
    number = {"Ana": "7", "Ben": "8", "Cem": "9"}
    assert {field: opened.event(event).held(field)[0].value for _, field in kept} == {f: number[by] for by, f in kept}
    opened.store.close()


def test_a_rebuild_of_one_keeps_what_the_other_decides(two):
    _, event, ana, ben = two
    others = [one for one in re.findall(r'id="q-(evt-[^"]+)"', asked(f"{ben}/review").text) if one != event][:6]
    form = {"decision": "reject", "why": "a drill", "version": version(ana, others[0])}
    assert asked(f"{ana}/review/{others[0]}/decide", form=form).status == 303
    for one in others[1:]:
        form = {"decision": "accept", "version": version(ben, one)}
        assert asked(f"{ben}/review/{one}/decide", form=form).status == 303
    for _ in range(600):
        if "rebuilding" not in (text := asked(f"{ana}/review/rebuild/state").text):
            break
    assert "failed" not in text
    for one in others[1:]:
        assert "accepted by" in asked(f"{ana}/review/{one}").text
    assert f'id="q-{others[0]}"' not in asked(f"{ben}/review").text


def test_the_case_verifies_after_both_have_left(case):
    opened = Case.open(case, create=False)
    event = next(iter(opened.events(type=MARKET))).id
    opened.store.close()
    with serving(case, "Ana") as ana:
        with serving(case, "Ben") as ben:
            assert edit(ben, event, "injured", "3", version(ben, event)).status == 303
        assert edit(ana, event, "killed", "4", version(ana, event)).status == 303
        assert judge(case, event, "--accept", "--by", "Cem").returncode == 0
    sound(case)
