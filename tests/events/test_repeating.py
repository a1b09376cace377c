"""One report per happening: what is told twice, in part, in other words, or of nothing in particular."""

import pytest

import dateline


def told(text, *kinds):
    found = dateline.read(text, published="2021-06-10").reports
    counted = [r for r in found if r.status in ("occurred", "ongoing") and r.type != "political.statement"]
    return [r.type for r in counted if not kinds or r.type.startswith(kinds)]


ONE = [
    # one move of a force
    "Malian forces advanced on Kidal on Monday. Malian forces have begun their operation, a general said.",
    "Ethiopia launched the assault on Saturday, the third day of Ethiopia's offensive in Tigray.",
    # one thing hit
    "The attack on an aid convoy near Kutum shocked the UN. The aid convoy was attacked from the air on Monday.",
    # one count
    "An estimated 7,000 people were displaced in the first three days of May. Rain and fear have displaced 7,000 people.",
    # the date of a plural is no number of happenings
    "The 13 November attacks in Nairobi killed nine people. The horrific attacks in Nairobi united the country.",
    # some of those counted
    "The navy conducted 14 air strikes, including strikes against two depots, near Hodeidah.",
    # a second outcome
    "It was a cowardly attack near Goma, with ten villagers killed and a school destroyed.",
    # wounds
    "Corporal Ana Ruiz died on Monday of wounds sustained in a bomb blast near Cauca.",
    # those mourned
    "Gunmen shot nine farmers near Zamfara on Monday. My thoughts are with those who were killed, the governor said.",
    # means
    "The coalition supported the Malian troops with air strikes near Kidal.",
    # one seizure
    "Karim Said was kidnapped by the militia in Derna in 2019. The kidnapping of Karim Said shocked Libya.",
]


@pytest.mark.parametrize("text", ONE)
def test_told_once(text):
    violent = ("battle.", "remote.", "civilian.", "humanitarian.displacement", "political.cooperation", "destruction.")
    assert len(told(text, *violent)) == 1


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Protesters rallied in Yangon, chanting slogans that urged the president to resign.", ["order.protest"]),
        ("He was released in May as part of a prisoner swap.", ["order.release"]),
        (
            "Nine people were hurt in riots in Conakry on Monday. The march turned violent when youths threw stones.",
            ["order.riot"],
        ),
        (
            "A girl died of cholera in Beira on Monday. So far 46 people have died of cholera in Mozambique.",
            ["other.outbreak"],
        ),
        (
            "Ann Lund met Ali Issa in Paris on Monday. The Foreign Secretary met Ali Issa to discuss the war.",
            ["political.visit"],
        ),
    ],
)
def test_one_report_of(text, kinds):
    assert told(text, "order.", "other.", "political.") == kinds


def test_a_calamity_has_its_tolls_its_bodies_and_whom_it_cut_off():
    text = (
        "Floods swept through Sindh on Monday. Some 1,400 people have been killed. Bodies of two students were recovered"
        " in Dadu. The town of Johi had been cut off for a week."
    )
    assert set(told(text)) == {"other.disaster", "humanitarian.trapped"}


@pytest.mark.parametrize(
    "text",
    [
        "The minister denounced the spread of rumours.",
        "The group continues to kill indiscriminately.",
        "Journalists are killed for what they write.",
        "The report does not say how many jets are used in a strike.",
        "The army faces a shortage of missiles.",
        "The internet blackout in Yangon went into its third day.",
        "The commission of inquiry is based in Geneva.",
        "It is a barrage on the river near Kosti.",
        "He joined the fight against corruption.",
        "The report is about companies supporting the militia.",
        "The valley is usually flooded for a month.",
    ],
)
def test_nothing_in_particular(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Iran condemned the decision of the council.", ["political.rejection"]),
        ("The mayor condemned the government for the delay.", ["political.rejection"]),
        ("The UN condemned the shelling of the market.", ["remote.shelling"]),
        ("There is a shortage of medicine in Khartoum.", ["humanitarian.shortage"]),
        ("Two journalists are killed in Guerrero.", ["civilian.attack"]),
        ("A school was damaged by an attack in Kharkiv.", ["destruction.demolition"]),
    ],
)
def test_something_in_particular(text, kinds):
    assert told(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "A girl died of cholera in Beira. Nine people died of cholera in Malawi.",
        "The army launched an offensive near Kidal on Monday. Rebels launched an offensive near Gao on Tuesday.",
        "Karim Said was arrested in May 2019. Omar Said was arrested in June 2020.",
    ],
)
def test_two_stay_two(text):
    assert len(told(text)) == 2
