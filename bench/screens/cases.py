"""Cases that are hard to draw; `worked` is the exercise after a desk's work, with names that do not fit; invented."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

from bench.built import EXERCISE, built_case
from dateline.engine.adding_missed import Note
from dateline.engine.case import Case
from dateline.engine.decisions import Decision, Edit
from dateline.engine.practice import restricting
from dateline.engine.practice.rounds import RoundPlan
from dateline.engine.practice.values_coded import USUAL
from dateline.model.event import Event

LETTERS = 120
STEMS = ("Tuvarrewick", "Frontbrigade", "Morningpost", "Bigshelling", "Ana")
PLACE, ACTOR, PUBLISHER, TITLE, PERSON = (f"{stem}{stem.lower() * LETTERS}"[:LETTERS] for stem in STEMS)
"""Names of 120 letters without a space."""
ROUND = "A first round"
LONG = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>
<meta property="og:site_name" content="{PUBLISHER}"><meta property="article:published_time" content="2018-09-08">
</head><body><article><h1>{TITLE}</h1><time datetime="2018-09-08">8 September 2018</time>
<p>Army troops shelled the village of {PLACE} on Friday, killing 12 people, the {ACTOR} said.</p>
<p>{"A paragraph that has no end. " * 40}</p></article></body></html>
"""
ARABIC = """وكالة المرفأ
10 سبتمبر 2018

قصف الجيش سوق توفاري

قصف الجيش سوق توفاري يوم الاثنين وقتل سبعة أشخاص 😀. نزح كثير من السكان.
"""
HEBREW = """סוכנות הנמל
10 בספטמבר 2018

הצבא הפגיז את השוק בטובארה

הצבא הפגיז את השוק בטובארה ביום שני ושבעה בני אדם נהרגו. תושבים רבים ברחו.
"""
ONE = """Harbour Post
6 September 2018

Two killed in Keddal

KEDDAL - Rebels killed two soldiers in Keddal on Wednesday, the army said.
"""


def empty(folder: Path) -> Path:
    """A case that holds nothing yet."""
    Case.create(folder).store.close()
    return folder


def one(folder: Path) -> Path:
    """A case of one story that tells of one event."""
    pages = folder.with_name(f"{folder.name}-pages")
    pages.mkdir()
    (pages / "one.txt").write_text(ONE, encoding="utf-8")
    built_case(folder, pages, EXERCISE / "gazetteer.csv").store.close()
    return folder


def worked(folder: Path) -> Path:
    """The exercise with an Arabic, a Hebrew and an overlong page, after people have worked on it in every way."""
    pages = Path(shutil.copytree(EXERCISE / "pages", folder.with_name(f"{folder.name}-pages")))
    for name, text in (("90-arabic.txt", ARABIC), ("91-hebrew.txt", HEBREW), (f"92-{PLACE}.html", LONG)):
        (pages / name).write_text(text, encoding="utf-8")
    (pages / "93-broken.html").write_bytes(b"\x00\x01\x02")
    places = folder.with_name(f"{folder.name}-places.csv")
    row = f"long,{PLACE},,-33.08,-118.61,2,settlement,XZ,Tarvene,,1200,\n"
    places.write_text((EXERCISE / "gazetteer.csv").read_text(encoding="utf-8") + row, encoding="utf-8")
    case = built_case(folder, pages, places)
    shutil.copyfile(EXERCISE / "coastline.geojson", folder / "coastline.geojson")
    work(case, folder)
    case.store.close()
    return folder


def work(case: Case, folder: Path) -> None:
    """What people do: a release, decisions of every kind, double coding, a log, a page left out, a restricted one."""
    case.release("first")
    case.practice.set_codebook("Codebook of the desk", "2.1", by="Ana")
    found = sorted(case.events(), key=lambda event: (-len(event.documents), event.id))
    decided(case, found)
    coded(case, found)
    export = io.BytesIO()
    case.export("csv", export)
    rows = folder.with_name(f"{folder.name}-own.csv")
    rows.write_bytes(export.getvalue())
    case.practice.import_rows(rows, by="Ana")
    case.practice.assign(found[0].id, found[1].id, to="Ana", by="Chief")
    case.practice.assign(found[2].id, to=PERSON, by="Chief")
    case.practice.check("Radio Free Shore", "2018-09-02", "2018-09-03", by="Ana")
    case.practice.check(PUBLISHER, "2018-09-02", by=PERSON)
    restricting.restrict(case, "16-radio-free-shore.txt", publisher=False, why="promised", by="Ana", undo=False)
    case.exclude("12-lantern-online-dolmet.html", why="satire", by="Ana")
    source = f"https://example.org/{'a' * LETTERS}"
    case.add_note(Note(text=f"A burnt lorry at {PLACE}", source=source, type="battle.clash", by="Ana"))
    case.build()


def decided(case: Case, found: list[Event]) -> None:
    """An acceptance, a rejection, a doubt, and fields set to names that do not fit."""
    far = next(event for event in found if event.where and event.where.name == PLACE)
    edits = {
        "initiators": Edit(value=[{"name": ACTOR}], reason="as the codebook says"),
        "killed": Edit(value={"low": 12, "best": 1_234_567, "high": None}, reason="the hospital's list"),
    }
    case.decide(Decision(event=far.id, decision="edit", by=PERSON, edits=edits))
    case.decide(Decision(event=found[3].id, decision="accept", by="Ana"))
    case.decide(Decision(event=found[4].id, decision="unsure", by="Ana", why="a second source is promised"))
    case.decide(Decision(event=found[5].id, decision="reject", by="Ana", why="not an event"))


def coded(case: Case, found: list[Event]) -> None:
    """A round of four events: two that both have coded, one of them settled, one that one has, one that nobody has."""
    plan = RoundPlan(name=ROUND, coders=("Ana", PERSON), events=tuple(event.id for event in found[:4]))
    case.practice.start_round(plan, by="Chief")
    mine = dict.fromkeys(USUAL, "") | {"type": "battle.clash", "killed": "3-5", "where": "Tuvarre"}
    for event in found[:3]:
        case.practice.code(ROUND, event.id, "Ana", mine)
    for event in found[:2]:
        case.practice.code(ROUND, event.id, PERSON, mine | {"type": "remote.shelling", "killed": "9", "where": PLACE})
    case.practice.settle(ROUND, found[1].id, {"killed": "9"}, by="Chief", why="the hospital's list")
