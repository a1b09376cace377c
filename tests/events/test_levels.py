import pytest

import dateline

CASES = [
    ("Some 9,000 people fled Mosul between 3 and 9 June.", "humanitarian.displacement", "aggregate"),
    ("Some 900 people fled Mosul on Tuesday.", "humanitarian.displacement", "incident"),
    ("About 4,000 people fled the city in the first three days of the fighting.", "humanitarian.displacement",
     "aggregate"),
    ("Fighting has driven 8,000 people from their homes since the siege began.", "humanitarian.displacement",
     "aggregate"),
    ("Some 5,000 people are believed to be trapped in Mosul.", "humanitarian.trapped", "aggregate"),
    ("A total of 90 people have been killed since the war began.", "civilian.attack", "aggregate"),
    ("Nine people were killed in Mosul on Tuesday.", "civilian.attack", "incident"),
    ("Nine people were killed on Tuesday, bringing the total to 40.", "civilian.attack", "incident"),
    ("It was the end of nine days of fighting in which 60 people were killed.", "civilian.attack", "aggregate"),
    ("About 700 people have gone back to Mosul this month.", "humanitarian.return", "aggregate"),
    ("The rebels, who led the assault on the army in Mosul, welcomed the deal.", "battle.clash", "campaign"),
    ("The rebels led an assault on the army in Mosul.", "battle.clash", "incident"),
    ("The alliance led ground campaigns against the rebels.", "battle.offensive", "aggregate"),
    ("Operations to retake Mosul from the rebels went on.", "battle.offensive", "campaign"),
    ("The group has fought a long insurgency in Yemen.", "battle.clash", "campaign"),
    ("Rebels have been fighting the army in the hills near Mosul.", "battle.clash", "campaign"),
    ("Rebels have been fighting the army near Mosul since Tuesday.", "battle.clash", "incident"),
    ("Rebels fought the army near Mosul on Tuesday.", "battle.clash", "incident"),
    ("The army launched an offensive in Mosul on Tuesday.", "battle.offensive", "incident"),
    ("States which have carried out air strikes near Mosul include France.", "remote.air_strike", "aggregate"),
    ("France has carried out air strikes near Mosul.", "remote.air_strike", "incident"),
    ("The coalition carried out six air strikes near Mosul.", "remote.air_strike", "aggregate"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "level"), CASES)
def test_level(text, kind, level):
    reports = dateline.read(text, published="2021-06-10").reports
    assert [r.level for r in reports if r.type == kind] == [level]


def test_level_in_an_undated_story():
    [found] = dateline.read("About 700 people have gone back to Mosul this month.").reports
    assert found.level == "aggregate"
